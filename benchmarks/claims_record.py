"""How well a record tells what its articles have in common: `claims.py` for what users meet.

    python benchmarks/claims_record.py                       the developing and the practice stories
    python benchmarks/claims_record.py --part held-out       figures only
    python benchmarks/claims_record.py --floors              fail where a figure fell below its floor
    python benchmarks/claims_record.py --floors --lower-floors

The articles of each story are put into a record of their own (*each*), and those of all stories of a part into one (*all*); the record is
asked for copies, statements, claims, denials and relations, and these are scored as `claims.py` does. Beside them stands what the same
package finds where all pairs are compared (*pairs*). With *given* the attributions are those that were marked, with *read* those that
onrecord reads.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
import floors
from claiming import Corpus, one_after_the_other
from claiming_ours import Ours
from claiming_recorded import by_story, recorded, together
from claims_gold import PARTS, Part, load, read, texts_of
from claims_scores import Scores, scores

from claims import FLOORED, cell, figure, rows

MODES = ("given", "read")
HOW = ("each", "all")


def measured(part: Part, corpus: Corpus, *, given: bool, pairs: bool) -> dict[str, Scores]:
    """The scores of a corpus: of records, and of all pairs where that is asked for."""
    each = [recorded(c) for c in by_story(corpus)]
    whole, near = recorded(corpus)
    print(f"  pairs near each other: {sum(n for _, n in each):,} story by story, {near:,} in one record", flush=True)
    found = {"each": scores(part.gold, together([levels for levels, _ in each]), given=given), "all": scores(part.gold, whole, given=given)}
    if pairs:
        found["pairs"] = scores(part.gold, one_after_the_other(Ours(), corpus), given=given)
    return found


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--part", choices=tuple(PARTS), action="append", help="by default developing and practice")
    ap.add_argument("--mode", choices=MODES, action="append", help="by default both")
    ap.add_argument("--floors", action="store_true")
    ap.add_argument("--lower-floors", action="store_true")
    a = ap.parse_args()
    if a.floors and (a.part or a.mode):
        ap.error("floors are of all parts and modes; leave out --part and --mode")
    parts, modes = a.part or ["developing", "practice"], a.mode or list(MODES)
    now: dict[str, float] = {}
    for name in parts:
        part = load(PARTS[name])
        for mode in modes:
            print(f"\n{name}, {mode}: precision/recall/F1, or how many of how many/share", flush=True)
            corpus = part.corpus if mode == "given" else read(PARTS[name], part.corpus)
            found = measured(part, corpus, given=mode == "given", pairs=not a.floors)
            print(f"{'':28}" + "".join(f"{how:>24}" for how in found))
            of = {how: rows(s) for how, s in found.items()}
            for row in of["each"]:
                print(f"{row:28}" + "".join(f"{cell(x[row]):>24}" for x in of.values()), flush=True)
            now |= {f"{name}, {mode}, {how}, {row}": round(figure(of[how][row]), 2) for how in HOW for row in of[how] if row in FLOORED}
    inputs = [f for name in parts for p in PARTS[name] for f in (p, texts_of(p))]
    return floors.check("claims in a record", now, inputs, lower=a.lower_floors) if a.floors else 0


if __name__ == "__main__":
    raise SystemExit(main())
