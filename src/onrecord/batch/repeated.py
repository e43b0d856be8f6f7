"""Articles that come more than once, found by shuffles: which are duplicates, and which are later versions of others."""

from collections.abc import Sequence
from typing import Any

from onrecord.batch.components import components
from onrecord.batch.engine import Engine
from onrecord.batch.standing import Seen, standings

__all__ = ["repeated"]

_COLUMNS = ("file", "index", "key", "hash", "has_url", "outlet")


def repeated(engine: Engine, slices: Sequence[str]) -> list[tuple[int, int, int, bool]]:
    """Articles that are not the first and only version of theirs.

    Args:
        engine: Where it is done.
        slices: The paths of all slices.

    Returns:
        Number of the input, number within it, version (0 for a duplicate), and whether no later one follows.
    """
    daft = engine.daft
    col = daft.col
    seen = engine.parquet(slices).where(col("article").not_null()).select(*_COLUMNS, "key_id", "hash_id")
    # Only where some article has no address may the same words at two keys be one article.
    alike = (
        seen.groupby("hash_id")
        .agg(col("has_url").bool_and().alias("all_url"), col("key_id").min().alias("least"), col("key_id").max().alias("most"))
        .where((~col("all_url")) & (col("least") != col("most")))
        .select("hash_id")
    )
    pairs = engine.collected(seen.join(alike, on="hash_id").select(col("key_id").alias("a"), col("hash_id").alias("b")).distinct())
    if len(pairs):
        group = components(engine, pairs).select(col("node").alias("key_id"), "component")
        seen = seen.join(group, on="key_id", how="left").with_column("group", col("component").fill_null(col("key_id")))
    else:
        seen = seen.with_column("group", col("key_id"))
    several = seen.groupby("group").agg(col("key").count().alias("n")).where(col("n") > 1).select("group")
    lists = seen.join(several, on="group").groupby("group").agg(*(col(c).list_agg() for c in _COLUMNS))
    told = daft.DataType.list(
        daft.DataType.struct(
            {
                "file": daft.DataType.int64(),
                "index": daft.DataType.int64(),
                "version": daft.DataType.int64(),
                "current": daft.DataType.bool(),
            }
        )
    )
    found = engine.rows(_standing, told)(*(col(c) for c in _COLUMNS))
    rows = engine.collected(lists.select(found.alias("found")).explode("found")).to_pydict()["found"]
    return sorted((r["file"], r["index"], r["version"], r["current"]) for r in rows if r is not None)


def _standing(*columns: list[Any]) -> list[dict[str, Any]]:
    """Those of one group that are not simply new."""
    found = standings(Seen(*row) for row in zip(*columns, strict=True))
    return [
        {"file": s.file, "index": s.index, "version": s.version, "current": s.current} for s in found if s.version != 1 or not s.current
    ]
