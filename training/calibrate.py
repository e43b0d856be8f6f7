"""Fit the confidence of the shipped network on articles that it was not trained on.

python training/calibrate.py src/onrecord/weights --data DATA
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
from texts import LABELS, labelled

from onrecord.attribution.confidence import features
from onrecord.attribution.finding import ONRECORD, Finder
from onrecord.attribution.onnx import OnnxNetwork
from onrecord.scoring.matching import relaxed_pairs
from onrecord.scoring.tokens import Scored


def held_back(data: Path) -> list[tuple[str, list[dict[str, Any]]]]:
    """Texts that the network was not trained on, with their labels: news of GUM, and beginnings of long articles of Wikinews."""
    return [(text, d["annotations"][min(d["annotations"])]) for text, d in labelled(LABELS / "calibration.jsonl", data)]


def evidence_of(folder: Path, articles: list[tuple[str, list[dict[str, Any]]]]) -> tuple[np.ndarray, np.ndarray]:
    """Evidence [found, 7] and whether each is right [found]."""
    network = OnnxNetwork(folder, threads=2)
    finder = Finder(network, network.tokenizer)
    rows, right = [], []
    for plain, records in articles:
        found = [f for f in finder.find(plain, ONRECORD) if f.content]
        text = Scored(plain)
        gold = [text.filled(g) for g in records if g["content"]]
        pairs = relaxed_pairs(gold, [text.filled({"source": f.source, "cue": f.cue, "content": f.content}) for f in found])
        hit = {j for _, j in pairs}
        rows += [f.evidence for f in found]
        right += [j in hit for j in range(len(found))]
    return np.array(rows), np.array(right, dtype=float)


def fit(x: np.ndarray, y: np.ndarray, ridge: float = 1.0) -> np.ndarray:
    """Weights and bias of a ridge-penalised logistic regression, by Newton's method; monotone in every probability."""
    x = np.concatenate([x, np.ones((len(x), 1))], axis=1)
    active = np.ones(x.shape[1], dtype=bool)
    w = np.zeros(x.shape[1])
    while True:
        xa = x[:, active]
        wa = np.zeros(active.sum())
        penalty = np.full(len(wa), ridge)
        penalty[-1] = 1e-3
        for _ in range(50):
            p = 1 / (1 + np.exp(-xa @ wa))
            gradient = xa.T @ (y - p) - penalty * wa
            hessian = (xa * (p * (1 - p))[:, None]).T @ xa + np.diag(penalty)
            step = np.linalg.solve(hessian, gradient)
            wa += step
            if np.abs(step).max() < 1e-8:
                break
        w = np.zeros(x.shape[1])
        w[active] = wa
        negative = (w[:5] < 0) & active[:5]  # surer evidence never makes an attribution less likely
        if not negative.any():
            return w
        active[:5] &= ~negative


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("weights", type=Path)
    ap.add_argument("--data", type=Path, required=True)
    a = ap.parse_args()
    rows, right = evidence_of(a.weights, held_back(a.data))
    w = fit(features(rows), right)
    path = a.weights / "settings.json"
    settings = json.loads(path.read_text(encoding="utf-8"))
    settings["calibration"] = {"weights": w[:-1].round(5).tolist(), "bias": round(float(w[-1]), 5)}
    path.write_text(json.dumps(settings) + "\n", encoding="utf-8")
    print(f"{len(right)} attributions, {right.mean():.3f} right, weights {w.round(3).tolist()}")


if __name__ == "__main__":
    main()
