"""The record in one SQLite file: write-ahead log, foreign keys, full-text search by FTS5."""

import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from onrecord.errors import Cancelled, RecordError
from onrecord.record.database import Row, Value
from onrecord.record.deadlines import Deadline
from onrecord.record.fts5 import Fts5
from onrecord.record.places import READ_ONLY

__all__ = ["Sqlite"]

_PATIENCE = 30.0
"""Seconds to wait for another writer."""

_AGAIN = 0.02
"""Seconds after which what SQLite does not wait for is tried again."""

_LOGGED = 8_000
"""Pages that the log of a writer may have before they are moved into the file; with SQLite's 1,000, every article that is grouped with many
others moves thousands of pages that the next one writes again."""

_CACHE = 65_536
"""Kilobytes of the file that a writer holds; with SQLite's 2,000, what is written all over large indexes takes twice as long. Whoever only
reads is sooner with few: what a search reads, it reads once."""

_HELP = {
    "database is locked": "another process has been writing to it for long; wait for that to end",
    "database or disk is full": "the disk is full; make room and run the same command again, nothing was lost",
    "attempt to write a readonly database": "may not be written; check its permissions",
    "unable to open database file": "cannot be opened; check that its folder exists and may be written",
    "file is not a database": "is no record; name another file",
    "database disk image is malformed": "is damaged; restore a backup, or add the articles again to a new record",
    "Cannot operate on a closed database": "is closed; open it again",
    "disk I/O error": "cannot be read or written (disk error); check the disk",
}


