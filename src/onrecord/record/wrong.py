"""What is wrong with something that attributions shall be like, in words that say what to give instead."""

from datetime import date
from typing import Final

from onrecord.record.facts import CODES, day_number

__all__ = ["REVIEWED", "wrong"]

REVIEWED: Final = ("any", "confirmed", "corrected", "added", "rejected", "none")
"""What people may have said of an attribution, as it is asked for."""

_SHOWN: Final = 60
_A: Final = {"act": "an act", "stance": "a stance", "kind": "a kind"}


def wrong(name: str, value: str) -> str | None:
    """What is wrong with the value of a facet as somebody wrote it; None where nothing is.

    Args:
        name: Which facet (`onrecord.record.Facets`).
        value: What was written; not empty.
    """
    shown = repr(value if len(value) <= _SHOWN else value[:_SHOWN] + "…")
    if name in {"since", "until"} and not _is_day(value):
        return f"{shown} is no date; give a day, month or year such as 2026-03-05, 2026-03 or 2026."
    if name in CODES and value not in CODES[name]:
        *most, last = CODES[name]
        return f"{shown} is not {_A[name]}; give {', '.join(most)} or {last}."
    if name == "reviewed" and value not in REVIEWED:
        return f"{shown} is no review; give {', '.join(REVIEWED[:-1])} or {REVIEWED[-1]}."
    if name == "min_confidence" and not _is_share(value):
        return f"{shown} is no confidence; give a number from 0 to 1, such as 0.8."
    return None


def _is_day(value: str) -> bool:
    """Whether a value is a day, a month or a year that there is."""
    year, month, day = (*value[:10].split("-"), "01", "01")[:3]
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return day_number(value) is not None


def _is_share(value: str) -> bool:
    try:
        return 0 <= float(value) <= 1
    except ValueError:
        return False
