"""Aligning the words of two texts: where the same words stand in a row, in the order of both, or near one another.

Everything here is near-linear in the number of words: runs are found by hashes, never by comparing each word with each.
"""

from bisect import bisect_left
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.claims.shingles import grams

__all__ = ["Run", "Stretch", "chain", "clusters", "runs", "stretch"]

_GRAM = 4
"""Words in a row that must be the same for a run."""

_MOST = 20_000
"""Runs of two texts that are looked at, the longest first."""

_REACH = 64
"""Words by which a run is extended to each side where its words are frequent ones."""

_OVERLAP = 3
"""Words by which two runs that follow one another may overlap; they are the same words twice, as around something left out."""

_GAP = 5
"""Differing words between two runs of one passage, in either text."""

_IDENTITY = 0.75
_OPEN = 64

_WITHIN = 0.8
"""Share of the words of a stretch that must lie in another one to be part of it."""


@dataclass(frozen=True, slots=True, order=True)
class Run:
    """The same words in a row in two texts.

    Attributes:
        a: Number of the first word in the first text.
        b: Number of the first word in the second text.
        length: How many words.
    """

    a: int
    b: int
    length: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """What stands in two texts, with a few other words in it.

    Attributes:
        a: Number of the first word in the first text.
        end_a: Number of the word after the last.
        b: Number of the first word in the second text.
        end_b: Number of the word after the last.
        same: How many words of it are the same.
    """

    a: int
    end_a: int
    b: int
    end_b: int
    same: int

    def meets(self, other: "Stretch") -> bool:
        """Whether some words of the one are words of the other, too, in either text."""
        return (self.a < other.end_a and other.a < self.end_a) or (self.b < other.end_b and other.b < self.end_b)

    def lies_in(self, other: "Stretch") -> bool:
        """Whether nearly all of it is part of another one, in both texts."""
        both = min(self.end_a, other.end_a) - max(self.a, other.a), min(self.end_b, other.end_b) - max(self.b, other.b)
        return both[0] >= _WITHIN * (self.end_a - self.a) and both[1] >= _WITHIN * (self.end_b - self.b)


def stretch(line: list[Run]) -> Stretch:
    """What some runs that follow one another make up, from the first word of the first to the last of the last."""
    first, last = line[0], line[-1]
    return Stretch(first.a, last.a + last.length, first.b, last.b + last.length, sum(r.length for r in line))


def runs(a: NDArray[np.uint64], b: NDArray[np.uint64]) -> list[Run]:
    """Stretches of at least four words that stand in both texts, in the order of the first.

    Words that are repeated are matched in the order in which they come: the second time with the second time.

    Args:
        a: Words of the first text, as numbers.
        b: Words of the second text.
    """
    first, second = _numbered(grams(a, _GRAM)), _numbered(grams(b, _GRAM))
    _, at_a, at_b = np.intersect1d(first, second, assume_unique=True, return_indices=True)
    if not len(at_a):
        return []
    diagonal = at_b - at_a
    order = np.lexsort((at_a, diagonal))
    at_a, diagonal = at_a[order], diagonal[order]
    begins = np.flatnonzero(np.concatenate([[True], (np.diff(diagonal) != 0) | (np.diff(at_a) > _GRAM)]))
    lengths = at_a[np.concatenate([begins[1:], [len(at_a)]]) - 1] - at_a[begins] + _GRAM
    found = [Run(s, s + d, n) for s, d, n in zip(at_a[begins].tolist(), diagonal[begins].tolist(), lengths.tolist(), strict=True)]
    if len(found) > _MOST:
        found = sorted(found, key=lambda r: (-r.length, r))[:_MOST]
    return sorted(_joined([_extended(r, a, b) for r in found]))


