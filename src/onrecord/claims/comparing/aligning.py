"""Which word of one content stands for which of the other.

The best common subsequence by weight (Needleman and Wunsch 1970, without a price for gaps) comes first: words of a meaning weigh more than
small ones, and a word more where its neighbours go together, too. Then what was put elsewhere in the sentence ("the dog bit him", "he was
bitten by the dog") and opposites are joined. Time and memory grow with the product of the lengths, which `contents.LONGEST` bounds.
"""

import numpy as np
from numpy.typing import NDArray

from onrecord.claims.comparing.alignment import Alignment
from onrecord.claims.comparing.contents import Content
from onrecord.claims.comparing.joining import join

__all__ = ["align", "longest_run"]

_CONTENT, _SMALL, _STEM, _NEIGHBOUR = 1.0, 0.2, 0.95, 0.15


def align(a: Content, b: Content) -> Alignment:
    """Find the counterparts in two contents."""
    pairs = _tidied(_subsequence(a, b), a, b)
    to_b, to_a = dict(pairs), {j: i for i, j in pairs}
    anchors = tuple(p for p in pairs if a.units[p[0]].content)
    opposite = join(a, b, to_b, to_a, anchors)
    return Alignment(a, b, tuple(pairs), to_b, to_a, frozenset(opposite), anchors)


def _codes(*sequences: tuple[str, ...]) -> list[NDArray[np.int32]]:
    numbers: dict[str, int] = {}
    return [np.fromiter((numbers.setdefault(w, len(numbers)) for w in s), dtype=np.int32, count=len(s)) for s in sequences]


def _subsequence(a: Content, b: Content) -> list[tuple[int, int]]:
    n, m = len(a.units), len(b.units)
    if not n or not m:
        return []
    words_a, words_b = _codes(tuple(u.word for u in a.units), tuple(u.word for u in b.units))
    stems_a, stems_b = _codes(tuple(u.stem for u in a.units), tuple(u.stem for u in b.units))
    same = stems_a[:, None] == stems_b[None, :]
    weight = np.where(words_a[:, None] == words_b[None, :], np.float32(1.0), np.float32(_STEM))
    small = np.fromiter((_CONTENT if u.content else _SMALL for u in a.units), dtype=np.float32, count=n)
    near = np.zeros((n, m), dtype=np.float32)
    near[1:, 1:] += same[:-1, :-1]
    near[:-1, :-1] += same[1:, 1:]
    score = np.where(same, weight * small[:, None] * (1 + _NEIGHBOUR * near), np.float32(0.0))
    best = np.zeros((n + 1, m + 1), dtype=np.float32)
    for i in range(n):
        np.maximum(best[i, 1:], best[i, :-1] + score[i], out=best[i + 1, 1:])
        np.maximum.accumulate(best[i + 1], out=best[i + 1])
    return _back(best, score)


def _back(best: NDArray[np.float32], score: NDArray[np.float32]) -> list[tuple[int, int]]:
    out: list[tuple[int, int]] = []
    i, j = best.shape[0] - 1, best.shape[1] - 1
    while i and j:
        here = best[i, j]
        if here <= 0:
            break
        if best[i - 1, j] == here:
            i -= 1
        elif best[i, j - 1] == here:
            j -= 1
        else:
            i, j = i - 1, j - 1
            out.append((i, j))
    return out[::-1]


def _tidied(pairs: list[tuple[int, int]], a: Content, b: Content) -> list[tuple[int, int]]:
    """Small words count only beside others that go together, too: a "the" by itself means nothing."""
    kept = set(pairs)
    return [(i, j) for i, j in pairs if a.units[i].content or b.units[j].content or (i - 1, j - 1) in kept or (i + 1, j + 1) in kept]


def longest_run(a: tuple[str, ...], b: tuple[str, ...]) -> int:
    """Length of the longest run of words that stands in both."""
    if not a or not b:
        return 0
    x, y = _codes(a, b)
    run = np.zeros(len(y) + 1, dtype=np.int32)
    longest = 0
    for word in x:
        run[1:] = np.where(y == word, run[:-1] + 1, 0)
        longest = max(longest, int(run.max()))
    return longest
