"""The claims of a record page by page, in several orders, without skipping or repeating any while claims are added."""

from dataclasses import dataclass
from typing import Literal

from onrecord.claims.asking import claims_by_number
from onrecord.claims.loading import in_batches
from onrecord.claims.telling import Claim
from onrecord.errors import InputError
from onrecord.record.database import Database, Row, Value
from onrecord.record.matching import matching
from onrecord.record.query import parse
from onrecord.record.speakers import speakers_like

__all__ = ["ORDERS", "ClaimChoice", "ClaimList", "ClaimOrder", "how_many_claims", "list_and_count", "list_claims"]

ClaimOrder = Literal["outlets", "denials", "latest"]

ORDERS: dict[ClaimOrder, tuple[str, str, str]] = {
    "outlets": ("c.outlets", "c.articles", "c.id"),
    "denials": ("c.denials", "c.outlets", "c.id"),
    "latest": ("coalesce(c.last_day, '')", "c.outlets", "c.id"),
}
"""What claims are sorted by, the greatest first; the first order is that of an index."""

_MOST_FOUND = 5_000
"""Attributions with the words that are asked for of which the claims are listed, the latest."""

_COUNTED = 10_000
"""Claims that are counted."""

Place = tuple[int | str, int, int]


@dataclass(frozen=True, slots=True)
class ClaimChoice:
    """Which claims are listed, of those that were reported more than once or denied.

    Attributes:
        about: Words that one of their reports has, as `onrecord.record.Record.search` takes them.
        speaker: Who states them: a number, an id, or words of a name.
        since: First day of a report.
        until: Last day.
        least: Of how many outlets at least.
        contested: Whether only what is denied.
    """

    about: str = ""
    speaker: str | int | None = None
    since: str | None = None
    until: str | None = None
    least: int = 1
    contested: bool = False


@dataclass(frozen=True, slots=True)
class ClaimList:
    """Some claims of a list.

    Attributes:
        claims: The claims.
        numbers: Their numbers.
        after: Where the next page begins; None where this is the last.
        before: Where the page before ends; None where this is the first.
        partly: Whether more reports have the words than were looked at: the latest 5,000.
    """

    claims: tuple[Claim, ...]
    numbers: tuple[int, ...]
    after: str | None
    before: str | None
    partly: bool


@dataclass(frozen=True, slots=True)
class _Asked:
    """What claims are asked for."""

    conditions: tuple[str, ...]
    values: tuple[Value, ...]
    numbers: frozenset[int] | None
    partly: bool

    def where(self) -> str:
        return " AND ".join(self.conditions)


def list_claims(
    database: Database,
    choice: ClaimChoice | None = None,
    *,
    by: ClaimOrder = "outlets",
    after: str | None = None,
    before: str | None = None,
    limit: int = 50,
) -> ClaimList:
    """A page of the claims that were reported more than once or denied.

    Args:
        database: The record.
        choice: Which; None for all.
        by: In which order.
        after: The `after` of the page before this one, of the same choice in the same order.
        before: The `before` of the page after it.
        limit: How many at most.

    Raises:
        InputError: `after` or `before` is none of this order.
    """
    return _listed(database, _asked(database, choice or ClaimChoice()), by, (after, before), limit)


def list_and_count(
    database: Database,
    choice: ClaimChoice | None = None,
    *,
    by: ClaimOrder = "outlets",
    after: str | None = None,
    before: str | None = None,
    limit: int = 50,
) -> tuple[ClaimList, int]:
    """What `list_claims` and `how_many_claims` give; the words that are asked for are looked up once.

    Args:
        database: The record.
        choice: Which; None for all.
        by: As in `list_claims`.
        after: As in `list_claims`.
        before: As in `list_claims`.
        limit: As in `list_claims`.

    Raises:
        InputError: `after` or `before` is none of this order.
    """
    asked = _asked(database, choice or ClaimChoice())
    return _listed(database, asked, by, (after, before), limit), _counted(database, asked)


def _listed(database: Database, asked: _Asked, by: ClaimOrder, ends: tuple[str | None, str | None], limit: int) -> ClaimList:
    after, before = ends
    back = after is None and before is not None
    place = _place(after or before or "", by) if after or before else None
    found = _numbers(database, asked, by, place, limit + 1, back=back)
    more, found = len(found) > limit, found[:limit]
    if back:
        found.reverse()
    told = claims_by_number(database, [p[2] for p in found])
    numbers = [p[2] for p in found if p[2] in told]
    onward, backward = (bool(found), more) if back else (more, place is not None)
    return ClaimList(
        claims=tuple(told[n] for n in numbers),
        numbers=tuple(numbers),
        after=_cursor(found[-1]) if found and onward else None,
        before=_cursor(found[0]) if found and backward else None,
        partly=asked.partly,
    )


