"""A record: a corpus of articles with what they attribute to whom, in one file or one PostgreSQL database."""

import os
from collections.abc import Generator, Iterable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Any

from onrecord.errors import InputError, RecordError
from onrecord.meaning import LEAST
from onrecord.model import Article, Reading
from onrecord.reading.languages import plain_name_of
from onrecord.record import articles
from onrecord.record.checking import inconsistent, unreadable
from onrecord.record.choosing import Facets
from onrecord.record.claiming import RecordClaims
from onrecord.record.copying import back_up
from onrecord.record.database import Database
from onrecord.record.failures import Failure, failures
from onrecord.record.feeds import Feeds, FeedState
from onrecord.record.hits import Hits
from onrecord.record.identity import address
from onrecord.record.keeping import Kept, is_known, keep
from onrecord.record.lists import Lists
from onrecord.record.overview import totals
from onrecord.record.places import database_at
from onrecord.record.profiled import RecordProfiles
from onrecord.record.schema import create, upgrade
from onrecord.record.searching import Found, Meaning, Searcher
from onrecord.record.sharing import Shared
from onrecord.record.speakers import Speakers
from onrecord.record.vectors import drop_vectors, how_many_miss, keep_vectors, missing

if TYPE_CHECKING:
    from onrecord.meaning.gathering import Vectors

__all__ = ["Failure", "Record", "open_record", "upgraded"]


def open_record(
    place: str | os.PathLike[str], *, create_new: bool = True, read_only: bool = False, shares: "Record | None" = None
) -> "Record":
    """Open a record, or make a new one.

    Threads may use it one after the other, not at once. `onrecord.record.deadline` limits how long it may take for what it is asked.

    Args:
        place: The path of a file, or the URL of a PostgreSQL database, such as ``postgresql://user@host/database``.
        create_new: Whether to make it where there is none.
        read_only: Whether nothing may be written to it; whatever would write raises `RecordError`. Then none is made either.
        shares: A record that was opened at the same place: both keep what they have in memory of it together, also in several threads.

    Raises:
        RecordError: It cannot be opened, or there is none and none is to be made.
    """
    database = database_at(place, create=create_new, read_only=read_only)
    try:
        create(database)
        if shares is not None and shares.name != database.name:
            raise RecordError(f"is not {shares.name}; only of one record can memory be shared", database.name)
    except BaseException:
        database.close()
        raise
    return Record(database, None if shares is None else shares.shared)


def upgraded(place: str | os.PathLike[str]) -> int:
    """Bring a record up to date; how many steps that took.

    Raises:
        RecordError: There is no such record, or it cannot be written.
    """
    database = database_at(place, create=False)
    try:
        return upgrade(database)
    finally:
        database.close()


