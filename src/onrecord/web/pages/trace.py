"""Tracing a sentence: who said it first, where, and how it changed."""

from http import HTTPStatus
from typing import Annotated
from urllib.parse import quote_plus

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from onrecord.errors import InputError
from onrecord.web.claims.tracing import LONGEST, LOOKED_AT, SURE, article_at, is_address, traced
from onrecord.web.claims.waiting import waiting_in
from onrecord.web.pages.claim import TOOLS
from onrecord.web.templating import rendered

__all__ = ["router"]

router = APIRouter()

_LINKED, _LINKED_BYTES = 1_500, 8_000
"""Characters of a text that the address of the page carries, and how long it may make the address."""


@router.get("/trace")
def trace(request: Request, text: str | None = None) -> Response:
    """The form, and the history of the words in the address."""
    return _answered(request, text)


@router.post("/trace")
def trace_long(request: Request, text: Annotated[str, Form()] = "") -> Response:
    """The history of words that may be too long for an address; nothing is changed by asking."""
    plain = " ".join(text.split())
    if len(plain) <= _LINKED and len(quote_plus(plain)) <= _LINKED_BYTES:
        return RedirectResponse("/trace?text=" + quote_plus(plain), HTTPStatus.SEE_OTHER)
    return _answered(request, text)


def _answered(request: Request, text: str | None) -> Response:
    part = request.headers.get("hx-request-type") == "partial"
    asked = " ".join((text or "").split())
    values = {"text": asked[:LONGEST], "finding": None, "wrong": "", "article": None, "sure": SURE, "cut": len(asked) > LOOKED_AT, **TOOLS}
    with request.app.state.pool.asked() as record:
        values["waiting"] = waiting_in(request, record)
        values["articles"] = record.database.rows("SELECT 1 FROM articles LIMIT 1")
        if is_address(asked):
            values["article"] = article_at(record, asked)
    try:
        if text is not None:
            _check(asked)
            values["finding"] = traced(request, asked)
    except InputError as error:
        values["wrong"] = error.problem
    status = HTTPStatus.UNPROCESSABLE_ENTITY if values["wrong"] and not part else HTTPStatus.OK
    return rendered(request, "trace_part.html.j2" if part else "trace.html.j2", status, {"Vary": "HX-Request-Type"}, **values)


def _check(asked: str) -> None:
    """Refuse what is no sentence.

    Raises:
        InputError: It is none.
    """
    if not asked:
        raise InputError("There is nothing to look for yet. Paste what was said: a quotation or a sentence.", "text")
    if len(asked) > LONGEST:
        raise InputError(f"The text has {len(asked):,} characters; at most {LONGEST:,} are taken. Paste a sentence of it.", "text")
    if is_address(asked):
        raise InputError("That is the address of an article. Paste the words that were said instead.", "text")
    if not any(c.isalnum() for c in asked):
        raise InputError("There is no word in it. Paste what was said: a quotation or a sentence.", "text")
