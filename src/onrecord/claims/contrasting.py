"""Two outlets side by side: what both report, what only one does, and where their words differ."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from heapq import nsmallest

from onrecord.claims.asking import claims_by_number, reports_of, told_once
from onrecord.claims.changing import marks
from onrecord.claims.drift import Drift, drift
from onrecord.claims.ids import claim_id
from onrecord.claims.loading import said_of
from onrecord.claims.said import Said
from onrecord.claims.telling import Claim, Contrast, Differing
from onrecord.claims.times import order
from onrecord.errors import NotInRecord, RecordError
from onrecord.record.database import Database, Row

__all__ = ["contrast", "outlet_named"]

_LOOKED_AT = 500
"""Claims that both report whose words are compared."""

_MARKED = 2
"""Times as many of them as are told that the network reads: what it marks decides which these are."""

_NAMED = 8
"""Outlets that are named where one was not found."""

_REPORTS = 20
"""Reports of one of them by one outlet whose words are."""


def outlet_named(database: Database, name: str) -> tuple[int, str]:
    """An outlet by its name, or by a part of it that no other has; case does not matter.

    Raises:
        NotInRecord: There is none.
        RecordError: There are several.
    """
    rows = [(int(id), str(n)) for id, n in database.rows("SELECT id, name FROM outlets ORDER BY name")]
    wanted = name.strip().casefold()
    exact = [r for r in rows if r[1] == name.strip()] or [r for r in rows if r[1].casefold() == wanted]
    found = exact or [r for r in rows if wanted and wanted in r[1].casefold()]
    if len(found) == 1:
        return found[0]
    named = [n for _, n in found or rows]
    some = ", ".join(named[:_NAMED]) + (f" and {len(named) - _NAMED} more" if len(named) > _NAMED else "")
    told = f"has several outlets named {name!r}" if found else f"has no outlet named {name!r}"
    kind = RecordError if found else NotInRecord
    raise kind(f"{told}; name one of: {some}" if some else told, database.name)


def contrast(database: Database, one: str, other: str, *, limit: int = 10) -> Contrast:
    """What two outlets report of the same things.

    Args:
        database: The record, brought up to date.
        one: Name of an outlet.
        other: Name of another one.
        limit: How many claims of each sort at most.

    Raises:
        RecordError: There is no such outlet, there are several, or both are one.
    """
    (a, first), (b, second) = outlet_named(database, one), outlet_named(database, other)
    if a == b:
        raise RecordError(f"{first!r} was named twice; name two outlets", database.name)
    said: dict[int, tuple[list[int], list[int]]] = {}
    found: dict[int, tuple[int, int]] = {}
    for claim, outlets, articles, outlet, attribution in _reported(database, (a, b)):
        said.setdefault(claim, ([], []))[outlet == b].append(attribution)
        found[claim] = outlets, articles
    both = sorted(c for c, (mine, theirs) in said.items() if mine and theirs)
    otherwise, changed = _told_otherwise(database, (a, b), {*both})
    looked_at = {**{n: said[n] for n in both[:_LOOKED_AT]}, **dict(list(otherwise.items())[:_LOOKED_AT])}
    differing = _differing(database, looked_at, limit)
    # What only one outlet of all has may have been nowhere to be found for the other.
    mine, theirs = ([c for c, of in said.items() if not of[x] and found[c][0] > 1 and c not in changed] for x in (1, 0))
    only_one, only_other = (_widest(database, some, found, limit) for some in (mine, theirs))
    return Contrast(first, second, differing, only_one, only_other, (len(both) + len(otherwise), len(mine), len(theirs)))


def _reported(database: Database, pair: tuple[int, int]) -> list[Row]:
    """What was reported more than once or denied, by reports of two outlets: claim, its outlets and articles; outlet; attribution."""
    return database.rows(
        "SELECT c.id, c.outlets, c.articles, ar.outlet_id, r.attribution_id FROM articles ar JOIN reports r ON r.article_id = ar.id "
        "JOIN utterances u ON u.id = r.utterance_id JOIN claims c ON c.id = u.claim_id WHERE ar.outlet_id IN (?, ?) "
        "ORDER BY r.attribution_id",
        pair,
    )


_Sides = tuple[list[int], list[int]]
"""Reports of either outlet."""


def _told_otherwise(database: Database, pair: tuple[int, int], both: Collection[int]) -> tuple[dict[int, _Sides], set[int]]:
    """Statements that both outlets report, but as two claims: as their words changed on the way.

    By the claim of the earlier report; and which claims these are.

    Args:
        database: The record.
        pair: The outlets.
        both: Claims that both report.
    """
    rows = database.rows(
        "SELECT u.statement_id, ar.outlet_id, u.claim_id, r.attribution_id FROM articles ar JOIN reports r ON r.article_id = ar.id "
        "JOIN utterances u ON u.id = r.utterance_id WHERE ar.outlet_id IN (?, ?) AND u.claim_id IS NOT NULL AND u.statement_id IS NOT NULL "
        "ORDER BY u.rank, r.attribution_id",
        pair,
    )
    of: dict[int, _Sides] = {}
    claims: dict[int, tuple[dict[int, None], dict[int, None]]] = {}
    first: dict[int, int] = {}
    for statement, outlet, claim, attribution in rows:
        of.setdefault(int(statement), ([], []))[outlet == pair[1]].append(int(attribution))
        claims.setdefault(int(statement), ({}, {}))[outlet == pair[1]][int(claim)] = None
        first.setdefault(int(statement), int(claim))
    found: dict[int, _Sides] = {}
    changed: set[int] = set()
    for statement, (mine, theirs) in claims.items():
        if mine and theirs and not mine.keys() & theirs.keys() and (mine.keys() | theirs.keys()).isdisjoint(both):
            found.setdefault(first[statement], of[statement])
            changed |= mine.keys() | theirs.keys()
    return found, changed


def _widest(database: Database, some: Iterable[int], found: Mapping[int, tuple[int, int]], limit: int) -> tuple[Claim, ...]:
    """Those of some claims that most outlets and articles have."""
    first = nsmallest(limit, some, key=lambda c: (-found[c][0], -found[c][1], claim_id(c)))
    told = claims_by_number(database, first)
    return tuple(told[c] for c in first)


def _differing(database: Database, reported: Mapping[int, tuple[list[int], list[int]]], limit: int) -> tuple[Differing, ...]:
    """Claims of two outlets with those reports of each whose words are nearest to each other, those first that differ most.

    Args:
        database: The record.
        reported: By the numbers of claims, the reports of either outlet.
        limit: How many at most.
    """
    claims = claims_by_number(database, reported)
    claims |= told_once(database, reported.keys() - claims.keys())
    few = {n: (mine[:_REPORTS], theirs[:_REPORTS]) for n, (mine, theirs) in reported.items() if n in claims}
    said = said_of(database, (i for sides in few.values() for side in sides for i in side))
    found = [(claims[n], *_nearest([said[i] for i in mine], [said[i] for i in theirs])) for n, (mine, theirs) in few.items()]
    found = sorted(found, key=_telling)[: _MARKED * limit]
    known = marks([(x.content, y.content) for _, x, y, _ in found])
    found = sorted(
        ((claim, x, y, drift(x.content, y.content, marks=m)) for (claim, x, y, _), m in zip(found, known, strict=True)), key=_telling
    )[:limit]
    reports = reports_of(database, (s for _, x, y, _ in found for s in (x, y)))
    return tuple(Differing(claim, reports[x.id], reports[y.id], change) for claim, x, y, change in found)


def _telling(found: tuple[Claim, Said, Said, Drift]) -> tuple[object, ...]:
    """By how much in two reports differs that matters, and at all."""
    claim, _, _, change = found
    return -len(change.material), -len(change.changes), -claim.outlets, claim.id


def _nearest(mine: Sequence[Said], theirs: Sequence[Said]) -> tuple[Said, Said, Drift]:
    """The reports of two outlets whose words are nearest to each other, and how they differ."""
    changes = {(a, b): drift(a, b) for a in {x.content for x in mine} for b in {y.content for y in theirs}}
    pairs = [(x, y, changes[x.content, y.content]) for x in mine for y in theirs]
    return min(pairs, key=lambda p: (-p[2].overlap, len(p[2].changes), _when(p[0]), _when(p[1])))


def _when(said: Said) -> tuple[object, ...]:
    return order(said.published, said.key)
