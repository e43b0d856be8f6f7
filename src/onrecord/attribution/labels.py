"""Labels before a colon that are nobody: "Verdict: False", "Fact check: is it safe?", "Claim: “It is safe.”"."""

import re
from dataclasses import replace

from onrecord.attribution.finding import Found

__all__ = ["without_labels"]

_LABELS = frozenset(
    [
        *("fact check", "fact-check", "factcheck", "verdict", "rating", "ruling", "conclusion", "our verdict", "the verdict", "our rating"),
        *("analysis", "opinion", "comment", "editorial", "explainer", "explained", "review", "interview", "profile", "exclusive"),
        *("breaking", "live", "update", "correction", "video", "watch", "photo", "photos", "picture", "podcast", "listen", "in pictures"),
        *("background", "timeline", "at a glance", "key points", "what we know", "note", "warning", "read more", "see also", "related"),
    ]
)
"""After which the article itself goes on."""

_QUOTING = frozenset(["claim", "the claim", "claims", "quote", "quotation", "statement", "rumour", "rumor", "what was said"])
"""After which somebody else's words follow, without a word of whose they are."""

_OPENING = "\"“„«‘'"

_MARKS = re.compile(r"[\W_]+\Z|\A[\W_]+")


def without_labels(text: str, found: list[Found]) -> list[Found]:
    """The attributions of a text without those whose source is a label: what it introduces is the article's own.

    What stands in quotation marks after one is somebody's, and nobody knows whose.

    Args:
        text: The text.
        found: Its attributions.
    """
    out = []
    for f in found:
        label = _label(text, f)
        if label in _QUOTING or (label in _LABELS and text[f.content[0][0]] in _OPENING):
            out.append(replace(f, source=()))
        elif label not in _LABELS:
            out.append(f)
    return out


def _label(text: str, found: Found) -> str:
    """The source of an attribution, where only a colon follows it; else nothing."""
    cue = "".join(text[s:e] for s, e in found.cue).strip()
    if cue != ":" or len(found.source) != 1:
        return ""
    return " ".join(_MARKS.sub("", text[slice(*found.source[0])]).lower().split())
