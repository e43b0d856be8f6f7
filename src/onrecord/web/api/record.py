"""The record as a whole: how much there is, what failed, how it is doing."""

from typing import Literal

import msgspec
from fastapi import Request

from onrecord import __version__
from onrecord.claims.store import never_compared
from onrecord.record.failures import Failure
from onrecord.web.api.pages import address_of
from onrecord.web.api.parameters import Cursor, Limit
from onrecord.web.api.routing import Endpoints
from onrecord.web.pool import Asked

__all__ = ["Failures", "Health", "Stats", "endpoints"]

endpoints = Endpoints("Record")


class Stats(msgspec.Struct, frozen=True):
    """How much there is in a record.

    Attributes:
        articles: Articles.
        versions: Versions of articles.
        attributions: Attributions of the articles as they were last read.
        speakers: Speakers across articles.
        outlets: Outlets of articles.
        failures: Inputs that could not be read.
        skipped: Articles that were left out for their language.
        feeds: Feeds that are watched.
        skipped_languages: How many were left out, by the English name of the language.
    """

    articles: int
    versions: int
    attributions: int
    speakers: int
    outlets: int
    failures: int
    skipped: int
    feeds: int
    skipped_languages: dict[str, int]


class Failures(msgspec.Struct, frozen=True):
    """A page of inputs that could not be read.

    Attributes:
        items: The inputs.
        next: The address of the next page; null on the last one.
    """

    items: tuple[Failure, ...]
    next: str | None


class Health(msgspec.Struct, frozen=True):
    """How the server and its record are doing.

    Attributes:
        status: `ok`; what is not is answered by a problem.
        version: The version of onrecord.
        read_only: Whether nothing may be judged here.
        waiting: How many articles have never been compared for statements and claims; some that have changed may wait too.
    """

    status: Literal["ok"]
    version: str
    read_only: bool
    waiting: int


@endpoints.reads("/stats", Stats)
def get_stats(record: Asked) -> Stats:
    """Count what is in the record."""
    return Stats(**record.stats(), skipped_languages=record.skipped())


@endpoints.reads("/failures", Failures)
def list_failures(request: Request, record: Asked, limit: Limit = 50, cursor: Cursor = None) -> Failures:
    """List the inputs that could not be read.

    In the order in which they failed first.
    """
    page = record.lists.failures(cursor=cursor, limit=limit)
    return Failures(page.items, address_of(request, page.next))


@endpoints.reads("/health", Health)
def get_health(request: Request, record: Asked) -> Health:
    """Say how the server is doing."""
    return Health("ok", __version__, request.app.state.settings.read_only, never_compared(record.database))
