"""The words of an article as they are compared: its body without headline and feet, what is quoted, where sentences end."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from onrecord.attribution.quotes import quotations
from onrecord.circumstances.times.lexicon import CARDINALS
from onrecord.claims.boilerplate import is_boilerplate
from onrecord.claims.comparing.contents import is_function
from onrecord.claims.comparing.lists import lines, sections
from onrecord.claims.comparing.stems import stem
from onrecord.claims.said import Told
from onrecord.model import Span
from onrecord.speakers.wording import SPELLINGS

__all__ = ["LONGEST_TEXT", "Wording", "stemming", "telling", "wording"]

LONGEST_TEXT = 1_000_000
"""Characters of an article that are looked at."""

_WORD = re.compile(r"\w+")
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")
_LINE = re.compile(r"\n\s*")
_SENTENCE = re.compile(r"(?<=[.!?…])[\"”’')\]»]*\s+(?=[\"“‘'(\[„«»]?[^\W_a-zß-ÿ])")
_ENDS = re.compile(r"[.!?…:;,][\"”’')\]»]*\s*\Z")
_HEADLINE = 30
"""Words of a first paragraph that may be a headline."""

_LABEL = 4
"""Words of a line without an end that is a credit or a label."""


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one article's body; all arrays have one entry a word.

    Attributes:
        told: The article.
        starts: Offset of the first character.
        ends: Offset after the last character.
        ids: What the word is, whatever its case: a hash that is the same in every process.
        stems: What it is whatever its ending, and a number whether in letters or digits: such a hash, too; odd where the word means
            something by itself, even where it only holds others together.
        names: Whether the word means something and begins with a capital, as names do, and the first word of a sentence.
        quoted: Whether the word stands in quotation marks, or in other words that are somebody's own.
        sentence: Number of the sentence.
        paragraph: Number of the paragraph, of `paragraphs`.
        paragraphs: How many paragraphs the text has.
    """

    told: Told
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    ids: NDArray[np.uint64]
    stems: NDArray[np.uint64]
    names: NDArray[np.bool_]
    quoted: NDArray[np.bool_]
    sentence: NDArray[np.int64]
    paragraph: NDArray[np.int64]
    paragraphs: int

    def __len__(self) -> int:
        return len(self.ids)


def wording(told: Told, quoted: Sequence[Span] = ()) -> Wording:
    """The words of an article's body.

    Args:
        told: The article; what goes beyond `LONGEST_TEXT` characters is left out.
        quoted: Contents of direct quotations, where they are known; quotation marks are found here anyway.
    """
    text = told.text[:LONGEST_TEXT]
    bounds = np.fromiter((at for m in _WORD.finditer(text) for at in m.span()), dtype=np.int64)
    starts, ends = bounds[::2].copy(), bounds[1::2].copy()
    paragraphs = _cuts(text, _PARAGRAPH if _PARAGRAPH.search(text.strip()) else _LINE)
    sentences = np.unique(np.concatenate([_cuts(text, _SENTENCE), paragraphs]))
    inside = np.zeros(len(text) + 1, dtype=np.bool_)
    for start, end in [*((q.start, q.end) for q in quotations(text)), *quoted]:
        inside[max(0, start) : max(0, end)] = True
    kept = _kept(text, told.title, starts, paragraphs, sentences)
    starts, ends = starts[kept], ends[kept]
    capital = np.fromiter((text[s].isupper() for s in starts.tolist()), np.bool_, len(starts))
    words = [text[s:e].lower() for s, e in zip(starts.tolist(), ends.tolist(), strict=True)]
    stems = np.fromiter(map(_stem, words), np.uint64, len(words))
    return Wording(
        told=told,
        starts=starts,
        ends=ends,
        ids=np.fromiter(map(_word, words), np.uint64, len(words)),
        stems=stems,
        names=capital & telling(stems),
        quoted=inside[starts],
        sentence=np.searchsorted(sentences, starts, side="right"),
        paragraph=np.searchsorted(paragraphs, starts, side="right") - 1,
        paragraphs=len(paragraphs),
    )


def telling(stems: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Which of some words mean something by themselves, by their stems."""
    return (stems & np.uint64(1)).astype(np.bool_)


@lru_cache(maxsize=200_000)
def _word(word: str) -> int:
    return int.from_bytes(blake2b(word[:64].encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


@lru_cache(maxsize=200_000)
def _stem(word: str) -> int:
    word = word[:64]
    if word in CARDINALS:
        return _word(str(CARDINALS[word])) | 1
    return _word(stem(word)) & ~1 if is_function(word) else _word(stem(word)) | 1


@cache
def stemming() -> str:
    """What is the same where stems are made from the same lists: a hash of these."""
    lists = [sorted(sections("words")["function"]), lines("irregular"), sorted(SPELLINGS.items()), sorted(CARDINALS.items())]
    return blake2b(repr(lists).encode(), digest_size=4).hexdigest()


def _cuts(text: str, pattern: re.Pattern[str]) -> NDArray[np.int64]:
    """Where the pieces of a text begin that a pattern parts."""
    return np.array([0, *(m.end() for m in pattern.finditer(text))], dtype=np.int64)


def _kept(
    text: str, title: str | None, starts: NDArray[np.int64], paragraphs: NDArray[np.int64], sentences: NDArray[np.int64]
) -> NDArray[np.bool_]:
    """Which words belong to the body; all, where nothing would be left."""
    kept = np.ones(len(starts), dtype=np.bool_)
    if not len(starts):
        return kept
    for i, (first, last) in enumerate(_ranges(starts, paragraphs)):
        start = int(paragraphs[i])
        end = int(paragraphs[i + 1]) if i + 1 < len(paragraphs) else len(text)
        if last - first > _HEADLINE:
            continue
        piece = text[start:end]
        ended = _ENDS.search(piece) is not None
        if (not ended and last - first < _LABEL) or (i == 0 and (not ended or _same(piece, title))):
            kept[first:last] = False
    for i, (first, last) in enumerate(_ranges(starts, sentences)):
        end = int(sentences[i + 1]) if i + 1 < len(sentences) else len(text)
        if first < last and is_boilerplate(text[int(sentences[i]) : end]):
            kept[first:last] = False
    return kept if kept.any() else np.ones(len(starts), dtype=np.bool_)


def _ranges(starts: NDArray[np.int64], cuts: NDArray[np.int64]) -> list[tuple[int, int]]:
    """For each piece the numbers of its first word and of the word after its last."""
    at = np.searchsorted(starts, cuts).tolist()
    return list(zip(at, [*at[1:], len(starts)], strict=True))


def _same(piece: str, title: str | None) -> bool:
    return title is not None and _WORD.findall(piece.lower()) == _WORD.findall(title.lower())
