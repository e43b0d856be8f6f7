"""Speakers: finding one, and what the record tells of it."""

from http import HTTPStatus
from typing import Annotated, Any, Final, get_args

from fastapi import APIRouter, Query, Request
from fastapi.responses import RedirectResponse, Response

from onrecord.model import SpeakerType
from onrecord.record import Record
from onrecord.web.charts import bars, last_day, shown_day
from onrecord.web.filters import with_query
from onrecord.web.pool import Asked
from onrecord.web.problems import NotThere, Problem
from onrecord.web.shown import shown
from onrecord.web.templating import rendered

__all__ = ["router"]

router = APIRouter()

_TYPES: Final = get_args(SpeakerType)
_LISTED: Final = 50
_STATEMENTS: Final = 20
_CHANGES: Final = 10
_LARGEST: Final = 2**53

_TABS: Final = {
    "state": "States",
    "deny": "Denies",
    "promise": "Promises",
    "predict": "Predicts",
    "accuse": "Accuses",
    "warn": "Warns",
    "threaten": "Threatens",
    "request": "Requests",
    "ask": "Asks",
    "believe": "Believes",
    "confirm": "Confirms",
    "decline": "Declines",
}
"""What stands on the tabs, by act, in their order."""


@router.get("/speakers")
def speakers(
    request: Request,
    record: Asked,
    q: Annotated[str, Query(max_length=500)] = "",
    type: Annotated[str, Query(max_length=40)] = "",
    cursor: Annotated[str | None, Query(max_length=2_000)] = None,
) -> Response:
    """Speakers with most attributions first, or those of a name."""
    name = q.replace("\x00", "").strip()
    if type and type not in _TYPES:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"type: {type[:40]!r} is not a type; give {', '.join(_TYPES[:-1])} or {_TYPES[-1]}")
    page = record.lists.speakers(named=name or None, type=type or None, order="attributions", cursor=cursor, limit=_LISTED)
    following = with_query("/speakers", q=name, type=type, cursor=page.next) if page.next else None
    values: dict[str, Any] = {"page": page, "q": name, "type": type, "types": _TYPES, "following": following, "is_first": cursor is None}
    return rendered(request, "speakers.html.j2", **values)


@router.get("/speakers/{number}")
def speaker(request: Request, record: Asked, number: str, act: Annotated[str, Query(max_length=40)] = "") -> Response:
    """What the record tells of a speaker."""
    if not number.isascii() or not number.isdecimal() or int(number[:20]) > _LARGEST:
        raise NotThere("speakers have numbers; find one on the page of all speakers")
    if act and act not in _TABS:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, f"act: {act[:40]!r} is not an act; choose one on the page of the speaker")
    profile = record.speaker(int(number))
    who = profile.speaker.id
    if str(who) != number:
        return RedirectResponse(
            with_query(f"/speakers/{who}", act=act), HTTPStatus.FOUND
        )  # while a judgement holds, or a name is another's
    acts = dict(profile.acts)
    changes, all_changes = record.changes_of_position(who, limit=_CHANGES)
    found = record.ask(speaker=who, act=act or None)
    return rendered(
        request,
        "speaker.html.j2",
        profile=profile,
        chart=bars(profile.timeline.unit, [(p.start, p.count, 0) for p in profile.timeline.points]),
        times=_times(profile, who),
        tabs=[(name, label, acts[name]) for name, label in _TABS.items() if name in acts],
        act=act,
        statements=shown(record, list(found.hits(_STATEMENTS))),
        total=acts.get(act, 0) if act else profile.speaker.attributions,
        changes=changes,
        all_changes=all_changes,
        perhaps=_perhaps(record, who),
    )


def _times(profile: Any, who: int) -> list[tuple[str, int, str]]:
    """The rows of the table: what a stretch of time is called, how many, and the search for them; the latest first."""
    unit = profile.timeline.unit
    return [
        (shown_day(unit, p.start), p.count, with_query("/search", speaker=who, since=p.start, until=last_day(unit, p.start)))
        for p in reversed(profile.timeline.points)
    ]


def _perhaps(record: Record, who: int) -> list[Any]:
    """Who may be the same, those with most attributions first."""
    return sorted(record.speakers.perhaps(who), key=lambda s: -s.attributions)
