"""What may be asked for in an address: types that refuse whatever is none, and that the OpenAPI document describes exactly."""

import re
from typing import Annotated, Final

from fastapi import Path, Query
from pydantic import AfterValidator
from pydantic_core import PydanticCustomError

from onrecord.record.timelines import Unit

__all__ = ["DAY", "ID", "LARGEST", "LONGEST", "MOST", "PLAIN", "Cursor", "Day", "Id", "Limit", "Most", "Number", "Over", "Text"]

MOST: Final = 200
"""Items of the longest page."""

LARGEST: Final = 2**63 - 1
"""The largest number that a record can give to anything."""

LONGEST: Final = 2_000
"""Characters of the longest text in an address."""

_LEAP = "(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)"
DAY: Final = (
    "^(?:[0-9]{4}(?:-(?:0[1-9]|1[0-2]))?"
    "|[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))"
    f"|{_LEAP}-02-29)$"
)
"""Years, months and days that there are, in ISO 8601; 29 February in leap years alone (Gregorian)."""

ID: Final = "^[cs][0-9a-hj-km-np-tv-z]{4,10}$"
"""Ids of claims and statements, or their beginnings."""

PLAIN: Final = r"^[^\x00]*$"
"""A text that databases can hold: PostgreSQL has no NUL."""


def _like(pattern: str, told: str) -> AfterValidator:
    """A check of a form, with words of its own for what does not have it."""
    form = re.compile(pattern)

    def checked(value: str) -> str:
        if form.match(value) is None or value.endswith("\n"):
            raise PydanticCustomError("form", told)
        return value

    return AfterValidator(checked)


Day = Annotated[
    str,
    _like(DAY, "is no date; give a day, month or year such as 2026-03-05, 2026-03 or 2026"),
    Query(json_schema_extra={"pattern": DAY}, examples=["2026-03-05", "2026-03", "2026"]),
]
"""A day, month or year."""

Text = Annotated[str, Query(pattern=PLAIN, min_length=1, max_length=LONGEST)]
"""Words."""

Number = Annotated[int, Path(ge=1, le=LARGEST, description="Its number in the record.", examples=[1])]
"""The number of something in the record, in a path."""

Id = Annotated[
    str,
    _like(ID, "is no id of a claim; ids are c and ten letters and digits, of which five suffice"),
    Path(json_schema_extra={"pattern": ID}, description="Its id, or the first five characters of it or more.", examples=["c4k7m2x9qa"]),
]
"""The id of a claim, or of a statement of it, in a path."""

Limit = Annotated[int, Query(ge=1, le=MOST, description="How many at most.")]
"""How many items a page has."""

Most = Annotated[int, Query(ge=1, le=MOST, description="How many of each sort at most.")]
"""How many of the most frequent values are told."""

Over = Annotated[Unit | None, Query(description="By what time is counted; left out, what fits.")]
"""By what time something is counted."""

Cursor = Annotated[
    str | None,
    Query(
        pattern="^[A-Za-z0-9_-]+$", max_length=1_000,
        description="Where to go on: what `next` of the page before holds. It says nothing to you, and fits the same question alone.",
    ),
]  # fmt: skip
"""Where a page begins."""
