"""The record in a PostgreSQL database, 15 or newer: in a schema of its own, ``onrecord``, through psycopg 3."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any, Literal

import psycopg
from psycopg import IsolationLevel, RawCursor, RawServerCursor
from psycopg.adapt import Dumper
from psycopg.types.numeric import FloatLoader
from psycopg.types.string import StrDumperUnknown, TextLoader

from onrecord.errors import Cancelled, RecordError
from onrecord.record.database import Row, Value
from onrecord.record.deadlines import Deadline
from onrecord.record.dialect import definition, numbered
from onrecord.record.places import NOT_UNDERSTOOD, READ_ONLY
from onrecord.record.refusals import LOST, refusal, unreachable
from onrecord.record.tsvector import Tsvector

__all__ = ["Postgres"]

_PATIENCE = 30
"""Seconds to wait for another writer."""

_PATIENCE_TO_STOP = 5
"""Seconds to wait until the server has taken notice that a statement is to be stopped."""

_LOCK = int.from_bytes(b"onrecord")
"""The advisory lock that a writer holds until its transaction ends; advisory locks are of one database."""

_SETTINGS = {
    "search_path": "onrecord, pg_temp",
    "lock_timeout": f"{_PATIENCE}s",
    "cursor_tuple_fraction": "1",  # what is streamed is read to its end
    "plan_cache_mode": "force_custom_plan",  # how rare a word is decides how it is best looked for
    "jit": "off",  # it takes longer than most of our queries
}

_OURS = "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'onrecord'"
"""Asked of the catalogue itself: ``to_regclass`` may remember, while somebody waits for the lock, that there is nothing yet."""

_NUL = "\U0010ffff"
"""Stands for the character NUL, which PostgreSQL does not take: a noncharacter, which no text has."""

_BATCH = 200
"""Rows that are fetched at once."""


class _Out(StrDumperUnknown):
    def dump(self, obj: str) -> Any:
        return super().dump(obj.replace("\0", _NUL) if "\0" in obj else obj)


class _Number(Dumper):
    """True and False as the numbers that they are in SQLite."""

    oid = psycopg.postgres.types["int8"].oid

    def dump(self, obj: bool) -> bytes:
        return str(int(obj)).encode()


class _In(TextLoader):
    def load(self, data: Any) -> Any:
        text = super().load(data)
        return text.replace(_NUL, "\0") if isinstance(text, str) and _NUL in text else text


class Postgres:
    """A PostgreSQL database; the methods are those of `onrecord.record.database.Database`.

    A connection that was lost is made anew when it is next needed, but never within a transaction.
    """

    kind: Literal["postgres"] = "postgres"

    def __init__(self, url: str, name: str, *, create: bool = True, read_only: bool = False) -> None:
        """Connect to a database.

        Args:
            url: Its URL, as libpq takes it; what it leaves out comes from the environment (``PGPASSWORD`` …) and ``~/.pgpass``.
            name: What it is called in messages.
            create: Whether there may be no record in it yet.
            read_only: Whether nothing may be written to it.

        Raises:
            RecordError: It cannot be reached or used, or there is no record in it and none is to be made.
        """
        self.name = name
        self.words = Tsvector(self)
        self.limit: Deadline | None = None
        self._url, self._busy, self._cursors = url, False, count()
        self._read_only, self._interrupted = read_only, False
        self.is_writing = False
        self._connection: psycopg.Connection[Row] | None = self._connected()
        try:
            if not create and not self.has_tables():
                raise RecordError("there is no such record; onrecord add makes one", name)
        except BaseException:
            self.close()
            raise

    def _connected(self) -> "psycopg.Connection[Row]":
        try:
            given = psycopg.conninfo.conninfo_to_dict(self._url)
            connection = psycopg.connect(
                self._url,
                autocommit=True,
                client_encoding="utf8",
                connect_timeout=given.get("connect_timeout") or 10,
                fallback_application_name="onrecord",
            )
        except psycopg.ProgrammingError:
            # What libpq says of a URL that it does not understand may quote a password.
            raise RecordError(NOT_UNDERSTOOD, self.name) from None
        except psycopg.Error as error:
            raise RecordError(unreachable(error), self.name) from error
        try:
            with self._told():
                self._fit(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _fit(self, connection: "psycopg.Connection[Row]") -> None:
        """See that a server can hold a record, and tell it how we work."""
        if (version := connection.info.server_version) < 150_000:
            raise RecordError(f"is PostgreSQL {version // 10_000}, and 15 or newer is needed", self.name)
        if (encoding := connection.info.parameter_status("server_encoding")) != "UTF8":
            make = "createdb --encoding UTF8 --template template0"
            raise RecordError(f"is in the encoding {encoding}, which cannot hold every text; make another one with: {make}", self.name)
        connection.cursor_factory, connection.server_cursor_factory = RawCursor, RawServerCursor
        connection.isolation_level = IsolationLevel.READ_COMMITTED  # a writer must see what the one before it has written
        connection.adapters.register_dumper(str, _Out)
        connection.adapters.register_dumper(bool, _Number)
        connection.adapters.register_loader("text", _In)
        connection.adapters.register_loader("numeric", FloatLoader)
        own = {**_SETTINGS, "default_transaction_read_only": "on"} if self._read_only else _SETTINGS
        settings = ", ".join(f"set_config('{name}', '{value}', false)" for name, value in own.items())
        connection.execute(f"SELECT {settings}".encode())

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn errors of PostgreSQL into one line that helps, and begin nothing when the time is over."""
        self.check()
        try:
            yield
        except psycopg.errors.QueryCanceled as error:
            if self._interrupted and "timeout" not in str(error):
                self._interrupted = False
                raise self._cancelled() from error
            raise RecordError(refusal(error), self.name) from error
        except psycopg.errors.ReadOnlySqlTransaction as error:
            raise RecordError(READ_ONLY if self._read_only else refusal(error), self.name) from error
        except psycopg.Error as error:
            raise RecordError(refusal(error), self.name) from error
        except UnicodeEncodeError as error:
            raise RecordError(f"cannot hold or be asked for such a value ({error})", self.name) from error

    def _live(self) -> "psycopg.Connection[Row]":
        if self._connection is None:
            raise RecordError("was closed; open it again", self.name)
        if self._connection.closed:
            if self._busy:
                raise RecordError(LOST, self.name)
            self._connection = self._connected()
        return self._connection

    def run(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Run a statement."""
        with self._told():
            return self._live().execute(numbered(sql), values).rowcount

    def insert(self, sql: str, values: Sequence[Value] = ()) -> int:
        """Insert one row."""
        return int(self.rows(sql, values)[0][0])

    def run_all(self, sql: str, rows: Sequence[Sequence[Value]]) -> None:
        """Run a statement with each of many rows."""
        with self._told():
            if rows:
                self._live().cursor().executemany(numbered(sql), rows)

    def rows(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """All rows of a query."""
        with self._told():
            return self._live().execute(numbered(sql), values).fetchall()

    def blobs(self, sql: str, values: Sequence[Value] = ()) -> list[Row]:
        """All rows of numbers and blobs, as the bytes that they are and not written out."""
        with self._told(), self._live().cursor(binary=True) as cursor:
            return cursor.execute(numbered(sql), values).fetchall()

    def stream(self, sql: str, values: Sequence[Value] = ()) -> Iterator[Row]:
        """The rows of a query, a few at a time; the server holds the rest, and other statements may be run meanwhile."""
        with self._told(), self._live().cursor(f"onrecord_{next(self._cursors)}", withhold=True) as cursor:
            cursor.execute(numbered(sql), values)
            while rows := cursor.fetchmany(_BATCH):
                yield from rows
                self.check()

    @contextmanager
    def _transaction(self, *first: str) -> Iterator[None]:
        with self._told(), self._live().transaction():
            self._busy = True
            try:
                for statement in first:
                    self.run(statement)
                yield
            finally:
                self._busy = False

    def writing(self) -> AbstractContextManager[None]:
        """A transaction that writes, one at a time in a database: so no two can lock each other out, or keep the same thing twice."""
        if self._read_only:
            raise RecordError(READ_ONLY, self.name)
        return self._writing()

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with self._transaction(f"SELECT pg_advisory_xact_lock({_LOCK})"):
            self.is_writing = True
            try:
                yield
            finally:
                self.is_writing = False

    def reading(self) -> AbstractContextManager[None]:
        """A transaction that reads one snapshot."""
        return self._transaction("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")

    def define(self, sql: str) -> None:
        """Make or change a table."""
        self.run(definition(sql))

    def has_tables(self) -> bool:
        """Whether there is anything in the schema ``onrecord``; what else is in the database is none of our business."""
        return bool(self.rows(f"SELECT count(*) {_OURS}")[0][0])

    def version(self) -> int:
        """The version of its tables."""
        if not self.rows(f"SELECT count(*) {_OURS} AND c.relname = 'record_version'")[0][0]:
            return 0
        return int(self.rows("SELECT number FROM onrecord.record_version")[0][0])

    def set_version(self, number: int) -> None:
        """Say which version its tables are of."""
        self.run("UPDATE record_version SET number = ?", (number,))

    def fill(self, table: str, rows: Iterable[Row]) -> None:
        """Insert whole rows, and let new ids begin after theirs."""
        with self._told(), self._live().cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            with cursor.copy(f"COPY {table} FROM STDIN".encode()) as copy:
                for row in rows:
                    copy.write_row(row)
        for (column,) in self.rows(
            "SELECT column_name FROM information_schema.columns WHERE table_schema = 'onrecord' AND table_name = ? AND is_identity = 'YES'",
            (table,),
        ):
            self.rows(f"SELECT setval(pg_get_serial_sequence('{table}', '{column}'), max({column})) FROM {table}")  # noqa: S608

    def back_up(self, target: Path) -> None:
        """Copy it to an SQLite file while it is in use."""
        from onrecord.record.copying import copied  # noqa: PLC0415
        from onrecord.record.sqlite import Sqlite  # noqa: PLC0415

        copy = Sqlite(target)
        try:
            copied(self, copy)
        finally:
            copy.close()

    def faults(self) -> list[str]:
        """What does not fit: rows that point to rows that are not there (which takes somebody who had that unchecked), and words."""
        with self.reading():
            return [*self._astray(), *self.words.faults()]

    def _astray(self) -> Iterator[str]:
        for table, column, other, key in self.rows(
            "SELECT c.conrelid::regclass::text, a.attname::text, c.confrelid::regclass::text, b.attname::text FROM pg_constraint c "
            "JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1] "
            "JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = c.confkey[1] "
            "WHERE c.contype = 'f' AND c.connamespace = to_regnamespace('onrecord') ORDER BY 1, 2"
        ):
            ((n,),) = self.rows(
                f"SELECT count(*) FROM {table} x WHERE x.{column} IS NOT NULL "  # noqa: S608
                f"AND NOT EXISTS (SELECT 1 FROM {other} y WHERE y.{key} = x.{column})"
            )
            if n:
                yield f"{n} {table} points to a row of {other} that is not there"

    def state(self) -> str:
        """What is another text whenever another connection has written since: which transactions have ended and which have not."""
        return str(self.rows("SELECT pg_current_snapshot()::text")[0][0])

    def interrupt(self) -> None:
        """Stop what is running in another thread; the server is asked by a connection of its own."""
        connection = self._connection
        if connection is None or connection.closed:
            return
        self._interrupted = True
        with suppress(psycopg.Error):  # who cannot be asked to stop has gone, or will be asked again
            connection.cancel_safe(timeout=_PATIENCE_TO_STOP)

    def check(self) -> None:
        """Raise `Cancelled` where its time is over."""
        if self.limit is not None and (error := self.limit.error()):
            raise error

    def _cancelled(self) -> Cancelled:
        return (self.limit and self.limit.error()) or Cancelled("was stopped before it had answered", self.name)

    def close(self) -> None:
        """Close it."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
