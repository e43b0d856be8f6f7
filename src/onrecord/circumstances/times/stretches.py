"""Parts of years and what is longer than one: quarters, halves, seasons, decades and centuries."""

import re
from datetime import date

from onrecord.circumstances.times import lexicon, periods
from onrecord.circumstances.times.lexicon import words
from onrecord.circumstances.times.model import Direction
from onrecord.circumstances.times.periods import Period
from onrecord.circumstances.times.scene import Found, Scene, rule
from onrecord.circumstances.times.shapes import MOD, mod_of, unit_at, units_away, year_at

__all__ = ["RULES"]

_SPORTS = words("touchdown touchdowns quarterback yard yards rebounds rebound punt punts kicker fumble interception halftime overtime")


@rule("tbeGD", rf"{MOD}t?(?P<decade>D)")
def _decade(scene: Scene, m: re.Match[str]) -> Found | None:
    """The 1990s, the '90s, the late nineties; not somebody's fifties."""
    at = m.start("decade")
    word, before = scene.tokens.word(at), scene.tokens.word(at - 1)
    if before in ("his", "her", "their", "its", "my", "our"):
        return None
    digits = "".join(c for c in word if c.isdigit())
    if len(digits) == 4:
        number = int(digits)
    elif not digits and before != "the" and not m["mod"]:
        return None
    else:
        number = int(digits) if digits else lexicon.DECADES[word]
        number += 1900 if number >= 20 or not scene.reference else 2000
    period = periods.decade(number)
    return Found(m.start(), m.end(), period, relative=False, mod=mod_of(scene, m)) if period else None


@rule("tbeGo", rf"{MOD}t?(?P<number>o)-?(?P<unit>U)R?")
def _century(scene: Scene, m: re.Match[str]) -> Found | None:
    """The 19th century, the early twentieth century."""
    if unit_at(scene, m.start("unit")) != "century":
        return None
    number = scene.number(m.start("number"), m.start("number") + 1)
    if not number or number > 30:
        return None
    if scene.tokens.word(m.end() - 1).startswith("b"):
        return Found(m.start(), m.end(), Period("century", f"BC{number - 1:02}"), relative=False)
    period = periods.century(100 * (number - 1))
    return Found(m.start(), m.end(), period, relative=False, mod=mod_of(scene, m)) if period else None


@rule(
    "tYFoLXHKbeG",
    rf"{MOD}t?(?:(?P<year0>Y)|(?P<which>[LXHK])Us)?(?P<fiscal>F?)-?(?P<number>o)-?F?-?(?P<unit>[Uq])(?P<year>,?f?Y|f[tLXH]U)?",
)
def _quarter(scene: Scene, m: re.Match[str]) -> Found | None:
    """The third quarter, third-quarter, the 1988 second quarter, last year's first quarter, the first half of 2020."""
    tokens = scene.tokens
    unit, number = tokens.word(m.start("unit")), scene.number(m.start("number"), m.start("number") + 1) or 0
    if unit not in ("quarter", "half") or number > (4 if unit == "quarter" else 2):
        return None
    in_year = None
    if m["year0"]:
        in_year = int(tokens.word(m.start("year0")))
    elif m["year"] and m["year"].endswith("Y"):
        in_year = int(tokens.word(m.end("year") - 1))
    if in_year is not None:
        period = _part(unit, in_year, number)
    elif (unit == "half" and not m["year"]) or _SPORTS & set(tokens.words[max(0, m.start() - 60) : m.end() + 60]):
        return None
    elif scene.reference is None:
        period = Period("quarter" if unit == "quarter" else "half", f"XXXX-{unit[0].upper()}{number}")
    elif (step := units_away(tokens.word(m.start("which") if m["which"] else m.end() - 2) if m["which"] or m["year"] else "")) is not None:
        period = _part(unit, scene.reference.year + step, number)
    else:
        period = _likely_part(unit, scene.reference, number, scene.cue(m.start(), m.end()))
    if period and "F" in m.group():  # of a fiscal year, of which nobody knows the days
        period = Period(period.grain, period.timex)
    return Found(m.start(), m.end(), period, relative=in_year is None) if period else None


