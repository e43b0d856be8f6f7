"""Where an attribution stands: its sentence, and which of the words around it are its source, its cue, its content."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.attribution.words import PARAGRAPH, Words
from onrecord.model import Attribution, Excerpt, Span

_LONGEST = 160
"""Words of a sentence that are looked at, before and after the cue."""


@dataclass(frozen=True, slots=True)
class Setting:
    """An attribution among the words of its article; all numbers are of words, ends are exclusive.

    Attributes:
        text: The words of the article, in lower case.
        first: Where its sentence begins: that of the cue, or of the content where there is no cue.
        last: Where its sentence ends.
        source: Words of the source.
        cue: Words of the cue.
        content: Words of the content, all pieces.
    """

    text: list[str]
    first: int
    last: int
    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]

    def cue_words(self) -> list[str]:
        """The words of the cue."""
        return [self.text[i] for i in self.cue]

    def content_words(self) -> list[str]:
        """The words of the content."""
        return [self.text[i] for i in self.content]


class Stage:
    """The words of an article, in which its attributions are set."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.text = [w.lower() for w in words.strings()]
        self.opens = np.flatnonzero(words.opens_sentence)
        self.paragraph = np.flatnonzero(words.spacing >= PARAGRAPH)

    def within(self, spans: Iterable[Span]) -> tuple[int, ...]:
        """The words that lie in spans of characters."""
        out: list[int] = []
        for start, end in spans:
            low = int(np.searchsorted(self.words.ends, start, side="right"))
            high = int(np.searchsorted(self.words.starts, end, side="left"))
            out += range(low, high)
        return tuple(out)

    def sentence(self, i: int) -> tuple[int, int]:
        """The sentence of a word, as far as it is looked at."""
        at = int(np.searchsorted(self.opens, i, side="right"))
        first = int(self.opens[at - 1]) if at else 0
        last = int(self.opens[at]) if at < len(self.opens) else len(self.text)
        return max(first, i - _LONGEST), min(last, i + _LONGEST)

    def setting(self, a: Attribution) -> Setting:
        """Where an attribution stands."""
        source, cue, content = (self.within(x.spans if x else ()) for x in (a.source, a.cue, a.content))
        anchor = (cue or content or source or (0,))[0]
        first, last = self.sentence(anchor)
        if cue:
            last = max(last, min(self.sentence(cue[-1])[1], cue[-1] + _LONGEST))
        return Setting(self.text, first, last, source, cue, content)

    def excerpt(self, first: int, last: int) -> Excerpt | None:
        """The words from `first` up to `last`, as they stand."""
        if last <= first:
            return None
        start, end = int(self.words.starts[first]), int(self.words.ends[last - 1])
        return Excerpt(self.words.text[start:end], ((start, end),))


def outers(attributions: Sequence[Attribution]) -> list[int | None]:
    """For each attribution the number of the one in whose content it stands."""
    numbers = {a.id: i for i, a in enumerate(attributions)}
    return [numbers.get(a.inside) if a.inside else None for a in attributions]


def enclosing(outer: Sequence[int | None], i: int) -> set[int]:
    """Numbers of all attributions in whose contents one stands."""
    out: set[int] = set()
    at = outer[i]
    while at is not None and at not in out:
        out.add(at)
        at = outer[at]
    return out
