"""The third step: of each part of a dataset, what articles are compared by; all of it is a function of one article."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np

from onrecord.batch.layout import Place, understood_in
from onrecord.batch.storage import Folder
from onrecord.claims.ahead import before
from onrecord.claims.candidates import bound_to, content_id, normalised
from onrecord.claims.copies import text_of
from onrecord.claims.copying import numbers_of
from onrecord.claims.denials import before_denials
from onrecord.claims.propositions import states
from onrecord.claims.said import Said, Told
from onrecord.claims.shingles import signature
from onrecord.claims.taking import rank_of, utterance_id
from onrecord.claims.times import order
from onrecord.model import Attribution, Reading, Span
from onrecord.pipeline import Understood
from onrecord.record.attributions import bounds
from onrecord.record.identity import key_of
from onrecord.record.placing import Base, Mention, bases

__all__ = ["TAKEN", "Taker", "before_from", "said_from", "text_from"]

TAKEN = "_work/taken"
"""The folder of what says that a part has been taken up."""

_FILE, _INDEX = 1 << 36, 1 << 12


class Taker:
    """Takes up parts of a dataset.

    Args:
        dataset: Path of the dataset.
    """

    def __init__(self, dataset: str) -> None:
        self._folder = Folder(dataset)

    def __call__(self, name: str) -> str:
        """Take up a part."""
        tables = (self._folder.read_table(f"{what}/{name}.parquet") for what in ("articles", "attributions"))
        rows: dict[str, list[dict[str, Any]]] = {what: [] for what in _COLUMNS}
        for place, understood in understood_in(*tables):
            _take_up(place, understood, rows)
        for what, some in rows.items():
            self._folder.write_table(f"_work/{what}/{name}.parquet", _table(what, some))
        self._folder.write_json(f"{TAKEN}/{name}.json", {what: len(some) for what, some in rows.items()})
        return name


_COLUMNS: dict[str, dict[str, str]] = {
    "mentions": {"node": "string", "at": "int64", "name": "string", "type": "string", "bucket": "string", "known": "string"},
    "texts": {"article": "string", "at": "int64", "moment": "string", "numbers": "list", "told": "string", "quoted": "string"},
    "said": {
        **{"content": "int64", "utterance": "int64", "rank": "string", "at": "int64", "article": "string", "outlet": "string"},
        **{"day": "string", "node": "string", "type": "string", "denies": "bool", "states": "bool", "text": "string", "bound": "string"},
        **{"speaker_name": "string", "said_day": "string", "vector": "binary", "said": "string", "spans": "string", "key": "string"},
    },
    "beside": {"first": "int64", "second": "int64", "first_node": "string", "second_node": "string"},
}


def _table(what: str, rows: Sequence[Mapping[str, Any]]) -> Any:
    import pyarrow as pa  # noqa: PLC0415

    types = {"string": pa.string(), "int64": pa.int64(), "bool": pa.bool_(), "binary": pa.binary(), "list": pa.list_(pa.int64())}
    return pa.Table.from_pylist(list(rows), schema=pa.schema([(name, types[type]) for name, type in _COLUMNS[what].items()]))


def _take_up(place: Place, understood: Understood, rows: dict[str, list[dict[str, Any]]]) -> None:
    reading = understood.reading
    key = key_of(reading.article)
    at = place.file * _FILE + place.index * _INDEX
    nodes = _nodes(reading, key)
    for n, (speaker, base) in enumerate(nodes.values()):
        rows["mentions"].append(
            {"node": base.key, "at": at + n, "name": speaker.name, "type": speaker.type, "bucket": base.bucket, "known": speaker.known}
        )
    if not place.current:
        return
    rows["texts"].append(_text(reading, key, at))
    vectors = understood.vectors
    own = {} if vectors is None else dict(zip(vectors.ids, vectors.values, strict=True))
    rows_of = {}
    said = [s for s in _said(reading, key, nodes) if normalised(s.content)]
    of = {f"{key}#{a.id}": a for a in reading.attributions}
    for n, s in enumerate(said):
        a = of[s.key]
        rows_of[s.key] = row = _row(s, a, own.get(a.id), at + n, reading.article.text)
        rows["said"].append(row)
    for one, other in before_denials(said):
        (first, first_node), (second, second_node) = sorted((rows_of[x]["content"], rows_of[x]["node"] or "") for x in (one, other))
        if first != second:
            rows["beside"].append({"first": first, "second": second, "first_node": first_node, "second_node": second_node})


def _nodes(reading: Reading, key: str) -> dict[str, tuple[Mention, Base]]:
    """The speakers of an article by their ids within it, with what they are known by across articles; what is unknown is left out."""
    found = {a.speaker.id: a.speaker for a in reading.attributions if a.speaker is not None}
    mentions = {id: Mention(n, s.name, s.type, s.key, s.known) for n, (id, s) in enumerate(found.items())}
    known = bases(key, list(mentions.values()))
    return {id: (m, known[m.id]) for id, m in mentions.items() if m.id in known}


def _said(reading: Reading, key: str, nodes: Mapping[str, tuple[Mention, Base]]) -> Iterator[Said]:
    """The attributions of an article as claims see them; the speaker is the node, as which nodes are one is not known yet."""
    article = reading.article
    called = {a.speaker.id: a.speaker for a in reading.attributions if a.speaker is not None}  # a record keeps each speaker once
    for n, a in enumerate(reading.attributions):
        first, last = bounds(a.said_on.value if a.said_on else None)
        speaker = called[a.speaker.id] if a.speaker else None
        node = nodes[a.speaker.id][1].key if a.speaker and a.speaker.id in nodes else None
        yield Said(
            *(0, f"{key}#{a.id}", 0, article.outlet, article.published, node, speaker.name if speaker else None),
            speaker.type if speaker else "unknown",
            *(tuple(v.name for v in a.via), first, last, a.act or "state", a.reporter_stance or "neutral", a.asserted, a.kind),
            *(a.source.text if a.source else "", a.cue.text if a.cue else "", a.content.text if a.content else ""),
            *(f"{key}#{a.inside}" if a.inside else None, n, None),
        )


def _row(s: Said, a: Attribution, vector: Any, at: int, text: str) -> dict[str, Any]:
    spans = a.content.spans if a.content else ()
    bound = bound_to(s.content, s.name)
    content = content_id(s.content, bound)
    return {
        "key": s.key,
        "content": content,
        "utterance": utterance_id(s, content),
        "rank": rank_of(s.published, s.key),
        "at": at,
        "article": s.key.rpartition("#")[0],
        "outlet": s.outlet,
        "day": (s.published or "")[:10] or None,
        "node": s.speaker,
        "type": s.type,
        "denies": a.act == "deny",
        "states": states(s),
        "text": s.content,
        "bound": bound,
        "speaker_name": s.name,
        "said_day": s.said_first or s.published,
        "vector": None if vector is None else np.asarray(vector, dtype=np.int8).tobytes(),
        "said": msgspec.json.encode([*(getattr(s, name) for name in _SAID), before(text, spans[0][0]) if spans else ""]).decode(),
        "spans": msgspec.json.encode(spans).decode(),
    }


_SAID = tuple(name for name in Said.__dataclass_fields__ if name not in {"id", "article", "speaker", "vector"})


def said_from(raw: str, *, id: int, article: int, speaker: str | None) -> Said:
    """An attribution from what was kept of it.

    Args:
        raw: What was kept.
        id: A number for it.
        article: A number for its article.
        speaker: Who the speaker is across articles.
    """
    values = dict(zip(_SAID, msgspec.json.decode(raw)[:-1], strict=True))
    values["via"] = tuple(values["via"])
    return Said(**values, id=id, article=article, speaker=speaker if values["type"] != "unknown" else None, vector=None)


def before_from(raw: str) -> str:
    """What stands before its content in its article, from what was kept of an attribution."""
    return str(msgspec.json.decode(raw)[-1])


def _text(reading: Reading, key: str, at: int) -> dict[str, Any]:
    a = reading.article
    told = Told(0, key, a.outlet, a.published, a.title, tuple(a.wire), tuple(a.byline), a.text)
    quoted = [span for x in reading.attributions if x.kind == "direct" and x.content for span in x.content.spans]
    return {
        "article": key,
        "at": at,
        "moment": order(a.published, "")[0].isoformat(),
        "numbers": numbers_of(signature(text_of(told, quoted).words)),
        "told": msgspec.json.encode(told).decode(),
        "quoted": msgspec.json.encode(quoted).decode(),
    }


def text_from(told: str, quoted: str) -> tuple[Told, list[Span]]:
    """An article as it is compared with others, and what is quoted in it, from what was kept of it."""
    return msgspec.json.decode(told, type=Told), msgspec.json.decode(quoted, type=list[Span])
