"""Dates of publication, in the forms in which inputs give them; anything that could be read in two ways is none."""

import re
from datetime import date, datetime, time, timedelta, timezone

__all__ = ["parse"]

_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH = (
    "(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
_WEEKDAY = r"(?:(?P<weekday>mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs|rsday|r)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)\.?,?\ )?"
_DAY = r"(?P<day>[0-3]?[0-9])(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>[0-9]{4})"
_TIME = (
    r"(?P<hour>[0-2]?[0-9]):(?P<minute>[0-5][0-9])(?::(?P<second>[0-5][0-9])(?:[.,][0-9]{1,9})?)?"
    r"(?:\ ?(?P<half>[ap])\.?m\.?)?(?:\ ?\(?(?P<zone>z|[a-z]{2,5}|[+-][0-9]{2}(?::?[0-9]{2})?)\)?)?"
)

_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_YEAR}([-/])(?P<month>[01]?[0-9])\2(?P<day>[0-3]?[0-9])(?:(?:t|,?\ ){_TIME})?",
        rf"{_YEAR}(?P<month>[01][0-9])(?P<day>[0-3][0-9])(?:t(?P<hour>[0-2][0-9])(?P<minute>[0-5][0-9])(?P<second>[0-5][0-9])(?P<zone>z)?)?",
        rf"{_WEEKDAY}{_DAY}(?:\ of)?[\ -]{_MONTH},?[\ -]{_YEAR}(?:,?\ (?:at\ )?{_TIME})?",
        rf"{_WEEKDAY}{_MONTH}\ {_DAY},?\ {_YEAR}(?:,?\ (?:at\ )?{_TIME})?",
    )
)

# RFC 5322, section 4.3: the only abbreviations that stand for one offset.
_ZONES = {"z": 0, "gmt": 0, "ut": 0, "utc": 0, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7}
_EARLIEST = 1600  # nothing is news before; 0001 and the like stand for "unknown" in many systems
_LONGEST = 80


def parse(text: str) -> str | None:
    """Read a date of publication.

    Known are ISO 8601 days and timestamps, ``2023/06/02``, ``June 2, 2023``, ``2 June 2023`` and the dates of e-mail and HTTP
    (RFC 5322: ``Fri, 02 Jun 2023 10:00:00 GMT``). Forms such as ``03/04/2023``, which have two readings, are not.

    Returns:
        ISO 8601: a day, or a timestamp to the second with its offset from UTC where one is given; only the day where the zone is
        given by a name that several places use. None where the text is no date, or none that there can be.
    """
    text = text.strip()
    if len(text) > _LONGEST:  # before blanks are brought together: all of it must be the date, and none of it may cost much
        return None
    text = " ".join(text.split())
    for form in _FORMS:
        if match := form.fullmatch(text):
            try:
                return _iso(match.groupdict())
            except ValueError:
                return None
    return None


def _iso(parts: dict[str, str | None]) -> str | None:
    year, month = parts["year"] or "", parts["month"] or ""
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    day = date(int(year), number, int(parts["day"] or 0))
    weekday = parts.get("weekday")
    if day.year < _EARLIEST or (weekday and _DAYS.index(weekday[:3].lower()) != day.weekday()):
        return None
    if parts.get("hour") is None:
        return day.isoformat()
    hour = int(parts["hour"] or 0)
    half = parts.get("half")
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    clock = time(hour, int(parts["minute"] or 0), int(parts.get("second") or 0))
    zone = parts.get("zone")
    if not zone:
        return datetime.combine(day, clock).isoformat()
    offset = _offset(zone.lower())
    return day.isoformat() if offset is None else datetime.combine(day, clock, timezone(offset)).isoformat()


def _offset(zone: str) -> timedelta | None:
    if zone[0] in "+-":
        digits = zone[1:].replace(":", "").ljust(4, "0")
        ahead = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
        return ahead if zone[0] == "+" else -ahead
    hours = _ZONES.get(zone)
    return None if hours is None else timedelta(hours=hours)
