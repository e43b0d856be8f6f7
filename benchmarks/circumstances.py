"""How well it is told when, where, by what act and how surely something was said.

    python benchmarks/circumstances.py                            the invented articles that come with the project
    python benchmarks/circumstances.py --data DATA                and real ones, TimeBank and UW factuality
    python benchmarks/circumstances.py --data DATA --only labels  of these, one: labels, dates, factuality, cost
    python benchmarks/circumstances.py --errors                   also what came out wrong, but for what is held out
    python benchmarks/circumstances.py --floors                   fail where a figure on the invented articles fell below its floor
    python benchmarks/circumstances.py --floors --lower-floors    write today's figures as the new floors

DATA holds annotated/dev.jsonl.gz, articles/, dates/, stance/ and what `training/labels` are offsets into. The figures are of the
attributions that people marked, so that they do not depend on how well attributions are found; speakers are our own.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent / "training")]
import factuality  # noqa: E402
import floors  # noqa: E402
import timex  # noqa: E402
from texts import LABELS, labelled  # noqa: E402

from onrecord.attribution import attributions  # noqa: E402
from onrecord.circumstances import circumstanced  # noqa: E402
from onrecord.model import Article, Attribution, Excerpt  # noqa: E402
from onrecord.pipeline import understand  # noqa: E402
from onrecord.speakers import spoken  # noqa: E402
from onrecord.speakers.mentions import Gathering  # noqa: E402
from onrecord.speakers.onnx import shipped  # noqa: E402
from speakers import as_attributions  # noqa: E402

HERE = Path(__file__).parent
INVENTED = {
    "invented articles": HERE / "circumstances/developing.jsonl",
    "invented articles, held out": HERE / "circumstances/held-out.jsonl",
}
Record = dict[str, Any]
Labelled = tuple[str, str | None, str, list[Record]]
"""Id, day of publication, text and records of an article."""

_WORD = re.compile(r"\w+")


@dataclass
class Tally:
    """Counts by field: right, wrong, missed, invented, rightly none; and what came out wrong."""

    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def add(self, what: str, how: str, line: str = "") -> None:
        self.counts[what, how] += 1
        if line and how not in {"right", "none"}:
            self.errors.append(f"  {what} {how}: {line}")

    def share(self, what: str, how: str, among: tuple[str, ...]) -> float:
        return 100 * self.counts[what, how] / max(1, sum(self.counts[what, x] for x in among))


def read_as_marked(article: Article, records: list[Record]) -> tuple[Attribution, ...]:
    """The records' attributions with the speakers and circumstances that we find for them."""
    given = as_attributions(article.text, records)
    gathering = Gathering(shipped(), tuple(s for a in given if a.source for s in a.source.spans))
    attributions(article.text, observer=gathering)
    mentions = gathering.mentions(article.text)
    return circumstanced(*spoken(article, given, mentions, shipped()), mentions)[1]


def measure(name: str, articles: Iterator[Labelled], *, errors: bool) -> dict[str, float]:
    """Print the figures of one set, and return those that have floors."""
    tally, count, total = Tally(), 0, 0
    for id, published, text, unsorted in articles:
        count += 1
        records = sorted(unsorted, key=lambda r: (r["cue"] or r["content"] or r["source"])[0][0])
        for r, a in zip(records, read_as_marked(Article(id=id, text=text, published=published), records), strict=True):
            total += 1
            _judge(tally, id, r, a)
    print(f"\n{name}: {count} articles, {total} attributions")
    out = {}
    for what in ("act", "stance"):
        out[what] = tally.share(what, "right", ("right", "wrong"))
        print(f"  {what}: {out[what]:.1f} % as labelled")
    n = {k: tally.counts["not asserted", k] for k in ("right", "missed", "invented")}
    out["not asserted, precision"] = 100 * n["right"] / max(1, n["right"] + n["invented"])
    out["not asserted, recall"] = 100 * n["right"] / max(1, n["right"] + n["missed"])
    of = n["right"] + n["missed"]
    print(f"  not asserted ({of}): precision {out['not asserted, precision']:.1f} %, recall {out['not asserted, recall']:.1f} %")
    for what in ("said on", "said on, in its own sentence", "addressee", "occasion", "place"):
        stated = ("right", "wrong", "missed")
        if sum(tally.counts[what, k] for k in stated):
            right, wrong = (tally.share(what, k, stated) for k in ("right", "wrong"))
            line = f"  {what} ({sum(tally.counts[what, k] for k in stated)} stated): right {right:.1f} %, wrong {wrong:.1f} %"
            others = sum(tally.counts[what, k] for k in ("none", "invented"))
            print(line + (f"; invented for {tally.share(what, 'invented', ('none', 'invented')):.1f} % of {others}" if others else ""))
            out[f"{what}, right"] = right
    for what in ("degree", "polarity", "conditional", "future"):
        if tally.counts[what, "right"]:
            out[what] = tally.share(what, "right", ("right", "wrong"))
            print(f"  certainty, {what}: {out[what]:.1f} % as labelled")
    if errors:
        print("\n".join(tally.errors))
    return out