def how_many_claims(database: Database, choice: ClaimChoice | None = None) -> int:
    """How many claims `list_claims` lists in all; of more than 10,000 so many.

    Args:
        database: The record.
        choice: Which; None for all.
    """
    return _counted(database, _asked(database, choice or ClaimChoice()))


def _counted(database: Database, asked: _Asked) -> int:
    if asked.numbers is not None:
        sql = f"SELECT 1 FROM claims c WHERE {asked.where()} AND c.id IN ({{}})"  # noqa: S608
        return min(_COUNTED, sum(1 for _ in _in(database, sql, asked)))
    sql = f"SELECT count(*) FROM (SELECT 1 FROM claims c WHERE {asked.where()} LIMIT {_COUNTED}) AS some"  # noqa: S608
    return int(database.rows(sql, asked.values)[0][0])


def _asked(database: Database, choice: ClaimChoice) -> _Asked:
    conditions, values = ["c.outlets >= ?"], list[Value]([choice.least])
    if choice.contested:
        conditions.append("c.denials > 0")
    if choice.speaker is not None:
        like, more = speakers_like(choice.speaker)
        conditions.append(
            "c.id IN (SELECT u.claim_id FROM utterances u JOIN speakers n ON n.id = u.speaker_id "  # noqa: S608
            f"WHERE u.claim_id IS NOT NULL AND n.canonical_id IN ({like}))"
        )
        values += more
    if choice.since is not None:
        conditions.append("c.last_day >= ?")
        values.append(choice.since)
    if choice.until is not None:
        conditions.append("c.first_day <= ?")
        values.append(choice.until + "~")
    wanted = parse(choice.about)
    if not wanted.wanted:
        return _Asked(tuple(conditions), tuple(values), None, partly=False)
    found = matching(database, wanted)
    sql = (
        "SELECT DISTINCT c.id FROM reports r JOIN utterances u ON u.id = r.utterance_id JOIN claims c ON c.id = u.claim_id "
        "WHERE r.attribution_id IN ({})"
    )
    numbers = frozenset(int(r[0]) for r in in_batches(database, sql, found[-_MOST_FOUND:].tolist()))
    return _Asked(tuple(conditions), tuple(values), numbers, len(found) > _MOST_FOUND)


def _numbers(database: Database, asked: _Asked, by: ClaimOrder, place: Place | None, limit: int, *, back: bool) -> list[Place]:
    """Claims by what they are sorted by, from a place on, or from there back."""
    keys = ORDERS[by]
    columns = ", ".join(keys)
    if asked.numbers is not None:
        rows = _in(database, f"SELECT {columns} FROM claims c WHERE {asked.where()} AND c.id IN ({{}})", asked)  # noqa: S608
        places = sorted((_of(r) for r in rows), reverse=not back)
        return [p for p in places if place is None or (p > place if back else p < place)][:limit]
    sign, way = (">", "ASC") if back else ("<", "DESC")
    from_there = "" if place is None else f" AND ({columns}) {sign} (?, ?, ?)"
    order = ", ".join(f"{k} {way}" for k in keys)
    sql = f"SELECT {columns} FROM claims c WHERE {asked.where()}{from_there} ORDER BY {order} LIMIT ?"  # noqa: S608
    return [_of(r) for r in database.rows(sql, [*asked.values, *(place or ()), limit])]


def _in(database: Database, sql: str, asked: _Asked) -> list[Row]:
    """The rows of a query for some of the claims, batch by batch."""
    some = sorted(asked.numbers or ())
    out: list[Row] = []
    for low in range(0, len(some), 500):
        batch = some[low : low + 500]
        out += database.rows(sql.format(", ".join("?" * len(batch))), [*asked.values, *batch])
    return out


def _of(row: Row) -> Place:
    first, second, id = row
    return first, int(second), int(id)


def _cursor(place: Place) -> str:
    return "~".join(str(p) for p in place)


def _place(cursor: str, by: ClaimOrder) -> Place:
    first, *rest = cursor.split("~")
    plain = [r for r in ((first, *rest) if by != "latest" else rest) if r.isascii() and r.isdecimal() and len(r) < 20]
    if len(rest) != 2 or len(plain) != (2 if by == "latest" else 3) or len(first) > 40 or any(int(p) > 2**63 - 1 for p in plain):
        raise InputError("is no place in this list; begin at its first page", repr(cursor[:60]))
    return (first if by == "latest" else int(first), int(rest[0]), int(rest[1]))
