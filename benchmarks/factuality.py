"""How well `onrecord.circumstances.certainty.factuality` agrees with people.

    python benchmarks/factuality.py --data DATA             figures on the development part of the UW factuality data
    python benchmarks/factuality.py --data DATA --errors    also the worst errors on the training part, by the dozen
    python benchmarks/factuality.py --data DATA --fit       learn the weights from the training part again and write them

DATA holds stance/uw-factuality-{train,dev}.jsonl.gz (Lee, Artzi, Choi and Zettlemoyer 2015: predicates in the articles of TempEval-3,
each rated by five people from -3 to 3). Published figures are on the test part, which we do not have: they show an order of magnitude.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.circumstances.certainty.factuality import HIGHEST, factuality, traits

WEIGHTS = Path(__file__).parent.parent / "src/onrecord/circumstances/lists/factuality.txt"
PUBLISHED = {
    "Lee et al. 2015, support vector regression": (0.511, 0.708),
    "Stanovsky et al. 2017, rules and regression": (0.42, 0.66),
    "Rudinger et al. 2018, linear LSTM for UW alone": (0.508, 0.719),
}
"""Mean absolute error and Pearson's r on the test part."""

_RAREST = 8
"""Times that a trait must have been seen to get a weight."""

_RIDGE, _ROUNDS, _NEAR = 3.0, 12, 0.4
"""Least absolute errors by reweighted least squares; errors below `_NEAR` count as squares do."""

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Target:
    """One predicate.

    Attributes:
        tokens: The words of its sentence.
        index: Which of them it is.
        label: The mean of what people said, -3 to 3.
    """

    tokens: list[str]
    index: int
    label: float

    def shown(self) -> str:
        """The predicate with some words around it."""
        words = [*self.tokens]
        words[self.index] = f"**{words[self.index]}**"
        return " ".join(words[max(0, self.index - 14) : self.index + 8])


def targets(data: Path, part: str) -> list[Target]:
    """The predicates of one part, "train" or "dev"."""
    with gzip.open(data / f"stance/uw-factuality-{part}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [t for line in lines for t in _targets(json.loads(line))]


def _targets(record: dict[str, object]) -> Iterator[Target]:
    tokens = str(record["text"]).split(" ")
    marked = record["targets"]
    assert isinstance(marked, list)
    for target in marked:
        yield Target(tokens, int(target["span1"][0]), float(target["label"]))


def agreement(found: Floats, labels: Floats) -> tuple[float, float]:
    """Mean absolute error and Pearson's r; r is 0 where all that was found is the same."""
    r = float(np.corrcoef(found, labels)[0, 1]) if found.std() > 0 else 0.0
    return float(np.abs(found - labels).mean()), r


def figures(data: Path) -> dict[str, float]:
    """Print the figures on the development part, beside those of others; return ours by name."""
    dev = targets(data, "dev")
    labels = np.array([t.label for t in dev])
    found = np.array([factuality(t.tokens, t.index) for t in dev])
    error, r = agreement(found, labels)
    print(f"factuality, UW development part: {len(dev)} predicates")
    print(f"  onrecord:                                          MAE {error:.3f}, r {r:.3f}")
    print(f"  always 3.0:                                        MAE {agreement(np.full(len(dev), HIGHEST), labels)[0]:.3f}")
    for name, (theirs, correlation) in PUBLISHED.items():
        print(f"  on the test part, {name + ':':<48} MAE {theirs:.3f}, r {correlation:.3f}")
    negative, denied = labels < 0, found < 0
    print(f"  below 0 by people: {negative.sum()}, of these by us: {(negative & denied).sum()}; by us only: {(denied & ~negative).sum()}")
    return {"factuality MAE": error, "factuality r": r}


def errors(data: Path) -> None:
    """Print the worst errors on the training part."""
    train = targets(data, "train")
    found = [factuality(t.tokens, t.index) for t in train]
    for i in sorted(range(len(train)), key=lambda i: -abs(found[i] - train[i].label))[:120]:
        print(f"{train[i].label:+.1f} {found[i]:+.1f}  {train[i].shown()}")


def fit(data: Path) -> None:
    """Learn the weights of the traits from the training part, and write them."""
    train = targets(data, "train")
    seen = [traits(t.tokens, t.index) for t in train]
    labels = np.array([t.label for t in train])
    counts = Counter(trait for found in seen for trait in found)
    names = sorted(trait for trait, n in counts.items() if n >= _RAREST)
    crossed = _crossed(seen, labels, names)
    print(f"{len(names)} traits; in five parts, each measured with the weights of the others: MAE {crossed[0]:.3f}, r {crossed[1]:.3f}")
    weights = _fitted(_table(seen, names), labels, names.index("always"))
    entries = ",\n".join(f"{name}: {weight:.2f}" for name, weight in zip(names, weights, strict=True) if abs(weight) >= 0.05)
    WEIGHTS.write_text(
        f"# What each trait of a predicate adds to its factuality; learned by benchmarks/factuality.py --fit.\n[weights]\n{entries}\n",
        encoding="utf-8",
    )


def _table(seen: list[set[str]], names: list[str]) -> Floats:
    return np.array([[float(name in found) for name in names] for found in seen])


def _crossed(seen: list[set[str]], labels: Floats, names: list[str]) -> tuple[float, float]:
    table, parts = _table(seen, names), np.arange(len(seen)) * 5 // len(seen)
    found = np.zeros(len(seen))
    for part in range(5):
        weights = _fitted(table[parts != part], labels[parts != part], names.index("always"))
        found[parts == part] = np.clip(table[parts == part] @ weights, -HIGHEST, HIGHEST)
    return agreement(found, labels)


def _fitted(table: Floats, labels: Floats, free: int) -> Floats:
    penalty = _RIDGE * np.eye(table.shape[1])
    penalty[free, free] = 0.01
    counted = np.ones(len(labels))
    weights = np.zeros(table.shape[1])
    for _ in range(_ROUNDS):
        weights[:] = np.linalg.solve(table.T @ (table * counted[:, None]) + penalty, table.T @ (counted * labels))
        counted = 1 / np.maximum(np.abs(table @ weights - labels), _NEAR)
    return weights


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--errors", action="store_true")
    ap.add_argument("--fit", action="store_true")
    a = ap.parse_args()
    if a.fit:
        fit(a.data)
    figures(a.data)
    if a.errors:
        errors(a.data)


if __name__ == "__main__":
    main()
