"""Words that several formats need: a review in a sentence, an attribution in a sentence, text on one line."""

import re

from onrecord.model import Attribution

__all__ = ["plain", "review_of", "sentence"]

_BREAKING = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
_SPACES = re.compile(r" {2,}")


def plain(text: str) -> str:
    """Text on one line: for what is a control character, a line end or half a character stands a space."""
    return _SPACES.sub(" ", _BREAKING.sub(" ", text)).strip()


def review_of(a: Attribution) -> str | None:
    """Who judged an attribution, how and when; None where nobody did."""
    return f"{a.review.verdict} by {a.review.by} on {a.review.at}" if a.review else None


def sentence(a: Attribution) -> str:
    """An attribution in the words of its article: ``Ana Lind (said): “…” (via Reuters)``.

    The cue stands in brackets, as not every one follows its source.
    """
    who = (a.speaker.name if a.speaker else None) or (a.source.text if a.source else "(not named)")
    cue = a.cue.text.strip(" :") if a.cue else ""
    head = f"{who} ({cue})" if cue else who
    via = f" (via {', '.join(v.name for v in a.via)})" if a.via else ""
    said = f"{head}: {a.content.text}" if a.content else head
    return f"{'' if a.asserted else 'Not asserted: '}{said}{via}"