class Sqlite:
    """A SQLite file; the methods are those of `onrecord.record.database.Database`."""

    kind: Literal["sqlite"] = "sqlite"

    def __init__(self, path: Path, *, create: bool = True, read_only: bool = False) -> None:
        """Open a file.

        Args:
            path: The file.
            create: Whether to make it where there is none.
            read_only: Whether nothing may be written to it.

        Raises:
            RecordError: It cannot be opened, or there is none and none is to be made.
        """
        self.name = str(path)
        self.words = Fts5(self)
        self.limit: Deadline | None = None
        self._read_only = read_only
        if not create and not path.is_file():
            raise RecordError("there is no such record; onrecord add makes one", self.name)
        with self._told():
            place, may_write = _place(path, read_only)
            self._connection = sqlite3.connect(place, timeout=_PATIENCE, isolation_level=None, check_same_thread=False, uri=not may_write)
            self._connection.execute("PRAGMA foreign_keys = ON")
            if may_write:
                self._log_ahead()
                self._connection.execute("PRAGMA synchronous = NORMAL")
            if read_only:
                self._connection.execute("PRAGMA query_only = ON")
            self._connection.execute("PRAGMA temp_store = MEMORY")
        self._has_cache = self.is_writing = False

    def _log_ahead(self) -> None:
        """Have what is written logged first. Of several that do it to a new file at once, SQLite turns all but one away without waiting."""
        until = time.monotonic() + _PATIENCE
        while True:
            try:
                self._connection.execute("PRAGMA journal_mode = WAL")
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > until:
                    raise
                time.sleep(_AGAIN)
            else:
                return

    @contextmanager
    def _told(self, name: str | None = None) -> Iterator[None]:
        """Turn errors of SQLite into one line that helps, and begin nothing when the time is over."""
        self.check()
        try:
            yield
        except sqlite3.Error as error:
            said = str(error)
            if said.startswith("interrupted"):
                raise self._cancelled() from error
            if self._read_only and said.startswith("attempt to write a readonly database"):
                raise RecordError(READ_ONLY, self.name) from error
            help = next((h for start, h in _HELP.items() if said.startswith(start)), f"cannot be used ({said})")
            raise RecordError(help, name or self.name) from error
        except OverflowError as error:
            raise RecordError("has no such number; numbers are smaller", self.name) from error
        except UnicodeEncodeError as error:
            raise RecordError(f"cannot hold or be asked for such a value ({error})", self.name) from error

    def run(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Run a statement."""
        with self._told():
            return self._connection.execute(sql, values).rowcount

    def insert(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Insert one row."""
        with self._told():
            return int(self._connection.execute(sql, values).fetchone()[0])

    def run_all(self, sql: str, rows: Sequence[Sequence[Value]]) -> None:
        """Run a statement with each of many rows."""
        with self._told():
            self._connection.executemany(sql, rows)

    def rows(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """All rows of a query."""
        with self._told():
            return self._connection.execute(sql, values).fetchall()

    def blobs(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """All rows of numbers and blobs; here nothing is sooner."""
        return self.rows(sql, values)

    def stream(self, sql: str, values: Sequence[Value] = ()) -> Iterator[Row]:
        """The rows of a query, one by one."""
        with self._told():
            yield from self._connection.execute(sql, values)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction that writes."""
        if self._read_only:
            raise RecordError(READ_ONLY, self.name)
        with self._told():
            if not self._has_cache:
                (held,) = self._connection.execute("PRAGMA cache_size").fetchone()
                if held > -_CACHE:  # kilobytes are negative; whoever has much to write has taken more already
                    self._connection.execute(f"PRAGMA cache_size = -{_CACHE}")
                    self._connection.execute(f"PRAGMA wal_autocheckpoint = {_LOGGED}")
                self._has_cache = True
            self._begin()
            self.is_writing = True
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
            finally:
                self.is_writing = False

    def _begin(self) -> None:
        """Begin to write; where there is a deadline, wait for other writers no longer than that."""
        if self.limit is None:
            self._connection.execute("BEGIN IMMEDIATE")
            return
        self._wait(self.limit.left)
        try:
            self._connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            self.check()
            raise
        finally:
            self._wait(_PATIENCE)

    def _wait(self, seconds: float) -> None:
        self._connection.execute(f"PRAGMA busy_timeout = {1000 * min(seconds, _PATIENCE):.0f}")

    @contextmanager
    def reading(self) -> Iterator[None]:
        """A transaction that reads."""
        with self._told():
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")

    def define(self, sql: str) -> None:
        """Make or change a table."""
        self.run(sql)

    def has_tables(self) -> bool:
        """Whether there is anything in it."""
        return bool(self.rows("SELECT count(*) FROM sqlite_master")[0][0])

    def version(self) -> int:
        """The version of its tables."""
        return int(self.rows("PRAGMA user_version")[0][0])

    def set_version(self, number: int) -> None:
        """Say which version its tables are of."""
        self.run(f"PRAGMA user_version = {number:d}")

    def fill(self, table: str, rows: Iterable[Row]) -> None:
        """Insert whole rows."""
        (columns,) = self.rows("SELECT count(*) FROM pragma_table_info(?)", (table,))[0]
        with self._told():
            self._connection.execute("PRAGMA defer_foreign_keys = ON")
            self._connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * columns)})", rows)  # noqa: S608

    def back_up(self, target: Path) -> None:
        """Copy it to a file while it is in use."""
        if target.exists():
            raise RecordError("exists already; name another file for the backup", str(target))
        with self._told(str(target)):
            copy = sqlite3.connect(target)
        try:
            with self._told():
                self._connection.backup(copy, pages=4096)
        finally:
            copy.close()

    def faults(self) -> list[str]:
        """What is damaged in it; the index of words can be checked only where it may be written."""
        with self._told():
            lines = [str(row[0]) for row in self._connection.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]
            lines += [
                f"{row[0]} {row[1]} points to a row of {row[2]} that is not there"
                for row in self._connection.execute("PRAGMA foreign_key_check")
            ]
            try:
                self._connection.execute("INSERT INTO words(words, rank) VALUES ('integrity-check', 1)")
            except sqlite3.DatabaseError as error:
                if str(error).startswith("attempt to write a readonly database"):
                    return lines
                lines.append(f"the index of words does not fit the attributions ({error})")
            return lines

    def state(self) -> str:
        """What is another text whenever another connection has written since (``PRAGMA data_version``)."""
        return str(self.rows("PRAGMA data_version")[0][0])

    def interrupt(self) -> None:
        """Stop what is running in another thread."""
        try:
            self._connection.interrupt()
        except sqlite3.ProgrammingError:  # it was closed in the meantime
            return

    def check(self) -> None:
        """Raise `Cancelled` where its time is over."""
        if self.limit is not None and (error := self.limit.error()):
            raise error

    def _cancelled(self) -> Cancelled:
        return (self.limit and self.limit.error()) or Cancelled("was stopped before it had answered", self.name)

    def close(self) -> None:
        """Close it."""
        self._connection.close()


def _place(path: Path, read_only: bool) -> tuple[str, bool]:
    """What to open, and whether it may be written. A record that may not, such as one on a disc or of somebody else, can still be read."""
    if not path.is_file() or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return (f"{path.resolve().as_uri()}?mode=ro", False) if read_only else (str(path), True)
    # A write-ahead log needs a file beside it that cannot be made there. Where there is no log nobody writes, and none is needed.
    nobody_writes = not path.with_name(f"{path.name}-wal").exists()
    return f"{path.resolve().as_uri()}?mode=ro{'&immutable=1' if nobody_writes else ''}", False
