"""Claims: listed, the whole life of one, where words come from, and two outlets side by side."""

from http import HTTPStatus
from typing import Annotated

import msgspec
from fastapi import Query, Request

from onrecord.claims.ids import claim_id
from onrecord.claims.telling import Claim, Contrast, Life, Trace
from onrecord.web.api.asked import number_or_words
from onrecord.web.api.bodies import sent
from onrecord.web.api.pages import address_of
from onrecord.web.api.parameters import LONGEST, PLAIN, Cursor, Day, Id, Limit, Text
from onrecord.web.api.routing import Endpoints
from onrecord.web.pool import Asked
from onrecord.web.problems import Problem

__all__ = ["Claims", "Quotation", "endpoints"]

endpoints = Endpoints("Claims")


class Claims(msgspec.Struct, frozen=True):
    """A page of claims.

    Attributes:
        items: The claims.
        next: The address of the next page; null on the last one, and where they are ranked.
    """

    items: tuple[Claim, ...]
    next: str | None


class Quotation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words whose history is asked for.

    Attributes:
        text: A quotation or a sentence.
        limit: How many statements at most.
    """

    text: Annotated[str, msgspec.Meta(min_length=1, max_length=20_000, pattern=PLAIN)]
    limit: Annotated[int, msgspec.Meta(ge=1, le=50)] = 5


_About = Annotated[
    str, Query(pattern=PLAIN, max_length=LONGEST, description="Words that one of its reports has; a query as `q` of `/attributions`.")
]
_Statements = Annotated[int, Query(ge=1, le=50, description="How many statements at most.")]


@endpoints.reads("/claims", Claims, example="?about=dam&rank=true")
def list_claims(
    request: Request,
    record: Asked,
    *,
    about: _About = "",
    speaker: Annotated[Text | None, Query(description="Who states them: words of a name, a number, or an id of your list.")] = None,
    since: Annotated[Day | None, Query(description="First day, month or year of a report.")] = None,
    until: Annotated[Day | None, Query(description="Last day, month or year.")] = None,
    outlets: Annotated[int, Query(ge=1, le=1_000_000, description="Of how many outlets at least.")] = 1,
    rank: Annotated[bool, Query(description="Those of most outlets first, instead of in the order of their ids.")] = False,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Claims:
    """List claims that were reported more than once or denied.

    In the order of their ids, which says nothing but never changes, page by page. With `rank` those of most outlets come first, in one page
    of `limit`, 200 at most. Articles that have come in a moment ago may not have been compared yet; `/health` says how many.
    """
    who = number_or_words(speaker)
    if rank:
        if cursor is not None:
            told = "cursor: what is ranked has one page; leave out rank to go through all"
            raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, told)
        found = record.claims(about, speaker=who, since=since, until=until, outlets=outlets, limit=limit, update=False)
        return Claims(tuple(found), None)
    page = record.lists.claims(about, speaker=who, since=since, until=until, outlets=outlets, cursor=cursor, limit=limit)
    return Claims(page.items, address_of(request, page.next))


@endpoints.reads("/claims/{id}", Life, is_of_one=True, example=f"/{claim_id(1)}")
def get_claim(id: Id, record: Asked) -> Life:
    """Look up the whole life of a claim.

    Who stated it when, who denied it, what stands behind it (independent lines, who has it from whom), and how its words changed. The id of
    one of its statements, or of a claim that has become part of it, finds it too.
    """
    return record.claim(id, update=False)


@endpoints.reads("/trace", Trace, example="?text=the%20dam%20is%20safe")
def trace(text: Annotated[Text, Query(description="A quotation or a sentence.")], record: Asked, limit: _Statements = 5) -> Trace:
    """Find who said something first.

    The statements nearest to a quotation or a sentence, the surest first, each with how its words differ.
    """
    return record.trace(text, limit=limit, update=False)


@endpoints.takes("/trace", Trace, Quotation, changes=False, example={"text": "The dam is safe", "limit": 3})
def trace_words(words: Annotated[Quotation, sent(Quotation)], record: Asked) -> Trace:
    """Find who said something first, for longer texts.

    As `GET`, but the text is sent and leaves no trace in logs of addresses. Nothing is changed.
    """
    return record.trace(words.text, limit=words.limit, update=False)


@endpoints.reads("/compare", Contrast, is_of_one=True, example="?one=lantern&other=herald")
def compare_outlets(
    record: Asked,
    one: Annotated[Text, Query(description="Name of an outlet, or a part of it that no other has.")],
    other: Annotated[Text, Query(description="Name of another one.")],
    limit: Annotated[int, Query(ge=1, le=50, description="How many claims of each sort at most.")] = 10,
) -> Contrast:
    """Compare two outlets.

    The claims that both report and where their words differ, and those that only one of them reports.
    """
    return record.compare(one, other, limit=limit, update=False)
