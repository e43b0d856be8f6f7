"""Who is told, asked or warned is not who says it: in "Lind was asked whether …" nobody is named as the source."""

import re

from onrecord.model import Span

_PASSIVE = re.compile(
    r"(?:\b(?:is|are|was|were|been|being|be|get|gets|got)|['’](?:s|re|m)|^)(?: \w+ly| also| not| never| now| then)? ?"
    r"\b(?:asked|told|warned|urged|ordered|informed|advised|invited|notified|reminded|instructed|assured|questioned|pressed|quizzed)\b",
    re.IGNORECASE,
)
_BE = re.compile(r"\b(?:is|are|was|were|been|being|be|get|gets|got)\b|['’](?:s|re|m)\b", re.IGNORECASE)


def is_passive(text: str, cue: tuple[Span, ...]) -> bool:
    """Whether a cue says that its subject is told or asked something: "was told", "have been warned".

    Args:
        text: The text.
        cue: Where the cue stands.
    """
    words = " ".join(text[s:e] for s, e in cue)
    return bool(_BE.search(words)) and bool(_PASSIVE.search(words))


def names_recipient(text: str, source: tuple[Span, ...], cue: tuple[Span, ...]) -> bool:
    """Whether the words that were taken for a source name whom something is said to.

    Args:
        text: The text.
        source: Where the source stands.
        cue: Where the cue stands.
    """
    if not source or not cue or source[-1][1] > cue[0][0] or not is_passive(text, cue):
        return False
    return not text[cue[-1][1] : cue[-1][1] + 4].startswith(" by ") and not re.search(r"\bby$", text[cue[-1][0] : cue[-1][1]])
