"""What is to be written when some contents have changed: found without writing anything, in one process or another.

A plan is made of plain values, so that it can be handed from process to process. It holds for the record as it was read; whoever writes it
sees to that (`onrecord.claims.regrouping`).
"""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import partial

import msgspec

from onrecord.claims.bearings import bearings
from onrecord.claims.components import Component, closed
from onrecord.claims.contents import State
from onrecord.claims.copies import Copy
from onrecord.claims.copying import at_one_place, copies_from, found_between
from onrecord.claims.loading import in_batches, said_of, spans_of
from onrecord.claims.network import Bearing
from onrecord.claims.opposing import Telling
from onrecord.claims.pairing import Pair, judged_among
from onrecord.claims.part import Found, Part, Ruling, Utterance, grouped
from onrecord.claims.rulings import rulings_on
from onrecord.claims.said import Said
from onrecord.record.database import Database, Row

__all__ = ["Unit", "Writes", "planned"]

_TOGETHER = 50
"""Parts of which what they are made of is read at once."""


@dataclass(frozen=True, slots=True)
class Writes:
    """Rows that are to be written.

    Attributes:
        cleared: Parts whose claims, denials and relations are taken out, and they themselves.
        moved: Components that contents are in, with the contents.
        parts_moved: Components that parts are in which stay as they are, with the parts.
        utterances: Statement and claim of utterances, with the utterances.
        contents: Claims of contents, with the contents.
        denials: Denials, as they are kept.
        relations: Relations, as they are kept.
        claims: Claims, as they are kept.
        parts: Parts, as they are kept.
    """

    cleared: list[Row] = field(default_factory=list)
    moved: list[Row] = field(default_factory=list)
    parts_moved: list[Row] = field(default_factory=list)
    utterances: list[Row] = field(default_factory=list)
    contents: list[Row] = field(default_factory=list)
    denials: list[Row] = field(default_factory=list)
    relations: list[Row] = field(default_factory=list)
    claims: list[Row] = field(default_factory=list)
    parts: list[Row] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Unit:
    """What is to be written of all that hangs together, or did.

    Attributes:
        members: Numbers of the contents.
        writes: The rows; None where that was not found out.
        told: What the network was asked for it that the record does not have.
    """

    members: Set[int]
    writes: Writes | None
    told: dict[str, Bearing] = field(default_factory=dict)


def planned(
    database: Database,
    touched: Sequence[int],
    before: Collection[int] = (),
    *,
    asking: bool = True,
    known: Mapping[str, Bearing] | None = None,
) -> list[Unit]:
    """What is to be written of all that hangs together with those of some contents that are to be looked at.

    Args:
        database: The record.
        touched: Numbers of contents.
        before: Contents that will have been grouped before: what hangs together with one of them is not looked into.
        asking: Whether the network is asked what it makes of attributions with what stands ahead of them.
        known: What it said before.
    """
    rows = in_batches(database, f"SELECT id FROM contents WHERE state = {State.LINKED:d} AND id IN ({{}})", touched)  # noqa: S608
    todo = [int(r[0]) for r in rows]
    if not todo:
        return []
    component, others = closed(database, todo), set(before)
    units = component.units()
    later = [them for them in units.values() if not others.isdisjoint(them)]
    left = component.without({id for them in later for id in them})
    found = _Planning(database, left, {first: them for first, them in units.items() if first in left.members}, asking, dict(known or {}))
    return [*found.units(), *(Unit(them, None) for them in later)]


Rulings = tuple[Sequence[Ruling], Sequence[Ruling]]


