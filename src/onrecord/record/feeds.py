"""What a record knows of the feeds that are watched for it, in the form in which `onrecord.reading.fetching.watching` wants it."""

from collections import deque
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass
from typing import Any

import msgspec

from onrecord.record.database import Database

__all__ = ["FeedState", "Feeds", "Unconfirmed"]

_COLUMNS = "title, etag, last_modified, next_at, every, failures, is_gone, moved_to"


@dataclass(frozen=True, slots=True)
class FeedState:
    """How a feed is doing.

    Attributes:
        url: Where it is.
        title: What it calls itself.
        entries: How many of its entries are known.
        failures: How often in a row it could not be read.
        next_at: When it is due again, as a Unix time.
        is_gone: Whether its server says that it is gone for good; it is never asked again.
    """

    url: str
    title: str | None
    entries: int
    failures: int
    next_at: float
    is_gone: bool


class Feeds(MutableMapping[str, dict[str, Any]]):
    """The state of each feed under its URL; what is set is written at once, in one transaction, and of the entries only what is new."""

    def __init__(self, database: Database) -> None:
        self._database = database
        # A feed is set once for each of its entries; what stands in the record of the last one is not asked for again.
        self._last: tuple[str, dict[str, Any]] | None = None

    def __getitem__(self, url: str) -> dict[str, Any]:
        rows = self._database.rows(f"SELECT id, {_COLUMNS} FROM feeds WHERE url = ?", (url,))  # noqa: S608
        if not rows:
            raise KeyError(url)
        id, title, etag, last_modified, next, every, failures, gone, moved_to = rows[0]
        known = {"title": title, "etag": etag, "last_modified": last_modified, "next": next, "failures": failures}
        known |= {"seen": [], "tries": {}}
        known |= {key: value for key, value in (("every", every), ("moved_to", moved_to), ("gone", bool(gone))) if value}
        entries = self._database.rows("SELECT key, is_read, failed_json FROM feed_entries WHERE feed_id = ? ORDER BY id", (id,))
        for key, is_read, failed in entries:
            if is_read:
                known["seen"].append(key)
            else:
                known["tries"][key] = msgspec.json.decode(failed)
        self._last = (url, known)
        return dict(known)

    def __setitem__(self, url: str, known: dict[str, Any]) -> None:
        before = self._last[1] if self._last is not None and self._last[0] == url else self.get(url) or {}
        self._last = None  # unless what follows is written
        with self._database.writing():
            id = self._feed(url, known)
            self._entries(id, before, known)
        self._last = (url, dict(known))

    def _feed(self, url: str, known: dict[str, Any]) -> int:
        values = (
            *(known.get("title"), known.get("etag"), known.get("last_modified"), known.get("next", 0.0), known.get("every")),
            *(known.get("failures", 0), int(bool(known.get("gone"))), known.get("moved_to")),
        )
        rows = self._database.rows("SELECT id FROM feeds WHERE url = ?", (url,))
        if not rows:
            return self._database.insert(
                f"INSERT INTO feeds (url, {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",  # noqa: S608
                (url, *values),
            )
        self._database.run(
            "UPDATE feeds SET title = ?, etag = ?, last_modified = ?, next_at = ?, every = ?, failures = ?, is_gone = ?, moved_to = ? "
            "WHERE id = ?",
            (*values, rows[0][0]),
        )
        return int(rows[0][0])

    def _entries(self, id: int, before: dict[str, Any], known: dict[str, Any]) -> None:
        was, had = dict.fromkeys(before.get("seen", ())), before.get("tries", {})
        seen, tries = dict.fromkeys(known.get("seen", ())), known.get("tries", {})
        # One that failed and is read now is another row: rows are in the order in which they were read.
        lost = [(id, key) for key in was if key not in seen]
        lost += [(id, key) for key, told in had.items() if tries.get(key) != told]
        rows: list[tuple[int, str, int, str | None]] = [(id, key, 1, None) for key in seen if key not in was]
        rows += [(id, key, 0, msgspec.json.encode(told).decode()) for key, told in tries.items() if had.get(key) != told]
        lost += [(id, key) for _, key, _, _ in rows]  # somebody else may watch the same feed for the same record
        self._database.run_all("DELETE FROM feed_entries WHERE feed_id = ? AND key = ?", lost)
        self._database.run_all("INSERT INTO feed_entries (feed_id, key, is_read, failed_json) VALUES (?, ?, ?, ?)", rows)

    def __delitem__(self, url: str) -> None:
        rows = self._database.rows("SELECT id FROM feeds WHERE url = ?", (url,))
        if not rows:
            raise KeyError(url)
        self._last = None
        with self._database.writing():
            self._database.run("DELETE FROM feed_entries WHERE feed_id = ?", rows[0])
            self._database.run("DELETE FROM feeds WHERE id = ?", rows[0])

    def __iter__(self) -> Iterator[str]:
        return iter([str(row[0]) for row in self._database.rows("SELECT url FROM feeds ORDER BY id")])

    def __len__(self) -> int:
        return int(self._database.rows("SELECT count(*) FROM feeds")[0][0])

    def states(self) -> list[FeedState]:
        """How each feed is doing."""
        rows = self._database.rows(
            "SELECT f.url, f.title, (SELECT count(*) FROM feed_entries e WHERE e.feed_id = f.id), f.failures, f.next_at, f.is_gone "
            "FROM feeds f ORDER BY f.id"
        )
        return [FeedState(url, title, entries, failures, next, bool(gone)) for url, title, entries, failures, next, gone in rows]


class Unconfirmed(MutableMapping[str, dict[str, Any]]):
    """The state of feeds, of which nothing is written before what led to it has been kept.

    Entries are fetched ahead of those that are being read. A process that is killed between must find an entry as one that was not read
    yet, so what is set is held back until as many items as were given out before have been confirmed.
    """

    def __init__(self, feeds: MutableMapping[str, dict[str, Any]]) -> None:
        self._feeds = feeds
        self._held: deque[tuple[int, str, dict[str, Any]]] = deque()
        self._given = self._confirmed = 0

    def gave(self) -> None:
        """Say that one more item was given out."""
        self._given += 1

    def confirm(self) -> None:
        """Say that the next of the items that were given out is kept."""
        self._confirmed += 1
        self._write()

    def _write(self) -> None:
        while self._held and self._held[0][0] <= self._confirmed:
            _, url, known = self._held.popleft()
            if not self._held or self._held[0][0] > self._confirmed or self._held[0][1] != url:  # else the next one replaces it
                self._feeds[url] = known

    def __getitem__(self, url: str) -> dict[str, Any]:
        return next((known for _, held, known in reversed(self._held) if held == url), None) or self._feeds[url]

    def __setitem__(self, url: str, known: dict[str, Any]) -> None:
        self._held.append((self._given, url, dict(known)))
        self._write()

    def __delitem__(self, url: str) -> None:
        raise TypeError("nothing is forgotten here")

    def __iter__(self) -> Iterator[str]:
        return iter(self._feeds)

    def __len__(self) -> int:
        return len(self._feeds)
