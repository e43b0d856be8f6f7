"""Days with their numbers or their names, with or without the year: "June 1", "the 1st of June, 2023", "3-9 February", "Christmas".

A year that is left out comes from the story that is told, from the weekday, or from the day of publication and the tense.
"""

import re

from onrecord.circumstances.times import holidays, lexicon, periods
from onrecord.circumstances.times.periods import Period
from onrecord.circumstances.times.scene import Found, Scene, rule
from onrecord.circumstances.times.shapes import YEAR, century_of, glued, unit_at, units_away, year_at

__all__ = ["RULES"]

_WEEKDAY = r"(?:[Wx]\.?,?)?"
_OF_2001 = frozenset({"attacks", "attack", "terrorist", "terror", "hijackers", "hijackings"})
"""After "Sept. 11", they are those of one year."""


@rule("I", "I")
def _iso(scene: Scene, m: re.Match[str]) -> Found | None:
    """2023-06-01, 2023-06-01T23:30:00-05:00: the day is that of its own zone."""
    raw = scene.tokens.raw(m.start())
    period = periods.calendar_day(int(raw[:4]), int(raw[5:7]), int(raw[8:10]))
    if period is None:
        return None
    clock = raw[10:16]
    there_is = clock[1:3] < "24" and clock[4:] < "60"
    return Found(m.start(), m.end(), period, relative=False, clock=clock if there_is else "")


@rule("J", "J")
def _numeric(scene: Scene, m: re.Match[str]) -> Found | None:
    """06/01/2023 the American way unless there is no such month; 01.06.2023 with the day first."""
    raw = scene.tokens.raw(m.start())
    first, second, number = (int(part) for part in re.split(r"[/.]", raw))
    in_year = number if len(raw.split("/" if "/" in raw else ".")[-1]) == 4 else century_of(scene, number)
    if in_year < 1:
        return None
    ways = ((first, second), (second, first)) if "/" in raw else ((second, first), (first, second))
    found = next((p for a, b in ways if (p := periods.calendar_day(in_year, a, b))), None)
    return Found(m.start(), m.end(), found, relative=False) if found else None


@rule("WxMAe", rf"{_WEEKDAY}(?:e-?)?(?P<month>[MA])(?:(?<=A)\.)?t?(?P<day>[do])(?:(?:-|T)(?P<day2>[do]))?(?!m|:[dn]){YEAR}")
def _month_day(scene: Scene, m: re.Match[str]) -> Found | None:
    """June 1, Thursday, June 1, 2023, Sept. 11 2001, June 3-5."""
    if scene.tokens.word(m.start("day"))[0].isalpha() and "t" not in m.group():
        return None
    return _day_of_month(scene, m)


@rule("do", rf"(?<=B)(?P<day>[do])&(?P<day2>[do])f?(?P<month>[MA])(?:(?<=A)\.)?{YEAR}")
def _between_days(scene: Scene, m: re.Match[str]) -> Found | None:
    """Between 3 and 9 February."""
    return _day_of_month(scene, m)


@rule("Wxtdo", rf"{_WEEKDAY}t?(?P<day>[do])(?:(?:-|T)(?P<day2>[do]))?(?P<of>f?),?(?P<month>[MA])(?:(?<=A)\.)?(?!t?[do](?!m|:[dn])){YEAR}")
def _day_month(scene: Scene, m: re.Match[str]) -> Found | None:
    """1 June 2023, the 1st of June, 3-9 February, from 3 to 9 February."""
    word = scene.tokens.word(m.start("day"))
    before = m.start() - 1
    if (word[0].isalpha() and not m["of"]) or (m["of"] and word.isdigit()) or scene.tokens.shape[before : before + 1] in (":", "/"):
        return None
    return _day_of_month(scene, m)


@rule("d", r"d/d(?!/)")
def _eleventh(scene: Scene, m: re.Match[str]) -> Found | None:
    """9/11, the one day that goes by its numbers."""
    numbers = scene.tokens.words[m.start() : m.end()]
    period = periods.calendar_day(2001, 9, 11) if numbers == ["9", "/", "11"] and not glued(scene, m.start()) else None
    return Found(m.start(), m.end(), period, relative=False) if period else None


