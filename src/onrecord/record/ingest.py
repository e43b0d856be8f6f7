"""Bringing many articles into a record: each is read once, kept in a transaction of its own, and what fails is noted."""

import os
import sys
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.errors import InputError, NotEnglish
from onrecord.model import Article
from onrecord.reading import Fields, articles
from onrecord.record.keeping import Kept, forget_failure, keep_failure
from onrecord.record.records import Record

if TYPE_CHECKING:
    from onrecord.reading.fetching import Fetched

__all__ = ["Added", "add", "failed_sources"]


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


def add(
    record: Record,
    sources: Iterable[str | os.PathLike[str]],
    *,
    published: str | None = None,
    outlet: str | None = None,
    format: str | None = None,
    force: bool = False,
    processes: int | None = None,
    known: str | os.PathLike[str] | None = None,
    fetcher: "Callable[[str], Fetched] | None" = None,
) -> Iterator[Added]:
    """Read what is not in the record yet, and keep it.

    An article that the record has is not read again. When the process is killed, what was kept stays, and the same call goes on where it
    was: nothing is lost, nothing is there twice.

    Args:
        record: Where to.
        sources: Files; ``-`` is standard input.
        published: As in `onrecord.read_all`.
        outlet: As in `onrecord.read_all`.
        format: As in `onrecord.read_all`.
        force: As in `onrecord.read_all`.
        processes: As in `onrecord.read_all`.
        known: As in `onrecord.read_all`.
        fetcher: As in `onrecord.read_all`; without one, nothing is asked of any network.

    Raises:
        RecordError: The record cannot be written; what was kept before stays.
    """
    from onrecord.pipeline import understand_all  # noqa: PLC0415

    waiting: deque[str] = deque()
    done: deque[Added] = deque()

    def unread() -> Iterator[Article | InputError]:
        for source in sources:
            for x in _articles(source, Fields(published=published, outlet=outlet), format, fetcher, force=force):
                if isinstance(x, Article) and record.has(x):
                    done.append(Added(Kept.DUPLICATE.value, x.title or x.id))
                    continue
                waiting.append(os.fspath(source))
                yield x

    for result in understand_all(unread(), processes=processes, known=known):
        while done:
            yield done.popleft()
        source = waiting.popleft()
        if isinstance(result, InputError):
            yield _failed(record, result, source)
        else:
            kept = record.add(result)
            yield Added(kept.value, result.article.title or result.article.id)
    while done:
        yield done.popleft()


def _articles(
    source: str | os.PathLike[str], defaults: Fields, format: str | None, fetcher: "Callable[[str], Fetched] | None", *, force: bool
) -> Iterator[Article | InputError]:
    if source == "-":
        return articles(sys.stdin.buffer, name="-", defaults=defaults, format=format, force=force)
    return articles(source, defaults=defaults, format=format, force=force, fetcher=fetcher)


def _failed(record: Record, error: InputError, source: str) -> Added:
    """Note an error, unless the article is merely in another language."""
    if isinstance(error, NotEnglish):
        return Added("skipped", error.name, error.problem)
    keep_failure(record.database, error.name, type(error).__name__, error.problem, source)
    return Added("failed", error.name, error.problem)


def failed_sources(record: Record, *, forget: bool = False) -> list[str]:
    """The inputs in which something failed, oldest first.

    Args:
        record: The record.
        forget: Whether to strike the failures off, before they are tried again.
    """
    sources = [str(row[0]) for row in record.database.rows("SELECT source FROM failures GROUP BY source ORDER BY min(id)")]
    if forget:
        for source in sources:
            forget_failure(record.database, source)
    return sources


def tally(added: Iterable[Added]) -> Counter[str]:
    """How many articles came out how."""
    return Counter(a.how for a in added)
