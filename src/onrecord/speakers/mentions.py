"""The mentions of an article: stretches of words that stand for somebody or something, gathered window by window."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from onrecord.attribution.network import Floats, Ints
from onrecord.attribution.windows import Window
from onrecord.attribution.words import GLUED, LINE, MARK, PARAGRAPH, Words, split
from onrecord.model import Span
from onrecord.speakers.agreement import is_given_name
from onrecord.speakers.countries import countries
from onrecord.speakers.lists import words as listed_words
from onrecord.speakers.network import KINDS, NAMES, SpeakerNetwork
from onrecord.speakers.pairs import PRONOUNS, Form, form_at
from onrecord.speakers.wording import HONORIFICS, PARTICLES

LONGEST = 30
"""Words of a mention; what is longer is no name and no simple noun phrase."""

_EDGE = np.float32(-1.0)
"""Log-odds from which a word may begin or end a mention."""

_MOST_ENDS = 5
_SHOWN = frozenset(["he", "she", "they", "it", "i", "we"])
"""Pronouns that may stand for a source."""

NO_NAME = -1
_SURE = 0.85
"""Probability from which a name begins right after another."""

_LOWER = 0
_NO_BEGINNING = frozenset([_LOWER, MARK])
_SMALL = listed_words("inside-names")
_BEGINNINGS = PARTICLES - {"the", "of", "e", "y", "la", "le"}
"""Small words with which a surname may begin."""

_CAPITALS = frozenset([1, 2, 3])
_NO_NAMES = listed_words("no-names") | {*PRONOUNS}
_OFFICES = HONORIFICS | listed_words("offices")


@dataclass(frozen=True, slots=True)
class Mentions:
    """Mentions in the order of their first words; arrays have one entry a mention.

    Attributes:
        words: The words of the article.
        first: Number of the first word.
        last: Number of the last word.
        name: Number of the type in `NAMES`, or `NO_NAME`.
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
    kinds: Floats
    alone: Floats
    vectors: NDArray[np.float16]
    likely: Floats
    sentence: Ints
    paragraph: Ints
    _forms: dict[int, Form] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.first)

    def form(self, i: int) -> Form:
        """The surface of a mention."""
        found = self._forms.get(i)
        if found is None:
            found = self._forms[i] = self._form(int(self.first[i]), int(self.last[i]), name=self.name[i] != NO_NAME)
        return found

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

    def see(self, words: Words, window: Window, middle: Floats, first: Ints, sources: list[Span]) -> None:
        """Take the mentions that begin in the window's core, and the sources that were read from it."""
        self._words = words
        seen = self._network.words(middle, first)
        core = window.core_start - window.start, window.core_end - window.start
        sources = [*sources, *self._given(words, window)]
        named = dict.fromkeys(_names(words, window, seen.names, core))
        kind_of = {(a, b): kind for a, b, kind in named}
        for run in sources:
            kind_of |= _overlooked(words, window, run, kind_of, seen.names)
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
        name = np.array([kind_of.get((int(a), int(b)), NO_NAME) for a, b in places], dtype=np.int8)
        vectors = made.vectors[kept].astype(np.float16)
        self._rows.append(_Rows(places[kept] + window.start, name[kept], made.kinds[kept], made.alone[kept], vectors, made.likely[kept]))

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
    kinds: Floats
    alone: Floats
    vectors: NDArray[np.float16]
    likely: Floats


_NOTHING = _Rows(
    np.zeros((0, 2), np.int64),
    np.zeros(0, np.int8),
    np.zeros((0, len(KINDS)), np.float32),
    np.zeros(0, np.float32),
    np.zeros((0, 256), np.float16),
    np.zeros(0, np.float32),
)


def _joined(rows: list[_Rows]) -> _Rows:
    return _Rows(
        np.concatenate([r.places for r in rows]),
        np.concatenate([r.name for r in rows]),
        np.concatenate([r.kinds for r in rows]),
        np.concatenate([r.alone for r in rows]),
        np.concatenate([r.vectors for r in rows]),
        np.concatenate([r.likely for r in rows]),
    )


