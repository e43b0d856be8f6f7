"""How far two independent labellings of the same articles agree, in the measures of `attribution.py`.

python benchmarks/agreement.py --data DATA
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent / "training")]
from texts import LABELS, labelled  # noqa: E402

from onrecord.scoring.tallies import Scores, percent  # noqa: E402
from onrecord.scoring.tokens import KINDS, Scored  # noqa: E402


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True, help="folder with articles/ and speakers/, whose texts the labels are offsets into")
    a = ap.parse_args()
    for labels in ("wikinews-twice", "calibration"):
        compare(labels, a.data)


def compare(name: str, data: Path) -> None:
    """Print the agreement of the two labellings of one file."""
    scores, articles = Scores(), 0
    for plain, d in labelled(LABELS / f"{name}.jsonl", data):
        text = Scored(plain)
        first, second = ([text.filled(r) for r in records if r["content"]] for records in d["annotations"].values())
        scores.add(first, second)
        articles += 1
    total = scores["relaxed", "all"]
    print(f"{name}: {articles} articles, {total.gold:.0f} and {total.found:.0f} attributions, nested ones included")
    for measure, kind in (("relaxed", "all"), *(("relaxed", k) for k in KINDS), ("strict", "all")):
        print(f"  {measure}, {kind}: {percent(scores[measure, kind].f1)}")


if __name__ == "__main__":
    main()
