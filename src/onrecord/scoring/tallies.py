"""Hits and totals on both sides, and what precision, recall and F1 they make."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from onrecord.scoring.matching import relaxed_pairs, strict_pairs
from onrecord.scoring.tokens import KINDS, ROLES, Filled

__all__ = ["Scores", "Tally", "percent"]

Fits = Callable[[Filled], bool]
Hits = list[tuple[Filled, Filled]]


@dataclass
class Tally:
    """Hits and totals on both sides.

    Attributes:
        gold_hit: How much of gold was found.
        gold: How much there is of it.
        found_hit: How much of what was found is right.
        found: How much was found.
    """

    gold_hit: float = 0
    gold: float = 0
    found_hit: float = 0
    found: float = 0

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 0 where nothing was found."""
        return self.found_hit / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of gold that was found; 0 where there is none."""
        return self.gold_hit / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0

    def add(self, gold_hit: float, gold: float, found_hit: float, found: float) -> None:
        """Count on."""
        self.gold_hit += gold_hit
        self.gold += gold
        self.found_hit += found_hit
        self.found += found


class Scores:
    """Tallies over any number of texts.

    Keys are (measure, kind): "strict", "relaxed", or a role ("source" …: distinct fillers that are exactly right), by kind of content
    and "all"; roles are counted for "all" alone. Recall of a kind is over gold of the kind whatever it was matched with, precision over
    found of the kind. ("relaxed", "nested") is counted in the same way over what stands inside another attribution.
    """

    def __init__(self) -> None:
        self.tallies: dict[tuple[str, str], Tally] = {}

    def __getitem__(self, key: tuple[str, str]) -> Tally:
        return self.tallies.setdefault(key, Tally())

    def add(
        self, gold: list[Filled], found: list[Filled], *, inner: tuple[set[Filled], set[Filled]] | None = None, weight: float = 1
    ) -> None:
        """Count one text.

        Args:
            gold: What is right; what is there twice counts once, and what has no content does not count.
            found: What was found.
            inner: Which of both are nested, where that is to be counted.
            weight: How much the text counts, as where several people have marked it.
        """
        gold, found = ([f for f in dict.fromkeys(fs) if f.content] for fs in (gold, found))
        for measure, pair in (("strict", strict_pairs), ("relaxed", relaxed_pairs)):
            hit = [(gold[i], found[j]) for i, j in pair(gold, found)]

            def count(kind: str, of_gold: Fits, of_found: Fits, hit: Hits = hit, measure: str = measure) -> None:
                of = sum(of_gold(g) for g, _ in hit), sum(map(of_gold, gold)), sum(of_found(f) for _, f in hit), sum(map(of_found, found))
                self[measure, kind].add(*(weight * n for n in of))

            for kind in ("all", *KINDS):
                count(kind, partial(_is_of, kind), partial(_is_of, kind))
            if inner is not None and measure == "relaxed":
                count("nested", inner[0].__contains__, inner[1].__contains__)
        for k, role in enumerate(ROLES):
            g, f = ({x[k] for x in side if x[k]} for side in (gold, found))
            both = len(g & f) * weight
            self[role, "all"].add(both, len(g) * weight, both, len(f) * weight)


def _is_of(kind: str, filled: Filled) -> bool:
    return kind in ("all", filled.kind)


def percent(x: float) -> str:
    """A share in percent, in five places."""
    return f"{100 * x:5.1f}"
