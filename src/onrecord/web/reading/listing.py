"""The articles of a record, latest first, page by page, without skipping or repeating any while others are added."""

import re
from dataclasses import dataclass

import msgspec

from onrecord.errors import InputError
from onrecord.model import Article
from onrecord.record.attributions import bounds
from onrecord.record.database import Database, Row, Value
from onrecord.web.reading.laying import heading_of

__all__ = ["Listed", "Shelf", "days_of", "how_many", "outlets_named", "shelf"]

_DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?\Z")
_CURSOR = re.compile(r"(\d{4}-\d\d-\d\d|)\.(\d{1,18})\Z")
_OUTLETS = 20_000
_NAMED = 300

_LISTED = (
    "SELECT v.article_id, v.title, v.day, v.published, o.id, o.name, v.number, "
    "(SELECT count(*) FROM attributions a WHERE a.version_id = v.id AND a.is_current = 1), "
    "CASE WHEN v.title IS NULL AND length(v.article_json) < 200000 THEN v.article_json END "
    "FROM versions v JOIN articles ar ON ar.id = v.article_id LEFT JOIN outlets o ON o.id = ar.outlet_id WHERE v.is_current = 1"
)


@dataclass(frozen=True, slots=True)
class Listed:
    """One article of the list.

    Attributes:
        number: Its number in the record.
        title: Its headline, or how it begins; None where it is long and has none.
        published: When it was published.
        outlet: The number of its outlet.
        outlet_name: The name of its outlet.
        versions: How many versions of it the record has.
        attributions: How many attributions the current one has.
    """

    number: int
    title: str | None
    published: str | None
    outlet: int | None
    outlet_name: str | None
    versions: int
    attributions: int


@dataclass(frozen=True, slots=True)
class Shelf:
    """A page of articles.

    Attributes:
        articles: The articles, the latest first; those without a date last.
        older: Where the next page begins; None where this is the last.
    """

    articles: tuple[Listed, ...]
    older: str | None


def days_of(since: str, until: str) -> tuple[str | None, str | None]:
    """First and last day of a period that somebody wrote as days, months or years.

    Raises:
        InputError: One of them is no date, or the first is after the last.
    """
    for written in (since, until):
        if written and not _DAY.match(written):
            raise InputError("is no date; write a day, a month or a year, such as 2026-03-05, 2026-03 or 2026", written[:40])
    first, last = bounds(since or None)[0], bounds(until or None)[1]
    if first and last and first > last:
        raise InputError(f"the period ends ({last}) before it begins ({first}); swap the two dates", "period")
    return first, last


def outlets_named(database: Database, name: str) -> list[int]:
    """Numbers of the outlets with a name, else of those whose name has it somewhere in it; at most 300."""
    wanted = " ".join(name.casefold().split())
    rows = [(int(i), " ".join(str(n).casefold().split())) for i, n in database.rows("SELECT id, name FROM outlets LIMIT ?", (_OUTLETS,))]
    return [i for i, n in rows if n == wanted] or [i for i, n in rows if wanted in n][:_NAMED]


def how_many(database: Database, *, outlets: list[int] | None = None, first: str | None = None, last: str | None = None) -> int:
    """How many articles fit.

    Args:
        database: The record.
        outlets: Numbers of outlets; None for all.
        first: First day of publication.
        last: Last day.
    """
    where, values = _where(outlets, first, last)
    joined = " JOIN articles ar ON ar.id = v.article_id" if outlets is not None else ""
    sql = f"SELECT count(*) FROM versions v{joined} WHERE v.is_current = 1{where}"  # noqa: S608 - our own words
    return int(database.rows(sql, values)[0][0])


def shelf(
    database: Database,
    *,
    outlets: list[int] | None = None,
    first: str | None = None,
    last: str | None = None,
    before: str = "",
    limit: int = 50,
) -> Shelf:
    """A page of articles.

    Args:
        database: The record.
        outlets: Numbers of outlets; None for all.
        first: First day of publication.
        last: Last day.
        before: Where the page begins, as `Shelf.older` of the page before it says; empty for the first one.
        limit: How many articles it has.

    Raises:
        InputError: `before` is no such place.
    """
    day, id = _place(before)
    where, values = _where(outlets, first, last)
    found: list[Row] = []
    if day is None or day:
        then = "" if day is None else " AND (v.day, v.article_id) < (?, ?)"
        more: list[Value] = [] if day is None else [day, id]
        sql = f"{_LISTED} AND v.day IS NOT NULL{where}{then} ORDER BY v.day DESC, v.article_id DESC LIMIT ?"
        found += database.rows(sql, [*values, *more, limit + 1])
    if len(found) <= limit and first is None and last is None:
        later = day == ""
        then, more = (" AND v.article_id < ?" if later else ""), [id] if later else []
        sql = f"{_LISTED} AND v.day IS NULL{where}{then} ORDER BY v.article_id DESC LIMIT ?"
        found += database.rows(sql, [*values, *more, limit + 1 - len(found)])
    page = found[:limit]
    older = f"{page[-1][2] or ''}.{page[-1][0]}" if len(found) > limit else None
    return Shelf(tuple(Listed(*(r[0], r[1] or _beginning(r[8]), r[3] or r[2], *r[4:8])) for r in page), older)


def _beginning(encoded: str | bytes | None) -> str | None:
    return heading_of(msgspec.json.decode(encoded, type=Article)) if encoded else None


def _place(before: str) -> tuple[str | None, int]:
    if not before:
        return None, 0
    match = _CURSOR.match(before)
    if match is None:
        raise InputError("is no place in the list of articles; begin at the first page", before[:40])
    return match[1], int(match[2])


def _where(outlets: list[int] | None, first: str | None, last: str | None) -> tuple[str, list[Value]]:
    sql = ""
    values: list[Value] = []
    if outlets is not None:
        sql += f" AND ar.outlet_id IN ({', '.join('?' * len(outlets)) or 'NULL'})"
        values += outlets
    if first is not None:
        sql, values = f"{sql} AND v.day >= ?", [*values, first]
    if last is not None:
        sql, values = f"{sql} AND v.day <= ?", [*values, last]
    return sql, values
