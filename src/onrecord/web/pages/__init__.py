"""The pages, one module for each; `ROUTERS` lists them in the order in which paths are looked up."""

from fastapi import APIRouter

from onrecord.web.pages import claim, claims, compare, overview, trace

__all__ = ["ROUTERS"]

ROUTERS: tuple[APIRouter, ...] = (
    overview.router,
    claims.router,
    claim.router,
    trace.router,
    compare.router,
)
