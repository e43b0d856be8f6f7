"""From scores to spans: anchors, the best labelling for each, and how sure it is."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.attribution.network import Floats

LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
_K = len(LABELS)
_SOURCE, _CUE, _CONTENT = 1, 3, 5
_LIKELY = {_SOURCE: 0.2, _CONTENT: 0.4}
"""How often a role is expected where the best labelling lacks it, for it to be put in (chosen on the articles of the confidence)."""
_NEVER = np.float32(-1e4)

_FORBIDDEN = np.zeros((_K, _K), dtype=np.float32)
for _inside in (2, 4, 6):
    for _previous in range(_K):
        if _previous not in (_inside, _inside - 1):
            _FORBIDDEN[_previous, _inside] = _NEVER
_START = np.array([0, 0, _NEVER, 0, _NEVER, 0, _NEVER], dtype=np.float32)


@dataclass(frozen=True, slots=True)
class Labelling:
    """The best label sequences of some anchors and their probabilities.

    Attributes:
        labels: Indices into `LABELS`, [anchors, words].
        marginals: Probability of every label at every word, [anchors, words, labels].
        sequence: Probability of the whole best sequence, [anchors].
    """

    labels: NDArray[np.int8]
    marginals: Floats
    sequence: Floats


def decode(
    emissions: Floats, transitions: Floats, lengths: NDArray[np.int64] | None = None, anchors: NDArray[np.int64] | None = None
) -> Labelling:
    """Viterbi and forward-backward over a linear-chain CRF, for all anchors at once.

    Args:
        emissions: Scores, [anchors, words, labels].
        transitions: Scores from label to label, [labels, labels].
        lengths: Number of words of each anchor, [anchors]; all by default. What lies beyond is O and changes nothing.
        anchors: The word of each anchor, [anchors]. There the best labelling begins a cue or a content, as the first word of one does;
            the probabilities know nothing of it, so that a labelling which had to be forced is an unlikely one.
    """
    a, n, k = emissions.shape
    if not a or not n:
        return Labelling(np.zeros((a, n), np.int8), np.zeros((a, n, k), np.float32), np.zeros(a, np.float32))
    full = transitions + _FORBIDDEN
    e = np.array(emissions.transpose(1, 2, 0), order="C")  # a copy, anchors last: each step works on long rows
    there = np.ones((n, a), dtype=bool) if lengths is None else np.arange(n)[:, None] < lengths[None]
    marginals, log_z = _marginals(e, full, there)
    if anchors is not None:
        e = _given(e, anchors, _CUE, _CONTENT)
    labels, score = _viterbi(e, full, there)
    for begin in _LIKELY:
        torn = _torn(labels, marginals, begin)
        if len(torn):
            e[..., torn] = _given(e[..., torn], marginals[:, begin, torn].argmax(0), begin)
            labels[:, torn], score[torn] = _viterbi(e[..., torn], full, there[:, torn])
    sequence = np.exp(np.minimum(score - log_z, 0))
    return Labelling(labels.T, marginals.transpose(2, 0, 1), sequence.astype(np.float32))


def _viterbi(e: Floats, full: Floats, there: NDArray[np.bool_]) -> tuple[NDArray[np.int8], Floats]:
    """Best labels [words, anchors] and their scores [anchors] for emissions [words, labels, anchors]."""
    best = np.empty_like(e)  # score of the best labelling up to each word that ends in each label
    best[0] = e[0] + _START[:, None]
    for i in range(1, len(e)):
        best[i] = np.where(there[i], (best[i - 1][:, None] + full[:, :, None]).max(0) + e[i], best[i - 1])
    labels = np.empty((len(e), e.shape[2]), dtype=np.int8)
    labels[-1] = best[-1].argmax(0)
    for i in range(len(e) - 1, 0, -1):
        labels[i - 1] = np.where(there[i], (best[i - 1] + full[:, labels[i]]).argmax(0), labels[i])
    labels[~there] = 0
    return labels, best[-1].max(0)


def _torn(labels: NDArray[np.int8], marginals: Floats, begin: int) -> NDArray[np.intp]:
    """Anchors whose best labelling lacks a role that is likely there.

    A likely source whose words are in doubt loses to no source at all, because each way of cutting it is less likely than
    leaving it out.
    """
    expected = marginals[:, begin].sum(0)
    return np.flatnonzero((expected > _LIKELY[begin]) & ~(labels == begin).any(0))


def _given(e: Floats, words: NDArray[np.integer[Any]], *begins: int) -> Floats:
    """Emissions under which one of the roles begins at the word of each anchor."""
    out, rows = e.copy(), np.arange(e.shape[2])
    out[words, :, rows] = _NEVER
    for begin in begins:
        out[words, begin, rows] = e[words, begin, rows]
    return out


def _marginals(e: Floats, full: Floats, there: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Probabilities [words, labels, anchors] and log Z [anchors]."""
    top = e.max(1, keepdims=True)
    p, t = np.exp(e - top), np.exp(full)
    into, m = np.ascontiguousarray(t.T), there[:, None]
    forward, scale = np.empty_like(p), np.ones_like(p[:, :1])
    x = p[0] * np.exp(_START)[:, None]
    for i in range(len(p)):
        if i:
            x = np.where(m[i], (into @ forward[i - 1]) * p[i], forward[i - 1])
        scale[i] = np.maximum(x.sum(0), 1e-30)
        forward[i] = x / scale[i]
    backward = np.ones_like(p)
    for i in range(len(p) - 2, -1, -1):
        step = (t @ (backward[i + 1] * p[i + 1])) / scale[i + 1]
        backward[i] = np.where(m[i + 1], step, backward[i + 1])
    both = forward * backward * m
    return both / np.maximum(both.sum(1, keepdims=True), 1e-30), ((np.log(scale) + top) * m)[:, 0].sum(0)


def runs(labels: NDArray[np.int8], begin: int) -> list[tuple[int, int]]:
    """Half-open word runs of the role whose first label is `begin` (1 source, 3 cue, 5 content)."""
    out: list[tuple[int, int]] = []
    for i in np.flatnonzero((labels == begin) | (labels == begin + 1)).tolist():
        if labels[i] == begin + 1 and out and out[-1][1] == i:
            out[-1] = (out[-1][0], i + 1)
        else:
            out.append((i, i + 1))
    return out