def _judge(tally: Tally, id: str, r: Record, a: Attribution) -> None:
    line = f"{id} {(a.source.text if a.source else '')!r} {(a.cue.text if a.cue else '')!r} {(a.content.text if a.content else '')[:60]!r}"
    for what, gold, found in (("act", r.get("act") or "state", a.act), ("stance", r["reporter_stance"], a.reporter_stance)):
        tally.add(what, "right" if gold == found else "wrong", f"{gold}, not {found}: {line}")
    tally.add("not asserted", _negation(r, asserted=a.asserted), line)
    _judge_date(tally, r, a, line)
    if isinstance(r.get("certainty"), dict) and a.certainty is not None:
        for what in ("degree", "polarity", "conditional", "future"):
            right, is_so = r["certainty"][what], getattr(a.certainty, what)
            tally.add(what, "right" if right == is_so else "wrong", f"{right}, not {is_so}: {line}")
    for what in ("addressee", "occasion", "place"):
        if what in r and isinstance(r[what], list | None):
            how = _overlap(r[what], getattr(a, what))
            tally.add(what, how, f"{getattr(a, what) and getattr(a, what).text!r} for {r[what]}: {line}")


def _negation(gold: Record, *, asserted: bool) -> str:
    if gold.get("asserted", True):
        return "none" if asserted else "invented"
    return "missed" if asserted else "right"


def _judge_date(tally: Tally, r: Record, a: Attribution, line: str) -> None:
    said_on = r.get("said_on")
    value = said_on["value"] if isinstance(said_on, dict) else said_on
    if isinstance(said_on, dict) and value is None:
        tally.add("said on", "right" if a.said_on is not None and a.said_on.value is None else "missed", line)
        return
    found = a.said_on.value if a.said_on else None
    how = _date(value, found)
    tally.add("said on", how, f"{value}, not {found}: {line}")
    if isinstance(said_on, dict) and said_on.get("spans") and _same_sentence(said_on["spans"], a):
        tally.add("said on, in its own sentence", how)


def _date(gold: str | None, found: str | None) -> str:
    """Weeks and weekends were labelled by their month in the older sets."""
    if gold is None:
        return "none" if found is None else "invented"
    if found is None:
        return "missed"
    within = "/" in found and len(gold) == 7 and found[:7] == gold
    return "right" if found == gold or within else "wrong"


def _same_sentence(spans: list[list[int]], a: Attribution) -> bool:
    """Whether a date stands close to its cue: no more than 160 characters off."""
    at = (a.cue or a.content or a.source or Excerpt("", ((0, 0),))).spans[0][0]
    return abs(spans[0][0] - at) < 160


def _overlap(gold: list[list[int]] | None, found: Excerpt | None) -> str:
    if not gold:
        return "none" if found is None else "invented"
    if found is None:
        return "missed"
    a = {i for s, e in gold for i in range(s, e)}
    b = {i for s, e in found.spans for i in range(s, e)}
    return "right" if 2 * len(a & b) >= len(a | b) else "wrong"


def invented(*, errors: bool) -> dict[str, float]:
    """Figures on the articles that were written for this."""
    out: dict[str, float] = {}
    for name, path in INVENTED.items():
        rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
        found = measure(name, ((d["id"], d["published"], d["text"], d["attributions"]) for d in rows), errors=errors and "held" not in name)
        out |= {f"{name}, {k}": v for k, v in found.items()}
    return out


