"""Learn which expression of time says when something was said.

    python training/circumstances/dating.py --data DATA --out src/onrecord/weights/dating.json
    python training/circumstances/dating.py --data DATA --folds 4

A log-linear model over what `onrecord.circumstances.dating` observes, with a quadratic penalty, fitted by L-BFGS on articles whose
sayings people dated: the annotated ones, `training/labels/` (but for what is kept back), `training/dated/` and the invented ones for
developing.
`--folds` cross-validates by article instead, and prints for several thresholds what is right, wrong and invented.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import torch
from msgspec.structs import replace

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent)]
from texts import LABELS, labelled  # noqa: E402

from onrecord.attribution.words import split  # noqa: E402
from onrecord.circumstances.acts import act_of  # noqa: E402
from onrecord.circumstances.assertion import is_asserted  # noqa: E402
from onrecord.circumstances.datelines import dateline_of, reference  # noqa: E402
from onrecord.circumstances.dating import Dating, Observer, Offer  # noqa: E402
from onrecord.circumstances.setting import Stage  # noqa: E402
from onrecord.circumstances.times import Time, times_in  # noqa: E402
from onrecord.model import Article, Attribution, Excerpt, Speaker  # noqa: E402

Record = dict[str, Any]
INVENTED = HERE.parent.parent / "benchmarks/circumstances/developing.jsonl"
WEIGHTS = {"annotated": 1.5, "invented": 1.5, "dated": 1.0, "wikinews": 1.0, "polnear": 0.7}
"""Of a saying, by where it comes from: what people dated most carefully counts most."""

RARE = 4
"""Times that something must be observed to get a weight."""

LEAST, CARRIED = 0.55, 0.78
"""Probabilities from which an expression of the cue's own clause, and any other, is believed."""


@dataclass
class Dated:
    """An article, what its sayings were offered, and which of it is right."""

    corpus: str
    id: str
    records: list[Record]
    observer: Observer
    times: list[Time]
    questions: list[tuple[list[Offer], tuple[str, ...], list[int]]]


def is_right(gold: str, value: str | None) -> bool:
    """Whether a value is the one that people gave; they gave a week by its month."""
    return value is not None and (gold == value or ("/" in value and len(gold) == 7 and value[:7] == gold))


def date_of(record: Record) -> str | None:
    """The date of a saying as people gave it."""
    said_on = record.get("said_on")
    return said_on["value"] if isinstance(said_on, dict) else said_on


def articles(data: Path) -> Iterator[tuple[str, str, str | None, str, list[Record]]]:
    """Corpus, id, day, text and records of every article that is learned from."""
    for d in _rows(data / "annotated/train.jsonl.gz"):
        yield "annotated", d["id"], d["published"], d["text"], next(iter(d["annotations"].values()))
    days = {d["url"]: d["published"] for d in _rows(data / "articles/wikinews-2019-2020.jsonl.gz")}
    days |= {d["id"]: d["published"] for d in _rows(data / "attribution/polnear-train.jsonl.gz")}
    for name in ("wikinews", "polnear"):
        for text, d in labelled(LABELS / f"{name}.jsonl", data):
            yield name, d["id"], days.get(d.get("url", d["id"])), text, next(iter(d["annotations"].values()))
    for path in sorted((HERE.parent / "dated").glob("*.jsonl")):
        for d in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
            yield "dated", d["id"], d["published"], d["text"], d["attributions"]
    for d in map(json.loads, INVENTED.read_text(encoding="utf-8").splitlines()):
        yield "invented", d["id"], d["published"], d["text"], d["attributions"]


def _rows(path: Path) -> Iterator[Record]:
    with gzip.open(path, "rt", encoding="utf-8") as f:
        yield from map(json.loads, f)


def attributions_of(text: str, records: list[Record]) -> tuple[list[Record], list[Attribution]]:
    """Records in reading order, and as attributions."""

    def excerpt(spans: list[list[int]] | None) -> Excerpt | None:
        return Excerpt.of(text, tuple((s, e) for s, e in spans or []))

    records = sorted(records, key=lambda r: (r["cue"] or r["content"] or r["source"])[0][0])
    out = []
    for r in records:
        name, sort = r.get("speaker"), r.get("speaker_type") or "unknown"
        speaker = Speaker(id=name, name=name, type=sort, confidence=1.0) if name else None
        parts = {k: excerpt(r[k]) for k in ("source", "cue", "content")}
        out.append(Attribution(id=r["id"], kind=r["kind"], speaker=speaker, inside=r.get("inside"), confidence=1.0, **parts))
    return records, out


def dated(corpus: str, id: str, published: str | None, text: str, records: list[Record]) -> Dated:
    """An article with its questions; where something before is asked for, people's answer stands."""
    records, made = attributions_of(text, records)
    stage = Stage(split(text))
    dateline = dateline_of(text)
    filed = dateline.date.spans if dateline and dateline.date else ()
    found = times_in(text, reference(Article(id=id, text=text, published=published), dateline))
    times = [t for t in found if not any(s <= t.span[0] < e for s, e in filed)]
    settings = [stage.setting(a) for a in made]
    acts = [act_of(s) for s in settings]
    judged = [
        replace(a, act=act, asserted=is_asserted(s, declines=act == "decline")) for a, s, act in zip(made, settings, acts, strict=True)
    ]
    observer = Observer(stage, judged, settings, times)
    gold: list[int | None] = []
    questions = []
    for i, r in enumerate(records):
        offers, value = observer.offers(i, gold), date_of(r)
        right = [k for k, o in enumerate(offers) if value and is_right(value, times[o.number].value)]
        carried = [k for k in right if any(x.startswith(("speaker", "outer")) for x in offers[k].seen)]
        gold.append(offers[(carried or right)[-1]].number if right else None)
        questions.append((offers, observer.none(i), right))
    return Dated(corpus, id, records, observer, times, questions)


