"""Passages that a desk has edited: sentences of two texts that are one text, although words were exchanged, moved and left out.

Where few words differ, runs of equal words show that a passage was copied (`onrecord.claims.verifying`). Here whole sentences of the one
text are held against sentences of the other, their words as stems. Who tells the same facts in words of his own uses the same names and
figures, seldom the same order, and hardly ever the same small words between them: all three are asked for.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.claims.aligning import Run, Stretch
from onrecord.claims.alike import alike
from onrecord.claims.wording import Wording

__all__ = ["in_order", "reworked"]

_RUN = 3
"""Words in a row, small ones among them, that show that a sentence was taken over."""

_LEAST_WORDS, _LEAST_FOUND = 25, 8
"""Words of a passage, and words in runs of four and more without which none is looked for."""


@dataclass(frozen=True, slots=True)
class _Measure:
    """How much two stretches must have in common.

    Attributes:
        content: Words that mean something, at least.
        same: Share of such words of either side that are the same.
        order: Share of them that are the same in the same order.
        all_order: Share of all words, small ones too, that are the same in the same order.
        rows: Share of all words of either side that stand in rows of the same words.
        in_rows: Words in such rows, at least.
    """

    content: int
    same: float
    order: float
    all_order: float
    rows: float
    in_rows: int


_SEVERAL = _Measure(content=12, same=0.6, order=0.55, all_order=0.66, rows=0.5, in_rows=16)
_ONE = _Measure(content=12, same=0.8, order=0.75, all_order=0.75, rows=0.65, in_rows=18)
"""For a sentence that stands alone in both texts: facts that are told in one sentence may come out alike."""

_KEPT = 0.82
"""Share of the words in common that stand in the same order. Whoever tells the facts anew has most of their words, too, but says first
what the other says last."""

_OWN = 0.1
"""What is asked for beyond `all_order` where both are of one outlet, which tells of each storm in the sentences of the last one."""

_EXCHANGED_FIGURES, _EXCHANGED_NAMES = 0.34, 0.2
"""How many figures, and names, may stand in one text for others in the other one, for each that is the same: a desk that writes of another
month, or of another place, in the sentences of the last time tells something else."""


def reworked(a: Wording, b: Wording, found: Sequence[Run]) -> list[Stretch]:
    """Sentences that stand in both texts, edited; in the order of the first, none of them in two stretches.

    What is quoted does not count.

    Args:
        a: Words of one text.
        b: Words of the other.
        found: The runs of words that both have; where they are few, nothing was edited.
    """
    if sum(run.length for run in found) < _LEAST_FOUND:
        return []
    out: list[Stretch] = []
    for block in alike(a, b):
        part = _stretch((a, *block.a), (b, *block.b), one=block.one)
        if part and not any(part.meets(other) for other in out):
            out.append(part)
    return sorted(out, key=lambda s: (s.a, s.b))


_Part = tuple[Wording, int, int]
"""Some words of a text: the text, the number of the first, and of the one after the last."""


def _stretch(a: _Part, b: _Part, one: bool) -> Stretch | None:
    """What stands in some sentences of either text, where it is one passage.

    Args:
        a: The sentences of the one text.
        b: Those of the other.
        one: Whether it is but one sentence in each.
    """
    measure = _ONE if one else _SEVERAL
    x, y = _told(a), _told(b)
    if min(len(x), len(y)) < _LEAST_WORDS:
        return None
    content_x, content_y = [s for s in x if s & 1], [s for s in y if s & 1]
    same, most = _in_both(content_x, content_y), max(len(content_x), len(content_y))
    if same < max(measure.content, measure.same * most) or in_order(content_x, content_y) < measure.order * most:
        return None
    kept, own = in_order(x, y), a[0].told.outlet is not None and a[0].told.outlet == b[0].told.outlet
    if kept < max((measure.all_order + _OWN * own) * max(len(x), len(y)), _KEPT * _in_both(x, y)):
        return None
    if not _in_rows(x, y, measure) or not _same_details(a, b):
        return None
    return Stretch(*a[1:], *b[1:], same=in_order(*(text.stems[at:end].tolist() for text, at, end in (a, b))))


def _told(part: _Part) -> list[int]:
    """The stems of what is not quoted."""
    text, at, end = part
    out: list[int] = text.stems[at:end][~text.quoted[at:end]].tolist()
    return out


def _in_both(a: Iterable[int], b: Iterable[int]) -> int:
    return (Counter(a) & Counter(b)).total()


def in_order(a: Sequence[int], b: Sequence[int]) -> int:
    """How many words are the same in the same order: the length of the longest common subsequence.

    Bits are added rather than cells of a table (Hyyrö 2004): for each word of the one as many bits as the other has words.

    Args:
        a: Words of one text.
        b: Words of the other.
    """
    if len(b) > len(a):
        a, b = b, a
    places: dict[int, int] = {}
    for j, word in enumerate(b):
        places[word] = places.get(word, 0) | 1 << j
    everywhere = (1 << len(b)) - 1
    row = everywhere
    for word in a:
        here = row & places.get(word, 0)
        row = ((row + here) | (row - here)) & everywhere
    return len(b) - row.bit_count()


def _in_rows(a: Sequence[int], b: Sequence[int], measure: _Measure) -> bool:
    """Whether enough words of either stand in rows of words that stand in the other, too."""
    rows, other_rows = _rows(a), _rows(b)
    both = set(rows) & set(other_rows)
    for side, found in ((a, rows), (b, other_rows)):
        covered = {j for i, row in enumerate(found) if row in both for j in range(i, i + _RUN)}
        if len(covered) < max(measure.in_rows, measure.rows * len(side)):
            return False
    return True


def _rows(words: Sequence[int]) -> list[tuple[int, ...]]:
    return list(zip(*(words[i:] for i in range(_RUN)), strict=False))


def _same_details(a: _Part, b: _Part) -> bool:
    """Whether the figures and the names are the same, but for few that were exchanged for others."""
    x, y = Counter(_told(a)), Counter(_told(b))
    for of, most in ((_figures, _EXCHANGED_FIGURES), (_names, _EXCHANGED_NAMES)):
        kind = of(*a) | of(*b)
        one, other = (Counter({stem: n for stem, n in side.items() if stem in kind}) for side in (x, y))
        if min((one - other).total(), (other - one).total()) > most * (one & other).total():
            return False
    return True


def _figures(text: Wording, at: int, end: int) -> set[int]:
    stems, starts = text.stems[at:end].tolist(), text.starts[at:end].tolist()
    return {stem for stem, start in zip(stems, starts, strict=True) if text.told.text[start].isdecimal()}


def _names(text: Wording, at: int, end: int) -> set[int]:
    """The names of a part, as far as they do not begin a sentence."""
    within = np.zeros(end - at, dtype=np.bool_)
    within[1:] = text.sentence[at + 1 : end] == text.sentence[at : end - 1]
    return set(text.stems[at:end][text.names[at:end] & within].tolist())
