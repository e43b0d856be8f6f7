"""What the API answers with: JSON in the names of the contract, with an entity tag, or nothing where the visitor has it already."""

from http import HTTPStatus
from typing import Any

import msgspec
from fastapi import Request
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool

from onrecord.errors import RecordError
from onrecord.exporting.visible import json_safe
from onrecord.web.api.tags import Tags, is_known, tag_of

__all__ = ["JSON", "Answering", "answered", "encoded"]

JSON = "application/json"
_ENCODER = msgspec.json.Encoder()


def encoded(value: Any) -> bytes:
    r"""A value as JSON; characters that a terminal would obey or not show are written as ``\uXXXX``, as the commands do."""
    return json_safe(_ENCODER.encode(value).decode()).encode()


def answered(value: Any, status: int = HTTPStatus.OK) -> Response:
    """The response that holds a value; what has a `next` page says so in a header as well (RFC 8288)."""
    next = getattr(value, "next", None)
    headers = {"Link": f'<{next}>; rel="next"'} if isinstance(next, str) else {}
    return Response(encoded(value), status, headers, media_type=JSON)


class Answering:
    """Answers to questions, each made only where it may be other than what the visitor has.

    Args:
        tags: The tags of the last answers.
    """

    def __init__(self, tags: Tags | None = None) -> None:
        self._tags = tags or Tags()

    async def before(self, request: Request) -> tuple[str | None, Response | None]:
        """The state of the record, and the answer where it is known without asking; both None where they are not."""
        try:
            state = await run_in_threadpool(request.app.state.pool.state)
        except RecordError:
            return None, None  # whoever asks the record will say what is wrong with it
        tag = self._tags.get(_question(request), state)
        if tag is not None and is_known(request.headers.get("if-none-match"), tag):
            return state, _not_modified(tag)
        return state, None

    def after(self, request: Request, response: Response, state: str | None) -> Response:
        """A response with its tag; without its content where the visitor has that or did not ask for it.

        Args:
            request: What was asked.
            response: What is answered.
            state: The state of the record before.
        """
        body = bytes(response.body)
        if response.status_code == HTTPStatus.OK:
            tag = tag_of(body)
            if state is not None:
                self._tags.put(_question(request), state, tag)
            if is_known(request.headers.get("if-none-match"), tag):
                return _not_modified(tag)
            response.headers["etag"] = tag
        if request.method == "HEAD":
            response.body = b""
        return response


def _question(request: Request) -> str:
    return f"{request.url.path}?{request.url.query}"


def _not_modified(tag: str) -> Response:
    return Response(status_code=HTTPStatus.NOT_MODIFIED, headers={"etag": tag})
