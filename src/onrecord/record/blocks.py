"""Tables of blocks: what every search looks through, in few rows of the database.

Each version of an article is a small block of its own, written with it. Every 256th makes one large block of all small ones, so that a
million attributions are some hundreds of blocks, and adding stays as quick as it was. All of it happens in the transaction that keeps the
article.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from onrecord.record.database import Database
from onrecord.record.layout import Column, Columns, Layout

__all__ = ["FEW", "Blocks", "Cache"]

FEW: Final = 256
"""Versions after which their small blocks become one."""

_SPARE = 16
"""How many times as many numbers a table may have as are looked for in it."""


@dataclass(frozen=True, slots=True)
class Blocks:
    """A table of blocks.

    Attributes:
        table: Its name.
        rows: What its rows are; the ids are those of attributions.
        more: What further rows are, any number for one attribution; None where there are none.
    """

    table: str
    rows: Layout
    more: Layout | None = None

    def add(self, database: Database, version: int, rows: Columns, more: Columns | None = None, *, maker: str = "") -> None:
        """Write the rows of one version of an article.

        Args:
            database: The record.
            version: The version's number.
            rows: Its rows, in the order of their ids; there may be none.
            more: Further ones.
            maker: What made them; blocks of different makers are kept apart.
        """
        if len(rows["id"]):
            further = self.more.pack(more) if self.more and more is not None else b""
            self._insert(database, 0, maker, rows["id"], (self.rows.pack(rows), further))
        if version % FEW == 0:
            self.merge(database)

    def merge(self, database: Database) -> None:
        """Make one block of all small ones of a maker."""
        found = database.rows(f"SELECT id, maker, members, more FROM {self.table} WHERE is_large = 0 ORDER BY id")  # noqa: S608
        for maker in sorted({str(f[1]) for f in found}):
            own = [f for f in found if f[1] == maker]
            rows = self.rows.joined(self.rows.unpack(f[2]) for f in own)
            more = self.more.pack(self.more.joined(self.more.unpack(f[3]) for f in own)) if self.more else b""
            self._insert(database, 1, maker, rows["id"], (self.rows.pack(rows), more))
        database.run_all(f"DELETE FROM {self.table} WHERE id = ?", [(f[0],) for f in found])  # noqa: S608

    def drop(self, database: Database, ids: Sequence[int]) -> None:
        """Take attributions out, wherever they are. A block that is empty now stays, so that its number is not given again."""
        if not ids:
            return
        found = database.rows(
            f"SELECT id, members, more FROM {self.table} WHERE first_id <= ? AND last_id >= ?",  # noqa: S608
            (max(ids), min(ids)),
        )
        gone = np.array(sorted(ids), dtype=np.int64)
        for id, packed, further in found:
            rows = self.rows.unpack(packed)
            kept = ~np.isin(rows["id"], gone)
            if kept.all():
                continue
            more = b""
            if self.more:
                others = self.more.unpack(further)
                more = self.more.pack(_of(others, ~np.isin(others["id"], gone)))
            database.run(
                f"UPDATE {self.table} SET stamp = stamp + 1, members = ?, more = ? WHERE id = ?",  # noqa: S608
                (self.rows.pack(_of(rows, kept)), more, id),
            )

    def put(self, database: Database, version: int, rows: Columns, more: Columns | None = None, *, maker: str = "") -> None:
        """Write a few rows of one version again, each in the block where its number belongs; those that are not there are added.

        Args:
            database: The record.
            version: The version's number.
            rows: The rows.
            more: Further ones.
            maker: What made them.
        """
        self.drop(database, rows["id"].tolist())
        new = np.ones(len(rows["id"]), dtype=np.bool_)
        blocks: dict[int, list[int]] = {}
        for at, id in enumerate(rows["id"].tolist()):
            found = database.rows(
                f"SELECT id, last_id, (SELECT max(last_id) FROM {self.table} WHERE maker = ?) FROM {self.table} "  # noqa: S608
                "WHERE maker = ? AND first_id <= ? ORDER BY first_id DESC, id DESC LIMIT 1",
                (maker, maker, id),
            )
            if found and id <= max(found[0][1:]):
                blocks.setdefault(int(found[0][0]), []).append(at)
                new[at] = False
        further = more if more is not None else {}
        for block, places in blocks.items():
            some = _of(rows, np.array(places))
            self._merge_into(database, block, some, _of(further, np.isin(further["id"], some["id"])) if further else None)
        if new.any():
            some = _of(rows, new)
            self.add(database, version, some, _of(further, np.isin(further["id"], some["id"])) if further else None, maker=maker)

    def _merge_into(self, database: Database, block: int, rows: Columns, more: Columns | None) -> None:
        """Put rows among those of a block, in the order of their ids."""
        packed, further = database.rows(f"SELECT members, more FROM {self.table} WHERE id = ?", (block,))[0]  # noqa: S608
        joined = self.rows.joined([self.rows.unpack(packed), rows])
        order = np.argsort(joined["id"], kind="stable")
        if self.more and more is not None:
            others = self.more.joined([self.more.unpack(further), more])
            further = self.more.pack(_of(others, np.argsort(others["id"], kind="stable")))
        database.run(
            f"UPDATE {self.table} SET stamp = stamp + 1, members = ?, more = ?, "  # noqa: S608
            "last_id = CASE WHEN last_id < ? THEN ? ELSE last_id END WHERE id = ?",
            (self.rows.pack(_of(joined, order)), bytes(further), int(joined["id"].max()), int(joined["id"].max()), block),
        )

    def change(self, database: Database, column: str, values: Mapping[int, int]) -> None:
        """Give attributions, wherever they are, other values in a column of whole numbers.

        Args:
            database: The record.
            column: Its name.
            values: The values by the ids of the attributions; those that are not there are left out.
        """
        if not values:
            return
        ids = np.array(sorted(values), dtype=np.int64)
        found = database.rows(
            f"SELECT id, members FROM {self.table} WHERE first_id <= ? AND last_id >= ?",  # noqa: S608
            (int(ids[-1]), int(ids[0])),
        )
        for id, packed in found:
            rows = self.rows.unpack(packed)
            at = np.flatnonzero(np.isin(rows["id"], ids))
            new = rows[column].copy()
            new[at] = [values[i] for i in rows["id"][at].tolist()]
            if not np.array_equal(new, rows[column]):
                database.run(
                    f"UPDATE {self.table} SET stamp = stamp + 1, members = ? WHERE id = ?",  # noqa: S608
                    (self.rows.pack({**rows, column: new}), id),
                )

    def _insert(self, database: Database, large: int, maker: str, ids: Column, blobs: tuple[bytes, bytes]) -> None:
        first, last = (int(ids.min()), int(ids.max())) if len(ids) else (0, 0)
        database.insert(
            f"INSERT INTO {self.table} (is_large, stamp, maker, first_id, last_id, members, more) "  # noqa: S608
            "VALUES (?, 0, ?, ?, ?, ?, ?) RETURNING id",
            (large, maker, first, last, *blobs),
        )


def _of(columns: Columns, kept: Column) -> dict[str, Column]:
    return {name: column[kept] for name, column in columns.items()}


class Cache:
    """The blocks of one maker as they are now; only those that have changed since the last look are read again."""

    def __init__(self, database: Database, blocks: Blocks) -> None:
        self._database = database
        self._blocks = blocks
        self._kept: dict[tuple[int, int], tuple[dict[str, Column], dict[str, Column]]] = {}
        self._joined: Joined | None = None

    def now(self, maker: str = "") -> "Joined":
        """All rows as they are now."""
        while True:
            table = self._blocks.table
            marks = [
                (int(id), int(stamp))
                for id, stamp in self._database.rows(f"SELECT id, stamp FROM {table} WHERE maker = ? ORDER BY id", (maker,))  # noqa: S608
            ]
            if self._joined is not None and self._joined.marks == marks:
                return self._joined
            kept = {mark: self._kept[mark] for mark in marks if mark in self._kept}
            self._read(kept, maker, {*marks} - {*kept})
            if all(mark in kept for mark in marks):  # else somebody wrote in between
                self._kept = kept
                self._joined = Joined(self._blocks, marks, [kept[mark] for mark in marks])
                return self._joined

    def _read(
        self, kept: dict[tuple[int, int], tuple[dict[str, Column], dict[str, Column]]], maker: str, wanted: set[tuple[int, int]]
    ) -> None:
        if not wanted:
            return
        table, more = self._blocks.table, self._blocks.more
        columns = "id, stamp, members, more" if more else "id, stamp, members"
        # What is new stands at the end, but for blocks in which something was changed.
        rows = self._database.blobs(
            f"SELECT {columns} FROM {table} WHERE maker = ? AND id >= ?",  # noqa: S608
            (maker, min(wanted)[0]),
        )
        for row in rows:
            mark = int(row[0]), int(row[1])
            if mark not in kept:
                kept[mark] = self._blocks.rows.unpack(row[2]), more.unpack(row[3]) if more else {}


class Joined:
    """The rows of many blocks, in the order of their ids; a column is put together when it is first asked for.

    Attributes:
        marks: Which blocks, as they were.
        ids: The ids of the rows.
    """

    def __init__(self, blocks: Blocks, marks: list[tuple[int, int]], parts: list[tuple[dict[str, Column], dict[str, Column]]]) -> None:
        self.marks = marks
        self._parts = [p[0] for p in parts] or [blocks.rows.unpack(b"")]
        self._more = [p[1] for p in parts] or [blocks.more.unpack(b"") if blocks.more else {}]
        self._made: dict[str, Column] = {}
        self._order: Column | None = None
        ids = np.concatenate([p["id"] for p in self._parts])
        if len(ids) > 1 and not (ids[1:] > ids[:-1]).all():  # of several writers
            self._order = np.argsort(ids, kind="stable")
            ids = ids[self._order]
        self.ids = ids

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, name: str) -> Column:
        found = self._made.get(name)
        if found is None:
            found = np.concatenate([p[name] for p in self._parts])
            self._made[name] = found = found if self._order is None else found[self._order]
        return found

    def more(self, name: str) -> Column:
        """A column of the further rows."""
        found = self._made.get(f"more {name}")
        if found is None:
            found = self._made[f"more {name}"] = np.concatenate([p[name] for p in self._more])
        return found

    def mask(self, ids: Column) -> Column:
        """Which rows are those of some ids, whatever their order; ids that are not there are left out."""
        if _SPARE * len(ids) >= len(self.ids):
            return _among(self.ids, ids)
        found: Column = np.zeros(len(self.ids), dtype=np.bool_)
        at = np.searchsorted(self.ids, ids)
        at, ids = at[at < len(self.ids)], ids[at < len(self.ids)]
        found[at[self.ids[at] == ids]] = True
        return found

    def more_of(self, mask: Column) -> Column:
        """Which further rows belong to some rows.

        Args:
            mask: Which rows.
        """
        return _among(self.more("id"), self.ids[mask])


def _among(values: Column, ids: Column) -> Column:
    """Which values are ids. As both lie close together, a table of all numbers between them is sooner than sorting (`numpy.isin`)."""
    if not len(values) or not len(ids):
        return np.zeros(len(values), dtype=np.bool_)
    low, high = min(int(values.min()), int(ids.min())), max(int(values.max()), int(ids.max()))
    if high - low > _SPARE * (len(values) + len(ids)) + 4096:
        found: Column = np.isin(values, ids)
        return found
    table = np.zeros(high - low + 1, dtype=np.bool_)
    table[ids - low] = True
    there: Column = table[values - low]
    return there
