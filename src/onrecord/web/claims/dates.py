"""Days and times in words."""

import re

__all__ = ["clock", "day", "moment"]

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_DAY = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?(?!\d)", re.ASCII)
_CLOCK = re.compile(r"\d{4}-\d\d-\d\d[T ]((?:[01]\d|2[0-3]):[0-5]\d)", re.ASCII)


def day(date: str | None) -> str:
    """A day, month or year in words: ``5 March 2026``; what is none stays as it is.

    Args:
        date: ISO 8601.
    """
    found = _DAY.match(date or "")
    if found is None:
        return date or "no date"
    year, month, of_month = found.groups()
    words = [str(int(of_month))] if of_month else []
    return " ".join([*words, *([_MONTHS[int(month) - 1]] if month else []), year])


def clock(published: str | None) -> str:
    """The time of a timestamp, as the outlet gave it: ``14:02``; empty where only the day is known."""
    found = _CLOCK.match(published or "")
    return found[1] if found else ""


def moment(published: str | None) -> str:
    """A day with the time where that is known: ``5 March 2026, 14:02``."""
    at = clock(published)
    return day(published) + (f", {at}" if at else "")
