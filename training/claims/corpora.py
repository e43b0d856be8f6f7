"""Pairs of sentences with what is known of how they relate, from several corpora, in one form.

Corpora label different things. Natural language inference (SNLI, Bowman et al. 2015; MultiNLI, Williams et al. 2018; HealthVer, Sarrouti
et al. 2021) says whether the first entails the second; STS (Agirre et al. 2013–2015) how alike they are; ClaimDiff (Ko et al. 2023) whether
the first strengthens or weakens the second; our own pairs say which of our six relations holds. What one corpus says leaves several of our
relations open: `allowed` holds those that are.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import random
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
from claims_real import labelled

sys.path.insert(0, str(Path(__file__).parent))
from pairnet import RELATIONS

_ALL = frozenset(RELATIONS)
_OPEN = {
    "entailment": frozenset(["same", "a_more"]),
    "neutral": frozenset(["b_more", "related", "unrelated"]),
    "contradiction": frozenset(["contradicts"]),
}
_HEALTH = {"Supports": "entailment", "Neutral": "neutral", "Refutes": "contradiction"}
_AGAINST = frozenset(["denies", "contradicts", "revises"])
_OTHER_WAY = {"a_more": "b_more", "b_more": "a_more"}


@dataclass(frozen=True)
class Pair:
    """Two texts and what is known of them.

    Attributes:
        a: The first.
        b: The second.
        corpus: Where they are from.
        allowed: Relations that may hold.
        entailment: Label of inference from a to b.
        alike: Similarity, 0 to 5.
        differs: Whether a strengthens and whether it weakens b.
        group: What must not be divided between learning and measuring: a topic.
        ahead: What stands before each in its article, who says it and by what act; empty where it is not known.
    """

    a: str
    b: str
    corpus: str
    allowed: frozenset[str] = _ALL
    entailment: str | None = None
    alike: float | None = None
    differs: tuple[bool, bool] | None = None
    group: str = ""
    ahead: tuple[str, str] = ("", "")

    def turned(self) -> Pair | None:
        """The pair the other way round, where what is known holds that way too."""
        allowed = frozenset(_OTHER_WAY.get(x, x) for x in self.allowed)
        if self.differs is not None or (len(allowed) > 1 and allowed != self.allowed):
            return None
        entailment = self.entailment and entailment_of(next(iter(allowed)))
        return replace(self, a=self.b, b=self.a, allowed=allowed, entailment=entailment, ahead=self.ahead[::-1])


def entailment_of(relation: str) -> str:
    """What a relation of ours is in the terms of inference from a to b."""
    return "entailment" if relation in {"same", "a_more"} else "contradiction" if relation == "contradicts" else "neutral"


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with gzip.open(path, "rt", encoding="utf-8", newline="") as f:
        yield from csv.DictReader(f)


def inference(path: Path, corpus: str) -> Iterator[Pair]:
    """SNLI or MultiNLI."""
    for r in _rows(path):
        if r["label"] in _OPEN:
            yield Pair(r["premise"].strip(), r["hypothesis"].strip(), corpus, _OPEN[r["label"]], entailment=r["label"])


def siblings(pairs: Iterable[Pair]) -> Iterator[Pair]:
    """Hypotheses of one premise beside one another, and each before its premise: pairs of the same kind that nobody labelled."""
    of: dict[str, set[str]] = {}
    for p in pairs:
        of.setdefault(p.a, set()).add(p.b)
    for premise, hypotheses in of.items():
        for x in sorted(hypotheses):
            yield Pair(x, premise, "free")
            yield from (Pair(x, y, "free") for y in sorted(hypotheses) if x != y)


def healthver(path: Path) -> Iterator[Pair]:
    for r in _rows(path):
        label = _HEALTH[r["label"]]
        yield Pair(r["evidence"], r["claim"], "healthver", _OPEN[label], entailment=label)


def headlines(path: Path) -> Iterator[Pair]:
    """STS headlines; those without a score are left out."""
    with gzip.open(path, "rt", encoding="utf-8") as f:
        for line in f:
            score, a, b = line.rstrip("\n").split("\t")[:3]
            if score:
                alike = float(score)
                allowed = frozenset(["unrelated"]) if alike <= 0.4 else frozenset(["same"]) if alike >= 4.9 else _ALL
                yield Pair(a, b, "headlines", allowed, alike=alike)


def claimdiff(folder: Path) -> Iterator[Pair]:
    both: dict[str, dict[str, bool]] = {}
    texts = {}
    for kind, name in (("strengthens", "strength"), ("weakens", "weak")):
        with gzip.open(folder / f"claimdiff-{name}-train.json.gz", "rt", encoding="utf-8") as f:
            for d in json.load(f)["data"]:
                both.setdefault(d["pair_id"], {})[kind] = bool(d["relation"])
                texts[d["pair_id"]] = d["claim_a"], d["claim_b"], d["topic"]
    for id, (a, b, topic) in texts.items():
        yield Pair(a, b, "claimdiff", differs=(both[id].get("strengthens", False), both[id].get("weakens", False)), group=topic)


def ours(paths: Iterable[Path]) -> Iterator[Pair]:
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                d = json.loads(line)
                label = d["label"]
                yield Pair(d["a"], d["b"], "ours", frozenset([label]), entailment=entailment_of(label))


_SOME = frozenset(["related", "unrelated"])


def real(data: Path, *, held: bool = False) -> Iterator[tuple[Pair, str]]:
    """Pairs of contents of real articles with what stands ahead of them, and the relation that we saw (`benchmarks/claims_real.py`).

    Args:
        data: Folder with the articles.
        held: Those from which the network does not learn.
    """
    for p in labelled(data, held=held):
        allowed = _SOME if p.label in _SOME else frozenset([p.label])
        yield Pair(p.a.content, p.b.content, "real", allowed, group=p.a.key.partition("#")[0], ahead=p.ahead), p.label


def with_and_without(pairs: Iterable[tuple[Pair, str]]) -> Iterator[Pair]:
    """Pairs with what stands ahead of them, and without."""
    for p, label in pairs:
        yield p
        yield replace(p, ahead=("", ""), entailment=entailment_of(label))


_NEGATIVE = re.compile(r"\b(?:not?|never|nobody|nothing|none|neither|nor)\b|n[’']t\b")
_ONE, _MORE = frozenset(["same", "a_more", "b_more"]), frozenset(["a_more", "b_more", "contradicts", "related"])
_NEITHER = frozenset(["a_more", "b_more", "related", "unrelated"])


def stories(paths: Iterable[Path]) -> Iterator[Pair]:
    """Contents of the attributions of a story with gold across articles, two by two.

    Of one claim: one. Where gold says that they deny, contradict or take back one another: against each other. All others that state
    something: neither, as gold is about all pairs of statements. A denial that only repeats what it denies is that claim, as a content.
    """
    for path in paths:
        story = json.loads(path.read_text(encoding="utf-8"))
        lines = path.with_suffix(".jsonl").read_text(encoding="utf-8").splitlines()
        texts = {x["id"]: x["text"] for x in map(json.loads, lines)}
        said = {(a, r["id"]): r for a, records in story["attributions"].items() for r in records if r["content"] and r["asserted"]}
        words = {k: " … ".join(texts[k[0]][s:e] for s, e in r["content"]) for k, r in said.items()}
        claim = {tuple(m): c["name"] for c in story["claims"] for m in c["members"]}
        statement = {tuple(m): n for n, group in enumerate(story["statements"]) for m in group}
        denied = {tuple(d["attribution"]): d["claim"] for d in story["denials"]}
        against = {frozenset(statement[tuple(r[x])] for x in ("from", "to")) for r in story["relations"] if r["kind"] in _AGAINST}
        told: dict[tuple[str, str], frozenset[str]] = {}
        for x, y in combinations(sorted(k for k in said if k in claim or k in denied), 2):
            a, b = sorted((words[x], words[y]))
            repeats = {k: k in denied and k not in claim and not _NEGATIVE.search(words[k].lower()) for k in (x, y)}
            means = {k: claim.get(k) or (denied[k] if repeats[k] else None) for k in (x, y)}
            opposed = [k for k, o in ((x, y), (y, x)) if k in denied and not repeats[k] and denied[k] == means[o]]
            if a == b:
                continue
            if means[x] is not None and means[x] == means[y]:
                allowed = _ONE
            elif opposed:
                allowed = frozenset(["contradicts"])
            elif None in means.values() or True in repeats.values():
                continue
            elif frozenset([statement.get(x), statement.get(y)]) in against:
                allowed = frozenset(["contradicts"])
            elif statement.get(x) == statement.get(y):
                allowed = _MORE
            else:
                allowed = _NEITHER
            told[a, b] = allowed if (a, b) not in told else _ALL
        for (a, b), allowed in sorted(told.items()):
            if allowed != _ALL:
                yield Pair(a, b, "stories", allowed, group=path.stem)


_TELLING = re.compile(r"[a-z]{4,}|\d+")


def telling(pairs: Iterable[Pair], rng: random.Random) -> Iterator[Pair]:
    """Of the pairs of stories those that teach: all of one claim or against each other, and of the rest mostly those that share words."""
    for p in pairs:
        common = {*_TELLING.findall(p.a.lower())} & {*_TELLING.findall(p.b.lower())}
        if p.allowed != _NEITHER or rng.random() < (0.1, 0.5, 1.0)[min(len(common), 2)]:
            yield p


def is_held(p: Pair) -> bool:
    """Whether a pair of MultiNLI belongs to the tenth that figures are from; all hypotheses of a premise go together."""
    return hashlib.sha256(p.a.encode()).digest()[0] % 10 == 0


_NUMBER = re.compile(r"\b\d[\d,.]*\d\b|\b\d\b")
_MODAL = re.compile(r"\b(will|would)\b")
_NEGATED = re.compile(r"\b(is|are|was|were|has|have|had|will|would|can|could|should|did)(?! not|n't| been not)\b")
_FRAME = re.compile(r"^(that|if|whether) |[“”\"]", re.IGNORECASE)


def altered(contents: list[str], rng: random.Random) -> Iterator[Pair]:
    """Pairs made of contents by one small change whose effect is known: another number, a negation, another modal, harmless marks."""
    for a in contents:
        kind = rng.choice(["number", "negation", "modal", "frame"])
        if kind == "number" and (m := _NUMBER.search(a)):
            value = m.group()
            other = str(max(2, int(re.sub(r"\D", "", value)[:6] or 0) + rng.choice([-7, -3, 2, 5, 11, 40])))
            if other != value:
                b = a[: m.start()] + other + a[m.end() :]
                yield Pair(a, b, "altered", frozenset(["contradicts", "related"]))
        elif kind == "negation" and (m := _NEGATED.search(a)):
            b = f"{a[: m.end()]} not{a[m.end() :]}"
            yield Pair(*((a, b) if rng.random() < 0.5 else (b, a)), "altered", frozenset(["contradicts"]), entailment="contradiction")
        elif kind == "modal" and (m := _MODAL.search(a)):
            b = a[: m.start()] + rng.choice(["may", "might", "could"]) + a[m.end() :]
            yield Pair(
                *(
                    (a, b, "altered", frozenset(["a_more"]), "entailment")
                    if rng.random() < 0.5
                    else (b, a, "altered", frozenset(["b_more"]), "neutral")
                )
            )
        elif kind == "frame" and _FRAME.search(a):
            b = _FRAME.sub("", a).strip(" ,.")
            if len(b.split()) >= 4 and b != a:
                yield Pair(*((a, b) if rng.random() < 0.5 else (b, a)), "altered", frozenset(["same"]), entailment="entailment")


_CUT = re.compile(r"(?:,| (?:in|on|after|before|because|when|with|for|at|from|during|by|of|that|which|who|and|while|since)) ")
_LOSES = re.compile(r"\b(?:if|not|may|might|could|would|no|un\w+)\b")
_FEW = 0.34
"""Overlap below which contents of one article are taken not to say the same."""


def beside(pairs: list[tuple[str, str]], overlap: Callable[[str, str], float]) -> Iterator[Pair]:
    """Pairs of contents that stand in one article and have few words in common: seldom one claim, whatever they are about."""
    for a, b in pairs:
        if min(len(a.split()), len(b.split())) >= 4 and overlap(a, b) < _FEW:
            yield Pair(a, b, "beside", frozenset(["related", "unrelated"]), entailment="neutral")


def trimmed(contents: list[str], rng: random.Random) -> Iterator[Pair]:
    """Contents beside themselves without their end: the same or less, where no "if", "not" or "may" goes with it."""
    for a in contents:
        words = len(a.split())
        if not 8 <= words <= 45 or rng.random() > 0.7:
            continue
        ends = [m.start() for m in _CUT.finditer(a) if len(a[: m.start()].split()) >= max(4, words / 2)]
        if ends and not _LOSES.search(a[len(b := a[: rng.choice(ends)].rstrip(" ,")) :]):
            yield Pair(a, b, "trimmed", frozenset(["same", "a_more"]), entailment="entailment")
            yield Pair(b, a, "trimmed", frozenset(["same", "b_more"]))