class _Planning:
    """Finds what is to be written of units."""

    def __init__(
        self, database: Database, component: Component, units: Mapping[int, Set[int]], asking: bool, known: dict[str, Bearing]
    ) -> None:
        self._database, self._component, self._asking, self._known = database, component, asking, known
        self._units = {first: Unit(them, Writes()) for first, them in units.items()}
        self._unit = {id: self._units[first] for first, them in units.items() for id in them}
        self._utterances: defaultdict[int, list[tuple[int, ...]]] = defaultdict(list)
        self._reports: defaultdict[int, list[tuple[int, ...]]] = defaultdict(list)
        self._pairs: defaultdict[int, set[Pair]] = defaultdict(set)
        self._rulings: Rulings = ((), ())

    def _writes(self, content: int) -> Writes:
        writes = self._unit[content].writes
        assert writes is not None  # noqa: S101
        return writes

    def units(self) -> list[Unit]:
        """The units, with what is to be written of them."""
        by_part = self._component.parts()
        self._read(by_part)
        of_old = {old: id for id, old in self._component.old.items()}
        stored = {
            int(id): (str(digest), of_old[component])
            for id, digest, component in in_batches(
                self._database, "SELECT id, digest, component FROM claim_parts WHERE component IN ({})", sorted(of_old)
            )
        }
        kept = set()
        several: list[tuple[list[int], list[tuple[int, ...]]]] = []
        for them in by_part:
            rows = [row for c in them for row in self._utterances[c]]
            first, writes = them[0], self._writes(them[0])
            digest = self._digest(them, rows)
            if first in stored and stored[first][0] == digest:
                kept.add(first)
                continue
            writes.parts.append((first, self._component.members[first], digest))
            if len(rows) == 1 and self._reports[first][0][1] == 1:  # most contents are said once, and hang together with nothing
                id, _, _, states, *_ = rows[0]
                claim = first if states else None
                writes.utterances.append((id, claim, id))
                writes.contents.append((claim, first))
            elif rows:
                several.append((them, rows))
        for id, (_, content) in stored.items():
            if id not in kept:
                self._writes(content).cleared.append((id,))
        for id, now in self._component.members.items():
            if self._component.old[id] != now:
                self._writes(id).moved.append((now, id))
                if id in kept:
                    self._writes(id).parts_moved.append((now, id))
        for low in range(0, len(several), _TOGETHER):
            self._several(several[low : low + _TOGETHER])
        return list(self._units.values())

    def _read(self, by_part: Iterable[Sequence[int]]) -> None:
        database, members = self._database, self._component.members
        columns = (
            "SELECT u.id, u.content_id, u.attribution_id, u.states, u.rank, coalesce(n.canonical_id, u.speaker_id), "
            "count(*), max(r.attribution_id) FROM utterances u JOIN reports r ON r.utterance_id = u.id "
            "LEFT JOIN speakers n ON n.id = u.speaker_id WHERE u.content_id IN ({}) GROUP BY u.id, n.id ORDER BY u.id"
        )
        for *row, count, last in in_batches(database, columns, members):
            self._utterances[int(row[1])].append(tuple(row))
            self._reports[int(row[1])].append((int(row[0]), int(count), int(last)))
        part_of = {c: them[0] for them in by_part for c in them}
        for pair in self._component.pairs:
            if part_of[pair[0]] == part_of[pair[1]]:
                self._pairs[part_of[pair[0]]].add(pair)
        self._rulings = rulings_on(database, members, (int(r[0]) for them in self._utterances.values() for r in them))

    def _digest(self, contents: Sequence[int], rows: Sequence[tuple[int, ...]]) -> str:
        """What a part is made of: where it is the same, so is all that is found."""
        edges = [(p, self._component.links.get(p, 0.0)) for p in sorted(self._pairs[contents[0]])]
        there = set(contents) | {int(r[0]) for r in rows}
        hand = [(r.same, sorted(map(sorted, r.sides))) for kind in self._rulings for r in kind if there & (r.sides[0] | r.sides[1])]
        reports = [r for c in contents for r in self._reports[c]]
        facts = (list(contents), [list(r) for r in rows], reports, edges, sorted(self._component.full & set(contents)), hand)
        return hashlib.sha256(msgspec.json.encode(facts)).hexdigest()[:24]

    def _several(self, some: Sequence[tuple[list[int], list[tuple[int, ...]]]]) -> None:
        """Find what parts say in which something is said more than once."""
        judged = judged_among(self._database, {p for them, _ in some for p in self._pairs[them[0]]}, self._component.beside)
        said = said_of(self._database, (int(r[2]) for _, rows in some for r in rows if len(rows) > 1))
        copies = found_between(self._database, (said[int(r[2])].article for _, rows in some for r in rows if len(rows) > 1))
        summed: list[_Claim] = []
        for them, rows in some:
            writes = self._writes(them[0])
            if len(rows) == 1:
                id, content, attribution, states, *_ = rows[0]
                claim = content if states else None
                writes.utterances.append((id, claim, id))
                writes.contents.append((claim, content))
                if claim == them[0]:
                    summed.append(_Claim(them[0], claim, attribution, {id: id}))
                continue
            utterances = [Utterance(int(r[0]), int(r[1]), said[int(r[2])], bool(r[3]), str(r[4])) for r in rows]
            articles = {u.said.article for u in utterances}
            copied = self._copied(copies_from(copies, articles) if len(articles) > 1 else [], utterances)
            own = {p: judged[p] for p in sorted(self._pairs[them[0]]) if p in judged}
            full = frozenset(self._component.full & set(them))
            found = grouped(Part(utterances, own, full, copied, *self._rulings, self._telling(them[0])))
            summed += _note(writes, them, utterances, found)
        counts = {id: count for them, _ in some for c in them for id, count, _ in self._reports[c]}
        for claim, row in _sums(self._database, summed, counts):
            self._writes(claim).claims.append(row)

    def _copied(self, copies: Sequence[Copy], utterances: Sequence[Utterance]) -> Callable[[Said, Said], bool]:
        """Whether two attributions stand at one place of two copies."""
        return at_one_place(copies, spans_of(self._database, (u.said.id for u in utterances)) if copies else {})

    def _telling(self, content: int) -> Telling | None:
        return partial(bearings, self._database, new=self._unit[content].told, known=self._known) if self._asking else None


