"""Joining what an alignment left: words that were put elsewhere in the sentence, and opposites."""

from functools import cache

from onrecord.claims.comparing.alignment import Alignment
from onrecord.claims.comparing.contents import Content, Unit
from onrecord.claims.comparing.lists import opposites
from onrecord.claims.comparing.stems import positive, stem

__all__ = ["join"]

_OF_TIME = frozenset(["before", "after"])
"""Before a date they are compared with it."""


def join(a: Content, b: Content, to_b: dict[int, int], to_a: dict[int, int], anchors: tuple[tuple[int, int], ...]) -> set[int]:
    """Join what stands elsewhere, and opposites; the indices in `a` of the latter."""
    small = _small_opposites(a, b, to_b, to_a)
    free_a = [i for i, u in enumerate(a.units) if i not in to_b and u.content]
    free_b: dict[str, list[int]] = {}
    for j, u in enumerate(b.units):
        if j not in to_a and u.content:
            free_b.setdefault(u.stem, []).append(j)
    for i in free_a:
        if places := free_b.get(a.units[i].stem):
            to_b[i] = j = places.pop(0)
            to_a[j] = i
    opposite = small
    rest_a = [i for i in free_a if i not in to_b]
    rest_b = [j for places in free_b.values() for j in places if j not in to_a]
    if not rest_a or not rest_b:
        return opposite
    by_stem: dict[str, list[int]] = {}
    for j in sorted(rest_b):
        by_stem.setdefault(b.units[j].stem, []).append(j)
        if base := positive(b.units[j].word):
            by_stem.setdefault("-" + base, []).append(j)
    probe = Alignment(a, b, (), to_b, to_a, frozenset(), anchors)
    for i in rest_a:
        for j in _opposite_of(a.units[i], by_stem):
            if j not in to_a and (not anchors or _prefixed(a.units[i], b.units[j]) or _beside(probe, i, j)):
                to_b[i], to_a[j] = j, i
                opposite.add(i)
                break
    return opposite


def _small_opposites(a: Content, b: Content, to_b: dict[int, int], to_a: dict[int, int]) -> set[int]:
    """Join small words that say the opposite before the same word: "before dark" and "after dark", "go up" and "go down"."""
    out: set[int] = set()
    for i, unit in enumerate(a.units):
        j = to_b.get(i + 1, 0) - 1
        if (
            i in to_b
            or unit.content
            or j < 0
            or j in to_a
            or b.units[j].content
            or (unit.word in _OF_TIME and a.units[i + 1].value is not None)
        ):
            continue
        if b.units[j].stem in _opposites().get(unit.stem, ()) and (i == 0 or j == 0 or to_b.get(i - 1) == j - 1):
            to_b[i], to_a[j] = j, i
            out.add(i)
    return out


def _beside(alignment: Alignment, i: int, j: int) -> bool:
    if alignment.same_place((i, i + 1), (j, j + 1)):
        return True
    return any(i + k >= 0 and alignment.to_b.get(i + k) == j + k for k in (-1, 1))


def _prefixed(x: Unit, y: Unit) -> bool:
    """Whether one word is the other with a syllable that turns it into its opposite."""
    return positive(x.word) == y.stem or positive(y.word) == x.stem


def _opposite_of(unit: Unit, by_stem: dict[str, list[int]]) -> list[int]:
    if unit.value is not None or unit.capital:
        return []
    out = list(by_stem.get("-" + unit.stem, ()))
    if base := positive(unit.word):
        out += by_stem.get(base, ())
    for word in _opposites().get(unit.stem, ()):
        out += by_stem.get(word, ())
    return out


@cache
def _opposites() -> dict[str, tuple[str, ...]]:
    """From the stem of a word to those of its opposites."""
    out: dict[str, tuple[str, ...]] = {}
    for left, right in opposites():
        for side, other in ((left, right), (right, left)):
            for word in sorted(side):
                out[stem(word)] = (*out.get(stem(word), ()), *sorted(stem(w) for w in other))
    return out
