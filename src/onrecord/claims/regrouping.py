"""Grouping anew what was touched, and nothing else: the parts of a record in which something has changed."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import partial

import msgspec

from onrecord.claims.bearings import bearings
from onrecord.claims.contents import State
from onrecord.claims.copies import Copy
from onrecord.claims.copying import found_between
from onrecord.claims.judging import Judged
from onrecord.claims.loading import in_batches, said_of, spans_of
from onrecord.claims.neighbours import MOST, near_of
from onrecord.claims.opposing import Telling
from onrecord.claims.pairing import LEAST, Pair, beside_denials, judged_among, links_among, those_that_hold
from onrecord.claims.part import Found, Part, Ruling, Utterance, grouped
from onrecord.claims.parts import parts
from onrecord.claims.rulings import joined_by_hand, rulings_on
from onrecord.claims.said import Said, article_of
from onrecord.model import Span
from onrecord.record.database import Database, Row

__all__ = ["BESIDE", "at_one_place", "regroup"]

_BY_HAND = 2.0
"""How strongly hangs together what somebody judged to be one: more than anything else."""


_TOGETHER = 50
"""Parts of which what they are made of is read at once."""

BESIDE = LEAST
"""How strongly a denial hangs together with what stands before it in an article, at least: as little as anything that does."""


@dataclass(frozen=True, slots=True)
class _Component:
    """All that hangs together with some contents.

    Attributes:
        old: Numbers of the components that they were in, by content.
        members: The contents, with which component each is in now.
        full: Those that have as many neighbours as are kept.
        pairs: Those near each other.
        beside: Denials with what stands before them.
        links: How strongly those hang together that do.
    """

    old: dict[int, int]
    members: dict[int, int]
    full: set[int]
    pairs: set[Pair]
    beside: set[Pair]
    links: dict[Pair, float]


def regroup(database: Database, touched: Sequence[int], judged: Set[int], *, asking: bool = True) -> set[int]:
    """Group anew what hangs together with some contents, in one transaction; all that need not be looked at any more.

    Args:
        database: The record.
        touched: Numbers of contents to begin with.
        judged: All contents whose neighbours have been judged: those of them that hang together with the others are done as well.
        asking: Whether the network is asked what it makes of attributions with what stands ahead of them.
    """
    with database.writing():
        rows = in_batches(database, f"SELECT id FROM contents WHERE state = {State.TOUCHED:d} AND id IN ({{}})", touched)  # noqa: S608
        todo = [int(r[0]) for r in rows]
        done = set(touched)
        if todo:
            component = _closed(database, todo)
            _write(database, component, partial(bearings, database) if asking else None)
            done.update(id for id in component.members if id in judged)  # a set of all there is to do is not made for each few
            database.run_all(
                f"UPDATE contents SET state = {State.SETTLED:d} WHERE state = {State.TOUCHED:d} AND id = ?",  # noqa: S608
                [(id,) for id in sorted(done)],
            )
        return done


def _closed(database: Database, touched: Sequence[int]) -> _Component:
    """What hangs together with some contents: all that were in a component with them, and all that are linked with any of these."""
    columns = "SELECT id, component, near FROM contents"
    near: dict[int, frozenset[int]] = {}
    full: set[int] = set()
    old: dict[int, int] = {}
    looked: set[int] = set()
    near_pairs: set[Pair] = set()
    all_beside: set[Pair] = set()
    links: dict[Pair, float] = {}
    wanted = {int(r[1]) for r in in_batches(database, columns + " WHERE id IN ({})", touched)}
    while wanted:
        looked |= wanted
        fresh = []
        for id, component, blob in in_batches(database, columns + " WHERE component IN ({})", sorted(wanted)):
            them = near_of(blob)
            near[int(id)] = frozenset(n.id for n in them)
            old[int(id)] = int(component)
            fresh.append(int(id))
            if len(them) == MOST:
                full.add(int(id))
        pairs = {(min(a, b), max(a, b)) for a in fresh for b in near[a]}
        beside = beside_denials(database, fresh)
        links.update(dict.fromkeys(beside, BESIDE))
        tied = links_among(database, fresh, pairs | beside, beside)
        weak = {p: strength for p, strength in tied.items() if strength < LEAST}
        held = those_that_hold(database, weak)
        links.update({p: strength for p, strength in tied.items() if p not in weak or p in held})
        near_pairs |= pairs | beside
        all_beside |= beside
        links.update(dict.fromkeys(joined_by_hand(database, fresh), _BY_HAND))
        outside = {x for pair in links for x in pair if x not in near}
        wanted = {int(r[1]) for r in in_batches(database, columns + " WHERE id IN ({})", sorted(outside))} - looked
        links = {p: s for p, s in links.items() if wanted or (p[0] in near and p[1] in near)}
    pairs = {p for p in near_pairs if p[0] in near and p[1] in near}
    whole = parts(near, links, largest=len(near) + 1)
    members = {id: them[0] for them in whole for id in them}
    return _Component(old, members, full, pairs, all_beside, links)


def _write(database: Database, component: _Component, telling: Telling | None) -> None:
    """Write what the parts of a component say, where it is other than before."""
    stored = {
        int(id): str(digest)
        for id, digest in in_batches(
            database, "SELECT id, digest FROM claim_parts WHERE component IN ({})", sorted({*component.old.values()})
        )
    }
    by_part = parts(component.members, component.links)
    utterances: defaultdict[int, list[tuple[int, ...]]] = defaultdict(list)
    columns = (
        "SELECT u.id, u.content_id, u.attribution_id, u.states, u.rank, coalesce(n.canonical_id, u.speaker_id) FROM utterances u "
        "LEFT JOIN speakers n ON n.id = u.speaker_id WHERE u.content_id IN ({}) ORDER BY u.id"
    )
    for row in in_batches(database, columns, component.members):
        utterances[int(row[1])].append(row)
    part_of = {c: them[0] for them in by_part for c in them}
    pairs: defaultdict[int, set[Pair]] = defaultdict(set)
    for pair in component.pairs:
        if part_of[pair[0]] == part_of[pair[1]]:
            pairs[part_of[pair[0]]].add(pair)
    rulings = rulings_on(database, component.members, (int(r[0]) for them in utterances.values() for r in them))
    reports: defaultdict[int, list[tuple[int, ...]]] = defaultdict(list)
    counted = (
        "SELECT u.content_id, u.id, count(*), max(r.attribution_id) FROM utterances u JOIN reports r ON r.utterance_id = u.id "
        "WHERE u.content_id IN ({}) GROUP BY u.content_id, u.id ORDER BY u.id"
    )
    for content, *numbers in in_batches(database, counted, component.members):
        reports[int(content)].append(tuple(numbers))
    kept = set()
    changed: list[tuple[list[int], list[Row], str]] = []
    once: list[tuple[int, int, int | None]] = []
    for them in by_part:
        rows = [row for c in them for row in utterances[c]]
        digest = _digest(them, rows, [r for c in them for r in reports[c]], pairs[them[0]], component, rulings)
        if stored.get(them[0]) == digest:
            kept.add(them[0])
        elif len(rows) == 1 and reports[them[0]][0][1] == 1:  # most contents are said once, and hang together with nothing
            once.append((them[0], int(rows[0][0]), them[0] if rows[0][3] else None))
            changed.append((them, [], digest))
        else:
            changed.append((them, rows, digest))
    _clear(database, [id for id in stored if id not in kept])
    moved = [(c, id) for id, c in component.members.items() if component.old[id] != c]
    database.run_all("UPDATE contents SET component = ? WHERE id = ?", moved)
    database.run_all("UPDATE claim_parts SET component = ? WHERE id = ?", [(c, id) for c, id in moved if id in kept])
    database.run_all("UPDATE utterances SET statement_id = id, claim_id = ? WHERE id = ?", [(claim, id) for _, id, claim in once])
    database.run_all("UPDATE contents SET claim_id = ? WHERE id = ?", [(claim, content) for content, _, claim in once])
    named: list[tuple[int, int, int]] = []
    several = [(them, rows) for them, rows, _ in changed if rows]
    for low in range(0, len(several), _TOGETHER):
        some = several[low : low + _TOGETHER]
        judged = judged_among(database, {p for them, _ in some for p in pairs[them[0]]}, component.beside)
        said = said_of(database, (int(r[2]) for _, rows in some for r in rows if len(rows) > 1))
        for them, rows in some:
            own = {p: judged[p] for p in sorted(pairs[them[0]]) if p in judged}
            names = _write_part(database, them, rows, own, said, component, rulings, telling)
            named += [(claim, them[0], utterance) for claim, utterance in names]
    _summed(database, named)  # when all claims are written: some contents may have been of another one before
    database.run_all(
        "INSERT INTO claim_parts (id, component, digest) VALUES (?, ?, ?)",
        [(them[0], component.members[them[0]], digest) for them, _, digest in changed],
    )


Rulings = tuple[Sequence[Ruling], Sequence[Ruling]]


def _digest(  # noqa: PLR0917
    contents: Sequence[int],
    rows: Sequence[tuple[int, ...]],
    reports: Sequence[tuple[int, ...]],
    pairs: set[Pair],
    component: _Component,
    rulings: Rulings,
) -> str:
    """What a part is made of: where it is the same, so is all that is found."""
    edges = [(p, component.links.get(p, 0.0)) for p in sorted(pairs)]
    there = set(contents) | {int(r[0]) for r in rows}
    hand = [(r.same, sorted(map(sorted, r.sides))) for kind in rulings for r in kind if there & (r.sides[0] | r.sides[1])]
    facts = (list(contents), [list(r) for r in rows], reports, edges, sorted(component.full & set(contents)), hand)
    return hashlib.sha256(msgspec.json.encode(facts)).hexdigest()[:24]


def _clear(database: Database, ids: Sequence[int]) -> None:
    """Take out what parts said."""
    for table, column in (("claims", "part_id"), ("denials", "part_id"), ("relations", "part_id"), ("claim_parts", "id")):
        database.run_all(f"DELETE FROM {table} WHERE {column} = ?", [(id,) for id in ids])  # noqa: S608


def _write_part(  # noqa: PLR0917
    database: Database,
    contents: Sequence[int],
    rows: Sequence[tuple[int, ...]],
    judged: Mapping[Pair, Judged],
    said: Mapping[int, Said],
    component: _Component,
    rulings: Rulings,
    telling: Telling | None,
) -> list[tuple[int, int]]:
    """Write what a part says; its claims, each with the utterance in whose words it is named."""
    if len(rows) == 1:
        id, content, _, states, *_ = rows[0]
        database.run("UPDATE utterances SET statement_id = ?, claim_id = ? WHERE id = ?", (id, content if states else None, id))
        database.run("UPDATE contents SET claim_id = ? WHERE id = ?", (content if states else None, content))
        return [(contents[0], int(id))] if states else []
    utterances = [Utterance(int(r[0]), int(r[1]), said[int(r[2])], bool(r[3]), str(r[4])) for r in rows]
    full = frozenset(component.full & set(contents))
    part = Part(utterances, judged, full, _copied(database, utterances), *rulings, telling)
    found = grouped(part)
    _write_found(database, contents, utterances, found)
    return [(members[0], named) for members, named in zip(found.claims, found.names, strict=True)]


def _copied(database: Database, utterances: Sequence[Utterance]) -> Callable[[Said, Said], bool]:
    """Whether two attributions stand at one place of two copies."""
    articles = {u.said.article for u in utterances}
    found = found_between(database, sorted(articles)) if len(articles) > 1 else []
    return at_one_place(found, spans_of(database, (u.said.id for u in utterances)) if found else {})


def at_one_place(copies: Iterable[Copy], spans: Mapping[int, Sequence[Span]]) -> Callable[[Said, Said], bool]:
    """Whether two attributions stand at one place of two copies.

    Args:
        copies: What is known of copies.
        spans: Where the contents of attributions stand, by their numbers.
    """
    found: defaultdict[tuple[str, str], list[Copy]] = defaultdict(list)
    for copy in copies:
        found[copy.of, copy.copy].append(copy)
    if not found:
        return lambda a, b: False

    def copied(a: Said, b: Said) -> bool:
        one, other = article_of(a.key), article_of(b.key)
        forth = any(_within(spans[a.id], c.of_span) and _within(spans[b.id], c.copy_span) for c in found.get((one, other), ()))
        return forth or any(_within(spans[b.id], c.of_span) and _within(spans[a.id], c.copy_span) for c in found.get((other, one), ()))

    return copied


def _within(inner: Sequence[Span], outer: Span) -> bool:
    return bool(inner) and all(outer[0] <= start and end <= outer[1] for start, end in inner)


def _write_found(database: Database, contents: Sequence[int], utterances: Sequence[Utterance], found: Found) -> None:
    statement = {u: members[0] for members in found.statements for u in members}
    claim = {c: members[0] for members in found.claims for c in members}
    rows = [(statement.get(u.id), claim.get(u.content) if u.states else None, u.id) for u in utterances]
    database.run_all("UPDATE utterances SET statement_id = ?, claim_id = ? WHERE id = ?", rows)
    database.run_all("UPDATE contents SET claim_id = ? WHERE id = ?", [(claim.get(c), c) for c in contents])
    part = contents[0]
    ids = [members[0] for members in found.claims]
    database.run_all(
        "INSERT INTO denials (utterance_id, part_id, claim_id, confidence) VALUES (?, ?, ?, ?)",
        [(u, part, ids[number], sure) for u, number, sure in found.denials],
    )
    database.run_all(
        "INSERT INTO relations (kind, later_id, earlier_id, confidence, later_attribution, earlier_attribution, part_id) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(*r, part) for r in found.relations],
    )


_SUMS = (
    "SELECT u.claim_id, count(*), count(DISTINCT r.article_id), count(DISTINCT ar.outlet_id), "
    "count(DISTINCT coalesce(n.canonical_id, -u.id)), count(DISTINCT u.statement_id), min(v.day), max(v.day) "
    "FROM utterances u JOIN reports r ON r.utterance_id = u.id JOIN articles ar ON ar.id = r.article_id "
    "JOIN attributions a ON a.id = r.attribution_id JOIN versions v ON v.id = a.version_id "
    "LEFT JOIN speakers n ON n.id = u.speaker_id WHERE u.claim_id IN ({}) GROUP BY u.claim_id"
)


def _summed(database: Database, named: Sequence[tuple[int, int, int]]) -> None:
    """Note how much there is of each claim, for lists of them; of those that were reported once and that nobody denies, nothing.

    Args:
        database: The record.
        named: Claims, the part of each, and the utterance in whose words it is named.
    """
    of = {claim: (part, utterance) for claim, part, utterance in named}
    denied = {
        int(c): int(n)
        for c, n in in_batches(
            database,
            "SELECT d.claim_id, count(DISTINCT u.statement_id) FROM denials d JOIN utterances u ON u.id = d.utterance_id "
            "WHERE d.claim_id IN ({}) GROUP BY d.claim_id",
            of,
        )
    }
    sums = [row for row in in_batches(database, _SUMS, of) if row[1] > 1 or row[0] in denied]
    wanted = (of[row[0]][1] for row in sums)
    known_by = {int(u): int(a) for u, a in in_batches(database, "SELECT id, attribution_id FROM utterances WHERE id IN ({})", wanted)}
    database.run_all(
        "INSERT INTO claims (id, part_id, attribution_id, reports, articles, outlets, speakers, statements, denials, first_day, last_day) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (claim, part, known_by[utterance], reports, articles, outlets, speakers, statements, denied.get(claim, 0), first, last)
            for claim, reports, articles, outlets, speakers, statements, first, last in sums
            for part, utterance in (of[claim],)
        ],
    )
