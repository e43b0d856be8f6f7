"""Forms that only our own pages can send (cross-site request forgery).

A page carries a token that is signed for the visitor's cookie; a form, or the header ``X-Form-Token`` of a script, brings it back. Another
site can make a browser send a request with the cookie, but knows no token ("double submit", OWASP). `onrecord.web.guarding` has refused
what browsers say comes from another site before.
"""

import hashlib
import hmac
import re
from http import HTTPStatus
from typing import Annotated

from fastapi import Depends, Form, Header, Request

from onrecord.web.problems import Problem
from onrecord.web.settings import Settings

__all__ = ["COOKIE", "FromOurPage", "form_token", "is_visitor", "mark_of", "token_of"]

COOKIE = "onrecord_visitor"
_VISITOR = re.compile(r"[A-Za-z0-9_-]{43}")


def is_visitor(value: str | None) -> bool:
    """Whether a cookie is one that we give out."""
    return value is not None and _VISITOR.fullmatch(value) is not None


def token_of(settings: Settings, visitor: str) -> str:
    """The token for the forms of a visitor."""
    return hmac.new(settings.secret, b"form:" + visitor.encode(), hashlib.sha256).hexdigest()


def mark_of(settings: Settings) -> str:
    """What stands for the token in a page that several visitors get; as long as one."""
    return hmac.new(settings.secret, b"mark", hashlib.sha256).hexdigest()


def form_token(request: Request) -> str:
    """The token for the forms of a page, or the mark that `onrecord.web.remembering` puts each visitor's own for."""
    settings = request.app.state.settings
    return mark_of(settings) if request.scope.get("form_token_later") else token_of(settings, str(request.scope.get("visitor", "")))


def _from_our_page(
    request: Request,
    form_token_sent: Annotated[str, Form(alias="form_token", max_length=100)] = "",
    header: Annotated[str, Header(alias="X-Form-Token", max_length=100)] = "",
) -> None:
    if request.app.state.settings.read_only:
        raise Problem(HTTPStatus.FORBIDDEN, "this page is read-only; start onrecord serve without --read-only to judge")
    if not hmac.compare_digest((header or form_token_sent).encode(), form_token(request).encode()):
        raise Problem(HTTPStatus.FORBIDDEN, "the page is too old to be sent; load it again")


FromOurPage = Depends(_from_our_page)
"""A dependency of whatever changes something for a page."""
