"""What every request must pass before anything is asked of the record, and what every answer carries.

In this order: the name by which the page is asked for (DNS rebinding), the visitor's token, where a change comes from (cross-site request
forgery), the size of the request. Answers carry a policy that lets a browser run and load nothing but the page's own files
(Content Security Policy Level 3), and keep the page out of frames, caches and referrers.
"""

import hashlib
import hmac
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from http import HTTPStatus
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.web.forms import COOKIE, is_visitor
from onrecord.web.problems import Problem, answer
from onrecord.web.settings import Settings

__all__ = ["POLICY", "TOKEN_COOKIE", "Guard", "host_of"]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
TOKEN_COOKIE = "onrecord_token"  # noqa: S105 - the name of a cookie
_SAFE = {"GET", "HEAD", "OPTIONS"}
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",  # with no-referrer, browsers would not say either where a form of ours comes from
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "x-frame-options": "DENY",
}
_LONGEST_ADDRESS = 16_384


def host_of(header: str) -> str:
    """The name in a ``Host`` header, without its port, in lower case; empty where it is none."""
    try:
        parts = urlsplit(f"//{header}")
        _ = parts.port
    except ValueError:
        return ""
    return (parts.hostname or "").rstrip(".") if parts.path == "" and parts.username is None else ""


class Guard:
    """The outermost layer of the page.

    Args:
        app: What it guards.
        settings: Who may ask, and how.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._settings = settings
        self._hosts = frozenset(h.lower() for h in settings.hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or answer it with what is wrong."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        cookies = _cookies(request)
        visitor = cookies.get(COOKIE)
        new = None if is_visitor(visitor) else secrets.token_urlsafe(32)
        scope["visitor"] = new or visitor
        sending = _sender(send, scope, new)
        try:
            entry = self._checked(request, cookies)
        except Problem as problem:
            await answer(request, problem)(scope, receive, sending)
            return
        if entry is not None:
            await entry(scope, receive, sending)
            return
        limited = _limited(receive, self._settings.most_bytes)
        try:
            await self._app(scope, limited, sending)
        except Problem as problem:  # the request was longer than it said
            await answer(request, problem)(scope, receive, sending)

    def _checked(self, request: Request, cookies: dict[str, str]) -> Response | None:
        """Refuse what may not be asked; the answer to somebody who enters with a token."""
        host = request.headers.get("host", "")
        if host_of(host) not in self._hosts:
            raise Problem(HTTPStatus.MISDIRECTED_REQUEST, "is not served under this name; use the address that onrecord serve printed")
        if len(request.scope.get("raw_path") or b"") + len(request.scope.get("query_string") or b"") > _LONGEST_ADDRESS:
            raise Problem(HTTPStatus.REQUEST_URI_TOO_LONG, "the address is too long")
        if self._settings.token is not None and not request.url.path.startswith("/static/"):
            entry = self._entered(request, cookies)
            if entry is not None:
                return entry
        if request.method not in _SAFE:
            _of_this_site(request, host)
            if int(request.headers.get("content-length") or 0) > self._settings.most_bytes:
                raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"the request is larger than {self._settings.most_bytes:,} bytes")
        return None

    def _entered(self, request: Request, cookies: dict[str, str]) -> Response | None:
        token = self._settings.token or ""
        proof = hmac.new(self._settings.secret, b"token:" + token.encode(), hashlib.sha256).hexdigest()
        if hmac.compare_digest(cookies.get(TOKEN_COOKIE, "").encode(), proof.encode()):
            return None
        scheme, _, given = request.headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), token.encode()):
            return None
        query = parse_qsl(request.url.query)
        asked = dict(query).get("token", "")
        if request.method == "GET" and hmac.compare_digest(asked.encode(), token.encode()):
            rest = urlencode([(k, v) for k, v in query if k != "token"])
            path = "/" + request.url.path.lstrip("/\\")
            entry = RedirectResponse(path + (f"?{rest}" if rest else ""), HTTPStatus.SEE_OTHER)
            entry.set_cookie(TOKEN_COOKIE, proof, httponly=True, samesite="strict")
            return entry
        raise Problem(HTTPStatus.UNAUTHORIZED, "open the address with its token that onrecord serve printed, or send it as a bearer token")


def _of_this_site(request: Request, host: str) -> None:
    """Refuse a change that a page of another site asks for; programs that are no browser say nothing of where they come from."""
    origin = request.headers.get("origin")
    site = request.headers.get("sec-fetch-site")
    same = origin is None or (origin != "null" and urlsplit(origin).netloc.lower() == host.lower())
    if not same or site not in {None, "same-origin", "none"}:
        raise Problem(HTTPStatus.FORBIDDEN, "a page of another site asked for a change; changes are made on the page itself")


def _cookies(request: Request) -> dict[str, str]:
    try:
        return {k: m.value for k, m in SimpleCookie(request.headers.get("cookie", "")).items()}
    except CookieError:
        return {}


def _limited(receive: Receive, most: int) -> Receive:
    taken = 0

    async def receive_some() -> Message:
        nonlocal taken
        message = await receive()
        if message["type"] == "http.request":
            taken += len(message.get("body", b""))
            if taken > most:
                raise Problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"the request is larger than {most:,} bytes")
        return message

    return receive_some


def _sender(send: Send, scope: Scope, new_visitor: str | None) -> Callable[[MutableMapping[str, Any]], Awaitable[None]]:
    async def send_guarded(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            headers = list(message.get("headers", []))
            there = {k.lower() for k, _ in headers}
            headers += [(k.encode(), v.encode()) for k, v in _HEADERS.items() if k.encode() not in there]
            if b"cache-control" not in there:
                headers.append((b"cache-control", b"private, no-cache"))
            if new_visitor is not None and not scope["path"].startswith(("/static/", "/api/")):
                cookie = f"{COOKIE}={new_visitor}; HttpOnly; Path=/; SameSite=Strict"
                headers.append((b"set-cookie", cookie.encode()))
            message["headers"] = headers
        await send(message)

    return send_guarded
