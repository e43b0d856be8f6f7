"""The mentions of an article: stretches of words that stand for somebody or something, gathered window by window."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from onrecord.attribution.network import Floats, Ints
from onrecord.attribution.windows import Window
from onrecord.attribution.words import LINE, PARAGRAPH, Words, split
from onrecord.model import Span
from onrecord.speakers.naming import LONGEST, names_in, overlooked
from onrecord.speakers.network import KINDS, SpeakerNetwork
from onrecord.speakers.pairs import PRONOUNS, Form, Surfaces, form_at

_EDGE = np.float32(-1.0)
"""Log-odds from which a word may begin or end a mention."""

_MOST_ENDS = 5
_SHOWN = frozenset(["he", "she", "they", "it", "i", "we"])
"""Pronouns that may stand for a source."""

NO_NAME = -1
_OVERLOOKED = 0.7
"""How sure a name is that only its capitals and its place in a source tell."""


@dataclass(frozen=True, slots=True)
class Mentions:
    """Mentions in the order of their first words; arrays have one entry a mention.

    Attributes:
        words: The words of the article.
        first: Number of the first word.
        last: Number of the last word.
        name: Number of the type in `NAMES`, or `NO_NAME`.
        sure: How sure a name's words and type are, 0 to 1.
        kinds: Scores of types.
        alone: Score of standing for nothing before it.
        vectors: What pairs are scored by.
        likely: Log-odds that these words are a mention in the sense of a noun phrase.
        sentence: Number of every word's sentence.
        paragraph: Number of every word's paragraph.
    """

    words: Words
    first: Ints
    last: Ints
    name: NDArray[np.int8]
    sure: Floats
    kinds: Floats
    alone: Floats
    vectors: NDArray[np.float16]
    likely: Floats
    sentence: Ints
    paragraph: Ints
    _forms: dict[int, Form] = field(default_factory=dict)
    _surfaces: list[Surfaces] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.first)

    def form(self, i: int) -> Form:
        """The surface of a mention."""
        found = self._forms.get(i)
        if found is None:
            found = self._forms[i] = self._form(int(self.first[i]), int(self.last[i]), name=self.name[i] != NO_NAME)
        return found

    def surfaces(self) -> Surfaces:
        """The surfaces of all mentions."""
        if not self._surfaces:
            self._surfaces.append(Surfaces(len(self), self.form))
        return self._surfaces[0]

    def _form(self, first: int, last: int, *, name: bool) -> Form:
        w = self.words
        return form_at(w, first, last, name=name, sentence=self.sentence, paragraph=self.paragraph)

    def kind(self, i: int) -> str:
        """The likeliest type of a mention."""
        return KINDS[int(self.kinds[i].argmax())]

    def span(self, i: int) -> Span:
        """Where a mention stands, in code points."""
        return int(self.words.starts[self.first[i]]), int(self.words.ends[self.last[i]])

    def text(self, i: int) -> str:
        """The words of a mention on one line."""
        start, end = self.span(i)
        return " ".join(self.words.text[start:end].split())

    def at(self, first: int, last: int) -> int | None:
        """The mention with exactly these words."""
        low = int(np.searchsorted(self.first, first))
        while low < len(self.first) and self.first[low] == first:
            if self.last[low] == last:
                return low
            low += 1
        return None


class Gathering:
    """Gathers mentions while windows are read (an `onrecord.attribution.network.Observer`).

    Args:
        network: Sees mentions in words.
        sources: Further stretches of characters to take as mentions, where sources are known beforehand.
    """

    def __init__(self, network: SpeakerNetwork, sources: tuple[Span, ...] = ()) -> None:
        self._network = network
        self._sources = sorted(sources)
        self._words: Words | None = None
        self._rows: list[_Rows] = []

    def see(self, words: Words, window: Window, layers: Floats, first: Ints, sources: list[Span]) -> None:
        """Take the mentions that begin in the window's core, and the sources that were read from it."""
        self._words = words
        seen = self._network.words(layers, first)
        core = window.core_start - window.start, window.core_end - window.start
        sources = [*sources, *self._given(words, window)]
        found = names_in(words, window, seen.names, core)
        kind_of = {(a, b): kind for a, b, kind, _ in found}
        sure_of = {(a, b): sure for a, b, _, sure in found}
        for run in sources:
            kind_of |= overlooked(words, window, run, kind_of, seen.names)
        certain = [*kind_of, *_pronouns(words, window, core)]
        certain += [(s - window.start, e - 1 - window.start) for s, e in sources if window.start <= s < e <= window.end]
        inner = {(i, j) for a, b in kind_of for i in range(a, b + 1) for j in range(i, b + 1)}  # a part of a name is no mention of its own
        possible = sorted({*_stretches(words, window, seen.edges, core)} - {*certain} - inner)
        places = np.array([*dict.fromkeys(certain), *possible], dtype=np.int64).reshape(-1, 2)
        if not len(places):
            return
        made = self._network.mentions(_parts(seen.parts, places))
        kept = made.likely >= 0
        kept[: len(places) - len(possible)] = True
        name = np.full(len(places), NO_NAME, dtype=np.int8)
        sure = np.ones(len(places), dtype=np.float32)
        name[: len(kind_of)] = list(kind_of.values())  # names stand first
        sure[: len(kind_of)] = [sure_of.get(place, _OVERLOOKED) for place in kind_of]
        vectors = made.vectors[kept].astype(np.float16)
        self._rows.append(
            _Rows(places[kept] + window.start, name[kept], sure[kept], made.kinds[kept], made.alone[kept], vectors, made.likely[kept])
        )

    def _given(self, words: Words, window: Window) -> list[Span]:
        """Those of the given sources that begin in the window's core, as half-open runs of words."""
        at = np.array(self._sources, dtype=np.int64).reshape(-1, 2)
        runs = zip(
            np.searchsorted(words.ends, at[:, 0], side="right").tolist(), np.searchsorted(words.starts, at[:, 1]).tolist(), strict=True
        )
        return [(a, b) for a, b in runs if window.core_start <= a < min(b, window.core_end)]

    def mentions(self, text: str) -> Mentions:
        """All that was gathered from a text."""
        words = self._words if self._words is not None else split(text)
        rows = _joined([_NOTHING, *self._rows])
        order = np.lexsort((rows.places[:, 1], rows.places[:, 0]))
        if len(order):  # a source may have been seen from two windows
            places = rows.places[order]
            order = order[np.concatenate([[True], (places[1:] != places[:-1]).any(1)])]
        return Mentions(
            words,
            rows.places[order, 0],
            rows.places[order, 1],
            rows.name[order],
            rows.sure[order],
            rows.kinds[order],
            rows.alone[order],
            rows.vectors[order],
            rows.likely[order],
            np.cumsum(words.opens_sentence).astype(np.int64),
            np.cumsum(words.spacing >= PARAGRAPH).astype(np.int64),
        )


