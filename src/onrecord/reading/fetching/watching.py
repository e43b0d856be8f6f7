"""Watching feeds: what is new in them since the last round."""

import time
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from dataclasses import dataclass
from typing import Any, Protocol

from onrecord.errors import InputError, NotAllowed, NotFetched
from onrecord.model import Article
from onrecord.reading.cleaning import printable
from onrecord.reading.drafts import Draft, Fields
from onrecord.reading.fetching.feeds import Entry, Feed, feed_of
from onrecord.reading.fetching.fetched import Fetched
from onrecord.reading.fetching.inputs import body_of, draft_in_feed, draft_of_page
from onrecord.reading.fetching.offered import feeds_offered
from onrecord.reading.finishing import checked, finished

__all__ = ["EVERY", "Fetches", "Found", "is_due", "looked_at", "watch"]

EVERY = 900.0
"""Seconds between two looks at a feed that says nothing of it."""

_LONGEST = 24 * 3600.0
_SLACK = 60.0
_MOST_SEEN = 5000
_MOST_TRIES = 8

State = MutableMapping[str, dict[str, Any]]


class Fetches(Protocol):
    """What a `Fetcher` does."""

    def __call__(self, url: str, *, etag: str | None = None, last_modified: str | None = None) -> Fetched:
        """Fetch a URL."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a look at a feed brought.

    Attributes:
        feed: The URL of the feed.
        item: An article that is new, or why an entry or the feed itself could not be read; None where the feed has nothing new.
        entry: What errors call the entry; None where it is about the feed itself.
        link: The page of the entry.
    """

    feed: str
    item: Article | InputError | None
    entry: str | None = None
    link: str | None = None


def watch(
    feeds: Iterable[str],
    fetcher: Fetches,
    state: State,
    *,
    defaults: Fields = Fields(),  # noqa: B008  frozen
    force: bool = False,
    every: float = EVERY,
    now: Callable[[], float] = time.time,
    has: Callable[[str], bool] = lambda _: False,
) -> Iterator[Article | InputError]:
    """Look once at each feed that is due, and read the entries that were not there before.

    What is known of a feed is in ``state`` under its URL, as values that JSON has, and whoever calls keeps it for the next round:

    - ``title``: what it calls itself.
    - ``etag``, ``last_modified``: what the server is told, so that it need not send again what has not changed.
    - ``seen``: the keys of the entries that were read, or given up.
    - ``tries``: of each entry that could not be fetched, how often it was tried (``count``), when it is tried again (``next``), and what
      the feed said of it, as it may have gone from there by then.
    - ``next``: when the feed is due, as a Unix time.
    - ``every``: how many seconds after a look it is due again.
    - ``failures``: how often in a row it could not be read; the time until it is due doubles with each, up to a day.
    - ``gone``: true once the server says so (410); it is never asked again.
    - ``moved_to``: where it moved for good; it is asked for there.

    An entry counts as read when the next item is asked for, so that one is not lost if the caller stops there; it may come twice then.
    One whose page cannot be fetched is told each time, waits twice as long before each next time, and is given up after eight.

    Args:
        feeds: The URLs of the feeds; those of an OPML file are found by `onrecord.reading.fetching.opml`.
        fetcher: Fetches them, and the pages of entries without full text.
        state: What is known of the feeds from earlier rounds; it is changed as the round goes on.
        defaults: As for `onrecord.reading.articles`.
        force: As for `onrecord.reading.articles`.
        every: Seconds until a feed is due again, unless it asks for more.
        now: The time of day, as a Unix time.
        has: Whether the page with a URL need not be fetched, as it is had already.

    Returns:
        Articles, the oldest of each feed first, and errors in place of feeds and entries that cannot be read.

    Raises:
        InvalidField: As for `onrecord.reading.articles`; at the call.
    """
    found = looked_at(feeds, fetcher, state, defaults=defaults, force=force, every=every, now=now, has=has)
    return (one.item for one in found if one.item is not None)


def looked_at(
    feeds: Iterable[str],
    fetcher: Fetches,
    state: State,
    *,
    defaults: Fields = Fields(),  # noqa: B008  frozen
    force: bool = False,
    every: float = EVERY,
    now: Callable[[], float] = time.time,
    has: Callable[[str], bool] = lambda _: False,
) -> Iterator[Found]:
    """The same as `watch`, with the feed and the entry that each item is of, and one item for each feed without anything new."""
    return _Round(fetcher, state, checked(defaults), force, every, now, has).over(feeds)


def is_due(known: dict[str, Any], now: float) -> bool:
    """Whether a feed of which this is known may be asked again.

    A round that comes a little early still counts, or one that a clock starts every quarter of an hour would find nothing every other time;
    but not for a feed that asked for time, or that failed.
    """
    slack = 0.0 if known.get("failures") else min(_SLACK, known.get("every", 0.0) / 10)
    return not known.get("gone") and bool(known.get("next", 0.0) - slack <= now)


