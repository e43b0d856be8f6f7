"""Find the attributions of a text: words, windows, anchors, labels, spans."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.attribution.consistency import Claim, settle
from onrecord.attribution.decoding import decode, runs
from onrecord.attribution.network import Floats, Ints, Network
from onrecord.attribution.windows import Window, windows
from onrecord.attribution.words import PARAGRAPH, Words, split

CLS, SEP, UNK = 101, 102, 100
POLNEAR, ONRECORD = 0, 1
"""Labelling habits: of the PolNeAR corpus (no nesting), and our own."""

BUDGET, AHEAD, BEHIND = 318, 56, 24
_MOST_PIECES = 12
_GROUP = 8
_MOST_ANCHORS = 48

Span = tuple[int, int]
_Part = tuple[Window, list[list[int]]]
"""A window and the word pieces of its words."""


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
class _Candidate:
    source: list[Span]
    cue: list[Span]
    content: list[Span]
    anchor: int
    probability: float
    evidence: tuple[float, ...]
    begin: int
    belief: Floats


class Finder:
    """Finds attributions with a network; holds no state between texts."""

    def __init__(self, network: Network, tokenizer: Tokenizer, threshold: float = 0.4) -> None:
        self._network = network
        self._tokenizer = tokenizer
        self._threshold = threshold

    def find(self, text: str, habit: int = ONRECORD) -> list[Found]:
        """All attributions of a text in reading order of their anchors."""
        words = split(text)
        candidates = [c for group in self._groups(words) for c in self._read(words, group, habit)]
        kept = sorted(_one_for_each_cue(candidates), key=lambda c: c.anchor)
        contents = settle([Claim(c.cue or [(c.anchor, c.anchor + 1)], c.content, c.begin, c.belief) for c in kept])
        return [
            Found(_spans(words, c.source), _spans(words, c.cue), _spans(words, content), c.evidence)
            for c, content in zip(kept, contents, strict=True)
            if not c.content or _words(content) >= _words(c.content) / 2
        ]

    def _groups(self, words: Words) -> Iterator[list[_Part]]:
        if not len(words):
            return
        pieces = self._pieces(words)
        counts = np.fromiter(map(len, pieces), dtype=np.int64, count=len(pieces))
        cut = windows(words, counts, BUDGET, AHEAD, BEHIND)
        for i in range(0, len(cut), _GROUP):
            yield [(w, pieces[w.start : w.end]) for w in cut[i : i + _GROUP]]

    def _pieces(self, words: Words) -> list[list[int]]:
        out: list[list[int]] = [[] for _ in range(len(words))]
        for low in range(0, len(words), 20_000):
            encoded = self._tokenizer.encode(words.strings(low, low + 20_000), is_pretokenized=True, add_special_tokens=False)
            for i, w in zip(encoded.ids, encoded.word_ids, strict=True):
                if w is not None and len(out[low + w]) < _MOST_PIECES:
                    out[low + w].append(i)
        return [p or [UNK] for p in out]

    def _read(self, words: Words, group: list[_Part], habit: int) -> list[_Candidate]:
        found: list[tuple[Window, int, float]] = []
        emissions: list[Floats] = []
        for window, pieces in group:
            scores, projected = self._network.encode(*_inputs(words, window, pieces, habit))
            probability = 1 / (1 + np.exp(-scores))
            core = slice(window.core_start - window.start, window.core_end - window.start)
            anchors = np.flatnonzero(probability[core] >= self._threshold) + core.start
            for i in range(0, len(anchors), _MOST_ANCHORS):
                chosen = anchors[i : i + _MOST_ANCHORS]
                scored = self._network.tag(projected, chosen)
                # No source, cue or piece of content goes on over a blank line: there a new piece begins.
                scored[:, words.spacing[window.start : window.end] == PARAGRAPH, 2::2] = -1e4
                emissions += list(scored)
                found += [(window, int(a), float(probability[a])) for a in chosen]
        if not found:
            return []
        longest = max(len(e) for e in emissions)
        padded = np.full((len(found), longest, emissions[0].shape[1]), -1e4, dtype=np.float32)
        padded[:, :, 0] = 0
        for row, e in zip(padded, emissions, strict=True):
            row[: len(e)] = e
        labelling = decode(padded, self._network.transitions)
        out = []
        for i, (window, anchor, p) in enumerate(found):
            labels, marginals = labelling.labels[i], labelling.marginals[i]
            source, cue, content = (runs(labels, b) for b in (1, 3, 5))
            if not content and not cue:
                continue
            evidence = _evidence(p, float(labelling.sequence[i]), labels, marginals)
            shift = window.start
            source, cue, content = ([(s + shift, e + shift) for s, e in r] for r in (source, cue, content))
            belief = marginals[:, 5] + marginals[:, 6]
            out.append(_Candidate(source, cue, content, anchor + shift, p, evidence, shift, belief))
        return out


def _inputs(words: Words, window: Window, pieces: list[list[int]], habit: int) -> tuple[Ints, Ints, Ints, Ints]:
    counts = np.fromiter(map(len, pieces), dtype=np.int64, count=len(pieces))
    first = np.concatenate([[1], 1 + np.cumsum(counts)[:-1]])
    ids = np.array([CLS, *(i for p in pieces for i in p), SEP], dtype=np.int64)
    owner = np.repeat(np.arange(window.start, window.end), counts)
    owner = np.concatenate([owner[:1], owner, owner[-1:]])
    features = np.stack([words.case[owner], words.spacing[owner], words.quote[owner]], axis=1).astype(np.int64)
    features[0] = 0
    return ids[None], features[None], np.array([habit]), first[None]


def _evidence(anchor: float, sequence: float, labels: NDArray[np.int8], marginals: Floats) -> tuple[float, ...]:
    def weakest(begin: int) -> float:
        at = np.flatnonzero((labels == begin) | (labels == begin + 1))
        if not len(at):
            return 0.0
        return float((marginals[at, begin] + marginals[at, begin + 1]).mean())

    return (anchor, sequence, weakest(1), weakest(3), weakest(5), float(np.any(labels == 1)), float(np.log1p((labels >= 5).sum())))


def _one_for_each_cue(candidates: list[_Candidate]) -> list[_Candidate]:
    taken: set[int] = set()
    kept = []
    for c in sorted(candidates, key=lambda c: -c.probability):
        cue = {i for s, e in (c.cue or [(c.anchor, c.anchor + 1)]) for i in range(s, e)}
        if not cue & taken:
            taken |= cue
            kept.append(c)
    return kept


def _words(found: list[Span]) -> int:
    return sum(e - s for s, e in found)


def _spans(words: Words, found: list[Span]) -> tuple[Span, ...]:
    return tuple((int(words.starts[s]), int(words.ends[e - 1])) for s, e in found)
