"""Readings as a page that stands alone, and as fragments for notebooks.

The page needs no network and no script: styles are inside it, words and cards are linked by anchors, and the script
only adds a filter and what happens under the pointer. Everything from an article is escaped, and the page's own policy
lets no script or style run but the ones written here.
"""

import base64
import hashlib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from onrecord.exporting.views import card_of, view_of
from onrecord.exporting.visible import visible
from onrecord.model import Article, Attribution, Reading

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["MOST_CARDS", "MOST_CHARACTERS", "article_fragment", "attribution_fragment", "fragment", "page"]

MOST_CHARACTERS = 50_000
"""Most characters of a text that a notebook shows."""

MOST_CARDS = 200
"""Most attributions that a notebook shows of one reading."""

_LONGEST = 2_000


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
    """One reading as an HTML element for a notebook: no script, and styles that touch nothing around it.

    A notebook keeps what it shows, so there is a most of everything; what is left out is said.
    """
    shown = Reading(_begun(reading.article), tuple(_shortened(a) for a in reading.attributions[:MOST_CARDS]))
    more = _left_out(reading.article.text, len(reading.attributions))
    return _note("fragment.html.j2", view=view_of(shown, _prefix(reading.article.id, reading.article.text)), more=more, bare=False)


def article_fragment(article: Article) -> str:
    """An article, without what is attributed in it, as such an element."""
    view = view_of(Reading(_begun(article), ()), _prefix(article.id, article.text))
    return _note("fragment.html.j2", view=view, more=_left_out(article.text, 0), bare=True)


def attribution_fragment(a: Attribution) -> str:
    """One attribution, without its article, as such an element."""
    words = [f"{x.text}{x.spans}" for x in (a.source, a.cue, a.content) if x is not None]
    return _note("attribution.html.j2", prefix=_prefix(a.id, *words), card=card_of(_shortened(a)))


def _note(template: str, **values: Any) -> str:
    return _rendered(template, style=_asset("reading.css") + _asset("fragment.css"), **values)


def _prefix(*what: str) -> str:
    """What keeps the anchors of an element apart from those of others in the same notebook."""
    return f"or{hashlib.sha256(chr(0).join(what).encode('utf-8', 'surrogatepass')).hexdigest()[:10]}-"


def _begun(article: Article) -> Article:
    return article if len(article.text) <= MOST_CHARACTERS else replace(article, text=article.text[:MOST_CHARACTERS])


def _left_out(text: str, attributions: int) -> list[str]:
    """What is not shown, in words."""
    over = {"characters": len(text) - MOST_CHARACTERS, "attributions": attributions - MOST_CARDS}
    return [f"{n:,} more {what} are not shown here." for what, n in over.items() if n > 0]


def _shortened(a: Attribution) -> Attribution:
    """The attribution without the ends of words that are longer than what is read in a card."""
    long = {role: x for role in ("source", "cue", "content") if (x := getattr(a, role)) is not None and len(x.text) > _LONGEST}
    return replace(a, **{role: replace(x, text=x.text[:_LONGEST] + "…") for role, x in long.items()}) if long else a


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
