"""Speakers across articles: listed, found, and one with all that is known of it."""

from typing import Annotated, Literal

from fastapi import Query, Request

from onrecord.record import listing
from onrecord.record.speakers import speakers_like
from onrecord.web.api.asked import number_or_words
from onrecord.web.api.pages import Paging
from onrecord.web.api.parameters import Cursor, Limit, Number, Text
from onrecord.web.api.people import SpeakerProfile, Speakers, profile_of
from onrecord.web.api.routing import Endpoints
from onrecord.web.pool import Asked

__all__ = ["endpoints"]

endpoints = Endpoints("Speakers")

Sort = Literal["person", "organisation", "group", "place", "document", "outlet"]


@endpoints.reads("/speakers", Speakers, example="?named=lind&rank=true")
def list_speakers(
    request: Request,
    record: Asked,
    named: Annotated[Text | None, Query(description="Words of their names, `word*`, a number, or an id of your list of known speakers.")] = None,
    type: Annotated[Sort | None, Query(description="What sort of speakers.")] = None,
    rank: Annotated[bool, Query(description="Those with most attributions first, instead of in the order of their numbers.")] = False,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Speakers:
    """List speakers.

    Those with attributions, in the order of their numbers, page by page. With `rank` those with most attributions come first, in one page
    of `limit`, 200 at most.
    """
    page, asked = Paging(request, limit, cursor), number_or_words(named)
    if rank:
        page.refuse_cursor(cursor)
        return Speakers(tuple(record.speakers.find(asked, type=type, limit=limit)), None)
    like = None if asked is None else speakers_like(asked)
    numbers = listing.speakers(record.database, like, type=type, after=page.after, limit=limit + 1)
    items = tuple(record.speakers[n] for n in page.cut(numbers))
    return Speakers(items, page.next(numbers, numbers[limit - 1]) if len(numbers) > limit else None)


@endpoints.reads("/speakers/{number}", SpeakerProfile, is_of_one=True, example="/1")
def get_speaker(number: Number, record: Asked) -> SpeakerProfile:
    """Look up a speaker.

    Its names, roles and articles, what was judged of it, and who may be the same. The number of a name that is one with it finds it too.
    """
    return profile_of(record, number)