def fit(docs: list[Dated], penalty: float) -> dict[str, float]:
    """Weights that make people's answers likely."""
    asked = [(d.corpus, *q) for d in docs for q, r in zip(d.questions, d.records, strict=True) if q[2] or not date_of(r)]
    seen = Counter(x for _, offers, nothing, _ in asked for seen in [nothing, *(o.seen for o in offers)] for x in seen)
    names = [k for k, n in seen.items() if n >= RARE]
    number = {k: i for i, k in enumerate(names)}
    at: tuple[list[int], list[int]] = ([], [])
    group, good, weight = [], [], []
    for corpus, offers, nothing, right in asked:
        for k, seen_of in enumerate([nothing, *(o.seen for o in offers)]):
            known = [number[x] for x in seen_of if x in number]
            at[0].extend([len(group)] * len(known))
            at[1].extend(known)
            group.append(len(weight))
            good.append((k == 0 and not right) or k - 1 in right)
        weight.append(WEIGHTS[corpus])
    x = torch.sparse_coo_tensor(torch.tensor(at), torch.ones(len(at[0])), (len(group), len(names)), check_invariants=False).coalesce()
    groups, rights, importance = torch.tensor(group), torch.tensor(good), torch.tensor(weight)
    w = torch.zeros(len(names), 1, requires_grad=True)
    optimizer = torch.optim.LBFGS([w], max_iter=150, history_size=10, line_search_fn="strong_wolfe")

    def total(scores: torch.Tensor) -> torch.Tensor:
        most = torch.full((len(weight),), -1e9).scatter_reduce(0, groups, scores.detach(), "amax")
        sums = torch.zeros(len(weight)).index_add(0, groups, (scores - most[groups]).exp())
        return most + sums.clamp(min=1e-30).log()

    def loss() -> torch.Tensor:
        optimizer.zero_grad()
        scores = torch.sparse.mm(x, w)[:, 0]
        out = ((total(scores) - total(scores.masked_fill(~rights, -60.0))) * importance).mean() + penalty * (w * w).sum()
        out.backward()
        return out

    optimizer.step(loss)
    return {k: round(v, 3) for k, v in zip(names, w.detach()[:, 0].tolist(), strict=True) if abs(v) >= 0.0005}


def tallied(docs: list[Dated], dating: Dating) -> Counter[tuple[str, str]]:
    """How many sayings came out right, wrong, missed, invented, rightly none, by corpus."""
    out: Counter[tuple[str, str]] = Counter()
    for d in docs:
        for r, n in zip(d.records, dating.dates(d.observer, len(d.records)), strict=True):
            gold, value = date_of(r), None if n is None else d.times[n].value
            if gold:
                out[d.corpus, "right" if is_right(gold, value) else "missed" if value is None else "wrong"] += 1
            else:
                out[d.corpus, "invented" if value else "none"] += 1
    return out


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--data", type=Path, required=True)
    ap.add_argument("--out", type=Path)
    ap.add_argument("--folds", type=int, default=0)
    ap.add_argument("--penalty", type=float, default=1e-4)
    a = ap.parse_args()
    torch.set_num_threads(1)
    docs = [dated(*x) for x in articles(a.data)]
    if a.folds:
        random.Random(0).shuffle(docs)
        counts: dict[tuple[float, float], Counter[tuple[str, str]]] = {}
        for f in range(a.folds):
            weights = fit([d for i, d in enumerate(docs) if i % a.folds != f], a.penalty)
            for bounds in product((0.4, 0.5, 0.6, 0.7), (0.6, 0.7, 0.8, 0.9)):
                counts.setdefault(bounds, Counter()).update(tallied(docs[f :: a.folds], Dating(weights, *bounds)))
        for bounds, c in counts.items():
            print(f"at least {bounds}:", "; ".join(shown(c, k) for k in WEIGHTS))
    if a.out:
        weights = dict(sorted(fit(docs, a.penalty).items()))
        a.out.write_text(
            json.dumps({"least": LEAST, "carried": CARRIED, "weights": weights}, ensure_ascii=False, indent=0) + "\n", encoding="utf-8"
        )
        print(
            f"{len(weights)} weights; on what was learned from:",
            "; ".join(shown(tallied(docs, Dating(weights, LEAST, CARRIED)), k) for k in WEIGHTS),
        )


def shown(c: Counter[tuple[str, str]], corpus: str) -> str:
    """A line of figures."""
    stated, others = (sum(c[corpus, k] for k in ks) for ks in (("right", "wrong", "missed"), ("none", "invented")))
    right, wrong = (100 * c[corpus, k] / max(1, stated) for k in ("right", "wrong"))
    return f"{corpus} {right:.1f} % of {stated} right, {wrong:.1f} % wrong, {100 * c[corpus, 'invented'] / max(1, others):.1f} % invented"


if __name__ == "__main__":
    main()
