"""FollowTheMoney entities (https://followthemoney.tech), one a line, as Aleph and `ftm` load them.

An article is an `Article`; a speaker who is named a `Person`, `Organization` or `LegalEntity`; an attribution a
`Documentation` that links both, or a `Note` on the article where nobody is named. Of each speaker of an article there is a
`Mention`. Every entity comes before what refers to it, and once.
"""

import hashlib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from onrecord.exporting.files.asked import Asked
from onrecord.exporting.files.wording import review_of, sentence
from onrecord.exporting.rows import json_line
from onrecord.model import Article, SpeakerType
from onrecord.record import Hit, Record
from onrecord.record.attributions import bounds
from onrecord.record.speaker import names_of

__all__ = ["pieces"]

_SCHEMATA: dict[SpeakerType, str] = {
    "person": "Person",
    "organisation": "Organization",
    "outlet": "Organization",
    "group": "LegalEntity",
    "place": "LegalEntity",  # a government by its capital
}
_LANGUAGES = {"en": "eng"}
_WIKIDATA = re.compile(r"Q[1-9]\d{0,15}")
_DATE = re.compile(r"\d{4}(?:-\d\d){0,2}")
_LONGEST_NAME = 200


def pieces(asked: Asked) -> Iterator[str]:
    """A line for each entity."""
    articles: set[int] = set()
    speakers: dict[int, tuple[str, str]] = {}
    mentions: set[tuple[int, int]] = set()
    for hit in asked.hits():
        number = hit.article["number"]
        article = _id("article", hit.article["url"] or f"{hit.article['outlet']}\n{hit.article['id']}")
        if number not in articles:
            articles.add(number)
            yield _line(article, "Article", _article(asked.article(number)))
        speaker = _known(hit)
        if speaker is None:
            yield _line(_id("note", article, hit.attribution.id), "Note", _note(hit, article))
            continue
        if speaker not in speakers:
            speakers[speaker], properties = _speaker(asked.record, hit, speaker)
            yield _line(*speakers[speaker], properties)
        entity, schema = speakers[speaker]
        if (number, speaker) not in mentions:
            mentions.add((number, speaker))
            said = hit.attribution.speaker
            named = {"document": article, "name": said.name if said else None, "resolved": entity, "detectedSchema": schema}
            yield _line(_id("mention", article, entity), "Mention", named)
        yield _line(_id("attribution", article, hit.attribution.id), "Documentation", _link(hit, article, entity))


def _id(*parts: str) -> str:
    return "onrecord-" + hashlib.sha256("\0".join(parts).encode("utf-8", "backslashreplace")).hexdigest()[:40]


def _line(id: str, schema: str, properties: dict[str, Any]) -> str:
    lists = {name: value if isinstance(value, list) else [value] for name, value in properties.items()}
    filled = {name: [v for v in values if v] for name, values in lists.items()}
    return json_line({"id": id, "schema": schema, "properties": {n: v for n, v in filled.items() if v}}) + "\n"


def _known(hit: Hit) -> int | None:
    """The number of a speaker that can be an entity: one who is named. "A resident" of two articles is not one person."""
    said = hit.attribution.speaker
    if hit.speaker is None or said is None or said.type not in _SCHEMATA or said.anonymous or not (said.key or said.known):
        return None
    return int(hit.speaker["number"])


def _article(a: Article) -> dict[str, Any]:
    title = a.title or a.id
    return {
        **{"name": title, "title": title, "fileName": title, "author": list(a.byline), "publishedAt": _date(a.published)},
        **{"language": _LANGUAGES.get(a.language or ""), "publisher": a.outlet, "sourceUrl": _url(a.url), "bodyText": a.text},
    }


def _speaker(record: Record, hit: Hit, number: int) -> tuple[tuple[str, str], dict[str, Any]]:
    """Id and schema of a speaker, and its properties: all names that are one with it."""
    assert hit.speaker  # noqa: S101  it is known
    assert hit.attribution.speaker  # noqa: S101
    names = names_of(record.database, number)
    name = hit.speaker["name"]
    known = sorted({n.known for n in names if n.known})
    items = [k for k in known if _WIKIDATA.fullmatch(k)]
    # An item of Wikidata is the same in every record; a number of a record is one of this record alone.
    id = items[0] if len(items) == 1 else _id("speaker", record.name, str(number))
    others = sorted({n.name for n in names} - {name})
    return (id, _SCHEMATA[hit.attribution.speaker.type]), {"name": name, "alias": others, "wikidataId": items}


def _said(hit: Hit) -> dict[str, Any]:
    a = hit.attribution
    return {"summary": sentence(a), "description": a.content.text if a.content else None, "sourceUrl": _url(hit.article["url"])}


def _link(hit: Hit, article: str, entity: str) -> dict[str, Any]:
    a = hit.attribution
    first, last = bounds(a.said_on.value if a.said_on else None)
    days = {"date": first} if first == last else {"startDate": first, "endDate": last}
    role = f"{a.act or 'state'}" + ("" if a.asserted else " (not asserted)")
    place = f"{hit.article['number']}#{a.id}"
    return {"document": article, "entity": entity, "role": role, **_said(hit), **days, "recordId": place,
            "publisher": hit.article["outlet"], "status": review_of(a)}  # fmt: skip


def _note(hit: Hit, article: str) -> dict[str, Any]:
    a = hit.attribution
    who = (a.source.text if a.source else None) or "(not named)"
    name = " ".join(f"{who} {a.cue.text if a.cue else ''}".split())[:_LONGEST_NAME]
    return {"name": name, "entity": article, **_said(hit), "publisher": hit.article["outlet"], "notes": review_of(a)}


def _date(value: str | None) -> str | None:
    """A date as FollowTheMoney has them: a year, month or day, or a time in UTC without a zone."""
    if not value or _DATE.fullmatch(value):
        return value
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return value[:10] if _DATE.fullmatch(value[:10]) else None
    return (at.astimezone(UTC) if at.tzinfo else at).strftime("%Y-%m-%dT%H:%M:%S")


def _url(value: str | None) -> str | None:
    return value if value and value.lower().startswith(("http://", "https://")) else None
