"""A record: a corpus of articles with what they attribute to whom, in one file or one PostgreSQL database."""

import os
from collections.abc import Generator, Iterable, Iterator, Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal

from onrecord.errors import InputError, RecordError
from onrecord.meaning import LEAST
from onrecord.model import Article, Excerpt, Reading
from onrecord.reading.languages import plain_name_of
from onrecord.record import articles, reviewing
from onrecord.record.checking import inconsistent, unreadable
from onrecord.record.choosing import Facets
from onrecord.record.claiming import RecordClaims
from onrecord.record.copying import back_up
from onrecord.record.database import Database
from onrecord.record.exported import RecordExports
from onrecord.record.failures import Failure, failures
from onrecord.record.feeds import Feeds, FeedState
from onrecord.record.hits import Hits
from onrecord.record.identity import address
from onrecord.record.judgements import login
from onrecord.record.keeping import Kept, is_known, keep
from onrecord.record.lists import Lists
from onrecord.record.overview import totals
from onrecord.record.places import database_at
from onrecord.record.profiled import RecordProfiles
from onrecord.record.reviews import LoggedReview, reviews
from onrecord.record.schema import create, upgrade
from onrecord.record.searching import Found, Hit, Meaning, Searcher
from onrecord.record.sharing import Shared
from onrecord.record.speakers import Speakers
from onrecord.record.vectors import drop_vectors, how_many_miss, keep_vectors, missing

if TYPE_CHECKING:
    from onrecord.meaning.gathering import Vectors
    from onrecord.record.log import Entry

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


