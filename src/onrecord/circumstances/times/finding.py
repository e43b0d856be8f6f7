"""Finding and resolving expressions of dates and times in English news.

A text becomes a string of letters, one for each word (``tokens``); rules match shapes in it and read them; then a time of day joins the
day beside it, and two ends become an interval. Values follow ISO 8601 and TIMEX3 (TimeML 1.2.1).

The arithmetic of months and the day of Easter are those of python-dateutil. dateparser is not used: it takes 0.7 ms for one expression, an
article has dozens, and it neither knows the tense of a sentence nor the unit that is meant.
"""

import re
from dataclasses import replace
from datetime import date

from onrecord.circumstances.times import clocks, counting, days, deixis, lexicon, months, periods, stretches, units, vagueness, years
from onrecord.circumstances.times.model import Direction, Grain, Time
from onrecord.circumstances.times.periods import Period
from onrecord.circumstances.times.scene import Found, Rule, Scene
from onrecord.circumstances.times.tokens import Tokens, tokenize

__all__ = ["times_in"]

_RULES = tuple(
    rule
    for module in (clocks, days, months, stretches, years, deixis, units, counting, vagueness)  # of two that match, the former reads
    for rule in module.RULES
)
_BY_LETTER: dict[str, tuple[Rule, ...]] = {
    letter: tuple(r for r in _RULES if letter in r.first) for letter in sorted({letter for r in _RULES for letter in r.first})
}
_CANDIDATE = re.compile("[" + re.escape("".join(_BY_LETTER)) + "]")
_JOINS_CLOCK = frozenset({",", "on", "at", "around", "about", "by", "before", "after", "local", "time", "of", "to"})


def times_in(text: str, reference: date | None) -> list[Time]:
    """Find what a text says of dates and times, and which they are.

    Args:
        text: An article, or any part of one.
        reference: The day of publication, from which relative expressions count; None where it is not known.

    Returns:
        The expressions, in order, none inside another. What cannot be resolved has no value.
    """
    scene = Scene(tokenize(text), reference)
    return [_time(scene, found) for found in _intervals(scene, _with_clocks(scene, _found(scene)))]


def _found(scene: Scene) -> list[Found]:
    shape, position, found = scene.tokens.shape, 0, []
    while candidate := _CANDIDATE.search(shape, position):
        position = candidate.start()
        for rule in _BY_LETTER[shape[position]]:
            if (match := rule.shape.match(shape, position)) and (read := rule.read(scene, match)):
                found.append(read)
                scene.remember(read)
                position = read.end - 1
                break
        position += 1
    return found


def _with_clocks(scene: Scene, found: list[Found]) -> list[Found]:
    """Join times of day with the days beside them."""
    joined: list[Found] = []
    for one in found:
        before = joined[-1] if joined else None
        if before and _day_and_clock(before, one) and _between(scene.tokens, before, one) <= _JOINS_CLOCK:
            day, clock = (before, one) if one.period.grain == "time" else (one, before)
            joined[-1] = Found(before.start, one.end, day.period, day.relative, day.mod, clock.clock, day.direction)
        else:
            joined.append(one)
    return [_on_its_day(scene, joined, i) if one.period.grain == "time" else one for i, one in enumerate(joined)]


def _day_and_clock(one: Found, other: Found) -> bool:
    if one.end > other.start or other.start - one.end > 3:
        return False
    grains = {one.period.grain, other.period.grain}
    day = other if one.period.grain == "time" else one
    return grains == {"time", "day"} and (not day.clock or day.clock[1:].isalpha())


def _on_its_day(scene: Scene, found: list[Found], i: int) -> Found:
    """A time of day that stands alone: on the day that was mentioned last, or that of publication."""
    one = found[i]
    last = next((f.period for f in reversed(found[max(0, i - 2) : i]) if f.period.grain == "day" and f.period.first == f.period.last), None)
    period = last or periods.day(scene.reference) or Period("day", None)
    return Found(one.start, one.end, period, relative=True, clock=one.clock)