@dataclass(frozen=True, slots=True)
class _Claim:
    """A claim as it will be: its part, its number, the attribution in whose words it is named, and its utterances with their statements.

    ``denied`` are the statements that deny it; None where nothing does.
    """

    part: int
    id: int
    named: int
    utterances: dict[int, int | None]
    denied: set[int] | None = None


def _note(writes: Writes, contents: Sequence[int], utterances: Sequence[Utterance], found: Found) -> list[_Claim]:
    """Note what a part says; its claims."""
    part = contents[0]
    statement = {u: members[0] for members in found.statements for u in members}
    claim = {c: members[0] for members in found.claims for c in members}
    ids = [members[0] for members in found.claims]
    attributions = {u.id: u.said.id for u in utterances}
    of: defaultdict[int, dict[int, int | None]] = defaultdict(dict)
    for u in utterances:
        its = claim.get(u.content) if u.states else None
        writes.utterances.append((statement.get(u.id), its, u.id))
        if its is not None:
            of[its][u.id] = statement.get(u.id)
    writes.contents.extend((claim.get(c), c) for c in contents)
    denied: defaultdict[int, set[int]] = defaultdict(set)
    for denial, number, sure in found.denials:
        writes.denials.append((denial, part, ids[number], sure))
        denied[ids[number]] |= {statement[denial]} if denial in statement else set()
    writes.relations.extend((*r, part) for r in found.relations)
    return [_Claim(part, id, attributions[named], of[id], denied.get(id)) for id, named in zip(ids, found.names, strict=True)]


_REPORTS = (
    "SELECT u.id, r.article_id, ar.outlet_id, coalesce(n.canonical_id, -u.id), v.day "
    "FROM utterances u JOIN reports r ON r.utterance_id = u.id JOIN articles ar ON ar.id = r.article_id "
    "JOIN attributions a ON a.id = r.attribution_id JOIN versions v ON v.id = a.version_id "
    "LEFT JOIN speakers n ON n.id = u.speaker_id WHERE u.id IN ({})"
)


def _sums(database: Database, claims: Sequence[_Claim], counts: Mapping[int, int]) -> Iterator[tuple[int, Row]]:
    """How much there is of each claim, for lists of them; of those that were reported once and that nobody denies, nothing.

    Args:
        database: The record.
        claims: The claims.
        counts: Reports of each utterance.
    """
    some = [c for c in claims if c.denied is not None or sum(counts.get(u, 0) for u in c.utterances) > 1]
    reports: defaultdict[int, list[Row]] = defaultdict(list)
    for row in in_batches(database, _REPORTS, (u for c in some for u in c.utterances)):
        reports[row[0]].append(row)
    for c in some:
        rows = [row for u in c.utterances for row in reports[u]]
        if not rows:
            continue
        articles, outlets, speakers, days = ({row[i] for row in rows} - {None} for i in range(1, 5))
        statements = len({*c.utterances.values()} - {None})
        sums = len(rows), len(articles), len(outlets), len(speakers), statements, len(c.denied or ())
        yield c.part, (c.id, c.part, c.named, *sums, min(days, default=None), max(days, default=None))
