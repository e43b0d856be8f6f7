"""Mentions of invented texts, as the network would gather them, and a network that prefers what is near."""

import re

import numpy as np

from onrecord.attribution.network import Floats, Ints
from onrecord.attribution.words import PARAGRAPH, split
from onrecord.model import Attribution, Excerpt, Span
from onrecord.speakers.mentions import NO_NAME, Mentions
from onrecord.speakers.network import KINDS, NAMES, MentionsSeen, WordsSeen
from onrecord.speakers.pairs import PRONOUNS


class Nearest:
    """A network for which every mention stands for the nearest one before it that agrees with it."""

    def words(self, middle: Floats, first: Ints) -> WordsSeen:
        raise NotImplementedError

    def mentions(self, parts: Floats) -> MentionsSeen:
        raise NotImplementedError

    def pairs(self, vectors: Floats, anaphor: Ints, antecedent: Ints, distance: Ints, features: Floats) -> Floats:
        conflict = features[:, 10] + features[:, 17] + features[:, 19]
        return (20.0 - 3.0 * distance.astype(np.float32) - 40.0 * conflict).astype(np.float32) + antecedent.astype(np.float32)


def mentions_of(text: str, names: dict[str, str], described: tuple[str, ...] = ()) -> Mentions:
    """Mentions of a text.

    Args:
        text: The text.
        names: Every name with its type; each occurrence is a mention.
        described: Noun phrases that are mentions; each occurrence.
    """
    words = split(text)
    found: dict[tuple[int, int], tuple[int, str]] = {}

    def add(start: int, end: int, name: int, kind: str) -> None:
        first = int(np.searchsorted(words.ends, start, side="right"))
        last = int(np.searchsorted(words.starts, end, side="left")) - 1
        found.setdefault((first, last), (name, kind))

    taken: list[Span] = []
    for name, kind in sorted(names.items(), key=lambda x: -len(x[0])):
        for m in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            if not any(s < m.end() and m.start() < e for s, e in taken):
                taken.append(m.span())
                add(*m.span(), NAMES.index(kind), kind)
    for phrase in described:
        for m in re.finditer(re.escape(phrase), text):
            add(*m.span(), NO_NAME, "person")
    for m in re.finditer(r"\w+", text):
        if m.group().lower() in PRONOUNS and not m.group().isupper() | (m.group() == "I"):
            add(*m.span(), NO_NAME, "person")
    rows = sorted(found.items())
    kinds = np.zeros((len(rows), len(KINDS)), np.float32)
    for i, (_, (_, kind)) in enumerate(rows):
        kinds[i, KINDS.index(kind)] = 5
    return Mentions(
        words,
        np.array([a for (a, _), _ in rows], np.int64),
        np.array([b for (_, b), _ in rows], np.int64),
        np.array([name for _, (name, _) in rows], np.int8),
        np.ones(len(rows), np.float32),
        kinds,
        np.zeros(len(rows), np.float32),
        np.zeros((len(rows), 256), np.float16),
        np.full(len(rows), 3, np.float32),
        np.cumsum(words.opens_sentence).astype(np.int64),
        np.cumsum(words.spacing >= PARAGRAPH).astype(np.int64),
    )


def attribution(
    text: str, source: str | None, content: str, *, cue: str = "said", id: str = "a1", inside: str | None = None, nth: int = 1
) -> Attribution:
    """An attribution whose pieces are found in the text; of the source and the cue, the `nth` occurrence."""

    def at(piece: str, n: int) -> tuple[Span, ...]:
        start = -1
        for _ in range(n):
            start = text.index(piece, start + 1)
        return ((start, start + len(piece)),)

    return Attribution(
        id=id,
        kind="indirect",
        source=Excerpt.of(text, at(source, nth)) if source else None,
        cue=Excerpt.of(text, at(cue, 1)) if cue in text else None,
        content=Excerpt.of(text, at(content, 1)),
        inside=inside,
        confidence=0.9,
    )
