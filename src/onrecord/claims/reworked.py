"""Passages that a desk has edited: sentences of two texts that are one text, although words were exchanged, moved and left out.

Where few words differ, runs of equal words show that a passage was copied (`onrecord.claims.verifying`). Here whole sentences of the one
text are held against sentences of the other, their words as stems. Who tells the same facts in words of his own uses the same names and
figures, seldom the same order, and hardly ever the same small words between them: all three are asked for.

What is done is near-linear in the words: only sentences that share several rarer words are aligned, and of these only so many.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.claims.aligning import Stretch
from onrecord.claims.shingles import grams
from onrecord.claims.wording import Wording, telling

__all__ = ["in_order", "reworked"]

_COMMON = 6
"""Sentences of one text that may hold a word; words of more of them bring no sentences together."""

_SHARED, _SHORTER, _LONGER = 4, 0.4, 0.15
"""Words that two sentences must share at least, and their shares of the shorter and of the longer one."""

_SURER = 0.6
"""The same share of the shorter one, where what the first holds together is too much to be one passage."""

_MOST = 400
"""Pairs of sentences that are looked at, those that share the most words."""

_RUN = 3
"""Words in a row, small ones among them, that show that a sentence was taken over."""

_LEAST_WORDS = 25


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


_SEVERAL = _Measure(content=12, same=0.6, order=0.52, all_order=0.56, rows=0.34, in_rows=16)
_ONE = _Measure(content=12, same=0.8, order=0.75, all_order=0.75, rows=0.65, in_rows=18)
"""For a sentence that stands alone in both texts: facts that are told in one sentence may come out alike."""

_OWN = 0.1
"""What is asked for beyond `all_order` where both are of one outlet, which tells of each storm in the sentences of the last one."""

_EXCHANGED_FIGURES, _EXCHANGED_NAMES = 0.34, 0.2
"""How many figures, and names, may stand in one text for others in the other one, for each that is the same: a desk that writes of another
month, or of another place, in the sentences of the last time tells something else."""


def reworked(a: Wording, b: Wording) -> list[Stretch]:
    """Sentences that stand in both texts, edited; in the order of the first, none of them in two stretches.

    What is quoted does not count.

    Args:
        a: Words of one text.
        b: Words of the other.
    """
    out: list[Stretch] = []
    pairs, shares = _pairs(a, b)
    seen = set()
    for least in (_SHORTER, _SURER):
        for block in _blocks(pair for pair, share in zip(pairs, shares, strict=True) if share >= least):
            found = None if block in seen else _stretch(a, b, block)
            seen.add(block)
            if found and not any(_meet(found, other) for other in out):
                out.append(found)
    return sorted(out, key=lambda s: (s.a, s.b))


def _meet(one: Stretch, other: Stretch) -> bool:
    return (one.a < other.end_a and other.a < one.end_a) or (one.b < other.end_b and other.b < one.end_b)


def _pairs(a: Wording, b: Wording) -> tuple[list[tuple[int, int]], list[float]]:
    """Sentences of the two texts that share several words, and the share of the words of the one that has fewer."""
    (words_a, in_a, sizes_a), (words_b, in_b, sizes_b) = _content(a), _content(b)
    first, last = np.searchsorted(words_b, words_a, side="left"), np.searchsorted(words_b, words_a, side="right")
    here = np.searchsorted(words_a, words_a, side="right") - np.searchsorted(words_a, words_a, side="left")
    times = np.where((last - first <= _COMMON) & (here <= _COMMON), last - first, 0)
    if int(times.sum()) < _SHARED:
        return [], []
    offsets = np.arange(int(times.sum())) - np.repeat(np.cumsum(times) - times, times)
    keys = np.repeat(in_a, times) * len(sizes_b) + in_b[np.repeat(first, times) + offsets]
    found, shared = np.unique(keys, return_counts=True)
    found, shared = found[shared >= _SHARED], shared[shared >= _SHARED]
    one, other = found // len(sizes_b), found % len(sizes_b)
    shorter, longer = np.minimum(sizes_a[one], sizes_b[other]), np.maximum(sizes_a[one], sizes_b[other])
    near = np.flatnonzero((shared >= _SHORTER * shorter) & (shared >= _LONGER * longer))
    near = near[np.argsort(-shared[near], kind="stable")[:_MOST]]
    return list(zip(one[near].tolist(), other[near].tolist(), strict=True)), (shared[near] / shorter[near]).tolist()


def _content(words: Wording) -> tuple[NDArray[np.uint64], NDArray[np.int64], NDArray[np.int64]]:
    """The words that mean something, once a sentence, sorted; the sentence of each; and how many each sentence has."""
    told = np.flatnonzero(telling(words.stems) & ~words.quoted)
    stems, sentence = words.stems[told], words.sentence[told]
    order = np.lexsort((sentence, stems))
    stems, sentence = stems[order], sentence[order]
    new = np.ones(len(stems), dtype=np.bool_)
    new[1:] = (stems[1:] != stems[:-1]) | (sentence[1:] != sentence[:-1])
    stems, sentence = stems[new], sentence[new]
    return stems, sentence, np.bincount(sentence, minlength=1)


def _blocks(pairs: Iterable[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    """First and last sentences of what hangs together: pairs of which both sides are the same or neighbours."""
    left, out = set(pairs), []
    for pair in sorted(left):
        if pair not in left:
            continue
        left.remove(pair)
        block, waiting = [pair], [pair]
        while waiting:
            i, j = waiting.pop()
            near = {(x, y) for x in (i - 1, i, i + 1) for y in (j - 1, j, j + 1)} & left
            left -= near
            block += near
            waiting += near
        ones, others = zip(*block, strict=True)
        out.append((min(ones), max(ones), min(others), max(others)))
    return out


def _stretch(a: Wording, b: Wording, block: tuple[int, int, int, int]) -> Stretch | None:
    """What stands in some sentences of either text, where it is one passage."""
    (at, end), (at_b, end_b) = _words_of(a, block[0], block[1]), _words_of(b, block[2], block[3])
    one, other = _told(a, at, end), _told(b, at_b, end_b)
    if min(len(one), len(other)) < _LEAST_WORDS:
        return None
    measure = _ONE if block[0] == block[1] and block[2] == block[3] else _SEVERAL
    content, content_b = [s for s in one if s & 1], [s for s in other if s & 1]
    same, most = (Counter(content) & Counter(content_b)).total(), max(len(content), len(content_b))
    if same < max(measure.content, measure.same * most) or in_order(content, content_b) < measure.order * most:
        return None
    least = measure.all_order + (_OWN if a.told.outlet is not None and a.told.outlet == b.told.outlet else 0.0)
    if in_order(one, other) < least * max(len(one), len(other)):
        return None
    x, y = np.array(one, dtype=np.uint64), np.array(other, dtype=np.uint64)
    in_x, in_y = _in_rows(x, y), _in_rows(y, x)
    if min(in_x, in_y) < measure.in_rows or min(in_x / len(x), in_y / len(y)) < measure.rows:
        return None
    if not _same_details(a, b, (at, end), (at_b, end_b)):
        return None
    return Stretch(at, end, at_b, end_b, in_order(a.stems[at:end].tolist(), b.stems[at_b:end_b].tolist()))


def _words_of(words: Wording, first: int, last: int) -> tuple[int, int]:
    """The first word of some sentences, and the one after their last."""
    return int(np.searchsorted(words.sentence, first, side="left")), int(np.searchsorted(words.sentence, last, side="right"))


def _told(words: Wording, at: int, end: int) -> list[int]:
    out: list[int] = words.stems[at:end][~words.quoted[at:end]].tolist()
    return out


def in_order(a: Sequence[int], b: Sequence[int]) -> int:
    """Length of the longest common subsequence (Hyyrö 2004: one addition of as many bits as the one has words for each of the other)."""
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


def _in_rows(a: NDArray[np.uint64], b: NDArray[np.uint64]) -> int:
    """How many words of the one stand in rows of words that stand in the other, too."""
    found = np.isin(grams(a, _RUN), grams(b, _RUN))
    covered = np.zeros(len(a), dtype=np.bool_)
    for i in range(_RUN):
        covered[i : len(a) - _RUN + 1 + i] |= found
    return int(covered.sum())


def _same_details(a: Wording, b: Wording, here: tuple[int, int], there: tuple[int, int]) -> bool:
    """Whether the figures and the names are the same, but for few that were exchanged for others."""
    one, other = Counter(_told(a, *here)), Counter(_told(b, *there))
    for of, most in ((_figures, _EXCHANGED_FIGURES), (_names, _EXCHANGED_NAMES)):
        kind = of(a, *here) | of(b, *there)
        x, y = (Counter({stem: n for stem, n in side.items() if stem in kind}) for side in (one, other))
        if min((x - y).total(), (y - x).total()) > most * (x & y).total():
            return False
    return True


def _figures(words: Wording, at: int, end: int) -> set[int]:
    text = words.told.text
    return {int(words.stems[i]) for i in range(at, end) if text[words.starts[i]].isdecimal()}


def _names(words: Wording, at: int, end: int) -> set[int]:
    """The names of a stretch, as far as they do not begin a sentence."""
    within = np.zeros(end - at, dtype=np.bool_)
    within[1:] = words.sentence[at + 1 : end] == words.sentence[at : end - 1]
    return set(words.stems[at:end][words.names[at:end] & within].tolist())
