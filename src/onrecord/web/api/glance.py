"""The record at a glance."""

from typing import Annotated

import msgspec
from fastapi import Query

from onrecord.claims.standing import Contested
from onrecord.claims.telling import Claim
from onrecord.record.overview import Entered, EnteredDay
from onrecord.record.tallies import Tally
from onrecord.web.api.parameters import Most
from onrecord.web.api.routing import Endpoints
from onrecord.web.pool import Asked

__all__ = ["Glance", "endpoints"]

endpoints = Endpoints("Record")


class Glance(msgspec.Struct, frozen=True, kw_only=True):
    """A record at a glance.

    Attributes:
        totals: How many articles, versions, attributions, speakers, outlets, failures, skipped articles and feeds.
        days: What entered the record on each of the last days on which anything did, the latest first.
        latest: The articles that entered last, the latest first.
        speakers: Who has most attributions.
        outlets: Which outlets have.
        lately_speakers: Who has most of the attributions that entered on these days.
        lately_outlets: Which outlets have.
        repeated: The claims of most outlets.
        contested: The claims with most on both sides: statements of it, and denials and contradictions.
    """

    totals: dict[str, int]
    days: tuple[EnteredDay, ...]
    latest: tuple[Entered, ...]
    speakers: tuple[Tally, ...]
    outlets: tuple[Tally, ...]
    lately_speakers: tuple[Tally, ...]
    lately_outlets: tuple[Tally, ...]
    repeated: tuple[Claim, ...]
    contested: tuple[Contested, ...]


@endpoints.reads("/overview", Glance, example="?days=3&most=5")
def get_overview(
    record: Asked,
    days: Annotated[int, Query(ge=1, le=366, description="On how many of the last days on which anything entered it is looked.")] = 7,
    most: Most = 10,
) -> Glance:
    """Look at the record at a glance.

    How much there is, what entered lately, who and which outlets have most, which claims are repeated most and contested most.
    """
    seen = record.overview(days=days, articles=most, most=most)
    own = {field: getattr(seen, field) for field in seen.__dataclass_fields__}
    return Glance(**own, repeated=tuple(record.most_repeated(limit=most)), contested=tuple(record.most_contested(limit=most)))
