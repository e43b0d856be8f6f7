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

__all__ = ["FEW", "Blocks"]

FEW: Final = 256
"""Versions after which their small blocks become one."""


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
