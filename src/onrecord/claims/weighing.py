"""Weighing what speaks for and against something: logistic models whose weights can be read."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp, fsum

from onrecord.errors import WeightsError

__all__ = ["Weighing", "shipped"]

_STEEPEST = 60.0


@dataclass(frozen=True, slots=True)
class Weighing:
    """A logistic model.

    Attributes:
        names: What each number that is weighed is.
        weights: How much one more of it changes the log odds.
        bias: The log odds where every number is 0.
    """

    names: tuple[str, ...]
    weights: tuple[float, ...]
    bias: float

    def probability(self, numbers: Sequence[float]) -> float:
        """The probability that these numbers speak for.

        Raises:
            ValueError: There are more or fewer numbers than weights.
        """
        return 1 / (1 + exp(-self.odds(numbers)))

    def odds(self, numbers: Sequence[float]) -> float:
        """The log odds that these numbers speak for, at most 60 either way.

        Raises:
            ValueError: There are more or fewer numbers than weights.
        """
        odds = self.bias + fsum(w * x for w, x in zip(self.weights, numbers, strict=True))
        return max(-_STEEPEST, min(_STEEPEST, odds))


@cache
def shipped() -> Mapping[str, Weighing]:
    """The models that come with the package, by name.

    Raises:
        WeightsError: The file is missing or damaged.
    """
    path = files("onrecord") / "weights" / "claims.json"
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {
            name: Weighing(tuple(model["weights"]), tuple(map(float, model["weights"].values())), float(model["bias"]))
            for name, model in found.items()
        }
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise WeightsError(f"{path}: the weights cannot be read ({type(error).__name__}); install onrecord again") from error
