"""The pages, one module for each; `ROUTERS` lists them in the order in which paths are looked up."""

from fastapi import APIRouter

from onrecord.web.pages import api, overview

__all__ = ["ROUTERS"]

ROUTERS: tuple[APIRouter, ...] = (overview.router, api.router)
