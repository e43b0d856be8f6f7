"""Looking at feeds for a record: what is new in them is read and kept, and the record knows what is due when."""

import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.errors import InputError
from onrecord.model import Article
from onrecord.reading import Fields
from onrecord.record.feeds import Feeds, Unconfirmed
from onrecord.record.ingest import AS_THEY_SAY, Added, How, kept, noted
from onrecord.record.keeping import Kept
from onrecord.record.noting import forget_failure
from onrecord.record.records import Record

if TYPE_CHECKING:
    from onrecord.reading.fetching.watching import Fetches, Found

__all__ = ["EVERY", "Stopped", "due_at", "look"]

EVERY = 900.0
"""Seconds between two looks at a feed, unless it asks for more."""


class Stopped(BaseException):
    """Raised by a fetcher or by whoever waits: nothing more is to be begun."""


@dataclass(frozen=True, slots=True)
class _Passed:
    """What goes by the network, and is known already."""

    added: Added


def look(
    record: Record,
    feeds: Iterable[str],
    fetcher: "Fetches",
    *,
    how: How = AS_THEY_SAY,
    every: float = EVERY,
    processes: int | None = None,
    known: str | None = None,
    now: Callable[[], float] = time.time,
    stopped: Callable[[], bool] = lambda: False,
) -> Generator[Added, None, None]:
    """Look once at each feed that is due, and keep what is new in it.

    An entry counts as read once its article is in the record: when the process is killed, the next round fetches it again. A page that
    the record has is not fetched. Feeds and entries that fail are noted among the failures, and tried again later and later.

    Args:
        record: Where to.
        feeds: URLs of feeds.
        fetcher: Fetches them, such as an `onrecord.reading.fetching.Fetcher`. Where it raises `Stopped`, the round ends.
        how: How articles are read; only outlet and force matter.
        every: Seconds until a feed is due again, unless it asks for more.
        processes: As in `onrecord.read_all`.
        known: As in `onrecord.read_all`.
        now: The time of day, as a Unix time.
        stopped: Whether to end: nothing more is fetched, and what is being read is kept.

    Returns:
        What became of each entry; of a feed that cannot be read ``failed``, of one with nothing new ``unchanged``.

    Raises:
        RecordError: The record cannot be written; what was kept before stays.
    """
    from onrecord import pipeline  # noqa: PLC0415
    from onrecord.reading.fetching.watching import looked_at  # noqa: PLC0415

    state = Unconfirmed(Feeds(record.database))
    waiting: deque[Found] = deque()
    failing = {failure.input for failure in record.failures()}
    found = looked_at(
        feeds,
        fetcher,
        state,
        defaults=Fields(outlet=how.outlet, published=how.published),
        force=how.force,
        every=every,
        now=now,
        has=record.has_page,
    )

    def unread() -> Iterator[Article | InputError | _Passed]:
        try:
            for one in found:
                if stopped():  # only now, when the one before counts as read
                    return
                waiting.append(one)
                state.gave()
                if one.item is None:
                    yield _Passed(Added("unchanged", one.feed))
                elif isinstance(one.item, Article) and record.has(one.item):
                    yield _Passed(Added(Kept.DUPLICATE.value, one.item.title or one.item.id))
                else:
                    yield one.item
        except Stopped:
            return

    with closing(pipeline.understand_all(unread(), processes=processes, known=known, vectors=True)) as results:  # type: ignore[type-var]
        for result in results:
            one = waiting.popleft()
            added = _became(record, result, one)
            mended = set() if one.entry is None and added.how == "failed" else {one.feed}
            mended |= set() if one.entry is None or added.how == "failed" else {one.entry}
            for input in mended & failing:
                failing.discard(input)
                forget_failure(record.database, input)
            state.confirm()
            yield added


def _became(record: Record, result: object, one: "Found") -> Added:
    from onrecord.pipeline import Understood  # noqa: PLC0415

    if isinstance(result, _Passed):
        return result.added
    if isinstance(result, InputError):
        return noted(record, result, one.link or one.feed, input=one.entry)
    assert isinstance(result, Understood)  # noqa: S101  what else an article could become
    return kept(record, result)


def due_at(record: Record, feeds: list[str]) -> float | None:
    """When the first of these feeds is due, as a Unix time; None where all of them are gone for good."""
    states = Feeds(record.database).states()
    gone, next = {state.url for state in states if state.is_gone}, {state.url: state.next_at for state in states}
    return min((next.get(url, 0.0) for url in feeds if url not in gone), default=None)
