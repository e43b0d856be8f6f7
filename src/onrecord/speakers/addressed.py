"""To whom something is said, where the article says it right after the cue: "told reporters", "warned the crews", "said to the BBC"."""

import numpy as np

from onrecord.model import Attribution, Span
from onrecord.speakers.lists import words as listed_words
from onrecord.speakers.mentions import NO_NAME, Mentions

_LONGEST = 14
"""Words of an addressee."""

_TELLING = listed_words("telling")
_PEOPLE = frozenset(["person", "organisation", "group", "outlet", "place"])


def addressee_of(a: Attribution, mentions: Mentions) -> Span | None:
    """Where the addressee stands, in code points.

    Args:
        a: The attribution.
        mentions: Mentions of the article.
    """
    if a.cue is None:
        return None
    words = mentions.words
    start, end = a.cue.spans[-1]
    last = int(np.searchsorted(words.starts, end)) - 1
    at = last + 1
    if at >= len(words) or last < 0:
        return None
    verb = words.word(last).lower()
    called = verb in {"on", "upon"} and words.word(last - 1).lower() in {"call", "calls", "called", "calling"} if last else False
    if verb not in _TELLING and not called:
        if words.word(at).lower() != "to" or start >= end:
            return None
        at += 1
    content = [s for s in (a.content.spans if a.content else ()) if s[1] > end]
    limit = min((s for s, _ in content), default=len(words.text))
    low, high = np.searchsorted(mentions.first, [at, at + 2])
    fitting = [
        i
        for i in range(int(low), int(high))
        if _begins(mentions, i, at)
        and mentions.span(i)[1] <= limit
        and mentions.last[i] - at < _LONGEST
        and (mentions.name[i] != NO_NAME or mentions.kind(i) in _PEOPLE)
    ]
    if not fitting:
        return None
    best = max(fitting, key=lambda i: int(mentions.last[i]))
    return int(words.starts[at]), mentions.span(best)[1]


def _begins(mentions: Mentions, i: int, at: int) -> bool:
    """Whether a mention begins at a word, or after the article that stands there."""
    first = int(mentions.first[i])
    return first == at or (first == at + 1 and mentions.words.word(at).lower() in {"the", "a", "an"})
