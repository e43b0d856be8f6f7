"""The pages' templates. Everything from an article is escaped, and what would hide or command is made visible."""

import hashlib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from onrecord.exporting.views import web_address
from onrecord.exporting.visible import one_line, visible
from onrecord.web.filters import FILTERS

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["asset", "environment", "rendered", "static_files"]


def static_files() -> "Traversable":
    """The folder of scripts and styles."""
    return resources.files("onrecord.web").joinpath("static")


@cache
def environment() -> Environment:
    """The templates of the pages, and those of the reading that they share with `onrecord.exporting`."""
    made = Environment(
        loader=ChoiceLoader([PackageLoader("onrecord.web", "templates"), PackageLoader("onrecord.exporting", "templates")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["shown"] = lambda text: visible(str(text), page=True)
    made.filters["line"] = lambda text: one_line(str(text))
    made.filters["address"] = web_address
    made.filters.update(FILTERS)
    made.filters["pair"] = lambda value: (str(value), str(value))
    made.globals["asset"] = asset
    return made


@cache
def asset(name: str) -> str:
    """The path of a script or style, which changes when the file does, so that browsers may keep it for good."""
    content = static_files().joinpath(*name.split("/")).read_bytes()
    return f"/static/{name}?v={hashlib.sha256(content).hexdigest()[:12]}"


def rendered(
    request: Request, template: str, status_code: int = 200, headers: Mapping[str, str] | None = None, **values: Any
) -> HTMLResponse:
    """A page.

    Args:
        request: What it answers; the layout reads from it where the visitor is.
        template: Name of a template.
        status_code: The HTTP status.
        headers: Further headers.
        **values: What the template needs.
    """
    from onrecord.web.forms import form_token  # noqa: PLC0415 - forms know pages, and pages have forms

    own = {
        "request": request,
        "path": request.url.path,
        "settings": request.app.state.settings,
        "form_token": form_token(request),
        "record_name": request.app.state.pool.name,
    }
    body = environment().get_template(template).render(**own, **values)
    return HTMLResponse(body, status_code, headers)
