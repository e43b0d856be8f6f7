"""Outlets: listed, one with whom it quotes and cites, and who cites whom."""

from typing import Annotated

import msgspec
from fastapi import Query, Request

from onrecord.claims.citations import Citations
from onrecord.record.lists import ListedOutlet
from onrecord.record.outlet_profile import OutletProfile
from onrecord.web.api.pages import address_of
from onrecord.web.api.parameters import Cursor, Limit, Most, Number, Over
from onrecord.web.api.routing import Endpoints
from onrecord.web.pool import Asked

__all__ = ["Outlets", "endpoints"]

endpoints = Endpoints("Outlets")


class Outlets(msgspec.Struct, frozen=True):
    """A page of outlets.

    Attributes:
        items: The outlets.
        next: The address of the next page; null on the last one.
    """

    items: tuple[ListedOutlet, ...]
    next: str | None


@endpoints.reads("/outlets", Outlets)
def list_outlets(request: Request, record: Asked, limit: Limit = 50, cursor: Cursor = None) -> Outlets:
    """List outlets.

    In the order in which they came into the record.
    """
    page = record.lists.outlets(cursor=cursor, limit=limit)
    return Outlets(page.items, address_of(request, page.next))


@endpoints.reads("/outlets/matrix", Citations, example="?most=5")
def get_matrix(
    record: Asked, most: Annotated[int, Query(ge=1, le=100, description="How many rows and columns at most.")] = 20
) -> Citations:
    """Count who cites whom.

    Outlets and others that carried words, those that cite and are cited most.
    """
    return record.citations(most=most)


@endpoints.reads("/outlets/{number}", OutletProfile, is_of_one=True, example="/1")
def get_outlet(number: Number, record: Asked, most: Most = 10, unit: Over = None) -> OutletProfile:
    """Look up an outlet.

    Whom it quotes and cites, how many of its sources are anonymous or secondhand, what they do, and when.
    """
    return record.outlet(number, most=most, unit=unit)