def labels(data: Path, *, errors: bool) -> None:
    """Figures on real articles that people labelled."""
    with gzip.open(data / "annotated/dev.jsonl.gz", "rt", encoding="utf-8") as f:
        rows = [json.loads(line) for line in f]
    measure("annotated, development part", ((d["id"], d["published"], d["text"], _first(d)) for d in rows), errors=errors)
    days = _days(data)
    for name, told in (
        ("calibration", "33 articles labelled twice, first labelling"),
        ("wikinews-twice", "16 articles looked at while it was built"),
    ):
        made = ((d["id"], days.get(d.get("url", d["id"])), text, _first(d)) for text, d in labelled(LABELS / f"{name}.jsonl", data))
        measure(told, made, errors=errors)
        agreement(name, data)


def _first(d: Record) -> list[Record]:
    return d["annotations"][min(d["annotations"])]  # type: ignore[no-any-return]


def _days(data: Path) -> dict[str, str]:
    with gzip.open(data / "articles/wikinews-2019-2020.jsonl.gz", "rt", encoding="utf-8") as f:
        return {d["url"]: d["published"] for d in map(json.loads, f)}


def agreement(name: str, data: Path) -> None:
    """How far two labellings agree, of records with the same cue."""
    tally = Tally()
    for _, d in labelled(LABELS / f"{name}.jsonl", data):
        first, second = (d["annotations"][k] for k in sorted(d["annotations"])[:2])
        for r in first:
            twin = next((x for x in second if r["cue"] and x["cue"] == r["cue"]), None)
            if twin is None:
                continue
            for what, key in (("act", "act"), ("stance", "reporter_stance")):
                tally.add(what, "right" if r[key] == twin[key] else "wrong")
            tally.add("date", _date(r["said_on"], twin["said_on"]))
            tally.add("not asserted", _negation(r, asserted=twin.get("asserted", True)))
    n, stated = tally.counts, ("right", "wrong", "missed")
    acts, stances = (tally.share(k, "right", ("right", "wrong")) for k in ("act", "stance"))
    same, extra = tally.share("date", "right", stated), tally.share("date", "invented", ("none", "invented"))
    print(
        f"  two labellings agree on {acts:.1f} % of acts and {stances:.1f} % of stances; of {sum(n['date', k] for k in stated)} dates "
        f"of the one the other gives {same:.1f} %, and a date to {extra:.1f} % of what has none; of "
        f"{n['not asserted', 'right'] + n['not asserted', 'missed']} not asserted it has {n['not asserted', 'right']}, "
        f"and {n['not asserted', 'invented']} others"
    )


def cost(data: Path) -> None:
    """How long it takes beside all of `read`: the median of five runs over 40 articles, on one thread."""
    with gzip.open(data / "articles/wikinews-2019-2020.jsonl.gz", "rt", encoding="utf-8") as f:
        articles = [
            Article(id=d["url"], text=d["text"], published=d["published"]) for d, _ in zip(map(json.loads, f), range(40), strict=False)
        ]
    understand(articles[0])
    whole, part = [], []
    for _ in range(5):
        spent = began = time.perf_counter()
        spent = 0.0
        for article in articles:
            gathering = Gathering(shipped())
            found = attributions(article.text, observer=gathering)
            mentions = gathering.mentions(article.text)
            known = spoken(article, found, mentions, shipped())
            since = time.perf_counter()
            circumstanced(*known, mentions)
            spent += time.perf_counter() - since
        whole.append(time.perf_counter() - began)
        part.append(spent)
    words = sum(len(_WORD.findall(a.text)) for a in articles) / len(articles)
    mine, all_of_it = (1e3 * statistics.median(x) / len(articles) for x in (part, whole))
    print(f"\ncost: {mine:.1f} ms of {all_of_it:.0f} ms an article of {words:.0f} words, {100 * mine / all_of_it:.1f} % of reading it")


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path)
    ap.add_argument("--only", choices=("labels", "dates", "factuality", "cost"))
    ap.add_argument("--errors", action="store_true")
    ap.add_argument("--floors", action="store_true")
    ap.add_argument("--lower-floors", action="store_true")
    a = ap.parse_args()
    now = invented(errors=a.errors) if a.only is None else {}
    if a.data and a.only in {None, "labels"}:
        labels(a.data, errors=False)
    if a.data and a.only in {None, "dates"}:
        timex.report(a.data)
    if a.data and a.only in {None, "factuality"}:
        factuality.figures(a.data)
    if a.data and a.only in {None, "cost"}:
        cost(a.data)
    return floors.check("circumstances", now, INVENTED.values(), lower=a.lower_floors) if a.floors else 0


if __name__ == "__main__":
    raise SystemExit(main())
