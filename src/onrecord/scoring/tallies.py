"""Hits and totals on both sides, and what precision, recall and F1 they make."""

from collections.abc import Callable
from dataclasses import dataclass

from onrecord.scoring.matching import relaxed_pairs, strict_pairs
from onrecord.scoring.tokens import KINDS, ROLES, Filled

__all__ = ["Scores", "Tally", "percent"]


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

    def add(self, gold: list[Filled], found: list[Filled], *, inner: tuple[set[Filled], set[Filled]] | None = None, weight: float = 1) -> None:
        """Count one text.

        Args:
            gold: What is right; what is there twice counts once, and what has no content does not count.
            found: What was found.
            inner: Which of both are nested, where that is to be counted.
            weight: How much the text counts, as where several people have marked it.
        """
        gold, found = ([f for f in dict.fromkeys(fs) if f.content] for fs in (gold, found))
        for measure, pair in (("strict", strict_pairs), ("relaxed", relaxed_pairs)):
            pairs = pair(gold, found)
            for kind in ("all", *KINDS):
                here: Callable[[Filled], bool] = lambda f, kind=kind: kind in ("all", f.kind)  # type: ignore[misc]  # noqa: E731
                self._count((measure, kind), gold, found, pairs, (here, here), weight)
            if inner is not None and measure == "relaxed":
                self._count((measure, "nested"), gold, found, pairs, (inner[0].__contains__, inner[1].__contains__), weight)
        for k, role in enumerate(ROLES):
            g, f = ({x[k] for x in side if x[k]} for side in (gold, found))
            both = len(g & f) * weight
            self[role, "all"].add(both, len(g) * weight, both, len(f) * weight)

    def _count(
        self,
        key: tuple[str, str],
        gold: list[Filled],
        found: list[Filled],
        pairs: list[tuple[int, int]],
        fits: tuple[Callable[[Filled], bool], Callable[[Filled], bool]],
        weight: float,
    ) -> None:
        of_gold, of_found = fits
        self[key].add(
            weight * sum(of_gold(gold[i]) for i, _ in pairs),
            weight * sum(map(of_gold, gold)),
            weight * sum(of_found(found[j]) for _, j in pairs),
            weight * sum(map(of_found, found)),
        )


def percent(x: float) -> str:
    """A share in percent, in five places."""
    return f"{100 * x:5.1f}"
