"""Who judges: the name that goes into the log. It is a claim and no proof, as anybody who may open the page may type one."""

from http.cookies import CookieError, SimpleCookie
from urllib.parse import quote, unquote

from fastapi import Request
from fastapi.responses import Response

from onrecord.exporting.visible import one_line
from onrecord.record.judgements import login

__all__ = ["LONGEST", "cleaned", "remember", "reviewer_of"]

LONGEST = 80
_COOKIE = "onrecord_reviewer"
_YEAR = 365 * 24 * 3600


def cleaned(name: str) -> str:
    """A name as it is kept: one line, nothing hidden, not too long; empty where nothing is left of it."""
    return one_line(" ".join(name.split()))[:LONGEST].strip()


def reviewer_of(request: Request) -> str:
    """The name of whoever judges: the one given on this browser, else that of ``--reviewer``, else the login name."""
    try:
        kept = SimpleCookie(request.headers.get("cookie", "")).get(_COOKIE)
    except CookieError:
        kept = None
    given = cleaned(unquote(kept.value)) if kept is not None else ""
    return given or cleaned(request.app.state.settings.reviewer or "") or login()


def remember(response: Response, name: str) -> None:
    """Let the browser keep a name for a year; an empty one lets it forget."""
    if name:
        response.set_cookie(_COOKIE, quote(name, safe=""), max_age=_YEAR, httponly=True, samesite="strict")
    else:
        response.delete_cookie(_COOKIE, httponly=True, samesite="strict")
