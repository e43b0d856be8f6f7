"""Attributions that were found, as pages lay them out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.record import Hit, Record
from onrecord.record.snippets import MARK
from onrecord.web.beside import Claimed, claims_beside, outlet_numbers

__all__ = ["Shown", "shown"]


@dataclass(frozen=True, slots=True)
class Shown:
    """An attribution with what stands beside it.

    Attributes:
        hit: What was found.
        snippet: The pieces of its snippet, every second one of words that were found.
        outlet: The number of its outlet.
        claim: The claim that it states.
    """

    hit: Hit
    snippet: list[str]
    outlet: int | None
    claim: Claimed | None


def shown(record: Record, hits: Sequence[Hit]) -> list[Shown]:
    """The few attributions of one page."""
    outlets = outlet_numbers(record, [h.article["outlet"] for h in hits if h.article["outlet"]])
    claims = claims_beside(record, [h.id for h in hits])
    return [Shown(h, _pieces(h.snippet), outlets.get(h.article["outlet"]), claims.get(h.id)) for h in hits]


def _pieces(snippet: str) -> list[str]:
    return re.sub(r"\s", " ", snippet).replace(MARK[0], MARK[1]).split(MARK[1])