def _between(tokens: Tokens, one: Found, other: Found) -> set[str]:
    return set(tokens.words[one.end : other.start])


def _intervals(scene: Scene, found: list[Found]) -> list[Found]:
    """Join the two ends of an interval: "between March 3 and March 9", "June 28 - July 3"."""
    joined: list[Found] = []
    for one in found:
        before = joined[-1] if joined else None
        interval = _interval(scene, before, one) if before else None
        if interval:
            joined[-1] = interval
        else:
            joined.append(one)
    return [_week_of(scene, one) for one in joined]


def _week_of(scene: Scene, one: Found) -> Found:
    """The week of March 2, the weekend of 7-8 March, the morning of April 19."""
    start = one.start - 3
    if start < 0 or one.period.grain != "day" or one.clock:
        return one
    if scene.tokens.shape[start : one.start] == "tPf":
        return replace(one, start=start, clock=f"T{lexicon.DAYPARTS[scene.tokens.words[start + 1]]}")
    if scene.tokens.shape[start : one.start] != "tUf":
        return one
    unit = scene.tokens.words[start + 1]
    period = periods.week(one.period.first) if unit == "week" else periods.weekend(one.period.first) if unit == "weekend" else None
    return Found(start, one.end, period, one.relative) if period else one


def _interval(scene: Scene, one: Found, other: Found) -> Found | None:
    shape = scene.tokens.shape
    between, opening = shape[one.end : other.start], shape[one.start - 1 : one.start] if one.start else ""
    joins = between == "-" or (between in ("T", "-", "Tt") and opening == "O") or (between == "&" and opening == "B")
    if not joins or "/" in (one.period.timex or "") + (other.period.timex or "") or one.clock or other.clock:
        return None
    begin, finish = one.period, other.period
    if begin.grain == "vague" or finish.grain == "vague":
        return None
    if begin.grain == finish.grain == "day" and begin.first and finish.first and 0 < (begin.first - finish.first).days < 7 and one.relative:
        finish = periods.day(periods.plus(finish.first, days=7)) or finish  # from Monday to Friday
    elif begin.first and finish.first and finish.last and begin.first > finish.first and one.relative:
        back = periods.plus(begin.first, years=finish.first.year - begin.first.year)
        begin = (periods.day(back) if begin.grain == "day" else periods.of_unit(begin.grain, back)) or begin
    if (
        begin.first
        and finish.first
        and one.relative
        and not other.relative
        and begin.first.year != finish.first.year
        and begin.grain in ("day", "month")
    ):
        back = periods.plus(begin.first, years=finish.first.year - begin.first.year)
        moved = periods.of_unit(begin.grain, back)
        begin = moved if moved and moved.first and moved.first <= finish.first else begin
    if begin.first and finish.last and begin.first > finish.last:
        return None
    timex = f"{begin.timex}/{finish.timex}" if begin.timex and finish.timex else None
    grain: Grain = begin.grain if begin.grain == finish.grain else "day"
    whole = Period(grain, timex, begin.first if finish.last else None, finish.last if begin.first else None)
    return Found(one.start, other.end, whole, one.relative or other.relative, direction=other.direction)


def _time(scene: Scene, found: Found) -> Time:
    tokens, period = scene.tokens, found.period
    value = period.value
    if value and period.timex and "/" in period.timex and period.first and period.last:
        value = f"{period.first.isoformat()}/{period.last.isoformat()}"
    return Time(
        span=(tokens.starts[found.start], tokens.ends[found.end - 1]),
        value=value,
        timex=f"{period.timex}{found.clock}" if period.timex else None,
        grain="time" if found.clock else period.grain,
        relative=found.relative,
        direction=_direction(scene.reference, found),
        mod=found.mod,
    )


def _direction(reference: date | None, found: Found) -> Direction | None:
    first, last = found.period.first, found.period.last
    if reference is None or first is None or last is None:
        return found.direction
    return "past" if last < reference else "future" if first > reference else None
