"""The blocks of a table in memory: what has changed since the last look is read again, and nothing else.

All connections of a process that share a `Memory` keep the rows once. Rows of new blocks are appended in place, as nobody looks beyond the
end that he knows; where a block was changed or dropped, the rows are put together anew, and whoever still looks at the old ones keeps them.
"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import takewhile

import numpy as np

from onrecord.record.blocks import Blocks
from onrecord.record.database import Database
from onrecord.record.layout import Column, Columns, Layout

__all__ = ["Cache", "Joined", "Memory"]

_SPARE = 16
"""How many times as many numbers a table may have as are looked for in it."""

_ROOM = 16
"""One row in so many is kept free for what is still to come."""

_LOOK = 0.05
"""Seconds after which who waits for another reader looks at the time that he has himself."""

Mark = tuple[int, int]
"""A block as it was at some time: its number, and how often it had been changed."""


class Memory:
    """The rows of one maker, as they were when somebody looked last; any number of connections to one record may share it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.kept = _Kept("", {}, {})
        self.joined: Joined | None = None

    @contextmanager
    def held(self, database: Database) -> Iterator[None]:
        """Let nobody else read meanwhile; who waits for that is stopped when the time of his database is over."""
        while not self._lock.acquire(timeout=_LOOK):
            database.check()
        try:
            yield
        finally:
            self._lock.release()


@dataclass(slots=True)
class _Kept:
    """The rows of some blocks, in columns with room for more."""

    maker: str
    rows: dict[str, Column]
    more: dict[str, Column]
    marks: list[Mark] = field(default_factory=list)
    ends: list[tuple[int, int]] = field(default_factory=list)  # of each block

    def end(self, blocks: int) -> tuple[int, int]:
        """Where so many blocks end."""
        return self.ends[blocks - 1] if blocks else (0, 0)


class Cache:
    """The blocks of a table as they are now, as one connection sees them.

    Args:
        database: The record.
        blocks: The table.
        memory: What is shared with other connections; None for a memory of its own.
    """

    def __init__(self, database: Database, blocks: Blocks, memory: Memory | None = None) -> None:
        self._database = database
        self._blocks = blocks
        self._memory = memory or Memory()

    def now(self, maker: str = "") -> "Joined":
        """All rows of a maker as they are now."""
        # What is being written may yet be taken back, and must not be seen by others.
        memory = Memory() if self._database.is_writing else self._memory
        while True:
            table = self._blocks.table
            marks = [
                (int(id), int(stamp))
                for id, stamp in self._database.rows(f"SELECT id, stamp FROM {table} WHERE maker = ? ORDER BY id", (maker,))  # noqa: S608
            ]
            joined = memory.joined
            if joined is not None and joined.maker == maker and joined.marks == marks:
                return joined
            with memory.held(self._database):
                found = self._followed(memory, maker, marks)
            if found is not None:  # else somebody wrote in between
                return found

    def _followed(self, memory: Memory, maker: str, marks: list[Mark]) -> "Joined | None":
        """The rows of some blocks, and the memory as it is then; None where a block is not there any more."""
        kept = memory.kept if memory.kept.maker == maker else _Kept(maker, {}, {})
        common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(kept.marks, marks, strict=False)))
        if common < len(marks) or not kept.rows:
            known = {*kept.marks}
            new = self._read(maker, {m for m in marks if m not in known})
            if any(m not in known and m not in new for m in marks):
                return None
            kept = _with(self._blocks, kept, marks, common, new)
            memory.kept = kept
        rows, more = kept.end(len(marks))
        joined = Joined(_up_to(kept.rows, rows), _up_to(kept.more, more), maker, marks)
        if len(marks) == len(kept.marks):  # else it is an older state, which one transaction still sees
            memory.joined = joined
        return joined

    def _read(self, maker: str, wanted: set[Mark]) -> dict[Mark, tuple[Columns, Columns]]:
        if not wanted:
            return {}
        table, more = self._blocks.table, self._blocks.more
        columns = "id, stamp, members, more" if more else "id, stamp, members"
        # What is new stands at the end, but for blocks in which something was changed.
        rows = self._database.blobs(
            f"SELECT {columns} FROM {table} WHERE maker = ? AND id >= ?",  # noqa: S608
            (maker, min(wanted)[0]),
        )
        found: dict[Mark, tuple[Columns, Columns]] = {}
        for row in rows:
            mark = int(row[0]), int(row[1])
            if mark in wanted:
                found[mark] = self._blocks.rows.unpack(row[2]), more.unpack(row[3]) if more else {}
        return found


