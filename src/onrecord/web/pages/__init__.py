"""The pages, one module for each; `ROUTERS` lists them in the order in which paths are looked up."""

from fastapi import APIRouter

from onrecord.web.pages import articles, judgements, judging, overview, reviewer, reviewing

__all__ = ["ROUTERS"]

ROUTERS: tuple[APIRouter, ...] = (overview.router, articles.router, reviewing.router, reviewer.router, judgements.router, judging.router)
