"""Words: the units that are tagged, with exact offsets and what the surface says about each of them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.attribution.quotes import states

_WORD = re.compile(r"\w+|[^\w\s]")
_NEWLINE = re.compile(r"\n")
_ENDS_SENTENCE = frozenset(".?!…")
_CLOSERS = frozenset("\"'”’)]»")
_ABBREVIATIONS = frozenset(["no", "vs", "inc", "ltd", "co", "corp", "u", "s", "d", "c", "p", "m", "a", "e", "g", "i"])
_ABBREVIATIONS |= {"mr", "mrs", "ms", "dr", "prof", "gen", "lt", "col", "sgt", "capt", "maj", "sen", "rep", "gov", "st", "jr", "sr"}
_ABBREVIATIONS |= {"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"}
GLUED, SPACE, LINE, PARAGRAPH = range(4)
"""What stands before a word: nothing, a space, a line break, a blank line (or the start of the text)."""

CASES = 7
MARK = 5
"""The case of punctuation."""

SPACINGS = 4
QUOTE_STATES = 5


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text and their surface features; all arrays have one entry a word.

    Attributes:
        text: The text, with characters that no tokenizer takes replaced one for one.
        starts: Offset of the first character.
        ends: Offset after the last character.
        case: 0 lower, 1 capitalised, 2 upper, 3 mixed, 4 number, 5 punctuation, 6 other script or sign.
        spacing: `GLUED`, `SPACE`, `LINE` or `PARAGRAPH`.
        quote: The state of the first character, as in `onrecord.attribution.quotes.states`.
        opens_sentence: Whether a sentence may begin with this word.
    """

    text: str
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    case: NDArray[np.int8]
    spacing: NDArray[np.int8]
    quote: NDArray[np.int8]
    opens_sentence: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.starts)

    def word(self, i: int) -> str:
        """One word as it stands."""
        return self.text[self.starts[i] : self.ends[i]]

    def strings(self, start: int = 0, end: int | None = None, longest: int = 64) -> list[str]:
        """The words from `start` to `end`, each cut to `longest` characters."""
        pairs = zip(self.starts[start:end].tolist(), self.ends[start:end].tolist(), strict=True)
        return [self.text[s : min(e, s + longest)] for s, e in pairs]


def split(text: str) -> Words:
    """Split a text into words."""
    text = re.sub("[\ud800-\udfff]", "\ufffd", text)
    bounds = np.fromiter((at for m in _WORD.finditer(text) for at in m.span()), dtype=np.int64)
    starts, ends = bounds[::2].copy(), bounds[1::2].copy()
    spacing = _spacing(text, starts, ends)
    return Words(
        text=text,
        starts=starts,
        ends=ends,
        case=np.fromiter((_case(w) for w in _strings(text, starts, ends)), dtype=np.int8, count=len(starts)),
        spacing=spacing,
        quote=states(text)[starts] if len(starts) else np.zeros(0, dtype=np.int8),
        opens_sentence=_sentence_starts(text, starts, ends, spacing),
    )


def _strings(text: str, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> Iterator[str]:
    return (text[s:e] for s, e in zip(starts, ends, strict=True))


def _case(word: str) -> int:
    first = word[0]
    if first.islower():
        return 0 if word.islower() else 3
    if first.isupper():
        return 1 if len(word) == 1 or word[1:].islower() else 2 if word.isupper() else 3
    if first.isdigit():
        return 4
    return 5 if (not first.isalnum() and first.isascii()) or first in "“”„«»‘’‚‹›–—…•" else 6


def _spacing(text: str, starts: NDArray[np.int64], ends: NDArray[np.int64]) -> NDArray[np.int8]:
    out = np.zeros(len(starts), dtype=np.int8)
    if not len(out):
        return out
    newlines = np.fromiter((m.start() for m in _NEWLINE.finditer(text)), dtype=np.int64)
    last = np.concatenate([[0], ends[:-1]])
    lines = np.searchsorted(newlines, starts) - np.searchsorted(newlines, last)
    out[starts > last] = SPACE
    out[lines == 1] = LINE
    out[lines > 1] = PARAGRAPH
    out[0] = PARAGRAPH
    return out


def _sentence_starts(text: str, starts: NDArray[np.int64], ends: NDArray[np.int64], spacing: NDArray[np.int8]) -> NDArray[np.bool_]:
    out = spacing >= LINE
    ended = False
    previous = ""
    for i, word in enumerate(_strings(text, starts, ends)):
        first = word[0]
        if ended and spacing[i] == SPACE and not first.islower():
            out[i] = True
        if first in _ENDS_SENTENCE:
            ended = first != "." or previous.lower() not in _ABBREVIATIONS
        elif not (ended and first in _CLOSERS and spacing[i] == GLUED):
            ended = False
        previous = word
    return out