def _with(blocks: Blocks, kept: _Kept, marks: list[Mark], common: int, new: Mapping[Mark, tuple[Columns, Columns]]) -> _Kept:
    """The rows of some blocks, put together of those that are kept and those that are new.

    Args:
        blocks: The table.
        kept: What is kept.
        marks: The blocks that are wanted.
        common: How many of the first ones are those that are kept.
        new: The columns of those that are not kept.
    """
    places = {mark: n for n, mark in enumerate(kept.marks)}
    parts: list[tuple[Columns, Columns]] = []
    for mark in marks[common:]:
        if mark in new:
            parts.append(new[mark])
        else:
            (low, few), (high, many) = kept.end(places[mark]), kept.end(places[mark] + 1)
            parts.append(({n: c[low:high] for n, c in kept.rows.items()}, {n: c[few:many] for n, c in kept.more.items()}))
    in_place = common == len(kept.marks)
    start, first = kept.end(common)
    rows = _extended(blocks.rows, kept.rows, start, [p[0] for p in parts], in_place=in_place)
    more = _extended(blocks.more, kept.more, first, [p[1] for p in parts], in_place=in_place) if blocks.more else {}
    ends = kept.ends[:common]
    for part in parts:
        start += len(part[0]["id"])
        first += len(part[1]["id"]) if part[1] else 0
        ends.append((start, first))
    return _Kept(kept.maker, rows, more, marks, ends)


def _extended(layout: Layout, columns: Mapping[str, Column], start: int, parts: Sequence[Columns], *, in_place: bool) -> dict[str, Column]:
    """Columns whose rows from a place on are those of some parts.

    Args:
        layout: What columns there are.
        columns: The columns with the rows before that place; none at first.
        start: The place.
        parts: What follows.
        in_place: Whether nothing stands there yet, so that it may be written where there is room.
    """
    made = columns or layout.unpack(b"")
    end = start + sum(len(part["id"]) for part in parts)
    if in_place and end == start:
        return dict(made)
    out = {}
    for name, column in made.items():
        new = column
        if not in_place or end > len(column):
            new = np.empty((end + end // _ROOM + _ROOM, *column.shape[1:]), dtype=column.dtype)
            new[:start] = column[:start]
        at = start
        for part in parts:
            new[at : at + len(part[name])] = part[name]
            at += len(part[name])
        out[name] = new
    return out


def _up_to(columns: Mapping[str, Column], end: int) -> dict[str, Column]:
    out = {}
    for name, column in columns.items():
        out[name] = column[:end]
        out[name].flags.writeable = False
    return out


class Joined:
    """The rows of many blocks, in the order of their ids.

    Args:
        rows: The columns.
        more: The columns of the further rows.
        maker: What made them.
        marks: Which blocks, as they were.

    Attributes:
        marks: Which blocks.
        maker: What made them.
        ids: The ids of the rows.
    """

    def __init__(self, rows: Columns, more: Columns | None = None, maker: str = "", marks: Sequence[Mark] = ()) -> None:
        self.marks = [*marks]
        self.maker = maker
        self._rows = dict(rows)
        self._more = more or {}
        self._order: Column | None = None
        ids = self._rows["id"]
        if len(ids) > 1 and not (ids[1:] > ids[:-1]).all():  # of several writers
            self._order = np.argsort(ids, kind="stable")
            ids = self._rows["id"] = ids[self._order]
        self._made = {"id": ids}
        self.ids = ids

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, name: str) -> Column:
        if self._order is None:
            return self._rows[name]
        found = self._made.get(name)
        if found is None:
            found = self._made[name] = self._rows[name][self._order]
        return found

    def more(self, name: str) -> Column:
        """A column of the further rows; those of one attribution follow each other."""
        return self._more[name]

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
