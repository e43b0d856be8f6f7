"""The pages, one module for each; `ROUTERS` lists them in the order in which paths are looked up."""

from fastapi import APIRouter

from onrecord.web.pages import (
    api,
    articles,
    claim,
    claims,
    compare,
    judgements,
    judging,
    outlets,
    overview,
    reviewer,
    reviewing,
    search,
    speakers,
    trace,
    words,
)

__all__ = ["ROUTERS"]

ROUTERS: tuple[APIRouter, ...] = (
    overview.router,
    search.router,
    articles.router,
    reviewing.router,
    reviewer.router,
    speakers.router,
    outlets.router,
    claims.router,
    claim.router,
    trace.router,
    compare.router,
    judgements.router,
    judging.router,
    words.router,
    api.router,
)
