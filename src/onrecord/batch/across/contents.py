"""What attributions say, each different content once, and what is noted of it."""

from typing import Any

import numpy as np

from onrecord.batch.engine import Engine
from onrecord.claims.candidates import DIMENSION, NO_VECTOR, cells_of, features

__all__ = ["contents", "placed"]

_TOGETHER = 1024


def contents(engine: Engine, said: Any) -> Any:
    """Each content, by the attribution of the smallest rank.

    Args:
        engine: Where it is done.
        said: A frame of what `Taker` notes of attributions.

    Returns:
        A frame with the columns ``content``, ``text``, ``bound``, ``speaker_name``, ``said_day`` and ``vector``.
    """
    col = engine.daft.col
    first = said.groupby("content").agg(col("rank").min())
    return (
        said.select("content", "rank", "text", "bound", "speaker_name", "said_day", "vector")
        .join(first, on=["content", "rank"])
        .exclude("rank")
    )


def placed(engine: Engine, contents: Any) -> Any:
    """Contents with where they stand in each order.

    Args:
        engine: Where it is done.
        contents: A frame of `contents`.

    Returns:
        A frame with the columns ``id``, ``vector``, ``words`` and ``places``, a list of orders and codes.
    """
    daft = engine.daft
    col, types = daft.col, daft.DataType
    place = types.struct({"order": types.int64(), "code": types.int64()})
    made = types.struct({"vector": types.binary(), "words": types.binary(), "places": types.list(place)})
    noted = engine.batches(_noted, made, _TOGETHER)(*(col(c) for c in ("text", "vector", "speaker_name", "said_day")))
    frame = contents.select(col("content").alias("id"), noted.alias("noted"))
    return frame.select("id", *(col("noted")[name].alias(name) for name in ("vector", "words", "places")))


def _noted(texts: Any, vectors: Any, speakers: Any, days: Any) -> list[dict[str, Any]]:
    own = [NO_VECTOR if v is None else np.frombuffer(v, dtype=np.int8) for v in vectors.to_pylist()]
    cells = cells_of(np.array(own, dtype=np.int8).reshape(-1, DIMENSION))
    out = []
    for text, vector, speaker, day, cell in zip(texts.to_pylist(), own, speakers.to_pylist(), days.to_pylist(), cells, strict=True):
        found = features(text, vector, speaker=speaker, day=day, cells=cell)
        places = [{"order": order, "code": code} for order, code in found.places]
        out.append({"vector": found.vector.tobytes(), "words": found.words.tobytes(), "places": places})
    return out
