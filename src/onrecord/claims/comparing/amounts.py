"""Reading numbers that are not plain: "twice", "dozens", "half", "eight in ten", "between 10 and 12"."""

import math

from onrecord.circumstances.times.lexicon import CARDINALS
from onrecord.claims.comparing.cardinals import plain
from onrecord.claims.comparing.number_words import DURATIONS, PARTS, SCALES, TIMES, At
from onrecord.claims.comparing.quantities import Dimension

__all__ = ["Read", "amount", "crowd", "share", "times"]

_CROWDS: dict[str, tuple[float, float]] = {
    "dozens": (24, 200),
    "scores": (40, 400),
    "hundreds": (200, 9_999),
    "thousands": (2_000, 99_999),
    "millions": (2e6, 9.9e8),
    "billions": (2e9, 9.9e11),
}
"""The least and the most that each may mean."""

_SOME: dict[str, tuple[float, float]] = {"several": (3, 12), "few": (2, 9), "handful": (2, 9), "couple": (2, 3)}

Read = tuple[float, float, float, Dimension, bool]
"""The least, the most, half the last digit, what is counted, and whether it is vague."""


def times(here: At) -> Read | None:
    """How often, or how many times as much: once, twice, doubled, halved."""
    word = here.word()
    if word in TIMES and not (word == "once" and here.word(1) not in {"", "a", "in", "before", "more", "only"}):
        here.at += 1
        return TIMES[word], TIMES[word], 0.0, "times", False
    return None


def crowd(here: At) -> Read | None:
    """Dozens, tens of thousands, several hundred, a few thousand, several."""
    word = here.word()
    skip = 1 if word == "a" and here.word(1) in {"few", "handful", "couple"} else 0
    word = here.word(skip)
    if word in _SOME and (word == "several" or skip):
        low, high = _SOME[word]
        here.at += skip + 1
        if here.word() == "of" and here.word(1) in SCALES:
            here.at += 1
        if here.word() in SCALES:
            scale = SCALES[here.word()]
            here.at += 1
            return low * scale, (high + 1) * scale, scale, "count", True
        return low, high, 1.0, "count", True
    if word == "tens" and here.word(1) == "of" and here.word(2) in _CROWDS:
        low, high = _CROWDS[here.word(2)]
        here.at += 3
        return 10 * low, 10 * high, low, "count", True
    if word in _CROWDS:
        low, high = _CROWDS[word]
        here.at += 1
        if here.word() == "of" and here.word(1) in _CROWDS:
            low, high = 100 * _CROWDS[here.word(1)][0], 100 * _CROWDS[here.word(1)][1]
            here.at += 2
        return low, high, low, "count", True
    return None


def share(here: At) -> Read | None:
    """Half, a third, two thirds, eight in ten, nine out of ten."""
    word = here.word()
    if word in {"a", "one"} and here.word(1) == "quarter" and "point" in {here.word(4), here.word(3)} and here.word(2) == "of":
        here.at += 5 if here.word(4) == "point" else 4
        return 0.25, 0.25, 0.001, "points", False
    if word in {"half", "quarter"} and here.word(1) in {"a", "of"} and "point" in {here.word(2), here.word(3)}:
        here.at += 3 if here.word(2) == "point" else 4
        return PARTS[word], PARTS[word], 0.001, "points", False
    if word == "half" and here.word(1) in {"a", "an"} and (here.word(2) in SCALES or here.word(2) in DURATIONS):
        return None
    if word in {"half", "quarter"} and here.word(1) not in {"million", "hour", "year", "dozen", "day", "time", "century"}:
        return _taken(here, 1, PARTS[word])
    if word in {"a", "one"} and here.word(1) in PARTS and here.word(1) not in {"second"}:
        after = here.word(2)
        if here.word(1) not in {"half", "quarter"} and after not in {"of", "less", "more", "higher", "lower", ""}:
            return None  # a third attempt
        if after in {"million", "century"}:
            return None
        return _taken(here, 2, PARTS[here.word(1)])
    count = CARDINALS.get(word) or (int(word) if word.isdecimal() and len(word) < 4 else 0)
    if not count:
        return None
    if here.word(1) in PARTS and here.word(1).endswith("s"):
        return _taken(here, 2, count * PARTS[here.word(1)])
    n = 1 if here.word(1) == "in" else 2 if (here.word(1), here.word(2)) in {("out", "of"), ("in", "every")} else 0
    whole = here.word(n + 1) if n else ""
    of = CARDINALS.get(whole) or (int(whole) if whole.isdecimal() and len(whole) < 4 else 0)
    if of and of > count and (n == 2 or of in {2, 3, 4, 5, 10, 20, 100}):
        return _taken(here, n + 2, count / of)
    return None


def _taken(here: At, words: int, value: float) -> Read:
    here.at += words
    return value, value, 0.001, "share", False


def amount(here: At) -> Read | None:
    """A plain number, an ordinal, or a range of numbers."""
    between = here.word() == "between"
    start = here.at
    if between:
        here.at += 1
    first = plain(here)
    if first is None:
        here.at = start
        return None
    value, step, ordinal = first
    if ordinal:
        if between:
            here.at = start
            return None
        return value, value, 0.0, "order", False
    joined = here.at < len(here.tokens) and here.tokens[here.at].dashed
    if joined or here.word() in ({"and"} if between else {"to", "or"}):
        back, here.at = here.at, here.at + (0 if joined else 1)
        second = plain(here)
        if second and not second[2] and second[0] > value:
            top = second[0]
            if value < 1000 <= top and top / max(value, 1) >= 1000:  # "2 to 3 million"
                value *= 10 ** (3 * int(math.log10(top) // 3))
            return value, top, step, "count", False
        here.at = back
    if between:
        here.at = start
        return None
    return value, value, step, "count", False
