"""The search: its page, and what was found as a file."""

import re
from dataclasses import dataclass, replace
from http import HTTPStatus
from itertools import islice
from typing import Any, Final, get_args
from urllib.parse import parse_qsl, urlsplit

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from onrecord.errors import InputError
from onrecord.model import Act, Kind, ReporterStance
from onrecord.record import Found, Record
from onrecord.record.choosing import Counted
from onrecord.record.wrong import REVIEWED
from onrecord.web.beside import speaker_name
from onrecord.web.exports import KINDS, Wanted, sent
from onrecord.web.partly import is_part
from onrecord.web.pool import Asked
from onrecord.web.problems import NotThere, Problem
from onrecord.web.searches import FACETS, LABELS, SIZES, Search, asked
from onrecord.web.shown import shown
from onrecord.web.templating import rendered

__all__ = ["router"]

router = APIRouter()

_CHOICES: Final = {"act": get_args(Act), "stance": get_args(ReporterStance), "kind": get_args(Kind), "reviewed": REVIEWED}
_NAME: Final = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class _Choice:
    """A value of a facet, and the address of the search with it, or without it where it is chosen."""

    name: str
    count: int
    href: str
    chosen: bool
    key: str


@router.get("/search")
def search(request: Request, record: Asked) -> Response:
    """Attributions that fit what the address asks."""
    wanted = asked(request.query_params.multi_items())
    part = is_part(request)
    clean = wanted.here()
    if not part and not wanted.problems and sorted(parse_qsl(urlsplit(clean).query)) != sorted(request.query_params.multi_items()):
        return RedirectResponse(clean, HTTPStatus.SEE_OTHER)  # a form sends its empty fields too
    wanted, values = _found(wanted, record)
    template = "search_part.html.j2" if part else "search.html.j2"
    status = HTTPStatus.UNPROCESSABLE_ENTITY if wanted.problems else HTTPStatus.OK
    headers = {"Vary": "HX-Request"} | ({"HX-Push-Url": clean} if part and not wanted.problems else {})
    fixed = {"labels": LABELS, "offered": FACETS, "sizes": SIZES, "choices": _CHOICES, "chips": _chips(wanted, record)}
    return rendered(request, template, status, headers, search=wanted, **values, **fixed)


def _found(wanted: Search, record: Record) -> tuple[Search, dict[str, Any]]:
    """What was found, or what is wrong with what was asked."""
    nothing: dict[str, Any] = {"shown": [], "total": 0, "facets": {}, "last": 1, "without": 0, "empty": False}
    if wanted.problems:
        return wanted, nothing
    try:
        found = wanted.ask(record)
    except InputError as error:
        return replace(wanted, problems={"like": error.problem}), nothing
    hits = list(found.hits(wanted.size, wanted.offset))
    total = found.total()
    return wanted, {
        "shown": shown(record, hits),
        "total": total,
        "facets": _facets(wanted, found) if total > 1 or wanted.chosen else {},
        "last": wanted.last_page(total),
        "without": record.unembedded() if wanted.like else 0,
        "empty": not total and not record.database.rows("SELECT 1 FROM articles LIMIT 1"),
    }


def _facets(wanted: Search, found: Found) -> dict[str, list[_Choice]]:
    return {name: [_choice(wanted, name, t) for t in tallies] for name, tallies in found.tallies(8).items() if tallies}


def _choice(wanted: Search, facet: str, tally: Counted) -> _Choice:
    value = str(tally.number) if facet == "speaker" else tally.name
    chosen = getattr(wanted, facet).lower() == value.lower()
    key = f"{facet}-{tally.number or _NAME.sub('-', tally.name.lower())[:40]}"
    return _Choice(tally.name, tally.count, wanted.path(**{facet: "" if chosen else value}), chosen, key)


def _chips(wanted: Search, record: Record) -> list[tuple[str, str, str]]:
    """What is asked besides words: what it is called, its value, the address of the search without it."""
    chips = []
    for name in wanted.chosen:
        value = getattr(wanted, name)
        if name == "speaker" and value.isdecimal() and len(value) < 18:
            value = speaker_name(record, int(value)) or f"no. {value}, who is not in this record"
        chips.append((LABELS[name], value, wanted.path(**{name: ""})))
    return chips


@router.get("/search.{kind}")
def export(request: Request, kind: str) -> Response:
    """The attributions of a page of the search, or with ``rows=all`` all of them, as a file."""
    if kind not in KINDS:
        raise NotThere(f"a search is exported as {', '.join(KINDS)}; end the address with one of these")
    given = request.query_params.multi_items()
    rows = {value for name, value in given if name == "rows"}
    if not rows <= {"all", "page"} or len(rows) > 1:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "rows: give all, or page for those of one page")
    search = asked((name, value) for name, value in given if name != "rows")
    if search.problems:
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "; ".join(f"{name}: {what}" for name, what in search.problems.items()))
    name = "-".join(["onrecord", *_NAME.sub(" ", (search.q or search.like).lower()).split()])[:60].rstrip("-")
    app = request.app
    if rows == {"all"}:
        most = app.state.settings.export_rows
        more = f"ended after {most:,} rows, the most of one export; ask for less to have the rest"
        return sent(app, Wanted(kind, name, bool(search.like), most, more), lambda record: search.ask(record).hits(most + 1))
    one = Wanted(kind, name, bool(search.like), search.size)
    return sent(app, one, lambda record: islice(search.ask(record).hits(search.size, search.offset), search.size))
