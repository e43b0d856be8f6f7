"""Attributions: found, listed, counted, and one by its number."""

from typing import Annotated

from fastapi import Query, Request

from onrecord.errors import Conflict
from onrecord.record.paging import Order
from onrecord.web.api.asked import Asked
from onrecord.web.api.pages import address_of
from onrecord.web.api.parameters import Cursor, Limit, Number
from onrecord.web.api.routing import Endpoints
from onrecord.web.api.shapes import Counts, Found, FoundAttributions, counts, found
from onrecord.web.pool import Asked as Reading
from onrecord.web.problems import NotThere

__all__ = ["endpoints"]

endpoints = Endpoints("Attributions")

_Rank = Annotated[bool, Query(description="Best first, instead of in the order in which they came into the record.")]


@endpoints.reads("/attributions", FoundAttributions, example="?q=bridge&act=deny&limit=2")
def list_attributions(
    request: Request, record: Reading, question: Asked, *, rank: _Rank = False, limit: Limit = 50, cursor: Cursor = None
) -> FoundAttributions:
    """Find attributions.

    In the order in which they came into the record, page by page, however many there are; what comes in meanwhile comes at the end.

    With `rank`, and always with `like`, the best come first: by their words the 5,000 best that came in last, and the others after them;
    by meaning 2,000 at most; without either, the latest. How well something fits hangs on all that there is, so the order stays what it was
    at the first page. It is kept in memory: a cursor into it is refused (422) when nobody has asked for it for long, and after a restart.
    """
    meaning = None if question.like is None else record.meaning(question.like)
    order: Order = "best" if rank or meaning is not None else "number"
    asked = record.ask(question.query, like=question.like, **question.facets)
    page = record.lists.attributions(question.query, order=order, like=meaning, cursor=cursor, limit=limit, **question.facets)
    return FoundAttributions(tuple(map(found, page.items)), address_of(request, page.next), asked.total())


@endpoints.reads("/attributions/{number}", Found, is_of_one=True, example="/1")
def get_attribution(number: Number, record: Reading) -> Found:
    """Look up an attribution.

    With its article, and who its speaker is across articles; also one that was rejected. What has been read anew since has another number,
    and the old one is not found.
    """
    try:
        return found(record.attribution(number))
    except Conflict as error:
        raise NotThere(error.problem) from error


@endpoints.reads("/facets", Counts, example="?q=bridge")
def count_facets(
    record: Reading, question: Asked, most: Annotated[int, Query(ge=1, le=100, description="How many values of each.")] = 10
) -> Counts:
    """Count attributions by speaker, outlet, via, act, stance and kind.

    Each is counted without what was asked of it itself, so that one sees what else there would be; with `like` all that is asked holds.
    """
    asked = record.ask(question.query, like=question.like, **question.facets)
    return counts(asked.total(), asked.counts(most))