@rule("kLXHt", r"(?:(?P<which>[LXH]))?(?P<name>k)(?P<year>,?Y|f?[LXH]U)?")
def _holiday(scene: Scene, m: re.Match[str]) -> Found | None:
    """Christmas, New Year's Day 2020, last Thanksgiving."""
    tokens = scene.tokens
    name, this = tokens.word(m.start("name")), scene.reference
    if m["year"] and m["year"].endswith("Y"):
        period = periods.day(holidays.day_of(name, int(tokens.word(m.end() - 1))))
        return Found(m.start(), m.end(), period, relative=False) if period else None
    if not this:
        return Found(m.start(), m.end(), Period("day", None), relative=True)
    if m["year"]:
        step = units_away(tokens.word(m.end() - 2)) if unit_at(scene, m.end() - 1) == "year" else None
        period = periods.day(holidays.day_of(name, this.year + step)) if step is not None else None
        return Found(m.start(), m.end(), period, relative=True) if period else None
    days = [d for y in (this.year - 1, this.year, this.year + 1) if (d := holidays.day_of(name, y))]
    which = tokens.word(m.start("which")) if m["which"] else ""
    if which == "this":
        chosen = holidays.day_of(name, this.year)
    else:
        before = max((d for d in days if d <= this and (d < this or which != "last")), default=None)
        after = min((d for d in days if d >= this and (d > this or which != "next")), default=None)
        cue = None if which else scene.cue(m.start(), m.end())
        chosen = before if which in ("last", "previous") else after if which else scene.nearest(before, after, cue)
        if not which and cue is None and before and after and (this - before).days > 3 * (after - this).days:
            chosen = after  # people speak of a feast before it comes
    period = periods.day(chosen)
    return Found(m.start(), m.end(), period, relative=True) if period else None


RULES = (
    _iso,
    _numeric,
    _month_day,
    _between_days,
    _day_month,
    _eleventh,
    _holiday,
)


def _day_of_month(scene: Scene, m: re.Match[str]) -> Found | None:
    """The day, or the days, that a match with a month and numbers names."""
    tokens, end = scene.tokens, m.end()
    start = m.start() + (tokens.shape[m.start() : m.start() + 2] == "td")  # "the 5 May attack"
    in_month = lexicon.MONTHS[tokens.word(m.start("month"))]
    number = scene.number(m.start("day"), m.start("day") + 1) or 0
    until = scene.number(m.start("day2"), m.start("day2") + 1) or 0 if m["day2"] else number
    if not 1 <= number <= until <= 31:
        return None
    in_year, relative, told = year_at(scene, m), False, False
    if in_year is None and in_month == 9 and number == 11 and tokens.word(end) in _OF_2001:
        in_year = 2001
    elif in_year is None and scene.reference is None:
        return Found(start, end, Period("day", f"XXXX-{in_month:02}-{number:02}"), relative=True)
    elif in_year is None:
        relative, in_year = True, scene.story_year(m.start(), end, in_month)
        told = in_year is not None
        in_year = in_year if told else _likely_year(scene, in_month, number, m)
    first, last = (periods.calendar_day(in_year or 0, in_month, n) for n in (number, until))
    if first is None or last is None:
        return None
    if until > number:
        first = Period("day", f"{first.timex}/{last.timex}", first.first, last.last)
    return Found(start, end, first, relative=relative, told=told)


def _likely_year(scene: Scene, in_month: int, number: int, m: re.Match[str]) -> int | None:
    """The year of a day that is given without one."""
    this = scene.reference
    if this is None:
        return None
    days = [p.first for y in range(this.year - 8, this.year + 9) if (p := periods.calendar_day(y, in_month, number)) and p.first]
    weekday = lexicon.WEEKDAYS.get(scene.tokens.word(m.start()))
    if weekday is not None and (fitting := [d for d in days if d.weekday() == weekday and abs((d - this).days) <= 366]):
        days = fitting
    before = max((d for d in days if d <= this), default=None)
    after = min((d for d in days if d >= this), default=None)
    chosen = scene.nearest(before, after, scene.cue(m.start(), m.end()))
    return chosen.year if chosen else None