class Record(RecordClaims, RecordExports, RecordProfiles):
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

    def review(
        self,
        attribution: int | str,
        verdict: Literal["confirmed", "rejected", "corrected"],
        *,
        changes: Mapping[str, Any] | None = None,
        by: str | None = None,
        note: str | None = None,
        expected: str | None = None,
    ) -> LoggedReview:
        """Say of an attribution that it is right, that it is none, or what is wrong with it.

        That holds until it is undone, also when its article comes again. What is rejected is no longer found, and in no export.

        Args:
            attribution: Its number (`Hit.id`); or the number of its article and its id there, such as ``"7#a3"``.
            verdict: confirmed, rejected or corrected.
            changes: With corrected, what is right, by field: ``source``, ``cue``, ``content`` (spans of the article's text, such as
                ``[[12, 30]]``), ``speaker`` (``{"id": …}`` of the article, ``{"number": …}`` of the record, ``{"name": …, "type": …}``,
                or None for unknown), ``said_on`` (ISO 8601, or None), ``act``, ``reporter_stance``, ``asserted``, ``via`` (names).
            by: Who says so; None for the login name.
            note: Why.
            expected: The state of the attribution that was looked at (`state`); where it is another one by now, nothing is done.

        Returns:
            The entry of the log.

        Raises:
            NotInRecord: There is no such attribution.
            Conflict: It is not as it was expected, or of an earlier version of its article.
            InvalidField: What is to be changed cannot be, or nothing would change.
        """
        number = reviewing.review(
            self.database, attribution, verdict, changes=changes, by=by or login(), note=note, expected=expected, embed=self._embed
        )
        return self._review(number)

    def add_attribution(self, article: int, changes: Mapping[str, Any], *, by: str | None = None, note: str | None = None) -> LoggedReview:
        """Add an attribution that an article was not read to have.

        Args:
            article: The number of the article.
            changes: What it is, by field, as in `review`: a content at least, or a cue and ``act: decline``.
            by: Who says so; None for the login name.
            note: Why.

        Returns:
            The entry of the log; its `attribution` is the number of what was added.

        Raises:
            NotInRecord: There is no such article.
            InvalidField: What it is cannot be, or the article has it already.
        """
        return self._review(reviewing.add(self.database, article, changes, by or login(), note, self._embed))

    def undo_review(
        self, number: int | None = None, *, by: str | None = None, note: str | None = None, expected: str | None = None
    ) -> LoggedReview:
        """Let a review no longer hold, so that all is as it was before; undoing an undoing lets it hold again.

        Args:
            number: Its number; None for the last that holds.
            by: Who says so; None for the login name.
            note: Why.
            expected: As in `review`.

        Returns:
            The review that was undone.

        Raises:
            NotInRecord: There is none.
            Conflict: It was undone already, or the same attribution has been judged since.
        """
        return self._review(reviewing.undo(self.database, number, by=by or login(), note=note, expected=expected))

    def _review(self, number: int) -> LoggedReview:
        return next(self.reviews(number=number))

    def reviews(
        self,
        *,
        number: int | None = None,
        article: int | None = None,
        attribution: int | None = None,
        by: str | None = None,
        verdict: str | None = None,
        holds: bool | None = None,
        stands: bool | None = None,
        after: int = 0,
    ) -> Iterator[LoggedReview]:
        """What people said of attributions, oldest first; what is None may be anything.

        Args:
            number: Only this review.
            article: Only of this article.
            attribution: Only of this attribution.
            by: Only by this person.
            verdict: Only confirmed, rejected, corrected, added or undo.
            holds: Only what holds, or only what was undone.
            stands: Only what is about the articles as they are now; or only what stands no more, as its words are gone.
            after: Only what came after the review with this number.
        """
        return reviews(
            self.database, number=number, article=article, attribution=attribution, by=by, verdict=verdict, holds=holds, stands=stands,
            after=after,
        )  # fmt: skip

    def attribution(self, id: int | str) -> Hit:
        """An attribution of an article as it is now, also a rejected one.

        Args:
            id: Its number; or the number of its article and its id there, such as ``"7#a3"``.

        Raises:
            NotInRecord: There is none.
            Conflict: It is of an earlier version of its article.
        """
        return self._searcher.one(reviewing.find(self.database, id))

    def state(self, attribution: int | str) -> str:
        """What `review` takes as `expected`: the same as long as nobody judges the attribution anew or reads its article again.

        Raises:
            NotInRecord: There is no such attribution.
            Conflict: It is of an earlier version of its article.
        """
        return reviewing.state_of(self.attribution(attribution).attribution)

    def log(
        self, *, since: str | None = None, by: str | None = None, newest_first: bool = False, limit: int | None = None
    ) -> "list[Entry]":
        """All that was judged by hand, of attributions, of speakers and of claims, in the order of time.

        Args:
            since: Only from this time on; ISO 8601 in UTC.
            by: Only by this person.
            newest_first: Whether the last comes first.
            limit: How many at most.
        """
        from onrecord.record import log  # noqa: PLC0415

        return log.entries(self.database, self.claim_judgements(), since=since, by=by, newest_first=newest_first, limit=limit)

    def _embed(self, article: Article, content: Excerpt) -> tuple[str, bytes] | None:
        """The vector of a content that was not read, where the record has vectors of the model that is installed."""
        from onrecord.record.embedding import embedded  # noqa: PLC0415  (the network takes a while to load)

        return embedded(self.database, article, content)

    def has(self, article: Article) -> bool:
        """Whether this very article is in the record."""
        return is_known(self.database, article)

    def has_page(self, url: str) -> bool:
        """Whether an article with this address is in the record, whatever its words."""
        return bool(self.database.rows("SELECT 1 FROM articles WHERE key = ?", (f"url:{address(url)}",)))

    def add(self, reading: Reading, vectors: "Vectors | None" = None, *, anew: bool = False) -> Kept:
        """Keep a reading: all of it, or nothing where that fails.

        What people said of the article's attributions before goes on to hold where the same words stand in it (see `review`).

        Args:
            reading: What was read.
            vectors: What its contents mean, as `onrecord.pipeline.understand_with_vectors` gives them. Without, they are not found by
                meaning until `embed` is called.
            anew: Whether an article that is there already, and has not changed, becomes a new version too: it was read in another way.

        Raises:
            RecordError: It cannot be written.
        """
        return keep(self.database, reading, reader(), vectors, anew=anew)

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

    def reread(self, *, everything: bool = False, known: str | os.PathLike[str] | None = None) -> Generator[tuple[int, bool], None, None]:
        """Read again the articles that another version of onrecord has read, from the texts that are kept.

        Those in which something else is found become a new version, in which what people said of them goes on to hold. It may be stopped.

        Args:
            everything: Whether all articles are read again.
            known: As in `onrecord.read`.

        Returns:
            After each article: how many are still to do, and whether something else was found in it.

        Raises:
            RecordError: The record cannot be written; what was written before stays.
            WeightsError: The model is missing or damaged.
        """
        from onrecord.record.rereading import reread  # noqa: PLC0415

        return reread(self.database, reader(), everything=everything, known=known)

    def reading(self, number: int, *, rejected: bool = False) -> Reading:
        """An article with its attributions, as it was last read and as people corrected it, by its number in the record.

        Args:
            number: Its number.
            rejected: Whether also with attributions that a person rejected; their `review` says so.

        Raises:
            RecordError: There is no such article.
        """
        return articles.reading(self.database, number, rejected=rejected)

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
