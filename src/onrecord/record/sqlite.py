"""The record in one SQLite file: write-ahead log, foreign keys, full-text search by FTS5."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from onrecord.errors import RecordError
from onrecord.record.database import Row, Value

__all__ = ["Sqlite"]

_PATIENCE = 30.0
"""Seconds to wait for another writer."""

_HELP = {
    "database is locked": "another process has been writing to it for long; wait for that to end",
    "database or disk is full": "the disk is full; make room and run the same command again, nothing was lost",
    "attempt to write a readonly database": "may not be written; check its permissions",
    "unable to open database file": "cannot be opened; check that its folder exists and may be written",
    "file is not a database": "is no record; name another file",
    "database disk image is malformed": "is damaged; restore a backup, or add the articles again to a new record",
    "disk I/O error": "cannot be read or written (disk error); check the disk",
}


class Sqlite:
    """A SQLite file; the methods are those of `onrecord.record.database.Database`."""

    def __init__(self, path: Path, *, create: bool = True) -> None:
        """Open a file.

        Args:
            path: The file.
            create: Whether to make it where there is none.

        Raises:
            RecordError: It cannot be opened, or there is none and none is to be made.
        """
        self.name = str(path)
        if not create and not path.is_file():
            raise RecordError("there is no such record; onrecord add makes one", self.name)
        with self._told():
            self._connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
            self._connection.execute("PRAGMA foreign_keys = ON")
            self._connection.execute("PRAGMA journal_mode = WAL")
            self._connection.execute("PRAGMA synchronous = NORMAL")
            self._connection.execute("PRAGMA temp_store = MEMORY")

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn errors of SQLite into one line that helps."""
        try:
            yield
        except sqlite3.Error as error:
            said = str(error)
            help = next((h for start, h in _HELP.items() if said.startswith(start)), f"cannot be used ({said})")
            raise RecordError(help, self.name) from error
        except OverflowError as error:
            raise RecordError("has no such number; numbers are smaller", self.name) from error

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

    def stream(self, sql: str, values: Sequence[Value] = ()) -> Iterator[Row]:
        """The rows of a query, one by one."""
        with self._told():
            yield from self._connection.execute(sql, values)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction that writes."""
        with self._told():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def back_up(self, target: Path) -> None:
        """Copy it to a file while it is in use."""
        if target.exists():
            raise RecordError("exists already; name another file for the backup", str(target))
        with self._told(), sqlite3.connect(target) as copy:
            self._connection.backup(copy, pages=4096)
        copy.close()

    def faults(self) -> list[str]:
        """What is damaged in it."""
        with self._told():
            lines = [str(row[0]) for row in self._connection.execute("PRAGMA integrity_check(20)") if row[0] != "ok"]
            lines += [
                f"{row[0]} {row[1]} points to a row of {row[2]} that is not there"
                for row in self._connection.execute("PRAGMA foreign_key_check")
            ]
            try:
                self._connection.execute("INSERT INTO words(words, rank) VALUES ('integrity-check', 1)")
            except sqlite3.DatabaseError as error:
                lines.append(f"the index of words does not fit the attributions ({error})")
            return lines

    def close(self) -> None:
        """Close it."""
        self._connection.close()
