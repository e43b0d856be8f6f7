"""Articles: listed, and one with all that it attributes."""

from typing import Annotated

from fastapi import Query, Request

from onrecord.record import listing
from onrecord.web.api.pages import Paging
from onrecord.web.api.parameters import Cursor, Day, Limit, Number, Text
from onrecord.web.api.routing import Endpoints
from onrecord.web.api.shapes import Articles, ReadArticle, read_article
from onrecord.web.pool import Asked

__all__ = ["endpoints"]

endpoints = Endpoints("Articles")


@endpoints.reads("/articles", Articles, example="?since=2026-03&limit=2")
def list_articles(
    request: Request,
    record: Asked,
    outlet: Annotated[Text | None, Query(description="Name of the outlet.")] = None,
    since: Annotated[Day | None, Query(description="First day, month or year of publication.")] = None,
    until: Annotated[Day | None, Query(description="Last day, month or year.")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Articles:
    """List articles.

    In the order in which they came into the record.
    """
    page = Paging(request, limit, cursor)
    items = listing.articles(record.database, outlet=outlet, since=since, until=until, after=page.after, limit=limit + 1)
    return Articles(page.cut(items), page.next(items))


@endpoints.reads("/articles/{number}", ReadArticle, is_of_one=True, example="/1")
def get_article(number: Number, record: Asked) -> ReadArticle:
    """Look up an article with all that it attributes.

    The object of the contract, as `onrecord show` prints it, with the numbers by which the record knows its attributions and their speakers.
    """
    return read_article(record, number)
