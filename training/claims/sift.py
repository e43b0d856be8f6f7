"""Learn which pairs of contents are worth being compared, and of which the network is to be asked.

    PYTHONPATH=src:benchmarks python training/claims/sift.py src/onrecord/weights --record news.db

The pairs are those near each other in records: one of the developing and practice stories, which is made for this, and any others that are
named; what the shipped network and the comparison say of all of them is what is learned. So it is run again whenever `relations.onnx` or
`claims.json` is another one; 25,000 pairs take some minutes. Weights and bounds go into `sifting.json`; what they would lose of pairs that
were not learned from (one fifth of the contents at a time) is printed before. Nothing is fetched.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[2] / "benchmarks"), str(Path(__file__).parents[2] / "src")]
from claims_gold import PARTS, texts_of  # noqa: E402

from onrecord.claims import sifting  # noqa: E402
from onrecord.claims.evidence import evidence  # noqa: E402
from onrecord.claims.judging import Judged, _deciding, _judged  # noqa: E402
from onrecord.claims.loading import in_batches  # noqa: E402
from onrecord.claims.neighbours import near_of  # noqa: E402
from onrecord.claims.network import Opinion, shipped  # noqa: E402
from onrecord.claims.store import update  # noqa: E402
from onrecord.model import Article  # noqa: E402
from onrecord.pipeline import Understood, understand_all  # noqa: E402
from onrecord.reading import articles  # noqa: E402
from onrecord.record import Record, open_record  # noqa: E402

LOST = {"looking": 0.006, "one": 0.01, "against": 0.15}
"""What share of the pairs that matter is lost at each step. Contradictions that no word shows are given up soonest: they are few, most of
them are none, and each costs many questions."""

NOTHING = Opinion((0.02, 0.01, 0.01, 0.02, 0.54, 0.4), (0.05, 0.9, 0.05), (0.05, 0.9, 0.05), 0.3)
Floats = NDArray[np.float64]


def read_stories(path: Path) -> Record:
    """A record of the stories that may be learned from."""
    record = open_record(path)
    paths = [texts_of(gold) for gold in (*PARTS["developing"], *PARTS["practice"])]
    for understood in understand_all((a for path in paths for a in articles(path) if isinstance(a, Article)), vectors=True):
        if isinstance(understood, Understood):
            record.add(understood.reading, understood.vectors)
    return record


def near(record: Record) -> Iterator[tuple[str, str]]:
    """The pairs of contents that stand near each other."""
    update(record.database, judging=lambda pairs: [None] * len(pairs))  # type: ignore[list-item]
    rows = record.database.rows("SELECT id, near, attribution_id, bound FROM contents")
    of, bound = {int(r[0]): int(r[2]) for r in rows}, {int(r[0]): str(r[3]) for r in rows}
    texts = dict(in_batches(record.database, "SELECT id, content FROM attributions WHERE id IN ({})", of.values()))
    pairs = {(min(int(r[0]), n.id), max(int(r[0]), n.id)) for r in rows for n in near_of(r[1])}
    for a, b in sorted(pairs):
        if not (bound[a] and bound[b] and bound[a] != bound[b]):
            one, other = sorted((texts[of[a]], texts[of[b]]))
            if one != other:
                yield one, other


def fitted(x: Floats, y: Floats, ridge: float = 3.0) -> tuple[Floats, float]:
    """Weights and bias: Newton's method, with a ridge on numbers brought to one scale."""
    mean, scale = x.mean(0), x.std(0) + 1e-6
    z = np.c_[(x - mean) / scale, np.ones(len(x))]
    held = ridge * np.eye(z.shape[1])
    held[-1, -1] = 0
    b = np.zeros(z.shape[1])
    for _ in range(20):
        p = 1 / (1 + np.exp(-np.clip(z @ b, -30, 30)))
        b -= np.linalg.solve((z * (p * (1 - p) + 1e-9)[:, None]).T @ z + held, z.T @ (p - y) + held @ b)
    weights = b[:-1] / scale
    return weights, float(b[-1] - weights @ mean)


def unseen(x: Floats, y: Floats, fold: NDArray[np.int64]) -> Floats:
    """Probabilities, each by weights that were learned from other contents."""
    out = np.zeros(len(y))
    for k in range(5):
        w, bias = fitted(x[fold != k], y[fold != k])
        out[fold == k] = 1 / (1 + np.exp(-np.clip(x[fold == k] @ w + bias, -60, 60)))
    return out


def bound(said: Floats, right: NDArray[np.bool_], lost: float) -> float:
    """The probability below which so large a share of what is right lies."""
    return float(np.quantile(said[right], lost)) if right.any() else 0.5


