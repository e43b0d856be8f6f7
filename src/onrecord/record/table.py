"""Attributions as a flat table, one row each, for data frames: what each column is, and the row of an attribution."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from onrecord.model import Date, Excerpt, Span
from onrecord.record.attributions import bounds
from onrecord.record.searching import Hit

__all__ = ["COLUMNS", "Column", "row_of"]

Kind = Literal["integer", "text", "truth", "number", "day", "texts", "spans"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        name: Its name: that of the contract's field, with ``_`` between the parts of what is nested there.
        kind: What its cells hold: integer, text, truth, number, day, texts (a list) or spans (a list of pairs).
        what: What it says; absent cells are null.
        cell: The cell of an attribution.
    """

    name: str
    kind: Kind
    what: str
    cell: Callable[[Hit], Any]


def _text(excerpt: Excerpt | None) -> str | None:
    return excerpt.text if excerpt is not None else None


def _spans(excerpt: Excerpt | Date | None) -> list[Span]:
    return list(excerpt.spans) if excerpt is not None else []


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None  # a month or a year alone


def _said(hit: Hit, at: int) -> date | None:
    said = hit.attribution.said_on
    return _day(bounds(said.value if said else None)[at])


def _speaker(hit: Hit, field: str) -> Any:
    return getattr(hit.attribution.speaker, field, None)


def _certainty(hit: Hit, field: str) -> Any:
    return getattr(hit.attribution.certainty, field, None)


def _review(hit: Hit, field: str) -> Any:
    return getattr(hit.attribution.review, field, None)


COLUMNS: tuple[Column, ...] = (
    Column("id", "integer", "number of the attribution in the record", lambda h: h.id),
    Column("label", "text", "its id within its article", lambda h: h.attribution.id),
    Column("article", "integer", "number of the article in the record, as `onrecord show` takes it", lambda h: h.article["number"]),
    Column("article_id", "text", "the article's own id", lambda h: h.article["id"]),
    Column("outlet", "text", "who published the article", lambda h: h.article["outlet"]),
    Column("published", "text", "when, in ISO 8601: a day or a timestamp", lambda h: h.article["published"]),
    Column("published_on", "day", "the day of that, as it stands there", lambda h: _day(h.article["published"])),
    Column("url", "text", "where the article was found", lambda h: h.article["url"]),
    Column("title", "text", "headline of the article", lambda h: h.article["title"]),
    Column("kind", "text", "direct, mixed or indirect", lambda h: h.attribution.kind),
    Column("source", "text", "the words that name who it comes from", lambda h: _text(h.attribution.source)),
    Column("cue", "text", "the words that lend it to the source", lambda h: _text(h.attribution.cue)),
    Column("content", "text", "the words that are said or thought", lambda h: _text(h.attribution.content)),
    Column("speaker", "text", "who the source is", lambda h: _speaker(h, "name")),
    Column("speaker_type", "text", "person, organisation, group, place, document, outlet or unknown", lambda h: _speaker(h, "type")),
    Column("speaker_key", "text", "the same for most ways to write the name", lambda h: _speaker(h, "key")),
    Column("speaker_known", "text", "id in the list of known speakers", lambda h: _speaker(h, "known")),
    Column("speaker_roles", "texts", "offices, as the article words them", lambda h: list(_speaker(h, "roles") or ())),
    Column("speaker_anonymous", "truth", "whether the article keeps the name back", lambda h: _speaker(h, "anonymous")),
    Column("speaker_confidence", "number", "probability that this is who the source is", lambda h: _speaker(h, "confidence")),
    Column("via", "texts", "who carried the words, nearest first", lambda h: [via.name for via in h.attribution.via]),
    Column("addressee", "text", "the words that name to whom", lambda h: _text(h.attribution.addressee)),
    Column("occasion", "text", "the words for at what, or in what, it was said", lambda h: _text(h.attribution.occasion)),
    Column("place", "text", "the words for where", lambda h: _text(h.attribution.place)),
    Column("said_on", "text", "date of the saying in ISO 8601", lambda h: h.attribution.said_on.value if h.attribution.said_on else None),
    Column("said_on_first", "day", "first day that this can be", lambda h: _said(h, 0)),
    Column("said_on_last", "day", "last day that this can be", lambda h: _said(h, 1)),
    Column("act", "text", "what the source does by it", lambda h: h.attribution.act),
    Column("reporter_stance", "text", "neutral, distancing or endorsing", lambda h: h.attribution.reporter_stance),
    Column("asserted", "truth", "false for what the article says was not said, or only may be", lambda h: h.attribution.asserted),
    Column("certainty", "text", "how sure the source is: certain, probable, possible or unknown", lambda h: _certainty(h, "degree")),
    Column("certainty_polarity", "text", "positive or negative", lambda h: _certainty(h, "polarity")),
    Column("certainty_conditional", "truth", "whether it hangs on a condition", lambda h: _certainty(h, "conditional")),
    Column("certainty_future", "truth", "whether it lies ahead", lambda h: _certainty(h, "future")),
    Column("inside", "text", "label of the attribution in whose content it stands", lambda h: h.attribution.inside),
    Column("confidence", "number", "probability that source and content are right", lambda h: h.attribution.confidence),
    Column("review", "text", "what a person said of it: confirmed, corrected, added, rejected", lambda h: _review(h, "verdict")),
    Column("review_by", "text", "who said so", lambda h: _review(h, "by")),
    Column("review_at", "text", "when, in ISO 8601", lambda h: _review(h, "at")),
    Column("source_spans", "spans", "where the source stands in the article's text", lambda h: _spans(h.attribution.source)),
    Column("cue_spans", "spans", "where the cue stands", lambda h: _spans(h.attribution.cue)),
    Column("content_spans", "spans", "where the content stands", lambda h: _spans(h.attribution.content)),
    Column("record_speaker", "integer", "number of its speaker across articles", lambda h: h.speaker["number"] if h.speaker else None),
    Column("record_speaker_name", "text", "what that speaker is called", lambda h: h.speaker["name"] if h.speaker else None),
    Column("similarity", "number", "how near the content is to what `like` asked for, a cosine", lambda h: h.similarity),
)
"""The columns of the table, in order. Columns may be added, never renamed."""


def row_of(hit: Hit, columns: Sequence[Column] = COLUMNS) -> list[Any]:
    """The cells of an attribution, in the order of the columns."""
    return [column.cell(hit) for column in columns]
