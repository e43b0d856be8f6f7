"""Fit the logistic models that weigh what speaks for one claim, for one statement, and for a denial's being of a claim.

    PYTHONPATH=src:benchmarks python training/claims/weigh.py src/onrecord/weights/claims.json --data DATA

They learn from the developing and the practice stories, and from pairs of real articles from which the network has not learned. What it
says when it is told what stands ahead is weighed by the developing stories, such worlds, and those pairs. Before the weights are written,
each story is held out once, and what the others' weights say of it is printed as average precision, so that it is seen what a number is
worth. Nothing is fetched; the answer is always the same.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

sys.path[:0] = [str(Path(__file__).parents[2] / "benchmarks"), str(Path(__file__).parents[2] / "src"), str(Path(__file__).parent)]
from claiming import Key  # noqa: E402
from claiming import Said as Marked  # noqa: E402
from claiming_ours import Sight, flat, given  # noqa: E402
from claims_gold import PARTS, Part, load, read  # noqa: E402
from claims_real import MORE, Labelled, labelled  # noqa: E402
from worlds import WEIGHED  # noqa: E402

from onrecord.claims import denials, evidence, opposing, statements  # noqa: E402
from onrecord.claims.ahead import ahead  # noqa: E402
from onrecord.claims.judging import judge  # noqa: E402
from onrecord.claims.network import Bearing, Opinion, shipped  # noqa: E402
from onrecord.claims.said import Said, article_of  # noqa: E402
from onrecord.claims.speaking import kinship  # noqa: E402

UNLEARNED = [Path(__file__).parent / "worlds" / f"{name}.jsonl" for name in WEIGHED]

LEARNED = [*PARTS["developing"], *PARTS["practice"]]
Floats = NDArray[np.float64]
Row = tuple[str, tuple[float, ...], bool]

_NEGATIVE = ("not ", "n't", "n’t", "no ", "never", "nobody", "nothing", "none")
WORDS = frozenset(["overlap", "shared words", "run", "contained", "equal"])
"""Numbers of words in common."""

_FOLDS = 10
_RIDGE, _STRONG = 3.0, 10.0
"""How strongly weights are held near nothing; strongly where little can be learned from."""

_AS_MUCH = 3
"""How many pairs of worlds a pair of stories counts as much as: stories are articles, with names, dates and acts as they are read."""


def story(key: Key) -> str:
    return key[0].split("-")[0]


def within(part: Part, keys: Sequence[Key]) -> Iterator[tuple[Key, Key]]:
    return ((a, b) for a, b in combinations(sorted(keys), 2) if story(a) == story(b))


class Gold:
    """What is right for pairs of attributions."""

    def __init__(self, part: Part) -> None:
        self.said: dict[Key, Marked] = {s.key: s for s in part.corpus.said}
        self.claim = {k: i for i, group in enumerate(part.gold.claims) for k in group}
        self.denied = {d.attribution: self.claim[d.claim] for d in part.gold.denials}
        self.statement = {k: i for i, group in enumerate(part.gold.statements) for k in group}

    def _unit(self, k: Key) -> tuple[bool, int]:
        """What an attribution says: a claim, or that it is not so; a denial whose content is the claim itself counts as the claim."""
        if k in self.claim:
            return True, self.claim[k]
        return self._positive(k), self.denied.get(k, -1)

    def _positive(self, k: Key) -> bool:
        return self.said[k].act == "deny" and not any(n in self.said[k].content.lower() + " " for n in _NEGATIVE)

    def speaks(self, k: Key) -> bool:
        return k in self.claim or k in self.denied

    def one(self, a: Key, b: Key) -> bool:
        return self._unit(a) == self._unit(b)


def contents(gold: Gold, part: Part, opinions: dict[tuple[str, str], Opinion]) -> Iterator[Row]:
    """Pairs of contents, each once."""
    found: dict[tuple[str, str], tuple[str, bool]] = {}
    for a, b in within(part, [k for k in gold.said if gold.speaks(k)]):
        x, y = sorted((gold.said[a].content, gold.said[b].content))
        if x != y:
            found[x, y] = story(a), found.get((x, y), ("", False))[1] or gold.one(a, b)
    for pair, (name, label) in sorted(found.items()):
        yield name, evidence.evidence(*pair, opinions[pair]).numbers, label


def real_contents(pairs: Sequence[Labelled]) -> Iterator[Row]:
    """Pairs of contents of real articles; one that says clearly more than the other may be one claim with it or not."""
    some = [(*sorted((p.a.content, p.b.content)), p) for p in pairs if p.label not in MORE and p.a.content != p.b.content]
    opinions = shipped().opinions([(a, b) for a, b, _ in some])
    for (a, b, p), opinion in zip(some, opinions, strict=True):
        yield f"real-{article_of(p.a.key)}", evidence.evidence(a, b, opinion).numbers, p.label == "same"


def real_opposites(pairs: Sequence[Labelled]) -> Iterator[Row]:
    """The same with what stands ahead of them: whether they contradict each other."""
    judged = judge([(p.a.content, p.b.content) for p in pairs])
    bearings = shipped().bearings([((p.ahead[0], p.a.content), (p.ahead[1], p.b.content)) for p in pairs])
    for p, how, bearing in zip(pairs, judged, bearings, strict=True):
        if opposing.worth_telling(p.a, p.b, how):
            yield f"real-{article_of(p.a.key)}", opposing.numbers(p.a, p.b, how, bearing), p.label == "contradicts"


def reports(gold: Gold, part: Part) -> Iterator[Row]:
    """Pairs of attributions whose speakers may be one: those that were marked, and those of them that onrecord reads."""
    as_read = {s.key: s for s in read(LEARNED, part.corpus).said}
    for found in (gold.said, as_read):
        said = {k: given(found[k]) for k in gold.statement if k in found}
        pairs = [
            (a, b) for a, b in within(part, list(said)) if statements.may_be_one(said[a], said[b]) and kinship(said[a], said[b]) != "other"
        ]
        for (a, b), judged in zip(pairs, judge([(said[a].content, said[b].content) for a, b in pairs]), strict=True):
            yield story(a), statements.numbers(said[a], said[b], judged), gold.statement[a] == gold.statement[b]


Stories = list[tuple[str, Part, Sight]]


def targets(stories: Stories) -> Iterator[tuple[Row, Said, Said, Bearing | None]]:
    """Denials with what they may be of: claims of their story that share a word with them, and what stands before them."""
    for name, part, sight in stories:
        gold = Gold(part)
        claim = {flat(k): i for k, i in gold.claim.items()}
        denied = {(flat(d.attribution), gold.claim[d.claim]) for d in part.gold.denials}
        for (a, b), judged in sight.judged.items():
            for d, c in ((a, b), (b, a)):
                denial, made = sight.by_key[d], sight.by_key[c]
                if denial.act == "deny" and c in claim and denials.may_deny(denial, made):
                    row = name, denials.numbers(denial, made, judged), (d, claim[c]) in denied
                    yield row, denial, made, sight.bearings.get((a, b))


def weighed(rows: Sequence[tuple[Row, Said, Said, Bearing | None]], learned: frozenset[str]) -> Iterator[Row]:
    """The same with what the network makes of them, of stories that it has not learned from, each weighed by what the others say first."""
    x, y = np.array([r[1] for r, *_ in rows]), np.array([float(r[2]) for r, *_ in rows])
    of = np.array([r[0] for r, *_ in rows])
    for story in sorted(set(of) - learned):
        w, bias = fitted(x[of != story], y[of != story], _STRONG)
        for (name, numbers, right), denial, made, told in (rows[i] for i in np.flatnonzero(of == story)):
            if told is not None:
                yield name, denials.numbers_told(denial, made, float(np.array(numbers) @ w + bias), told), right


def opposites(stories: Stories) -> Iterator[Row]:
    """Attributions of two statements, with whether gold says that one denies, contradicts or takes back the other."""
    for name, part, sight in stories:
        statement = {flat(k): i for i, group in enumerate(part.gold.statements) for k in group}
        at = {k: i for i, group in enumerate(part.gold.statements) for k in group}
        against = {frozenset([at[r.later], at[r.earlier]]) for r in part.gold.relations if r.kind in {"denies", "contradicts", "revises"}}
        for (a, b), bearing in sight.bearings.items():
            i, j = statement.get(a), statement.get(b)
            if i is not None and j is not None and i != j:
                numbers = opposing.numbers(sight.by_key[a], sight.by_key[b], sight.judged[a, b], bearing)
                yield name, numbers, frozenset([i, j]) in against


def of_worlds(paths: Sequence[Path]) -> Iterator[Row]:
    """Sayings of worlds that the network has not learned from, each in an article of its own."""
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            world = json.loads(line)
            name = f"{path.stem}-{world['world']}"
            told = {s["id"]: _saying(f"{name}-{s['id']}#a1", s) for s in world["sayings"] if s["act"] != "decline"}
            against = {frozenset(p) for p in [*world["against"], *world["revises"]]}
            against |= {frozenset([d, c]) for d, them in world["denials"] for c in them}
            pairs = list(combinations(sorted(told), 2))
            judged = dict(zip(pairs, judge([(told[a].content, told[b].content) for a, b in pairs]), strict=True))
            worth = [p for p in pairs if opposing.worth_telling(told[p[0]], told[p[1]], judged[p])]
            before = {s["id"]: ahead(s["before"], s["speaker"], s["act"]) for s in world["sayings"]}
            sides = {n: (before[n], s.content) for n, s in told.items()}
            for p, bearing in zip(worth, shipped().bearings([(sides[a], sides[b]) for a, b in worth]), strict=True):
                yield name, opposing.numbers(told[p[0]], told[p[1]], judged[p], bearing), frozenset(p) in against


def denials_of_worlds(paths: Sequence[Path], first: dict[str, object]) -> Iterator[Row]:
    """Denials of worlds that the network has not learned from, with what others claimed before them."""
    weights, bias = np.array(list(first["weights"].values())), first["bias"]  # type: ignore[attr-defined]
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            world = json.loads(line)
            name = f"{path.stem}-{world['world']}"
            told = {s["id"]: _saying(f"{name}-{s['id']}#a1", s) for s in world["sayings"]}
            before = {s["id"]: ahead(s["before"], s["speaker"], s["act"]) for s in world["sayings"]}
            denied = {(d, c) for d, them in world["denials"] for c in them}
            pairs = [
                (d, c) for d in told for c in told if told[d].act == "deny" and c < d and denials.may_deny(told[d], told[c])
            ]  # fmt: skip
            judged = judge([(told[d].content, told[c].content) for d, c in pairs])
            bearings = shipped().bearings([((before[d], told[d].content), (before[c], told[c].content)) for d, c in pairs])
            for (d, c), how, bearing in zip(pairs, judged, bearings, strict=True):
                odds = float(np.array(denials.numbers(told[d], told[c], how)) @ weights + bias)
                yield name, denials.numbers_told(told[d], told[c], odds, bearing), (d, c) in denied


def _saying(key: str, s: dict[str, str]) -> Said:
    who = s["speaker"]
    kind = "person" if len(who.split()) > 1 and all(w[0].isupper() for w in who.split()) else "organisation"
    day = s["day"]
    return Said(
        *(0, key, 0, None, day, f"{kind}:{who.lower()}", who, kind, (), day, day, s["act"], "neutral", True, "direct"),
        *(who, "said", s["content"], None, 0, None),
    )


def fitted(x: Floats, y: Floats, ridge_of: float = _RIDGE) -> tuple[Floats, float]:
    """Weights and bias: Newton's method, with a ridge on numbers brought to one scale."""
    mean, scale = x.mean(0), x.std(0) + 1e-6
    z = np.c_[(x - mean) / scale, np.ones(len(x))]
    ridge = ridge_of * np.eye(z.shape[1])
    ridge[-1, -1] = 0
    b = np.zeros(z.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-z @ b))
        b -= np.linalg.solve((z * (p * (1 - p))[:, None]).T @ z + ridge, z.T @ (p - y) + ridge @ b)
    weights = b[:-1] / scale
    return weights, float(b[-1] - weights @ mean)


