"""Months with or without a year: "March 2019", "early March", "last May"."""

import re
from datetime import date

from onrecord.circumstances.times import lexicon, periods, years
from onrecord.circumstances.times.lexicon import words
from onrecord.circumstances.times.periods import Period
from onrecord.circumstances.times.scene import Found, Scene, rule
from onrecord.circumstances.times.shapes import MOD, mod_of, unit_at, units_away, year_at

__all__ = ["RULES"]

_BEFORE_MONTH = words("""
    in since by until till from of last next this during for through to early late mid and between before after around throughout beginning
    starting ending ended end middle start about into or than on past effective
""")


@rule("tbeGMA", rf"{MOD}(?P<month>[MA])(?:(?<=A)\.)?(?P<year>,?Y|fY|,?y|fy)")
def _month_year(scene: Scene, m: re.Match[str]) -> Found | None:
    """March 2019, Sept. 1998, early March of 2019."""
    period = periods.month(year_at(scene, m) or 0, lexicon.MONTHS[scene.tokens.word(m.start("month"))])
    return Found(m.start(), m.end(), period, relative=False, mod=mod_of(scene, m)) if period else None


@rule("MA", r"(?P<month>[MA])C(?P<rest>c(?:-?c)?|C|C-?c)")
def _spoken_month_year(scene: Scene, m: re.Match[str]) -> Found | None:
    """January nineteen ninety-seven."""
    in_year = years.spoken(scene, m.start("rest") - 1, m.end())
    period = periods.month(in_year, lexicon.MONTHS[scene.tokens.word(m.start())]) if in_year else None
    return Found(m.start(), m.end(), period, relative=False) if period else None


@rule("tbeGLXHMA", rf"{MOD}(?P<which>[LXH]p?)?(?P<month>[MA])(?:(?<=A)\.)?(?P<of>,?f?[LXH]U)?")
def _bare_month(scene: Scene, m: re.Match[str]) -> Found | None:
    """In March, early March, last May, March of last year."""
    tokens, at = scene.tokens, m.start("month")
    number = lexicon.MONTHS[tokens.word(at)]
    if not (m["which"] or m["mod"] or m["of"]) and not _is_month(scene, at):
        return None
    if not scene.reference:
        return Found(m.start(), m.end(), Period("month", f"XXXX-{number:02}"), relative=True, mod=mod_of(scene, m))
    if m["of"]:
        step = units_away(tokens.word(m.end() - 2)) if unit_at(scene, m.end() - 1) == "year" else None
        period, told = periods.month(scene.reference.year + step, number) if step is not None else None, False
    else:
        period, told = _nearest(scene, m, scene.reference, number)
    return Found(m.start(), m.end(), period, relative=True, mod=mod_of(scene, m), told=told) if period else None


RULES = (
    _month_year,
    _spoken_month_year,
    _bare_month,
)


def _nearest(scene: Scene, m: re.Match[str], this: date, number: int) -> tuple[Period | None, bool]:
    """The month of that name that is meant, and whether it is that of a story."""
    which = scene.tokens.word(m.start("which")) if m["which"] else ""
    if which in ("last", "previous"):
        return periods.month(this.year - (number >= this.month), number), False
    if which in ("next", "coming", "upcoming", "following"):
        return periods.month(this.year + (number <= this.month), number), False
    if which == "this" and "p" not in m["which"]:
        return periods.month(this.year, number), False
    if (told := scene.story_year(m.start(), m.end(), number)) is not None:
        return periods.month(told, number), True
    before = periods.month(this.year - (number > this.month), number)
    after = periods.month(this.year + (number < this.month), number)
    if number == this.month:
        return before, False
    chosen = scene.nearest(before.last if before else None, after.first if after else None, scene.cue(m.start(), m.end()))
    return periods.month(chosen.year, number) if chosen else None, False


def _is_month(scene: Scene, at: int) -> bool:
    """Whether a month that stands alone is one: not a person, not a verb, not an abbreviation."""
    tokens = scene.tokens
    before, after = tokens.word(at - 1), tokens.raw(at + 1)
    if before in ("each", "every"):
        return False
    if tokens.shape[at] == "A":
        return before in _BEFORE_MONTH and tokens.raw(at)[0].isupper() and (after == "." or tokens.word(at) == "sept")
    if tokens.word(at) in ("april", "may", "june", "march"):
        known = (
            before in _BEFORE_MONTH
            or tokens.shape[at + 1 : at + 3] == "-M"
            or (tokens.shape[at - 1 : at] == "t" and before in ("the", "its"))
        )
        return (
            known
            and (before != "by" or not _is_name(scene, at))
            and not (before in ("and", "to", "for", "on", "or", "than", "of", "from") and _is_name(scene, at))
        )
    return not (after[:1].isupper() and after not in ("I",) and before not in _BEFORE_MONTH and before != "the")


def _is_name(scene: Scene, at: int) -> bool:
    """Whether the article calls somebody so ("Theresa May")."""
    if scene.names is None:
        tokens = scene.tokens
        scene.names = frozenset(
            word
            for i, word in enumerate(tokens.words)
            if tokens.shape[i] == "M"
            and i
            and tokens.shape[i - 1] == "w"
            and tokens.raw(i - 1)[0].isupper()
            and tokens.word(i - 1) not in _BEFORE_MONTH
        )
    return scene.tokens.words[at] in scene.names
