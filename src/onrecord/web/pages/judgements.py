"""The log of all judgements, and undoing any of them."""

from http import HTTPStatus
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from onrecord.errors import RecordError
from onrecord.record import Record
from onrecord.web.forms import FromOurPage
from onrecord.web.judging.following import follow_claims
from onrecord.web.judging.log import Asked as Which
from onrecord.web.judging.log import Sort, log
from onrecord.web.pool import Asked, Judging
from onrecord.web.reviewers import reviewer_of
from onrecord.web.templating import rendered

__all__ = ["router"]

router = APIRouter()

_LIMIT = 50
_MOST = 2**63 - 1
Id = Annotated[int | None, Query(ge=1, le=_MOST)]


@router.get("/judgements")
def judgements(
    request: Request,
    record: Asked,
    *,
    sort: Literal["", "attribution", "speaker", "claim"] = "",
    by: Annotated[str, Query(max_length=300)] = "",
    holds: Literal["", "yes", "no"] = "",
    article: Id = None,
    speaker: Id = None,
    before: Annotated[str, Query(max_length=80)] = "",
) -> HTMLResponse:
    """What was judged by hand, newest first."""
    asked = {"sort": sort, "by": by.strip(), "holds": holds, "article": article, "speaker": speaker}
    return _page(request, record, asked, before)


@router.post("/judgements/undo", dependencies=[FromOurPage])
def undo(
    request: Request,
    record: Judging,
    *,
    sort: Annotated[Literal["attribution", "speaker", "claim"], Form()],
    number: Annotated[int, Form(ge=1, le=_MOST)],
    note: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Let a judgement no longer hold."""
    by, why = reviewer_of(request), note.strip() or None
    try:
        if sort == "attribution":
            record.undo_review(number, by=by, note=why)
        elif sort == "speaker":
            record.speakers.undo(number, by=by, note=why)
        else:
            record.undo_claim_judgement(number)
            follow_claims(record)
    except RecordError as error:
        return _page(request, record, {}, "", status=HTTPStatus.CONFLICT, told=error.problem)
    return RedirectResponse("/judgements", HTTPStatus.SEE_OTHER)


def _page(request: Request, record: Record, asked: dict[str, Any], before: str, *, status: int = 200, told: str = "") -> HTMLResponse:
    sort: Sort | None = asked.get("sort") or None
    holds = {"yes": True, "no": False}.get(asked.get("holds", ""))
    which = Which(sort, asked.get("by") or None, holds, asked.get("article"), asked.get("speaker"))
    page = log(record.database, which, before=before, limit=_LIMIT)
    full = {"sort": "", "by": "", "holds": "", "article": None, "speaker": None, **asked}
    return rendered(request, "judgements.html.j2", status, page=page, asked=full, before=before, told=told, reviewer=reviewer_of(request))
