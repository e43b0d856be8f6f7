"""One round from corrections to a better model, on invented articles.

The articles of `benchmarks/claims/practice` are read into a record; the corrections that lie beside them are made there, as a person
would make them, one review for each attribution: what the gold has is confirmed, or corrected where source, cue or content differ; what
it has not is rejected; what was not found is added. The reviews are exported, and the confidence is fitted on those of some stories and
measured on the others.

    python benchmarks/reviewing.py            # half a minute on a processor
"""

import json
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT / "benchmarks"), str(ROOT / "training")]
import reviewed  # noqa: E402

from onrecord import pipeline  # noqa: E402
from onrecord.exporting.training import export_training  # noqa: E402
from onrecord.model import Article, Attribution  # noqa: E402
from onrecord.record import Record, open_record  # noqa: E402
from onrecord.scoring.matching import relaxed_pairs  # noqa: E402
from onrecord.scoring.tokens import Scored  # noqa: E402

PRACTICE = ROOT / "benchmarks" / "claims" / "practice"
ROLES = ("source", "cue", "content")


def articles() -> dict[str, tuple[Article, list[dict[str, Any]]]]:
    """The articles, each with what it attributes to whom, by hand."""
    out = {}
    for path in sorted(PRACTICE.glob("*.jsonl")):
        gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["attributions"]
        for line in path.read_text(encoding="utf-8").splitlines():
            d = json.loads(line)
            facts = {name: d.get(name) for name in ("title", "outlet", "published", "url")}
            article = Article(id=d["id"], text=d["text"], byline=tuple(d.get("byline") or ()), language="en", **facts)
            out[d["id"]] = article, gold.get(d["id"], [])
    return out


def _spans(a: Attribution, role: str) -> list[list[int]]:
    excerpt = getattr(a, role)
    return [list(span) for span in excerpt.spans] if excerpt else []


def reviewed_by_gold(record: Record, number: int, text: str, gold: list[dict[str, Any]]) -> Counter[str]:
    """Judge every attribution of an article as its gold says; how often each verdict was given."""
    scored, made = Scored(text), Counter[str]()
    found = record.reading(number).attributions
    filled = [scored.filled({role: _spans(a, role) for role in ROLES}) for a in found]
    pairs = {j: i for i, j in relaxed_pairs([scored.filled(g) for g in gold], filled)}
    for j, a in enumerate(found):
        right = gold[pairs[j]] if j in pairs else None
        changes = {role: right[role] for role in ROLES if right[role] != _spans(a, role)} if right else {}
        verdict = "rejected" if right is None else "corrected" if changes else "confirmed"
        record.review(f"{number}#{a.id}", verdict, changes=changes or None, by="gold")  # type: ignore[arg-type]
        made[verdict] += 1
    for i, g in enumerate(gold):
        if i not in pairs.values():
            record.add_attribution(number, {**{role: g[role] for role in ROLES}, "act": g["act"]}, by="gold")
            made["added"] += 1
    return made


def main() -> None:
    made = Counter[str]()
    with tempfile.TemporaryDirectory() as folder, open_record(Path(folder) / "news.db") as record:
        for number, (article, gold) in enumerate(articles().values(), start=1):
            record.add(pipeline.understand(article))
            made += reviewed_by_gold(record, number, article.text, gold)
        done = export_training(record, Path(folder) / "corrections")
        told = ", ".join(f"{n} {verdict}" for verdict, n in sorted(made.items()))
        print(f"{done.articles} articles reviewed as a whole: {told}")
        before, after, learned, held = reviewed.compared(reviewed.WEIGHTS, reviewed.load(done.folder), apart=True)
        print(f"confidence, fitted on {learned} articles, measured on {held} of other stories")
        print(reviewed.told(before, after))


if __name__ == "__main__":
    main()
