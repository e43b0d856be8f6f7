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
from onrecord.record.keeping import Kept, forget_failures, keep_failure
from onrecord.record.records import Record

if TYPE_CHECKING:
    from onrecord.reading.fetching import Fetched

__all__ = ["Added", "How", "add", "failed_sources"]


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one article.

    Attributes:
        how: new, changed, duplicate, skipped (another language) or failed.
        name: What the article is called: its title, else its id; of what failed, its input.
        problem: Why it failed or was skipped.
    """

    how: str
    name: str
    problem: str = ""


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
            for x in _articles(source, how, fetcher):
                waiting.append(name)
                yield Added(Kept.DUPLICATE.value, x.title or x.id) if isinstance(x, Article) and record.has(x) else x

    for result in pipeline.understand_all(unread(), processes=processes, known=known, vectors=True):
        source = waiting.popleft()
        if isinstance(result, Added):
            yield result
        elif isinstance(result, InputError):
            added = _failed(record, result, source)
            if added.how == "failed":
                failed[source].add(added.name)
            yield added
        else:
            assert isinstance(result, pipeline.Understood)  # noqa: S101  what else an article could become
            reading = result.reading
            yield Added(record.add(reading, result.vectors).value, reading.article.title or reading.article.id)
    for source, again in failed.items():  # only now: what failed before must not be forgotten by a process that is killed
        forget_failures(record.database, source, but=again)


def _articles(source: str | os.PathLike[str], how: How, fetcher: "Callable[[str], Fetched] | None") -> Iterator[Article | InputError]:
    options = {"defaults": Fields(published=how.published, outlet=how.outlet), "mapping": how.mapping, "format": how.format}
    if source == "-":
        return articles(sys.stdin.buffer, name="-", force=how.force, **options)  # type: ignore[arg-type]
    return articles(source, force=how.force, fetcher=fetcher, **options)  # type: ignore[arg-type]


def _failed(record: Record, error: InputError, source: str) -> Added:
    """Note an error, unless the article is merely in another language."""
    if isinstance(error, NotEnglish):
        return Added("skipped", error.name, error.problem)
    keep_failure(record.database, error.name, type(error).__name__, error.problem, source)
    return Added("failed", error.name, error.problem)


def failed_sources(record: Record) -> list[str]:
    """The inputs in which something failed, oldest first; standard input cannot be read again and is left out."""
    rows = record.database.rows("SELECT source FROM failures WHERE source <> '-' GROUP BY source ORDER BY min(id)")
    return [str(row[0]) for row in rows]
