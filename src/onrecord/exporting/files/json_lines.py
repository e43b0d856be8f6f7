"""JSON Lines (https://jsonlines.org): attributions in the form of the contract, claims as `onrecord claim --format json` has them."""

from collections.abc import Iterator
from typing import Any

import msgspec

from onrecord.exporting.files.asked import Asked, Told
from onrecord.exporting.found import object_of
from onrecord.exporting.rows import json_line

__all__ = ["pieces"]


def pieces(asked: Asked) -> Iterator[str]:
    """A line for each attribution or claim."""
    if asked.tell is not None:
        yield from (json_line(_claim(told)) + "\n" for told in asked.claims())
    else:
        yield from (json_line(object_of(hit)) + "\n" for hit in asked.hits())


def _claim(told: Told) -> dict[str, Any]:
    """A claim with what people said of the attributions behind it."""
    reviews = [
        {"article": h.article["number"], "attribution": h.attribution.id, **msgspec.to_builtins(h.attribution.review)}
        for h in (*told.stating, *told.denying)
        if h.attribution.review is not None
    ]
    return {**msgspec.to_builtins(told.life), "reviews": reviews}
