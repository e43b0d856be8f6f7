"""The rows of a dataset: all that a reading holds, in columns, so that it can be put together again word for word.

Of an attribution the contract's JSON is kept beside the columns that are looked at; of a failure what the error says.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import numpy as np

from onrecord import errors
from onrecord.errors import InputError, NotEnglish
from onrecord.meaning.codes import DIMENSION
from onrecord.meaning.gathering import Vectors
from onrecord.model import Article, Attribution, Reading, Speaker
from onrecord.pipeline import Understood
from onrecord.record.attributions import bounds
from onrecord.record.identity import content_hash, key_of
from onrecord.record.noting import storable

__all__ = [
    "FOLDERS",
    "Place",
    "articles_table",
    "attributions_table",
    "error_of",
    "failure_row",
    "failures_table",
    "speakers_table",
    "understood_in",
]

FOLDERS = ("articles", "attributions", "speakers", "failures")
"""What a dataset holds of readings."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article stands among the inputs, and what it is there.

    Attributes:
        file: Number of the input.
        index: Number within the input.
        version: Which version of its article it is, from 1.
        current: Whether no later one follows.
    """

    file: int
    index: int
    version: int = 1
    current: bool = True


def _arrow() -> Any:
    import pyarrow  # noqa: PLC0415

    return pyarrow


def articles_table(rows: Sequence[tuple[Place, Understood]]) -> Any:
    """Articles, a row each."""
    pa = _arrow()
    schema = pa.schema(
        [
            ("file", pa.int64()),
            ("index", pa.int64()),
            ("key", pa.string()),
            ("version", pa.int32()),
            ("is_current", pa.bool_()),
            ("content_hash", pa.string()),
            ("id", pa.string()),
            ("title", pa.string()),
            ("outlet", pa.string()),
            ("published", pa.string()),
            ("url", pa.string()),
            ("byline", pa.list_(pa.string())),
            ("language", pa.string()),
            ("wire", pa.list_(pa.string())),
            ("dateline", pa.string()),
            ("text", pa.string()),
            ("vector_maker", pa.string()),
        ]
    )
    return pa.Table.from_pylist([_article_row(place, u) for place, u in rows], schema=schema)


def _article_row(place: Place, understood: Understood) -> dict[str, Any]:
    a = understood.reading.article
    return {
        "file": place.file,
        "index": place.index,
        "key": key_of(a),
        "version": place.version,
        "is_current": place.current,
        "content_hash": content_hash(a),
        **{name: getattr(a, name) for name in ("id", "title", "outlet", "published", "url", "language", "text")},
        "byline": list(a.byline),
        "wire": list(a.wire),
        "dateline": None if a.dateline is None else msgspec.json.encode(a.dateline).decode(),
        "vector_maker": None if understood.vectors is None else understood.vectors.maker,
    }


def _article(row: Mapping[str, Any]) -> Article:
    dateline = row["dateline"]
    value = {name: row[name] for name in ("id", "title", "outlet", "published", "url", "byline", "language", "wire", "text")}
    return msgspec.convert({**value, "dateline": None if dateline is None else msgspec.json.decode(dateline)}, Article)


def attributions_table(rows: Sequence[tuple[Place, Understood]]) -> Any:
    """Attributions, a row each, in the order of their articles and within them."""
    pa = _arrow()
    schema = pa.schema(
        [
            ("file", pa.int64()),
            ("index", pa.int64()),
            ("article", pa.string()),
            ("position", pa.int32()),
            ("id", pa.string()),
            ("kind", pa.string()),
            ("source", pa.string()),
            ("cue", pa.string()),
            ("content", pa.string()),
            ("speaker", pa.string()),
            ("speaker_name", pa.string()),
            ("speaker_type", pa.string()),
            ("via", pa.list_(pa.string())),
            ("act", pa.string()),
            ("reporter_stance", pa.string()),
            ("asserted", pa.bool_()),
            ("said_first", pa.string()),
            ("said_last", pa.string()),
            ("inside", pa.string()),
            ("confidence", pa.float64()),
            ("attribution", pa.string()),
            ("vector", pa.binary()),
        ]
    )
    return pa.Table.from_pylist([row for place, u in rows for row in _attribution_rows(place, u)], schema=schema)


def _attribution_rows(place: Place, understood: Understood) -> Iterator[dict[str, Any]]:
    reading, vectors = understood.reading, understood.vectors
    own = {} if vectors is None else dict(zip(vectors.ids, vectors.values, strict=True))
    key = key_of(reading.article)
    for position, a in enumerate(reading.attributions):
        first, last = bounds(a.said_on.value if a.said_on else None)
        vector = own.get(a.id)
        yield {
            "file": place.file,
            "index": place.index,
            "article": key,
            "position": position,
            "id": a.id,
            "kind": a.kind,
            **{name: None if (x := getattr(a, name)) is None else x.text for name in ("source", "cue", "content")},
            "speaker": a.speaker.id if a.speaker else None,
            "speaker_name": a.speaker.name if a.speaker else None,
            "speaker_type": a.speaker.type if a.speaker else None,
            "via": [v.name for v in a.via],
            "act": a.act,
            "reporter_stance": a.reporter_stance,
            "asserted": a.asserted,
            "said_first": first,
            "said_last": last,
            "inside": a.inside,
            "confidence": a.confidence,
            "attribution": msgspec.json.encode(a).decode(),
            "vector": None if vector is None else vector.tobytes(),
        }


def speakers_table(rows: Sequence[tuple[Place, Reading]]) -> Any:
    """Speakers, a row for each of an article."""
    pa = _arrow()
    schema = pa.schema(
        [
            ("file", pa.int64()),
            ("index", pa.int64()),
            ("article", pa.string()),
            ("id", pa.string()),
            ("name", pa.string()),
            ("type", pa.string()),
            ("roles", pa.list_(pa.string())),
            ("affiliations", pa.list_(pa.string())),
            ("key", pa.string()),
            ("known", pa.string()),
            ("anonymous", pa.bool_()),
            ("attributions", pa.int32()),
        ]
    )
    return pa.Table.from_pylist([row for place, reading in rows for row in _speaker_rows(place, reading)], schema=schema)


def _speaker_rows(place: Place, reading: Reading) -> Iterator[dict[str, Any]]:
    found: dict[str, Speaker] = {}
    counts: dict[str, int] = {}
    for a in reading.attributions:
        if a.speaker is not None:
            found[a.speaker.id] = a.speaker
            counts[a.speaker.id] = counts.get(a.speaker.id, 0) + 1
    for id, s in found.items():
        yield {
            "file": place.file,
            "index": place.index,
            "article": key_of(reading.article),
            "id": id,
            **{name: getattr(s, name) for name in ("name", "type", "key", "known", "anonymous")},
            "roles": list(s.roles),
            "affiliations": [x.text for x in s.affiliations],
            "attributions": counts[id],
        }


def failure_row(file: int, index: int, source: str, error: InputError) -> dict[str, Any]:
    """What is kept of an error."""
    return {
        "file": file,
        "index": index,
        "source": storable(source),
        "input": storable(error.name),
        "kind": type(error).__name__,
        "reason": storable(error.problem),
        "language": error.language if isinstance(error, NotEnglish) else None,
        "article_id": error.id if isinstance(error, NotEnglish) else None,
    }


def failures_table(rows: Sequence[Mapping[str, Any]]) -> Any:
    """What could not be read, a row each; articles in other languages are among them."""
    pa = _arrow()
    texts = ("source", "input", "kind", "reason", "language", "article_id")
    schema = pa.schema([("file", pa.int64()), ("index", pa.int64()), *((name, pa.string()) for name in texts)])
    return pa.Table.from_pylist(list(rows), schema=schema)


def error_of(row: Mapping[str, Any]) -> InputError:
    """The error of which a row was kept."""
    if row["kind"] == "NotEnglish":
        return NotEnglish(row["reason"], row["input"], row["language"], row["article_id"])
    made = getattr(errors, row["kind"], InputError)
    return made(row["reason"], row["input"]) if issubclass(made, InputError) else InputError(row["reason"], row["input"])


def understood_in(articles: Any, attributions: Any) -> Iterator[tuple[Place, Understood]]:
    """The readings of a part of a dataset, from its tables, each with its vectors."""
    at = 0
    rows = attributions.to_pylist()
    for row in articles.to_pylist():
        own = []
        while at < len(rows) and (rows[at]["file"], rows[at]["index"]) == (row["file"], row["index"]):
            own.append(rows[at])
            at += 1
        place = Place(row["file"], row["index"], row["version"], row["is_current"])
        reading = Reading(_article(row), tuple(msgspec.json.decode(r["attribution"], type=Attribution) for r in own))
        yield place, Understood(reading, _vectors(row["vector_maker"], own))


def _vectors(maker: str | None, rows: Sequence[Mapping[str, Any]]) -> Vectors | None:
    if maker is None:
        return None
    there = [r for r in rows if r["vector"] is not None]
    values = np.frombuffer(b"".join(r["vector"] for r in there), dtype=np.int8).reshape(-1, DIMENSION)
    return Vectors(maker, tuple(r["id"] for r in there), values)
