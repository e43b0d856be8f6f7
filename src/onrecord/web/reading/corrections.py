"""What somebody fills in to correct an attribution: the fields of the form, and the changes that they amount to."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Form

from onrecord.errors import InvalidField
from onrecord.exporting.visible import one_line
from onrecord.model import Attribution, Excerpt, Span

__all__ = ["Filled", "changes_of", "filled", "filled_from", "spans_of", "written"]

_SPANS = re.compile(r"\s*(\d{1,9}\s*-\s*\d{1,9}\s*(,\s*\d{1,9}\s*-\s*\d{1,9}\s*)*)?\Z")
_LONG = 4_000

Short = Annotated[str, Form(max_length=600)]


@dataclass(frozen=True, slots=True)
class Filled:
    """The form of a correction as it was filled in.

    Attributes:
        source: Offsets of the words, as ``415-425, 430-440``.
        cue: The same.
        content: The same.
        who: Where the speaker comes from: ``keep``, ``article``, ``record``, ``new`` or ``unknown``.
        article_speaker: The id of a speaker of the article.
        record_speaker: The number of a speaker of the record.
        words: What was typed to find that one.
        new_name: The name of a speaker that neither has.
        new_type: What sort of speaker that is.
        said_on: The date in ISO 8601; empty for none.
        act: What the source does.
        stance: The reporter's stance.
        asserted: ``yes`` or ``no``.
        via: Names, one a line, the nearest first.
        note: Why.
    """

    source: str = ""
    cue: str = ""
    content: str = ""
    who: str = "keep"
    article_speaker: str = ""
    record_speaker: str = ""
    words: str = ""
    new_name: str = ""
    new_type: str = "person"
    said_on: str = ""
    act: str = ""
    stance: str = ""
    asserted: str = "yes"
    via: str = ""
    note: str = ""


def filled(
    *,
    source: Annotated[str, Form(max_length=_LONG)] = "",
    cue: Annotated[str, Form(max_length=_LONG)] = "",
    content: Annotated[str, Form(max_length=_LONG)] = "",
    who: Short = "keep",
    article_speaker: Short = "",
    record_speaker: Short = "",
    words: Short = "",
    new_name: Short = "",
    new_type: Short = "person",
    said_on: Short = "",
    act: Short = "",
    stance: Short = "",
    asserted: Short = "yes",
    via: Annotated[str, Form(max_length=_LONG)] = "",
    note: Annotated[str, Form(max_length=_LONG)] = "",
) -> Filled:
    """What was sent."""
    return Filled(
        source, cue, content, who, article_speaker, record_speaker, words, new_name, new_type, said_on, act, stance, asserted, via, note
    )


def written(excerpt: Excerpt | None) -> str:
    """Offsets as they are written in the form."""
    return ", ".join(f"{s}-{e}" for s, e in excerpt.spans) if excerpt else ""


def filled_from(a: Attribution) -> Filled:
    """The form of an attribution as it stands."""
    return Filled(
        source=written(a.source),
        cue=written(a.cue),
        content=written(a.content),
        said_on=(a.said_on.value or "") if a.said_on else "",
        act=a.act or "",
        stance=a.reporter_stance or "",
        asserted="yes" if a.asserted else "no",
        via=_shown(a),
    )


def spans_of(text: str, field: str) -> list[Span]:
    """Offsets that somebody wrote.

    Raises:
        InvalidField: They are none.
    """
    if not _SPANS.match(text):
        raise InvalidField(f"{text[:60]!r} are no offsets; write them such as 415-425, 430-440", field)
    pieces = (p.split("-") for p in text.split(",") if p.strip())
    return [(int(s), int(e)) for s, e in pieces]


def changes_of(form: Filled, a: Attribution | None) -> dict[str, Any]:
    """What is other than it stands, as `onrecord.record.Record.review` takes it.

    Args:
        form: What was filled in.
        a: How the attribution stands; None where it is a new one.

    Raises:
        InvalidField: An offset or a number is none.
    """
    out: dict[str, Any] = {}
    for field in ("source", "cue", "content"):
        spans = spans_of(getattr(form, field), field)
        stands = getattr(a, field) if a else None
        if spans != ([*stands.spans] if stands else []):
            out[field] = [list(s) for s in spans] or None
    if form.who != "keep":
        out["speaker"] = _speaker(form)
    day = form.said_on.strip()
    if day != ((a.said_on.value or "") if a and a.said_on else ""):
        out["said_on"] = day or None
    for field, value, stands in (("act", form.act, a and a.act), ("reporter_stance", form.stance, a and a.reporter_stance)):
        if value != (stands or ""):
            out[field] = value or None
    if (form.asserted != "no") != (a.asserted if a else True):
        out["asserted"] = form.asserted != "no"
    names = _lines(form.via)
    if names != _lines(_shown(a) if a else ""):
        out["via"] = names
    return out


def _shown(a: Attribution) -> str:
    """The names of those through whom it came, one a line, with what would hide made visible; who leaves them so changes nothing."""
    return "\n".join(one_line(v.name) for v in a.via)


def _lines(text: str) -> list[str]:
    return [*_plain(text.splitlines())]


def _plain(lines: Iterable[str]) -> Iterable[str]:
    return (plain for line in lines if (plain := " ".join(line.split())))


def _speaker(form: Filled) -> dict[str, Any] | None:
    if form.who == "article":
        return {"id": form.article_speaker}
    if form.who == "record":
        if not form.record_speaker.isdecimal() or len(form.record_speaker) > 18:
            raise InvalidField("choose one of the speakers that were found, or give the number of one", "speaker")
        return {"number": int(form.record_speaker)}
    return {"name": form.new_name, "type": form.new_type} if form.who == "new" else None
