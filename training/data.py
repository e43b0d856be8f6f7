"""Training examples: articles with labels, as windows of words with what stands where."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import texts
from tokenizers import Tokenizer

from onrecord.attribution.finding import CLS, MOST_PIECES, ONRECORD, POLNEAR, SEP, UNK
from onrecord.attribution.words import PARAGRAPH, Words, split

PAD, MASK = 0, 103


@dataclass
class Attribution:
    """Word indices of one attribution, as half-open runs for each role."""

    source: list[tuple[int, int]]
    cue: list[tuple[int, int]]
    content: list[tuple[int, int]]

    @property
    def anchor(self) -> int:
        return (self.cue or self.content)[0][0]


@dataclass
class Document:
    """An article ready for training: words, their pieces, and attributions in words."""

    id: str
    habit: int
    text: str
    words: Words
    ids: list[list[int]]
    attributions: list[Attribution]
    raw: list[dict[str, Any]] = field(default_factory=list)


__all__ = ["MASK", "ONRECORD", "PAD", "POLNEAR", "Document", "Example", "documents", "labelled", "random_windows", "read_lines"]


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else open(path, encoding="utf-8") as f:
        for line in f:
            if line.strip():
                yield json.loads(line)


def documents(path: Path, tokenizer: Tokenizer, habit: int) -> list[Document]:
    """Articles of one file, with "annotations" by annotator (the first counts), or passages with an "attributions" list."""
    out = []
    for d in read_lines(path):
        records = d["attributions"] if "attributions" in d else d["annotations"][min(d["annotations"])]
        out.append(document(d["id"], d["text"], records, tokenizer, habit))
    return out


def labelled(labels: Path, data: Path, tokenizer: Tokenizer) -> list[Document]:
    """Articles of others with the offsets that `labels` holds for them."""
    return [
        document(d["id"], text, d["annotations"][min(d["annotations"])], tokenizer, ONRECORD) for text, d in texts.labelled(labels, data)
    ]


def document(id: str, text: str, records: list[dict[str, Any]], tokenizer: Tokenizer, habit: int) -> Document:
    words = split(text)
    attributions = []
    for r in records:
        a = Attribution(*(_runs(words, r[role]) for role in ("source", "cue", "content")))
        if a.content or (a.cue and habit == ONRECORD):  # somebody declined to comment
            attributions.append(a)
    return Document(id, habit, text, words, word_pieces(words, tokenizer), attributions, records)


def word_pieces(words: Words, tokenizer: Tokenizer) -> list[list[int]]:
    out: list[list[int]] = [[] for _ in range(len(words))]
    encoded = tokenizer.encode(words.strings(), is_pretokenized=True, add_special_tokens=False)
    for i, w in zip(encoded.ids, encoded.word_ids, strict=True):
        if w is not None and len(out[w]) < MOST_PIECES:
            out[w].append(i)
    return [p or [UNK] for p in out]


def _runs(words: Words, spans: list[list[int]] | None) -> list[tuple[int, int]]:
    out = []
    for start, end in sorted(spans or []):
        low = int(np.searchsorted(words.ends, start, side="right"))
        high = int(np.searchsorted(words.starts, end, side="left"))
        if high > low:
            out.append((low, high))
    return out


@dataclass
class Example:
    """One window: padded later, in `batch`."""

    habit: int
    ids: list[int]
    first: list[int]
    features: np.ndarray
    anchors: list[int]
    labels: list[np.ndarray]
    cue_words: list[list[int]]
    borrowed: bool = False
    """Whether a teacher says what stands in it."""


def example(doc: Document, start: int, end: int) -> Example:
    """The window of words `start` to `end` with the attributions anchored in it, cut to it."""
    ids, first, owner = [CLS], [], [0]
    for i in range(start, end):
        first.append(len(ids))
        ids += doc.ids[i]
        owner += [i] * len(doc.ids[i])
    ids.append(SEP)
    owner.append(end - 1)
    w = doc.words
    o = np.array(owner)
    features = np.stack([w.case[o], w.spacing[o], w.quote[o]], axis=1).astype(np.int64)
    anchors, labels, cue_words = [], [], []
    for a in doc.attributions:
        if not start <= a.anchor < end:
            continue
        y = np.zeros(end - start, dtype=np.int64)
        for base, runs in ((5, a.content), (1, a.source), (3, a.cue)):
            for first_word, last_word in runs:
                low, high = max(first_word, start) - start, min(last_word, end) - start
                if low < high:
                    y[low] = base
                    y[low + 1 : high] = base + 1
        y[(w.spacing[start:end] == PARAGRAPH) & (y > 0) & (y % 2 == 0)] -= 1  # a new piece begins after a blank line
        before = np.concatenate([[0], y[:-1]])
        y[(y > 0) & (y % 2 == 0) & (before != y) & (before != y - 1)] -= 1  # and after another role that stands within
        anchors.append(a.anchor - start)
        labels.append(y)
        cue_words.append([i - start for low, high in a.cue for i in range(low, high) if start <= i < end])
    return Example(doc.habit, ids, first, features, anchors, labels, cue_words)


def random_windows(doc: Document, budget: int, rng: random.Random) -> list[Example]:
    """Windows that cover an article once, beginning at a random place."""
    n = len(doc.words)
    pieces = np.array([len(p) for p in doc.ids])
    total = np.concatenate([[0], np.cumsum(pieces)])
    opens = np.flatnonzero(doc.words.opens_sentence)
    cuts = [0]
    if total[-1] > budget:
        early = opens[(opens > 0) & (total[opens] < budget)]
        if len(early) and rng.random() < 0.8:
            cuts.append(int(rng.choice(early.tolist())))
    while cuts[-1] < n:
        low = cuts[-1]
        limit = int(np.searchsorted(total, total[low] + budget, side="right")) - 1
        if limit >= n:
            cuts.append(n)
            break
        inside = opens[(opens > low) & (opens <= limit) & (total[opens] > total[low] + budget // 2)]
        paragraphs = inside[doc.words.spacing[inside] >= 3]
        pick = paragraphs if len(paragraphs) and rng.random() < 0.4 else inside
        cuts.append(int(pick[-1]) if len(pick) else max(limit, low + 1))
    return [example(doc, a, b) for a, b in pairwise(cuts) if b > a]
