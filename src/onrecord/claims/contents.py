"""The contents of a record as rows: what `onrecord.claims.neighbours` needs of a database."""

import struct
from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum

from onrecord.claims.candidates import Features, Order
from onrecord.claims.likeness import Told
from onrecord.claims.loading import in_batches
from onrecord.claims.neighbours import MOST, Near, near_of, packed_known
from onrecord.record.database import Database

__all__ = ["AT_REST", "CELLS", "Contents", "State", "packed_places", "places_of"]

_PLACE = struct.Struct("<Bq")


class State(IntEnum):
    """What is still to be done with a content."""

    SETTLED = 0
    NEW = 1
    """It has no place in the orders yet."""

    TOUCHED = 2
    """Its neighbours or those who say it have changed, so it may belong elsewhere."""

    OTHER = 3
    """It is known by another attribution now, so that its places may be others."""

    GONE = 4
    """Nobody says it any more."""

    LINKED = 5
    """It was touched, and its links have been found since, so that it may be in another part."""

    NEARBY = 6
    """Its neighbours have changed, but none with which it hangs together: it belongs elsewhere only where its links change."""


AT_REST = f"({State.SETTLED:d}, {State.LINKED:d}, {State.NEARBY:d})"
"""States that give way to `State.TOUCHED`, as SQL has them."""


def packed_places(places: Iterable[tuple[int, int]]) -> bytes:
    """Places in orders as they are kept."""
    return b"".join(_PLACE.pack(order, code) for order, code in places)


def places_of(blob: bytes) -> list[tuple[int, int]]:
    """Places in orders from what is kept of them."""
    return list(_PLACE.iter_unpack(blob))


_BESIDE = "SELECT content_id FROM content_places WHERE number = ? AND code {} ORDER BY code {}, content_id {} LIMIT ?"
_IN_CELL = "SELECT content_id, vector, words FROM content_cells WHERE code {} ORDER BY code {}, content_id {} LIMIT ?"
_BETWEEN = (
    "SELECT count(*) FROM (SELECT 1 FROM content_places WHERE number = ? AND code BETWEEN ? AND ? AND (code > ? OR content_id > ?) "
    "AND (code < ? OR content_id < ?) LIMIT ?) AS p"
)


CELLS = 0
"""The order by cells. Its reach is long, so a table of its own has what is compared in that very order, and hundreds are read at once."""


