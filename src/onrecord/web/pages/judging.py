"""Judging who a speaker is and what a claim is: pages of their own, to which the pages of speakers and claims lead."""

import hashlib
from collections.abc import Callable
from http import HTTPStatus
from typing import Annotated, Any, Literal
from urllib.parse import quote

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from onrecord.claims.telling import Life
from onrecord.errors import Conflict, RecordError
from onrecord.record import Record
from onrecord.web.forms import FromOurPage
from onrecord.web.judging.following import follow_claims
from onrecord.web.judging.speaking import MENTIONS, stands, subject
from onrecord.web.pool import Asked, Judging
from onrecord.web.problems import NotThere
from onrecord.web.reviewers import reviewer_of
from onrecord.web.templating import rendered

__all__ = ["router"]

router = APIRouter(prefix="/judge")

_MOST = 2**63 - 1
_FOUND = 20
Words = Annotated[str, Query(max_length=300)]
Number = Annotated[int, Form(ge=1, le=_MOST)]
Seen = Annotated[str, Form(max_length=40)]
Note = Annotated[str, Form(max_length=2000)]


@router.get("/speakers/{number}")
def speaker(
    request: Request, record: Asked, number: int, q: Words = "", start: Annotated[int, Query(ge=0, le=10_000_000)] = 0
) -> HTMLResponse:
    """What can be judged of a speaker."""
    return _speaker(request, record, number, q=q, start=start)


@router.post("/speakers/{number}/merge", dependencies=[FromOurPage])
def merge_speakers(
    request: Request,
    record: Judging,
    number: int,
    *,
    other: Annotated[list[Number] | None, Form()] = None,
    name: Annotated[str, Form(max_length=300)] = "",
    note: Note = "",
    seen: Seen = "",
    force: bool = Form(False),
) -> Response:
    """Make speakers one, or give one another name."""

    def judge() -> int:
        called = " ".join(name.split()) or None
        return record.speakers.merge(
            number, *(other or ()), name=called, by=reviewer_of(request), note=note.strip() or None, force=force
        ).id

    return _speaker_judged(request, record, number, seen, judge)


@router.post("/speakers/{number}/apart", dependencies=[FromOurPage])
def tell_apart(
    request: Request,
    record: Judging,
    number: int,
    *,
    other: Number,
    verdict: Annotated[Literal["different", "unsure"], Form()],
    note: Note = "",
    seen: Seen = "",
) -> Response:
    """Say that two speakers are not the same, or that it cannot be told."""

    def judge() -> int:
        record.speakers.judge(number, other, verdict, by=reviewer_of(request), note=note.strip() or None)
        return number

    return _speaker_judged(request, record, number, seen, judge)


@router.post("/speakers/{number}/split", dependencies=[FromOurPage])
def split_speaker(
    request: Request,
    record: Judging,
    number: int,
    *,
    mention: Annotated[list[Number] | None, Form()] = None,
    name: Annotated[str, Form(max_length=300)] = "",
    note: Note = "",
    seen: Seen = "",
) -> Response:
    """Make another speaker of what some articles have of this one."""

    def judge() -> int:
        if not mention:
            raise RecordError("choose the articles in which it is somebody else", record.name)
        called, why = " ".join(name.split()) or None, note.strip() or None
        return record.speakers.split(number, mentions=mention, name=called, by=reviewer_of(request), note=why).id

    return _speaker_judged(request, record, number, seen, judge)


@router.get("/claims/{id}")
def claim(request: Request, record: Asked, id: str, q: Words = "") -> HTMLResponse:
    """What can be judged of a claim."""
    return _claim(request, record, id, q=q)


