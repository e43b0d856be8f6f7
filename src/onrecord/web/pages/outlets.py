"""Outlets: whom they quote and cite, how many of their sources have no name, and who cites whom."""

from http import HTTPStatus
from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from onrecord.web.charts import bars, last_day, shown_day
from onrecord.web.filters import with_query
from onrecord.web.pool import Asked
from onrecord.web.problems import NotThere, Problem
from onrecord.web.templating import rendered

__all__ = ["router"]

router = APIRouter()

_LISTED: Final = 100
_MOST: Final = 12
_LARGEST: Final = 2**53
_SIZES: Final = (10, 20, 40)
_STEPS: Final = 5
"""How many shades the cells of the matrix have."""


@router.get("/outlets")
def outlets(request: Request, record: Asked, cursor: Annotated[str | None, Query(max_length=2_000)] = None) -> Response:
    """All outlets in the order in which they came."""
    page = record.lists.outlets(cursor=cursor, limit=_LISTED)
    following = with_query("/outlets", cursor=page.next) if page.next else None
    items = sorted(page.items, key=lambda o: -o.attributions)
    return rendered(request, "outlets.html.j2", items=items, following=following, is_first=cursor is None)


@router.get("/outlets/matrix")
def matrix(request: Request, record: Asked, most: Annotated[int, Query()] = _SIZES[1]) -> Response:
    """Who cites whom."""
    if most not in _SIZES:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"most: give {_SIZES[0]}, {_SIZES[1]} or {_SIZES[2]}")
    found = record.citations(most=most)
    highest = max((n for row in found.counts for n in row), default=0)
    rows = [
        (who, [(n, _step(n, highest), _search(who, whom)) for n, whom in zip(row, found.cited, strict=True)])
        for who, row in zip(found.citing, found.counts, strict=True)
    ]
    shown = sum(n for row in found.counts for n in row)
    return rendered(request, "matrix.html.j2", found=found, rows=rows, most=most, sizes=_SIZES, steps=_STEPS, shown=shown, highest=highest)


def _step(count: int, highest: int) -> int:
    """The shade of a cell, from 1 to `_STEPS`, by the logarithm, as counts lie far apart; 0 where nothing is cited."""
    if not count:
        return 0
    return 1 + min(_STEPS - 1, int(_STEPS * (count.bit_length() - 1) / max(highest.bit_length(), 1)))


def _search(who: Any, whom: Any) -> str | None:
    return with_query("/search", outlet=who.name, via=whom.name) if who.outlet else None


@router.get("/outlets/{number}")
def outlet(request: Request, record: Asked, number: str) -> Response:
    """What the record tells of an outlet."""
    if not number.isascii() or not number.isdecimal() or int(number[:20]) > _LARGEST:
        raise NotThere("outlets have numbers; the page of all outlets has them")
    profile = record.outlet(int(number), most=_MOST)
    unit = profile.unit
    times = [
        (shown_day(unit, p.start), p, with_query("/search", outlet=profile.name, since=p.start, until=last_day(unit, p.start)))
        for p in reversed(profile.points)
    ]
    charts = {
        "anonymous": bars(unit, [(p.start, p.attributions, p.anonymous) for p in profile.points]),
        "secondhand": bars(unit, [(p.start, p.attributions, p.secondhand) for p in profile.points]),
    }
    return rendered(request, "outlet.html.j2", profile=profile, charts=charts, times=times)
