"""The list of claims: what about, by whom, when, in how many outlets, whether it is denied."""

import re
from dataclasses import dataclass
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response

from onrecord.claims.listing import ClaimChoice, ClaimOrder, list_and_count
from onrecord.errors import InputError
from onrecord.record.facts import day_number
from onrecord.web.claims.ends import listed
from onrecord.web.claims.waiting import waiting_in
from onrecord.web.filters import with_query
from onrecord.web.pages.claim import TOOLS
from onrecord.web.pool import Asked
from onrecord.web.templating import rendered

__all__ = ["router"]

router = APIRouter()

_ON_A_PAGE = 30
_MOST_OUTLETS = 1_000_000
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of the list, as it was written."""

    about: str
    speaker: str
    since: str
    until: str
    least: str
    contested: bool
    by: ClaimOrder

    def link(self, **more: str | None) -> str:
        """The address of the list with some of it changed."""
        own: dict[str, str | None] = {
            "about": self.about,
            "speaker": self.speaker,
            "since": self.since,
            "until": self.until,
            "outlets": self.least if self.least != "1" else None,
            "contested": "1" if self.contested else None,
            "sort": self.by if self.by != "outlets" else None,
        }
        return with_query("/claims", **{**own, **more})

    @property
    def some(self) -> bool:
        """Whether only some claims are asked for."""
        return bool(self.about or self.speaker or self.since or self.until or self.least not in {"", "1"} or self.contested)


@router.get("/claims")
def claims(  # noqa: PLR0917 - each is a parameter of the address
    request: Request,
    record: Asked,
    about: Annotated[str, Query(max_length=2_000)] = "",
    speaker: Annotated[str, Query(max_length=500)] = "",
    since: Annotated[str, Query(max_length=40)] = "",
    until: Annotated[str, Query(max_length=40)] = "",
    outlets: Annotated[str, Query(max_length=20)] = "",
    contested: bool = False,
    sort: Literal["outlets", "denials", "latest"] = "outlets",
    after: Annotated[str, Query(max_length=100)] = "",
    before: Annotated[str, Query(max_length=100)] = "",
) -> Response:
    """The claims of the record, page by page."""
    wanted = Wanted(about.strip(), speaker.strip(), since.strip(), until.strip(), outlets.strip() or "1", contested, sort)
    part = request.headers.get("hx-request-type") == "partial"
    values = {"wanted": wanted, "page": None, "rows": [], "number": 0, "wrong": "", "waiting": waiting_in(request, record), **TOOLS}
    status = 200
    try:
        least = _checked(wanted)
        who = (
            int(wanted.speaker) if wanted.speaker.isascii() and wanted.speaker.isdecimal() and len(wanted.speaker) < 18 else wanted.speaker
        )
        choice = ClaimChoice(wanted.about, who or None, wanted.since or None, wanted.until or None, least, contested)
        found, number = list_and_count(record.database, choice, by=sort, after=after or None, before=before or None, limit=_ON_A_PAGE)
        values |= {"page": found, "rows": listed(record.database, found), "number": number}
    except InputError as error:
        values["wrong"], status = f"{error.name} {error.problem}", 200 if part else 422
    headers = {"Vary": "HX-Request-Type"}
    if part:
        headers["HX-Push-Url"] = wanted.link(after=after or None, before=before or None)
    return rendered(request, "claims_part.html.j2" if part else "claims.html.j2", status, headers, **values)


def _checked(wanted: Wanted) -> int:
    """The least number of outlets; whether the rest can be asked.

    Raises:
        InputError: It cannot.
    """
    for date in (wanted.since, wanted.until):
        if date and (_DAY.fullmatch(date) is None or day_number(date) is None):
            raise InputError("is no date; write a day, a month or a year, such as 2026-03-05, 2026-03 or 2026", repr(date))
    if wanted.since and wanted.until and wanted.since > wanted.until + "~":
        raise InputError(f"the time ends ({wanted.until}) before it begins; swap the two dates", repr(wanted.since))
    if not (wanted.least.isascii() and wanted.least.isdecimal() and 1 <= int(wanted.least) <= _MOST_OUTLETS):
        raise InputError("is no number of outlets; write 1 or more", repr(wanted.least))
    return int(wanted.least)
