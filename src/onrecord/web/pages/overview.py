"""The first page: what is in the record."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from onrecord.web.pool import Asked
from onrecord.web.templating import rendered

__all__ = ["router"]

router = APIRouter()


@router.get("/")
def overview(request: Request, record: Asked) -> HTMLResponse:
    """What is in the record."""
    return rendered(request, "overview.html.j2", stats=record.stats())
