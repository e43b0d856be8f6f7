"""Bringing many articles into a record: each is read once, kept in a transaction of its own, and what fails is noted."""

import os
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from onrecord.errors import InputError, NotEnglish
from onrecord.model import Article
from onrecord.reading import Fields, articles
from onrecord.reading.languages import plain_name_of
from onrecord.reading.meter import Meter
from onrecord.record import noting
from onrecord.record.keeping import Kept
from onrecord.record.records import Record

if TYPE_CHECKING:
    from onrecord.pipeline import Understood
    from onrecord.reading.fetching import Fetched

__all__ = ["AS_THEY_SAY", "Added", "How", "add", "failed_sources", "kept", "noted"]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one article.

    Attributes:
        how: new, changed, duplicate, skipped (another language) or failed.
        name: What the article is called: its title, else its id; of what failed, its input.
        problem: Why it failed or was skipped.
        language: English name of the language that it was skipped for.
    """

    how: str
    name: str
    problem: str = ""
    language: str | None = None


@dataclass(frozen=True, slots=True)
class How:
    """How inputs are read; all as in `onrecord.read_all`."""

    published: str | None = None
    outlet: str | None = None
    format: str | None = None
    mapping: Mapping[str, str] | None = None
    force: bool = False


AS_THEY_SAY: Final = How()
"""Date, outlet and format as the inputs themselves give them."""


def add(
    record: Record,
    sources: Iterable[str | os.PathLike[str]],
    *,
    how: How = AS_THEY_SAY,
    processes: int | None = None,
    known: str | os.PathLike[str] | None = None,
    fetcher: "Callable[[str], Fetched] | None" = None,
    meter: Meter | None = None,
) -> Generator[Added, None, None]:
    """Read what is not in the record yet, and keep it.

    An article that the record has is not read again. When the process is killed, what was kept stays, and the same call goes on where it
    was: nothing is lost, nothing is there twice.

    Args:
        record: Where to.
        sources: Files; ``-`` is standard input.
        how: How they are read.
        processes: As in `onrecord.read_all`.
        known: As in `onrecord.read_all`.
        fetcher: As in `onrecord.read_all`; without one, nothing is asked of any network.
        meter: Counts the bytes that are read of files.

    Raises:
        RecordError: The record cannot be written; what was kept before stays.
    """
    from onrecord import pipeline  # noqa: PLC0415

    waiting: deque[str] = deque()
    failed: dict[str, set[str]] = {}

    def unread() -> Iterator[Article | InputError | Added]:
        for source in sources:
            name = os.fspath(source)
            failed.setdefault(name, set())
            for x in _articles(source, how, fetcher, meter):
                waiting.append(name)
                yield Added(Kept.DUPLICATE.value, x.title or x.id) if isinstance(x, Article) and record.has(x) else x

    for result in pipeline.understand_all(unread(), processes=processes, known=known, vectors=True):
        source = waiting.popleft()
        if isinstance(result, Added):
            yield result
        elif isinstance(result, InputError):
            added = noted(record, result, source)
            if added.how == "failed":
                failed[source].add(added.name)
            yield added
        else:
            assert isinstance(result, pipeline.Understood)  # noqa: S101  what else an article could become
            yield kept(record, result)
    for source, again in failed.items():  # only now: what failed before must not be forgotten by a process that is killed
        noting.forget_failures(record.database, source, but=again)


def _articles(
    source: str | os.PathLike[str], how: How, fetcher: "Callable[[str], Fetched] | None", meter: Meter | None
) -> Iterator[Article | InputError]:
    options = {"defaults": Fields(published=how.published, outlet=how.outlet), "mapping": how.mapping, "format": how.format}
    if source == "-":
        return articles(sys.stdin.buffer, name="-", force=how.force, **options)  # type: ignore[arg-type]
    return articles(source, force=how.force, fetcher=fetcher, meter=meter, **options)  # type: ignore[arg-type]


def kept(record: Record, understood: "Understood") -> Added:
    """Keep a reading with its vectors, and say what became of it."""
    article = understood.reading.article
    return Added(record.add(understood.reading, understood.vectors).value, article.title or article.id)


def noted(record: Record, error: InputError, source: str, *, input: str | None = None) -> Added:
    """Note what could not be read: among the failures, or where it is merely in another language among what was skipped.

    Args:
        record: Where to.
        error: What was wrong.
        source: What is to be read again to try it once more.
        input: What the input is called, if not as the error says.
    """
    name = input or error.name
    if isinstance(error, NotEnglish):
        noting.keep_skipped(record.database, error.id or name, error.language, name)
        return Added("skipped", name, error.problem, plain_name_of(error.language))
    noting.keep_failure(record.database, name, type(error).__name__, error.problem, source)
    return Added("failed", name, error.problem)


def failed_sources(record: Record) -> list[str]:
    """The inputs in which something failed, oldest first; standard input cannot be read again and is left out."""
    return noting.failed_sources(record.database)
