"""Sentences of two texts that share words, and which of these stand next to one another.

What is done is near-linear in the words: only sentences that share several rarer words are brought together, and only so many of these.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.claims.wording import Wording, telling

__all__ = ["Block", "alike"]

_COMMON = 6
"""Sentences of one text that may hold a word; words of more of them bring no sentences together."""

_SHARED, _SHORTER, _LONGER = 4, 0.4, 0.15
"""Words that two sentences must share at least, and their shares of the shorter and of the longer one."""

_SURER = 0.6
"""The same share of the shorter one, where what the first holds together is too much to be one passage."""

_MOST = 2000
"""Pairs of sentences that are looked at, those that share the most words."""


@dataclass(frozen=True, slots=True)
class Block:
    """Neighbouring sentences of one text that share words with neighbouring sentences of another one.

    Attributes:
        a: Number of the first word in the first text, and of the one after the last.
        b: The same in the second text.
        one: Whether it is but one sentence in each.
    """

    a: tuple[int, int]
    b: tuple[int, int]
    one: bool


@dataclass(frozen=True, slots=True)
class _Sentences:
    """What is told in the sentences of a text, as far as it is not quoted; sentences that tell nothing are left out.

    Attributes:
        words: The words that mean something, once a sentence, sorted.
        of: The sentence of each, counted from 0.
        sizes: How many there are in each sentence.
        numbers: What number each sentence has in the text.
    """

    words: NDArray[np.uint64]
    of: NDArray[np.int64]
    sizes: NDArray[np.int64]
    numbers: NDArray[np.int64]


def alike(a: Wording, b: Wording) -> Iterator[Block]:
    """Sentences that share words and stand together in both texts; first as many as hang together, then the surest of these alone.

    What is quoted does not count.

    Args:
        a: Words of one text.
        b: Words of the other.
    """
    here, there = _sentences(a), _sentences(b)
    pairs, shares = _pairs(here, there)
    seen = set()
    for least in (_SHORTER, _SURER):
        for block in _blocks(pair for pair, share in zip(pairs, shares, strict=True) if share >= least):
            if block not in seen:
                seen.add(block)
                yield Block(_words_of(a, here, *block[:2]), _words_of(b, there, *block[2:]), one=block[::2] == block[1::2])


def _sentences(text: Wording) -> _Sentences:
    told = telling(text.stems) & ~text.quoted
    words, sentence = text.stems[told], text.sentence[told]
    begins = np.ones(len(words), dtype=np.bool_)
    begins[1:] = sentence[1:] != sentence[:-1]
    numbers, of = sentence[begins], np.cumsum(begins) - 1
    order = np.lexsort((of, words))
    words, of = words[order], of[order]
    new = np.ones(len(words), dtype=np.bool_)
    new[1:] = (words[1:] != words[:-1]) | (of[1:] != of[:-1])
    return _Sentences(words[new], of[new], np.bincount(of[new], minlength=len(numbers)), numbers)


def _pairs(a: _Sentences, b: _Sentences) -> tuple[list[tuple[int, int]], list[float]]:
    """Sentences of the two texts that share several words, and the share of the words of the one that has fewer."""
    first, last = np.searchsorted(b.words, a.words, side="left"), np.searchsorted(b.words, a.words, side="right")
    times = last - first
    here = np.searchsorted(a.words, a.words, side="right") - np.searchsorted(a.words, a.words, side="left")
    times[(times > _COMMON) | (here > _COMMON)] = 0
    total = int(times.sum())
    if total < _SHARED:
        return [], []
    offsets = np.arange(total) - np.repeat(np.cumsum(times) - times, times)
    found, shared = np.unique(np.repeat(a.of, times) * len(b.sizes) + b.of[np.repeat(first, times) + offsets], return_counts=True)
    found, shared = found[shared >= _SHARED], shared[shared >= _SHARED]
    one, other = found // len(b.sizes), found % len(b.sizes)
    shorter, longer = np.minimum(a.sizes[one], b.sizes[other]), np.maximum(a.sizes[one], b.sizes[other])
    near = np.flatnonzero((shared >= _SHORTER * shorter) & (shared >= _LONGER * longer))
    near = near[np.argsort(-shared[near], kind="stable")[:_MOST]]
    return list(zip(one[near].tolist(), other[near].tolist(), strict=True)), (shared[near] / shorter[near]).tolist()


def _words_of(text: Wording, sentences: _Sentences, first: int, last: int) -> tuple[int, int]:
    """The first word of some sentences, and the one after their last."""
    begin, end = sentences.numbers[first], sentences.numbers[last]
    return int(np.searchsorted(text.sentence, begin, side="left")), int(np.searchsorted(text.sentence, end, side="right"))


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
