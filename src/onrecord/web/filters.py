"""How values are written on the pages."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from onrecord.web.claims.dates import moment

__all__ = ["FILTERS", "counted", "percent", "pieces_at", "thousands", "with_query"]


_OFFSETS = re.compile(r"(\d{1,9})\s*-\s*(\d{1,9})")


def thousands(number: int) -> str:
    """A number with commas."""
    return f"{number:,}"


def counted(number: int, one: str, several: str = "") -> str:
    """A number with what it counts: ``1 article``, ``2 articles``."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"


def percent(share: float) -> str:
    """A share in whole per cent."""
    return f"{share * 100:.0f} %"


def with_query(path: str, **values: Any) -> str:
    """A path with a query of what is not None or empty."""
    kept = [(k, str(v)) for k, v in values.items() if v is not None and v != ""]
    return f"{path}?{urlencode(kept)}" if kept else path


def pieces_at(text: str, offsets: str) -> list[str]:
    """The pieces of a text at offsets such as ``415-425, 430-440``; nothing where they are none."""
    pairs = _OFFSETS.findall(offsets) if _OFFSETS.sub("", offsets).strip(" ,") == "" else []
    return [piece for s, e in pairs[:100] if (piece := text[int(s) : int(e)])]


FILTERS: dict[str, Callable[..., Any]] = {
    "thousands": thousands,
    "counted": counted,
    "percent": percent,
    "with_query": with_query,
    "pieces_at": pieces_at,
    "moment": moment,
}
"""The filters of the templates, by name."""
