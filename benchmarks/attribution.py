"""How well attributions are found.

    python benchmarks/attribution.py                             the invented passages that come with the project
    python benchmarks/attribution.py --data DATA/attribution   and PolNeAR's development part
    python benchmarks/attribution.py --annotated DATA/annotated   and that of the annotated articles
    python benchmarks/attribution.py --floors                    fail where a figure on the invented passages fell below its floor
    python benchmarks/attribution.py --floors --lower-floors     write today's figures as the new floors

DATA/attribution holds `polnear-dev.jsonl.gz` and DATA/annotated `dev.jsonl.gz`: JSON Lines, one article a line,
{"id", "text", "annotations": {annotator: [{"source", "cue", "content": [[start, end], …], "inside"}, …]}}.

Prints precision, recall and F1 of whole attributions (see docs/scoring.md), by kind and by phenomenon, and how far the confidence can be
trusted.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
import floors

from onrecord.attribution import Habit, attributions
from onrecord.scoring.matching import relaxed_pairs
from onrecord.scoring.tallies import Scores, Tally, percent
from onrecord.scoring.tokens import KINDS, ROLES, Scored

HERE = Path(__file__).parent
PASSAGES = {"developing half": HERE / "phenomena" / "developing.jsonl", "held-out half": HERE / "phenomena" / "held-out.jsonl"}


@dataclass
class Item:
    """One text with gold."""

    id: str
    text: str
    records: list[dict[str, Any]]
    tags: tuple[str, ...] = ()


@dataclass
class Result:
    """What a set of texts scored."""

    scores: Scores = field(default_factory=Scores)
    tags: dict[str, Tally] = field(default_factory=dict)
    sureness: list[tuple[float, bool]] = field(default_factory=list)


def items(path: Path, nested: bool) -> Iterator[Item]:
    """Texts of a JSON Lines file: articles with "annotations" (the first annotator's count) or passages with "attributions"."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as f:
        for line in f:
            d = json.loads(line)
            records = d["attributions"] if "attributions" in d else d["annotations"][min(d["annotations"])]
            records = [r for r in records if r["content"] and (nested or not r.get("inside"))]
            yield Item(d["id"], d["text"], records, tuple(d.get("phenomena", ())))


def measure(path: Path, habit: Habit, nested: bool = True, least: float = 0.0) -> Result:
    """Read every text of a file and compare."""
    out = Result()
    for item in items(path, nested):
        text = Scored(item.text)
        records = [a for a in attributions(item.text, habit) if a.content and a.confidence >= least and (nested or not a.inside)]
        gold = [text.filled(r) for r in item.records]
        found = [text.filled({role: getattr(a, role) and {"spans": getattr(a, role).spans} for role in ROLES}) for a in records]
        outer = [r.get("inside") for r in item.records], [a.inside for a in records]
        inner = tuple({f for f, around in zip(fs, of, strict=True) if around} for fs, of in zip((gold, found), outer, strict=True))
        out.scores.add(gold, found, inner=(inner[0], inner[1]))
        pairs = relaxed_pairs(gold, found)
        right = {j for _, j in pairs}
        out.sureness += [(a.confidence, j in right) for j, a in enumerate(records)]
        for tag in item.tags:
            out.tags.setdefault(tag, Tally()).add(len(pairs), len(gold), len(pairs), len(found))
    return out


def show(title: str, result: Result) -> None:
    s = result.scores
    print(f"\n{title}: {s['relaxed', 'all'].gold:.0f} attributions, {s['relaxed', 'all'].found:.0f} found")
    print(f"  {'':28}{'P':>7}{'R':>7}{'F1':>7}")
    rows = [("relaxed", s["relaxed", "all"]), *((f"relaxed, {k}", s["relaxed", k]) for k in KINDS), ("strict", s["strict", "all"])]
    rows += [(f"{role} exact", s[role, "all"]) for role in ROLES]
    if s["relaxed", "nested"].gold:
        rows.append(("relaxed, nested", s["relaxed", "nested"]))
    for name, t in rows:
        print(f"  {name:28}{percent(t.precision):>7}{percent(t.recall):>7}{percent(t.f1):>7}")


def show_tags(results: dict[str, Result]) -> None:
    tags = sorted({t for r in results.values() for t in r.tags})
    print(f"\nBy phenomenon, relaxed F1 (attributions){'':4}" + "".join(f"{name:>22}" for name in results))
    for tag in tags:
        cells = (r.tags.get(tag, Tally()) for r in results.values())
        print(f"  {tag:42}" + "".join(f"{percent(t.f1) if t.gold or t.found else '    –'} ({t.gold:4.0f})      ".rjust(22) for t in cells))


def show_reliability(title: str, sureness: list[tuple[float, bool]]) -> None:
    """Of the attributions with a confidence in a band, how many are right (relaxed)?"""
    print(f"\nConfidence, {title}: {'band':>12}{'found':>8}{'mean':>8}{'right':>8}")
    edges = [0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0001]
    error = 0.0
    for low, high in pairwise(edges):
        band = [x for x in sureness if low <= x[0] < high]
        if band:
            mean, right = sum(c for c, _ in band) / len(band), sum(r for _, r in band) / len(band)
            error += abs(mean - right) * len(band) / len(sureness)
            print(f"{'':{len(title) + 14}}{f'{low:.2f}–{min(high, 1):.2f}':>12}{len(band):>8}{percent(mean):>8}{percent(right):>8}")
    print(f"{'':{len(title) + 14}}expected calibration error {percent(error)}")


def figures(results: dict[str, Result]) -> dict[str, float]:
    return {f"{name}, {m}": round(100 * r.scores[m, "all"].f1, 2) for name, r in results.items() for m in ("relaxed", "strict")}


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, help="folder with polnear-dev.jsonl.gz")
    ap.add_argument("--annotated", type=Path, help="folder with dev.jsonl.gz of the annotated articles")
    ap.add_argument("--min-confidence", type=float, default=0.0)
    ap.add_argument("--floors", action="store_true")
    ap.add_argument("--lower-floors", action="store_true")
    a = ap.parse_args()
    passages = {name: measure(path, "onrecord", least=a.min_confidence) for name, path in PASSAGES.items()}
    for name, result in passages.items():
        show(f"Invented passages, {name}", result)
    show_tags(passages)
    show_reliability("invented passages, held-out half", passages["held-out half"].sureness)
    if a.data:
        for habit in ("polnear", "onrecord"):
            result = measure(a.data / "polnear-dev.jsonl.gz", habit, nested=False, least=a.min_confidence)
            show(f"PolNeAR dev, read with the {habit} habit", result)
            show_reliability("PolNeAR dev", result.sureness)
    if a.annotated:
        result = measure(a.annotated / "dev.jsonl.gz", "onrecord", least=a.min_confidence)
        show("Annotated articles, dev, nested records included", result)
        show_reliability("annotated dev", result.sureness)
    return floors.check("attribution", figures(passages), PASSAGES.values(), lower=a.lower_floors) if a.floors else 0


if __name__ == "__main__":
    raise SystemExit(main())
