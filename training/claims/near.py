"""Pairs of contents of labelled articles that nobody has said anything of, for a small network to learn what a large one says of them.

    PYTHONPATH=src python training/claims/near.py DATA pairs.jsonl.gz

Each line is [a, b, what stands ahead of a, of b]. Half of the pairs are of one article, half of articles that have the same seldom words.
Nothing is fetched; the answer is always the same.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from onrecord.claims.ahead import ahead, before

FILES = ("attribution/polnear-train.jsonl.gz", "annotated/train.jsonl.gz")
EACH = 4
"""Neighbours of a content within its article, and elsewhere."""

_WORD = re.compile(r"[a-z]{4,}|\d+")
Content = tuple[str, str, str]


def contents(data: Path) -> Iterator[Content]:
    """Article, content, and what stands ahead of it."""
    for name in FILES:
        with gzip.open(data / name, "rt", encoding="utf-8") as f:
            for line in f:
                article = json.loads(line)
                text, labels = article["text"], article["annotations"]
                for r in labels[sorted(labels)[0]]:
                    content = " … ".join(text[s:e] for s, e in r["content"])
                    if 3 <= len(content.split()) <= 45:
                        source = " ".join(text[s:e] for s, e in r["source"] or [])
                        yield article["id"], content, ahead(before(text, r["content"][0][0]), source, r.get("act"))


def near(these: list[Content], rng: random.Random) -> Iterator[tuple[Content, Content]]:
    words = [{*_WORD.findall(c.lower())} for _, c, _ in these]
    often = Counter(w for ws in words for w in ws)
    having: dict[str, list[int]] = defaultdict(list)
    for i, ws in enumerate(words):
        for w in ws:
            if often[w] <= 150:
                having[w].append(i)
    of: dict[str, list[int]] = defaultdict(list)
    for i, (article, _, _) in enumerate(these):
        of[article].append(i)
    for i, (article, _, _) in enumerate(these):
        score: Counter[int] = Counter()
        for w in words[i]:
            for j in having.get(w, ()):
                score[j] += 1 / often[w]  # type: ignore[assignment]
        elsewhere = [j for j, _ in score.most_common(30) if these[j][0] != article][:EACH]
        here = [j for j in of[article] if j > i]
        for j in [*elsewhere, *rng.sample(here, min(EACH, len(here)))]:
            if i < j or these[j][0] != article:
                yield these[i], these[j]


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("data", type=Path)
    ap.add_argument("out", type=Path)
    a = ap.parse_args()
    rng = random.Random(1)
    found = {}
    for (_, x, ahead_x), (_, y, ahead_y) in near(list(contents(a.data)), rng):
        if x != y:
            found.setdefault(frozenset([x, y]), [x, y, ahead_x, ahead_y])
    with gzip.open(a.out, "wt", encoding="utf-8") as f:
        for row in found.values():
            print(json.dumps(row, ensure_ascii=False), file=f)
    print(len(found), "pairs")


if __name__ == "__main__":
    main()
