"""The first page: what is in the record, what entered it lately, what is repeated and contested most."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from onrecord.web.beside import outlet_numbers
from onrecord.web.pool import Asked
from onrecord.web.templating import rendered
from onrecord.web.waiting import waiting

__all__ = ["router"]

router = APIRouter()

_CLAIMS = 6
_ARTICLES = 10
_BUSIEST = 8


@router.get("/")
def overview(request: Request, record: Asked) -> HTMLResponse:
    """What is in the record."""
    found = record.overview(articles=_ARTICLES, most=_BUSIEST)
    return rendered(
        request,
        "overview.html.j2",
        overview=found,
        repeated=record.most_repeated(limit=_CLAIMS),
        contested=record.most_contested(limit=_CLAIMS),
        waiting=waiting(record),
        outlet_numbers=outlet_numbers(record, [a.outlet for a in found.latest if a.outlet]),
    )