@dataclass(frozen=True, slots=True)
class _Rows:
    """Mentions of one window or of several."""

    places: Ints
    name: NDArray[np.int8]
    sure: Floats
    kinds: Floats
    alone: Floats
    vectors: NDArray[np.float16]
    likely: Floats


_NOTHING = _Rows(
    np.zeros((0, 2), np.int64),
    np.zeros(0, np.int8),
    np.zeros(0, np.float32),
    np.zeros((0, len(KINDS)), np.float32),
    np.zeros(0, np.float32),
    np.zeros((0, 256), np.float16),
    np.zeros(0, np.float32),
)


def _joined(rows: list[_Rows]) -> _Rows:
    return _Rows(
        np.concatenate([r.places for r in rows]),
        np.concatenate([r.name for r in rows]),
        np.concatenate([r.sure for r in rows]),
        np.concatenate([r.kinds for r in rows]),
        np.concatenate([r.alone for r in rows]),
        np.concatenate([r.vectors for r in rows]),
        np.concatenate([r.likely for r in rows]),
    )


def _pronouns(words: Words, window: Window, core: Span) -> list[Span]:
    out = []
    for i, word in enumerate(words.strings(window.start + core[0], window.start + core[1]), start=core[0]):
        if len(word) <= 10 and PRONOUNS.get(word.lower()) in _SHOWN and (len(word) == 1 or not word.isupper()):
            out.append((i, i))
    return out


def _stretches(words: Words, window: Window, edges: Floats, core: Span) -> list[Span]:
    """Stretches whose edges look like those of a mention."""
    firsts = np.flatnonzero(edges[: core[1], 0] > _EDGE)
    firsts = firsts[firsts >= core[0]]
    lasts = np.flatnonzero(edges[:, 1] > _EDGE)
    breaks = np.cumsum(words.spacing[window.start : window.end] >= LINE)
    out = []
    for first in firsts.tolist():
        low = int(np.searchsorted(lasts, first))
        for last in lasts[low : low + _MOST_ENDS].tolist():
            if last - first >= LONGEST or breaks[last] != breaks[first]:
                break
            out.append((first, last))
    return out


def _parts(parts: Floats, places: Ints) -> Floats:
    """What mentions are made of: of the first word, of the last one, and the mean of all."""
    k = parts.shape[1] // 3
    total = np.concatenate([np.zeros((1, k), np.float32), np.cumsum(parts[:, 2 * k :], axis=0)])
    first, last = places[:, 0], places[:, 1]
    middle = (total[last + 1] - total[first]) / (last - first + 1)[:, None]
    return np.concatenate([parts[first, :k], parts[last, k : 2 * k], middle], axis=1).astype(np.float32)
