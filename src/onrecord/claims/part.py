"""What one part of a record says: its statements, claims, denials and relations; a function of plain values."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from onrecord.claims.denials import denials
from onrecord.claims.grouping import group
from onrecord.claims.judging import Judged
from onrecord.claims.neighbours import MOST
from onrecord.claims.opposing import Bearings, Telling, worth_telling
from onrecord.claims.pairing import IDENTICAL, Pair
from onrecord.claims.propositions import claim_edge, name_of
from onrecord.claims.relations import relations_among
from onrecord.claims.said import Said
from onrecord.claims.statements import may_be_one, statement_edge

__all__ = ["Found", "Part", "Ruling", "Utterance", "grouped"]

_PER_PAIR = 8
"""Utterances of a content that each one of a content like it is compared with."""

_MOST_RELATED = 200
"""Statements whose relations are looked for; of more, the earliest."""

_HALF = 0.5
_UNKNOWN = 0.45
"""What a pair counts that was not judged because both contents have many that are more alike."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """What one speaker says at one time, by its first report.

    Attributes:
        id: Its number.
        content: Number of its content.
        said: The attribution that stands for it.
        states: Whether it claims anything.
        rank: What utterances are sorted by.
    """

    id: int
    content: int
    said: Said
    states: bool
    rank: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """What was judged by hand: that the members of both sides are one, or that they are not.

    Attributes:
        same: Which of the two.
        sides: The numbers of contents, or of utterances; of a merge all are on the first side.
    """

    same: bool
    sides: tuple[frozenset[int], frozenset[int]]


@dataclass(frozen=True, slots=True)
class Part:
    """What hangs together.

    Attributes:
        utterances: What was said.
        judged: How its contents relate.
        full: Contents that have as many neighbours as are kept, so that they may have more.
        copied: Whether two attributions stand at the same place of two copies.
        of_claims: What was judged of claims by hand; the numbers are those of contents.
        of_statements: What was judged of statements by hand; the numbers are those of utterances.
        telling: What the network makes of attributions when it is told what stands ahead of them; None where it is not asked.
    """

    utterances: Sequence[Utterance]
    judged: Mapping[Pair, Judged]
    full: frozenset[int] = frozenset()
    copied: Callable[[Said, Said], bool] = lambda a, b: False
    of_claims: Sequence[Ruling] = ()
    of_statements: Sequence[Ruling] = ()
    telling: Telling | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What a part says.

    Attributes:
        statements: Numbers of utterances by statement; all that say something are in one.
        claims: Numbers of contents by claim.
        names: The utterance in whose words each claim is named.
        denials: Number of the utterance that denies, which of the claims, and how sure that is.
        relations: Kind, numbers of the later and the earlier statement, confidence, and the attributions that show it.
    """

    statements: list[tuple[int, ...]] = field(default_factory=list)
    claims: list[tuple[int, ...]] = field(default_factory=list)
    names: list[int] = field(default_factory=list)
    denials: list[tuple[int, int, float]] = field(default_factory=list)
    relations: list[tuple[str, int, int, float, int, int]] = field(default_factory=list)


def grouped(part: Part) -> Found:
    """The statements, claims, denials and relations of a part; the order in which anything is given does not matter."""
    utterances = sorted(part.utterances, key=lambda u: (u.rank, u.id))
    by_content: dict[int, list[Utterance]] = {}
    for u in utterances:
        by_content.setdefault(u.content, []).append(u)
    pairs = _pairs(part, by_content)
    statements = _statements(part, utterances, pairs)
    claims = _claims(part, by_content, statements, pairs)
    stated = [[u.said for c in claim for u in by_content[c] if u.states] for claim in claims]
    of_key = {u.said.key: u for u in utterances}
    by_id = {u.id: u for u in utterances}
    reports = [[by_id[u].said for u in s] for s in statements]
    bearings = _bearings(part, {u.said.key: u.said for u in utterances}, pairs)
    found = denials([u.said for u in utterances], stated, pairs, reports, bearings)
    out = Found(statements, claims, [], [(of_key[d.denial].id, d.claim, d.confidence) for d in found])
    for claim in claims:
        firsts = {c: next(u for u in by_content[c] if u.states).said for c in claim}
        edges = {
            (firsts[a].key, firsts[b].key): claim_edge(firsts[a], firsts[b], judged)
            for (a, b), judged in part.judged.items()
            if a in firsts and b in firsts
        }
        out.names.append(of_key[name_of(list(firsts.values()), edges).key].id)
    first = sorted(reports, key=lambda s: min(of_key[m.key].rank for m in s))[:_MOST_RELATED]
    of = {u: members[0] for members in statements for u in members}
    for r in relations_among(first, stated, found, pairs, bearings):
        later, earlier = of_key[r.later], of_key[r.earlier]
        out.relations.append((r.kind, of[later.id], of[earlier.id], r.confidence, later.said.id, earlier.said.id))
    return out


