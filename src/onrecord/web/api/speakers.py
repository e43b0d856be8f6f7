"""Speakers across articles: listed, found, and one with all that is known of it."""

from typing import Annotated, Literal

from fastapi import Query, Request

from onrecord.web.api.asked import number_or_words
from onrecord.web.api.pages import address_of
from onrecord.web.api.parameters import Cursor, Limit, Most, Number, Over, Text
from onrecord.web.api.people import Speakers, WholeSpeaker, whole
from onrecord.web.api.routing import Endpoints
from onrecord.web.pool import Asked

__all__ = ["endpoints"]

endpoints = Endpoints("Speakers")

Sort = Literal["person", "organisation", "group", "place", "document", "outlet"]
_Named = Annotated[Text | None, Query(description="Words of their names, `word*`, a number, or an id of your list of known speakers.")]
_Rank = Annotated[bool, Query(description="Those with most attributions first, instead of in the order of their numbers.")]


@endpoints.reads("/speakers", Speakers, example="?named=lind&rank=true")
def list_speakers(
    request: Request,
    record: Asked,
    *,
    named: _Named = None,
    type: Annotated[Sort | None, Query(description="What sort of speakers.")] = None,
    rank: _Rank = False,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Speakers:
    """List speakers.

    Those with attributions, in the order of their numbers, page by page. With `rank` those with most attributions come first, in the order
    that this was at the first page; it is kept in memory, so a cursor into it is refused (422) when nobody has asked for it for long.
    """
    asked = number_or_words(named)
    if isinstance(asked, int):
        return Speakers(tuple(record.speakers.find(asked, type=type, limit=limit)), None)
    page = record.lists.speakers(named=asked, type=type, order="attributions" if rank else "number", cursor=cursor, limit=limit)
    return Speakers(page.items, address_of(request, page.next))


@endpoints.reads("/speakers/{number}", WholeSpeaker, is_of_one=True, example="/1")
def get_speaker(number: Number, record: Asked, most: Most = 10, unit: Over = None) -> WholeSpeaker:
    """Look up a speaker.

    Its names and roles, what it does (states, denies, promises …), when, through whom, to whom and about whom, where it changed its
    position, what was judged of it, and who may be the same. The number of a name that is one with it finds it too. What it said is at
    `/attributions?speaker=`.
    """
    return whole(record, number, most=most, unit=unit)
