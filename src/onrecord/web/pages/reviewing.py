"""Judging attributions on the page of their article: right, wrong, corrected, added, undone."""

from dataclasses import replace
from http import HTTPStatus
from typing import Annotated, Any, Literal
from urllib.parse import parse_qs, quote, urlsplit

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from onrecord.errors import Conflict, InputError, NotInRecord, RecordError
from onrecord.model import Attribution
from onrecord.record import Record, RecordSpeaker, state_of
from onrecord.web.forms import FromOurPage
from onrecord.web.pages.articles import found, values_of
from onrecord.web.pool import Asked, Judging
from onrecord.web.problems import NotThere
from onrecord.web.reading.cards import Chosen, Page, cards_of, page_of
from onrecord.web.reading.corrections import Filled, changes_of, filled, filled_from
from onrecord.web.reading.gathering import Gathered
from onrecord.web.reviewers import reviewer_of
from onrecord.web.templating import rendered

__all__ = ["router"]

router = APIRouter()

_FOUND = 20
Label = Annotated[str, Form(min_length=1, max_length=300)]
Seen = Annotated[str, Form(max_length=40)]
Sent = Annotated[Filled, Depends(filled)]


@router.post("/articles/{number}/review", dependencies=[FromOurPage])
def review(
    request: Request,
    record: Judging,
    number: int,
    form: Sent,
    *,
    attribution: Label,
    verdict: Annotated[Literal["confirmed", "rejected", "corrected"], Form()],
    seen: Seen = "",
) -> Response:
    """Say that an attribution is right, that it is none, or what is right instead."""
    before = found(record, number)
    a = _there(before, attribution)
    try:
        changes = changes_of(form, a) if verdict == "corrected" else None
        record.review(f"{number}#{attribution}", verdict, changes=changes, by=reviewer_of(request), note=_note(form), expected=seen or None)
    except Conflict as error:
        return _conflict(request, found(record, number), attribution, error, form=form if verdict == "corrected" else None)
    except (InputError, NotInRecord) as error:
        return _wrong(request, before, a, error, form)
    told = {"confirmed": "confirmed", "rejected": "rejected; its words are no longer marked", "corrected": "corrected"}[verdict]
    return _answered(request, record, before, attribution, told, text=verdict != "confirmed")


@router.post("/articles/{number}/undo", dependencies=[FromOurPage])
def undo(
    request: Request, record: Judging, number: int, *, attribution: Label, review: Annotated[int, Form(ge=1, le=2**63 - 1)], seen: Seen = ""
) -> Response:
    """Let the last judgement of an attribution no longer hold."""
    before = found(record, number)
    _there(before, attribution)
    try:
        record.undo_review(review, by=reviewer_of(request), expected=seen or None)
    except Conflict as error:
        return _conflict(request, found(record, number), attribution, error)
    return _answered(request, record, before, attribution, "as it was before; the judgement was undone")


@router.get("/articles/{number}/correct")
def correct(request: Request, record: Asked, number: int, attribution: Annotated[str, Query(min_length=1, max_length=300)]) -> Response:
    """The form in which an attribution is corrected."""
    _may_judge(request)
    of = found(record, number)
    return _form(request, of, _there(of, attribution))


@router.post("/articles/{number}/correct", dependencies=[FromOurPage])
def look_up(
    request: Request, record: Asked, number: int, form: Sent, *, attribution: Annotated[str, Form(max_length=300)] = ""
) -> Response:
    """The same form with the speakers that were looked up, for who has no scripts."""
    of = found(record, number)
    a = _there(of, attribution) if attribution else None
    return _form(request, of, a, form=replace(form, who="record"), speakers=_speakers(record, form.words))


@router.get("/articles/{number}/add")
def to_add(request: Request, record: Asked, number: int) -> Response:
    """The form in which an attribution is added that was not found."""
    _may_judge(request)
    return _form(request, found(record, number), None)


@router.post("/articles/{number}/add", dependencies=[FromOurPage])
def add(request: Request, record: Judging, number: int, form: Sent) -> Response:
    """Add an attribution that was not found."""
    before = found(record, number)
    try:
        changes = {k: v for k, v in changes_of(form, None).items() if v is not None or k == "speaker"}
        added = record.add_attribution(number, changes, by=reviewer_of(request), note=_note(form))
    except (InputError, NotInRecord) as error:
        return _wrong(request, before, None, error, form)
    return _answered(request, record, before, added.label or "", "added")


@router.get("/articles/{number}/speakers")
def speakers(request: Request, record: Asked, number: int, words: Annotated[str, Query(max_length=200)] = "") -> HTMLResponse:
    """Speakers of the record by words of their names, to choose from."""
    return rendered(request, "article_speakers_part.html.j2", speakers=_speakers(record, words), words=words, form=Filled())


def _may_judge(request: Request) -> None:
    if request.app.state.settings.read_only:
        raise NotThere("this page is read-only; start onrecord serve without --read-only to judge")


def _note(form: Filled) -> str | None:
    return form.note.strip() or None


def _there(of: Gathered, label: str) -> Attribution:
    a = next((a for a in of.reading.attributions if a.id == label), None)
    if a is None or not of.version.is_current:
        raise NotThere(f"the article has no attribution {label[:40]} (any more); load it again")
    return a


def _speakers(record: Record, words: str) -> list[RecordSpeaker]:
    asked = words.strip()
    if not asked:
        return []
    return list(record.speakers.find(asked if asked.endswith(("*", '"')) else asked + "*", limit=_FOUND))


