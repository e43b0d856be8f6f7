"""Signatures: a few numbers by which articles that share text find one another, without comparing each with each.

Two kinds of numbers are made of an article's word sequences. *Bands* (MinHash over word 5-grams with banded locality-sensitive hashing:
Broder 1997; Indyk and Motwani 1998) are likely to be shared where most of two articles is the same. *Passages* (winnowing: Schleimer,
Wilkerson and Aiken 2003) are made of the stems of words, and certain to be shared where `CERTAIN` words in a row are the same, of which
six in a row tell enough: they are not all quoted, and three of them mean something and are no names. Six words such as "former Secretary
of State Hillary Clinton", and "for the first time in years", stand in many articles that have nothing else in common.
A store keeps them in a table and asks which articles share one.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash

from onrecord.claims.wording import Wording, stemming, telling

__all__ = ["CERTAIN", "Signature", "grams", "pairs", "scheme", "signature"]

_SHINGLE = 5
_PERMUTATIONS, _ROWS = 128, 4
_SEED = 1987
_PASSAGE, _TELLING, _WINDOW = 6, 3, 2
CERTAIN = _PASSAGE + _WINDOW - 1
"""Words in a row that two articles cannot share without sharing a passage number, where they tell enough; in articles beyond the cap
they may."""

_MOST = 6144
"""Passage numbers of one article; of longer articles the smallest are kept, so that copies of one another keep the same ones."""

_LEADERS, _NEIGHBOURS = 16, 8
_PRIME, _MIX_A, _MIX_B = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)
_NOTHING = np.uint64(2**64 - 1)


@dataclass(frozen=True, slots=True)
class Signature:
    """The numbers of one article; all are from 0 up to 2⁶³, so that a database's integers hold them.

    Attributes:
        bands: Shared by articles that are the same for the most part.
        passages: Shared by articles that have a passage in common.
    """

    bands: tuple[int, ...]
    passages: tuple[int, ...]


def scheme() -> str:
    """How signatures are made; numbers of two schemes cannot be compared, so a store that holds another one must make them anew."""
    return f"3.{RMinHash.ALGORITHM_VERSION}.{stemming()}"


def signature(words: Wording) -> Signature:
    """The signature of an article: a function of its words alone.

    An article of fewer than five words has none.

    Args:
        words: The article.
    """
    return Signature(_bands(grams(words.ids, _SHINGLE)), _passages(words))


def grams(ids: NDArray[np.uint64], size: int) -> NDArray[np.uint64]:
    """Hashes of all runs of `size` words, by their first word."""
    count = len(ids) - size + 1
    if count <= 0:
        return np.zeros(0, dtype=np.uint64)
    out = np.zeros(count, dtype=np.uint64)
    for i in range(size):
        out = out * _PRIME + ids[i : count + i]
    return _mixed(out)


def _mixed(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Every bit of the result depends on every bit of the number (the finalizer of SplitMix64)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * _MIX_A
    numbers = (numbers ^ (numbers >> np.uint64(27))) * _MIX_B
    return numbers ^ (numbers >> np.uint64(31))


def _bands(shingles: NDArray[np.uint64]) -> tuple[int, ...]:
    if not len(shingles):
        return ()
    different = np.unique(shingles)
    bounds = np.array([0, len(different)], dtype=np.uint64)
    digest = RMinHash.digest_matrix_from_flat_token_hashes(different, bounds, _PERMUTATIONS, _SEED).to_rows()[0]
    rows = np.array(digest, dtype=np.uint64).reshape(-1, _ROWS)
    out = np.arange(1, len(rows) + 1, dtype=np.uint64)
    for i in range(_ROWS):
        out = out * _PRIME + rows[:, i]
    return tuple((_mixed(out) >> np.uint64(1)).tolist())


def _passages(words: Wording) -> tuple[int, ...]:
    hashes = grams(words.stems, _PASSAGE)
    if not len(hashes):
        return ()
    hashes[(_among(words.quoted) == _PASSAGE) | (_among(telling(words.stems) & ~words.names) < _TELLING)] = _NOTHING
    window = min(_WINDOW, len(hashes))
    least = np.lib.stride_tricks.sliding_window_view(hashes, window).min(axis=1)
    chosen = np.unique(least)
    return tuple((chosen[chosen != _NOTHING][:_MOST] >> np.uint64(1)).tolist())


def _among(which: NDArray[np.bool_]) -> NDArray[np.int64]:
    """How many of each run of words are such."""
    counts = np.concatenate([[0], np.cumsum(which)])
    out: NDArray[np.int64] = counts[_PASSAGE:] - counts[:-_PASSAGE]
    return out


def pairs(members: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Which of the articles that share a number are compared with one another, the earlier of each pair first.

    All with all, as long as they are few. Of many, each is compared with the first ones and with those next before it: linear in their
    number, and what is a copy of a text that hundreds print is still found, as a copy of where it stood first.

    Args:
        members: Keys of the articles, as `onrecord.claims.times.order` orders them, so that the order of adding does not matter.
    """
    for i, later in enumerate(members):
        for j in range(i):
            if j < _LEADERS or j >= i - _NEIGHBOURS:
                yield members[j], later
