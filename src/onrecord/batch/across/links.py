"""What hangs together: which pairs are links, strong ones and those weak ones that count, and the components that they make."""

from datetime import date
from typing import Any

from onrecord.batch.engine import Engine, union
from onrecord.claims.links import BESIDE
from onrecord.claims.pairing import LEAST, Facts, holds, targets

__all__ = ["links", "utterances"]


def utterances(engine: Engine, said: Any, names: Any) -> Any:
    """What one speaker says at one time, by its report of the smallest rank.

    Args:
        engine: Where it is done.
        said: A frame of what `Taker` notes of attributions.
        names: A frame of `onrecord.batch.across.naming.names`.

    Returns:
        A frame with the columns ``utterance``, ``content``, ``rank``, ``article``, ``states``, ``denies``, ``said``, ``spans``,
        ``speaker`` (the node across articles), ``speaker_type``, and of all its reports the lists ``articles``, ``outlets`` and ``days``.
    """
    col = engine.daft.col
    ends = said.groupby("utterance").agg(
        col("rank").min(), col("at").min().alias("first_at"), col("article").list_agg().alias("articles"),
        col("outlet").fill_null("\0").list_agg().alias("outlets"), col("day").fill_null("").list_agg().alias("days"),
    )  # fmt: skip
    columns = ("utterance", "content", "rank", "article", "states", "denies", "said", "spans")
    best = said.select(*columns).join(ends, on=["utterance", "rank"])
    # Whoever is named in the report that was read first is the speaker, as in a record.
    whose = said.select("utterance", col("at").alias("first_at"), "node", "type")
    best = best.join(whose, on=["utterance", "first_at"])
    named = names.select("node", col("canonical").alias("speaker"), col("type").alias("speaker_type"))
    return best.join(named, on="node", how="left").exclude("node", "type", "first_at")


def links(engine: Engine, judged: Any, utterances: Any) -> Any:
    """The links among contents.

    Args:
        engine: Where it is done.
        judged: A frame of judged pairs.
        utterances: A frame of `utterances`.

    Returns:
        A frame with the columns ``first``, ``second`` and ``strength``.
    """
    daft = engine.daft
    col, types = daft.col, daft.DataType
    strength = col("link").abs()
    tied = judged.where(strength > 0).select("first", "second", "beside", strength.alias("strength"))
    strong = tied.where(col("strength") >= LEAST).select("first", "second", "strength")
    weak = tied.where(col("strength") < LEAST).select("first", "second", "strength")
    ends = union([weak.select(col(side).alias("content")) for side in ("first", "second")]).distinct()
    facts = utterances.select("content", "speaker", "speaker_type", col("rank").left(10).alias("day"), "denies").distinct()
    facts = facts.join(ends, on="content")
    rows = facts.groupby("content").agg(
        col("speaker").fill_null("").list_agg().alias("speakers"), col("day").list_agg().alias("days"),
        col("speaker_type").fill_null("").list_agg().alias("types"), col("denies").bool_or().alias("denies"),
    )  # fmt: skip
    both = weak
    for side in ("first", "second"):
        both = both.join(
            rows.select(col("content").alias(side), *(col(c).alias(f"{side}_{c}") for c in ("speakers", "days", "types", "denies"))),
            on=side,
        )
    counts = engine.rows(_holds, types.bool())
    columns = [col(f"{side}_{c}") for side in ("first", "second") for c in ("speakers", "days", "types")]
    held = both.where(counts(col("strength"), *columns)).select("first", "second", "strength")
    denied = union(
        [
            both.where(col(f"{side}_denies")).select(col(side).alias("content"), "first", "second", "strength")
            for side in ("first", "second")
        ]
    )
    pair = types.list(types.struct({"first": types.int64(), "second": types.int64(), "strength": types.float64()}))
    lists = denied.groupby("content").agg(*(col(c).list_agg() for c in ("first", "second", "strength")))
    best = lists.select(engine.rows(_targets, pair)(col("first"), col("second"), col("strength")).alias("pair")).explode("pair")
    best = best.where(col("pair").not_null()).select(*(col("pair")[c].alias(c) for c in ("first", "second", "strength")))
    counted = union([strong, held, best]).distinct()
    beside = judged.where(col("beside")).select("first", "second", daft.lit(BESIDE).alias("strength"))
    rest = beside.join(counted.select("first", "second"), on=["first", "second"], how="anti")
    return union([counted, rest])


def _facts(speakers: list[str], days: list[str], types: list[str]) -> Facts:
    facts = Facts()
    for speaker, day, type in zip(speakers, days, types, strict=True):
        facts.note(speaker or None, date.fromisoformat(day).toordinal(), type or None)
    return facts


def _holds(strength: float, *told: list[str]) -> bool:
    return holds(strength, _facts(*told[:3]), _facts(*told[3:]))


def _targets(first: list[int], second: list[int], strength: list[float]) -> list[dict[str, Any]]:
    of = {(a, b): s for a, b, s in zip(first, second, strength, strict=True)}
    return [{"first": a, "second": b, "strength": of[a, b]} for a, b in targets((-s, pair) for pair, s in of.items())]
