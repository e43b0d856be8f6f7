"""Cues by which somebody says nothing: the only attributions that may lack a content."""

import re

from onrecord.model import Span

_DECLINE = re.compile(
    r"\b(?:declin|refus|refrain|demur)\w*|\bno (?:immediate |further )?(?:comment|repl(?:y|ies)|response|answer)\b"
    r"|(?:\bnot|n[’']t|\bnever|\bwithout)\b.*\b(?:respon\w+|repl\w+|comment\w*|answer\w*|return\w*|reach\w*|available|elaborat\w*)\b"
    r"|\bunavailable\b|\bunreachable\b|\bneither confirm",
    re.IGNORECASE | re.DOTALL,
)


def is_decline(text: str, cue: tuple[Span, ...]) -> bool:
    """Whether the words of a cue say that somebody declined or failed to say anything."""
    return bool(cue) and bool(_DECLINE.search(" ".join(text[s:e] for s, e in cue)))
