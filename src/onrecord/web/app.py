"""The application: its pages, its API, and what guards both."""

import logging
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

from onrecord.errors import OnrecordError
from onrecord.web import pages
from onrecord.web.api import attach
from onrecord.web.guarding import Guard
from onrecord.web.pool import Pool
from onrecord.web.problems import Problem, answer
from onrecord.web.remembering import Remembering
from onrecord.web.settings import Settings
from onrecord.web.templating import static_files
from onrecord.web.warming import warm

__all__ = ["create_app"]

_log = logging.getLogger("onrecord.web")


class _Files(StaticFiles):
    """Scripts and styles, which browsers may keep: their address changes when they do."""

    def file_response(self, *args: object, **named: object) -> Response:
        found = super().file_response(*args, **named)  # type: ignore[arg-type]
        found.headers["cache-control"] = "public, max-age=31536000, immutable"
        return found


def create_app(settings: Settings) -> FastAPI:
    """The page over a record, as an ASGI application.

    Args:
        settings: Which record, who may see it and for how long one question may take.

    Raises:
        RecordError: The record cannot be opened.
    """
    pool = Pool(settings)

    @asynccontextmanager
    async def open_while(_: FastAPI) -> AsyncIterator[None]:
        await run_in_threadpool(warm, app)
        yield
        pool.close()

    app = FastAPI(title="onrecord", lifespan=open_while, docs_url=None, redoc_url=None, openapi_url=None)
    app.state.settings = settings
    app.state.pool = pool
    app.state.exports = threading.BoundedSemaphore(settings.exports)
    app.add_middleware(Remembering, settings=settings, pool=pool)
    app.add_middleware(Guard, settings=settings)  # the last one added is the first that is asked
    for kind in (Problem, HTTPException, RequestValidationError, OnrecordError):
        app.add_exception_handler(kind, _answered)
    app.add_exception_handler(Exception, _failed)
    for router in pages.ROUTERS:
        app.include_router(router, include_in_schema=False)
    attach(app, settings)
    app.mount("/static", _Files(directory=str(static_files())), name="static")
    return app


def _answered(request: Request, error: Exception) -> Response:
    return answer(request, error)


def _failed(request: Request, error: Exception) -> Response:
    _log.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return answer(request, error)
