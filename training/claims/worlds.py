"""Sayings with what stands before them, two by two, from worlds that we invented and from the stories with gold across articles.

A content taken from its article often says little: "It was 150 million". The network is therefore told what stands before it, who says it
and by what act, and learns from pairs with and without that. Gold of a world is about all of its pairs: which are one claim, which cannot
both be true, which deny or take back which. All others are neither.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from corpora import Pair

from onrecord.claims.ahead import ahead, before

HELD = ("e", "i", "j")
"""Files of worlds that the network does not learn from: what it says of them is what it says of anything new."""

WEIGHED = ("e", "i")
"""Those of them by which what it says is weighed; the other is for figures (`benchmarks/claims_worlds.py`)."""

AGAINST = frozenset(["contradicts"])
ONE = frozenset(["same", "a_more", "b_more"])
MORE = frozenset(["a_more", "b_more", "related"])
NEITHER = frozenset(["a_more", "b_more", "related", "unrelated"])

_NEGATIVE = re.compile(r"\b(?:not?|never|nobody|nothing|none|neither|nor)\b|n[’']t\b")
_KINDS = frozenset(["denies", "contradicts", "revises"])


@dataclass(frozen=True)
class Saying:
    key: str
    content: str
    before: str
    speaker: str
    act: str

    @property
    def ahead(self) -> str:
        return ahead(self.before, self.speaker, self.act)

    @property
    def repeats_what_it_denies(self) -> bool:
        return self.act == "deny" and not _NEGATIVE.search(self.content.lower())


Both = tuple[str, Saying, Saying, str]
"""Where they are from, two sayings, and how they bear on each other: ``same``, ``against``, ``denies``, ``more`` or ``neither``."""


def worlds(paths: Iterable[Path]) -> Iterator[Both]:
    """Pairs of each world with ``same``, ``against``, ``denies`` (one of the two is a denial of the other), or ``neither``."""
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield from _pairs(f"{path.stem}-", json.loads(line))


def _pairs(prefix: str, world: dict) -> Iterator[Both]:  # type: ignore[type-arg]
    said = {s["id"]: Saying(str(s["id"]), s["content"], s["before"], s["speaker"], s["act"]) for s in world["sayings"]}
    same = {frozenset(p) for g in world["same"] for p in combinations(g, 2)}
    against = {frozenset(p) for p in [*world["against"], *world["revises"]]}
    denies = {frozenset([d, c]) for d, claims in world["denials"] for c in claims}
    for a, b in combinations(sorted(said), 2):
        both = frozenset([a, b])
        how = "denies" if both in denies else "against" if both in against else "same" if both in same else "neither"
        yield prefix + world["world"], said[a], said[b], how


def whole(pairs: Iterable[Both], corpus: str) -> Iterator[Pair]:
    """The pairs with what stands ahead."""
    allowed = {"same": ONE, "against": AGAINST, "denies": AGAINST, "neither": NEITHER, "more": MORE}
    for group, x, y, how in pairs:
        yield Pair(x.content, y.content, corpus, allowed[how], group=group, ahead=(x.ahead, y.ahead))


def bare(pairs: Iterable[Both], corpus: str) -> Iterator[Pair]:
    """The pairs without it: a denial that only repeats what it denies is that claim."""
    for group, x, y, how in pairs:
        repeat = how == "denies" and (x.repeats_what_it_denies or y.repeats_what_it_denies)
        if how != "denies" or repeat or min(len(x.content.split()), len(y.content.split())) > 4:
            allowed = ONE if repeat else {"same": ONE, "neither": NEITHER, "more": MORE}.get(how, AGAINST)
            yield Pair(x.content, y.content, corpus, allowed, group=group)


def stories(paths: Iterable[Path]) -> Iterator[Both]:
    """The same of stories with gold across articles."""
    for path in paths:
        story = json.loads(path.read_text(encoding="utf-8"))
        lines = path.with_suffix(".jsonl")
        if not lines.exists():
            lines = path.parents[3] / "examples" / "stories" / f"{path.stem}.jsonl"
        texts = {x["id"]: x["text"] for x in map(json.loads, lines.read_text(encoding="utf-8").splitlines())}
        records = {(a, r["id"]): r for a, rs in story["attributions"].items() for r in rs if r["content"] and r["asserted"]}
        said = {
            k: Saying(
                "#".join(k),
                " … ".join(texts[k[0]][s:e] for s, e in r["content"]),
                before(texts[k[0]], r["content"][0][0]),
                r["speaker"] or "",
                r["act"],
            )
            for k, r in records.items()
        }
        claim = {tuple(m): c["name"] for c in story["claims"] for m in c["members"]}
        statement = {tuple(m): n for n, group in enumerate(story["statements"]) for m in group}
        denied: dict[tuple[str, str], set[str]] = {}
        for d in story["denials"]:
            denied.setdefault(tuple(d["attribution"]), set()).add(d["claim"])
        against = {frozenset(statement[tuple(r[x])] for x in ("from", "to")) for r in story["relations"] if r["kind"] in _KINDS}
        for x, y in combinations(sorted(k for k in said if k in claim or k in denied), 2):
            if claim.get(x) is not None and claim.get(x) == claim.get(y):
                how = "same"
            elif claim.get(y) in denied.get(x, ()) or claim.get(x) in denied.get(y, ()):
                how = "denies"
            elif (
                statement.get(x) is not None
                and frozenset([statement.get(x), statement.get(y)]) in against
                and statement.get(x) != statement.get(y)
            ):
                how = "against"
            elif x in denied and y in denied:
                continue  # two denials: neither one claim nor against each other, whatever they repeat
            elif statement.get(x) is not None and statement.get(x) == statement.get(y):
                how = "more"
            else:
                how = "neither"
            yield path.stem, said[x], said[y], how


def telling(pairs: Iterable[Both], rng: random.Random, share: float) -> Iterator[Both]:
    """All that are something to each other, those that share words, and a share of the rest."""
    words = re.compile(r"[a-z]{4,}|\d+")
    for group, x, y, how in pairs:
        common = {*words.findall(x.content.lower())} & {*words.findall(y.content.lower())}
        if how != "neither" or common or rng.random() < share:
            yield group, x, y, how
