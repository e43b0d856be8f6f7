"""What is sent to the API: JSON, understood by its type and nothing else."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any, TypeVar

import msgspec
from fastapi import Depends, Request

from onrecord.web.problems import Problem

__all__ = ["sent"]

_T = TypeVar("_T")


def sent(kind: type[_T]) -> Any:
    """A dependency that gives what was sent.

    Args:
        kind: Its type; where it may have no other fields, these are refused.
    """
    decoder = msgspec.json.Decoder(kind)

    async def read(request: Request) -> _T:
        media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media != "application/json":
            raise Problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "send JSON, and say so: Content-Type: application/json")
        return _understood(decoder.decode, await request.body())

    reading: Callable[[Request], Awaitable[_T]] = read
    return Depends(reading)


def _understood(decode: Callable[[bytes], _T], body: bytes) -> _T:
    try:
        return decode(body)
    except msgspec.ValidationError as error:
        what, _, where = str(error).partition(" - at ")
        name = where.strip("`").removeprefix("$").removeprefix(".")
        told = [{"in": "body", "name": name, "detail": what}]
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"{name}: {what}" if name else what, errors=told) from None
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
        raise Problem(HTTPStatus.BAD_REQUEST, "what was sent is no JSON") from None
