"""Days that count from that of publication: "yesterday", "this morning", "Friday", "last Friday", "the day before yesterday"."""

import re
from datetime import date

from onrecord.circumstances.times import lexicon, periods
from onrecord.circumstances.times.model import Direction
from onrecord.circumstances.times.periods import Period
from onrecord.circumstances.times.scene import Found, Scene, rule
from onrecord.circumstances.times.shapes import CALENDAR, unit_at

__all__ = ["RULES"]


@rule("t", r"t(?P<unit>U)(?P<way>[<>])(?P<end>r|L|X)")
def _but_one(scene: Scene, m: re.Match[str]) -> Found | None:
    """The day before yesterday, the week before last, the year after next."""
    unit, word, before = unit_at(scene, m.start("unit")), scene.tokens.word(m.end() - 1), m["way"] == "<"
    if unit not in CALENDAR or word != (("yesterday" if before else "tomorrow") if unit == "day" else "last" if before else "next"):
        return None
    period = periods.shifted(unit, scene.reference, -2 if before else 2)
    return Found(m.start(), m.end(), period, relative=True) if period else None


@rule("GePr", r"G?(?:(?:e-?)?(?P<part>P))?(?:e-?)?(?P<day>r)(?P<part2>P|U)?")
def _deictic(scene: Scene, m: re.Match[str]) -> Found | None:
    """Yesterday, earlier today, tomorrow morning, mid-afternoon yesterday, tonight."""
    word, at = scene.tokens.word(m.start("day")), m.start("day")
    if at == m.start() and word == "today" and scene.tokens.raw(at)[0].isupper() and scene.tokens.raw(at - 1)[:1].isupper():
        return None  # USA Today
    if m["part2"] == "U" and scene.tokens.word(m.end() - 1) != "night":
        return _deictic_only(scene, m)
    part = "NI" if word == "tonight" else _part(scene, m, "part") or _part(scene, m, "part2")
    when = periods.plus(scene.reference, days=lexicon.DEICTIC[word])
    period = periods.day(when) or Period("day", None)
    return Found(m.start(), m.end(), period, relative=True, clock=f"T{part}" if part else "", direction=_deixis(word))


@rule("GeLXHt", r"G?(?:e-?)?(?P<the>t?)(?P<which>[LXH])(?:e-?)?(?P<part>P|U)")
def _part_of_day(scene: Scene, m: re.Match[str]) -> Found | None:
    """This morning, last night, later this afternoon; the next morning, that evening."""
    part, which = _part(scene, m, "part"), scene.tokens.word(m.start("which"))
    if not part:
        return None
    known = scene.mentioned(m.start())
    if which == "this":
        when = scene.reference
    elif which == "last":
        when = periods.plus(scene.reference, days=-1)
    elif known is None or known.grain not in ("day", "time"):
        return None
    else:
        when = periods.plus(known.last, days=-1 if which == "previous" else 1 if which in ("next", "following") else 0)
    return Found(m.start(), m.end(), periods.day(when) or Period("day", None), relative=True, clock=f"T{part}")


@rule(
    "GeLXHtWP",
    r"(?:[eG]-?)?(?:(?P<part0>P)(?:f|O)?)?(?P<which>t?[LXH]p?|tp)?(?P<day>W)(?:,?(?P<part>P|U))?(?P<of>,?f?(?P<rel>[LXH])U)?",
)
def _weekday(scene: Scene, m: re.Match[str]) -> Found | None:
    """Friday, late Friday, last Friday, this past Friday, Friday night, Wednesday of next week."""
    tokens, at = scene.tokens, m.start("day")
    if not _is_weekday(scene, at):
        return None
    number, end = lexicon.WEEKDAYS[tokens.word(at)], m.end()
    part = _part(scene, m, "part") or _part(scene, m, "part0")
    if m["part"] and not _part(scene, m, "part"):
        if m["of"]:
            return None
        end = m.start("part")
    if m["of"] and unit_at(scene, m.end() - 1) != "week":
        end = m.start("of")
    clock = f"T{part}" if part else ""
    this = scene.reference
    if not this:
        return Found(m.start(), end, Period("day", f"XXXX-WXX-{number + 1}"), relative=True, clock=clock)
    if end == m.end("of") and m["of"]:
        step = {"last": -1, "previous": -1, "this": 0, "next": 1, "coming": 1}.get(tokens.word(m.start("rel")), 0)
        whole = periods.week(periods.plus(this, days=7 * step))
        when = periods.plus(whole.first, days=number) if whole else None
    else:
        when = _nearest_weekday(scene, m, number, end)
    period = periods.day(when)
    return Found(m.start(), end, period, relative=True, clock=clock) if period else None


RULES = (
    _but_one,
    _deictic,
    _part_of_day,
    _weekday,
)


def _deictic_only(scene: Scene, m: re.Match[str]) -> Found:
    word = scene.tokens.word(m.start("day"))
    period = periods.day(periods.plus(scene.reference, days=lexicon.DEICTIC[word])) or Period("day", None)
    return Found(m.start(), m.end("day"), period, relative=True, direction=_deixis(word))


def _deixis(word: str) -> Direction | None:
    return "past" if word == "yesterday" else "future" if word == "tomorrow" else None


def _part(scene: Scene, m: re.Match[str], group: str) -> str | None:
    return lexicon.DAYPARTS.get(scene.tokens.word(m.start(group))) if m[group] else None


def _is_weekday(scene: Scene, at: int) -> bool:
    """Not a newspaper, not a surname, not a day with a name of its own."""
    tokens = scene.tokens
    before, after = tokens.word(at - 1), tokens.raw(at + 1)
    if before in ("each", "every"):
        return False
    if after in ("Times", "Mirror", "Telegraph", "Mail", "Herald", "Post", "Express", "Addams", "Tribune", "Gazette"):
        return False
    return before not in ("black", "bloody", "super", "palm", "ash", "cyber", "fat", "shrove", "maundy", "blue", "casual", "giving")


def _nearest_weekday(scene: Scene, m: re.Match[str], number: int, end: int) -> date | None:
    this, tokens = scene.reference, scene.tokens
    if this is None:
        return None
    back, ahead = (this.weekday() - number) % 7, (number - this.weekday()) % 7
    which = tokens.word(m.start("which") + m["which"].startswith("t")) if m["which"] else ""
    known = scene.mentioned(m.start())
    if which in ("following", "next", "that", "same", "previous", "preceding") and m["which"].startswith("t"):
        if known is None or known.first is None:
            return None
        return periods.plus(known.first, days=((number - known.first.weekday() - 1) % 7 + 1) * (-1 if which.startswith("pre") else 1))
    if m["which"] and "p" in m["which"]:
        return periods.plus(this, days=-(back or 7))
    if which in ("last", "previous"):
        return periods.plus(this, days=-(back or 7))
    if which in ("next", "coming", "upcoming", "following"):
        return periods.plus(this, days=ahead if ahead > 2 else ahead + 7)  # of a day so near nobody says "next"
    if not back:
        return this
    cue = scene.cue(m.start(), end)
    if which == "this":
        return periods.plus(this, days=-back if cue == "past" else ahead)
    return periods.plus(this, days=ahead if cue == "future" else -back)
