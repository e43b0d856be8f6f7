"""Attributions that agree with each other: no words belong to two of them, unless one stands inside the other.

In labelled news two contents overlap without nesting less than once in a hundred attributions, so an overlap is an error of one of them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Run = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Claim:
    """What one attribution lays claim to, in words.

    Attributes:
        head: Runs of its cue, else the word of its anchor.
        content: Runs of its content.
        begin: The word that `belief` begins with.
        belief: Probability of every word to be of its content.
    """

    head: Sequence[Run]
    content: Sequence[Run]
    begin: int
    belief: NDArray[np.float32]

    def sure_of(self, run: Run) -> float:
        """Mean probability of a run of words."""
        return float(self.belief[run[0] - self.begin : run[1] - self.begin].mean())

    def encloses(self, other: "Claim") -> bool:
        """Whether the other's head lies wholly in this content."""
        return all(any(s <= low and high <= e for s, e in self.content) for low, high in other.head)


def contested(claims: Sequence[Claim]) -> list[list[Run]]:
    """For every attribution the words of its content that another one claims with more right."""
    lost: list[list[Run]] = [[] for _ in claims]
    pieces = sorted((s, e, i) for i, c in enumerate(claims) for s, e in c.content)
    active: list[tuple[int, int, int]] = []
    for s, e, i in pieces:
        active = [a for a in active if a[1] > s]
        for _, end, j in active:
            if i == j or claims[i].encloses(claims[j]) or claims[j].encloses(claims[i]):
                continue
            shared = (s, min(e, end))
            lost[i if claims[i].sure_of(shared) <= claims[j].sure_of(shared) else j].append(shared)
        active.append((s, e, i))
    return lost


def without(runs: Sequence[Run], lost: Sequence[Run]) -> list[Run]:
    """Runs of words with the lost ones cut out."""
    left = list(runs)
    for gone in lost:
        cut = ((low, high) for s, e in left for low, high in ((s, min(e, gone[0])), (max(s, gone[1]), e)))
        left = [(low, high) for low, high in cut if low < high]
    return left
