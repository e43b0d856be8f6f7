"""What the record needs of a database: SQL with ``?`` for values, and transactions.

SQLite (`onrecord.record.sqlite`) implements it. The statements elsewhere in this package are plain SQL but for two things that are SQLite's
own: the table `words` of its full-text search, and the number of the schema's version.
"""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Protocol

__all__ = ["Database", "Row", "Value"]

Value = str | int | float | bytes | None
Row = tuple[Any, ...]


class Database(Protocol):
    """A database with the tables of `onrecord.record.schema`.

    Every method raises `RecordError` where the database cannot do what is asked: it is locked, full, damaged or may not be written.
    """

    name: str

    def run(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Run a statement; the number of rows that it changed."""

    def insert(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Run an ``INSERT … RETURNING id``; the id."""

    def run_all(self, sql: str, rows: Sequence[Sequence[Value]]) -> None:
        """Run a statement once with each row of values."""

    def rows(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """All rows of a query."""

    def stream(self, sql: str, values: Sequence[Value] = ()) -> Iterator[Row]:
        """The rows of a query, one after the other, without holding them all."""

    def writing(self) -> AbstractContextManager[None]:
        """A transaction that writes: all of it is kept, or nothing. Others wait until it has ended."""

    def back_up(self, target: Path) -> None:
        """Copy the whole database to a file while it is in use."""

    def faults(self) -> list[str]:
        """What is damaged in the files of the database, one line each."""

    def close(self) -> None:
        """Close it; a second time does nothing."""
