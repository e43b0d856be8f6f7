"""Articles: listed, and one with all that it attributes."""

from typing import Annotated

from fastapi import Query, Request

from onrecord.web.api.asked import number_or_words
from onrecord.web.api.pages import address_of
from onrecord.web.api.parameters import Cursor, Limit, Number, Text
from onrecord.web.api.routing import Endpoints
from onrecord.web.api.shapes import Articles, ReadArticle, read_article
from onrecord.web.pool import Asked

__all__ = ["endpoints"]

endpoints = Endpoints("Articles")


@endpoints.reads("/articles", Articles, is_of_one=True, example="?latest=true&limit=2")
def list_articles(
    request: Request,
    record: Asked,
    *,
    outlet: Annotated[Text | None, Query(description="Their outlet: its name or number.")] = None,
    latest: Annotated[bool, Query(description="Those that came in last first; what comes in between two pages is not shown then.")] = False,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Articles:
    """List articles.

    In the order in which they came into the record. To find articles of some days, ask for attributions.
    """
    page = record.lists.articles(outlet=number_or_words(outlet), latest_first=latest, cursor=cursor, limit=limit)
    return Articles(page.items, address_of(request, page.next))


@endpoints.reads("/articles/{number}", ReadArticle, is_of_one=True, example="/1")
def get_article(number: Number, record: Asked) -> ReadArticle:
    """Look up an article with all that it attributes.

    The object of the contract, as `onrecord show` prints it, with the numbers by which the record knows its attributions and who speaks.
    """
    return read_article(record, number)
