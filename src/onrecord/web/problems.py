"""What went wrong with a request, as HTTP tells it: a page for people, ``application/problem+json`` (RFC 9457) for programs."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from onrecord.errors import (
    Cancelled,
    Conflict,
    InputError,
    InvalidCursor,
    MissingPackage,
    NotInRecord,
    OnrecordError,
    RecordError,
    WeightsError,
)
from onrecord.web.templating import rendered

__all__ = ["PROBLEM", "Busy", "NotThere", "Problem", "answer", "is_for_programs", "told"]

PROBLEM = "application/problem+json"

_ALSO: dict[int, dict[str, str]] = {
    HTTPStatus.SERVICE_UNAVAILABLE: {"Retry-After": "1"},
    HTTPStatus.UNAUTHORIZED: {"WWW-Authenticate": 'Bearer realm="onrecord"'},
}
_TRUST = 60
"""Characters of what somebody sent that are said back."""


class Problem(Exception):  # noqa: N818 - what RFC 9457 calls it
    """A request that is refused.

    Attributes:
        status: The HTTP status.
        detail: What was wrong and what to do, in one line.
        more: Further members of the problem document.
    """

    def __init__(self, status: int, detail: str, **more: Any) -> None:
        self.status = status
        self.detail = detail
        self.more = more
        super().__init__(detail)


class NotThere(Problem):
    """There is no such thing in the record."""

    def __init__(self, detail: str) -> None:
        super().__init__(HTTPStatus.NOT_FOUND, detail)


class Busy(Problem):
    """All connections are in use."""

    def __init__(self) -> None:
        super().__init__(HTTPStatus.SERVICE_UNAVAILABLE, "too many questions at once; try again in a moment")


def is_for_programs(path: str) -> bool:
    """Whether a path belongs to the API."""
    return path.startswith("/api/")


def told(error: Exception) -> Problem:
    """What HTTP says of an error."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, HTTPException):
        phrase = HTTPStatus(error.status_code).phrase.lower()
        known = {
            404: "there is no such page; begin at the overview",
            405: "this cannot be done to this page",
        }
        return Problem(error.status_code, known.get(error.status_code, str(error.detail or phrase)))
    if isinstance(error, RequestValidationError):
        return _not_understood(error.errors())
    if isinstance(error, Cancelled):
        return Problem(HTTPStatus.SERVICE_UNAVAILABLE, "took too long and was stopped; ask for less, such as fewer days or one outlet")
    if isinstance(error, InputError):
        return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, error.problem)
    if isinstance(error, NotInRecord):
        return NotThere(error.problem)
    if isinstance(error, InvalidCursor):
        return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, error.problem)
    if isinstance(error, Conflict):
        return Problem(HTTPStatus.CONFLICT, error.problem)
    if isinstance(error, RecordError):
        return Problem(HTTPStatus.INTERNAL_SERVER_ERROR, error.problem)
    if isinstance(error, MissingPackage | WeightsError | OnrecordError):
        return Problem(HTTPStatus.NOT_IMPLEMENTED, str(error))
    return Problem(HTTPStatus.INTERNAL_SERVER_ERROR, "something went wrong in onrecord itself; its log says what")


def answer(request: Request, error: Exception) -> Response:
    """The response to a request that failed."""
    problem = told(error)
    headers = dict(getattr(error, "headers", None) or {})  # such as what may be done instead, with 405
    headers |= _ALSO.get(problem.status, {})
    title = HTTPStatus(problem.status).phrase
    if is_for_programs(request.url.path):
        document = {"type": "about:blank", "title": title, "status": problem.status, "detail": problem.detail, **problem.more}
        return JSONResponse(document, problem.status, headers, media_type=PROBLEM)
    part = request.headers.get("hx-request") == "true"
    name = "problem_part.html.j2" if part else "problem.html.j2"
    return rendered(request, name, problem.status, headers, status=problem.status, title=title, detail=problem.detail)


def _not_understood(errors: Sequence[Any]) -> Problem:
    """What was wrong with the values that somebody sent, each with where it stands."""
    if any(e.get("type") == "json_invalid" for e in errors):
        return Problem(HTTPStatus.BAD_REQUEST, "what was sent is no JSON")
    told = [{"in": str(e.get("loc", ["body"])[0]), "name": _place(e), "detail": str(e.get("msg", "cannot be understood"))} for e in errors]
    line = "; ".join(f"{t['name']}: {t['detail']}" for t in told) or "cannot be understood"
    return Problem(HTTPStatus.UNPROCESSABLE_ENTITY, line, errors=told)


def _place(error: Any) -> str:
    return ".".join(str(p) for p in error.get("loc", ())[1:])[:_TRUST]
