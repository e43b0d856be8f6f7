"""Pages that were just made are given again, so that a crowd costs what one visitor does.

A page is kept until the record changes, and while articles are being added for some seconds longer (`Settings.fresh`); who asks for a page
that is just being made waits for it rather than having it made twice. Whoever has judged something sees pages made since: a change empties
what this process keeps, and a cookie asks the other ones (`onrecord serve --workers`) to make theirs anew.

Pages differ between visitors in one thing alone, the token of their forms. They are made with a mark in its place, which is no secret of
anybody and cannot be guessed, and get each visitor's own as they are sent.
"""

import asyncio
import time
from collections import OrderedDict
from dataclasses import dataclass
from http import HTTPStatus
from math import ceil
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from onrecord.errors import OnrecordError
from onrecord.web.forms import mark_of, token_of
from onrecord.web.pool import Pool
from onrecord.web.reviewers import reviewer_of
from onrecord.web.settings import Settings
from onrecord.web.turns import Turns

__all__ = ["JUDGED", "Remembering"]

JUDGED: Final = "onrecord_judged"
"""The cookie of whoever has just judged something."""

_MOST_BYTES = 64 * 1024 * 1024
_LARGEST = 2 * 1024 * 1024
_LONGEST = 300.0
_NOT_PAGES = ("/static/", "/api/", "/search.")
_OF_THE_PROGRAM = ("/api", "/help")
"""Pages in which nothing of the record stands."""

_ALONE = ("/trace",)
"""Pages that take long and use what can be used by one at a time: they wait for each other, and no other page for them."""

_ASKED_BY = ("hx-request", "hx-target", "accept")


@dataclass(slots=True)
class _Page:
    start: Message
    body: bytes
    state: str
    at: float


class Remembering:
    """The layer between the guard and the pages.

    Args:
        app: What makes pages.
        settings: How long a page stays good.
        pool: What knows the state of the record.
    """

    def __init__(self, app: ASGIApp, settings: Settings, pool: Pool) -> None:
        self._app, self._settings, self._pool = app, settings, pool
        self._pages: OrderedDict[tuple[str, ...], _Page] = OrderedDict()
        self._bytes = 0
        self._making: dict[tuple[str, ...], asyncio.Future[_Page | None]] = {}
        self._turns = Turns(settings.making, settings.patience)
        self._turns_of = {path: Turns(1, settings.patience) for path in _ALONE}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Give a page that is kept, or have it made."""
        if scope["type"] != "http" or scope["path"].startswith(_NOT_PAGES) or self._settings.fresh <= 0:
            await self._app(scope, receive, send)
            return
        if scope["method"] not in {"GET", "HEAD"}:
            self._forget()
            try:
                await self._app(scope, receive, _telling(send, self._settings.fresh))
            finally:
                self._forget()
            return
        request = Request(scope)
        key = self._key(request)
        page = None if JUDGED in request.cookies else await self._kept(key)
        if page is None:
            page = await self._made(key, scope, receive)
        await _sent(page, request, self._settings, send)

    def _key(self, request: Request) -> tuple[str, ...]:
        asked = (request.headers.get(name, "") for name in _ASKED_BY)
        return (request.method, request.url.path, request.url.query, *asked, reviewer_of(request))

    async def _kept(self, key: tuple[str, ...]) -> _Page | None:
        if (making := self._making.get(key)) is not None:
            return await asyncio.shield(making)
        page = self._pages.get(key)
        if page is None:
            return None
        age = time.monotonic() - page.at
        if key[1] in _OF_THE_PROGRAM or age < self._settings.fresh or (age < _LONGEST and await self._state() == page.state):
            if key in self._pages:
                self._pages.move_to_end(key)
            return page
        return None

    async def _state(self) -> str:
        try:
            return await run_in_threadpool(self._pool.state)
        except OnrecordError:
            return ""  # whoever asks next is told what is wrong

    async def _made(self, key: tuple[str, ...], scope: Scope, receive: Receive) -> _Page:
        """Have a page made, and keep it."""
        done: asyncio.Future[_Page | None] = asyncio.get_running_loop().create_future()
        self._making.setdefault(key, done)
        page: _Page | None = None
        try:
            async with self._turns_of.get(scope["path"], self._turns).turn():
                state = await self._state()
                page = await self._collected(scope, receive, state)
            if state:
                self._keep(key, page)
            return page
        finally:
            if self._making.get(key) is done:
                del self._making[key]
            done.set_result(page)

    async def _collected(self, scope: Scope, receive: Receive, state: str) -> _Page:
        messages: list[Message] = []

        async def collect(message: Message) -> None:
            messages.append(message)

        await self._app({**scope, "form_token_later": True}, receive, collect)
        start = next(m for m in messages if m["type"] == "http.response.start")
        return _Page(start, b"".join(m.get("body", b"") for m in messages if m is not start), state, time.monotonic())

    def _keep(self, key: tuple[str, ...], page: _Page) -> None:
        if page.start["status"] != HTTPStatus.OK or len(page.body) > _LARGEST or any(k == b"set-cookie" for k, _ in page.start["headers"]):
            return
        if (old := self._pages.pop(key, None)) is not None:
            self._bytes -= len(old.body)
        self._pages[key] = page
        self._bytes += len(page.body)
        while self._bytes > _MOST_BYTES:
            _, oldest = self._pages.popitem(last=False)
            self._bytes -= len(oldest.body)

    def _forget(self) -> None:
        self._pages.clear()
        self._bytes = 0


async def _sent(page: _Page, request: Request, settings: Settings, send: Send) -> None:
    """Send a page with the token of this visitor, which is as long as the mark."""
    token = token_of(settings, str(request.scope.get("visitor", "")))
    await send({**page.start, "headers": list(page.start["headers"])})
    await send({"type": "http.response.body", "body": page.body.replace(mark_of(settings).encode(), token.encode())})


def _telling(send: Send, seconds: float) -> Send:
    """Let other processes know, by a cookie, that this visitor has just changed something."""
    cookie = f"{JUDGED}=1; HttpOnly; Max-Age={ceil(seconds)}; Path=/; SameSite=Strict".encode()

    async def tell(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", []), (b"set-cookie", cookie)]}
        await send(message)

    return tell