def model(
    name: str, names: Sequence[str], rows: list[Row], ridge: float = _RIDGE, never_against: frozenset[str] = frozenset()
) -> dict[str, object]:
    """Fit a model, and print what it is worth.

    Args:
        name: Of the model.
        names: Of its numbers.
        rows: What it learns from.
        ridge: How strongly weights are held near nothing.
        never_against: Numbers of which more must not speak against what is told: those that would get a weight below 0 count for nothing.
    """
    x, y = np.array([r[1] for r in rows]), np.array([float(r[2]) for r in rows])
    while wrong := [i for i, (n, w) in enumerate(zip(names, fitted(x, y, ridge)[0], strict=True)) if n in never_against and w < 0]:
        x[:, wrong] = 0.0
    of = np.array([r[0] for r in rows])
    said = np.zeros(len(y))
    of = np.array([f"real {crc32(name.encode()) % _FOLDS}" if name.startswith("real-") else name for name in of])
    for left_out in sorted(set(of)):
        w, bias = fitted(x[of != left_out], y[of != left_out], ridge)
        said[of == left_out] = x[of == left_out] @ w + bias
    if (those := np.char.startswith(of, "real")).any():
        show(f"{name}, real pairs alone", y[those], said[those])
    show(name, y, said)
    w, bias = fitted(x, y, ridge)
    return {"weights": {n: round(float(v), 4) for n, v in zip(names, w, strict=True)}, "bias": round(bias, 4)}