@rule("Q", r"Q(?:,?f?(?P<year>[Yy]))?")
def _q(scene: Scene, m: re.Match[str]) -> Found | None:
    """Q3, Q3 2020."""
    number = int(scene.tokens.word(m.start())[1])
    if m["year"]:
        period = periods.quarter(year_at(scene, m) or 0, number)
    else:
        period = periods.quarter(scene.reference.year, number) if scene.reference else None
        if period and period.first and scene.reference and (period.first - scene.reference).days > 45:
            period = periods.quarter(scene.reference.year - 1, number)
    return Found(m.start(), m.end(), period, relative=not m["year"]) if period else None


@rule("tbeGSLXH", rf"{MOD}t?(?P<which>[LXH]p?)?(?:e-?)?(?P<season>S)(?P<year>,?Y|f[Yy]|y|,?f?[LXH]U)?(?P<next>(?<=Y)[-/][dn])?")
def _season(scene: Scene, m: re.Match[str]) -> Found | None:
    """The summer of 2019, winter 2020, last fall, this spring, in the summer."""
    tokens, at = scene.tokens, m.start("season")
    name = lexicon.SEASON_NAMES[tokens.word(at)]
    mod = mod_of(scene, m)
    if m["year"] and m["year"][-1] in "Yy":  # a winter "of 2009-10" begins in the first
        period = periods.season(year_at(scene, m) or 0, name)
        return Found(m.start(), m.end(), period, relative=False, mod=mod) if period else None
    this = scene.reference
    if not m["which"] and not m["year"] and not _is_season(scene, m):
        return None
    if not this:
        return Found(m.start(), m.end(), Period("season", f"XXXX-{name}"), relative=True, mod=mod)
    if m["year"]:
        step = units_away(tokens.word(m.end() - 2))
        period = periods.season(this.year + step, name) if step is not None and unit_at(scene, m.end() - 1) == "year" else None
        return Found(m.start(), m.end(), period, relative=True, mod=mod) if period else None
    begun = [p for y in (this.year - 2, this.year - 1, this.year) if (p := periods.season(y, name)) and p.first and p.first <= this]
    coming = [p for y in (this.year - 1, this.year, this.year + 1) if (p := periods.season(y, name)) and p.first and p.first > this]
    which = tokens.word(m.start("which")) if m["which"] else ""
    if which in ("last", "previous") or "p" in (m["which"] or ""):
        begun = [p for p in begun if p.last and p.last < this] or begun
        chosen = begun[-1:]
    elif which in ("next", "coming", "upcoming"):
        chosen = coming[:1]
    elif which == "this":  # of this year; a winter may have begun in the last one
        chosen = (
            begun[-1:]
            if name == "WI" and this.month < 7
            else [p for p in begun + coming if p.timex and p.timex.startswith(f"{this.year:04}")]
        )
    elif which:
        return None
    else:
        ahead = scene.cue(m.start(), m.end()) == "future" and not (begun and begun[-1].last and begun[-1].last >= this)
        chosen = coming[:1] if ahead else begun[-1:]
    return Found(m.start(), m.end(), chosen[0], relative=True, mod=mod) if chosen else None


RULES = (
    _decade,
    _century,
    _quarter,
    _q,
    _season,
)


def _is_season(scene: Scene, m: re.Match[str]) -> bool:
    """Whether a season without year is one: "in the fall", "by spring", not "the fall of Rome"."""
    tokens, at = scene.tokens, m.start("season")
    if tokens.word(at + 1) == "of" or tokens.raw(at)[0].isupper():
        return False
    if m["mod"]:
        return True
    first = m.start()
    before = tokens.word(first - 1)
    return before in ("in", "during", "over", "into", "since", "until", "by", "through", "throughout", "before", "after", "for") and (
        tokens.shape[at - 1 : at] == "t" or before in ("by", "since", "until", "in")
    )


def _part(unit: str, in_year: int, number: int) -> Period | None:
    return periods.quarter(in_year, number) if unit == "quarter" else periods.half(in_year, number)


def _likely_part(unit: str, this: date, number: int, cue: Direction | None) -> Period | None:
    """The quarter that is meant where no year is given: this year's, unless that is far ahead, or long over and something is to come."""
    found = _part(unit, this.year, number)
    if found is None or found.first is None or found.last is None:
        return None
    if cue != "future" and (found.first - this).days > 45:
        return _part(unit, this.year - 1, number)
    return _part(unit, this.year + 1, number) if cue == "future" and (this - found.last).days > 120 else found
