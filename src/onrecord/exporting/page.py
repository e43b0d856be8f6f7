"""Readings as a page that stands alone, and as a fragment for notebooks.

The page needs no network and no script: styles are inside it, words and cards are linked by anchors, and the script
only adds a filter and what happens under the pointer. Everything from an article is escaped, and the page's own policy
lets no script or style run but the ones written here.
"""

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from onrecord.exporting.views import view_of
from onrecord.exporting.visible import visible
from onrecord.model import Reading

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["fragment", "page"]


def page(readings: Iterable[Reading]) -> str:
    """One HTML document with all readings, and an index on top where there are several.

    With one reading, attribution 3 has the anchor ``#a3`` and its words ``#t3``; with several, those of the second
    reading are ``#r2a3`` and ``#r2t3``.
    """
    shown = list(readings)
    views = [view_of(r, f"r{i}" if len(shown) > 1 else "") for i, r in enumerate(shown, start=1)]
    style, script = _asset("reading.css") + _asset("page.css"), _asset("page.js")
    return _rendered(
        "page.html.j2",
        views=views,
        heading=views[0].heading if len(views) == 1 else f"{len(views)} articles",
        style=style,
        script=script,
        style_hash=_hash(style),
        script_hash=_hash(script),
    )


def fragment(reading: Reading) -> str:
    """One reading as an HTML element for a notebook: no script, and styles that touch nothing around it."""
    content = f"{reading.article.id}\0{reading.article.text}".encode("utf-8", "surrogatepass")
    prefix = f"or{hashlib.sha256(content).hexdigest()[:10]}-"
    return _rendered("fragment.html.j2", view=view_of(reading, prefix), style=_asset("reading.css") + _asset("fragment.css"))


def _asset(name: str) -> str:
    return resources.files("onrecord.exporting").joinpath("templates", name).read_text(encoding="utf-8").strip()


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _rendered(template: str, *, style: str, script: str = "", **values: object) -> str:
    from markupsafe import Markup  # noqa: PLC0415

    own = {"style": Markup(style), "script": Markup(script)}  # noqa: S704 - files of this package, with nothing from an article
    return _environment().get_template(template).render(**own, **values) + "\n"


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415

    environment = Environment(
        loader=PackageLoader("onrecord.exporting", "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=False
    )
    environment.filters["shown"] = lambda text: visible(text, page=True)
    return environment