def show(name: str, y: Floats, said: Floats) -> None:
    ranked = y[np.argsort(-said, kind="stable")]
    precision = (np.cumsum(ranked) / np.arange(1, len(ranked) + 1))[ranked == 1].mean()
    hits = ((said > 0) & (y == 1)).sum()
    at_half = f"{hits / max(1, (said > 0).sum()):.3f}/{hits / y.sum():.3f}"
    print(f"{name}: {len(y)} pairs, {int(y.sum())} right; average precision {precision:.3f}, at one half {at_half}", flush=True)


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("out", type=Path)
    ap.add_argument("--data", type=Path, required=True, help="folder with attribution/polnear-train.jsonl.gz")
    a = ap.parse_args()
    real = list(labelled(a.data, held=True))
    part = load(LEARNED)
    gold = Gold(part)
    texts = [(gold.said[x].content, gold.said[y].content) for x, y in within(part, [k for k in gold.said if gold.speaks(k)])]
    pairs = sorted({(min(p), max(p)) for p in texts if p[0] != p[1]})
    opinions = dict(zip(pairs, shipped().opinions(pairs), strict=True))
    rows_of_one = [*contents(gold, part, opinions), *real_contents(real)]
    found = {"one": model("one", evidence.NAMES, rows_of_one, never_against=WORDS)}
    write(found, a.out)  # what says that attributions report one statement rests on these
    found["statement"] = model("statement", statements.NAMES, list(reports(gold, part)))
    write(found, a.out)
    # The network has learned from the practice stories: what it says of their denials and opposites is surer than of any others.
    learned = frozenset(path.stem for path in PARTS["practice"])
    stories = [(path.stem, part, Sight(part.corpus)) for path in LEARNED for part in [load([path])]]
    rows = list(targets(stories))
    found["denial"] = model("denial", denials.NAMES, [row for row, *_ in rows], _STRONG)
    told = [*list(weighed(rows, learned)) * _AS_MUCH, *denials_of_worlds(UNLEARNED, found["denial"])]
    found["denial, told"] = model("denial, told", denials.TOLD, told)
    unseen = list(opposites([s for s in stories if s[0] not in learned]))
    found["against"] = model("against", opposing.NAMES, [*unseen * _AS_MUCH, *of_worlds(UNLEARNED), *real_opposites(real)], _STRONG)
    write(found, a.out)


def write(found: dict[str, dict[str, object]], out: Path) -> None:
    from onrecord.claims import weighing

    out.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    weighing.shipped.cache_clear()


if __name__ == "__main__":
    main()
