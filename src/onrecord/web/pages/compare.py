"""Two outlets side by side: what both report and in which words, and what only one of them does."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from onrecord.claims.contrasting import contrast, outlet_named
from onrecord.errors import Cancelled, InputError, RecordError
from onrecord.record import Record
from onrecord.web.claims.beside import beside
from onrecord.web.claims.waiting import waiting_in
from onrecord.web.claims.wording import reworded
from onrecord.web.filters import with_query
from onrecord.web.pages.claim import TOOLS
from onrecord.web.pool import Asked
from onrecord.web.templating import rendered

__all__ = ["router"]

router = APIRouter()

_FEW, _MANY = 15, 100
_NAMED = 500
"""Outlets whose names are offered; of more, the first by name."""


@router.get("/compare")
def compare(
    request: Request,
    record: Asked,
    one: Annotated[str, Query(max_length=300)] = "",
    other: Annotated[str, Query(max_length=300)] = "",
    all: bool = False,
) -> Response:
    """Two outlets side by side."""
    database = record.database
    names = [str(r[0]) for r in database.rows("SELECT name FROM outlets ORDER BY name LIMIT ?", (_NAMED,))]
    a, b = one.strip(), other.strip()
    values = {"one": a, "other": b, "names": names, "found": None, "both": [], "speakers": {}, "wrong": "", "all": all, **TOOLS}
    values["waiting"] = waiting_in(request, record)
    try:
        pair = _named(record, a, b)
    except InputError as error:
        pair, values["wrong"] = None, error.problem
    if pair:
        found = contrast(database, *pair, limit=_MANY if all else _FEW)
        values |= {
            "found": found,
            "both": [(d, reworded(d.one.content, d.other.content, d.drift)) for d in found.both],
            "speakers": beside(database, [r for d in found.both for r in (d.one, d.other)]).speakers,
            "everything": with_query("/compare", one=found.one, other=found.other, all=1),
            "swapped": with_query("/compare", one=found.other, other=found.one),
        }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if values["wrong"] else HTTPStatus.OK
    return rendered(request, "compare.html.j2", status, **values)


def _named(record: Record, a: str, b: str) -> tuple[str, str] | None:
    """The names of the two outlets that are meant; None where nothing is asked.

    Raises:
        InputError: One is missing, or no outlet, or several, or both are one.
    """
    if not (a or b):
        return None
    if not (a and b):
        raise InputError("Name two outlets.", a or b)
    try:
        one, other = outlet_named(record.database, a)[1], outlet_named(record.database, b)[1]
    except Cancelled:
        raise
    except RecordError as error:
        raise InputError(f"This record {error.problem}.", f"{a}, {b}") from error
    if one == other:
        raise InputError(f"Both are “{one}”. Name two outlets.", one)
    return one, other
