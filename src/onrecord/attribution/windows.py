"""Windows: the stretches of an article that the encoder sees at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.attribution.quotes import OPENING
from onrecord.attribution.words import PARAGRAPH, Words


@dataclass(frozen=True, slots=True)
class Window:
    """Words `start` to `end` are encoded together; attributions whose anchor lies in `core_start` to `core_end` are read from it."""

    start: int
    end: int
    core_start: int
    core_end: int


def windows(words: Words, pieces: NDArray[np.int64], budget: int, ahead: int, behind: int) -> list[Window]:
    """Cut an article into windows of at most `budget` word pieces.

    Windows end where a paragraph ends, else where a sentence does, else anywhere. A window that begins inside a
    paragraph also sees up to `behind` word pieces before its core, and one whose last words may go on (the paragraph is cut, or a
    quotation follows) sees up to `ahead` word pieces after it.

    Args:
        words: The words of the article.
        pieces: Number of word pieces of every word.
        budget: Most word pieces in a window.
        ahead: Most word pieces after the core.
        behind: Most word pieces before the core.
    """
    total = np.concatenate([[0], np.cumsum(pieces)])
    n = len(words)
    out: list[Window] = []
    core = 0
    while core < n:
        start = core
        if words.spacing[core] != PARAGRAPH:
            start = _sentence_from(words, int(np.searchsorted(total, total[core] - behind)), core)
        limit = int(np.searchsorted(total, total[start] + budget, side="right")) - 1
        limit = max(limit, core + 1)
        if limit >= n:
            out.append(Window(start, n, core, n))
            break
        end, whole = _cut(words, total, core=core, limit=limit, budget=budget, ahead=ahead)
        stop = end
        if not whole:
            stop = max(end, int(np.searchsorted(total, min(total[end] + ahead, total[start] + budget), side="right")) - 1)
        out.append(Window(start, stop, core, end))
        core = end
    return out


def _sentence_from(words: Words, low: int, high: int) -> int:
    candidates = np.flatnonzero(words.opens_sentence[low:high])
    return low + int(candidates[0]) if len(candidates) else high


def _cut(words: Words, total: NDArray[np.int64], *, core: int, limit: int, budget: int, ahead: int) -> tuple[int, bool]:
    """Where the core ends, and whether nothing after it can belong to it."""
    least = int(np.searchsorted(total, total[core] + budget // 2))
    begins = np.flatnonzero(words.spacing[least:limit] >= PARAGRAPH)
    for i in begins[::-1]:
        at = least + int(i)
        if words.quote[at] != OPENING and words.text[words.starts[at - 1]] not in ":,":
            return at, True
    last = int(np.searchsorted(total, total[limit] - ahead))
    least = min(least, last)
    for marks in (words.spacing[least:last] >= PARAGRAPH, words.opens_sentence[least:last]):
        begins = np.flatnonzero(marks)
        if len(begins):
            return max(least + int(begins[-1]), core + 1), False
    return max(last, core + 1), False
