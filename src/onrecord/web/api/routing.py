"""How an endpoint of the API is declared: what it answers with, what may go wrong, and what is written about it.

An endpoint is a plain function that returns a value of the package. What is made of it here: JSON with an entity tag, ``HEAD`` beside
``GET``, and the refusal of whatever is not documented, because a misspelt filter that is overlooked answers another question than was
asked.
"""

import inspect
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from typing import Any, Protocol, TypeVar
from urllib.parse import parse_qsl, unquote_to_bytes

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response
from fastapi.routing import APIRoute

from onrecord.web.api.answers import Answering, answered
from onrecord.web.api.once import Once
from onrecord.web.problems import Problem

__all__ = ["PREFIX", "Endpoints", "Operation", "Route", "Serving"]

PREFIX = "/api/v1"
_Endpoint = TypeVar("_Endpoint", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Operation:
    """An endpoint, for whoever documents it.

    Attributes:
        id: Its name.
        method: GET or POST.
        path: Its path, with parameters in braces.
        tag: What it is about.
        summary: What it does, in a line.
        description: More of that; Markdown.
        returns: The type of what it answers with; None for a document of its own.
        status: The status of success.
        body: The type of what is sent to it.
        changes: Whether it changes the record.
        is_of_one: Whether it is about something that may not be there.
        example: What is asked in the example, after the path.
    """

    id: str
    method: str
    path: str
    tag: str
    summary: str
    description: str
    returns: Any
    status: int = HTTPStatus.OK
    body: Any = None
    changes: bool = False
    is_of_one: bool = False
    example: Any = ""


class Serving(Protocol):
    """The part of the API that routes need of it."""

    answering: Answering
    once: Once

    @property
    def parameters(self) -> Mapping[str, frozenset[str]]:
        """What may be asked of each endpoint in a query, by its name."""


class Route(APIRoute):
    """A route that refuses what it does not know, and answers questions with entity tags."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler of a request."""
        inner = super().get_route_handler()
        id = self.operation_id or self.name

        async def handle(request: Request) -> Response:
            api: Serving = request.app.state.api
            _refuse_unknown(request, api.parameters[id])
            if request.method not in {"GET", "HEAD"}:
                return await api.once.answer(request, inner)
            state, known = await api.answering.before(request)
            return known if known is not None else api.answering.after(request, await inner(request), state)

        return handle


def _refuse_unknown(request: Request, known: frozenset[str]) -> None:
    """Refuse a query that is no UTF-8, holds NUL, or asks what is not understood or twice."""
    try:
        plain = unquote_to_bytes(request.scope.get("query_string", b"")).decode()
        unquote_to_bytes(request.scope.get("raw_path") or b"").decode()
    except UnicodeDecodeError:
        raise Problem(HTTPStatus.BAD_REQUEST, "the address holds what is no text in UTF-8") from None
    if "\x00" in plain or "\x00" in request.url.path:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "the address holds a NUL character, which no text has")
    seen: set[str] = set()
    for name, _ in parse_qsl(request.url.query, keep_blank_values=True):
        if name not in known:
            there = ", ".join(sorted(known)) or "none"
            told = [{"in": "query", "name": name[:60], "detail": "is no parameter of this"}]
            raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"{name[:60]!r} is no parameter of this; there are: {there}", errors=told)
        if name in seen:
            told = [{"in": "query", "name": name, "detail": "is given twice"}]
            raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"{name} is given twice; give it once", errors=told)
        seen.add(name)


class Endpoints:
    """Endpoints about one thing.

    Args:
        tag: What they are about.
    """

    def __init__(self, tag: str) -> None:
        self._tag = tag
        self.router = APIRouter(prefix=PREFIX, route_class=Route)
        self.operations: list[Operation] = []

    def reads(self, path: str, returns: Any, *, is_of_one: bool = False, example: str = "") -> Callable[[_Endpoint], _Endpoint]:
        """Declare an endpoint that only reads.

        Args:
            path: Its path after the version.
            returns: The type of what it returns; None where it returns a response.
            is_of_one: Whether it is about something that may not be there.
            example: The rest of the address in the example.
        """

        def declare(endpoint: _Endpoint) -> _Endpoint:
            made = self._note(endpoint, "GET", path, returns, is_of_one=is_of_one, example=example)
            self._route(made, "GET", _answering(endpoint))
            self._route(made, "HEAD", _answering(endpoint))
            return endpoint

        return declare

    def takes(
        self, path: str, returns: Any, body: Any, *, changes: bool = True, is_of_one: bool = False, example: Any = None
    ) -> Callable[[_Endpoint], _Endpoint]:
        """Declare an endpoint to which something is sent.

        Args:
            path: Its path after the version.
            returns: The type of what it returns.
            body: The type of what is sent.
            changes: Whether it changes the record.
            is_of_one: Whether it is about something that may not be there.
            example: What is sent in the example.
        """
        status = HTTPStatus.CREATED if changes else HTTPStatus.OK

        def declare(endpoint: _Endpoint) -> _Endpoint:
            made = self._note(endpoint, "POST", path, returns, status, body, changes=changes, is_of_one=is_of_one, example=example)
            self._route(made, "POST", _answering(endpoint, status), [Depends(_writable)] if changes else [])
            return endpoint

        return declare

    def _note(self, endpoint: Callable[..., Any], method: str, path: str, *rest: Any, **named: Any) -> Operation:
        told = inspect.cleandoc(endpoint.__doc__ or "").partition("\n\nArgs:")[0]
        summary, _, more = told.partition("\n\n")
        made = Operation(endpoint.__name__, method, PREFIX + path, self._tag, summary.rstrip("."), more.strip(), *rest, **named)
        self.operations.append(made)
        return made

    def _route(self, made: Operation, method: str, endpoint: Callable[..., Any], guards: list[Any] | None = None) -> None:
        self.router.add_api_route(
            made.path.removeprefix(PREFIX),
            endpoint,
            methods=[method],
            operation_id=made.id,
            response_model=None,
            dependencies=guards or [],
            status_code=made.status,
            include_in_schema=method != "HEAD",
        )


def _answering(endpoint: Callable[..., Any], status: int = HTTPStatus.OK) -> Callable[..., Response]:
    @wraps(endpoint)
    def answer(*args: Any, **named: Any) -> Response:
        value = endpoint(*args, **named)
        return value if isinstance(value, Response) else answered(value, status)

    return answer


def _writable(request: Request) -> None:
    if request.app.state.settings.read_only:
        raise Problem(HTTPStatus.FORBIDDEN, "this record is read-only here; start onrecord serve without --read-only to judge")
