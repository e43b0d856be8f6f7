"""The network as the rest of the package sees it, whatever runs it."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


class Network(Protocol):
    """An encoder with an anchor head and a tagger (see `training/model.py`)."""

    @property
    def transitions(self) -> Floats:
        """Scores from label to label, [labels, labels]."""

    def encode(self, ids: Ints, features: Ints, habit: Ints, first: Ints) -> tuple[Floats, Floats]:
        """Read one window.

        Args:
            ids: Word pieces, [1, pieces].
            features: Case, spacing and quotation state of every piece, [1, pieces, 3].
            habit: The labelling habit to follow, [1].
            first: Index of every word's first piece, [1, words].

        Returns:
            Anchor scores [words] (log-odds) and what the tagger needs of every word [words, width].
        """

    def tag(self, projected: Floats, anchors: Ints) -> Floats:
        """Emissions [anchors, words, labels] for the given anchors (word indices) of one window."""
