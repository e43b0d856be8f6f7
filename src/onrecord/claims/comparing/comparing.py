"""Comparing two contents: their words are aligned, then each kind of difference is looked for in what is left."""

from dataclasses import replace
from itertools import pairwise

from onrecord.claims.comparing.aligning import align, longest_run
from onrecord.claims.comparing.alignment import Alignment
from onrecord.claims.comparing.conditions import conditions
from onrecord.claims.comparing.contents import CHARACTERS, Content, content_of
from onrecord.claims.comparing.dates import dates
from onrecord.claims.comparing.fitting import place_for
from onrecord.claims.comparing.hedges import hedges
from onrecord.claims.comparing.model import Comparison, Difference, Side, place
from onrecord.claims.comparing.names import names
from onrecord.claims.comparing.numbers import numbers
from onrecord.claims.comparing.polarity import polarity
from onrecord.claims.comparing.quantifiers import quantifiers
from onrecord.claims.comparing.roles import roles
from onrecord.claims.comparing.verbs import verbs

__all__ = ["compare", "compared"]

_ALIKE = 0.6
"""Overlap below which opposites may be of different things."""

_ENOUGH = 0.3
"""Overlap below which two contents are too different for any difference to be told from a mere other wording."""


def compare(a: str, b: str) -> Comparison:
    """Compare two contents as they stand in articles.

    Harmless are quotation marks, "that", ellipses, brackets, who "we" are, and the tense of indirect speech ("will" → "would"). Material
    is what changes the proposition: another number of the same thing, "not", may for will, a lost hedge or condition, another name.
    Nothing is said of contents that have little in common.

    Args:
        a: A content, in English.
        b: Another one.

    Returns:
        The comparison; that of (b, a) is its mirror image. Of contents longer than `contents.LONGEST` words a piece of that length is
        compared: of the longer one that where the shorter one fits best.
    """
    return compared(a, b)[0]


def compared(a: str, b: str) -> tuple[Comparison, Alignment]:
    """The comparison of two contents with the alignment behind it, of (b, a) the mirror image."""
    if a > b:
        comparison, alignment = compared(b, a)
        return comparison.mirrored, alignment.mirrored
    start_a, start_b = place_for(a, b)
    left, right = content_of(a, start_a), content_of(b, start_b)
    alignment = align(left, right)
    found = () if left.words == right.words and not left.headline else tuple(sorted(_differences(alignment, a, b), key=place))
    overlap = min(1.0, alignment.overlap)
    return Comparison(found, overlap, longest_run(left.words, right.words), _contained(left, right, alignment)), alignment


def _differences(alignment: Alignment, a: str, b: str) -> set[Difference]:
    if alignment.likeness < _ENOUGH or not alignment.to_b:
        return set()
    told = verbs(alignment)
    found = {
        *numbers(alignment),
        *polarity(alignment),
        *told,
        *(h for h in hedges(alignment) if not any(t.kind == "hedge" and _within(h, t) for t in told)),
        *names(alignment, a, b),
        *dates(alignment),
        *conditions(alignment),
        *quantifiers(alignment),
        *roles(alignment),
    }
    other_day = any(d.kind == "date" and d.conflict for d in found)
    little = alignment.likeness < _ALIKE
    return {replace(d, conflict=False) if (d.kind == "number" and other_day) or (d.kind == "negation" and little) else d for d in found}


def _within(inner: Difference, outer: Difference) -> bool:
    """Whether a difference is part of another one."""
    pairs = (inner.a, outer.a), (inner.b, outer.b)
    return all(x is None or (y is not None and y[0] <= x[0] and x[1] <= y[1]) for x, y in pairs)


def _contained(a: Content, b: Content, alignment: Alignment) -> Side | None:
    if not a.units or not b.units or max(a.length, b.length) > CHARACTERS:
        return None
    if [u.word for u in a.units] == [u.word for u in b.units]:
        return "both"
    short, side = (a, "a") if len(a.units) < len(b.units) else (b, "b")
    other: Side = "a" if side == "a" else "b"
    index = 0 if side == "a" else 1
    pairs = alignment.pairs
    start = 1 if short.units[0].word == "that" else 0
    if len({p[index] for p in pairs} | set(range(start))) < len(short.units):
        return None
    words = a.units, b.units
    if any(words[0][i].word != words[1][j].word for i, j in pairs):
        return None
    breaks = sum(1 for p, q in pairwise(pairs) if q[1 - index] - p[1 - index] > 1)
    marks = sum(u.trimmed for u in short.units)
    return other if breaks <= marks else None
