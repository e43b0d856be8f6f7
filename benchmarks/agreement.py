"""How far two independent labellings of the same articles agree, in the measures of `attribution.py`.

python benchmarks/agreement.py --articles DATA/articles/wikinews-2019-2020.jsonl.gz
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from scoring import KINDS, Scored, Scores, percent

LABELS = Path(__file__).parent.parent / "training" / "labels" / "wikinews-twice.jsonl"


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--articles", type=Path, required=True, help="the articles that the labels are offsets into")
    a = ap.parse_args()
    with gzip.open(a.articles, "rt", encoding="utf-8") as f:
        texts = {d["url"]: d["text"] for d in map(json.loads, f)}
    scores, articles = Scores(), 0
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        d = json.loads(line)
        text = Scored(texts[d["url"]])
        first, second = ([text.filled(r) for r in records if r["content"]] for records in d["annotations"].values())
        scores.add(first, second)
        articles += 1
    total = scores["relaxed", "all"]
    print(f"{articles} articles, {total.gold:.0f} and {total.found:.0f} attributions, nested ones included")
    for name, kind in (("relaxed", "all"), *(("relaxed", k) for k in KINDS), ("strict", "all")):
        print(f"  {name}, {kind}: {percent(scores[name, kind].f1)}")


if __name__ == "__main__":
    main()
