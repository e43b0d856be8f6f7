"""Names in a window: from the network's scores of words to stretches of words with their types."""

import numpy as np
from numpy.typing import NDArray

from onrecord.attribution.network import Floats
from onrecord.attribution.windows import Window
from onrecord.attribution.words import GLUED, LINE, MARK, Words
from onrecord.model import Span
from onrecord.speakers.agreement import is_given_name
from onrecord.speakers.countries import countries
from onrecord.speakers.lists import words as listed_words
from onrecord.speakers.network import NAMES
from onrecord.speakers.pairs import PRONOUNS
from onrecord.speakers.wording import HONORIFICS, PARTICLES

LONGEST = 30
"""Words of a mention; what is longer is no name and no simple noun phrase."""

_HALF = 0.5
_SURE = 0.85
"""Probability from which a name begins right after another."""

_LOWER = 0
_NO_BEGINNING = frozenset([_LOWER, MARK])
_SMALL = listed_words("inside-names")
_BEGINNINGS = PARTICLES - {"the", "of", "e", "y", "la", "le"}
"""Small words with which a surname may begin."""

_CAPITALS = frozenset([1, 2, 3])
_NO_NAMES = listed_words("no-names") | {*PRONOUNS}
_OFFICES = HONORIFICS | listed_words("offices")


Name = tuple[int, int, int, float]
"""First and last word in the window, number of the type, and how sure its words are, 0 to 1."""


def names_in(words: Words, window: Window, scores: Floats, core: Span) -> list[Name]:
    """Names that begin in the core.

    Words that are likelier of a name than not and stand side by side are one name, unless the network is sure that another begins; its
    type is the one that most of its words speak for.
    """
    p = np.exp(scores - scores.max(1, keepdims=True))
    p /= p.sum(1, keepdims=True)
    strings = words.strings(window.start, window.end)
    inside = (p[:, 0] < 0.5) & _may_be_named(strings, words.case[window.start : window.end])
    case, spacing = words.case[window.start : window.end], words.spacing[window.start : window.end]
    begin = ~np.isin(case, [_LOWER, MARK]) | np.array([w in _BEGINNINGS for w in strings], dtype=bool)
    begins, goes_on = p[:, 1::2].sum(1), p[:, 2::2].sum(1)
    out: list[Name] = []
    start = -1
    for i in range(len(p) + 1):
        here = i < len(p) and (bool(inside[i]) or _bridges(words, window, i, inside)) and (start >= 0 or begin[i])
        another = here and start >= 0 and (spacing[i] >= LINE or (begins[i] > _SURE and goes_on[i] < 1 - _SURE))
        if start >= 0 and (not here or another):
            last = i - 1
            while last > start and case[last] in _NO_BEGINNING:
                last -= 1
            if core[0] <= start < core[1] and last - start < LONGEST:
                kind = int((p[start : last + 1, 1::2] + p[start : last + 1, 2::2]).sum(0).argmax())
                low = max(core[0], out[-1][1] + 1 if out else 0)
                while kind == 0 and start > low and spacing[start] < LINE and is_given_name(words.word(window.start + start - 1)):
                    start -= 1  # a given name belongs to the name that follows, unless it ends another
                if kind < len(NAMES):
                    first = start if kind else _after_titles(strings, start, last)
                    out.append((first, last, kind, _certainty(p, first, last)))
            start = -1
        if here and start < 0 and begin[i]:
            start = i
    return out


def _certainty(p: Floats, first: int, last: int) -> float:
    """How sure a name is: that its words are of somebody who may speak, at the surest one, and that it begins and ends where it does."""
    speaking = 2 * len(NAMES) + 1
    inside = float(p[first : last + 1, 1:speaking].sum(1).max())
    ends = 1.0 - float(p[last + 1, 2::2].sum()) if last + 1 < len(p) else 1.0
    begins = 1.0 - float(p[first, 2::2].sum()) if first and p[first - 1, 0] < _HALF else 1.0
    return inside * ends * begins


def _after_titles(strings: list[str], start: int, last: int) -> int:
    """Where a person's name begins after the office and the country before it ("Belarus President Alexander Lukashenko")."""
    at = begun = start
    while at < last and (strings[at].lower() in HONORIFICS or strings[at].lower() in countries()):
        at += 1
        if strings[at - 1].lower() in HONORIFICS:
            begun = at
    return begun


def _may_be_named(strings: list[str], case: NDArray[np.int8]) -> NDArray[np.bool_]:
    """Whether each word may stand in a name: in capitals, or a small word or a mark inside one; pronouns do not."""
    small = np.array([w in _SMALL for w in strings], dtype=bool)
    pronouns = np.array([len(w) <= 10 and w.lower() in PRONOUNS and not (w.isupper() and len(w) > 1) for w in strings], dtype=bool)
    may: NDArray[np.bool_] = ((case != _LOWER) | small) & ~pronouns
    return may


def _bridges(words: Words, window: Window, i: int, inside: NDArray[np.bool_]) -> bool:
    """Whether a mark joins two parts of a name: the dot of an initial, a hyphen, an apostrophe."""
    if not 0 < i < len(inside) - 1 or not (inside[i - 1] and inside[i + 1]):
        return False
    at = window.start + i
    mark, before = words.word(at), words.word(at - 1)
    if mark == ".":
        return len(before) <= 2 and before[0].isupper()
    return mark in {"-", "'", "’", "&"} and words.spacing[at + 1] == GLUED and words.word(at + 1) not in {"s", "S"}


def overlooked(words: Words, window: Window, source: Span, named: dict[Span, int], scores: Floats) -> dict[Span, int]:
    """A name at the end or the beginning of a source in which none was seen: whoever is quoted under capital letters has one."""
    first, end = source[0] - window.start, min(source[1], window.end) - window.start
    if first < 0 or end - first > LONGEST or any(first <= a < end for a, _ in named):
        return {}
    at = range(first, end)
    opener = first if words.word(window.start + first).lower() in _NO_NAMES else -1
    capital = [i for i in at if i != opener and words.case[window.start + i] in _CAPITALS]
    if not capital:
        return {}
    low = high = capital[0]
    while high + 1 in capital:
        high += 1
    if all(w.lower() in _OFFICES for w in words.strings(window.start + low, window.start + high + 1)):
        return {}
    if high - low == 0 and words.opens_sentence[window.start + low] and end - first > 1:
        return {}
    kind = int(np.maximum(scores[low : high + 1, 1::2], scores[low : high + 1, 2::2]).sum(0).argmax())
    return {(low, high): kind} if kind < len(NAMES) else {}
