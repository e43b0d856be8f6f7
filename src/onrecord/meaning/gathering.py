"""Vectors of the contents of an article, gathered while it is read."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.attribution.network import Floats, Ints
from onrecord.attribution.windows import Window
from onrecord.attribution.words import Words
from onrecord.meaning.codes import DIMENSION, Bytes, quantised
from onrecord.meaning.head import Head, WordsMeant
from onrecord.model import Attribution, Span

__all__ = ["Meanings", "Vectors"]

MOST_WORDS = 200_000
"""Words of one article that vectors are made of; what is said after them has none. It bounds the memory."""


@dataclass(frozen=True, slots=True)
class Vectors:
    """The vectors of an article's contents.

    Attributes:
        maker: What made them; only vectors of one maker can be compared.
        ids: Ids of the attributions, within the article.
        values: Their vectors, [attributions, 256], as `onrecord.meaning.codes.quantised` makes them.
    """

    maker: str
    ids: tuple[str, ...]
    values: Bytes


class Meanings:
    """Keeps what the words of a text bring to the vectors of contents (an `onrecord.attribution.network.Observer`).

    Args:
        head: Makes vectors.
    """

    def __init__(self, head: Head) -> None:
        self._head = head
        self._words: Words | None = None
        self._cores: list[int] = []  # first words, in their order
        self._kept: list[WordsMeant] = []

    def see(self, words: Words, window: Window, layers: Floats, first: Ints, sources: list[Span]) -> None:
        """Take the words of the window's core."""
        self._words = words
        if window.core_start < MOST_WORDS:
            core = first[0, window.core_start - window.start : window.core_end - window.start]
            self._cores.append(window.core_start)
            self._kept.append(self._head.words(layers[0, core]))

    def vectors(self, attributions: Sequence[Attribution]) -> Vectors:
        """The vectors of those attributions that have a content."""
        made = {a.id: self.of(a.content.spans) for a in attributions if a.content}
        there = {id: vector for id, vector in made.items() if vector is not None}
        values = np.stack(list(there.values())) if there else np.zeros((0, DIMENSION), np.float32)
        return Vectors(self._head.maker, tuple(there), quantised(values))

    def of(self, spans: Sequence[Span]) -> Floats | None:
        """The unit vector of the words at some places of the text; None where none of them was seen."""
        seen = [x for span in spans for x in self._between(span)]
        if not seen:
            return None
        keys, values = (np.concatenate(list(x)) for x in zip(*((s.keys, s.values) for s in seen), strict=True))
        return self._head.pool(WordsMeant(keys, values))

    def all(self) -> Floats | None:
        """The unit vector of all words of the text."""
        return self.of([(0, len(self._words.text))]) if self._words is not None else None

    def _between(self, span: Span) -> list[WordsMeant]:
        """What was kept of the words between two characters."""
        if self._words is None:
            return []
        low, high = int(np.searchsorted(self._words.ends, span[0], side="right")), int(np.searchsorted(self._words.starts, span[1]))
        windows = range(max(bisect_right(self._cores, low) - 1, 0), bisect_left(self._cores, high))
        pieces = [self._kept[i][max(low - self._cores[i], 0) : high - self._cores[i]] for i in windows]
        return [p for p in pieces if len(p.keys)]