def _is_part(request: Request) -> bool:
    return request.headers.get("hx-request") == "true"


def _number(of: Gathered, a: Attribution | None) -> int:
    return 1 + next((i for i, x in enumerate(of.reading.attributions) if a is not None and x.id == a.id), -1)


def _form(request: Request, of: Gathered, a: Attribution | None, status: int = 200, **more: Any) -> Response:
    form = more.pop("form", None) or (filled_from(a) if a else Filled(act="state", stance="neutral", who="new"))
    values = {
        "form": form,
        "a": a,
        "of": of,
        "n": _number(of, a),
        "seen": state_of(a) if a else "",
        "speakers": more.pop("speakers", []),
        "told": "",
        **more,
    }
    if _is_part(request):
        return rendered(request, "article_form_part.html.j2", status, **values)
    page = page_of(of, Chosen(only=a.id if a else ""), 0)
    values["card"] = cards_of(of, [(values["n"], a)])[0] if a else None
    return rendered(request, "article_form.html.j2", status, page=page, query={"version": None, "least": None, "kind": []}, **values)


def _wrong(request: Request, of: Gathered, a: Attribution | None, error: InputError | RecordError, form: Filled) -> Response:
    """What was filled in cannot be: say so where it was filled in."""
    if not _is_part(request):
        return _form(request, of, a, HTTPStatus.UNPROCESSABLE_ENTITY, form=form, told=error.problem)
    headers = {"HX-Retarget": f"#told-{_number(of, a)}", "HX-Reswap": "innerHTML"}
    values: dict[str, Any] = {"status": HTTPStatus.UNPROCESSABLE_ENTITY, "title": "This cannot be kept", "detail": error.problem}
    return rendered(request, "problem_part.html.j2", HTTPStatus.UNPROCESSABLE_ENTITY, headers, **values)


def _conflict(request: Request, of: Gathered, label: str, error: Conflict, form: Filled | None = None) -> Response:
    """Somebody else was first: show how it stands now, and what was to be said of it."""
    told = "Somebody else judged this meanwhile, and nothing of yours was kept. " + (
        "Above is how it stands now, below the form as you filled it in; save it again if it still holds."
        if form
        else "Above is how it stands now; judge it again if you still want to."
    )
    a, log = _there(of, label), error.problem
    if not _is_part(request):
        return _form(request, of, a, HTTPStatus.CONFLICT, form=form, told=f"{told} ({log})")
    (card,) = cards_of(of, [(_number(of, a), a)])
    page = page_of(of, _chosen(request), 0, text=False)
    query: dict[str, Any] = {"version": None, "least": None, "kind": []}
    values: dict[str, Any] = {"page": page, "card": card, "query": query, "told": told, "log": log, "a": a, "of": of, "n": card.number}
    return rendered(request, "article_conflict_part.html.j2", HTTPStatus.CONFLICT, form=form, speakers=[], **values)


def _chosen(request: Request) -> Chosen:
    """Which attributions the page shows that a part is for."""
    asked = parse_qs(urlsplit(request.headers.get("hx-current-url", "")).query)
    kinds = frozenset(k for k in asked.get("kind", []) if k in {"direct", "mixed", "indirect"})
    try:
        least = float(asked.get("least", ["0"])[-1])
    except ValueError:
        least = 0.0
    return Chosen(kinds, least if 0 <= least <= 1 else 0.0)


def _answered(request: Request, record: Record, before: Gathered, label: str, told: str, *, text: bool = True) -> Response:
    """What has changed on the page, or the way back to it; `text` says whether anything can have changed in the text."""
    if not _is_part(request):
        return RedirectResponse(f"/articles/{before.number}#a-{quote(label)}", HTTPStatus.SEE_OTHER)
    after = found(record, before.number)
    chosen = _chosen(request)
    now = page_of(after, chosen, 0, text=text)
    number = 1 + (now.ids.index(label) if label in now.ids else -1)
    say = f"Attribution {number} {told}" if number else "The attribution that was added is gone again"
    values: dict[str, Any] = {"say": say, "focus": number}
    then = page_of(before, chosen, 0, text=text)
    if now.ids != then.ids or len(now.paragraphs) != len(then.paragraphs) or label not in now.ids:
        start = now.near(number) if number else None
        page = now if start is None and text else page_of(after, chosen, start or 0)
        kinds, least = sorted(chosen.kinds), chosen.least
        return rendered(
            request,
            "article_part.html.j2",
            200,
            {"HX-Retarget": "#reading", "HX-Reswap": "innerHTML"},
            **values_of(page, kinds, least),
            reviewer=reviewer_of(request),
            **values,
        )
    return rendered(request, "article_changed_part.html.j2", **_changed(now, then, label), **values)


def _changed(now: Page, then: Page, label: str) -> dict[str, Any]:
    """The cards and the paragraphs that are other than they were; first the card of an attribution."""
    pairs = enumerate(zip(now.of.reading.attributions, then.of.reading.attributions, strict=True), start=1)
    numbered = [(n, a) for n, (a, b) in pairs if a != b or a.id == label]
    cards = cards_of(now.of, numbered)
    paragraphs = [(i, p) for i, (p, q) in enumerate(zip(now.paragraphs, then.paragraphs, strict=True)) if p != q]
    return {
        "page": now,
        "card": next(c for c in cards if c.a.id == label),
        "others": [c for c in cards if c.a.id != label],
        "paragraphs": paragraphs,
        "query": {"version": None, "least": None, "kind": []},
    }
