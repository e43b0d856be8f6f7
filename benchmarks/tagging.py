"""Names of persons, organisations and places in Wikigold (Balasuriya et al. 2009): found and typed, and typed where they are given."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path[:0] = [str(Path(__file__).parent.parent / "training"), str(Path(__file__).parent.parent / "training" / "speakers")]
import corpora  # noqa: E402

from onrecord.attribution import attributions  # noqa: E402
from onrecord.attribution.network import Floats, Ints  # noqa: E402
from onrecord.attribution.windows import Window  # noqa: E402
from onrecord.attribution.words import Words  # noqa: E402
from onrecord.model import Span  # noqa: E402
from onrecord.speakers.mentions import NO_NAME, Gathering  # noqa: E402
from onrecord.speakers.network import NAMES, SpeakerNetwork  # noqa: E402
from onrecord.speakers.onnx import shipped  # noqa: E402

HELD_BACK = 0
"""The fifth of the articles that the shipped network has not seen."""


class Scores:
    """Keeps the probabilities of types of every word (an observer of windows)."""

    def __init__(self, network: SpeakerNetwork) -> None:
        self._network = network
        self.of: dict[int, Floats] = {}

    def see(self, words: Words, window: Window, layers: Floats, first: Ints, sources: list[Span]) -> None:
        """Take the scores of the words in the window's core."""
        names = self._network.words(layers, first).names
        p = np.exp(names - names.max(1, keepdims=True))
        p /= p.sum(1, keepdims=True)
        for i in range(window.core_start, window.core_end):
            self.of[i] = p[i - window.start]


def wikigold(path: Path) -> None:
    """Print F1 over exact words and type, and the share of given names that get the right type."""
    counts = {kind: np.zeros(3, dtype=np.int64) for kind in NAMES}
    typed = given = texts = 0
    for d in corpora.wikigold(path):
        if int(d.id.split(":")[1]) % 5 != HELD_BACK:
            continue
        texts += 1
        gold = {(m.span, m.type) for m in d.mentions if m.type in NAMES}
        gathering, scores = Gathering(shipped()), Scores(shipped())
        attributions(d.text, observer=gathering)
        attributions(d.text, observer=scores)
        m = gathering.mentions(d.text)
        found = {(m.span(i), NAMES[m.name[i]]) for i in range(len(m)) if m.name[i] != NO_NAME}
        for kind in NAMES:
            a, b = {s for s, k in gold if k == kind}, {s for s, k in found if k == kind}
            counts[kind] += [len(a & b), len(b - a), len(a - b)]
        for span, kind in gold:
            first = int(np.searchsorted(m.words.ends, span[0], side="right"))
            last = int(np.searchsorted(m.words.starts, span[1], side="left")) - 1
            p = np.sum([scores.of[i] for i in range(first, last + 1)], axis=0)
            typed += NAMES[int((p[1::2] + p[2::2])[: len(NAMES)].argmax())] == kind
            given += 1
    total = np.sum([*counts.values()], axis=0)
    shown = ", ".join(f"{name} {_f1(c):.1f}" for name, c in (*counts.items(), ("all", total)))
    print(f"Wikigold, {texts} texts held back: F1 of names found and typed: {shown}")
    print(f"  of {given} names that are given, {100 * typed / given:.1f} % are typed rightly")


def _f1(c: NDArray[np.int64]) -> float:
    return float(100 * 2 * c[0] / max(1, 2 * c[0] + c[1] + c[2]))
