"""What the network makes of attributions of a record when it is told what stands ahead of them: asked once, and kept.

What is kept goes by what the network was given, so that it holds for whatever else has changed, and nobody need take it back.
"""

import hashlib
from collections.abc import Sequence

from onrecord.claims.ahead import ahead, before
from onrecord.claims.loading import in_batches, spans_of, told_of
from onrecord.claims.network import Bearing, Side, shipped
from onrecord.claims.said import Said
from onrecord.record.database import Database

__all__ = ["bearings"]


def bearings(database: Database, pairs: Sequence[tuple[Said, Said]]) -> list[Bearing]:
    """What the network makes of each pair; in a transaction, as what it says is kept.

    Args:
        database: The record.
        pairs: Attributions of the record, two by two.

    Raises:
        WeightsError: The network is missing or damaged.
    """
    sides = _sides(database, {s.id: s for pair in pairs for s in pair})
    asked = [_in_order(sides[a.id], sides[b.id]) for a, b in pairs]
    marks = {pair: _mark(pair) for pair in asked}
    rows = in_batches(database, "SELECT mark, one, against FROM told_pairs WHERE mark IN ({})", marks.values())
    known = {str(mark): Bearing(float(one), float(against)) for mark, one, against in rows}
    new = [pair for pair, mark in marks.items() if mark not in known]
    for pair, found in zip(new, shipped().bearings(new) if new else (), strict=True):
        known[marks[pair]] = found
    database.run_all(
        "INSERT INTO told_pairs (mark, one, against) VALUES (?, ?, ?)",
        [(marks[pair], known[marks[pair]].one, known[marks[pair]].against) for pair in new],
    )
    return [known[marks[pair]] for pair in asked]


def _in_order(a: Side, b: Side) -> tuple[Side, Side]:
    return (a, b) if a <= b else (b, a)


def _mark(pair: tuple[Side, Side]) -> str:
    return hashlib.sha256("\0".join(text for side in pair for text in side).encode()).hexdigest()[:24]


def _sides(database: Database, said: dict[int, Said]) -> dict[int, Side]:
    """Contents with what stands ahead of them."""
    texts = {id: told.text for id, told in told_of(database, (s.article for s in said.values())).items()}
    places = spans_of(database, said)
    out = {}
    for id, s in said.items():
        spans = places.get(id, ())
        stands = before(texts[s.article], spans[0][0]) if spans and s.article in texts else ""
        out[id] = ahead(stands, s.name, s.act), s.content
    return out
