"""The page of a claim: who said it when, who denies it, who has it from whom, and how its words changed."""

from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from onrecord.claims.asking import claims_like
from onrecord.claims.ids import claim_id
from onrecord.web.claims import life
from onrecord.web.claims.dates import clock, day, moment
from onrecord.web.claims.waiting import waiting_in
from onrecord.web.claims.wording import quoted
from onrecord.web.filters import with_query
from onrecord.web.pool import Asked
from onrecord.web.problems import NotThere
from onrecord.web.templating import rendered

__all__ = ["TOOLS", "router"]

router = APIRouter()

TOOLS: dict[str, Any] = {"clock": clock, "day": day, "moment": moment, "quoted": quoted}
"""What templates write words and days with."""


@router.get("/claims/{id}")
def claim(request: Request, record: Asked, id: str, all: bool = False) -> Response:
    """The life of a claim."""
    numbers = claims_like(record.database, id)
    if not numbers:
        raise NotThere("there is no claim with this id; it may have become part of another, so look for its words among the claims")
    if len(numbers) > 1:
        raise NotThere("several claims have ids that begin so; give more of it")
    whole = claim_id(numbers[0])
    if id != whole:
        to = with_query(f"/claims/{whole}", all="1" if all else None)
        statement = id.strip().lower()
        return RedirectResponse(to + (f"#{statement}" if statement.startswith("s") else ""), HTTPStatus.FOUND)
    page = life.claim_page(record.database, whole, everything=all)
    return rendered(request, "claim.html.j2", page=page, everything=all, sure=life.SURE, waiting=waiting_in(request, record), **TOOLS)
