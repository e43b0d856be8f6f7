"""Attributions whose contents mean much the same as a text."""

from typing import Final

import numpy as np

from onrecord.meaning.codes import Floats, differing, quantised, signs, similarities
from onrecord.record.cache import Cache
from onrecord.record.database import Database
from onrecord.record.layout import Column
from onrecord.record.vectors import vectors_of

__all__ = ["MOST", "nearest"]

MOST: Final = 2_000
"""How many attributions are compared exactly, and so how many are found at most."""

_ALL: Final = 100_000
"""Up to how many vectors in all, each is compared exactly."""


def nearest(database: Database, cache: Cache, maker: str, vector: Floats, *, allowed: Column | None, least: float) -> tuple[Column, Floats]:
    """The ids of the attributions nearest to a vector, nearest first, and their cosine similarities.

    Where there are many, the signs of all are compared first, and the vectors of those with the fewest other signs then.

    Args:
        database: The record.
        cache: The signs of all.
        maker: What made the vector; others cannot be compared.
        vector: A unit vector.
        allowed: The ids of those that fit what else is asked; None for all.
        least: Least similarity.
    """
    there = cache.now(maker)
    at = np.arange(len(there)) if allowed is None else np.flatnonzero(there.mask(allowed))
    if len(there) <= _ALL:
        ids, vectors = vectors_of(database, maker)
    else:
        if len(at) > MOST:
            signs_of = there["signs"] if len(at) == len(there) else there["signs"][at]
            distance = differing(signs(quantised(vector[None]))[0], signs_of)
            at = at[_least(distance, MOST)]
        ids, vectors = vectors_of(database, maker, there["version"][at])
    wanted = np.isin(ids, there.ids[at])
    ids, near = ids[wanted], similarities(vector, vectors[wanted])
    kept = near >= least
    ids, near = ids[kept], near[kept]
    order = np.lexsort((-ids, -near))[:MOST]
    return ids[order], near[order]


def _least(distance: Column, most: int) -> Column:
    """The places of the least numbers, so many; of equal ones the first. There are few different ones, so they are counted, not sorted."""
    limit = int(np.searchsorted(np.cumsum(np.bincount(distance)), most))
    less = np.flatnonzero(distance < limit)
    return np.concatenate([less, np.flatnonzero(distance == limit)[: most - len(less)]])
