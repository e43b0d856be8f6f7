"""Weeks, months, years and the like beside the present one, or one that was mentioned: "last week", "the end of the month", "that year"."""

import re

from onrecord.circumstances.times import periods
from onrecord.circumstances.times.model import Direction
from onrecord.circumstances.times.periods import Period
from onrecord.circumstances.times.scene import Found, Scene, rule
from onrecord.circumstances.times.shapes import CALENDAR, MOD, mod_of, unit_at

__all__ = ["RULES"]


_MENTIONED = {"that": 0, "same": 0, "following": 1, "preceding": -1}
"""Words that count from a time mentioned before; "the next" and "the previous" do too."""

_PRESENT = {"last": -1, "previous": -1, "next": 1, "coming": 1, "upcoming": 1, "past": -1}
"""Words that count from the day of publication."""


@rule("tbeGLXHKS", rf"{MOD}(?P<which>t?[LXHK]p?)F?(?P<unit>U)")
def _unit(scene: Scene, m: re.Match[str]) -> Found | None:
    """Last week, this month, later this year, the end of next year, that day, the following month, the coming weeks, the latest quarter."""
    tokens, at, end = scene.tokens, m.start(), m.end()
    unit, first = unit_at(scene, end - 1), m.start("which")
    the = m["which"].startswith("t") or tokens.word(first - 1) == "the"
    which = tokens.word(m.end("which") - 1 if "p" in m["which"] else first + m["which"].startswith("t"))
    if tokens.word(end - 1).endswith("s"):
        ahead = which in ("coming", "upcoming") and unit in CALENDAR
        return Found(at, end, periods.vague("FUTURE"), relative=True, direction="future") if ahead else None
    direction: Direction | None = None
    if unit == "period" or (unit == "quarter" and (which == "latest" or the) and which != "current"):
        period = _beside_quarter(scene, at, unit, which)
    elif unit not in CALENDAR or which in ("latest", "ensuing"):
        return None
    elif which in _MENTIONED or (the and which in ("next", "previous")):
        period = _beside_mentioned(scene, at, unit, which, the=the)
    elif unit == "day" or (the and which in ("last", "this") and not m["mod"]):
        return None  # "over the last year" lasts a year
    else:
        step = _step(scene, m, unit, which)
        direction = "past" if step < 0 else "future" if step > 0 else None
        period = periods.shifted(unit, scene.reference, step) if scene.reference else periods.unknown(unit)
    compared = which in ("that", "same")
    return Found(at, end, period, relative=True, mod=mod_of(scene, m), direction=direction, compared=compared) if period else None


@rule("tbeG", r"(?P<mod>t?(?:bf|[eG]i)t)(?P<unit>U)")
def _part_of_unit(scene: Scene, m: re.Match[str]) -> Found | None:
    """The end of the month, later in the year."""
    unit = unit_at(scene, m.end() - 1)
    if unit not in ("week", "month", "year", "decade", "century") or scene.tokens.word(m.end() - 1).endswith("s"):
        return None
    period = periods.of_unit(unit, scene.reference)
    return Found(m.start(), m.end(), period, relative=True, mod=mod_of(scene, m)) if period else None


@rule("tU", r"t?Us?-?(?P<mod>b)")
def _year_end(scene: Scene, m: re.Match[str]) -> Found | None:
    """Year end, the year's end, month-end."""
    unit = unit_at(scene, m.start() + m.group().startswith("t"))
    if unit not in ("year", "month", "quarter") or scene.tokens.word(m.end() - 1) != "end":
        return None
    period = periods.of_unit(unit, scene.reference)
    return Found(m.start(), m.end(), period, relative=True, mod="END") if period else None


@rule("tU", r"(?P<the>t)(?P<unit>U)")
def _the_unit(scene: Scene, m: re.Match[str]) -> Found | None:
    """The weekend; the quarter, where one was mentioned."""
    unit = unit_at(scene, m.end() - 1)
    if scene.tokens.word(m.start()) != "the" or scene.tokens.word(m.end()) == "of" or scene.tokens.word(m.end() - 1).endswith("s"):
        return None
    if unit == "quarter" and (known := scene.mentioned_quarter(m.start())):
        return Found(m.start(), m.end(), known, relative=True)
    if unit != "weekend":
        return None
    if not scene.reference:
        return Found(m.start(), m.end(), Period("weekend", None), relative=True)
    this = scene.reference
    before, after = periods.weekend(periods.plus(this, days=-5)), periods.weekend(this)
    ahead = this.weekday() < 5 and scene.cue(m.start(), m.end()) == "future"
    period = after if ahead or this.weekday() >= 5 else before
    return Found(m.start(), m.end(), period, relative=True) if period else None


RULES = (
    _unit,
    _part_of_unit,
    _year_end,
    _the_unit,
)


def _step(scene: Scene, m: re.Match[str], unit: str, which: str) -> int:
    """Units from that of publication."""
    weekday = scene.reference.weekday() if scene.reference else 3
    if unit == "week" and which == "last" and weekday == 6:
        return 0  # a Sunday paper means the week that ends
    if unit == "weekend" and which == "this" and weekday < 3 and scene.cue(m.start(), m.end()) == "past":
        return -1
    return _PRESENT.get(which, 0)


def _beside_quarter(scene: Scene, at: int, unit: str, which: str) -> Period | None:
    """The quarter that was mentioned, or one beside it; where none was, the last that is over."""
    known = scene.mentioned_quarter(at)
    step = {**_MENTIONED, **_PRESENT}.get(which, 0)
    if known:
        return periods.shifted("quarter", known.first, step) if step else known
    return periods.shifted("quarter", scene.reference, -1) if unit == "quarter" and which in ("latest", "last", "previous") else None


def _beside_mentioned(scene: Scene, at: int, unit: str, which: str, *, the: bool) -> Period | None:
    """The day, week, month, … of a time that was mentioned, or one beside it."""
    known = scene.mentioned(at)
    if known is None or periods.coarser(known, unit) or (the and which == "next" and unit != "day"):
        return None  # "over the next year" lasts a year from now
    return periods.shifted(unit, known.first, {"next": 1, "previous": -1, **_MENTIONED}[which])
