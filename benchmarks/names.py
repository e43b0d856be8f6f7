"""How well two names are told to be the same person's or body's, on pairs written for it.

python benchmarks/names.py               precision and recall, by phenomenon, and the slowest pairs
python benchmarks/names.py --errors      also what was judged wrongly in the half that may be looked at
python benchmarks/names.py --floors      fail where a figure fell below its floor; with --lower-floors, set the floors
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import floors

from onrecord.speakers.names import body_words, person_name, same_body, same_person

PAIRS = Path(__file__).parent / "names"


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--errors", action="store_true")
    ap.add_argument("--floors", action="store_true")
    ap.add_argument("--lower-floors", action="store_true")
    a = ap.parse_args()
    now: dict[str, float] = {}
    for part in ("developing", "held-out"):
        now |= measure(part, errors=a.errors and part == "developing")
    return floors.check("names", now, sorted(PAIRS.glob("*.csv")), lower=a.lower_floors) if a.floors else 0


def measure(part: str, *, errors: bool) -> dict[str, float]:
    """Print and return the figures of one half."""
    with (PAIRS / f"{part}.csv").open(encoding="utf-8", newline="") as f:
        rows = list(csv.DictReader(f))
    hits: Counter[tuple[bool, bool]] = Counter()
    right: Counter[str] = Counter()
    times: list[tuple[float, str]] = []
    wrong: list[str] = []
    for row in rows:
        person_name.cache_clear()
        body_words.cache_clear()
        began = time.perf_counter()
        found = (same_person if row["type"] == "person" else same_body)(row["left"], row["right"])
        times.append((time.perf_counter() - began, f"{row['left']} / {row['right']}"))
        gold = row["same"] == "yes"
        hits[gold, found] += 1
        right[row["phenomenon"]] += gold == found
        if gold != found:
            wrong.append(f"  {'merged' if found else 'missed'} ({row['phenomenon']}): {row['left']} / {row['right']}")
    precision, recall = (hits[True, True] / max(1, hits[True, True] + hits[x]) for x in ((False, True), (True, False)))
    print(f"{part}: {len(rows)} pairs, precision {100 * precision:.1f}, recall {100 * recall:.1f}")
    count = Counter(row["phenomenon"] for row in rows)
    print("  " + ", ".join(f"{name} {right[name]}/{count[name]}" for name in sorted(count)))
    print("  slowest: " + "; ".join(f"{pair} {1000 * seconds:.2f} ms" for seconds, pair in sorted(times, reverse=True)[:3]))
    if errors:
        print("\n".join(sorted(wrong)))
    return {f"{part}, precision": 100 * precision, f"{part}, recall": 100 * recall}


if __name__ == "__main__":
    raise SystemExit(main())
