"""Stretches of the calendar, with their names in ISO 8601 and TIMEX3.

Arithmetic is that of ``dateutil.relativedelta``: a year before a leap day is 28 February. What lies outside the years 1 to 9999, which
``datetime`` does not know, is None throughout.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from onrecord.circumstances.times.model import Grain

__all__ = [
    "Period",
    "calendar_day",
    "century",
    "coarser",
    "day",
    "decade",
    "half",
    "month",
    "of_unit",
    "plus",
    "quarter",
    "season",
    "shifted",
    "unknown",
    "vague",
    "week",
    "weekend",
    "year",
]

SEASONS = ("SP", "SU", "FA", "WI")
"""Of the northern half of the world, by whole months from March; a winter belongs to the year in which it begins."""

_UNITS: tuple[Grain, ...] = ("day", "week", "weekend", "month", "quarter", "season", "half", "year", "decade", "century")
_SIZES: dict[str, int] = dict(zip(_UNITS, (1, 7, 7, 30, 90, 90, 180, 365, 3_650, 36_500), strict=True))
"""Days, about."""

_STEPS: dict[str, tuple[int, int, int]] = {  # years, months, days
    "day": (0, 0, 1),
    "week": (0, 0, 7),
    "weekend": (0, 0, 7),
    "month": (0, 1, 0),
    "quarter": (0, 3, 0),
    "half": (0, 6, 0),
    "season": (1, 0, 0),
    "year": (1, 0, 0),
    "decade": (10, 0, 0),
    "century": (100, 0, 0),
}


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of days; without days where only its shape is known ("June 1" of an unknown year).

    Attributes:
        grain: Its unit.
        timex: Its TIMEX3 value, where it has one.
        first: Its first day.
        last: Its last day.
    """

    grain: Grain
    timex: str | None
    first: date | None = None
    last: date | None = None

    @property
    def value(self) -> str | None:
        """ISO 8601: a day, month or year, or first and last day."""
        if self.first is None or self.last is None:
            return None
        if self.grain == "month":
            return f"{self.first.year:04}-{self.first.month:02}"
        if self.grain == "year":
            return f"{self.first.year:04}"
        if self.first == self.last:
            return self.first.isoformat()
        return f"{self.first.isoformat()}/{self.last.isoformat()}"


def plus(start: date | None, *, years: int = 0, months: int = 0, days: int = 0) -> date | None:
    """A day so much later, or earlier where the numbers are negative; None outside the calendar."""
    if start is None:
        return None
    try:
        moved: date = start + relativedelta(years=years, months=months) + timedelta(days=days)
    except (ValueError, OverflowError):
        return None
    return moved


def day(when: date | None) -> Period | None:
    """One day."""
    return Period("day", when.isoformat(), when, when) if when else None


def calendar_day(in_year: int, in_month: int, number: int) -> Period | None:
    """A day by its numbers; None where there is none such."""
    try:
        return day(date(in_year, in_month, number))
    except (ValueError, OverflowError):
        return None


def month(in_year: int, number: int) -> Period | None:
    """A month; numbers above 12 and below 1 run into other years."""
    in_year, number = in_year + (number - 1) // 12, (number - 1) % 12 + 1
    return _months("month", f"{in_year:04}-{number:02}", in_year, number, 1)


def quarter(in_year: int, number: int) -> Period | None:
    """A quarter, 1 to 4, of the calendar's year; other numbers run into other years."""
    in_year, number = in_year + (number - 1) // 4, (number - 1) % 4 + 1
    return _months("quarter", f"{in_year:04}-Q{number}", in_year, 3 * number - 2, 3)


def half(in_year: int, number: int) -> Period | None:
    """The first or second half of a year."""
    return _months("half", f"{in_year:04}-H{number}", in_year, 6 * number - 5, 6)


def season(in_year: int, name: str) -> Period | None:
    """A season that begins in a year, by its name in TIMEX3: SP, SU, FA or WI."""
    return _months("season", f"{in_year:04}-{name}", in_year, 3 + 3 * SEASONS.index(name), 3)


def year(number: int) -> Period | None:
    """A year."""
    return _months("year", f"{number:04}", number, 1, 12)


def decade(in_year: int) -> Period | None:
    """The decade that a year lies in."""
    return _months("decade", f"{in_year // 10:03}X", in_year // 10 * 10 or 1, 1, 120)


def century(in_year: int) -> Period | None:
    """The hundred years with the same first two digits."""
    return _months("century", f"{in_year // 100:02}XX", in_year // 100 * 100 or 1, 1, 1200)


def week(when: date | None) -> Period | None:
    """The week of a day, Monday to Sunday (ISO 8601)."""
    first = plus(when, days=-when.weekday()) if when else None
    last = plus(first, days=6)
    if first is None or last is None:
        return None
    number = first.isocalendar()
    return Period("week", f"{number.year:04}-W{number.week:02}", first, last)


def weekend(when: date | None) -> Period | None:
    """Saturday and Sunday of the week of a day."""
    whole = week(when)
    if whole is None or whole.last is None:
        return None
    return Period("weekend", f"{whole.timex}-WE", plus(whole.last, days=-1), whole.last)


def vague(direction: str) -> Period:
    """A time that no calendar shows: PAST, PRESENT or FUTURE."""
    return Period("vague", f"{direction}_REF")


def unknown(unit: str) -> Period | None:
    """A day, week, month, … of which nothing else is known; None for what is no unit of the calendar."""
    return next((Period(grain, None) for grain in _UNITS if grain == unit), None)


def coarser(period: Period, unit: str) -> bool:
    """Whether a period is longer than a unit, so that nobody knows on which day of it to begin to count."""
    return _SIZES.get(period.grain, 0) > _SIZES.get(unit, 0)


def of_unit(unit: str, when: date | None) -> Period | None:
    """The day, week, month, … in which a day lies."""
    if when is None:
        return None
    if unit == "day":
        return day(when)
    if unit == "week":
        return week(when)
    if unit == "weekend":
        return weekend(when)
    if unit == "month":
        return month(when.year, when.month)
    if unit == "quarter":
        return quarter(when.year, (when.month + 2) // 3)
    if unit == "year":
        return year(when.year)
    return decade(when.year) if unit == "decade" else century(when.year) if unit == "century" else None


def shifted(unit: str, when: date | None, number: int) -> Period | None:
    """The day, week, month, … so many of its kind after that of a day, or before it where the number is negative."""
    years, months, days = (number * step for step in _STEPS[unit])
    return of_unit(unit, plus(when, years=years, months=months, days=days))


def _months(grain: Grain, timex: str, in_year: int, first: int, count: int) -> Period | None:
    """So many months; of a decade or century that runs over the end of the calendar, those that there are."""
    try:
        begin = date(in_year, first, 1)
        end: date = begin + relativedelta(months=count - 1, day=31)
    except (ValueError, OverflowError):
        return None
    return Period(grain, timex, begin, end)
