"""Scores across articles against gold: pure functions over the plain values of `claiming.py`.

None of them depends on the order of what it is given. Of what onrecord read, attributions that were not marked have keys that gold does not
know: whatever rests on them is wrong, and what was marked and not read is missed.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import fsum
from typing import TypeVar

from claiming import RELATIONS, Change, Denial, Group, Key, Levels, Lines, Relation
from claims_copies import CopyScore, copies

from onrecord.scoring.matching import match
from onrecord.scoring.tallies import Tally

_WORD = re.compile(r"\w+")
T = TypeVar("T", bound=Hashable)


def where(groups: Iterable[frozenset[T]]) -> dict[T, frozenset[T]]:
    """The group of each item.

    Raises:
        ValueError: An item is in two groups.
    """
    out: dict[T, frozenset[T]] = {}
    for group in groups:
        for x in group:
            if out.setdefault(x, group) != group:
                raise ValueError(f"{x} is in two groups")
    return out


def tally(hits: float, gold: float, found: float) -> Tally:
    return Tally(hits, gold, hits, found)


def b_cubed(gold: Iterable[frozenset[T]], found: Iterable[frozenset[T]]) -> Tally:
    """B³ (Bagga and Baldwin 1998): for each item, how much of its group in the one stands in its group in the other, on average.

    Items that only gold has lose all their recall; items that only the answer has lose all their precision.
    """
    of_gold, of_found = where(gold), where(found)

    def share(x: T, mine: Mapping[T, frozenset[T]], other: Mapping[T, frozenset[T]]) -> float:
        return len(mine[x] & other[x]) / len(mine[x]) if x in other else 0.0

    recall = fsum(share(x, of_gold, of_found) for x in of_gold)
    precision = fsum(share(x, of_found, of_gold) for x in of_found)
    return Tally(recall, len(of_gold), precision, len(of_found))


def pairs(gold: Iterable[frozenset[T]], found: Iterable[frozenset[T]]) -> Tally:
    """Pairs of items in one group: unlike B³, it gives nothing for items that stand alone."""

    def of(groups: Iterable[frozenset[T]]) -> set[frozenset[T]]:
        return {frozenset(pair) for group in set(where(groups).values()) for pair in combinations(group, 2)}

    right, told = of(gold), of(found)
    return tally(len(right & told), len(right), len(told))


def over_the_same(gold: Iterable[frozenset[T]], found: Iterable[frozenset[T]]) -> list[frozenset[T]]:
    """The answer over the items of gold: what is in no group stands alone, and what gold does not group is left out."""
    items = frozenset(where(gold))
    out = {group & items for group in where(found).values()} - {frozenset()}
    return [*out, *(frozenset([x]) for x in items - frozenset().union(*out))]


def denials(gold: Sequence[Denial], found: Sequence[Denial], claims: Iterable[Group]) -> Tally:
    """Attributions with the claim that they deny, whichever of its members names it."""
    group = where(claims)
    right = {(d.attribution, group[d.claim]) for d in gold}
    told: set[tuple[Key, object]] = {(d.attribution, group.get(d.claim, d.claim)) for d in found}
    return tally(len(right & told), len(right), len(told))


def relations(gold: Sequence[Relation], found: Sequence[Relation], statements: Iterable[Group]) -> dict[str, Tally]:
    """Relations by kind, whichever reports name the statements; what contradicts may be told from either side."""
    group = where(statements)

    def plain(r: Relation) -> object:
        later, earlier = (group.get(k, k) for k in (r.later, r.earlier))
        return (r.kind, frozenset([later, earlier]) if r.kind == "contradicts" else (later, earlier))

    def of(kind: str) -> Tally:
        right, told = ({plain(r) for r in side if r.kind == kind} for side in (gold, found))
        return tally(len(right & told), len(right), len(told))

    return {kind: of(kind) for kind in RELATIONS}


def together(tallies: Iterable[Tally]) -> Tally:
    """All of them as one."""
    out = Tally()
    for t in tallies:
        out.add(t.gold_hit, t.gold, t.found_hit, t.found)
    return out


@dataclass(frozen=True)
class IndependenceScore:
    """Of claims that several articles report: how many lines, the lines themselves, the first report, and circles, as in gold."""

    claims: int
    counts: int
    lines: int
    first: int
    circular: int


def independence(gold: Sequence[Lines], found: Sequence[Lines]) -> IndependenceScore:
    """Each claim of gold is held against the one of the answer that shares most members with it."""
    pairs = [(g, f) for g in gold if (f := closest(g, found))]
    return IndependenceScore(
        claims=len(gold),
        counts=sum(len(g.lines) == len(f.lines) for g, f in pairs),
        lines=sum(g.lines == f.lines for g, f in pairs),
        first=sum(g.first[0] == f.first[0] for g, f in pairs),
        circular=sum(g.circular == f.circular for g, f in pairs),
    )


def closest(gold: Lines, found: Sequence[Lines]) -> Lines | None:
    """The claim that shares most members; of several the smallest, then the first by its members' keys."""
    sharing = [f for f in found if gold.members & f.members]
    return min(sharing, key=lambda f: (-len(gold.members & f.members), len(f.members), sorted(f.members)), default=None)