def _numbered(hashes: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The hashes, each together with how many times it came before."""
    order = np.argsort(hashes, kind="stable")
    ordered = hashes[order]
    first = np.concatenate([[True], ordered[1:] != ordered[:-1]]) if len(ordered) else np.zeros(0, dtype=np.bool_)
    index = np.arange(len(ordered))
    rank = index - np.maximum.accumulate(np.where(first, index, 0)) if len(ordered) else index
    out = np.empty_like(hashes)
    out[order] = ordered + rank.astype(np.uint64) * np.uint64(0xD1342543DE82EF95)
    return out


def _extended(run: Run, a: NDArray[np.uint64], b: NDArray[np.uint64]) -> Run:
    """A run with the same words before and after it that were matched elsewhere."""
    before = min(_REACH, run.a, run.b)
    same = a[run.a - before : run.a] == b[run.b - before : run.b]
    back = before if same.all() else int(np.argmin(same[::-1]))
    end_a, end_b = run.a + run.length, run.b + run.length
    after = min(_REACH, len(a) - end_a, len(b) - end_b)
    same = a[end_a : end_a + after] == b[end_b : end_b + after]
    on = after if same.all() else int(np.argmin(same))
    return Run(run.a - back, run.b - back, run.length + back + on)


def _joined(found: list[Run]) -> list[Run]:
    """Runs that meet on the same diagonal as one."""
    out: list[Run] = []
    for run in sorted(found, key=lambda r: (r.b - r.a, r.a)):
        last = out[-1] if out else None
        if last and last.b - last.a == run.b - run.a and run.a <= last.a + last.length:
            out[-1] = Run(last.a, last.b, max(last.length, run.a + run.length - last.a))
        else:
            out.append(run)
    return out


def chain(found: list[Run]) -> list[Run]:
    """The runs with the most words that follow one another in both texts; where two overlap, the words count once.

    Args:
        found: Runs in the order of the first text.
    """
    if not found:
        return []
    ends = sorted({r.b + r.length - min(_OVERLAP, r.length - 1) for r in found})
    best: list[tuple[int, int]] = [(0, -1)] * (len(ends) + 1)
    totals, links = [0] * len(found), [-1] * len(found)
    waiting = sorted(range(len(found)), key=lambda i: found[i].a + found[i].length - min(_OVERLAP, found[i].length - 1))
    next_up = 0
    for i, run in enumerate(found):
        while next_up < len(waiting) and _end_a(found[waiting[next_up]]) <= run.a:
            done = waiting[next_up]
            next_up += 1
            _raise(best, bisect_left(ends, _end_b(found[done])) + 1, (totals[done], done))
        before, link = _highest(best, bisect_left(ends, run.b + 1))
        totals[i], links[i] = before + run.length, link
    at = max(range(len(found)), key=lambda i: (totals[i], -i))
    picked: list[Run] = []
    while at >= 0:
        picked.append(found[at])
        at = links[at]
    return _trimmed(picked[::-1])


def _end_a(run: Run) -> int:
    return run.a + run.length - min(_OVERLAP, run.length - 1)


def _end_b(run: Run) -> int:
    return run.b + run.length - min(_OVERLAP, run.length - 1)


def _raise(tree: list[tuple[int, int]], at: int, value: tuple[int, int]) -> None:
    """Put a value into a Fenwick tree of maxima."""
    while at < len(tree):
        tree[at] = max(tree[at], value)
        at += at & -at


def _highest(tree: list[tuple[int, int]], at: int) -> tuple[int, int]:
    """The greatest value of a Fenwick tree among the first `at`."""
    out = (0, -1)
    while at > 0:
        out = max(out, tree[at])
        at -= at & -at
    return out


def _trimmed(picked: list[Run]) -> list[Run]:
    out: list[Run] = []
    for run in picked:
        cut = max(0, out[-1].a + out[-1].length - run.a, out[-1].b + out[-1].length - run.b) if out else 0
        if cut < run.length:
            out.append(Run(run.a + cut, run.b + cut, run.length - cut))
    return out


def clusters(found: list[Run]) -> list[list[Run]]:
    """Runs that stand near one another in both texts, with few other words between them.

    Args:
        found: Runs in the order of the first text.
    """
    done: list[_Cluster] = []
    open_: list[_Cluster] = []
    for run in found:
        kept = [c for c in open_ if c.end_a + _GAP >= run.a]
        done += [c for c in open_ if c.end_a + _GAP < run.a] + kept[:-_OPEN]
        open_ = kept[-_OPEN:]
        fitting = [c for c in open_ if c.takes(run)]
        if fitting:
            min(fitting, key=lambda c: abs(run.a - c.end_a) + abs(run.b - c.end_b)).add(run)
        else:
            open_.append(_Cluster(run))
    return [_trimmed(c.runs) for c in done + open_]


class _Cluster:
    """Runs that make one passage, and how many words they are."""

    def __init__(self, run: Run) -> None:
        self.runs = [run]
        self.same = run.length
        self.end_a, self.end_b = run.a + run.length, run.b + run.length

    def takes(self, run: Run) -> bool:
        """Whether a run goes on from here, and what comes of it is still nearly the same in both texts."""
        if not (-_OVERLAP <= run.a - self.end_a <= _GAP and -_OVERLAP <= run.b - self.end_b <= _GAP):
            return False
        whole = max(run.a + run.length - self.runs[0].a, run.b + run.length - self.runs[0].b)
        return (self.same + run.length) / whole >= _IDENTITY

    def add(self, run: Run) -> None:
        """Put a run at the end."""
        self.runs.append(run)
        self.same += run.length
        self.end_a, self.end_b = run.a + run.length, run.b + run.length
