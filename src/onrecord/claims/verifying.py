"""Whether words that two texts share make one a copy of the other, wholly or in a passage.

Little but quotations in common is not enough for either: who quotes the same words of a speaker has copied nobody.
"""

import numpy as np
from numpy.typing import NDArray

from onrecord.claims.aligning import Run, Stretch, chain, stretch
from onrecord.claims.wording import Wording

__all__ = ["is_passage", "is_standing", "whole"]

_SHARE = 0.6
_FEW = 12
"""Words outside of quotations below which an article is all quotation; then nearly all of it must be the same."""

_ALL = 0.9
_LEAST_ARTICLE, _LEAST_RUN, _LEAST_SAME = 20, 8, 8
_COHERENT = 0.4
"""Share of shared words between the first and the last of them; below it an article has but passages of another, here and there."""

_ROW, _SENTENCES, _LEAST_PASSAGE = 25, 2, 20
_LEAST_OUTSIDE = 15
"""Words outside of quotations in a passage.

"…," Defence Minister Ana Ruiz told reporters in the capital on Thursday: these are eleven, and two reporters may both write them."""

_EXACT_OUTSIDE, _EXACT_ROW = 8, 6
"""The same where not one word differs of whole sentences, or of a row that goes on after a quotation, and how many must stand in a row."""

_WHOLE = 0.8
"""Share of a sentence's words that makes it a copied one."""

_SHORT_SENTENCE = 4
_STRAY = 15


def whole(a: Wording, b: Wording, found: list[Run]) -> list[Run] | None:
    """The runs that make one of two articles a copy of the other, or None.

    Args:
        a: Words of one article.
        b: Words of the other.
        found: The runs of words that both have.
    """
    if not len(a) or not len(b):
        return None
    if len(a) == len(b) >= _LEAST_SAME and bool(np.array_equal(a.ids, b.ids)):
        return [Run(0, 0, len(a))]
    line = _without_strays(chain(found))
    shared = sum(r.length for r in line)
    shorter = min(len(a), len(b))
    if shared < max(_LEAST_ARTICLE, _SHARE * shorter) or max(r.length for r in line) < _LEAST_RUN:
        return None
    if shared < _COHERENT * max(line[-1].a + line[-1].length - line[0].a, line[-1].b + line[-1].length - line[0].b):
        return None
    free = min(int((~a.quoted).sum()), int((~b.quoted).sum()))
    if free < _FEW:
        return line if shared >= _ALL * shorter else None
    return line if _outside(a, b, line) >= max(_SHARE * free, _LEAST_OUTSIDE if shorter > _ROW else _FEW) else None


def _without_strays(line: list[Run]) -> list[Run]:
    """A chain without the few words at its ends that only happen to stand in both texts."""
    while len(line) > 1 and line[0].length < _LEAST_RUN and _gap(line[0], line[1]) > _STRAY:
        line = line[1:]
    while len(line) > 1 and line[-1].length < _LEAST_RUN and _gap(line[-2], line[-1]) > _STRAY:
        line = line[:-1]
    return line


def _gap(first: Run, second: Run) -> int:
    return max(second.a - first.a, second.b - first.b) - first.length


def _outside(a: Wording, b: Wording, line: list[Run]) -> int:
    """How many words of some runs stand outside of quotations in both texts."""
    return sum(int((~a.quoted[r.a : r.a + r.length] & ~b.quoted[r.b : r.b + r.length]).sum()) for r in line)


def is_passage(a: Wording, b: Wording, line: list[Run]) -> bool:
    """Whether some runs near one another are a copied passage.

    Args:
        a: Words of one article.
        b: Words of the other.
        line: The runs, one following the other in both.
    """
    shared, outside = sum(r.length for r in line), _outside(a, b, line)
    if shared < _LEAST_PASSAGE or outside < _EXACT_OUTSIDE or is_standing(a, b, stretch(line)):
        return False
    sentences = min(_sentences(a, [(r.a, r.length) for r in line]), _sentences(b, [(r.b, r.length) for r in line]))
    if outside < _LEAST_OUTSIDE:
        run = max(line, key=lambda r: r.length)
        same = (len(line) == 1 and sentences >= _SENTENCES) or (run.length >= _ROW and _narrated(a, run) >= _SENTENCES)
        return same and _row(a.quoted[run.a : run.a + run.length]) >= _EXACT_ROW
    return sentences >= _SENTENCES or shared >= _ROW


def _narrated(words: Wording, run: Run) -> int:
    """In how many sentences of a run something stands outside of quotations: who goes on in the same words after one has copied it."""
    here = slice(run.a, run.a + run.length)
    return len(np.unique(words.sentence[here][~words.quoted[here]]))


def _row(quoted: NDArray[np.bool_]) -> int:
    """How many words stand outside of quotations in a row, at most."""
    edges = np.flatnonzero(np.concatenate([[True], quoted, [True]]))
    return int(np.diff(edges).max()) - 1


def _sentences(words: Wording, stretches: list[tuple[int, int]]) -> int:
    """How many sentences stand in some stretches, all but for a few words."""
    numbers = np.concatenate([words.sentence[at : at + n] for at, n in stretches])
    present, counts = np.unique(numbers, return_counts=True)
    sizes = np.searchsorted(words.sentence, present, side="right") - np.searchsorted(words.sentence, present, side="left")
    return int(((counts >= _WHOLE * sizes) & (sizes >= _SHORT_SENTENCE)).sum())


def is_standing(a: Wording, b: Wording, found: Stretch) -> bool:
    """Whether a passage is one that an outlet puts under all of its articles, or over them: its own last or first paragraph.

    Such a paragraph stands there as a whole: of 18 that were looked at, the 15 that did were all standing ones, the other three all news.

    Args:
        a: Words of one article.
        b: Words of the other.
        found: The passage.
    """
    if a.told.outlet is None or a.told.outlet != b.told.outlet:
        return False
    return all(_is_end_paragraph(w, first, end) for w, first, end in ((a, found.a, found.end_a), (b, found.b, found.end_b)))


def _is_end_paragraph(words: Wording, first: int, end: int) -> bool:
    """Whether some words are nearly all of the first paragraph of a text, or of its last."""
    number = int(words.paragraph[first])
    size = int((words.paragraph == number).sum())
    return number == words.paragraph[end - 1] and number in {0, words.paragraphs - 1} and end - first >= _ALL * size
