"""Learns the cells by which contents find one another (`weights/cells.i8`): spherical k-means over vectors of contents.

    python training/claims/cells.py vectors.npy src/onrecord/weights/cells.i8
    python training/claims/cells.py news.db src/onrecord/weights/cells.i8

The vectors are those of the stretches that `training/meaning` learns from, [n, 256] in int8, or of a record of some ten thousand news
articles; they must be of the model that ships. Cells that fit badly cost neighbours, never right answers. All records make their claims
anew when the file changes, with the next update.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.claims.loading import maker
from onrecord.record import open_record
from onrecord.record.vectors import vectors_of

CELLS, ROUNDS, SEED = 1024, 12, 7


def learned(vectors: NDArray[np.float32], cells: int = CELLS) -> NDArray[np.int8]:
    """The centres of cells, each as whole numbers from -127 to 127."""
    rng = np.random.default_rng(SEED)
    centres = vectors[rng.choice(len(vectors), cells, replace=False)]
    for n in range(ROUNDS):
        nearest = np.concatenate([(vectors[i : i + 8192] @ centres.T).argmax(axis=1) for i in range(0, len(vectors), 8192)])
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, vectors)
        sizes = np.bincount(nearest, minlength=cells)
        for empty in np.flatnonzero(sizes == 0):
            sums[empty] = vectors[rng.integers(len(vectors))]
        centres = sums / np.linalg.norm(sums, axis=1, keepdims=True)
        print(f"round {n + 1}: the largest cell has {sizes.max()}, half of them at least {int(np.median(sizes))}")
    whole: NDArray[np.int8] = np.rint(centres * (127 / np.abs(centres).max(axis=1, keepdims=True))).astype(np.int8)
    return whole


def main() -> None:
    if sys.argv[1].endswith(".npy"):
        vectors = np.load(sys.argv[1])
    else:
        with open_record(sys.argv[1], create_new=False) as record:
            _, vectors = vectors_of(record.database, maker())
    units = vectors.astype(np.float32)
    units /= np.maximum(np.linalg.norm(units, axis=1, keepdims=True), 1)
    Path(sys.argv[2]).write_bytes(learned(units).tobytes())


if __name__ == "__main__":
    main()
