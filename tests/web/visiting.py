"""All places of the page and its API, found in the routes themselves, so that no test forgets one."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from onrecord.claims.ids import claim_id
from onrecord.record import Record
from onrecord.web.api.serving import ENDPOINTS
from onrecord.web.pages import ROUTERS

__all__ = ["API", "PAGES", "Place", "addresses", "places"]


class Place(NamedTuple):
    """A route: how it is asked and where."""

    method: str
    path: str

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


def _routes(routers: Any) -> Iterator[Place]:
    for router in routers:
        for route in router.routes:
            yield from (Place(method, route.path) for method in sorted(route.methods) if method != "HEAD")


PAGES: tuple[Place, ...] = tuple(dict.fromkeys(_routes(ROUTERS)))
"""The routes of the page."""

API: tuple[Place, ...] = tuple(dict.fromkeys(_routes(e.router for e in ENDPOINTS)))
"""The routes of the API."""

_NUMBERS = {
    "articles": "SELECT id FROM articles ORDER BY id",
    "attributions": "SELECT id FROM attributions WHERE is_current = 1 ORDER BY id",
    "speakers": "SELECT id FROM speakers WHERE id = canonical_id ORDER BY id",
    "outlets": "SELECT id FROM outlets ORDER BY id",
    "claims": "SELECT id FROM claims ORDER BY id",
}
"""What may stand for a parameter of a path, by what stands before it."""

_KINDS = ("csv", "json", "jsonl")
"""What may stand for the ending of a file."""

_WRITTEN = {"claims": claim_id}
"""How these are written in a path."""

_QUERIES = {
    "/": ("",),
    "/articles": ("", "?outlet=herald", "?since=2026-03-01&until=2026-03-31", "?outlet=nobody"),
    "/articles/{number}": ("", "?kind=direct&least=0.5"),
    "/articles/{number}/correct": ("?attribution=a1",),
    "/search.{kind}": ("", "?q=bridge", "?q=nothingfitsthis"),
    "/search": ("", "?q=bridge", "?q=the&outlet=herald", "?q=nothingfitsthis", "?q=%22unclosed+AND+(", "?q=said&act=deny"),
    "/trace": ("", "?q=The+dam+is+safe", "?text=The+dam+is+safe"),
    "/speakers": ("", "?q=ana", "?q=nobody+of+this+name"),
    "/compare": ("", "?one=herald&other=post"),
    "/claims": ("", "?q=dam", "?about=dam", "?q=nothingfitsthis"),
    "/outlets": ("", "?q=herald"),
    "/api/v1/trace": ("?text=The+dam+is+safe",),
    "/api/v1/compare": ("?one=herald&other=post",),
}
"""What is asked of a place besides nothing."""


def places(method: str, *, api: bool = False) -> list[Place]:
    """The routes of a method."""
    return [p for p in (API if api else PAGES) if p.method == method]


def addresses(place: Place, record: Record, most: int = 1) -> list[str]:
    """Where a route leads in a record: with the first few of what there is for its parameters."""
    filled = [re.sub(r"\{kind\}", kind, place.path) for kind in (_KINDS if "{kind}" in place.path else ("",))]
    for name in re.findall(r"\{(\w+)(?::\w+)?\}", filled[0]):
        before = re.search(r"(\w+)/\{" + name, place.path)
        sql = _NUMBERS.get(before[1] if before else "")
        assert sql is not None, f"say in tests/web/visiting.py what may stand for {name} in {place}"
        values = [_WRITTEN.get(before[1] if before else "", str)(row[0]) for row in record.database.rows(f"{sql} LIMIT {most}")]
        filled = [re.sub(r"\{" + name + r"(?::\w+)?\}", str(v), path, count=1) for path in filled for v in values]
    return [path + query for path in filled for query in _QUERIES.get(place.path, ("",))]
