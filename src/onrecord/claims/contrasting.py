"""Two outlets side by side: what both report, what only one does, and where their words differ."""

from onrecord.claims.asking import claims_by_number, reports_of
from onrecord.claims.drift import drift
from onrecord.claims.loading import said_of
from onrecord.claims.said import Said
from onrecord.claims.telling import Claim, Contrast, Differing
from onrecord.claims.times import order
from onrecord.errors import NotInRecord, RecordError
from onrecord.record.database import Database

__all__ = ["contrast", "outlet_named"]

_LOOKED_AT = 500
"""Claims that both report whose words are compared."""


def outlet_named(database: Database, name: str) -> tuple[int, str]:
    """An outlet by its name, or by a part of it that no other has; case does not matter.

    Raises:
        NotInRecord: There is none.
        RecordError: There are several.
    """
    rows = [(int(id), str(n)) for id, n in database.rows("SELECT id, name FROM outlets ORDER BY name")]
    wanted = name.strip().casefold()
    found = [r for r in rows if r[1].casefold() == wanted] or [r for r in rows if wanted and wanted in r[1].casefold()]
    if len(found) == 1:
        return found[0]
    some = ", ".join(n for _, n in (found or rows)[:8])
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
    of: dict[int, dict[int, list[int]]] = {}
    rows = database.stream(
        "SELECT u.claim_id, ar.outlet_id, r.attribution_id FROM reports r JOIN utterances u ON u.id = r.utterance_id "
        "JOIN articles ar ON ar.id = r.article_id WHERE u.claim_id IS NOT NULL AND ar.outlet_id IN (?, ?) ORDER BY r.attribution_id",
        (a, b),
    )
    for claim, outlet, attribution in rows:
        of.setdefault(int(claim), {}).setdefault(int(outlet), []).append(int(attribution))
    both = sorted(c for c, by in of.items() if len(by) > 1)
    only_a, only_b = ([c for c, by in of.items() if x not in by] for x in (b, a))
    shared = claims_by_number(database, both)
    differing = [_differing(database, claim, of[n][a], of[n][b]) for n, claim in list(shared.items())[:_LOOKED_AT]]
    differing.sort(key=lambda d: (-len(d.drift.material), -len(d.drift.changes), -d.claim.outlets, d.claim.id))
    mine, theirs = (_also_elsewhere(claims_by_number(database, some)) for some in (only_a, only_b))
    return Contrast(first, second, tuple(differing[:limit]), mine[:limit], theirs[:limit], (len(both), len(mine), len(theirs)))


def _also_elsewhere(claims: dict[int, Claim]) -> tuple[Claim, ...]:
    """Those that more than one outlet reports: what only one has may have been nowhere to be found for the other."""
    return tuple(sorted((c for c in claims.values() if c.outlets > 1), key=lambda c: (-c.outlets, -c.articles, c.id)))


def _differing(database: Database, claim: Claim, mine: list[int], theirs: list[int]) -> Differing:
    """The reports of two outlets whose words are nearest to each other."""
    said = said_of(database, [*mine[:20], *theirs[:20]])
    pairs = [(x, y, drift(x.content, y.content)) for x in (said[i] for i in mine[:20]) for y in (said[i] for i in theirs[:20])]
    x, y, change = min(pairs, key=lambda p: (-p[2].overlap, len(p[2].changes), _when(p[0]), _when(p[1])))
    reports = reports_of(database, (x, y))
    return Differing(claim, reports[x.id], reports[y.id], change)


def _when(said: Said) -> tuple[object, ...]:
    return order(said.published, said.key)
