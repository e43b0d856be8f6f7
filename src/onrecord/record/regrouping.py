"""Keeping the grouping of speakers true: what a change can touch is found, grouped anew and written."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.record.database import Database, Row, Value
from onrecord.record.grouping import Links, Node, grouped
from onrecord.speakers.across import fullness

__all__ = ["Part", "in_batches", "part_around", "regroup", "write_groups"]

_BATCH = 400
"""Values of one list in a statement."""

_POSITIVE = "('merge', 'same')"


@dataclass(frozen=True, slots=True)
class Part:
    """Nodes that no tie leads out of, and what was judged of them."""

    nodes: dict[int, Node]
    links: Links


def in_batches(database: Database, sql: str, values: Collection[Value]) -> Iterator[Row]:
    """The rows of a query with one ``IN ({})``, however many values there are."""
    listed = list(values)
    for i in range(0, len(listed), _BATCH):
        some = listed[i : i + _BATCH]
        yield from database.rows(sql.format(", ".join("?" * len(some))), some)


def part_around(database: Database, seeds: Iterable[int]) -> Part:
    """All nodes that may be tied to some, by name, by a known id or by judgement, with the links among them."""
    nodes: dict[int, Node] = {}
    waiting, buckets, known, judged = set(seeds), set[str](), set[str](), set[int]()
    while waiting:
        new = [
            Node(int(i), type, name, bucket, id_known)
            for i, type, name, bucket, id_known in in_batches(
                database, "SELECT id, type, name, bucket, known FROM speakers WHERE id IN ({})", sorted(waiting)
            )
        ]
        nodes.update({n.id: n for n in new})
        there = {n.bucket for n in new if n.bucket is not None} - buckets
        ids = {n.known for n in new if n.known is not None} - known
        found = set(_numbers(database, "SELECT id FROM speakers WHERE bucket IN ({})", sorted(there)))
        found |= set(_numbers(database, "SELECT id FROM speakers WHERE known IN ({})", sorted(ids)))
        ties = set(
            _numbers(
                database,
                "SELECT DISTINCT j.id FROM judged_speakers s JOIN judgements j ON j.id = s.judgement_id "  # noqa: S608
                f"WHERE j.is_active = 1 AND j.verdict IN {_POSITIVE} AND s.speaker_id IN ({{}})",
                [n.id for n in new],
            )
        )
        found |= set(_numbers(database, "SELECT speaker_id FROM judged_speakers WHERE judgement_id IN ({})", sorted(ties - judged)))
        buckets |= there
        known |= ids
        judged |= ties
        waiting = found - nodes.keys()
    return Part(nodes, _links(database, nodes))


def _numbers(database: Database, sql: str, values: Collection[Value]) -> list[int]:
    return [int(row[0]) for row in in_batches(database, sql, values)]


def _links(database: Database, nodes: Collection[int]) -> Links:
    """What judgements that hold say of nodes; a negative one that a forced one overrides does not hold."""
    links = Links()
    rows = in_batches(
        database,
        "SELECT s.judgement_id, j.verdict, s.speaker_id FROM judged_speakers s JOIN judgements j ON j.id = s.judgement_id "
        "WHERE j.is_active = 1 AND j.verdict IN ('merge', 'same', 'different') AND s.judgement_id IN "
        "(SELECT judgement_id FROM judged_speakers WHERE speaker_id IN ({}))",
        list(nodes),
    )
    members: dict[tuple[int, str], set[int]] = {}
    for judgement, verdict, speaker in rows:
        members.setdefault((int(judgement), str(verdict)), set()).add(int(speaker))
    overridden = set[int]()
    for other, first, second in database.rows(
        "SELECT o.other_id, o.first_known, o.second_known FROM overrides o JOIN judgements j ON j.id = o.judgement_id WHERE j.is_active = 1"
    ):
        if other is not None:
            overridden.add(int(other))
        else:
            links.allowed.add(frozenset((str(first), str(second))))
    for (judgement, verdict), ids in sorted(members.items()):
        pairs = [(a, b, judgement) for a, b in zip(sorted(ids), sorted(ids)[1:], strict=False)]
        if verdict != "different":
            links.same += pairs
        elif judgement not in overridden:
            links.apart += pairs
    return links


def regroup(database: Database, seeds: Iterable[int]) -> None:
    """Group anew what some nodes may be tied to, and write it; within a transaction."""
    part = part_around(database, seeds)
    write_groups(database, part.nodes, grouped(part.nodes, part.links))


def write_groups(database: Database, nodes: dict[int, Node], groups: dict[int, int]) -> None:
    """Write which speaker each node is, and what each is called."""
    database.run_all(
        "UPDATE speakers SET has_moved = CASE WHEN canonical_id <> ? THEN 1 ELSE has_moved END, canonical_id = ?, label = NULL "
        "WHERE id = ? AND (canonical_id IS NULL OR canonical_id <> ? OR label IS NOT NULL)",
        [(top, top, i, top) for i, top in groups.items()],
    )
    members: dict[int, list[int]] = {}
    for i, top in groups.items():
        members.setdefault(top, []).append(i)
    spoken = set(_numbers(database, "SELECT DISTINCT speaker_id FROM speakings WHERE speaker_id IN ({})", list(groups)))
    chosen = _chosen(database, groups)
    labels = [
        (chosen.get(top) or _fullest([nodes[i] for i in ids if i in spoken] or [nodes[i] for i in ids]), top)
        for top, ids in members.items()
    ]
    database.run_all("UPDATE speakers SET label = ? WHERE id = ?", labels)


def _chosen(database: Database, groups: dict[int, int]) -> dict[int, str]:
    """The names that were chosen by hand, the latest for each speaker."""
    rows = in_batches(
        database,
        "SELECT j.id, j.name, s.speaker_id FROM judgements j JOIN judged_speakers s ON s.judgement_id = j.id "
        "WHERE j.is_active = 1 AND j.name IS NOT NULL AND (j.verdict <> 'split' OR s.position = 0) AND s.speaker_id IN ({})",
        list(groups),
    )
    return {groups[int(speaker)]: str(name) for _, name, speaker in sorted(rows)}


def _fullest(nodes: Sequence[Node]) -> str:
    best = max(nodes, key=lambda n: fullness(n.name, n.type))
    return best.name
