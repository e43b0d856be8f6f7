"""The contents that are most like each content, order by order: what stands near one another is brought together in blocks.

A block holds whole groups, of which there are many small ones; a group that is too large for one is cut where it stands in order, and what
is within reach of a cut goes to both sides. So every pair that is within reach in an order is in one block, and what comes out is what
`onrecord.claims.neighbours.all_nearest` finds of all at once.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.batch.engine import Engine, union
from onrecord.claims.candidates import DIMENSION, ORDERS, Order
from onrecord.claims.likeness import Known
from onrecord.claims.neighbours import MOST, nearest_of_rows

__all__ = ["nearest"]

_BLOCK = 8_192
"""Places in a block, about."""


def nearest(engine: Engine, placed: Any, *, block: int = _BLOCK) -> Any:
    """The neighbours of each content that has any.

    Args:
        engine: Where it is done.
        placed: A frame of `onrecord.batch.across.contents.placed`.
        block: How many places are looked at together, about.

    Returns:
        A frame with the columns ``id`` and ``near``: ``id`` and ``score`` of each neighbour, the most alike first.
    """
    daft = engine.daft
    col, types = daft.col, daft.DataType
    found = union([engine.collected(_in_order(engine, placed, order, block)) for order in ORDERS])
    near = types.list(types.struct({"id": types.int64(), "score": types.int32()}))
    best = engine.rows(_best, near)(col("others"), col("scores"))
    lists = found.groupby("id").agg(col("other").list_agg().alias("others"), col("score").list_agg().alias("scores"))
    return lists.select("id", best.alias("near"))


def _in_order(engine: Engine, placed: Any, order: Order, block: int) -> Any:
    """The neighbours that an order shows, at most as many of each content as are kept in all."""
    daft = engine.daft
    col, types = daft.col, daft.DataType
    places = placed.select("id", col("places").alias("place")).explode("place").where(col("place").not_null())
    places = places.select("id", col("place")["order"].alias("order"), col("place")["code"].alias("code")).where(
        col("order") == order.number
    )
    shifted = engine.batches(_shifted, types.int64())
    places = places.select("id", "code", shifted(col("code"), order.shift).alias("group"))
    sizes = places.groupby("group").agg(col("id").count().alias("n")).where(col("n") > 1)
    sizes = engine.collected(sizes)
    if not len(sizes):
        return (
            daft.from_pydict({"id": [0], "other": [0], "score": [0]})
            .where(col("id") > 0)
            .select("id", "other", col("score").cast(types.int32()))
        )
    total = int(sizes.agg(col("n").sum()).to_pydict()["n"][0])
    blocks = max(total // block, 1)
    places = places.join(sizes, on="group")
    spread = engine.batches(_spread, types.int64())
    small = places.where(col("n") <= block).select("id", "code", spread(col("group"), blocks).alias("block"))
    large = places.where(col("n") > block)
    row = daft.functions.row_number().over(daft.Window().partition_by("group").order_by("code", "id"))
    cut = engine.batches(_cut, types.list(types.int64()))
    large = large.with_column("row", row.cast(types.int64()))
    large = large.select("id", "code", cut(col("group"), col("row"), block, order.reach, blocks).alias("block")).explode("block")
    both = union([small, large]).join(placed.select("id", "vector", "words"), on="id")
    lists = both.groupby("block").agg(*(col(c).list_agg() for c in ("id", "code", "vector", "words")))
    pair = types.list(types.struct({"id": types.int64(), "other": types.int64(), "score": types.int32()}))
    compare = engine.batches(_compared, pair, 1)
    found = lists.select(compare(*(col(c) for c in ("id", "code", "vector", "words")), order.number).alias("pair")).explode("pair")
    found = found.where(col("pair").not_null())
    return found.select(*(col("pair")[name].alias(name) for name in ("id", "other", "score"))).distinct()


def _shifted(codes: Any, by: int) -> Any:
    return np.asarray(codes.to_arrow(), dtype=np.int64) >> by


def _spread(groups: Any, blocks: int) -> Any:
    mixed = np.asarray(groups.to_arrow(), dtype=np.int64).astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    return ((mixed >> np.uint64(32)) % np.uint64(blocks)).astype(np.int64)


def _cut(groups: Any, rows: Any, block: int, reach: int, blocks: int) -> list[list[int]]:
    """In which blocks each place of a large group is: its own, and that next to it where it is within reach of it.

    Blocks of large groups have numbers above those of small ones; two groups may share one, as they are told apart when it is compared.
    """
    out = []
    for group, row in zip(groups.to_pylist(), rows.to_pylist(), strict=True):
        at = row - 1
        own = sorted({max(at - reach, 0) // block, at // block, (at + reach) // block})
        out.append([blocks + ((group << 20) % (1 << 62)) + part for part in own])
    return out


def _compared(ids: Any, codes: Any, vectors: Any, words: Any, number: int) -> list[list[dict[str, int]]]:
    order = ORDERS[number]
    return [_in_block(order, *some) for some in zip(*(_lists(x) for x in (ids, codes, vectors, words)), strict=True)]


def _lists(series: Any) -> list[Any]:
    array = series.to_arrow()
    if hasattr(array, "combine_chunks"):
        array = array.combine_chunks()
    return [array[i].values for i in range(len(array))]


def _numbers(array: Any) -> NDArray[np.int64]:
    return np.asarray(array.to_numpy(zero_copy_only=False), dtype=np.int64)


def _bytes(array: Any, width: int) -> NDArray[np.uint8]:
    return np.frombuffer(b"".join(array.to_pylist()), dtype=np.uint8).reshape(-1, width)


def _in_block(order: Order, ids: Any, codes: Any, vectors: Any, words: Any) -> list[dict[str, int]]:
    all_ids, all_codes = _numbers(ids), _numbers(codes)
    _, first, row = np.unique(all_ids, return_index=True, return_inverse=True)
    known = Known(all_ids[first], _bytes(vectors, DIMENSION)[first].view(np.int8), _bytes(words, DIMENSION // 8)[first])
    best = nearest_of_rows(known, row, np.full(len(row), order.number), all_codes)
    at, rank = np.nonzero(best.scores)
    columns = known.ids[at].tolist(), known.ids[best.rows[at, rank]].tolist(), best.scores[at, rank].tolist()
    return [{"id": i, "other": o, "score": s} for i, o, s in zip(*columns, strict=True)]


def _best(others: list[int], scores: list[int]) -> list[dict[str, int]]:
    found = sorted({(-s, o) for s, o in zip(scores, others, strict=True)})[:MOST]
    return [{"id": o, "score": -s} for s, o in found]
