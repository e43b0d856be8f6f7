"""Bars over time, laid out for an SVG of the page; the numbers themselves stand in a table beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from onrecord.record.timelines import Unit

__all__ = ["Bar", "Chart", "bars", "last_day", "shown_day"]

_MOST: Final = 120
"""Days, weeks, months or years that are drawn; of more, those that hold most."""

_GAP: Final = 0.18
"""What part of its place a bar leaves free."""

_HEIGHT: Final = 100.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, in units of a drawing 100 high and as wide as it has places.

    Attributes:
        label: Which day, week, month or year.
        count: How many it stands for.
        part: How many of these are of the sort that is drawn darker.
        x: Its left edge.
        width: How wide it is.
        height: How high it is.
        dark: How high the darker part is.
    """

    label: str
    count: int
    part: int
    x: float
    width: float
    height: float
    dark: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars over time.

    Attributes:
        unit: day, week, month or year.
        bars: The bars, the earliest first; where nothing was, none stands.
        places: How wide the drawing is.
        most: What the highest bar stands for.
        first: The day, month or year of the first place; of a week, its first day.
        last: That of the last place.
        outside: How many lie before or after what is drawn.
    """

    unit: Unit
    bars: tuple[Bar, ...]
    places: int
    most: int
    first: str
    last: str
    outside: int


def bars(unit: Unit, points: Sequence[tuple[str, int, int]]) -> Chart | None:
    """The bars of some points; None where there are not two to compare.

    Args:
        unit: By what time was counted.
        points: The first day of each, how many, and how many of these are drawn darker; ascending.
    """
    if len(points) < 2:
        return None
    places = [_place(unit, date.fromisoformat(start)) for start, _, _ in points]
    low, high = _fullest(places, [n for _, n, _ in points])
    drawn = [(place - places[low], *point) for place, point in zip(places[low:high], points[low:high], strict=True)]
    most = max(n for _, _, n, _ in drawn)
    found = tuple(
        Bar(shown_day(unit, start), n, part, at + _GAP / 2, 1 - _GAP, _HEIGHT * n / most, _HEIGHT * part / most)
        for at, start, n, part in drawn
    )
    outside = sum(n for _, n, _ in points) - sum(b.count for b in found)
    return Chart(unit, found, drawn[-1][0] + 1, most, _short(unit, points[low][0]), _short(unit, points[high - 1][0]), outside)


def shown_day(unit: Unit, start: str) -> str:
    """What a day, week, month or year is called, by its first day."""
    return f"week of {start}" if unit == "week" else _short(unit, start)


def _short(unit: Unit, start: str) -> str:
    return {"day": start, "week": start, "month": start[:7], "year": start[:4]}[unit]


def last_day(unit: Unit, start: str) -> str:
    """Its last day, as a search takes it."""
    if unit == "week":
        return date.fromordinal(min(date.fromisoformat(start).toordinal() + 6, date.max.toordinal())).isoformat()
    return {"day": start, "month": start[:7], "year": start[:4]}[unit]


def _place(unit: Unit, day: date) -> int:
    if unit == "day":
        return day.toordinal()
    if unit == "week":
        return day.toordinal() // 7
    return day.year * 12 + day.month if unit == "month" else day.year


def _fullest(places: Sequence[int], counts: Sequence[int]) -> tuple[int, int]:
    """Which stretch of points fits into the drawing and holds most; of equal ones the latest."""
    best, chosen, low, held = -1, (0, len(places)), 0, 0
    for high, place in enumerate(places):
        held += counts[high]
        while place - places[low] >= _MOST:
            held -= counts[low]
            low += 1
        if held >= best:
            best, chosen = held, (low, high + 1)
    return chosen
