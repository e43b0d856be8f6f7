"""How contents relate that are like one another: each pair is judged once, by tasks of which what is done stays done."""

import hashlib
from typing import Any

import msgspec

from onrecord.batch.engine import Engine, union
from onrecord.batch.storage import Folder
from onrecord.claims.judging import judge, sift
from onrecord.claims.pairing import judged_json, judged_pairs

__all__ = ["PAIRS", "Judging", "spread", "text_hash", "to_judge"]

PAIRS = "pairs"
"""The folder of judged pairs."""

_TOGETHER = 1_024
"""Pairs of a task, about."""


def to_judge(engine: Engine, near: Any, beside: Any, contents: Any, names: Any) -> Any:
    """The pairs that are to be judged.

    Args:
        engine: Where it is done.
        near: A frame of `onrecord.batch.across.neighbours.nearest`.
        beside: A frame of what `Taker` notes of denials with what stands before them.
        contents: A frame of `onrecord.batch.across.contents.contents`.
        names: A frame of `onrecord.batch.across.naming.names`; nobody denies what he says himself, under whatever name.

    Returns:
        A frame with the columns ``first``, ``second`` and ``beside``.
    """
    daft = engine.daft
    col, when = daft.col, daft.functions.when
    both = near.select("id", col("near").alias("other")).explode("other").where(col("other").not_null())
    both = both.select("id", col("other")["id"].alias("other"))
    less, more = col("id") < col("other"), col("id") >= col("other")
    alike = both.select(
        when(less, col("id")).otherwise(col("other")).alias("first"), when(more, col("id")).otherwise(col("other")).alias("second")
    )
    alike = alike.distinct()
    for side in ("first", "second"):
        alike = alike.join(contents.select(col("content").alias(side), col("bound").alias(f"{side}_bound")), on=side)
    one, other = col("first_bound"), col("second_bound")
    alike = alike.where((one == "") | (other == "") | (one == other)).select("first", "second", daft.lit(False).alias("beside"))
    for side in ("first", "second"):
        whose = names.select(col("node").alias(f"{side}_node"), col("canonical").alias(f"{side}_speaker"))
        beside = beside.join(whose, on=f"{side}_node", how="left")
    beside = beside.where((col("first_speaker") != col("second_speaker")).fill_null(True))
    told = beside.select("first", "second", daft.lit(True).alias("beside")).distinct()
    return union([alike, told]).groupby("first", "second").agg(col("beside").bool_or())


def spread(engine: Engine, pairs: Any, contents: Any) -> Any:
    """Pairs with their texts, and to which task each belongs.

    Args:
        engine: Where it is done.
        pairs: A frame of `to_judge`.
        contents: A frame of `onrecord.batch.across.contents.contents`.
    """
    col, types = engine.daft.col, engine.daft.DataType
    tasks = pairs.count_rows() // _TOGETHER + 1
    for side in ("first", "second"):
        pairs = pairs.join(contents.select(col("content").alias(side), col("text").alias(f"{side}_text")), on=side)
    return pairs.with_column("task", (col("first").hash() % tasks).cast(types.int64()))


def text_hash(text: str) -> str:
    """By what it is told whether a content is written as it was when it was judged."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


class Judging:
    """Judges pairs; a process has one of them, and loads the network once.

    Args:
        dataset: Path of the dataset.
    """

    def __init__(self, dataset: str) -> None:
        self._folder = Folder(dataset)

    def __call__(self, task: str) -> str:
        """Judge the pairs in some files; the task is the name of what comes of them, and those of the files."""
        import pyarrow as pa  # noqa: PLC0415

        name, files = msgspec.json.decode(task, type=tuple[str, list[str]])
        rows = sorted((row for file in files for row in self._folder.read_table(file).to_pylist()), key=lambda r: (r["first"], r["second"]))
        texts = {row[side]: row[f"{side}_text"] for row in rows for side in ("first", "second")}
        beside = {(row["first"], row["second"]) for row in rows if row["beside"]}
        found = judged_pairs([(row["first"], row["second"]) for row in rows], texts, beside, sift, judge)
        out = {
            "first": [a for (a, _), _, _ in found],
            "second": [b for (_, b), _, _ in found],
            "beside": [pair in beside for pair, _, _ in found],
            "link": [strength for _, _, strength in found],
            "judged": [judged_json(judged, strength) for _, judged, strength in found],
            "first_text": [text_hash(texts[a]) for (a, _), _, _ in found],
            "second_text": [text_hash(texts[b]) for (_, b), _, _ in found],
        }
        whole, text = pa.int64(), pa.string()
        types = (whole, whole, pa.bool_(), pa.float64(), text, text, text)
        self._folder.write_table(f"{PAIRS}/{name}.parquet", pa.table(out, schema=pa.schema(list(zip(out, types, strict=True)))))
        return name
