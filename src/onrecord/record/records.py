"""A record: a corpus of articles with what they attribute to whom, in one file."""

import os
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

import msgspec

from onrecord.errors import InputError, RecordError
from onrecord.meaning import LEAST
from onrecord.model import Article, Attribution, Reading
from onrecord.record.choosing import Facets
from onrecord.record.database import Database
from onrecord.record.keeping import Kept, is_known, keep
from onrecord.record.schema import create, upgrade
from onrecord.record.searching import Found, Hit, Meaning, Searcher
from onrecord.record.vectors import drop_vectors, how_many_miss, keep_vectors, missing

if TYPE_CHECKING:
    from onrecord.meaning.gathering import Vectors

__all__ = ["Failure", "Record", "open_record", "upgraded"]


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be read.

    Attributes:
        input: What it is called.
        kind: What sort of error, as in `onrecord.errors`.
        reason: What was wrong and what to do.
        source: The file it is in.
        tries: How often it was tried.
        first_at: When it failed first, ISO 8601 in UTC.
        last_at: When it failed last.
    """

    input: str
    kind: str
    reason: str
    source: str
    tries: int
    first_at: str
    last_at: str


def open_record(place: str | os.PathLike[str], *, create_new: bool = True) -> "Record":
    """Open a record, or make a new one.

    Args:
        place: The path of a file.
        create_new: Whether to make it where there is none.

    Raises:
        RecordError: It cannot be opened, or there is none and none is to be made.
    """
    from onrecord.record.sqlite import Sqlite  # noqa: PLC0415

    where = os.fspath(place)
    if "://" in where:
        raise RecordError("only files can be opened; name a path", where)
    database = Sqlite(Path(where), create=create_new)
    try:
        create(database)
    except BaseException:
        database.close()
        raise
    return Record(database)


def upgraded(place: str | os.PathLike[str]) -> int:
    """Bring a record up to date; how many steps that took.

    Raises:
        RecordError: There is no such record, or it cannot be written.
    """
    from onrecord.record.sqlite import Sqlite  # noqa: PLC0415

    database = Sqlite(Path(place), create=False)
    try:
        return upgrade(database)
    finally:
        database.close()


class Record:
    """A corpus of articles, each read, kept once, and searchable. Use it in a ``with`` statement, or close it."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self._searcher = Searcher(database)

    def __enter__(self) -> "Record":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the record."""
        self.database.close()

    def has(self, article: Article) -> bool:
        """Whether this very article is in the record."""
        return is_known(self.database, article)

    def add(self, reading: Reading, vectors: "Vectors | None" = None) -> Kept:
        """Keep a reading: all of it, or nothing where that fails.

        Args:
            reading: What was read.
            vectors: What its contents mean, as `onrecord.pipeline.understand_with_vectors` gives them. Without, they are not found by
                meaning until `embed` is called.

        Raises:
            RecordError: It cannot be written.
        """
        return keep(self.database, reading, reader(), vectors)

    def add_all(self, readings: Iterable[Reading | InputError]) -> Iterator[Kept | InputError]:
        """Keep readings as they come; what could not be read is passed on."""
        for r in readings:
            yield r if isinstance(r, InputError) else self.add(r)

    def search(
        self,
        query: str = "",
        *,
        like: str | None = None,
        least: float = LEAST,
        limit: int | None = 20,
        offset: int = 0,
        **facets: Any,
    ) -> Iterator[Hit]:
        """Attributions that fit a query, best first.

        Args:
            query: Words, phrases in quotation marks, ``OR``, ``NOT``, ``word*``; any string is a query, and the empty one is everything.
            like: A text: only what means much the same is found, the nearest first, at most 2,000.
            least: With `like`, the least similarity.
            limit: How many at most; None for all, read as they are asked for.
            offset: How many to leave out first.
            **facets: What they must be like; see `onrecord.record.Facets`.

        Raises:
            InputError: There is no word in `like`.
            WeightsError: With `like`: the model for the meaning of texts is missing or damaged.
        """
        return self.ask(query, like=like, least=least, **facets).hits(limit, offset)

    def ask(self, query: str = "", *, like: str | None = None, least: float = LEAST, **facets: Any) -> Found:
        """The same attributions, with how many there are and how many by facet, for those who want more than one of these at once."""
        return self._searcher.ask(query, Facets(**facets), _meaning(like, least))

    def count(self, query: str = "", *, like: str | None = None, least: float = LEAST, **facets: Any) -> int:
        """How many attributions `search` finds, without a limit."""
        return self.ask(query, like=like, least=least, **facets).total()

    def facets(self, query: str = "", *, like: str | None = None, least: float = LEAST, **facets: Any) -> dict[str, list[tuple[str, int]]]:
        """How many attributions fit a query, by speaker, outlet, via, act, stance and kind."""
        return self.ask(query, like=like, least=least, **facets).counts()

    def unembedded(self) -> int:
        """How many articles have no vectors of the model that is installed, and are not found by meaning.

        Raises:
            WeightsError: The model is missing or damaged.
        """
        from onrecord.meaning.head import shipped  # noqa: PLC0415

        return how_many_miss(self.database, shipped().maker)

    def embed(self) -> Generator[int, None, None]:
        """Make the vectors that are missing, from what is kept; after each article, how many are still to do.

        Raises:
            RecordError: They cannot be written; what was written before stays.
            WeightsError: The model is missing or damaged.
        """
        from onrecord.meaning.embedding import embedder  # noqa: PLC0415

        model = embedder()
        versions = missing(self.database, model.maker)
        for done, version in enumerate(versions, start=1):
            vectors = model.again(self._version(version))
            with self.database.writing():
                rows = self.database.rows("SELECT label, id FROM attributions WHERE version_id = ? AND is_current = 1", (version,))
                is_current = self.database.rows("SELECT 1 FROM versions WHERE id = ? AND is_current = 1", (version,))
                if is_current:  # else it has been replaced in the meantime
                    drop_vectors(self.database, version, [int(row[1]) for row in rows])
                    keep_vectors(self.database, version, {str(row[0]): int(row[1]) for row in rows}, vectors)
            yield len(versions) - done

    def reading(self, number: int) -> Reading:
        """An article by its number in the record, as it was last read.

        Raises:
            RecordError: There is no such article.
        """
        rows = self.database.rows("SELECT id FROM versions WHERE article_id = ? AND is_current = 1", (number,))
        if not rows:
            raise RecordError(f"has no article {number}; search shows the numbers that there are", self.database.name)
        return self._version(int(rows[0][0]))

    def _version(self, version: int) -> Reading:
        ((encoded,),) = self.database.rows("SELECT article_json FROM versions WHERE id = ?", (version,))
        decode = msgspec.json.Decoder(Attribution).decode
        found = self.database.rows("SELECT attribution_json FROM attributions WHERE version_id = ? ORDER BY position", (version,))
        return Reading(msgspec.json.decode(encoded, type=Article), tuple(decode(row[0]) for row in found))

    def failures(self) -> list[Failure]:
        """The inputs that could not be read, oldest first."""
        rows = self.database.rows("SELECT input, kind, reason, source, tries, first_at, last_at FROM failures ORDER BY id")
        return [Failure(*row) for row in rows]

    def faults(self) -> list[str]:
        """What is damaged, one line each; takes as long as reading all of it."""
        orphans = {
            "articles without a current version": (
                "SELECT count(*) FROM articles WHERE id NOT IN (SELECT article_id FROM versions WHERE is_current = 1)"
            ),
            "articles with several current versions": (
                "SELECT count(*) FROM (SELECT article_id FROM versions WHERE is_current = 1 GROUP BY article_id HAVING count(*) > 1) AS x"
            ),
            "attributions that are current in a version that is not": (
                "SELECT count(*) FROM attributions a JOIN versions v ON v.id = a.version_id WHERE a.is_current <> v.is_current"
            ),
        }
        found = [(int(self.database.rows(sql)[0][0]), what) for what, sql in orphans.items()]
        return [*self.database.faults(), *(f"{n} {what}" for n, what in found if n), *self._searcher.faults()]

    def back_up(self, target: str | os.PathLike[str]) -> None:
        """Copy the record to a file that does not exist yet, also while it is written.

        Raises:
            RecordError: The file exists, or cannot be written.
        """
        self.database.back_up(Path(target))

    def stats(self) -> dict[str, int]:
        """How much of what there is in it."""
        tables = {
            "articles": "SELECT count(*) FROM articles",
            "versions": "SELECT count(*) FROM versions",
            "attributions": "SELECT count(*) FROM attributions WHERE is_current = 1",
            "speakers": "SELECT count(*) FROM speakers",
            "outlets": "SELECT count(*) FROM outlets",
            "failures": "SELECT count(*) FROM failures",
        }
        return {name: int(self.database.rows(sql)[0][0]) for name, sql in tables.items()}


def _meaning(text: str | None, least: float) -> Meaning | None:
    """What a text means, from the network."""
    if text is None:
        return None
    from onrecord.meaning.embedding import embedder  # noqa: PLC0415  (the network takes a while to load)

    model = embedder()
    return Meaning(model.of(text), model.maker, least)


def reader() -> str:
    """What reads articles: the version of onrecord."""
    from onrecord import __version__  # noqa: PLC0415

    return f"onrecord {__version__}"
