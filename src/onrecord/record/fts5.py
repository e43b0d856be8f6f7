"""The index of words in SQLite: FTS5."""

from typing import TYPE_CHECKING

from onrecord.record.database import Value
from onrecord.record.query import Query, to_fts5

if TYPE_CHECKING:
    from onrecord.record.sqlite import Sqlite

__all__ = ["Fts5"]


class Fts5:
    """An FTS5 table over the view ``searchable``; the methods are those of `onrecord.record.database.Words`."""

    def __init__(self, database: "Sqlite") -> None:
        self._database = database

    def put(self, id: int, content: str | None, source: str | None, speaker: str | None) -> None:
        """Index an attribution."""
        self._database.run("INSERT INTO words (rowid, content, source, speaker) VALUES (?, ?, ?, ?)", (id, content, source, speaker))

    def drop(self, version: int) -> None:
        """Take a version out; FTS5 must be told what it had been given."""
        self._database.run(
            "INSERT INTO words (words, rowid, content, source, speaker) SELECT 'delete', id, content, source, speaker FROM searchable "
            "WHERE id IN (SELECT id FROM attributions WHERE version_id = ?)",
            (version,),
        )

    def drop_one(self, id: int) -> None:
        """Take one attribution out."""
        self._database.run(
            "INSERT INTO words (words, rowid, content, source, speaker) SELECT 'delete', id, content, source, speaker FROM searchable "
            "WHERE id = ?",
            (id,),
        )

    def match(self, query: Query) -> tuple[str, str]:
        """A condition and its value."""
        return "words MATCH ?", to_fts5(query) or '""'

    def score(self, query: Query) -> tuple[str, list[Value]]:
        """BM25 (Robertson and Zaragoza 2009), the content counting most."""
        return "bm25(words, 1.0, 0.4, 0.4)", []

    def found(self, query: Query) -> str:
        """The ids as one text."""
        condition, value = self.match(query)
        return str(self._database.rows(f"SELECT group_concat(rowid) FROM words WHERE {condition}", (value,))[0][0] or "")  # noqa: S608

    def rebuild(self) -> None:
        """Index everything again."""
        self._database.run("INSERT INTO words (words) VALUES ('rebuild')")
