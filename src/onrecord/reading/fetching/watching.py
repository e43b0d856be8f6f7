"""Watching feeds: what is new in them since the last round."""

import time
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from typing import Any, Protocol

from onrecord.errors import InputError, NotAllowed, NotFetched
from onrecord.model import Article
from onrecord.reading.drafts import Fields
from onrecord.reading.fetching.feeds import Feed, feed_of
from onrecord.reading.fetching.fetched import Fetched
from onrecord.reading.fetching.fetcher import retry_after
from onrecord.reading.fetching.inputs import body_of, draft_of_entry
from onrecord.reading.finishing import checked, finished

__all__ = ["Fetches", "watch"]

EVERY = 900.0
"""Seconds between two looks at a feed that says nothing of it."""

_LONGEST = 24 * 3600.0
_MOST_SEEN = 5000
_MOST_TRIES = 5


class Fetches(Protocol):
    """What a `Fetcher` does."""

    def __call__(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Fetched:
        """Fetch a URL."""


def watch(
    feeds: Iterable[str],
    fetcher: Fetches,
    state: MutableMapping[str, dict[str, Any]],
    *,
    defaults: Fields = Fields(),  # noqa: B008  frozen
    force: bool = False,
    every: float = EVERY,
    now: Callable[[], float] = time.time,
) -> Iterator[Article | InputError]:
    """Look once at each feed that is due, and read the entries that were not there before.

    What is known of a feed is in ``state`` under its URL, as values that JSON has, and whoever calls keeps it for the next round:

    - ``etag``, ``last_modified``: what the server is told, so that it need not send again what has not changed.
    - ``seen``: the keys of the entries that were read, or given up.
    - ``tries``: how often entries could not be read.
    - ``next``: when the feed is due, as a Unix time.
    - ``failures``: how often in a row it could not be read; the time until it is due doubles with each, up to a day.
    - ``gone``: true once the server says so (410); it is never asked again.
    - ``moved_to``: where it moved for good; it is asked for there.

    An entry counts as read when the next item is asked for, so that one is not lost if the caller stops there; it may come twice then.
    One whose page cannot be fetched is told each time, and given up after five.

    Args:
        feeds: The URLs of the feeds; those of an OPML file are found by `onrecord.reading.fetching.opml`.
        fetcher: Fetches them, and the pages of entries without full text.
        state: What is known of the feeds from earlier rounds; it is changed as the round goes on.
        defaults: As for `onrecord.reading.articles`.
        force: As for `onrecord.reading.articles`.
        every: Seconds until a feed is due again, unless it asks for more.
        now: The time of day, as a Unix time.

    Returns:
        Articles, the oldest of each feed first, and errors in place of feeds and entries that cannot be read.

    Raises:
        InvalidField: As for `onrecord.reading.articles`; at the call.
    """
    return _round(feeds, fetcher, state, checked(defaults), force, every, now)


def _round(  # noqa: PLR0917
    feeds: Iterable[str],
    fetcher: Fetches,
    state: MutableMapping[str, dict[str, Any]],
    given: Fields,
    force: bool,
    every: float,
    now: Callable[[], float],
) -> Iterator[Article | InputError]:
    for url in dict.fromkeys(feeds):
        known = dict(state.get(url) or {})
        if known.get("gone") or known.get("next", 0.0) > now():
            continue
        try:
            found = _looked(url, fetcher, known, every, now)
        except InputError as error:
            _failed(known, every, now)
            state[url] = known
            yield error
            continue
        state[url] = known
        if found is not None:
            yield from _new(url, *found, fetcher, state, known, given, force=force)


def _looked(
    url: str, fetcher: Fetches, known: dict[str, Any], every: float, now: Callable[[], float]
) -> tuple[Feed, dict[str, str | None]] | None:
    """The feed, and what to tell the server the next time; None where nothing has changed."""
    fetched = fetcher(known.get("moved_to") or url, etag=known.get("etag"), last_modified=known.get("last_modified"))
    if fetched.moved_to:
        known["moved_to"] = fetched.moved_to
    feed = None
    if fetched.status != 304:
        try:
            feed = feed_of(body_of(fetched), fetched.final_url, url, fetched.charset)
        except InputError as error:
            if fetched.status == 410:
                known["gone"] = True
            elif (wait := retry_after(fetched.headers, now)) is not None:
                known["next"] = now() + min(wait, _LONGEST)
            if not fetched.ok:
                raise NotFetched(error.problem, url) from None
            raise
    known["failures"] = 0
    known["every"] = min(max(every, (feed.every if feed else known.get("every")) or every), _LONGEST)
    known["next"] = now() + known["every"]
    return None if feed is None else (feed, {"etag": fetched.etag, "last_modified": fetched.last_modified})


def _failed(known: dict[str, Any], every: float, now: Callable[[], float]) -> None:
    known["failures"] = known.get("failures", 0) + 1
    known.pop("moved_to", None)  # perhaps it did not move there after all
    wait = min(every * 2 ** min(known["failures"], 20), _LONGEST)
    known["next"] = max(known.get("next", 0.0), now() + wait)


def _new(  # noqa: PLR0917
    url: str,
    feed: Feed,
    validators: dict[str, str | None],
    fetcher: Fetches,
    state: MutableMapping[str, dict[str, Any]],
    known: dict[str, Any],
    given: Fields,
    *,
    force: bool,
) -> Iterator[Article | InputError]:
    seen: dict[str, None] = dict.fromkeys(known.get("seen", ()))
    tries: dict[str, int] = dict(known.get("tries", {}))
    # Until the round of this feed is complete, the server must send it again.
    known["etag"] = known["last_modified"] = None
    state[url] = known
    for number, entry in reversed(list(enumerate(feed.entries, 1))):
        if entry.id in seen:
            continue
        result = finished(draft_of_entry(entry, feed, fetcher, f"{url}, entry {number}"), given, force=force)
        yield result
        again = isinstance(result, NotFetched) and not isinstance(result, NotAllowed) and tries.get(entry.id, 0) + 1 < _MOST_TRIES
        if again:
            tries[entry.id] = tries.get(entry.id, 0) + 1
        else:
            seen[entry.id] = None
            tries.pop(entry.id, None)
        known["seen"] = list(seen)
        known["tries"] = tries
        state[url] = known
    current = dict.fromkeys(entry.id for entry in feed.entries)
    # Those that the feed still has stay, however many others must go.
    earlier = [key for key in seen if key not in current]
    known["seen"] = earlier[max(len(earlier) + len(current) - _MOST_SEEN, 0) :] + [key for key in current if key in seen]
    known["tries"] = {key: count for key, count in tries.items() if key in current}
    if not known["tries"]:
        known.update(validators)
    state[url] = known
