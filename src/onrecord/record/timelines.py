"""How much was said when: counts by day, week, month or year, whichever fits how long it took."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from onrecord.record.layout import Column

__all__ = ["Buckets", "Point", "Timeline", "Unit", "buckets", "timeline"]

Unit = Literal["day", "week", "month", "year"]

_LONGEST: tuple[tuple[int, Unit], ...] = ((62, "day"), (550, "week"), (3700, "month"))
"""Days up to which a unit is taken; of more, years."""

_BUT = 0.01
"""What share at either end does not count for that: a speech of 1963 among the news of a week must not make years of it."""

_MONDAY = np.datetime64("1970-01-05", "D")


@dataclass(frozen=True, slots=True)
class Point:
    """What was said in one day, week, month or year.

    Attributes:
        start: Its first day, ISO 8601; weeks begin on Monday.
        count: How many attributions.
    """

    start: str
    count: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """How much was said when.

    Attributes:
        unit: day, week, month or year.
        points: Those in which anything was said, the earliest first.
        undated: How many attributions have no date.
    """

    unit: Unit
    points: tuple[Point, ...]
    undated: int


@dataclass(frozen=True, slots=True)
class Buckets:
    """Attributions by time.

    Attributes:
        unit: day, week, month or year.
        starts: First days, ascending.
        of: Of each attribution that has a date, which of these it belongs to.
        dated: Which attributions have one.
    """

    unit: Unit
    starts: tuple[str, ...]
    of: Column
    dated: Column

    def counts(self, mask: Column | None = None) -> Sequence[int]:
        """How many attributions belong to each.

        Args:
            mask: Which attributions are counted; None for all.
        """
        of = self.of if mask is None else self.of[mask[self.dated]]
        found: list[int] = np.bincount(of, minlength=len(self.starts)).tolist()
        return found


def buckets(days: Column, unit: Unit | None = None) -> Buckets:
    """Attributions by time.

    Args:
        days: Numbers of days as facts have them; a month or year alone counts as its first day.
        unit: By what; None for what fits how far they lie apart.
    """
    dated = days > 0
    known = days[dated].astype(np.int64)
    months = (known // 10_000 - 1970) * 12 + np.maximum(known // 100 % 100, 1) - 1
    when = months.astype("M8[M]").astype("M8[D]") + (np.maximum(known % 100, 1) - 1)
    if unit is None:
        unit = _fitting(when)
    if unit == "week":
        when = _MONDAY + (when - _MONDAY) // np.timedelta64(7, "D") * np.timedelta64(7, "D")
    elif unit != "day":
        when = when.astype("M8[M]" if unit == "month" else "M8[Y]").astype("M8[D]")
    starts, of = np.unique(when, return_inverse=True)
    return Buckets(unit, tuple(str(s) for s in starts), of, dated)


def _fitting(when: Column) -> Unit:
    if not len(when):
        return "day"
    numbers = when.astype(np.int64)
    few = int(len(numbers) * _BUT)
    ends = np.partition(numbers, (few, len(numbers) - 1 - few))
    span = int(ends[len(numbers) - 1 - few] - ends[few]) + 1
    return next((unit for most, unit in _LONGEST if span <= most), "year")


def timeline(days: Column, unit: Unit | None = None) -> Timeline:
    """How much was said when.

    Args:
        days: Numbers of days as facts have them.
        unit: By what; None for what fits how far they lie apart.
    """
    found = buckets(days, unit)
    points = tuple(Point(start, n) for start, n in zip(found.starts, found.counts(), strict=True))
    return Timeline(found.unit, points, int(len(days) - np.count_nonzero(found.dated)))
