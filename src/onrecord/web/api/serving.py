"""The API as a whole, put into the application of the page."""

from collections.abc import Iterable
from functools import cached_property
from http import HTTPStatus
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from onrecord import __version__
from onrecord.web.api import articles, attributions, claims, glance, judging, outlets, record, reviewing, speakers
from onrecord.web.api.answers import Answering, answered
from onrecord.web.api.document import document
from onrecord.web.api.once import Once
from onrecord.web.api.routing import PREFIX, Endpoints, Operation
from onrecord.web.settings import Settings

__all__ = ["ENDPOINTS", "Api", "attach"]

ENDPOINTS: tuple[Endpoints, ...] = (
    *(articles.endpoints, attributions.endpoints, speakers.endpoints, outlets.endpoints, claims.endpoints),
    *(reviewing.endpoints, judging.endpoints, glance.endpoints, record.endpoints),
)
"""All endpoints, in the order in which they are shown."""


class Api:
    """The API of one page.

    Args:
        settings: Who may ask, and how.

    Attributes:
        answering: Answers questions.
        once: Remembers changes.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.answering, self.once = Answering(), Once()

    @property
    def operations(self) -> list[Operation]:
        """All endpoints."""
        return [operation for endpoints in ENDPOINTS for operation in endpoints.operations]

    @cached_property
    def document(self) -> dict[str, Any]:
        """The OpenAPI document."""
        routes = [route for endpoints in ENDPOINTS for route in endpoints.router.routes]
        return document(routes, self.operations, self._settings, __version__)

    @cached_property
    def parameters(self) -> dict[str, frozenset[str]]:
        """What may be asked of each endpoint in a query, by its name."""
        return {
            operation["operationId"]: frozenset(p["name"] for p in operation.get("parameters", ()) if p["in"] == "query")
            for path in self.document["paths"].values()
            for operation in path.values()
        }


_own = APIRouter(prefix=PREFIX)


@_own.api_route("/openapi.json", methods=["GET", "HEAD"], include_in_schema=False)
def _document(request: Request) -> Response:
    return answered(request.app.state.api.document)


def attach(app: FastAPI, settings: Settings) -> None:
    """Put the API into an application.

    Args:
        app: The application of the page.
        settings: Who may ask, and how.
    """
    app.state.api = Api(settings)
    for endpoints in ENDPOINTS:
        app.include_router(endpoints.router)
    app.include_router(_own)
    methods: dict[str, set[str]] = {}
    for operation in app.state.api.operations:
        methods.setdefault(operation.path, set()).update({"GET", "HEAD"} if operation.method == "GET" else {operation.method})
    for path, known in methods.items():
        app.router.routes.append(Route(path, _Refusing(known), include_in_schema=False))


class _Refusing:
    """What answers methods that a path does not have (RFC 9110, section 15.5.6)."""

    def __init__(self, methods: Iterable[str]) -> None:
        self._allow = ", ".join(sorted(methods))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        raise HTTPException(HTTPStatus.METHOD_NOT_ALLOWED, headers={"Allow": self._allow})
