"""What the network makes of attributions of a record when it is told what stands ahead of them: asked once, and kept.

What is kept goes by what the network was given, so that it holds for whatever else has changed, and nobody need take it back.
"""

import hashlib
from collections.abc import Mapping, Sequence

from onrecord.claims.ahead import ahead, before
from onrecord.claims.loading import in_batches, spans_of, told_of
from onrecord.claims.network import Bearing, Side, shipped
from onrecord.claims.said import Said
from onrecord.record.database import Database

__all__ = ["bearings", "keep_bearings"]


def bearings(
    database: Database, pairs: Sequence[tuple[Said, Said]], *, new: dict[str, Bearing], known: dict[str, Bearing]
) -> list[Bearing]:
    """What the network makes of each pair.

    Args:
        database: The record.
        pairs: Attributions of the record, two by two.
        new: Takes up what the record does not have, for `keep_bearings`.
        known: What the network was asked before that the record may not have; what it is asked now is added.

    Raises:
        WeightsError: The network is missing or damaged.
    """
    sides = _sides(database, {s.id: s for pair in pairs for s in pair})
    asked = [_in_order(sides[a.id], sides[b.id]) for a, b in pairs]
    marks = {pair: _mark(pair) for pair in asked}
    rows = in_batches(database, "SELECT mark, one, against FROM told_pairs WHERE mark IN ({})", marks.values())
    kept = {str(mark): Bearing(float(one), float(against)) for mark, one, against in rows}
    unknown = [pair for pair, mark in marks.items() if mark not in kept and mark not in known]
    for pair, found in zip(unknown, shipped().bearings(unknown) if unknown else (), strict=True):
        known[marks[pair]] = found
    new.update((mark, known[mark]) for mark in marks.values() if mark not in kept)
    return [kept[mark] if (mark := marks[pair]) in kept else new[mark] for pair in asked]


def keep_bearings(database: Database, told: Mapping[str, Bearing]) -> None:
    """Keep what the network was asked; in a transaction.

    Args:
        database: The record.
        told: What it said, by what it was given, as `bearings` notes it.
    """
    database.run_all(
        "INSERT INTO told_pairs (mark, one, against) VALUES (?, ?, ?) ON CONFLICT (mark) DO NOTHING",
        [(mark, bearing.one, bearing.against) for mark, bearing in told.items()],
    )


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
