"""How well it is told what has changed between two reports of one statement, on pairs of reports that we invented.

    python benchmarks/changes.py                             the pairs that nothing was learned from or chosen by
    python benchmarks/changes.py --lines FILE.txt --errors   others, and what came out wrong
    python benchmarks/changes.py --words                     by words and rules alone, without the network

A change is right where its kind is that of a gold one, or one that says the same in other words (a quantity is a number), and a word of it
is a word of the gold one. As in news, half of the reports only say it otherwise; in what they say of these nothing can be right.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from onrecord.claims.changes import Change
from onrecord.claims.changing import marks
from onrecord.claims.drift import drift
from onrecord.scoring.tallies import Tally

LINES = Path(__file__).parents[1] / "training" / "claims" / "changes"
UNSEEN = ("m",)
"""Files that nothing has been learned from and by which nothing has been chosen."""

ALSO = {
    "opposite": {"negation", "other", "date", "number"},
    "degree": {"other", "hedge", "number", "condition"},
    "quantifier": {"number", "other"},
    "number": {"number", "date", "hedge"},
    "date": {"date", "number", "other"},
    "place": {"name", "other"},
    "name": {"name", "other", "date"},
    "role": {"other"},
    "word": {"other"},
    "modality": {"modality", "hedge"},
    "hedge": {"hedge", "number", "modality"},
    "tense": {"modality", "other"},
    "negation": {"negation", "hedge", "other", "modality"},
    "condition": {"condition", "other"},
}
"""Kinds of change with the kinds of gold that they may be."""

_WORD = re.compile(r"\w+")
Gold = tuple[str, str, str]
Line = tuple[str, str, list[Gold]]


def lines(path: Path) -> Iterator[Line]:
    """Pairs of reports, and what has changed: kind, words before, words after."""
    for row in path.read_text(encoding="utf-8").splitlines():
        if row and not row.startswith("#"):
            first, later, changes = (part.strip() for part in row.split("|"))
            told = [re.split(r"\s*[:>]\s*", c.strip(), maxsplit=2) for c in changes.split(";") if c.strip()]
            yield first, later, [(kind, before.strip(), after.strip()) for kind, before, after in told]


def found(first: str, later: str, *, words: bool) -> list[Change]:
    known = None if words else marks([(first, later)])[0]
    return list(drift(first, later, marks=known).material)


def held_against(gold: list[Gold], told: list[Change]) -> tuple[list[Gold], list[Change]]:
    """What was missed, and what was wrong."""
    left, missed = list(told), []
    for g in gold:
        hit = next((c for c in left if g[0] in ALSO.get(c.kind, {c.kind}) and (_share(c.before, g[1]) or _share(c.after, g[2]))), None)
        if hit is None:
            missed.append(g)
        else:
            left.remove(hit)
    return missed, left


def _share(a: str, b: str) -> bool:
    return not set(_WORD.findall(a.lower())).isdisjoint(_WORD.findall(b.lower()))


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--lines", type=Path, action="append", help="by default the file that nothing was learned from")
    ap.add_argument("--words", action="store_true", help="without the network")
    ap.add_argument("--errors", action="store_true", help="print what came out wrong")
    a = ap.parse_args()
    total, right, count = Tally(), 0, 0
    for path in a.lines or [LINES / f"{name}.txt" for name in UNSEEN]:
        for first, later, gold in lines(path):
            told = found(first, later, words=a.words)
            missed, wrong = held_against(gold, told)
            hits = len(gold) - len(missed)
            total.add(hits, len(gold), hits, len(told))
            right, count = right + (not missed and not wrong), count + 1
            if a.errors and (missed or wrong):
                print(f"{first}\n{later}\n  missed {missed}\n  wrong {[(c.kind, c.before, c.after) for c in wrong]}")
    figures = " / ".join(f"{100 * x:.1f}" for x in (total.precision, total.recall, total.f1))
    print(f"{count} pairs of reports, {total.gold} changes that matter: precision / recall / F1 {figures}; all right of {right} pairs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