def drift(gold: Sequence[Change], found: Sequence[Change], statements: Iterable[Group]) -> Tally:
    """Changes that matter: of the same kind, in the same report of the same statement, with a word in common.

    Which other report it is compared with is the answer's choice; told the other way round it is as good.
    """
    gold_material, told = material(gold, gold, statements), material(found, gold, statements)
    hits = len(same_changes(gold_material, told))
    return tally(hits, len(gold_material), len(told))


def material(changes: Sequence[Change], gold: Sequence[Change], statements: Iterable[Group]) -> list[Change]:
    """Changes that matter, each once, turned round where gold has only the other way."""
    ways = {(c.earlier, c.later) for c in gold}
    group = where(statements)

    def turned(c: Change) -> Change:
        if (c.later, c.earlier) in ways and (c.earlier, c.later) not in ways:
            return Change(c.later, c.earlier, c.kind, c.after, c.before, c.material)
        return c

    def place(c: Change) -> Change:
        """What gold has in different statements cannot be right; it keeps a key of its own."""
        same = c.earlier in group and group[c.earlier] == group.get(c.later)
        return c if same else c._replace(later=("", f"{c.earlier} {c.later}"))

    return sorted({place(turned(c)) for c in changes if c.material})


def same_changes(gold: Sequence[Change], found: Sequence[Change]) -> list[tuple[int, int]]:
    """Which change is which, one to one."""
    edges = [
        (weight, i, j)
        for i, g in enumerate(gold)
        for j, f in enumerate(found)
        if g.later == f.later and g.kind == f.kind and (weight := _shared(g.before, f.before) + _shared(g.after, f.after))
    ]
    return match(edges)


def _shared(a: str, b: str) -> float:
    x, y = (frozenset(_WORD.findall(s.lower())) for s in (a, b))
    return len(x & y) / len(x | y) if x & y else 0.0


@dataclass(frozen=True)
class Scores:
    """All scores of an answer."""

    copies: CopyScore
    statements: Tally
    statement_pairs: Tally
    claims: Tally
    claim_pairs: Tally
    denials: Tally
    relations: Mapping[str, Tally]
    independence: IndependenceScore
    drift: Tally


def scores(gold: Levels, found: Levels, *, given: bool) -> Scores:
    """Hold an answer against gold.

    Args:
        gold: What is right.
        found: The answer.
        given: Whether the answer is about the marked attributions. Then both group the same items; otherwise what was not read, or not
            marked, is wrong.
    """
    statements, claims = (
        over_the_same(g, f) if given else f for g, f in ((gold.statements, found.statements), (gold.claims, found.claims))
    )
    return Scores(
        copies(gold.copies, found.copies),
        b_cubed(gold.statements, statements),
        pairs(gold.statements, statements),
        b_cubed(gold.claims, claims),
        pairs(gold.claims, claims),
        denials(gold.denials, found.denials, gold.claims),
        relations(gold.relations, found.relations, gold.statements),
        independence(gold.independence, found.independence),
        drift(gold.drift, found.drift, gold.statements),
    )