def model(names: Sequence[str], x: Floats, y: Floats) -> dict[str, object]:
    w, bias = fitted(x, y)
    return {"weights": {n: round(float(v), 4) for n, v in zip(names, w, strict=True)}, "bias": round(bias, 4)}


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("out", type=Path, help="the folder of the weights")
    ap.add_argument("--record", type=Path, action="append", default=[], help="a record; it is not changed, but copied")
    a = ap.parse_args()
    pairs: set[tuple[str, str]] = set()
    with tempfile.TemporaryDirectory() as folder:
        with read_stories(Path(folder) / "stories.db") as stories:
            pairs |= set(near(stories))
        print(f"{len(pairs)} pairs of the stories")
        for n, path in enumerate(a.record):
            with open_record(path) as record:
                record.back_up(Path(folder) / f"{n}.db")
            with open_record(Path(folder) / f"{n}.db") as record:
                pairs |= set(near(record))
            print(f"{len(pairs)} pairs with those of {path.name}")
    some = sorted(pairs)
    learn(some, shipped().opinions(some), a.out)


def learn(pairs: Sequence[tuple[str, str]], opinions: Sequence[Opinion], out: Path) -> None:
    """Fit the three models, say what they would lose, and write them."""
    words = np.array([sifting.numbers_of_words(*p) for p in pairs])
    seen = [evidence(*p, NOTHING) for p in pairs]
    asking = np.array([sifting.numbers_of_evidence(w, s) for w, s in zip(words.tolist(), seen, strict=True)])
    whole: list[Judged] = [_judged(s.with_opinion(o)) for s, o in zip(seen, opinions, strict=True)]
    plain: list[Judged] = [_judged(s) for s in seen]
    decided = np.array([bool(_deciding(s)) for s in seen])
    equal = np.array([s.comparison.contained == "both" for s in seen])
    could = np.array([sifting.could_matter(s) for s in seen])
    one = np.array([j.one >= 0.5 for j in whole]) & could
    against = np.array([j.relation == "contradicts" for j in whole]) & could
    hit = np.array([j.relation not in {"related", "unrelated"} for j in whole])
    by_network = against & np.array([j.relation != "contradicts" for j in plain])
    fold = np.array([crc32(p[0].encode()) % 5 for p in pairs])

    look = unseen(words, (one | against).astype(float), fold)
    looked = bound(look, one | against, LOST["looking"])
    rest = (look >= looked) & could & ~equal
    says_one, says_against = np.zeros(len(pairs)), np.zeros(len(pairs))
    says_one[rest] = unseen(asking[rest], one[rest].astype(float), fold[rest])
    says_against[rest] = unseen(asking[rest], by_network[rest].astype(float), fold[rest])
    asked_at = bound(says_one, one & rest & ~decided, LOST["one"])
    opposed_at = bound(says_against, by_network & rest, LOST["against"])
    asks = rest & ((~decided & (says_one >= asked_at)) | (says_against >= opposed_at))
    unasked = np.flatnonzero((look >= looked) & ~equal & ~asks).tolist()
    mean = lambda rows: [round(float(v), 4) for v in np.mean(rows, axis=0)]  # noqa: E731
    relation = mean([opinions[i].relation for i in unasked])
    relation[1] = relation[2] = round((relation[1] + relation[2]) / 2, 4)
    found = {
        "looking": model(sifting.LOOKING, words, (one | against).astype(float)),
        "one": model(sifting.ASKING, asking[rest], one[rest].astype(float)),
        "against": model(sifting.ASKING, asking[rest], by_network[rest].astype(float)),
        "bounds": {"looked": round(looked, 5), "asked": round(asked_at, 5), "opposed": round(opposed_at, 5)},
        "unasked": {
            "relation": relation,
            "entailment": mean([opinions[i].forth for i in unasked]),
            "alike": round(float(np.mean([opinions[i].alike for i in unasked])), 4),
        },
    }
    passes = (look >= looked) | equal
    come = passes & (asks | equal | (against & ~by_network) | (decided & ~by_network & ~one))
    print(f"{len(pairs)} pairs, {int(hit.sum())} of them the same, more, less or against each other")
    print(f"compared {passes.mean():.1%}, the network asked of {asks.mean():.1%}")
    rows = (
        ("may be one claim or against each other", one | against),
        ("one claim", one),
        ("against", against),
        ("against, by the network alone", by_network),
        ("all that are the same, more, less or against, also with too few words to matter", hit),
    )
    for name, which in rows:
        print(f"  {name}: {int((which & come).sum())} of {int(which.sum())} kept ({(which & come).sum() / max(1, which.sum()):.1%})")
    (out / "sifting.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    sifting.shipped.cache_clear()


if __name__ == "__main__":
    main()
