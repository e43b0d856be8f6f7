"""The list of articles, and an article with what it attributes to whom."""

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse

from onrecord.record import Record
from onrecord.web.pool import Asked
from onrecord.web.problems import NotThere
from onrecord.web.reading.cards import Chosen, Page, page_of
from onrecord.web.reading.gathering import Gathered, gathered
from onrecord.web.reading.listing import days_of, how_many, outlets_named, shelf
from onrecord.web.reviewers import reviewer_of
from onrecord.web.templating import rendered

__all__ = ["found", "router", "values_of"]

router = APIRouter()

_LIMIT = 50
_LARGEST = 2**63 - 1

Kind = Literal["direct", "mixed", "indirect"]
Number = Annotated[int, Query(ge=0, le=_LARGEST)]
Text = Annotated[str, Query(max_length=300)]


@router.get("/articles")
def articles(
    request: Request,
    record: Asked,
    *,
    outlet: Text = "",
    since: Text = "",
    until: Text = "",
    before: Annotated[str, Query(max_length=40)] = "",
) -> HTMLResponse:
    """The articles of the record, the latest first."""
    first, last = days_of(since.strip(), until.strip())
    database = record.database
    outlets = outlets_named(database, outlet) if outlet.strip() else None
    found = shelf(database, outlets=outlets, first=first, last=last, before=before, limit=_LIMIT)
    names = [str(r[0]) for r in database.rows("SELECT name FROM outlets ORDER BY name LIMIT 300")]
    return rendered(
        request,
        "articles.html.j2",
        shelf=found,
        total=how_many(database, outlets=outlets, first=first, last=last),
        asked={"outlet": outlet, "since": since, "until": until},
        before=before,
        outlet_names=names,
    )


@router.get("/articles/{number}")
def article(
    request: Request,
    record: Asked,
    *,
    number: int,
    version: Annotated[int | None, Query(ge=1, le=1_000_000)] = None,
    kind: Annotated[list[Kind] | None, Query(max_length=3)] = None,
    least: Annotated[float, Query(ge=0, le=1)] = 0.0,
    start: Number = 0,
) -> HTMLResponse:
    """An article with its attributions."""
    page = _page(record, number, version=version, kind=kind, least=least, start=start)
    part = request.headers.get("hx-request") == "true" and request.headers.get("hx-target", "").endswith("reading")
    return rendered(
        request, "article_part.html.j2" if part else "article.html.j2", **values_of(page, kind, least), reviewer=reviewer_of(request)
    )


@router.get("/articles/{number}/cards")
def cards(
    request: Request,
    record: Asked,
    *,
    number: int,
    version: Annotated[int | None, Query(ge=1, le=1_000_000)] = None,
    kind: Annotated[list[Kind] | None, Query(max_length=3)] = None,
    least: Annotated[float, Query(ge=0, le=1)] = 0.0,
    start: Number = 0,
) -> HTMLResponse:
    """The next cards of an article that has many, for a page that has the ones before."""
    page = _page(record, number, version=version, kind=kind, least=least, start=start, text=False)
    return rendered(request, "article_cards_part.html.j2", **values_of(page, kind, least))


def found(record: Record, number: int, version: int | None = None) -> Gathered:
    """What the record has of an article.

    Raises:
        NotThere: There is no such article or version.
    """
    of = gathered(record.database, number, version) if 0 < number <= _LARGEST else None
    if of is None:
        told = f"no article {number}" if version is None else f"no version {version} of article {number}"
        raise NotThere(f"the record has {told}; the list of articles shows what there is")
    return of


def _page(
    record: Record, number: int, *, version: int | None, kind: list[Kind] | None, least: float, start: int, text: bool = True
) -> Page:
    return page_of(found(record, number, version), Chosen(frozenset(kind or ()), least), start, text=text)


def values_of(page: Page, kind: Sequence[str] | None, least: float) -> dict[str, Any]:
    """What the templates of an article need.

    Args:
        page: The article.
        kind: Which kinds were chosen; all where that is None or empty.
        least: Which confidence at least.
    """
    query = {
        "version": None if page.of.version.is_current else page.of.version.number,
        "least": f"{least:g}" if least else None,
        "kind": list(dict.fromkeys(kind or ())),
    }
    return {"page": page, "kinds": set(kind or ()) or {"direct", "mixed", "indirect"}, "least": least, "query": query}
