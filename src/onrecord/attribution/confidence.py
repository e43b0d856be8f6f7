"""From the network's evidence to a probability that an attribution is right.

The network's own probabilities are not calibrated. A logistic regression over the evidence (Platt 1999), fitted on articles
that the network was not trained on, makes them so; `training/calibrate.py` fits it, `settings.json` holds it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

EVIDENCE = ("anchor", "sequence", "source", "cue", "content", "has_source", "length")
"""What `onrecord.attribution.finding` reports of every attribution, in this order: the anchor's probability, that of the whole
labelling, the mean probabilities of the words of source, cue and content, whether there is a source, and log(1 + words of content)."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """A fitted logistic regression."""

    weights: tuple[float, ...]
    bias: float

    def probability(self, evidence: tuple[float, ...]) -> float:
        """Probability that the content overlaps the true one by half and the source is right."""
        score = float(features(np.array([evidence]))[0] @ np.array(self.weights)) + self.bias
        return round(float(1 / (1 + np.exp(-score))), 4)


def features(evidence: NDArray[np.float64]) -> NDArray[np.float64]:
    """Inputs of the regression, [attributions, 7]: log-odds of the probabilities, the rest as it is."""
    p = np.clip(evidence[:, :5], 0.002, 0.998)
    odds = np.log(p / (1 - p))
    odds[:, 2] *= evidence[:, 5]  # no source, nothing to be sure of
    return np.concatenate([odds, evidence[:, 5:]], axis=1)
