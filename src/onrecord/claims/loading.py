"""Articles and attributions of a record as the plain values of `onrecord.claims.said`."""

from collections.abc import Iterable, Iterator
from functools import cache

import msgspec
import numpy as np
from numpy.typing import NDArray

from onrecord.claims.said import Said, Told
from onrecord.meaning import head
from onrecord.meaning.codes import DIMENSION
from onrecord.model import Article, Span
from onrecord.record.database import Database, Row, Value

__all__ = ["SAID", "in_batches", "maker", "said_of", "said_of_version", "spans_of", "told_of", "vector_of", "vectors_of_version"]

_BATCH = 500

SAID = (
    "SELECT a.id, ar.key, a.label, ar.id, o.name, v.published, c.key, s.name, s.type, a.said_first, a.said_last, a.act, a.stance, "
    "a.asserted, a.kind, a.source, a.cue, a.content, a.outer_label, a.position FROM attributions a JOIN versions v ON v.id = a.version_id "
    "JOIN articles ar ON ar.id = v.article_id LEFT JOIN outlets o ON o.id = ar.outlet_id LEFT JOIN speakings s ON s.id = a.speaking_id "
    "LEFT JOIN speakers n ON n.id = s.speaker_id LEFT JOIN speakers c ON c.id = n.canonical_id"
)


class _Spans(msgspec.Struct):
    spans: tuple[Span, ...] = ()


class _Place(msgspec.Struct):
    content: _Spans | None = None


_PLACE = msgspec.json.Decoder(_Place)


def in_batches(database: Database, sql: str, ids: Iterable[Value]) -> Iterator[Row]:
    """The rows of a query with ``{}`` where the marks of some ids belong, batch by batch in the order of the ids.

    The last id is named several times, so that there are few numbers of marks: a statement that was asked before need not be planned.
    """
    wanted = list(dict.fromkeys(ids))
    for low in range(0, len(wanted), _BATCH):
        some = wanted[low : low + _BATCH]
        size = min(1 << (len(some) - 1).bit_length(), _BATCH)
        yield from database.rows(sql.format(", ".join("?" * size)), [*some, *some[-1:] * (size - len(some))])


def said_of(database: Database, ids: Iterable[int]) -> dict[int, Said]:
    """Attributions by their rows."""
    wanted = list(dict.fromkeys(ids))
    carried: dict[int, list[str]] = {}
    carriers = "SELECT attribution_id, name FROM carriers WHERE attribution_id IN ({}) ORDER BY attribution_id, position"
    for id, name in in_batches(database, carriers, wanted):
        carried.setdefault(id, []).append(name)
    rows = in_batches(database, SAID + " WHERE a.id IN ({})", wanted)
    return {row[0]: _said(row, tuple(carried.get(row[0], ()))) for row in rows}


def said_of_version(database: Database, version: int) -> list[Said]:
    """The attributions of a current version of an article, in their order, but for those that a person rejected."""
    ids = [
        int(r[0])
        for r in database.rows("SELECT id FROM attributions WHERE version_id = ? AND is_current = 1 ORDER BY position, id", (version,))
    ]
    found = said_of(database, ids)
    return [found[i] for i in ids]


def _said(row: Row, via: tuple[str, ...]) -> Said:
    id, article_key, label, article, outlet, published, speaker, name, type, first, last, act, stance, asserted, kind, *texts = row
    source, cue, content, inside, place = texts
    return Said(
        *(id, f"{article_key}#{label}", article, outlet, published, speaker if type != "unknown" else None, name, type or "unknown", via),
        *(first, last, act or "state", stance or "neutral", bool(asserted), kind, source or "", cue or "", content or ""),
        *(f"{article_key}#{inside}" if inside else None, int(place), None),
    )


def spans_of(database: Database, ids: Iterable[int]) -> dict[int, tuple[Span, ...]]:
    """Where the contents of attributions stand."""
    rows = in_batches(database, "SELECT id, attribution_json FROM attributions WHERE id IN ({})", ids)
    return {int(id): (place.content.spans if (place := _PLACE.decode(said)).content else ()) for id, said in rows}


def told_of(database: Database, articles: Iterable[int]) -> dict[int, Told]:
    """Articles by their rows, as they were last read."""
    rows = in_batches(
        database,
        "SELECT ar.id, ar.key, v.article_json FROM versions v JOIN articles ar ON ar.id = v.article_id "
        "WHERE v.is_current = 1 AND ar.id IN ({})",
        articles,
    )
    found = {}
    for id, key, kept in rows:
        a = msgspec.json.decode(kept, type=Article)
        found[int(id)] = Told(id, key, a.outlet, a.published, a.title, tuple(a.wire), tuple(a.byline), a.text)
    return found


@cache
def maker() -> str:
    """What makes the vectors that are compared."""
    return head.shipped().maker


def vectors_of_version(database: Database, version: int) -> dict[int, NDArray[np.int8]]:
    """The vectors of a version's contents by the rows of the attributions; those that the record does not have are missing."""
    rows = database.rows("SELECT ids, vectors FROM meanings WHERE version_id = ? AND maker = ?", (version, maker()))
    if not rows:
        return {}
    ids = np.frombuffer(bytes(rows[0][0]), dtype="<i8").tolist()
    return dict(zip(ids, np.frombuffer(bytes(rows[0][1]), dtype=np.int8).reshape(-1, DIMENSION), strict=True))


def vector_of(database: Database, attribution: int) -> NDArray[np.int8] | None:
    """The vector of an attribution's content, where the record has it."""
    ((version,),) = database.rows("SELECT version_id FROM attributions WHERE id = ?", (attribution,))
    return vectors_of_version(database, int(version)).get(attribution)
