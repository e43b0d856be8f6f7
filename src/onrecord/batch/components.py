"""What hangs together, by joins: connected components in a logarithmic number of rounds, whatever the shape of the graph.

Large-star and small-star by turns (Kiveris et al. 2014, "Connected components in MapReduce and beyond"): every node is linked with the
least of its neighbours, those above it first, then those below, until nothing changes and every node is linked with the least of all.
"""

from typing import Any

from onrecord.batch.engine import Engine, union

__all__ = ["components"]

_MOST = 60
"""Rounds; there are as many as the logarithm of the longest chain."""


def components(engine: Engine, pairs: Any) -> Any:
    """The component of each node that is in a pair, called by its least node.

    Args:
        engine: Where it is done.
        pairs: A frame with the columns ``a`` and ``b``: whole numbers.

    Returns:
        A frame with the columns ``node`` and ``component``.
    """
    col, types = engine.daft.col, engine.daft.DataType
    pairs = pairs.select(col("a").cast(types.int64()), col("b").cast(types.int64()))
    edges = engine.collected(_distinct(col, pairs))
    for _ in range(_MOST):
        before = _print(engine, edges)
        edges = engine.collected(_small(col, _large(engine.daft, edges)))
        if _print(engine, edges) == before:
            break
    least = edges.select(col("b").alias("node"), col("b").alias("component"))
    return engine.collected(union([edges.select(col("a").alias("node"), col("b").alias("component")), least]).distinct())


def _distinct(col: Any, pairs: Any) -> Any:
    """Pairs with the greater node first, each once."""
    ordered = pairs.where(col("a") != col("b"))
    down = ordered.where(col("a") > col("b")).select("a", "b")
    up = ordered.where(col("a") < col("b")).select(col("b").alias("a"), col("a").alias("b"))
    return union([down, up]).distinct()


def _print(engine: Engine, edges: Any) -> tuple[Any, ...]:
    """What changes when edges do; sums of hashes, as whole sums could overflow."""
    col = engine.daft.col
    mixed = edges.select((col("a").hash() % 1_000_003).alias("x"), (col("b").hash() % 1_000_033).alias("y"))
    rows = engine.collected(
        mixed.agg(col("x").sum().alias("x"), col("y").sum().alias("y"), (col("x") * col("y")).sum().alias("z"))
    ).to_pydict()
    return (len(edges), *(rows[c][0] for c in "xyz"))


def _large(daft: Any, edges: Any) -> Any:
    """Link the greater neighbours of each node with its least one."""
    col, when = daft.col, daft.functions.when
    both = union([edges.select("a", "b"), edges.select(col("b").alias("a"), col("a").alias("b"))])
    least = both.groupby("a").agg(col("b").min().alias("least"))
    least = least.select("a", when(col("least") < col("a"), col("least")).otherwise(col("a")).alias("least"))
    linked = both.where(col("b") > col("a")).join(least, on="a").select(col("b").alias("a"), col("least").alias("b"))
    return linked.where(col("a") != col("b")).distinct()


def _small(col: Any, edges: Any) -> Any:
    """Link the lesser neighbours of each node, and the node, with its least one."""
    least = edges.groupby("a").agg(col("b").min().alias("least"))
    below = edges.join(least, on="a").select(col("b").alias("a"), col("least").alias("b")).where(col("a") != col("b"))
    own = least.select("a", col("least").alias("b"))
    return union([below, own]).distinct()
