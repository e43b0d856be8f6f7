"""Which names are one speaker: names that share a bucket, or an id in a list of known speakers, are brought together and compared."""

from typing import Any

from onrecord.batch.components import components
from onrecord.batch.engine import Engine
from onrecord.batch.slicing import hash_of
from onrecord.record.grouping import Links, Node, grouped
from onrecord.speakers.across import fullness

__all__ = ["names"]


def names(engine: Engine, mentions: Any) -> Any:
    """What each speaker is called, and which name stands for all that are one with it.

    Args:
        engine: Where it is done.
        mentions: A frame of what `Taker` notes of speakers.

    Returns:
        A frame with the columns ``node``, ``name``, ``type``, ``known`` and ``canonical``, a node too.
    """
    daft = engine.daft
    col, types = daft.col, daft.DataType
    each = mentions.groupby("node", "name").agg(
        col("at").min(), col("type").min(), col("bucket").min(), col("known").min()
    )  # each name once: of one that is everywhere there are millions
    fullest = engine.rows(_fullest, types.string())
    nodes = (
        each.groupby("node")
        .agg(
            col("name").list_agg().alias("names"), col("at").list_agg().alias("ats"), col("at").min().alias("at"),
            col("type").min().alias("type"), col("bucket").min().alias("bucket"), col("known").min().alias("known"),
        )
        .select("node", "at", "type", "bucket", "known", fullest(col("names"), col("ats"), col("type")).alias("name"))
    )  # fmt: skip
    hashed = engine.rows(_hashed, types.list(types.int64()))
    nodes = engine.collected(
        nodes.with_column("shares", hashed(col("type"), col("bucket"), col("known"))).with_column("id", _id(engine)(col("node")))
    )
    pairs = engine.collected(nodes.where(col("shares").not_null()).select(col("id").alias("a"), col("shares").alias("b")).explode("b"))
    if not len(pairs):
        return nodes.select("node", "name", "type", "known", col("node").alias("canonical"))
    group = components(engine, pairs)
    own = nodes.join(group.select(col("node").alias("id"), "component"), on="id", how="left")
    several = own.groupby("component").agg(col("id").count().alias("n")).where(col("n") > 1).select("component")
    columns = ("node", "at", "type", "name", "bucket", "known")
    lists = own.join(several, on="component").groupby("component").agg(*(col(c).list_agg() for c in columns))
    pair = types.list(types.struct({"node": types.string(), "canonical": types.string()}))
    tops = lists.select(engine.rows(_tops, pair)(*(col(c) for c in columns)).alias("top")).explode("top")
    tops = tops.select(col("top")["node"].alias("node"), col("top")["canonical"].alias("top")).where(col("node").not_null())
    found = nodes.join(tops, on="node", how="left")
    return found.select("node", "name", "type", "known", col("top").fill_null(col("node")).alias("canonical"))


def _id(engine: Engine) -> Any:
    return engine.rows(hash_of, engine.daft.DataType.int64())


def _fullest(names: list[str], ats: list[int], type: str) -> str:
    """The fullest name, of equally full ones the first."""
    found = ""
    for _, name in sorted(zip(ats, names, strict=True)):
        if not found or fullness(name, type) > fullness(found, type):
            found = name
    return found


def _hashed(type: str, bucket: str | None, known: str | None) -> list[int] | None:
    out = [hash_of(f"bucket {type}\0{bucket}")] if bucket is not None else []
    return [*out, *([hash_of(f"known {known}")] if known is not None else [])] or None


def _tops(*columns: list[Any]) -> list[dict[str, str]]:
    """Of each name that is one with another, which one stands for it: the one that was there first."""
    rows = sorted(zip(*columns, strict=True), key=lambda r: r[1])
    nodes = {i: Node(i, type, name, bucket, known) for i, (_, _, type, name, bucket, known) in enumerate(rows)}
    return [{"node": rows[i][0], "canonical": rows[top][0]} for i, top in grouped(nodes, Links()).items() if i != top]
