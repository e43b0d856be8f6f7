"""What an expression of a date or a time stands for."""

from typing import Literal

import msgspec

__all__ = ["Direction", "Grain", "Mod", "Time"]

Grain = Literal["day", "week", "weekend", "month", "season", "quarter", "half", "year", "decade", "century", "time", "vague"]
Direction = Literal["past", "future"]
Mod = Literal["START", "MID", "END", "APPROX"]


class Time(msgspec.Struct, frozen=True, kw_only=True):
    """One expression of a date or a time.

    Attributes:
        span: Its place, in code points, half-open; without the preposition before it.
        value: ISO 8601: a day (``2026-03-05``), a month (``2026-03``), a year (``2026``), or the first and last day of anything else
            (``2026-03-02/2026-03-08``), both included. None where that cannot be told.
        timex: The ``value`` that TIMEX3 of TimeML 1.2.1 gives it: ``1998-W03``, ``1998-Q2``, ``199X``, ``1998-SP``, ``1998-01-08TMO``,
            ``1998-01-08T09:00``, ``PAST_REF``; two of them and a slash for an interval. Digits that are not known are X.
        grain: What unit it counts in. The ends of an interval have this grain.
        relative: Whether it takes the day of publication, or a time mentioned before, to understand it.
        direction: Whether it lies before or after the day of publication; None for what holds that day, or is not known.
        mod: As TIMEX3 has it: only the beginning, middle or end of the value is meant ("early March"), or about then.
    """

    span: tuple[int, int]
    value: str | None
    timex: str | None
    grain: Grain
    relative: bool
    direction: Direction | None = None
    mod: Mod | None = None
