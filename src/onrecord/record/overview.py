"""What a record holds in all, what entered it lately, and who is in it most."""

from dataclasses import dataclass

import numpy as np

from onrecord.record.cache import Joined
from onrecord.record.database import Database
from onrecord.record.layout import Column
from onrecord.record.tallies import Tally, standing_for, tallied, tops

__all__ = ["Entered", "EnteredDay", "Overview", "overview", "totals"]

_MOST_DAYS = 366


@dataclass(frozen=True, slots=True)
class Entered:
    """An article that entered the record, or entered it again because it had changed.

    Attributes:
        number: Number of the article in the record.
        id: The article's own id.
        title: Headline.
        outlet: Who published it.
        published: When, in ISO 8601.
        added_at: When it entered, ISO 8601 in UTC.
        changed: Whether it had been in the record before, in other words.
        attributions: How many attributions it has.
    """

    number: int
    id: str
    title: str | None
    outlet: str | None
    published: str | None
    added_at: str
    changed: bool
    attributions: int


@dataclass(frozen=True, slots=True)
class EnteredDay:
    """What entered the record on a day.

    Attributes:
        day: The day, ISO 8601 in UTC.
        articles: How many articles, new ones and those that had changed.
        attributions: How many attributions that still stand.
    """

    day: str
    articles: int
    attributions: int


@dataclass(frozen=True, slots=True)
class Overview:
    """A record at a glance.

    Attributes:
        totals: How many articles, versions, attributions, speakers, outlets, failures, skipped articles and feeds.
        days: What entered the record on each of the last days on which anything did, the latest first.
        latest: The articles that entered last, the latest first.
        speakers: Who has most attributions.
        outlets: Which outlets have.
        lately_speakers: Who has most of the attributions that entered on these days.
        lately_outlets: Which outlets have.
    """

    totals: dict[str, int]
    days: tuple[EnteredDay, ...]
    latest: tuple[Entered, ...]
    speakers: tuple[Tally, ...]
    outlets: tuple[Tally, ...]
    lately_speakers: tuple[Tally, ...]
    lately_outlets: tuple[Tally, ...]


def totals(database: Database, facts: Joined, under: list[tuple[int, int]] | None = None) -> dict[str, int]:
    """How much of what there is in a record.

    Args:
        database: The record.
        facts: The facts of all current attributions.
        under: What `onrecord.record.tallies.tops` gives, where it is known.
    """
    speakers = standing_for(tops(database) if under is None else under, np.flatnonzero(np.bincount(facts["speaker"])))
    counted = {table: int(database.rows(f"SELECT count(*) FROM {table}")[0][0]) for table in _COUNTED}  # noqa: S608
    return {
        **{name: counted[name] for name in ("articles", "versions")},
        "attributions": len(facts),
        "speakers": int(np.count_nonzero(np.unique(speakers))),
        **{name: counted[name] for name in ("outlets", "failures", "skipped", "feeds")},
    }


_COUNTED = ("articles", "versions", "outlets", "failures", "skipped", "feeds")


def overview(database: Database, facts: Joined, *, days: int = 7, articles: int = 20, most: int = 10) -> Overview:
    """A record at a glance.

    Args:
        database: The record.
        facts: The facts of all current attributions.
        days: On how many of the last days with entries it is looked; 366 at most.
        articles: How many of the latest articles at most.
        most: How many speakers and outlets at most.
    """
    under = tops(database)
    lately = _days(database, facts, min(days, _MOST_DAYS))
    since = lately[-1][1] if lately else len(facts)
    speakers, outlets = facts["speaker"], facts["outlet"]
    return Overview(
        totals=totals(database, facts, under),
        days=tuple(day for day, _ in lately),
        latest=tuple(_latest(database, articles)),
        speakers=tallied(database, "speakers", speakers, most, under),
        outlets=tallied(database, "outlets", outlets, most),
        lately_speakers=tallied(database, "speakers", speakers[since:], most, under),
        lately_outlets=tallied(database, "outlets", outlets[since:], most),
    )


def _days(database: Database, facts: Joined, most: int) -> list[tuple[EnteredDay, int]]:
    """The last days with entries, the latest first, each with the place of its first attribution among all."""
    found: list[tuple[EnteredDay, int]] = []
    until, end = "~", len(facts)  # after every time
    while len(found) < most:
        ((last,),) = database.rows("SELECT max(added_at) FROM versions WHERE added_at < ?", (until,))
        if last is None:
            break
        day = str(last)[:10]
        ((n, first),) = database.rows("SELECT count(*), min(id) FROM versions WHERE added_at >= ? AND added_at < ?", (day, until))
        start = _first_of(database, facts.ids, int(first))
        found.append((EnteredDay(day, int(n), max(end - start, 0)), start))
        until, end = day, min(start, end)
    return found


def _first_of(database: Database, ids: Column, version: int) -> int:
    """The place of the first attribution of a version, or of a later one; both are numbered in the order in which they come."""
    rows = database.rows("SELECT version_id FROM attributions WHERE version_id >= ? ORDER BY version_id LIMIT 1", (version,))
    if not rows:
        return len(ids)
    ((id,),) = database.rows("SELECT min(id) FROM attributions WHERE version_id = ?", (rows[0][0],))
    return int(np.searchsorted(ids, id))


def _latest(database: Database, most: int) -> list[Entered]:
    rows = database.rows(
        "SELECT v.article_id, v.external_id, v.title, o.name, v.published, v.added_at, v.number, "
        "(SELECT count(*) FROM attributions a WHERE a.version_id = v.id AND a.is_current = 1) "
        "FROM versions v JOIN articles ar ON ar.id = v.article_id LEFT JOIN outlets o ON o.id = ar.outlet_id "
        "WHERE v.is_current = 1 ORDER BY v.added_at DESC, v.id DESC LIMIT ?",
        (most,),
    )
    return [
        Entered(int(number), id, title, outlet, published, added_at, version > 1, int(n))
        for number, id, title, outlet, published, added_at, version, n in rows
    ]
