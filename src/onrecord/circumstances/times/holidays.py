"""Holidays with a fixed or computable day, a short list of our own.

Easter is computed by ``dateutil.easter``; the rest are fixed, or the n-th such weekday of a month as the law of the United States has it
(5 U.S.C. 6103).
"""

import re
from datetime import date

from dateutil.easter import easter

from onrecord.circumstances.times.periods import plus

__all__ = ["FIRST_WORDS", "day_of", "match"]

_FIXED = {
    "new year's day": (1, 1),
    "new year's eve": (12, 31),
    "valentine's day": (2, 14),
    "st patrick's day": (3, 17),
    "may day": (5, 1),
    "bastille day": (7, 14),
    "halloween": (10, 31),
    "armistice day": (11, 11),
    "veterans day": (11, 11),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "boxing day": (12, 26),
}
_FROM_EASTER = {"good friday": -2, "easter sunday": 0, "easter monday": 1, "easter": 0, "ash wednesday": -46, "palm sunday": -7}
_NTH = {  # month, weekday, which; the last is -1
    "martin luther king day": (1, 0, 3),
    "presidents' day": (2, 0, 3),
    "presidents day": (2, 0, 3),
    "mother's day": (5, 6, 2),
    "memorial day": (5, 0, -1),
    "father's day": (6, 6, 3),
    "labor day": (9, 0, 1),
    "columbus day": (10, 0, 2),
    "thanksgiving day": (11, 3, 4),
    "thanksgiving": (11, 3, 4),
}
_NAMES = sorted((*_FIXED, *_FROM_EASTER, *_NTH), key=len, reverse=True)
_HOLIDAY = re.compile(
    r"(?:" + "|".join(re.escape(name).replace("'", "['’]").replace(r"\ ", r"\s") for name in _NAMES) + r")(?![^\W_])", re.IGNORECASE
)

FIRST_WORDS = frozenset(re.split(r"[ ']", name)[0] for name in _NAMES)
"""Words that a holiday's name begins with."""


def match(text: str, start: int) -> int | None:
    """Where the name of a holiday that begins here ends."""
    found = _HOLIDAY.match(text, start)
    return found.end() if found else None


def day_of(name: str, year: int) -> date | None:
    """The day of a holiday, by its name in small letters; None in years that the calendar or the rule does not know."""
    try:
        if name in _FIXED:
            return date(year, *_FIXED[name])
        if name in _FROM_EASTER:
            return plus(easter(year), days=_FROM_EASTER[name])
        return _nth(year, *_NTH[name])
    except (ValueError, OverflowError, KeyError):
        return None


def _nth(year: int, month: int, weekday: int, which: int) -> date | None:
    if which < 0:
        end = plus(plus(date(year, month, 1), months=1), days=-1)
        return plus(end, days=-((end.weekday() - weekday) % 7)) if end else None
    first = date(year, month, 1)
    return plus(first, days=(weekday - first.weekday()) % 7 + 7 * (which - 1))
