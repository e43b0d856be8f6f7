"""How often two contents of real articles that are told to be one claim are one: pairs of PolNeAR's that we labelled.

    python benchmarks/claims_real.py --data DATA          DATA has attribution/polnear-train.jsonl.gz
    python benchmarks/claims_real.py --data DATA --errors 20

The pairs are such as are hard: contents of one article or of several, mostly of other outlets, that have seldom words in common, and of
these mostly such as a network took for one claim or for opposites. Precision among them is lower than among all that a record tells. The
network has learned from other pairs; the weights of `claims.json` were fitted on these as well (`training/claims/weigh.py` prints what they
are worth on pairs that were left out).
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.claims.ahead import ahead, before
from onrecord.claims.judging import judge
from onrecord.claims.propositions import claim_edge, states
from onrecord.claims.said import Said

LABELS = Path(__file__).parents[1] / "training" / "labels" / "pairs.jsonl"
ARTICLES = Path("attribution") / "polnear-train.jsonl.gz"
MORE = frozenset(["a_more", "b_more"])
ONE = 0.5
"""From which two contents alone would be one claim."""


@dataclass(frozen=True)
class Labelled:
    """Two attributions of real articles, what stands ahead of each, and how they relate as we see it."""

    a: Said
    b: Said
    ahead: tuple[str, str]
    label: str


def labelled(data: Path, *, held: bool) -> Iterator[Labelled]:
    """The pairs; labels hold offsets alone, so that the articles are needed.

    Args:
        data: Folder with the articles.
        held: Those from which the network does not learn, or the others.
    """
    rows = [row for line in LABELS.read_text(encoding="utf-8").splitlines() if (row := json.loads(line))["held"] == held]
    wanted = {row[side][0] for row in rows for side in ("a", "b")}
    found: dict[str, tuple[Said, str]] = {}
    with gzip.open(data / ARTICLES, "rt", encoding="utf-8") as f:
        for article in map(json.loads, f):
            if article["id"] in wanted:
                labels = article["annotations"]
                records = [r for r in labels[sorted(labels)[0]] if r["content"]]
                for place, r in enumerate(sorted(records, key=lambda r: r["content"])):
                    said = _said(article, r, place)
                    found[f"{article['id']} {r['content']}"] = said, ahead(before(article["text"], r["content"][0][0]), said.name, None)
    for row in rows:
        (a, ahead_a), (b, ahead_b) = (found[f"{row[side][0]} {row[side][1]}"] for side in ("a", "b"))
        yield Labelled(a, b, (ahead_a, ahead_b), row["label"])


def _said(article: dict, r: dict, place: int) -> Said:  # type: ignore[type-arg]
    def words(role: str) -> str:
        return " … ".join(article["text"][s:e] for s, e in r[role] or ())

    return Said(
        *(0, f"{article['id']}#{place}", 0, article["outlet"], article["published"], None, words("source"), "unknown", (), None, None),
        *("state", "neutral", True, "indirect", words("source"), words("cue"), words("content"), None, place, None),
    )


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--errors", type=int, default=0, metavar="N", help="print N pairs that are told wrongly")
    a = ap.parse_args()
    pairs = list(labelled(a.data, held=True))
    judged = judge([(p.a.content, p.b.content) for p in pairs])
    told = [states(p.a) and states(p.b) and claim_edge(p.a, p.b, j) >= ONE for p, j in zip(pairs, judged, strict=True)]
    labels = Counter(p.label for p, one in zip(pairs, told, strict=True) if one)
    same, more = labels["same"], sum(labels[x] for x in MORE)
    right = sum(p.label == "same" for p in pairs)
    print(f"{len(pairs)} pairs, {right} of them one claim, and {sum(p.label in MORE for p in pairs)} where one says more than the other")
    print(f"told to be one claim: {sum(told)}; {same} are, {more} but for what one says more; {same} of {right} found")
    against = [j.relation == "contradicts" for j in judged]
    hits = sum(x and p.label == "contradicts" for x, p in zip(against, pairs, strict=True))
    print(f"told to contradict each other by their words: {sum(against)}; {hits} do, of {sum(p.label == 'contradicts' for p in pairs)}")
    wrong = [p for p, one in zip(pairs, told, strict=True) if one and p.label not in {"same", *MORE}]
    for p in wrong[: a.errors]:
        print(f"  {p.label}: {p.a.content} | {p.b.content}")


if __name__ == "__main__":
    main()
