"""Under which name somebody judges."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from onrecord.web.forms import FromOurPage
from onrecord.web.reviewers import LONGEST, cleaned, remember, reviewer_of
from onrecord.web.templating import rendered

__all__ = ["router"]

router = APIRouter()


@router.get("/reviewer")
def reviewer(request: Request, back: Annotated[str, Query(max_length=2000)] = "/") -> HTMLResponse:
    """The form for the name."""
    return rendered(request, "reviewer.html.j2", reviewer=reviewer_of(request), back=_own(back), longest=LONGEST)


@router.post("/reviewer", dependencies=[FromOurPage])
def name_reviewer(
    request: Request, name: Annotated[str, Form(max_length=400)] = "", back: Annotated[str, Form(max_length=2000)] = "/"
) -> RedirectResponse:
    """Keep the name on this browser."""
    answer = RedirectResponse(_own(back), HTTPStatus.SEE_OTHER)
    remember(answer, cleaned(name))
    return answer


def _own(path: str) -> str:
    """A path of this page, or the overview: never the way to another site."""
    plain = path.startswith("/") and not path.startswith(("//", "/\\")) and all(c.isprintable() for c in path) and "\\" not in path
    return path if plain else "/"
