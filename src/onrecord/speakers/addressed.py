"""To whom something is said, where the article says it right after the cue: "told reporters", "warned the crews", "said to the BBC"."""

import numpy as np

from onrecord.attribution.passives import is_passive
from onrecord.attribution.words import Words
from onrecord.model import Attribution, Span
from onrecord.speakers.lists import words as listed_words
from onrecord.speakers.mentions import NO_NAME, Mentions
from onrecord.speakers.wording import TIMES

_LONGEST = 14
"""Words of an addressee."""

_OBJECTS = frozenset(
    ["me", "us", "him", "her", "them", "you", "everybody", "everyone", "people", "police", "parliament", "congress", "staff"]
)
_FIRST = frozenset(
    ["the", "a", "an", "his", "her", "its", "their", "our", "my", "your", "all", "some", "several", "many", "two", "three", "other"]
)
_FIRST |= _OBJECTS | {
    "both",
    "this",
    "these",
    "those",
    "another",
    "local",
    "fellow",
    "state",
    "dozens",
    "hundreds",
    "thousands",
    "more",
    "one",
}
_NOT_FIRST = frozenset(
    ["in", "on", "at", "by", "of", "for", "from", "with", "about", "to", "after", "before", "during", "that", "over", "against"]
)
_STOPS = (_NOT_FIRST - {"of", "to"}) | {
    "if",
    "whether",
    "what",
    "why",
    "how",
    "when",
    "where",
    "who",
    "which",
    "not",
    "he",
    "she",
    "it",
    "they",
    "we",
    "i",
}
_STOPS |= {
    "to",
    "as",
    "because",
    "while",
    "outside",
    "inside",
    "near",
    "via",
    "until",
    "since",
    "into",
    "is",
    "was",
    "are",
    "were",
    "has",
    "had",
    "will",
}
_STOPS |= {
    "late",
    "early",
    "earlier",
    "later",
    "last",
    "this",
    "yesterday",
    "today",
    "tonight",
    "tomorrow",
    "would",
    "could",
    "should",
    "there",
}
_SPANS_OF_TIME = frozenset(["ago", "day", "days", "week", "weeks", "month", "months", "year", "years", "hour", "hours", "decades"])
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
    if a.source is None and is_passive(words.text, a.cue.spans):
        return _before(mentions, a.cue.spans[0][0])
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
    line = words.text.find("\n", end)
    limit = min([s for s, _ in content] + [line if line >= 0 else len(words.text)])
    low, high = np.searchsorted(mentions.first, [at, at + 2])
    fitting = [
        i
        for i in range(int(low), int(high))
        if _begins(mentions, i, at)
        and mentions.span(i)[1] <= limit
        and mentions.last[i] - at < _LONGEST
        and (mentions.name[i] != NO_NAME or mentions.kind(i) in _PEOPLE)
    ]
    if words.word(at).lower() in _NOT_FIRST:
        return None
    told = _by_words(words, at, limit)
    if told is not None or not fitting:
        return told
    best = max(fitting, key=lambda i: int(mentions.last[i]))
    return int(words.starts[at]), mentions.span(best)[1]


def _before(mentions: Mentions, cue: int) -> Span | None:
    """The noun phrase that ends right before a cue: "the crews were told"."""
    words = mentions.words
    last = int(np.searchsorted(words.starts, cue)) - 1
    ending = np.flatnonzero(mentions.last == last)
    fitting = [i for i in ending.tolist() if last - mentions.first[i] < _LONGEST and not mentions.span(i)[1] > cue]
    if not fitting:
        return None
    return mentions.span(min(fitting, key=lambda i: int(mentions.first[i])))


def _by_words(words: Words, at: int, limit: int) -> Span | None:
    """The noun phrase at a word, told by small words alone, "a jury", "residents of the lower town"."""
    strings = [w.lower() for w in words.strings(at, at + _LONGEST)]
    if not strings or not (strings[0] in _FIRST or strings[0].endswith("s") or words.case[at] in {1, 2}):
        return None
    end = 0
    while end < len(strings) and strings[end] not in _STOPS and strings[end][0].isalnum() | (strings[end] in {"'", "’", "-"}):
        if int(words.ends[at + end]) > limit or TIMES.match(words.word(at + end)):
            break
        end += 1
    while end and (strings[end - 1] in _FIRST - _OBJECTS or strings[end - 1] in {"and", "of", "-"}):
        end -= 1
    if not end or strings[end - 1] in {"'", "’"} or _SPANS_OF_TIME & set(strings[:end]):
        return None
    return int(words.starts[at]), int(words.ends[at + end - 1])


def _begins(mentions: Mentions, i: int, at: int) -> bool:
    """Whether a mention begins at a word, or after the article that stands there."""
    first = int(mentions.first[i])
    return first == at or (first == at + 1 and mentions.words.word(at).lower() in {"the", "a", "an"})
