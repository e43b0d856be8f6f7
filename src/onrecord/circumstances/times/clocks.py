"""Times of day ("10 p.m.", "15:30 GMT", "noon"), which belong to a day beside them."""

import re

from onrecord.circumstances.times.periods import Period
from onrecord.circumstances.times.scene import Found, Scene, rule

__all__ = ["RULES"]


@rule("d", r"(?P<hour>d)(?:[:.](?P<minute>[dn]))?-?(?P<half>m)z?")
def _twelve_hours(scene: Scene, m: re.Match[str]) -> Found | None:
    """10 p.m., 9:30 am EST, 9.30am."""
    hour = int(scene.tokens.word(m.start("hour")))
    if hour > 12:
        return None
    later = scene.tokens.word(m.start("half")).startswith("p")
    return _found(scene, m, hour % 12 + 12 * later)


@rule("dn", r"(?P<hour>[dn]):(?P<minute>[dn])(?P<zone>z?)(?!:)")
def _full_day(scene: Scene, m: re.Match[str]) -> Found | None:
    """15:30 GMT, at 15:30; not a score or a ratio."""
    tokens = scene.tokens
    if not m["zone"] and tokens.word(m.start() - 1) not in ("at", "around", "until", "by", "from", "before", "after", "about", "since"):
        return None
    hour = tokens.word(m.start())
    if len(tokens.word(m.start("minute"))) != 2 or not hour.isdigit() or len(hour) > 2 or int(hour) > 23:
        return None
    return _found(scene, m, int(hour))


@rule("N", r"N")
def _noon(scene: Scene, m: re.Match[str]) -> Found | None:
    """Noon, midnight: the end of its day."""
    return _found(scene, m, 12 if scene.tokens.word(m.start()) == "noon" else 24)


RULES = (_twelve_hours, _full_day, _noon)


def _found(scene: Scene, m: re.Match[str], hour: int) -> Found | None:
    minute = scene.tokens.word(m.start("minute")) if "minute" in m.re.groupindex and m["minute"] else "00"
    if not minute.isdigit() or len(minute) != 2 or int(minute) > 59:
        return None
    return Found(m.start(), m.end(), Period("time", None), relative=True, clock=f"T{hour:02}:{minute}")
