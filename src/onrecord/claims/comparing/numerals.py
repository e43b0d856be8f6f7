"""Reading numbers: digits and words, ranges, shares, money, units, "dozens", "at least 40", "twice"."""

import math
from collections.abc import Sequence

from onrecord.claims.comparing.amounts import amount, crowd, share, times
from onrecord.claims.comparing.number_words import AFTER, BEFORE, CURRENCIES, DURATIONS, MEASURES, At, Phrases
from onrecord.claims.comparing.quantities import Bound, Dimension, Number
from onrecord.claims.comparing.tokens import Token

__all__ = ["number_at"]

_PLAIN_BEFORE: Phrases = {phrase: bound for phrase, bound in BEFORE.items() if len(phrase) == 1 and bound == "about"}


def number_at(tokens: Sequence[Token], at: int) -> tuple[int, Number] | None:
    """The number that begins at a word, with its modifiers and its unit.

    Returns:
        The index of the word after it, and the number; None where none begins.
    """
    here = At(tokens, at)
    before = here.phrase(BEFORE)
    bound: Bound = "exact"
    if before:
        here.at += before[0]
        if here.at >= len(tokens) or tokens[here.at].after:
            return None
        bound = before[1]
        if here.phrase(_PLAIN_BEFORE):  # "over about 40", "at least some 40"
            here.at += 1
    money = ""
    if here.word() in "€$£¥" and here.word():
        money = CURRENCIES[here.word()]
        here.at += 1
    start = here.at
    found = times(here) or crowd(here) or share(here) or amount(here)
    if found is None:
        return None
    low, high, step, dimension, vague = found
    if (
        (low, high, dimension) == (1, 1, "count")
        and tokens[start].word == "one"
        and start
        and tokens[start - 1].word in {"no", "not", "the", "same", "this", "that", "which", "another"}
    ):
        return None
    if after := here.phrase(AFTER):
        here.at += after[0]
        bound = after[1]
    factor, dimension, unit = _unit(here, dimension, money)
    if after := here.phrase(AFTER):
        here.at += after[0]
        bound = after[1]
    return here.at, _bounded((low * factor, high * factor, step * factor), "vague" if vague else bound, dimension, unit)


def _bounded(size: tuple[float, float, float], bound: Bound, dimension: Dimension, unit: str) -> Number:
    low, high, step = size
    base = (low + high) / 2
    if bound in {"least", "more"}:
        high = math.inf
    elif bound in {"most", "under"}:
        low = 0.0
    elif bound == "about":
        low, high = low * 0.9, high * 1.1
    return Number(low, high, base, bound, step, dimension, unit)


def _unit(here: At, dimension: Dimension, money: str) -> tuple[float, Dimension, str]:
    """The factor, dimension and unit that the words after a number give it; they are read."""
    if money:
        return 1.0, "money", money
    if dimension not in {"count", "share"}:
        return 1.0, dimension, ""
    word, after = here.word(), here.word(1)
    if word in {"%", "percent", "pc"} or (word == "per" and after == "cent"):
        here.at += 2 if word == "per" else 1
        if here.word() in {"points", "point"}:
            here.at += 1
            return 1.0, "points", ""
        return 0.01, "share", ""
    if word in {"percentage", "points", "point"}:
        here.at += 2 if word == "percentage" and after in {"points", "point"} else 1
        return 1.0, "points", ""
    if dimension == "share":
        return 1.0, dimension, ""
    if word in {"time", "times"}:
        here.at += 1
        return 1.0, "times", ""
    if word == "in" or not word:
        return 1.0, "count", ""
    if word in CURRENCIES:
        here.at += 1
        return 1.0, "money", CURRENCIES[word]
    if word in DURATIONS:
        here.at += 1
        return DURATIONS[word], "time", ""
    if word in MEASURES:
        here.at += 1
        one, factor = MEASURES[word]
        return factor, "measure", one
    return 1.0, dimension, ""
