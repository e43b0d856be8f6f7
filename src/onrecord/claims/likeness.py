"""How alike contents are: by what they mean, and by the telling words that they have in common.

All sums are of whole numbers, so every machine finds the same.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.claims.candidates import DIMENSION, Features

__all__ = ["Known", "Told", "alike", "alike_ones", "around", "scores"]

_TOGETHER = ((700, 250), (500, 330))
"""In thousandths: a cosine of vectors, and a share of the telling words of the content that has fewer of them, which together make two
contents alike. Of 672 pairs of the stories with a cosine of 0.7 and no telling word in common, none is one claim."""

_COSINE_ALONE, _WORDS_ALONE = 900, 500
"""The same where one of the two is enough."""

_LEAST = np.float32(0.4999)
"""A little less than the least cosine that counts where the words alone do not do."""

_FEW = 2
"""Telling words below which their share says little."""


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """Contents as they are compared.

    Attributes:
        ids: Their numbers [n].
        vectors: What they mean [n, 256].
        words: Their telling words [n, 32].
    """

    ids: NDArray[np.int64]
    vectors: NDArray[np.int8]
    words: NDArray[np.uint8]

    @classmethod
    def of(cls, contents: Sequence[Features]) -> "Known":
        """Put contents together."""
        return cls(
            np.array([c.id for c in contents], dtype=np.int64),
            np.array([c.vector for c in contents], dtype=np.int8).reshape(-1, DIMENSION),
            np.array([c.words for c in contents], dtype=np.uint8).reshape(-1, DIMENSION // 8),
        )

    def __getitem__(self, rows: NDArray[np.intp] | slice) -> "Known":
        return Known(self.ids[rows], self.vectors[rows], self.words[rows])

    def __len__(self) -> int:
        return len(self.ids)


def scores(a: Known, b: Known) -> NDArray[np.int32]:
    """How alike each of some contents is to each of some others, in thousandths, [len(a), len(b)]; 0 for those that are not alike.

    It is the mean of the cosine of their vectors and the share of telling words that they have in common.
    """
    out = np.zeros((len(a), len(b)), dtype=np.int32)
    i, j, score = alike(a, b, np.ones(out.shape, dtype=np.bool_))
    out[i, j] = score
    return out


Scored = tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.int32]]


def alike(a: Known, b: Known, asked: NDArray[np.bool_]) -> Scored:
    """Which contents of those that are asked for are alike, by their rows in `a` and in `b`, and how much.

    What is looked at closely is only what passes a bound that a few sums tell: of those near in some order, few do.

    Args:
        a: Some contents.
        b: Some others.
        asked: Which pairs are asked for [len(a), len(b)]; what does not pass the bound is cleared in it.
    """
    ours, theirs = a.vectors.astype(np.float32), b.vectors.astype(np.float32)
    dots = ours @ theirs.T
    long, wide = (np.einsum("ij,ij->i", x, x) for x in (ours, theirs))
    ones, others = (np.unpackbits(x.words, axis=1, bitorder="little").astype(np.float32) for x in (a, b))
    common = ones @ others.T
    several, many = ones.sum(axis=1), others.sum(axis=1)
    asked &= (2 * common >= np.minimum(several[:, None], many)) | (dots >= np.sqrt(long)[:, None] * (_LEAST * np.sqrt(wide)))
    i, j = np.nonzero(asked)
    score = _score(dots[i, j], long[i], wide[j], common[i, j], several[i], many[j])
    alike = score > 0
    return i[alike], j[alike], score[alike]


Numbers = NDArray[np.float32]


def _score(dots: Numbers, long: Numbers, wide: Numbers, common: Numbers, several: Numbers, many: Numbers) -> NDArray[np.int32]:  # noqa: PLR0917
    """How alike the contents of some pairs are, in thousandths; 0 for those that are not alike.

    Args:
        dots: The products of their vectors.
        long: The squares of the lengths of the first ones.
        wide: The same of the second ones.
        common: How many telling words both have.
        several: How many the first ones have.
        many: How many the second ones have.
    """
    by_meaning = dots.astype(np.float64)
    by_meaning /= np.sqrt(np.maximum(long.astype(np.float64) * wide.astype(np.float64), 1))
    by_meaning *= 1000
    np.floor(by_meaning, out=by_meaning)
    fewer = np.minimum(several, many)
    by_words = np.where(fewer >= _FEW, np.floor(1000 * common / np.maximum(fewer, 1)), 0)
    alike = (by_words >= _WORDS_ALONE) | (by_meaning >= _COSINE_ALONE)
    for cosine, share in _TOGETHER:
        alike |= (by_meaning >= cosine) & (by_words >= share)
    return np.where(alike, np.maximum(by_meaning + by_words, 0) // 2, 0).astype(np.int32)


Told = tuple[int, bytes, bytes]
"""A content as a table has it: its number, what it means, in 256 bytes, and its telling words, in 32. Hundreds are read for each content
that comes, so they are left as the database gives them."""


def alike_ones(one: Told, others: Collection[Told]) -> dict[int, int]:
    """How alike a content is to each of some others, in thousandths; those that are not alike are missing."""
    if not others:
        return {}
    some = list(others)
    _, which, score = alike(_known([one]), _known(some), np.ones((1, len(some)), dtype=np.bool_))
    return {some[i][0]: s for i, s in zip(which.tolist(), score.tolist(), strict=True)}


_BITS = np.unpackbits(np.arange(256, dtype=np.uint8)[:, None], axis=1).sum(axis=1).astype(np.uint8)
"""How many bits of a byte are set."""


def around(one: Told, mates: Mapping[int, Told], pairs: Iterable[tuple[int, int]]) -> tuple[dict[int, int], list[tuple[int, int, int]]]:
    """How alike a content is to each that stands around it, and how alike pairs of these are, in thousandths, as `scores` has it.

    Those that are not alike are missing. What there is of each content is read once, for all pairs in which it is.

    Args:
        one: The content.
        mates: What stands around it, by number.
        pairs: Pairs of these.
    """
    ids, some = list(mates), sorted(pairs)
    known, at = _known([one, *mates.values()]), {id: row for row, id in enumerate(ids, 1)}
    first = np.array([0] * len(ids) + [at[a] for a, _ in some], dtype=np.intp)
    second = np.array([*range(1, len(ids) + 1), *(at[b] for _, b in some)], dtype=np.intp)
    vectors = known.vectors.astype(np.float32)
    long = np.einsum("ij,ij->i", vectors, vectors)
    several = _several(known.words)
    dots = np.concatenate([vectors[1:] @ vectors[0], np.einsum("ij,ij->i", vectors[first[len(ids) :]], vectors[second[len(ids) :]])])
    common = _several(known.words[first] & known.words[second])
    score = _score(dots, long[first], long[second], common, several[first], several[second]).tolist()
    found = {id: s for id, s in zip(ids, score, strict=False) if s}
    return found, [(a, b, s) for (a, b), s in zip(some, score[len(ids) :], strict=True) if s]


def _several(words: NDArray[np.uint8]) -> Numbers:
    """How many telling words there are in each row."""
    several: Numbers = _BITS[words].sum(axis=1, dtype=np.float32)
    return several


def _known(told: Sequence[Told]) -> Known:
    ids, vectors, words = zip(*told, strict=True)
    return Known(
        np.array(ids, dtype=np.int64),
        np.frombuffer(b"".join(vectors), dtype=np.int8).reshape(-1, DIMENSION),
        np.frombuffer(b"".join(words), dtype=np.uint8).reshape(-1, DIMENSION // 8),
    )
