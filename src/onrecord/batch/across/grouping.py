"""Statements and claims: all that is known of a component is brought together, and grouped part by part as in a record."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from onrecord.batch.across.taking import before_from, said_from
from onrecord.batch.engine import Engine, union
from onrecord.claims.ahead import ahead
from onrecord.claims.copies import Copy
from onrecord.claims.copying import at_one_place
from onrecord.claims.judging import Judged
from onrecord.claims.neighbours import MOST
from onrecord.claims.network import Bearing, Side, shipped
from onrecord.claims.pairing import Pair, judged_from
from onrecord.claims.part import Part, Utterance, grouped
from onrecord.claims.parts import parts
from onrecord.claims.said import Said, article_of
from onrecord.model import Span

__all__ = ["found", "gathered"]


def gathered(engine: Engine, frames: Mapping[str, Any]) -> Any:
    """All that is known of each component.

    Args:
        engine: Where it is done.
        frames: ``contents``, ``near``, ``utterances``, ``judged``, ``links``, ``components`` and ``copies``.

    Returns:
        A frame with the columns ``component`` and ``facts``, a list of JSON.
    """
    daft = engine.daft
    col, types = daft.col, daft.DataType
    near = frames["near"].select(col("id").alias("content"), col("near").list_count().alias("several"))
    linked = frames["components"].select(col("node").alias("content"), "component")
    contents = frames["contents"].select("content").join(near, on="content", how="left").join(linked, on="content", how="left")
    contents = contents.select("content", (col("several").fill_null(0) == MOST).alias("full"), col("component").fill_null(col("content")))
    said = frames["utterances"].join(contents.select("content", "component"), on="content")
    links = frames["links"].select("first", "second", "strength")
    judged = frames["judged"].where(col("judged") != "").select("first", "second", "judged")
    pairs = judged.join(links, on=["first", "second"], how="left")
    for side in ("first", "second"):
        pairs = pairs.join(linked.select(col("content").alias(side), col("component").alias(f"{side}_component")), on=side)
    pairs = pairs.where(col("first_component") == col("second_component"))
    where = said.select("article", "component").distinct()
    copies = frames["copies"].join(where.select(col("article").alias("first"), "component"), on="first")
    copies = copies.join(where.select(col("article").alias("second"), col("component").alias("other")), on="second")
    copies = copies.where(col("component") == col("other"))

    def told(frame: Any, component: str, kind: str, *columns: str) -> Any:
        encode = engine.rows(_encoded, types.string())
        return frame.select(col(component).alias("component"), encode(daft.lit(kind), *(col(c) for c in columns)).alias("facts"))

    rows = union(
        [
            told(contents, "component", "content", "content", "full"),
            told(said, "component", "utterance", *_UTTERANCE),
            told(pairs, "first_component", "pair", "first", "second", "strength", "judged"),
            told(copies, "component", "copy", "copies"),
        ]
    )
    return rows.groupby("component").agg(col("facts").list_agg())


_UTTERANCE = ("utterance", "content", "states", "rank", "speaker", "said", "spans", "articles", "outlets", "days")


def _encoded(*values: Any) -> str:
    return msgspec.json.encode(values).decode()


def found(engine: Engine, gathered: Any) -> Any:
    """What components say.

    Args:
        engine: Where it is done.
        gathered: A frame of `gathered`.

    Returns:
        A frame with the column ``found``: lists of statements, claims, denials and relations.
    """
    types = engine.daft.DataType
    whole, text, share = types.int64(), types.string(), types.float64()
    kinds = {
        "statements": {"utterance": whole, "content": whole, "statement": whole, "claim": whole},
        "claims": {
            **{"claim": whole, "part": whole, "attribution": text, "reports": whole, "articles": whole, "outlets": whole},
            **{"speakers": whole, "statements": whole, "denials": whole, "first_day": text, "last_day": text},
        },
        "denials": {"utterance": whole, "claim": whole, "confidence": share},
        "relations": {
            **{"kind": text, "later": whole, "earlier": whole, "confidence": share},
            **{"later_attribution": text, "earlier_attribution": text},
        },
    }
    made = types.struct({kind: types.list(types.struct(columns)) for kind, columns in kinds.items()})
    return gathered.select(engine.rows(_found, made)(engine.daft.col("facts")).alias("found"))


class _Known:
    """What is known of a component."""

    def __init__(self, facts: Sequence[str]) -> None:
        self.full: set[int] = set()
        self.contents: list[int] = []
        self.utterances: defaultdict[int, list[Utterance]] = defaultdict(list)
        self.reports: dict[int, list[tuple[str, str, str]]] = {}
        self.spans: dict[int, list[Span]] = {}
        self.sides: dict[int, Side] = {}
        self.judged: dict[Pair, Judged] = {}
        self.links: dict[Pair, float] = {}
        self.copies: list[Copy] = []
        rows = sorted((msgspec.json.decode(raw) for raw in facts), key=lambda r: (r[0], r[1]))
        articles: dict[str, int] = {}
        for kind, *values in rows:
            if kind == "content":
                self.contents.append(values[0])
                if values[1]:
                    self.full.add(values[0])
            elif kind == "pair":
                first, second, strength, judged = values
                self.judged[first, second] = judged_from(judged)[1]
                if strength is not None:
                    self.links[first, second] = strength
            elif kind == "copy":
                self.copies += msgspec.json.decode(values[0], type=list[Copy])
            else:
                id, content, states, rank, speaker, raw, spans, where, outlets, days = values
                number = len(self.spans)
                said = said_from(raw, id=number, article=0, speaker=speaker)
                articles.setdefault(article_of(said.key), len(articles))
                self.sides[number] = ahead(before_from(raw), said.name, said.act), said.content
                self.spans[number] = msgspec.json.decode(spans, type=list[Span])
                self.utterances[content].append(Utterance(id, content, said, states, rank))
                self.reports[id] = list(zip(where, outlets, days, strict=True))

    def telling(self, pairs: Sequence[tuple[Said, Said]]) -> list[Bearing]:
        """What the network makes of attributions when it is told what stands ahead of them."""
        return shipped().bearings([(self.sides[a.id], self.sides[b.id]) for a, b in pairs])


def _found(facts: list[str]) -> dict[str, list[dict[str, Any]]]:
    known = _Known(facts)
    out: dict[str, list[dict[str, Any]]] = {"statements": [], "claims": [], "denials": [], "relations": []}
    copied = at_one_place(known.copies, known.spans)
    for them in parts(known.contents, known.links):
        rows = [u for c in them for u in known.utterances[c]]
        if len(rows) == 1:
            _once(known, rows[0], out)
            continue
        inside = set(them)
        judged = {pair: j for pair, j in known.judged.items() if pair[0] in inside and pair[1] in inside}
        _part(known, them, Part(rows, judged, frozenset(known.full & inside), copied, telling=known.telling), out)
    return out


def _once(known: _Known, u: Utterance, out: dict[str, list[dict[str, Any]]]) -> None:
    claim = u.content if u.states else None
    out["statements"].append({"utterance": u.id, "content": u.content, "statement": u.id, "claim": claim})
    if claim is not None:
        _sum(known, u.content, [(claim, u)], {claim: [u]}, {u.id: u.id}, {}, out)


def _part(known: _Known, contents: Sequence[int], part: Part, out: dict[str, list[dict[str, Any]]]) -> None:
    found = grouped(part)
    statement = {u: members[0] for members in found.statements for u in members}
    claim = {c: members[0] for members in found.claims for c in members}
    of_claim: defaultdict[int, list[Utterance]] = defaultdict(list)
    by_id = {u.id: u for u in part.utterances}
    keys = {u.said.id: u.said.key for u in part.utterances}
    for u in part.utterances:
        own = claim.get(u.content) if u.states else None
        out["statements"].append({"utterance": u.id, "content": u.content, "statement": statement.get(u.id), "claim": own})
        if own is not None:
            of_claim[own].append(u)
    ids = [members[0] for members in found.claims]
    denied: defaultdict[int, set[int | None]] = defaultdict(set)
    for u_id, number, sure in found.denials:
        out["denials"].append({"utterance": u_id, "claim": ids[number], "confidence": sure})
        denied[ids[number]].add(statement.get(u_id))
    for kind, later, earlier, sure, later_said, earlier_said in found.relations:
        out["relations"].append(
            {
                **{"kind": kind, "later": later, "earlier": earlier, "confidence": sure},
                **{"later_attribution": keys[later_said], "earlier_attribution": keys[earlier_said]},
            }
        )
    named = [(id, by_id[name]) for id, name in zip(ids, found.names, strict=True)]
    _sum(known, contents[0], named, of_claim, statement, denied, out)


def _sum(  # noqa: PLR0917
    known: _Known,
    part: int,
    named: Sequence[tuple[int, Utterance]],
    of_claim: Mapping[int, Sequence[Utterance]],
    statement: Mapping[int, int],
    denied: Mapping[int, set[int | None]],
    out: dict[str, list[dict[str, Any]]],
) -> None:
    """Note how much there is of each claim, as a record does: of those that were reported more than once, or are denied."""
    for claim, name in named:
        utterances = of_claim.get(claim, ())
        reports = [r for u in utterances for r in known.reports[u.id]]
        if len(reports) < 2 and claim not in denied:
            continue
        days = [day for _, _, day in reports if day]
        out["claims"].append(
            {
                "claim": claim,
                "part": part,
                "attribution": name.said.key,
                "reports": len(reports),
                "articles": len({article for article, _, _ in reports}),
                "outlets": len({outlet for _, outlet, _ in reports} - {"\0"}),
                "speakers": len({u.said.speaker or u.id for u in utterances}),
                "statements": len({statement.get(u.id) for u in utterances} - {None}),
                "denials": len(denied.get(claim, set()) - {None}),
                "first_day": min(days, default=None),
                "last_day": max(days, default=None),
            }
        )
