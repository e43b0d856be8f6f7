"""Fit the confidence on articles that people have reviewed, and say what that brings on reviewed articles that were held back.

    onrecord review export --training corrections/
    python training/reviewed.py corrections/                                  # figures only, some seconds on a processor
    python training/reviewed.py corrections/ --write src/onrecord/weights     # into settings.json, from all articles

Only articles that were reviewed as a whole count: there, what is read and was not confirmed is wrong. The fit begins with what ships and
moves away from it as far as the reviews say so. By default every fourth article is held back, by a hash of its id; with `--apart` all
articles whose ids begin alike up to the last hyphen are held back together, such as those of one story.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent / "benchmarks")]
from calibrate import evidence_of  # noqa: E402
from data import read_lines  # noqa: E402

from onrecord.attribution.confidence import features  # noqa: E402

WEIGHTS = Path(__file__).parent.parent / "src/onrecord/weights"
LEAST = 8
"""Articles that are needed to fit and to measure."""

Reviewed = tuple[str, list[dict[str, Any]]]
"""A text, and the attributions that stand in it."""


@dataclass(frozen=True)
class Figures:
    """How good probabilities are: the lower the better, but for `order`.

    Attributes:
        loss: Mean negative log-likelihood.
        brier: Mean squared error (Brier 1950).
        error: Expected calibration error, over ten bins.
        order: Probability that one that is right has more than one that is wrong (area under the curve).
    """

    loss: float
    brier: float
    error: float
    order: float


def load(folder: Path) -> dict[str, Reviewed]:
    """The articles of an export that were reviewed as a whole, by id.

    Raises:
        SystemExit: It is no complete export, or has been changed since.
    """
    manifest = folder / "manifest.json"
    if not manifest.is_file():
        raise SystemExit(f"{folder}: is no complete export; make one with: onrecord review export --training {folder}")
    wanted = json.loads(manifest.read_text(encoding="utf-8"))["files"]["articles.jsonl"]["sha256"]
    if hashlib.sha256((folder / "articles.jsonl").read_bytes()).hexdigest() != wanted:
        raise SystemExit(f"{folder}/articles.jsonl: is not as it was exported; export again")
    return {d["id"]: (d["text"], d["annotations"][min(d["annotations"])]) for d in read_lines(folder / "articles.jsonl")}


def is_held_back(id: str, apart: bool) -> bool:
    """Whether an article is for figures alone."""
    name = id.rpartition("-")[0] or id if apart else id
    return hashlib.sha256(name.encode()).digest()[0] % 4 == 0


def shipped(weights: Path) -> np.ndarray:
    """Weights and bias that the confidence has now."""
    fitted = json.loads((weights / "settings.json").read_text(encoding="utf-8"))["calibration"]
    return np.array([*fitted["weights"], fitted["bias"]])


def probabilities(x: np.ndarray, w: np.ndarray) -> np.ndarray:
    p: np.ndarray = 1 / (1 + np.exp(-(np.concatenate([x, np.ones((len(x), 1))], axis=1) @ w)))
    return p


def fit(x: np.ndarray, y: np.ndarray, start: np.ndarray, ridge: float = 1.0) -> np.ndarray:
    """A logistic regression that is drawn to what there is, by Newton's method; surer evidence never makes an attribution less likely.

    Args:
        x: Features [found, 7], as `onrecord.attribution.confidence.features` makes them.
        y: Whether each is right [found].
        start: Weights and bias to begin with.
        ridge: How strongly it is drawn there.
    """
    inputs = np.concatenate([x, np.ones((len(x), 1))], axis=1)
    free = np.ones(len(start), dtype=bool)
    while True:
        w = np.where(free, start, 0.0)
        for _ in range(50):
            p = 1 / (1 + np.exp(-inputs @ w))
            gradient = (inputs.T @ (y - p) - ridge * (w - start))[free]
            some = inputs[:, free]
            hessian = (some * (p * (1 - p))[:, None]).T @ some + ridge * np.eye(int(free.sum()))
            step = np.linalg.solve(hessian, gradient)
            w[free] += step
            if np.abs(step).max() < 1e-8:
                break
        negative = (w[:5] < 0) & free[:5]
        if not negative.any():
            return w
        free[:5] &= ~negative


def measured(p: np.ndarray, y: np.ndarray) -> Figures:
    """Figures of probabilities of what is right or not."""
    inside = np.clip(p, 1e-4, 1 - 1e-4)
    bins = np.minimum((p * 10).astype(int), 9)
    error = sum(abs(p[bins == b].mean() - y[bins == b].mean()) * (bins == b).mean() for b in np.unique(bins))
    right, wrong = p[y == 1], p[y == 0]
    order = ((right[:, None] > wrong).mean() + 0.5 * (right[:, None] == wrong).mean()) if len(right) and len(wrong) else float("nan")
    loss = -(y * np.log(inside) + (1 - y) * np.log(1 - inside)).mean()
    return Figures(*(float(v) for v in (loss, ((p - y) ** 2).mean(), error, order)))


def compared(weights: Path, articles: dict[str, Reviewed], *, apart: bool = False) -> tuple[Figures, Figures, int, int]:
    """Figures of what ships and of what is fitted, on the articles that are held back; how many were fitted on, and how many held back.

    Raises:
        SystemExit: There are too few articles.
    """
    held = {id for id in articles if is_held_back(id, apart)}
    if len(articles) < LEAST or not held or len(held) == len(articles):
        raise SystemExit(
            f"{len(articles)} articles reviewed as a whole are too few to fit and measure; {LEAST} are needed, and more are better"
        )
    x, y = _features(weights, [a for id, a in articles.items() if id not in held])
    xt, yt = _features(weights, [a for id, a in articles.items() if id in held])
    before, after = shipped(weights), fit(x, y, shipped(weights))
    return measured(probabilities(xt, before), yt), measured(probabilities(xt, after), yt), len(articles) - len(held), len(held)


def _features(weights: Path, articles: Sequence[Reviewed]) -> tuple[np.ndarray, np.ndarray]:
    evidence, right = evidence_of(weights, list(articles))
    return features(evidence), right


def write(weights: Path, articles: dict[str, Reviewed]) -> None:
    """Fit on all articles, and write that into the settings."""
    w = fit(*_features(weights, [*articles.values()]), shipped(weights))
    path = weights / "settings.json"
    settings = json.loads(path.read_text(encoding="utf-8"))
    settings["calibration"] = {"weights": w[:-1].round(5).tolist(), "bias": round(float(w[-1]), 5)}
    part = path.with_name("settings.json.part")
    part.write_text(json.dumps(settings) + "\n", encoding="utf-8")
    part.replace(path)


def told(before: Figures, after: Figures) -> str:
    """A table of both."""
    names = {"loss": "log loss", "brier": "Brier score", "error": "calibration error", "order": "right above wrong"}
    rows = [f"{name:<20}{getattr(before, f):>10.3f}{getattr(after, f):>10.3f}" for f, name in names.items()]
    return "\n".join([f"{'':<20}{'before':>10}{'after':>10}", *rows])


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("folder", type=Path, help="what onrecord review export --training wrote")
    ap.add_argument("--weights", type=Path, default=WEIGHTS, help="the weights to begin with")
    ap.add_argument("--apart", action="store_true", help="hold back whole stories")
    ap.add_argument("--write", type=Path, help="weights into which the fit on all articles is written")
    a = ap.parse_args()
    articles = load(a.folder)
    before, after, learned, held = compared(a.weights, articles, apart=a.apart)
    print(f"confidence, fitted on {learned} reviewed articles, on {held} that were held back")
    print(told(before, after))
    if a.write:
        write(a.write, articles)


if __name__ == "__main__":
    main()
