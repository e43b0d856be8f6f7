"""The contents of a record as rows: what `onrecord.claims.neighbours` needs of a database."""

import struct
from collections.abc import Iterable, Sequence
from enum import IntEnum

from onrecord.claims.candidates import Features, Order
from onrecord.claims.neighbours import Near, Told, packed_near
from onrecord.record.database import Database

__all__ = ["Contents", "State", "packed_places", "places_of"]

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


def packed_places(places: Iterable[tuple[int, int]]) -> bytes:
    """Places in orders as they are kept."""
    return b"".join(_PLACE.pack(order, code) for order, code in places)


def places_of(blob: bytes) -> list[tuple[int, int]]:
    """Places in orders from what is kept of them."""
    return list(_PLACE.iter_unpack(blob))


_COLUMNS = "c.id, c.vector, c.words, c.near"
_BESIDE = (
    f"SELECT {_COLUMNS} FROM (SELECT content_id, code FROM content_places WHERE number = ? AND code {{}} "  # noqa: S608
    "ORDER BY code {}, content_id {} LIMIT ?) AS p JOIN contents c ON c.id = p.content_id ORDER BY p.code {}, p.content_id {}"
)
_BETWEEN = (
    "SELECT count(*) FROM (SELECT 1 FROM content_places WHERE number = ? AND code BETWEEN ? AND ? AND (code > ? OR content_id > ?) "
    "AND (code < ? OR content_id < ?) LIMIT ?) AS p"
)


class Contents:
    """Implements `onrecord.claims.neighbours.Table`; within a transaction of whoever calls."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def beside(self, order: Order, code: int, id: int) -> tuple[list[Told], list[Told]]:
        """Those next to a place."""
        low, high = code >> order.shift << order.shift, (code >> order.shift) + 1 << order.shift
        before = self._rows("BETWEEN ? AND ? AND (code < ? OR content_id < ?)", "DESC", (order.number, low, code, code, id, order.reach))
        after = self._rows(
            ">= ? AND code <= ? AND (code > ? OR content_id > ?)", "ASC", (order.number, code, high - 1, code, id, order.reach)
        )
        return before, after

    def _rows(self, condition: str, way: str, values: Sequence[int]) -> list[Told]:
        rows = self._database.rows(_BESIDE.format(condition, way, way, way, way), values)
        return [Told(id, bytes(vector), bytes(words), bytes(near)) for id, vector, words, near in rows]

    def between(self, order: Order, one: tuple[int, int], other: tuple[int, int]) -> int:
        """How many stand between two places."""
        ((found,),) = self._database.rows(_BETWEEN, (order.number, one[0], other[0], *one, *other, order.reach))
        return int(found)

    def places(self, id: int) -> list[tuple[int, int]]:
        """Where a content stands."""
        return places_of(self._database.rows("SELECT places FROM contents WHERE id = ?", (id,))[0][0])

    def get(self, id: int) -> Told:
        """A content."""
        ((id, vector, words, near),) = self._database.rows(f"SELECT {_COLUMNS} FROM contents c WHERE c.id = ?", (id,))  # noqa: S608
        return Told(id, bytes(vector), bytes(words), bytes(near))

    def put(self, content: Features) -> None:
        """Give a content its places; its row is there already."""
        self._database.run(
            "UPDATE contents SET vector = ?, words = ?, places = ?, near = ?, state = ? WHERE id = ?",
            (content.vector.tobytes(), content.words.tobytes(), packed_places(content.places), b"", State.TOUCHED, content.id),
        )
        self._database.run_all(
            "INSERT INTO content_places (number, code, content_id) VALUES (?, ?, ?)", [(o, code, content.id) for o, code in content.places]
        )

    def drop(self, id: int) -> None:
        """Take a content out of the orders; its row stays."""
        self._database.run_all(
            "DELETE FROM content_places WHERE number = ? AND code = ? AND content_id = ?", [(o, code, id) for o, code in self.places(id)]
        )
        self._database.run("UPDATE contents SET places = ?, near = ? WHERE id = ?", (b"", b"", id))

    def set_near(self, id: int, near: tuple[Near, ...]) -> None:
        """Note the neighbours of a content, which is to be looked at for that."""
        self._database.run(
            "UPDATE contents SET near = ?, state = CASE WHEN state = 0 THEN 2 ELSE state END WHERE id = ?", (packed_near(near), id)
        )
