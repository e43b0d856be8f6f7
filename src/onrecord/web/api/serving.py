"""The API as a whole, put into the application of the page."""

from functools import cached_property
from typing import Any

from fastapi import APIRouter, FastAPI, Request
from fastapi.responses import Response

from onrecord import __version__
from onrecord.web.api import articles, attributions, claims, record, speakers
from onrecord.web.api.answers import Answering, answered
from onrecord.web.api.document import document
from onrecord.web.api.once import Once
from onrecord.web.api.routing import PREFIX, Endpoints, Operation
from onrecord.web.settings import Settings

__all__ = ["ENDPOINTS", "Api", "attach"]

ENDPOINTS: tuple[Endpoints, ...] = (articles.endpoints, attributions.endpoints, speakers.endpoints, claims.endpoints, record.endpoints)
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