class Record(RecordClaims, RecordProfiles):
    """A corpus of articles, each read, kept once, and searchable. Use it in a ``with`` statement, or close it."""

    def __init__(self, database: Database, shared: Shared | None = None) -> None:
        self.database = database
        self._searcher = Searcher(database, shared)

    @property
    def shared(self) -> Shared:
        """What is kept of it in memory, and may be shared with other connections to it (`open_record`)."""
        return self._searcher.shared

    @property
    def name(self) -> str:
        """What it is called in messages: its path, or its URL without a password."""
        return self.database.name

    def __enter__(self) -> "Record":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the record."""
        self.database.close()

    @property
    def lists(self) -> Lists:
        """Everything in it as lists to be gone through page by page."""
        return Lists(self._searcher)

    @staticmethod
    def meaning(text: str, least: float = LEAST) -> Meaning:
        """What a text means, for whoever asks for it more than once (`Lists.attributions`).

        Args:
            text: A text.
            least: The least similarity of what is found.

        Raises:
            InputError: There is no word in it.
            WeightsError: The model for the meaning of texts is missing or damaged.
        """
        return meaning_of(text, least)

    @property
    def speakers(self) -> Speakers:
        """The speakers across articles; they are read when they are asked for."""
        return Speakers(self.database)

    def has(self, article: Article) -> bool:
        """Whether this very article is in the record."""
        return is_known(self.database, article)

    def has_page(self, url: str) -> bool:
        """Whether an article with this address is in the record, whatever its words."""
        return bool(self.database.rows("SELECT 1 FROM articles WHERE key = ?", (f"url:{address(url)}",)))

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
    ) -> Hits:
        """Attributions that fit a query, best first; to go through, or as a table (`Hits.to_pandas`, ``to_polars``, ``to_arrow``).

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
        asked, meaning = Facets(**facets), _meaning(like, least)
        what = f"attributions of {self.database.name} that fit {query!r}" + ("" if like is None else f" and are like {like[:60]!r}")
        return Hits(lambda: self._searcher.ask(query, asked, meaning).hits(limit, offset), what)

    def attributions(self, **facets: Any) -> Hits:
        """All attributions in the order in which they came into the record; to go through, or as a table.

        Args:
            **facets: What they must be like; see `onrecord.record.Facets`.
        """
        asked = Facets(**facets)
        return Hits(lambda: self._searcher.ask("", asked).standing(), f"attributions of {self.database.name}")

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
            vectors = model.again(articles.version(self.database, version))
            with self.database.writing():
                rows = self.database.rows("SELECT label, id FROM attributions WHERE version_id = ? AND is_current = 1", (version,))
                is_current = self.database.rows("SELECT 1 FROM versions WHERE id = ? AND is_current = 1", (version,))
                if is_current:  # else it has been replaced in the meantime
                    drop_vectors(self.database, version, [int(row[1]) for row in rows])
                    keep_vectors(self.database, version, {str(row[0]): int(row[1]) for row in rows}, vectors)
            yield len(versions) - done

    def reading(self, number: int) -> Reading:
        """An article with its attributions, as it was last read, by its number in the record.

        Raises:
            RecordError: There is no such article.
        """
        return articles.reading(self.database, number)

    def readings(self) -> Iterator[Reading]:
        """All articles with their attributions, in the order in which they came, read as they are asked for."""
        return articles.readings(self.database)

    def article(self, id: int | str) -> Article:
        """An article, as it was last read.

        Args:
            id: Its number in the record, its address, or its own id; where several have that, the first.

        Raises:
            RecordError: There is no such article.
        """
        return articles.article(self.database, id)

    def articles(self) -> Iterator[Article]:
        """All articles, in the order in which they came, read as they are asked for."""
        return articles.articles(self.database)

    def __iter__(self) -> Iterator[Article]:
        return self.articles()

    def __len__(self) -> int:
        return int(self.database.rows("SELECT count(*) FROM articles")[0][0])

    def __bool__(self) -> bool:
        """A record is one even where it is empty."""
        return True

    def __repr__(self) -> str:
        try:
            n = len(self)
        except Exception:  # it is closed, or damaged: no reason to fail at being shown
            return f"<Record {self.database.name}>"
        return f"<Record {self.database.name}: {n:,} article{'' if n == 1 else 's'}>"

    def failures(self) -> list[Failure]:
        """The inputs that could not be read, oldest first."""
        return failures(self.database)

    def skipped(self) -> dict[str, int]:
        """How many articles were skipped for their language, by its English name, the most frequent first."""
        rows = self.database.rows("SELECT language, count(*) FROM skipped GROUP BY language ORDER BY count(*) DESC, language")
        return {plain_name_of(str(code)): int(n) for code, n in rows}

    def feeds(self) -> list[FeedState]:
        """The feeds that are watched for the record, and how they are doing."""
        return Feeds(self.database).states()

    def faults(self) -> list[str]:
        """What is damaged, one line each; takes as long as reading all of it."""
        return [*self.database.faults(), *inconsistent(self.database), *self._searcher.faults(), *unreadable(self.database)]

    def back_up(self, target: str | os.PathLike[str]) -> None:
        """Copy the record, also while it is written, to where there is none yet.

        Args:
            target: The path of a file, or the URL of a PostgreSQL database: a record may be copied from one kind to the other.

        Raises:
            RecordError: There is something already, or it cannot be written.
        """
        back_up(self.database, target)

    def stats(self) -> dict[str, int]:
        """How much of what there is in it."""
        return totals(self.database, self._searcher.facts())


def _meaning(text: str | None, least: float) -> Meaning | None:
    if text is None:
        return None
    return meaning_of(text, least)


def meaning_of(text: str, least: float) -> Meaning:
    """What a text means, from the network."""
    from onrecord.meaning.embedding import embedder  # noqa: PLC0415  (the network takes a while to load)

    model = embedder()
    return Meaning(model.of(text), model.maker, least)


def reader() -> str:
    """What reads articles: the version of onrecord."""
    from onrecord import __version__  # noqa: PLC0415

    return f"onrecord {__version__}"
