"""The index of words in PostgreSQL: a ``tsvector`` for each attribution, with a GIN index."""

from typing import TYPE_CHECKING

from onrecord.record.database import Value
from onrecord.record.lexemes import asked, vector
from onrecord.record.query import Query

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.record.postgres import Postgres

__all__ = ["Tsvector"]

_PUT = "INSERT INTO words (rowid, vector) VALUES (?, CAST(? AS tsvector))"
_BATCH = 500


class Tsvector:
    """The table ``words`` of PostgreSQL; the methods are those of `onrecord.record.database.Words`."""

    def __init__(self, database: "Postgres") -> None:
        self._database = database

    def put(self, id: int, content: str | None, source: str | None, speaker: str | None) -> None:
        """Index an attribution."""
        self._database.run(_PUT, (id, vector(content, source, speaker)))

    def drop(self, version: int) -> None:
        """Take a version out."""
        self._database.run("DELETE FROM words WHERE rowid IN (SELECT id FROM attributions WHERE version_id = ?)", (version,))

    def drop_one(self, id: int) -> None:
        """Take one attribution out."""
        self._database.run("DELETE FROM words WHERE rowid = ?", (id,))

    def match(self, query: Query) -> tuple[str, str]:
        """A condition and its value."""
        return "words.vector @@ CAST(? AS tsquery)", asked(query)

    def score(self, query: Query) -> tuple[str, list[Value]]:
        """How often the words stand there, the content counting most, by the logarithm of its length; how rare they are is not known."""
        return "-ts_rank('{0, 0.4, 0.4, 1}', words.vector, CAST(? AS tsquery), 1)", [asked(query)]

    def found(self, query: Query) -> str:
        """The ids as one text."""
        condition, value = self.match(query)
        sql = f"SELECT string_agg(CAST(rowid AS text), ',') FROM words WHERE {condition}"  # noqa: S608
        return str(self._database.rows(sql, (value,))[0][0] or "")

    def rebuild(self) -> None:
        """Index everything again."""
        self._database.run("DELETE FROM words")
        batch: list[tuple[int, str]] = []
        for id, content, source, speaker in self._database.stream("SELECT id, content, source, speaker FROM searchable"):
            batch.append((id, vector(content, source, speaker)))
            if len(batch) == _BATCH:
                self._database.run_all(_PUT, batch)
                batch.clear()
        self._database.run_all(_PUT, batch)

    def faults(self) -> "Iterator[str]":
        """Where the index does not fit the attributions."""
        n = 0
        for content, source, speaker, is_searched, indexed in self._database.stream(
            "SELECT s.content, s.source, s.speaker, s.id IS NOT NULL, CAST(w.vector AS text) "
            "FROM searchable s FULL JOIN words w ON w.rowid = s.id"
        ):
            n += indexed is None or not is_searched or set(indexed.split(" ")) != set(vector(content, source, speaker).split(" "))
        if n:
            yield f"the index of words does not fit the attributions ({n} of them)"
