"""So many units away: "two weeks ago", "a year earlier", "in ten days"."""

import re

from onrecord.circumstances.times import periods
from onrecord.circumstances.times.model import Direction
from onrecord.circumstances.times.periods import Period
from onrecord.circumstances.times.scene import Found, Scene, rule
from onrecord.circumstances.times.shapes import CALENDAR, unit_at

__all__ = ["RULES"]

_COUNT = r"(?P<count>a?u(?:f)?|[dnYo]|[acC](?:-?[cC&]){0,5})"
_PLAIN = {"fortnight": ("week", 2), "night": ("day", 1)}
_HALVES = {"century": (5, "decade"), "decade": (5, "year"), "year": (6, "month")}


@rule("~acCdnYouq", rf"~?(?:q)?{_COUNT}-?(?P<unit>U)-?(?P<after>[gG]|Oh|h)(?P<noun>U)?")
def _ago(scene: Scene, m: re.Match[str]) -> Found | None:
    """Two weeks ago, a decade earlier, three days later, ten years from now, half a century ago, several years ago."""
    if "U-" in m.group() and m["count"] == "a":  # of "a year-earlier profit" the article belongs to the profit
        return None
    return _counted(scene, m)


@rule("U", r"(?P<unit>U)(?P<hyphen>-?)(?P<after>[gG])(?P<noun>U)?")
def _units_ago(scene: Scene, m: re.Match[str]) -> Found | None:
    """Years ago, and year-ago and year-earlier before a noun."""
    tokens, after = scene.tokens, scene.tokens.word(m.end("after") - 1)
    if unit_at(scene, m.start()) not in CALENDAR:
        return None
    if not tokens.word(m.start()).endswith("s"):
        return _counted(scene, m, 1) if m["hyphen"] and after != "later" else None
    return Found(m.start(), m.end("after"), periods.vague("PAST"), relative=True, direction="past") if after == "ago" else None


@rule("i", rf"i~?{_COUNT}(?P<unit>U)(?![gGh]|Oh)")
def _in(scene: Scene, m: re.Match[str]) -> Found | None:
    """In two weeks, where the sentence is about the future; elsewhere that is how long something took."""
    tokens = scene.tokens
    unit, word = unit_at(scene, m.start("unit")), tokens.word(m.start("unit"))
    number = scene.number(*m.span("count"))
    if tokens.word(m.start()) != "in" or unit not in CALENDAR or tokens.shape[m.end() : m.end() + 1] == "s":
        return None
    in_time = tokens.word(m.end()) in ("'", "’") and tokens.word(m.end() + 1) == "time"
    if not in_time and (tokens.word(m.end()) in ("'", "’") or scene.cue(m.start(), m.end()) != "future"):
        return None
    if number is None:
        return Found(m.start() + 1, m.end(), periods.vague("FUTURE"), relative=True, direction="future") if "u" in m["count"] else None
    if number > 1 and not word.endswith("s"):
        return None
    period = periods.shifted(unit, scene.reference, number)
    return Found(m.start() + 1, m.end(), period, relative=True, direction="future") if period else None


RULES = (
    _ago,
    _units_ago,
    _in,
)


def _counted(scene: Scene, m: re.Match[str], number: int | None = None) -> Found | None:
    """So many units before or after the day of publication, or a time mentioned before."""
    unit, after, end = unit_at(scene, m.start("unit")), scene.tokens.word(m.end("after") - 1), m.end("after")
    past = after in ("ago", "earlier")
    unit, times = _PLAIN.get(unit, (unit, 1))
    if unit not in CALENDAR:
        return None
    if number is None and "u" in m["count"]:  # "several"
        return None if after == "later" else Found(m.start(), end, periods.vague("PAST" if past else "FUTURE"), relative=True)
    number = number or scene.number(*m.span("count"))
    if number is None or number > 1_000_000:
        return None
    if "q" in m.group():
        number, unit = _HALVES.get(unit, (0, unit))
    if not number:
        return None
    if unit == "year" and past and number == 1 and (before := _year_before(scene, m.start())):
        of_quarter = m["noun"] and unit_at(scene, m.end() - 1) in ("quarter", "period")
        return Found(m.start(), m.end() if of_quarter else end, before, relative=True, direction="past", compared=True)
    period = _away(scene, m.start(), unit, number * times * (-1 if past else 1), after)
    direction: Direction | None = "past" if past else None
    return Found(m.start(), end, period, relative=True, direction=direction, compared=past) if period else None


def _away(scene: Scene, at: int, unit: str, step: int, after: str) -> Period | None:
    """The day, week, month, … so many away; "earlier" and "later" count from what was mentioned before, if anything was."""
    known = scene.mentioned(at) if after in ("earlier", "later") else None
    if known is not None:
        return (
            periods.unknown(unit) if periods.coarser(known, unit) else periods.shifted(unit, known.first if step < 0 else known.last, step)
        )
    if after == "later":
        return None
    return periods.shifted(unit, scene.reference, step) if scene.reference else periods.unknown(unit)


def _year_before(scene: Scene, at: int) -> Period | None:
    """The same quarter of the year before, where quarters are compared."""
    quarter = scene.mentioned_quarter(at)
    if quarter is None or scene.last is None or scene.last[0].grain not in ("quarter", "day", "year"):
        return None
    if not quarter.timex or not quarter.timex[:4].isdigit():
        return None
    found = periods.quarter(int(quarter.timex[:4]) - 1, int(quarter.timex[-1]))
    return found if quarter.first or found is None else Period("quarter", found.timex)