@dataclass(frozen=True, slots=True)
class _Round:
    fetcher: Fetches
    state: State
    given: Fields
    force: bool
    every: float
    now: Callable[[], float]
    has: Callable[[str], bool]

    def over(self, feeds: Iterable[str]) -> Iterator[Found]:
        # All that are looked at in one round are due together again, however long the round takes.
        begun = self.now()
        for url in dict.fromkeys(feeds):
            known = dict(self.state.get(url) or {})
            if not is_due(known, self.now()):
                continue
            try:
                feed, validators = self._feed(url, known, begun)
            except InputError as error:
                self._failed(known, error)
                self.state[url] = known
                yield Found(url, error)
                continue
            nothing = True
            for found in self._new(url, feed, known):
                nothing = False
                yield found
            known["etag"], known["last_modified"] = validators
            self.state[url] = known
            if nothing:
                yield Found(url, None)

    def _feed(self, url: str, known: dict[str, Any], begun: float) -> tuple[Feed, tuple[str | None, str | None]]:
        """The feed, empty where nothing has changed, and what to tell the server the next time."""
        fetched = self.fetcher(known.get("moved_to") or url, etag=known.get("etag"), last_modified=known.get("last_modified"))
        if fetched.moved_to:
            known["moved_to"] = fetched.moved_to
        if fetched.status == 304:
            feed = Feed(known.get("title"), (), known.get("every"))
        else:
            if fetched.status == 410:
                known["gone"] = True
            try:
                feed = feed_of(body_of(fetched), fetched.final_url, url, fetched.charset)
            except NotFetched as error:
                raise NotFetched(error.problem, url, error.wait) from None
            except InputError as error:
                if offered := feeds_offered(fetched.body, fetched.final_url):
                    raise InputError(f"is a page, not a feed; watch {' or '.join(map(printable, offered))}", url) from None
                raise error from None
            known["title"] = feed.title
        known["failures"] = 0
        known["every"] = min(max(self.every, feed.every or 0.0), _LONGEST)
        known["next"] = begun + known["every"]
        return feed, (fetched.etag, fetched.last_modified)

    def _failed(self, known: dict[str, Any], error: InputError) -> None:
        known["failures"] = known.get("failures", 0) + 1
        known.pop("moved_to", None)  # perhaps it did not move there after all
        known["next"] = self._again(known["failures"], error)

    def _again(self, failures: int, error: InputError) -> float:
        """When to try again what failed so often."""
        wait = min(self.every * 2.0 ** min(failures, 20), _LONGEST)
        asked = min((error.wait if isinstance(error, NotFetched) else None) or 0.0, _LONGEST)
        return self.now() + max(wait, asked)

    def _new(self, url: str, feed: Feed, known: dict[str, Any]) -> Iterator[Found]:
        seen: dict[str, None] = dict.fromkeys(known.get("seen", ()))
        tries: dict[str, dict[str, Any]] = dict(known.get("tries", {}))
        # Until all of this feed is through, the server must send it again.
        known["etag"] = known["last_modified"] = None
        self.state[url] = known
        for name, entry in _to_read(url, feed, seen, tries, self.now()):
            result = self._read(entry, feed, name)
            if result is not None:
                yield Found(url, result, result.name if isinstance(result, InputError) else entry.link or name, entry.link)
            count = tries.get(entry.id, {}).get("count", 0) + 1
            if isinstance(result, NotFetched) and not isinstance(result, NotAllowed) and count < _MOST_TRIES:
                tries[entry.id] = {"count": count, "next": self._again(count - 1, result), **_told(entry)}
            else:
                seen[entry.id] = None
                tries.pop(entry.id, None)
            known["seen"], known["tries"] = list(seen), dict(tries)
            self.state[url] = known
        if feed.entries:
            # Those that the feed still has stay, however many others must go.
            current = {entry.id for entry in feed.entries}
            earlier = [key for key in seen if key not in current]
            room = max(_MOST_SEEN - len(current), 0)
            known["seen"] = earlier[max(len(earlier) - room, 0) :] + [key for key in seen if key in current]

    def _read(self, entry: Entry, feed: Feed, name: str) -> Article | InputError | None:
        """An entry as an article; None where its page is had already."""
        draft: Draft | InputError | None = draft_in_feed(entry, feed, name)
        if draft is None:
            if entry.link is None or self.has(entry.link):
                return None
            draft = draft_of_page(entry, feed, self.fetcher)
        return finished(draft, self.given, force=self.force)


def _to_read(url: str, feed: Feed, seen: dict[str, None], tries: dict[str, dict[str, Any]], now: float) -> Iterator[tuple[str, Entry]]:
    """The entries to read with their names, the oldest first; what failed before only when its time has come."""
    current = {entry.id for entry in feed.entries}
    for key, told in list(tries.items()):
        if key not in current and told["next"] <= now:
            yield url, _retold(key, told)
    for number, entry in reversed(list(enumerate(feed.entries, 1))):
        if entry.id not in seen and tries.get(entry.id, {}).get("next", 0.0) <= now:
            yield f"{url}, entry {number}", entry


def _told(entry: Entry) -> dict[str, Any]:
    """What is kept of an entry for the time when its feed no longer has it."""
    fields = entry.fields
    return {"link": entry.link, "title": fields.title, "published": fields.published or entry.updated, "byline": list(fields.byline)}


def _retold(key: str, told: dict[str, Any]) -> Entry:
    fields = Fields(title=told.get("title"), published=told.get("published"), byline=tuple(told.get("byline") or ()))
    return Entry(key, told.get("link"), fields, None, "", "")
