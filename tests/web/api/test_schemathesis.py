"""What the OpenAPI document says and what the API does, compared by Schemathesis: values that fit, at their limits, and others."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from onrecord.web import Settings, create_app
from onrecord.web.api import Api

HERE = {"Host": "127.0.0.1"}
CONFIG = {"seed": 7, "headers": HERE, "generation": {"mode": "all", "deterministic": True, "database": "none"}}


class Later:
    """The application of the page, which is made when a test needs it."""

    app: ASGIApp

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app(scope, receive, send)


def _document(_: Request) -> Response:
    return Response(msgspec.json.encode(Api(Settings("news.db")).document), media_type="application/json")


LATER = Later()
APP = Starlette(routes=[Route("/openapi.json", _document), Mount("/", LATER)])
schema = schemathesis.openapi.from_asgi("/openapi.json", APP, config=schemathesis.Config.from_dict(CONFIG))


@pytest.fixture(scope="module", autouse=True)
def _served(stories: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    place = tmp_path_factory.mktemp("api") / "news.db"
    place.write_bytes(stories.read_bytes())
    app = create_app(Settings(str(place)))
    LATER.app = app
    yield
    app.state.pool.close()


@schema.parametrize()
@settings(max_examples=4, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
def test_the_api_does_what_its_document_says(case: Any) -> None:
    case.call_and_validate(excluded_checks=[positive_data_acceptance] if _asks_for_what_cannot_be(case) else [])


def _asks_for_what_cannot_be(case: Any) -> bool:
    """Whether only the record knows if a request fits: made-up cursors, texts without a word, judgements of what is there."""
    if case.method == "GET":
        return bool({"cursor", "like", "text"} & set(case.query or ()))
    return True
