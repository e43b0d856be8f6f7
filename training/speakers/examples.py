"""Marked texts as the network sees them: words, windows, mentions with their forms."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from corpora import Marked, Span
from torch import Tensor

sys.path.insert(0, str(Path(__file__).parent.parent))
from data import word_pieces
from heads import NAME_LABELS
from tokenizers import Tokenizer

from onrecord.attribution.finding import CLS, SEP
from onrecord.attribution.windows import windows
from onrecord.attribution.words import LINE, PARAGRAPH, Words, split
from onrecord.speakers.pairs import PRONOUNS, Form, form_at
from onrecord.speakers.wording import HONORIFICS

BUDGET, AHEAD, BEHIND = 318, 40, 40


@dataclass
class Piece:
    """A window: its word pieces and their surface, where its words begin, and which words are its own."""

    ids: Tensor
    surface: Tensor
    first: Tensor
    core: slice


@dataclass
class Text:
    marked: Marked
    words: Words
    pieces: list[Piece]
    sentence: np.ndarray
    paragraph: np.ndarray

    def span(self, s: Span) -> tuple[int, int] | None:
        """First and last word of a stretch of characters."""
        low = int(np.searchsorted(self.words.ends, s[0], side="right"))
        high = int(np.searchsorted(self.words.starts, s[1], side="left")) - 1
        return (low, high) if high >= low else None

    def form(self, first: int, last: int, name: bool) -> Form:
        return form_at(self.words, first, last, name=name, sentence=self.sentence, paragraph=self.paragraph)


def prepare(marked: Marked, tokenizer: Tokenizer) -> Text:
    """Cut a text into windows."""
    words = split(marked.text)
    ids = word_pieces(words, tokenizer)
    counts = np.array([len(p) for p in ids], dtype=np.int64)
    pieces = []
    for w in windows(words, counts, BUDGET, AHEAD, BEHIND):
        flat, first, owner = [CLS], [], [w.start]
        for i in range(w.start, w.end):
            first.append(len(flat))
            flat += ids[i]
            owner += [i] * len(ids[i])
        flat.append(SEP)
        owner.append(w.end - 1)
        o = np.array(owner)
        surface = np.stack([words.case[o], words.spacing[o], words.quote[o]], axis=1).astype(np.int64)
        core = slice(w.core_start - w.start, w.core_end - w.start)
        pieces.append(Piece(torch.tensor(flat), torch.from_numpy(surface), torch.tensor(first), core))
    return Text(marked, words, pieces, np.cumsum(words.opens_sentence), np.cumsum(words.spacing >= PARAGRAPH))


def name_labels(t: Text) -> np.ndarray:
    """BIO labels of names; of two that overlap the longer one counts."""
    y = np.zeros(len(t.words), dtype=np.int64)
    for m in sorted((m for m in t.marked.mentions if m.name), key=lambda m: m.span[0] - m.span[1]):
        at = t.span(m.span)
        if at is None or y[at[0] : at[1] + 1].any():
            continue
        if m.type == "person":  # some corpora count the title in
            strings = t.words.strings(at[0], at[1] + 1)
            titles = next((i for i, s in enumerate(strings[:-1]) if s.lower() not in HONORIFICS | {"."}), len(strings) - 1)
            at = at[0] + titles, at[1]
        if f"B-{m.type}" in NAME_LABELS:
            y[at[0]] = NAME_LABELS.index(f"B-{m.type}")
            y[at[0] + 1 : at[1] + 1] = NAME_LABELS.index(f"I-{m.type}")
    return y


def capitalised(t: Text) -> list[tuple[int, int]]:
    """Runs of capitalised words that may be names, for texts whose names nobody labelled."""
    w, out, start = t.words, [], None
    strings = w.strings()
    for i in range(len(w) + 1):
        up = i < len(w) and w.case[i] in (1, 2, 3) and strings[i].lower() not in PRONOUNS
        small = (
            i < len(w)
            and start is not None
            and strings[i] in {"of", "de", "al", "bin", "van", "von", "-", "'", "’", "."}
            and i + 1 < len(w)
            and w.case[i + 1] in (1, 2, 3)
        )
        small = small and (strings[i] != "." or len(strings[i - 1]) <= 2) and w.spacing[i] < LINE
        if up and start is None:
            start = i
        elif start is not None and (not (up or small) or (i < len(w) and w.spacing[i] >= LINE)):
            if not (i - start == 1 and w.opens_sentence[start] and strings[start].lower() in _OPENERS):
                out.append((start, i - 1))
            start = i if up else None
    return out


_OPENERS = frozenset(
    [
        "the",
        "a",
        "an",
        "in",
        "on",
        "at",
        "by",
        "for",
        "from",
        "after",
        "before",
        "as",
        "it",
        "he",
        "she",
        "they",
        "but",
        "and",
        "so",
        "if",
        "when",
        "while",
        "according",
        "this",
        "that",
        "these",
        "those",
        "there",
        "however",
        "many",
        "some",
        "most",
    ]
)


def names_of(t: Text, runs: list[tuple[int, int]], speaker: str) -> list[tuple[int, int]]:
    """Runs that are the name of a speaker, or its last word."""
    wanted = [w for w in speaker.lower().replace("-", " - ").split() if w[0].isalnum()]
    if not wanted:
        return []
    out = []
    for first, last in runs:
        have = [s.lower() for s in t.words.strings(first, last + 1)]
        if wanted[-1] in have and (
            len(have) < 2
            or len(wanted) < 2
            or set(have) >= set(wanted)
            or sum(w in wanted for w in have) >= 2
            or (have[-1] == wanted[-1] and have[0] in _TITLES)
        ):
            out.append((first, last))
    return out


_TITLES = frozenset(
    [
        "president",
        "prime",
        "minister",
        "mr",
        "mrs",
        "ms",
        "dr",
        "sen",
        "senator",
        "gov",
        "governor",
        "gen",
        "general",
        "judge",
        "justice",
        "sir",
        "chancellor",
        "secretary",
        "mayor",
        "rep",
        "king",
        "queen",
        "pope",
    ]
)
