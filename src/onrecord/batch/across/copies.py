"""Copies: articles that share a number of their signatures are brought together, and compared pair by pair."""

from typing import Any

import msgspec

from onrecord.batch.across.taking import text_from
from onrecord.batch.engine import Engine
from onrecord.claims.copies import compare, text_of
from onrecord.claims.copying import compared_with, is_noted

__all__ = ["copied", "sharing"]


def sharing(engine: Engine, texts: Any) -> Any:
    """The pairs of articles that are to be compared.

    Args:
        engine: Where it is done.
        texts: A frame of what `Taker` notes of articles.

    Returns:
        A frame with the columns ``first`` and ``second``, keys of articles, the smaller first.
    """
    daft = engine.daft
    col, types = daft.col, daft.DataType
    numbers = texts.select("article", "at", "moment", col("numbers").alias("number")).explode("number").where(col("number").not_null())
    several = numbers.groupby("number").agg(col("at").count().alias("n")).where(col("n") > 1).select("number")
    columns = ("at", "article", "moment")
    lists = numbers.join(several, on="number").groupby("number").agg(*(col(c).list_agg() for c in columns))
    pair = types.list(types.struct({"first": types.string(), "second": types.string()}))
    found = lists.select(engine.rows(_pairs, pair)(*(col(c) for c in columns)).alias("pair")).explode("pair")
    return found.where(col("pair").not_null()).select(col("pair")["first"].alias("first"), col("pair")["second"].alias("second")).distinct()


def _pairs(ats: list[int], articles: list[str], moments: list[str]) -> list[dict[str, str]]:
    """Which of the articles that share a number are compared, as they would be if they came one after the other."""
    moment = dict(zip(articles, moments, strict=True))
    noted: list[str] = []
    out = set()
    for _, article in sorted(zip(ats, articles, strict=True)):
        if noted:
            out |= {(min(article, x), max(article, x)) for x in compared_with(article, noted, lambda key: (moment[key], key))}
        if is_noted(len(noted)):
            noted.append(article)
    return [{"first": a, "second": b} for a, b in sorted(out)]


def copied(engine: Engine, pairs: Any, texts: Any) -> Any:
    """What pairs of articles have copied of one another.

    Args:
        engine: Where it is done.
        pairs: A frame of `sharing`.
        texts: A frame of what `Taker` notes of articles.

    Returns:
        A frame with the columns ``first`` and ``second``, and ``copies``: what is kept of them, as JSON; pairs without are left out.
    """
    daft = engine.daft
    col, types = daft.col, daft.DataType
    for side in ("first", "second"):
        own = texts.select(col("article").alias(side), col("told").alias(f"{side}_told"), col("quoted").alias(f"{side}_quoted"))
        pairs = pairs.join(own, on=side)
    compared = engine.rows(_compared, types.string())
    told = (col(f"{side}_{what}") for side in ("first", "second") for what in ("told", "quoted"))
    return pairs.select("first", "second", compared(*told).alias("copies")).where(col("copies") != "")


def _compared(first_told: str, first_quoted: str, second_told: str, second_quoted: str) -> str:
    found = compare(text_of(*text_from(first_told, first_quoted)), text_of(*text_from(second_told, second_quoted)))
    return msgspec.json.encode(found).decode() if found else ""
