"""The network as the rest of the package sees it, whatever runs it."""

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from onrecord.attribution.windows import Window
from onrecord.attribution.words import Words
from onrecord.model import Span

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


class Observer(Protocol):
    """Somebody who wants to see every window while it is there; nothing of it is kept."""

    def see(self, words: Words, window: Window, layers: Floats, first: Ints, sources: list[Span]) -> None:
        """Look at a window.

        Args:
            words: The words of the whole text.
            window: Which of them it holds.
            layers: What the embedding, the third and the fifth layer make of its pieces, side by side, [1, pieces, 3 × 384].
            first: Index of every word's first piece, [1, words].
            sources: The sources that were read from it, as half-open runs of words of the text.
        """


class Several:
    """Several observers as one.

    Args:
        observers: Those who see every window, in this order.
    """

    def __init__(self, *observers: Observer) -> None:
        self._observers = observers

    def see(self, words: Words, window: Window, layers: Floats, first: Ints, sources: list[Span]) -> None:
        """Let each of them look at a window."""
        for observer in self._observers:
            observer.see(words, window, layers, first, sources)


class Network(Protocol):
    """An encoder with an anchor head and a tagger (see `training/model.py`)."""

    @property
    def transitions(self) -> Floats:
        """Scores from label to label, [labels, labels]."""

    def encode(self, ids: Ints, features: Ints, habit: Ints, first: Ints) -> tuple[Floats, Floats, Floats]:
        """Read one window.

        Args:
            ids: Word pieces, [1, pieces].
            features: Case, spacing and quotation state of every piece, [1, pieces, 3].
            habit: The labelling habit to follow, [1].
            first: Index of every word's first piece, [1, words].

        Returns:
            Anchor scores [words] (log-odds), what the tagger needs of every word [words, width], and what the embedding, the third and
            the fifth layer make of every piece, side by side [1, pieces, 3 × 384], for the packages that go on from there.
        """

    def tag(self, projected: Floats, anchors: Ints) -> Floats:
        """Emissions [anchors, words, labels] for the given anchors (word indices) of one window."""