def _key(id: int) -> str:
    return f"{id:016x}"


def _pairs(part: Part, by_content: Mapping[int, Sequence[Utterance]]) -> dict[tuple[str, str], Judged]:
    """How what attributions say relates: those of one content, and those of contents that were compared."""
    out: dict[tuple[str, str], Judged] = {}

    def note(a: Utterance, b: Utterance, judged: Judged) -> None:
        one, other = a.said.key, b.said.key
        out[min(one, other), max(one, other)] = judged if one < other else judged.mirrored

    for members in by_content.values():
        for i, a in enumerate(members):
            for b in members[i + 1 : i + 1 + _PER_PAIR]:
                note(a, b, IDENTICAL)
    for (one, other), judged in part.judged.items():
        for a in by_content.get(one, ()):
            for b in _closest(a, by_content.get(other, ())):
                note(a, b, judged)
    return out


def _closest(a: Utterance, others: Sequence[Utterance]) -> Sequence[Utterance]:
    """Of many, those next in time, and those of a speaker with the same name."""
    if len(others) <= _PER_PAIR:
        return others
    at = next((i for i, o in enumerate(others) if o.rank > a.rank), len(others))
    named = [o for o in others if o.said.name == a.said.name]
    there = next((i for i, o in enumerate(named) if o.rank > a.rank), len(named))
    half = _PER_PAIR // 2
    near = [*others[max(at - half, 0) : at + half], *named[max(there - half, 0) : there + half]]
    return list({o.id: o for o in near}.values())


def _bearings(part: Part, said: Mapping[str, Said], pairs: Mapping[tuple[str, str], Judged]) -> Bearings:
    """What the network makes of those that may be against each other."""
    if part.telling is None:
        return {}
    some = [both for both, judged in pairs.items() if worth_telling(said[both[0]], said[both[1]], judged)]
    return dict(zip(some, part.telling([(said[a], said[b]) for a, b in some]) if some else (), strict=True))


def _statements(part: Part, utterances: Sequence[Utterance], pairs: Mapping[tuple[str, str], Judged]) -> list[tuple[int, ...]]:
    """Utterances by statement."""
    of_key = {u.said.key: u for u in utterances}
    edges: dict[tuple[str, str], float] = {}
    for (x, y), judged in pairs.items():
        a, b = of_key[x], of_key[y]
        copied = judged.comparison.overlap > _HALF and part.copied(a.said, b.said)
        if copied or may_be_one(a.said, b.said):
            edges[_key(a.id), _key(b.id)] = statement_edge(a.said, b.said, judged, copied=copied)
    found = group([_key(u.id) for u in utterances if u.said.asserted], edges)
    return _ruled([tuple(sorted(int(k, 16) for k in g)) for g in found], part.of_statements, {u.id for u in utterances})


def _claims(
    part: Part,
    by_content: Mapping[int, Sequence[Utterance]],
    statements: Iterable[tuple[int, ...]],
    pairs: Mapping[tuple[str, str], Judged],
) -> list[tuple[int, ...]]:
    """Contents by claim; those that nobody states are in none."""
    of = {u: i for i, members in enumerate(statements) for u in members}
    of_key = {u.said.key: u for them in by_content.values() for u in them if u.states}
    edges: dict[tuple[str, str], float] = {}
    for (x, y), judged in pairs.items():
        a, b = of_key.get(x), of_key.get(y)
        if a is not None and b is not None and a.content != b.content:
            both = (_key(min(a.content, b.content)), _key(max(a.content, b.content)))
            one = a.id in of and of[a.id] == of.get(b.id)
            # The nearest of what is said in these words counts, as it is one content.
            edges[both] = max(edges.get(both, -1.0), claim_edge(a.said, b.said, judged, one_statement=one))
    stated = {u.content for u in of_key.values()}
    crowded = len(part.full & stated) * 2 > len(stated) > MOST
    found = group([_key(c) for c in stated], edges, missing=_UNKNOWN if crowded else 0.0)
    return _ruled([tuple(sorted(int(k, 16) for k in g)) for g in found], part.of_claims, stated)


def _ruled(groups: list[tuple[int, ...]], rulings: Sequence[Ruling], there: set[int]) -> list[tuple[int, ...]]:
    """Groups as they are where somebody judged: first what is one is put together, then what is not is taken apart."""
    sets = [set(g) for g in groups]
    for ruling in (r for r in rulings if r.same):
        named = (ruling.sides[0] | ruling.sides[1]) & there
        hit = [s for s in sets if s & named]
        if len(hit) > 1:
            sets = [s for s in sets if not s & named]
            sets.append(set().union(*hit))
    for ruling in (r for r in rulings if not r.same):
        one, other = ruling.sides
        for s in [s for s in sets if s & one and s & other]:
            s.difference_update(one)
            sets.append({m for m in one if m in there and not any(m in t for t in sets)})
    return sorted(tuple(sorted(s)) for s in sets if s)
