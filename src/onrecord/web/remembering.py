"""Pages that were just made are given again, so that a crowd costs what one visitor does.

A page is kept until the record changes, and while articles are being added for some seconds longer (`Settings.fresh`). Where so many
visitors ask that the next one would have to be waited for, it is given for up to a minute (`Settings.late`), and whoever comes when there
is time for it has it made anew. Who asks for a page for the first time that is just being made waits for it rather than having it made
twice. Whoever has judged something sees pages made since: a change empties what this process keeps, and a cookie asks the other ones
(`onrecord serve --workers`) to make theirs anew.

Pages differ between visitors in one thing alone, the token of their forms. They are made with a mark in its place, which is no secret of
anybody and cannot be guessed, and get each visitor's own as they are sent.
"""

import asyncio
import time
from collections import OrderedDict
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
from onrecord.web.shelf import Page, Shelf
from onrecord.web.turns import Turns

__all__ = ["JUDGED", "Remembering"]

JUDGED: Final = "onrecord_judged"
"""The cookie of whoever has just judged something."""

_MOST_BYTES = 64 * 1024 * 1024
_LARGEST = 2 * 1024 * 1024
_LONGEST = 300.0
_GLANCE = 0.1
"""Seconds for which it is believed that nobody has written to the record."""
_NOT_PAGES = ("/static/", "/api/", "/search.")
_OF_THE_PROGRAM = ("/api", "/help")
"""Pages in which nothing of the record stands."""

_ALONE = ("/trace",)
"""Pages that take long and use what can be used by one at a time: they wait for each other, and no other page for them."""

_ASKED_BY = ("hx-request", "hx-target", "accept")


class Remembering:
    """The layer between the guard and the pages.

    Args:
        app: What makes pages.
        settings: How long a page stays good.
        pool: What knows the state of the record.
    """

    def __init__(self, app: ASGIApp, settings: Settings, pool: Pool) -> None:
        self._app, self._settings, self._pool = app, settings, pool
        self._pages: OrderedDict[tuple[str, ...], Page] = OrderedDict()
        self._bytes = 0
        self._shelf = Shelf(settings.shelf) if settings.shelf else None
        self._since = 0.0
        self._seen = (-_LONGEST, "")
        self._making: dict[tuple[str, ...], asyncio.Future[Page | None]] = {}
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
                await self._app(scope, receive, _telling(send, max(self._settings.fresh, self._settings.late)))
            finally:
                self._forget()
            return
        request = Request(scope)
        key = self._key(request)
        page, has_turn = (None, False) if JUDGED in request.cookies else await self._kept(key)
        if page is None:
            page = await self._made(key, scope, receive, has_turn=has_turn)
        await _sent(page, request, self._settings, send)

    def _key(self, request: Request) -> tuple[str, ...]:
        asked = (request.headers.get(name, "") for name in _ASKED_BY)
        return (request.method, request.url.path, request.url.query, *asked, reviewer_of(request))

    async def _kept(self, key: tuple[str, ...]) -> tuple[Page | None, bool]:
        """The page that is given again, if there is one; and whether else a turn was taken to make it."""
        page = self._pages.get(key)
        if page is not None and await self._is_good(key, page):
            return self._used(key, page), False
        other = self._shelf.take(key) if self._shelf else None
        if other is not None and other.at > (page.at if page else self._since):
            self._keep(key, other)
            if await self._is_good(key, other):
                return other, False
            page = other
        if page is not None and self._age(page) < self._settings.late:
            if key not in self._making and self._turns_for(key[1]).taken_at_once():
                return None, True
            return page, False
        making = self._making.get(key)
        return (None if making is None else await asyncio.shield(making)), False

    def _used(self, key: tuple[str, ...], page: Page) -> Page:
        if key in self._pages:
            self._pages.move_to_end(key)
        return page

    async def _is_good(self, key: tuple[str, ...], page: Page) -> bool:
        """Whether a page is as it would be made now, or nearly so."""
        if key[1] in _OF_THE_PROGRAM or self._age(page) < self._settings.fresh:
            return True
        return self._age(page) < _LONGEST and await self._state() == page.state

    def _age(self, page: Page) -> float:
        return time.monotonic() - page.at

    def _turns_for(self, path: str) -> Turns:
        return self._turns_of.get(path, self._turns)

    async def _state(self) -> str:
        looked, state = self._seen
        if time.monotonic() - looked < min(_GLANCE, self._settings.fresh):
            return state
        looked = time.monotonic()
        try:
            state = await run_in_threadpool(self._pool.state)
        except OnrecordError:
            state = ""  # whoever asks next is told what is wrong
        self._seen = looked, state
        return state

    async def _made(self, key: tuple[str, ...], scope: Scope, receive: Receive, *, has_turn: bool) -> Page:
        """Have a page made, in a turn that was taken or that is waited for, and keep it."""
        done: asyncio.Future[Page | None] = asyncio.get_running_loop().create_future()
        self._making.setdefault(key, done)
        page: Page | None = None
        try:
            async with self._turns_for(key[1]).turn(taken=has_turn):
                state = await self._state()
                page = await self._collected(scope, receive, state)
            if state and page.at >= self._since and _may_be_kept(page):
                self._keep(key, page)
                if self._shelf:
                    self._shelf.put(key, page)
            return page
        finally:
            if self._making.get(key) is done:
                del self._making[key]
            done.set_result(page)

    async def _collected(self, scope: Scope, receive: Receive, state: str) -> Page:
        messages: list[Message] = []
        began = time.monotonic()

        async def collect(message: Message) -> None:
            messages.append(message)

        await self._app({**scope, "form_token_later": True}, receive, collect)
        start = next(m for m in messages if m["type"] == "http.response.start")
        body = b"".join(m.get("body", b"") for m in messages if m is not start)
        return Page(start["status"], tuple((bytes(k), bytes(v)) for k, v in start["headers"]), body, state, began)

    def _keep(self, key: tuple[str, ...], page: Page) -> None:
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
        self._since = time.monotonic()
        self._seen = (-_LONGEST, "")


def _may_be_kept(page: Page) -> bool:
    return page.status == HTTPStatus.OK and len(page.body) <= _LARGEST and not any(k == b"set-cookie" for k, _ in page.headers)


async def _sent(page: Page, request: Request, settings: Settings, send: Send) -> None:
    """Send a page with the token of this visitor, which is as long as the mark."""
    token = token_of(settings, str(request.scope.get("visitor", "")))
    await send({"type": "http.response.start", "status": page.status, "headers": list(page.headers)})
    await send({"type": "http.response.body", "body": page.body.replace(mark_of(settings).encode(), token.encode())})


def _telling(send: Send, seconds: float) -> Send:
    """Let other processes know, by a cookie, that this visitor has just changed something."""
    cookie = f"{JUDGED}=1; HttpOnly; Max-Age={ceil(seconds)}; Path=/; SameSite=Strict".encode()

    async def tell(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", []), (b"set-cookie", cookie)]}
        await send(message)

    return tell