def _names(words: Words, window: Window, scores: Floats, core: Span) -> list[tuple[int, int, int]]:
    """Names that begin in the core: first and last word in the window, and type.

    Words that are likelier of a name than not and stand side by side are one name, unless the network is sure that another begins; its
    type is the one that most of its words speak for.
    """
    p = np.exp(scores - scores.max(1, keepdims=True))
    p /= p.sum(1, keepdims=True)
    strings = words.strings(window.start, window.end)
    inside = (p[:, 0] < 0.5) & _may_be_named(strings, words.case[window.start : window.end])
    case, spacing = words.case[window.start : window.end], words.spacing[window.start : window.end]
    begin = ~np.isin(case, [_LOWER, MARK]) | np.array([w in _BEGINNINGS for w in strings], dtype=bool)
    begins, goes_on = p[:, 1::2].sum(1), p[:, 2::2].sum(1)
    out, start = [], -1
    for i in range(len(p) + 1):
        here = i < len(p) and (bool(inside[i]) or _bridges(words, window, i, inside)) and (start >= 0 or begin[i])
        another = here and start >= 0 and (spacing[i] >= LINE or (begins[i] > _SURE and goes_on[i] < 1 - _SURE))
        if start >= 0 and (not here or another):
            last = i - 1
            while last > start and case[last] in _NO_BEGINNING:
                last -= 1
            if core[0] <= start < core[1] and last - start < LONGEST:
                while start > core[0] and spacing[start] < LINE and is_given_name(words.word(window.start + start - 1)):
                    start -= 1  # a given name belongs to the name that follows
                mass = p[start : last + 1, 1::2] + p[start : last + 1, 2::2]
                kind = int(mass.sum(0).argmax())
                if kind < len(NAMES):
                    out.append((start if kind else _after_titles(strings, start, last), last, kind))
            start = -1
        if here and start < 0 and begin[i]:
            start = i
    return out


def _after_titles(strings: list[str], start: int, last: int) -> int:
    """Where a person's name begins after the office and the country before it ("Belarus President Alexander Lukashenko")."""
    at = begun = start
    while at < last and (strings[at].lower() in HONORIFICS or strings[at].lower() in countries()):
        at += 1
        if strings[at - 1].lower() in HONORIFICS:
            begun = at
    return begun


def _may_be_named(strings: list[str], case: NDArray[np.int8]) -> NDArray[np.bool_]:
    """Whether each word may stand in a name: in capitals, or a small word or a mark inside one; pronouns do not."""
    small = np.array([w in _SMALL for w in strings], dtype=bool)
    pronouns = np.array([len(w) <= 10 and w.lower() in PRONOUNS and not (w.isupper() and len(w) > 1) for w in strings], dtype=bool)
    may: NDArray[np.bool_] = ((case != _LOWER) | small) & ~pronouns
    return may


def _bridges(words: Words, window: Window, i: int, inside: NDArray[np.bool_]) -> bool:
    """Whether a mark joins two parts of a name: the dot of an initial, a hyphen, an apostrophe."""
    if not 0 < i < len(inside) - 1 or not (inside[i - 1] and inside[i + 1]):
        return False
    at = window.start + i
    mark, before = words.word(at), words.word(at - 1)
    if mark == ".":
        return len(before) <= 2 and before[0].isupper()
    return mark in {"-", "'", "’", "&"} and words.spacing[at + 1] == GLUED and words.word(at + 1) not in {"s", "S"}


def _overlooked(words: Words, window: Window, source: Span, named: dict[Span, int], scores: Floats) -> dict[Span, int]:
    """A name at the end or the beginning of a source in which none was seen: whoever is quoted under capital letters has one."""
    first, end = source[0] - window.start, min(source[1], window.end) - window.start
    if first < 0 or end - first > LONGEST or any(first <= a < end for a, _ in named):
        return {}
    at = range(first, end)
    opener = first if words.word(window.start + first).lower() in _NO_NAMES else -1
    capital = [i for i in at if i != opener and words.case[window.start + i] in _CAPITALS]
    if not capital:
        return {}
    low = high = capital[0]
    while high + 1 in capital:
        high += 1
    if all(w.lower() in _OFFICES for w in words.strings(window.start + low, window.start + high + 1)):
        return {}
    if high - low == 0 and words.opens_sentence[window.start + low] and end - first > 1:
        return {}
    kind = int(np.maximum(scores[low : high + 1, 1::2], scores[low : high + 1, 2::2]).sum(0).argmax())
    return {(low, high): kind} if kind < len(NAMES) else {}


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
