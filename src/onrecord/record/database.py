"""What the record needs of a database: SQL with ``?`` for values, transactions, and an index of words.

SQLite (`onrecord.record.sqlite`) and PostgreSQL (`onrecord.record.postgres`) implement it. The statements elsewhere in this package are
plain SQL that both understand; what differs between them is behind the methods here, or in an `Own` statement of
`onrecord.record.schema`.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any, Literal, Protocol

from onrecord.record.deadlines import Deadline
from onrecord.record.query import Query

__all__ = ["Database", "Row", "Value", "Words"]

Value = str | int | float | bytes | None
Row = tuple[Any, ...]


class Words(Protocol):
    """The index of words: of content, source and speaker of each attribution that is searched.

    It stands in a table ``words``, with the id of the attribution as ``rowid``. Words are letters and digits; case does not matter, nor
    do accents on Latin letters. They are cut in the same way whatever the database.
    """

    def put(self, id: int, content: str | None, source: str | None, speaker: str | None) -> None:
        """Index an attribution."""

    def drop(self, version: int) -> None:
        """Take the attributions of a version of an article out of the index, while they still are as they were indexed."""

    def drop_one(self, id: int) -> None:
        """Take one attribution out of the index, if it is there, while it still is as it was indexed."""

    def match(self, query: Query) -> tuple[str, str]:
        """A condition on ``words`` with one ``?``, and its value, for a query in which something is wanted."""

    def score(self, query: Query) -> tuple[str, list[Value]]:
        """How well a row of ``words`` fits such a query, and the values for that: a number, the lower the better."""

    def found(self, query: Query) -> str:
        """The ids of all attributions that fit such a query, with commas between: one text is read sooner than a row for each."""

    def rebuild(self) -> None:
        """Index everything again."""


class Database(Protocol):
    """A database with the tables of `onrecord.record.schema`.

    Every method raises `RecordError` where the database cannot do what is asked: it is locked, full, damaged, away or may not be written.
    One thread may use it after another, but not two at once; `interrupt` alone may be called while another thread uses it.

    Attributes:
        limit: How long it may take for what it is asked; set by `onrecord.record.deadlines.deadline`.
    """

    limit: Deadline | None

    @property
    def kind(self) -> Literal["sqlite", "postgres"]:
        """Which database it is."""

    @property
    def name(self) -> str:
        """What it is called in messages; without a password."""

    @property
    def words(self) -> Words:
        """The index of words."""

    @property
    def is_writing(self) -> bool:
        """Whether a transaction that writes has been begun, and what is read may yet be taken back."""

    def run(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Run a statement; the number of rows that it changed."""

    def insert(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Run an ``INSERT … RETURNING id``; the id."""

    def run_all(self, sql: str, rows: Sequence[Sequence[Value]]) -> None:
        """Run a statement once with each row of values."""

    def rows(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """All rows of a query."""

    def blobs(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """All rows of a query for whole numbers and blobs and nothing else, as soon as they can be had."""

    def stream(self, sql: str, values: Sequence[Value] = ()) -> Iterator[Row]:
        """The rows of a query, one after the other, without holding them all."""

    def writing(self) -> AbstractContextManager[None]:
        """A transaction that writes: all of it is kept, or nothing. Others that write wait until it has ended."""

    def reading(self) -> AbstractContextManager[None]:
        """A transaction that reads: all queries in it see the same state, whatever others write meanwhile."""

    def define(self, sql: str) -> None:
        """Run a statement that makes or changes a table, an index or a view, in the plain SQL of `onrecord.record.schema`."""

    def has_tables(self) -> bool:
        """Whether there is anything in it."""

    def version(self) -> int:
        """The version of its tables; 0 where they are not those of a record."""

    def set_version(self, number: int) -> None:
        """Say which version its tables are of."""

    def fill(self, table: str, rows: Iterable[Row]) -> None:
        """Insert whole rows, ids included, in a transaction that writes; what they point to may come later in it."""

    def back_up(self, target: Path) -> None:
        """Copy the whole database to an SQLite file while it is in use."""

    def faults(self) -> list[str]:
        """What is damaged in the database, one line each."""

    def state(self) -> str:
        """What is another text whenever somebody else has written since; it says nothing across connections, and costs next to nothing."""

    def interrupt(self) -> None:
        """Stop the statement that is running in another thread, which raises `Cancelled` there; where none is running, nothing happens."""

    def check(self) -> None:
        """Raise `Cancelled` where its time is over: asked before each statement, and in between by what calculates for long."""

    def close(self) -> None:
        """Close it; a second time does nothing."""