@router.post("/claims/{id}/merge", dependencies=[FromOurPage])
def merge_claims(
    request: Request,
    record: Judging,
    id: str,
    *,
    other: Annotated[list[Annotated[str, Form(max_length=300)]] | None, Form()] = None,
    note: Note = "",
    seen: Seen = "",
) -> Response:
    """Make claims one."""
    others = [named for o in other or () if (named := o.strip().rstrip("/").rpartition("/")[2].partition("?")[0])]

    def judge() -> None:
        if not others:
            raise RecordError("choose the claims that are the same, or give the id of one", record.name)
        record.merge_claims(id, *others, by=reviewer_of(request), note=note.strip() or None)

    return _claim_judged(request, record, id, seen, judge)


@router.post("/claims/{id}/split", dependencies=[FromOurPage])
def split_claim(
    request: Request,
    record: Judging,
    id: str,
    *,
    statement: Annotated[list[Annotated[str, Form(max_length=40)]] | None, Form()] = None,
    note: Note = "",
    seen: Seen = "",
) -> Response:
    """Take statements out of a claim."""

    def judge() -> None:
        if not statement:
            raise RecordError("choose the statements that say something else", record.name)
        record.split_claim(id, *statement, by=reviewer_of(request), note=note.strip() or None)

    return _claim_judged(request, record, id, seen, judge)


def _speaker(
    request: Request, record: Record, number: int, *, q: str = "", start: int = 0, status: int = 200, told: str = ""
) -> HTMLResponse:
    if not 0 < number <= _MOST:
        raise NotThere(f"the record has no speaker {number}")
    try:
        of = subject(record, number, start)
    except RecordError as error:
        raise NotThere(f"the record {error.problem}") from error
    asked = q.strip()
    wild = asked if not asked or asked.endswith(("*", '"')) else asked + "*"
    found = [s for s in record.speakers.find(wild, limit=_FOUND) if s.id != of.speaker.id] if asked else []
    values: dict[str, Any] = {
        "of": of,
        "q": q,
        "found": found,
        "start": start,
        "step": MENTIONS,
        "told": told,
        "reviewer": reviewer_of(request),
    }
    return rendered(request, "judge_speaker.html.j2", status, **values)


def _speaker_judged(request: Request, record: Record, number: int, seen: str, judge: Callable[[], int]) -> Response:
    try:
        if seen and 0 < number <= _MOST and stands(record.database, number) != seen:
            raise Conflict("somebody else has changed who this speaker is; look at it again, nothing was changed", record.name)
        went = judge()
    except RecordError as error:
        return _speaker(request, record, number, status=HTTPStatus.CONFLICT, told=error.problem)
    return RedirectResponse(f"/speakers/{went}", HTTPStatus.SEE_OTHER)


def _claim(request: Request, record: Record, id: str, *, q: str = "", status: int = 200, told: str = "") -> HTMLResponse:
    life = _life(record, id)
    found = [c for c in record.claims(q, limit=_FOUND + 1, update=False) if c.id != life.claim.id] if q.strip() else []
    values: dict[str, Any] = {"life": life, "q": q, "found": found, "seen": _seen(life), "told": told, "reviewer": reviewer_of(request)}
    return rendered(request, "judge_claim.html.j2", status, **values)


def _life(record: Record, id: str) -> Life:
    try:
        return record.claim(id, update=False)
    except RecordError as error:
        if type(error) is not RecordError:
            raise
        raise NotThere(f"the record {error.problem}" if error.problem.startswith("has ") else error.problem) from error


def _seen(life: Life) -> str:
    """What is the same as long as the same statements are a claim."""
    return hashlib.blake2b(",".join(s.id for s in life.statements).encode(), digest_size=8).hexdigest()


def _claim_judged(request: Request, record: Record, id: str, seen: str, judge: Callable[[], object]) -> Response:
    life = _life(record, id)
    try:
        if seen and _seen(life) != seen:
            raise Conflict("the claim has other statements by now; look at it again, nothing was changed", record.name)
        judge()
    except RecordError as error:
        return _claim(request, record, id, status=HTTPStatus.CONFLICT, told=error.problem)
    followed = follow_claims(record)
    return RedirectResponse(f"/claims/{quote(life.claim.id)}" if followed else "/judgements?sort=claim", HTTPStatus.SEE_OTHER)
