"""Changes that are sent twice and made once: the header ``Idempotency-Key`` (draft-ietf-httpapi-idempotency-key-header).

Whoever does not know whether a change has arrived sends it again with the same key, and gets the answer that was given before. Answers are
kept in memory, for a day and of the last thousand; after a restart a change is new.
"""

import hashlib
import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from fastapi import Request
from fastapi.responses import Response

from onrecord.web.problems import Problem

__all__ = ["HEADER", "Once"]

HEADER = "Idempotency-Key"
_KEY = re.compile(r"[\x21-\x7e]{1,255}")
_DAY = 24 * 60 * 60


@dataclass(slots=True)
class _Kept:
    digest: str
    at: float
    answer: tuple[int, bytes, str] | None = None


class Once:
    """The answers to the last changes that were sent with a key.

    Args:
        most: How many are kept.
        seconds: For how long.
    """

    def __init__(self, most: int = 1_000, seconds: float = _DAY) -> None:
        self._most, self._seconds = most, seconds
        self._kept: OrderedDict[str, _Kept] = OrderedDict()
        self._lock = threading.Lock()

    async def answer(self, request: Request, make: Callable[[Request], Coroutine[Any, Any, Response]]) -> Response:
        """The answer to a change: the one that was given before, or a new one.

        Args:
            request: The change.
            make: Makes it.

        Raises:
            Problem: The key is none, belongs to another change, or to one that is still being made.
        """
        key = request.headers.get(HEADER)
        if key is None:
            return await make(request)
        if _KEY.fullmatch(key) is None:
            raise Problem(HTTPStatus.BAD_REQUEST, f"{HEADER}: is no key; give 1 to 255 visible characters of ASCII")
        digest = hashlib.sha256(request.url.path.encode() + b"\n" + await request.body()).hexdigest()
        before = self._begun(key, digest)
        if before is not None:
            status, body, media = before
            return Response(body, status, media_type=media)
        made: Response | None = None
        try:
            made = await make(request)
            return made
        finally:
            self._ended(key, made)

    def _begun(self, key: str, digest: str) -> tuple[int, bytes, str] | None:
        with self._lock:
            now = time.monotonic()
            while self._kept and (len(self._kept) > self._most or next(iter(self._kept.values())).at < now - self._seconds):
                self._kept.popitem(last=False)
            found = self._kept.get(key)
            if found is None:
                self._kept[key] = _Kept(digest, now)
                return None
            if found.digest != digest:
                raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"{HEADER}: was sent with another change before; take a new key for each")
            if found.answer is None:
                raise Problem(HTTPStatus.CONFLICT, f"{HEADER}: the change with this key is being made; ask again in a moment")
            return found.answer

    def _ended(self, key: str, made: Response | None) -> None:
        """Keep the answer; what failed may be tried again."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is None:
                return
            if made is None or made.status_code >= HTTPStatus.BAD_REQUEST:
                del self._kept[key]
            else:
                kept.answer = made.status_code, bytes(made.body), made.media_type or ""
