"""Find the attributions of a text: words, windows, anchors, labels, spans."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.attribution.addressees import without_addressee
from onrecord.attribution.consistency import Claim, contested, without
from onrecord.attribution.decoding import decode, runs
from onrecord.attribution.network import Floats, Ints, Network, Observer
from onrecord.attribution.parentheses import righted
from onrecord.attribution.snapping import snapped
from onrecord.attribution.windows import Window, windows
from onrecord.attribution.words import MARK, PARAGRAPH, Words, split
from onrecord.model import Span

CLS, SEP, UNK = 101, 102, 100
POLNEAR, ONRECORD = 0, 1
"""Labelling habits: of the PolNeAR corpus (no nesting), and our own."""

BUDGET, AHEAD, BEHIND = 318, 56, 24
MOST_PIECES = 12
_BLOCK = 20_000
_GROUP = 8
_MOST_ANCHORS = 48
_NEVER = np.float32(-1e4)

_Part = tuple[Window, Ints, Ints]
"""A window, the word pieces of its words one after the other, and how many each word has."""


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution as found; spans in code points, sorted.

    Attributes:
        source: Spans of the source.
        cue: Spans of the cue.
        content: Spans of the content.
        evidence: What `onrecord.attribution.confidence` makes a probability from.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    evidence: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class _Scored:
    """An anchor and the scores of all words of its window; word indices are of the text, `begin` is the window's first."""

    anchor: int
    probability: float
    begin: int
    emissions: Floats


@dataclass(frozen=True, slots=True)
class _Candidate:
    """The likeliest reading of an anchor; runs of words of the text."""

    anchor: int
    probability: float
    source: list[Span]
    cue: list[Span]
    content: list[Span]
    begin: int
    belief: Floats
    evidence: tuple[float, ...]

    @property
    def head(self) -> list[Span]:
        return self.cue or [(self.anchor, self.anchor + 1)]


class Finder:
    """Finds attributions with a network; holds no state between texts."""

    def __init__(self, network: Network, tokenizer: Tokenizer, threshold: float = 0.4) -> None:
        self._network = network
        self._tokenizer = tokenizer
        self._threshold = threshold

    def find(self, text: str, habit: int = ONRECORD, observer: Observer | None = None) -> list[Found]:
        """All attributions of a text in reading order of their anchors."""
        words = split(text)
        candidates = [c for group in self._groups(words) for c in self._read(words, group, habit, observer)]
        kept = [_put_right(words, c, habit) for c in _one_for_each_cue(candidates)]
        return [Found(_spans(words, c.source), _spans(words, c.cue), _spans(words, c.content), c.evidence) for c in _agreed(kept)]

    def show(self, text: str, observer: Observer, habit: int = ONRECORD) -> None:
        """Show an observer every window of a text, without finding anything in it."""
        words = split(text)
        for window, pieces, counts in (part for group in self._groups(words) for part in group):
            inputs = _inputs(words, window, pieces, counts, habit)
            observer.see(words, window, self._network.encode(*inputs)[2], inputs[3], [])

    def _groups(self, words: Words) -> Iterator[list[_Part]]:
        if not len(words):
            return
        ids, counts = self._pieces(words)
        total = np.concatenate([[0], np.cumsum(counts)])
        # Nobody says anything where there are only marks, and a text may hold a million of them.
        cut = [w for w in windows(words, counts, BUDGET, AHEAD, BEHIND) if np.any(words.case[w.start : w.end] != MARK)]
        for i in range(0, len(cut), _GROUP):
            yield [(w, ids[total[w.start] : total[w.end]], counts[w.start : w.end]) for w in cut[i : i + _GROUP]]

    def _pieces(self, words: Words) -> tuple[Ints, Ints]:
        """Word pieces of all words, one after the other, and how many each has: at least one, at most `MOST_PIECES`."""
        ids: list[NDArray[np.int32]] = []
        counts = np.empty(len(words), dtype=np.int64)
        for low in range(0, len(words), _BLOCK):
            strings = words.strings(low, low + _BLOCK)
            encoded = self._tokenizer.encode(strings, is_pretokenized=True, add_special_tokens=False)
            owner = np.array(encoded.word_ids, dtype=np.int64)
            pieces = np.array(encoded.ids, dtype=np.int32)
            missing = np.setdiff1d(np.arange(len(strings)), owner)  # of characters that the tokenizer drops
            order = np.argsort(np.concatenate([owner, missing]), kind="stable")
            owner = np.concatenate([owner, missing])[order]
            pieces = np.concatenate([pieces, np.full(len(missing), UNK, dtype=np.int32)])[order]
            rank = np.arange(len(owner)) - np.searchsorted(owner, owner)
            ids.append(pieces[rank < MOST_PIECES])
            counts[low : low + len(strings)] = np.minimum(np.bincount(owner, minlength=len(strings)), MOST_PIECES)
        return np.concatenate(ids).astype(np.int64), counts

    def _read(self, words: Words, group: list[_Part], habit: int, observer: Observer | None) -> list[_Candidate]:
        scored: list[_Scored] = []
        seen: list[tuple[Window, Floats, Ints]] = []
        for window, pieces, counts in group:
            inputs = _inputs(words, window, pieces, counts, habit)
            scores, projected, layers = self._network.encode(*inputs)
            seen.append((window, layers, inputs[3]))
            probability = 1 / (1 + np.exp(-scores))
            core = slice(window.core_start - window.start, window.core_end - window.start)
            anchors = np.flatnonzero(probability[core] >= self._threshold) + core.start
            for i in range(0, len(anchors), _MOST_ANCHORS):
                chosen = anchors[i : i + _MOST_ANCHORS]
                emissions = self._network.tag(projected, chosen)
                # No source, cue or piece of content goes on over a blank line: there a new piece begins.
                emissions[:, words.spacing[window.start : window.end] == PARAGRAPH, 2::2] = _NEVER
                scored += [
                    _Scored(int(a) + window.start, float(probability[a]), window.start, e) for a, e in zip(chosen, emissions, strict=True)
                ]
        candidates = _readings(scored, self._network.transitions)
        if observer is not None:
            for window, layers, first in seen:
                observer.see(words, window, layers, first, [s for c in candidates if c.begin == window.start for s in c.source])
        return candidates