class Contents:
    """Implements `onrecord.claims.neighbours.Table`; for one transaction of whoever calls, which ends with `keep`.

    The neighbours of those that several others come beside are written once.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._near: dict[int, tuple[Near, ...]] = {}
        self._places: dict[int, list[tuple[int, int]]] = {}
        self._seen: dict[int, Told] = {}
        self._before: dict[int, tuple[Near, ...]] = {}
        """What is kept as the neighbours of those that have others now."""

    def beside(self, order: Order, code: int, id: int) -> tuple[list[int], list[int]]:
        """The numbers of those next to a place."""
        low, high = code >> order.shift << order.shift, (code >> order.shift) + 1 << order.shift
        before = self._ids(order, "BETWEEN ? AND ? AND (code < ? OR content_id < ?)", "DESC", (low, code, code, id))
        after = self._ids(order, ">= ? AND code <= ? AND (code > ? OR content_id > ?)", "ASC", (code, high - 1, code, id))
        return before, after

    def _ids(self, order: Order, condition: str, way: str, values: Sequence[int]) -> list[int]:
        if order.number != CELLS:
            rows = self._database.rows(_BESIDE.format(condition, way, way), (order.number, *values, order.reach))
            return [id for (id,) in rows]
        told = self._database.rows(_IN_CELL.format(condition, way, way), (*values, order.reach))
        ids = [id for id, _, _ in told]
        self._seen.update(zip(ids, told, strict=True))
        return ids

    def told(self, ids: Iterable[int]) -> dict[int, Told]:
        """What is compared of contents; of those in cells it has come with their numbers. Those that are gone meanwhile are missing."""
        wanted = list(ids)
        rows = in_batches(
            self._database, "SELECT id, vector, words FROM contents WHERE id IN ({})", (x for x in wanted if x not in self._seen)
        )
        self._seen.update((row[0], row) for row in rows)
        found = {id: self._seen[id] for id in wanted if id in self._seen}
        self._seen.clear()
        return found

    def between(self, order: Order, one: tuple[int, int], other: tuple[int, int]) -> int:
        """How many stand between two places."""
        ((found,),) = self._database.rows(_BETWEEN, (order.number, one[0], other[0], *one, *other, order.reach))
        return int(found)

    def places(self, id: int) -> list[tuple[int, int]]:
        """Where a content stands."""
        if id not in self._places:
            self._places[id] = places_of(self._database.rows("SELECT places FROM contents WHERE id = ?", (id,))[0][0])
        return self._places[id]

    def near(self, ids: Iterable[int]) -> dict[int, tuple[Near, ...]]:
        """What is known of the neighbours of contents."""
        wanted = list(ids)
        rows = in_batches(
            self._database, "SELECT id, near, spare FROM contents WHERE id IN ({})", (x for x in wanted if x not in self._near)
        )
        self._near.update((int(id), (*near_of(blob), *near_of(more))) for id, blob, more in rows)
        return {x: self._near[x] for x in wanted}

    def put(self, content: Features) -> None:
        """Give a content its places; its row is there already."""
        vector, words = content.vector.tobytes(), content.words.tobytes()
        self._database.run(
            "UPDATE contents SET vector = ?, words = ?, places = ?, near = ?, spare = ?, state = ? WHERE id = ?",
            (vector, words, packed_places(content.places), b"", b"", State.TOUCHED, content.id),
        )
        self._database.run_all(
            "INSERT INTO content_places (number, code, content_id) VALUES (?, ?, ?)", [(o, code, content.id) for o, code in content.places]
        )
        self._database.run_all(
            "INSERT INTO content_cells (code, content_id, vector, words) VALUES (?, ?, ?, ?)",
            [(code, content.id, vector, words) for o, code in content.places if o == CELLS],
        )
        self._places[content.id], self._near[content.id] = list(content.places), ()

    def drop(self, id: int) -> None:
        """Take a content out of the orders; its row stays."""
        places = self.places(id)
        self._database.run_all(
            "DELETE FROM content_places WHERE number = ? AND code = ? AND content_id = ?", [(o, code, id) for o, code in places]
        )
        self._database.run_all(
            "DELETE FROM content_cells WHERE code = ? AND content_id = ?", [(code, id) for o, code in places if o == CELLS]
        )
        self._database.run("UPDATE contents SET places = ?, near = ?, spare = ? WHERE id = ?", (b"", b"", b"", id))
        for known in (self._places, self._near, self._before):
            known.pop(id, None)

    def set_near(self, id: int, near: tuple[Near, ...]) -> None:
        """Note what is known of the neighbours of a content, which is to be looked at where they are others."""
        self._before.setdefault(id, self.near([id])[id])
        self._near[id] = near

    def keep(self) -> None:
        """Write the neighbours of those that have others now."""
        others, more = [], []
        for id, before in sorted(self._before.items()):
            (was, _), (near, spare) = packed_known(before), packed_known(self._near[id])
            if near != was:
                others.append((near, spare, id))
            elif self._near[id] != before:
                more.append((spare, id))
        apart = self._apart({id: (self._before[id][:MOST], self._near[id][:MOST]) for _, _, id in others})
        self._database.run_all(
            f"UPDATE contents SET near = ?, spare = ?, state = CASE WHEN state IN ({State.SETTLED:d}, {State.NEARBY:d}) THEN ? "  # noqa: S608
            f"WHEN state = {State.LINKED:d} THEN {State.TOUCHED:d} ELSE state END WHERE id = ?",
            [(near, spare, State.NEARBY if id in apart else State.TOUCHED, id) for near, spare, id in others],
        )
        self._database.run_all("UPDATE contents SET spare = ? WHERE id = ?", more)
        self._before.clear()

    def _apart(self, changed: Mapping[int, tuple[Sequence[Near], Sequence[Near]]]) -> set[int]:
        """Those of some contents of which what they are grouped by is as it was: no neighbour has come or gone of their own component.

        Args:
            changed: The neighbours that were kept of each, and those that are.
        """
        others = {id: {n.id for n in was} ^ {n.id for n in now} for id, (was, now) in changed.items()}
        all_of_them = {*others, *(x for them in others.values() for x in them)}
        rows = in_batches(self._database, "SELECT id, component FROM contents WHERE id IN ({})", all_of_them)
        component = {int(id): int(of) for id, of in rows}
        return {
            id
            for id, (was, now) in changed.items()
            if (len(was) == MOST) == (len(now) == MOST) and {None, component.get(id)}.isdisjoint(component.get(x) for x in others[id])
        }