def _readings(scored: list[_Scored], transitions: Floats) -> list[_Candidate]:
    """The likeliest reading of each anchor, without those that amount to nothing."""
    if not scored:
        return []
    longest = max(len(s.emissions) for s in scored)
    lengths = np.array([len(s.emissions) for s in scored])
    padded = np.zeros((len(scored), longest, scored[0].emissions.shape[1]), dtype=np.float32)
    for row, s in zip(padded, scored, strict=True):
        row[: len(s.emissions)] = s.emissions
    labelling = decode(padded, transitions, lengths, np.array([s.anchor - s.begin for s in scored]))
    out = []
    for i, s in enumerate(scored):
        labels, marginals = labelling.labels[i], labelling.marginals[i]
        source, cue, content = ([(low + s.begin, high + s.begin) for low, high in runs(labels, begin)] for begin in (1, 3, 5))
        if content or cue:
            evidence = _evidence(s.probability, float(labelling.sequence[i]), labels, marginals)
            if len(source) > 1:  # who speaks is named once: by the likeliest of the words
                source = [max(source, key=lambda r: float(marginals[r[0] - s.begin : r[1] - s.begin, 1:3].sum(1).mean()))]
            belief = marginals[: len(s.emissions), 5] + marginals[: len(s.emissions), 6]
            out.append(_Candidate(s.anchor, s.probability, source, cue, content, s.begin, belief, evidence))
    return out


def _inputs(words: Words, window: Window, pieces: Ints, counts: Ints, habit: int) -> tuple[Ints, Ints, Ints, Ints]:
    first = np.concatenate([[1], 1 + np.cumsum(counts)[:-1]])
    ids = np.concatenate([[CLS], pieces, [SEP]])
    owner = np.repeat(np.arange(window.start, window.end), counts)
    owner = np.concatenate([[0], owner, owner[-1:]])  # the marks at the ends take after the text's first and the window's last word
    features = np.stack([words.case[owner], words.spacing[owner], words.quote[owner]], axis=1).astype(np.int64)
    return ids[None], features[None], np.array([habit]), first[None]


def _evidence(anchor: float, sequence: float, labels: NDArray[np.int8], marginals: Floats) -> tuple[float, ...]:
    def mean(begin: int) -> float:
        at = np.flatnonzero((labels == begin) | (labels == begin + 1))
        if not len(at):
            return 0.0
        return float((marginals[at, begin] + marginals[at, begin + 1]).mean())

    return (anchor, sequence, mean(1), mean(3), mean(5), float(np.any(labels == 1)), float(np.log1p((labels >= 5).sum())))


def _one_for_each_cue(candidates: list[_Candidate]) -> list[_Candidate]:
    taken: set[int] = set()
    kept = []
    for c in sorted(candidates, key=lambda c: -c.probability):
        cue = {i for s, e in c.head for i in range(s, e)}
        if not cue & taken:
            taken |= cue
            kept.append(c)
    return sorted(kept, key=lambda c: c.anchor)


def _put_right(words: Words, c: _Candidate, habit: int) -> _Candidate:
    """A candidate that obeys what commas, quotation marks and small words say."""
    source, content = righted(words, c.source, c.cue, c.content)
    if habit == ONRECORD:
        content = without_addressee(words, c.cue, content)
    return replace(c, source=source, content=snapped(words, content))


def _agreed(candidates: list[_Candidate]) -> list[_Candidate]:
    """Candidates of which no two claim the same words."""
    lost = contested([Claim(c.head, c.content, c.begin, c.belief) for c in candidates])
    cut = (replace(c, content=without(c.content, runs)) if runs else c for c, runs in zip(candidates, lost, strict=True))
    return [c for c in cut if c.content or c.cue]


def _spans(words: Words, found: list[Span]) -> tuple[Span, ...]:
    return tuple((int(words.starts[s]), int(words.ends[e - 1])) for s, e in found)
