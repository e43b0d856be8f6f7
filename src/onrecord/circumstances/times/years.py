"""Years: "in 2019", "2019-20", "fiscal 2025", "nineteen ninety-six", "490 BC"; not every number of four digits is one."""

import re

from onrecord.circumstances.times import lexicon, periods
from onrecord.circumstances.times.lexicon import words
from onrecord.circumstances.times.periods import Period
from onrecord.circumstances.times.scene import Found, Scene, rule
from onrecord.circumstances.times.shapes import MOD, glued, mod_of

__all__ = ["RULES", "spoken"]

_STRONG = words("in since until till year circa before after during throughout")
_WEAK = words("of by from to for between late early mid around through back due fiscal than into again and or ended ending")
_MEASURES = words("percent % million billion trillion thousand hundred kg km lb lbs mph feet ft degrees °")
_NOT_NOUNS = words("and or in on at by for to from of is are was were has have had the a an that which who with as")
_MONEY = frozenset("$£€¥#")


@rule("dnYR", r"(?P<a>[dnY])R|R(?P<b>[dnY])")
def _era(scene: Scene, m: re.Match[str]) -> Found | None:
    """490 BC, AD 70; years before Christ, which ISO 8601 writes by agreement only, have no value."""
    at = m.start("a") if m["a"] else m.start("b")
    word, era = scene.tokens.word(at), scene.tokens.word(m.end() - 1 if m["a"] else m.start())
    if not word.isdigit() or len(word) > 4:
        return None
    if era.startswith("b"):
        return Found(m.start(), m.end(), Period("year", f"BC{int(word):04}"), relative=False)
    period = periods.year(int(word))
    return Found(m.start(), m.end(), period, relative=False) if period else None


@rule("Y", r"(?P<a>Y)[-/](?P<b>[Ydn])")
def _years(scene: Scene, m: re.Match[str]) -> Found | None:
    """2019-2020, 1998-99, 2019/20; 2026-03 is a month."""
    tokens, a, b = scene.tokens, m.start("a"), m.start("b")
    first, end = int(tokens.word(a)), tokens.word(b)
    if len(end) not in (2, 4) or not end.isdigit() or not 1500 <= first < 2100 or tokens.ends[a] != tokens.starts[a + 1] or glued(scene, a):
        return None
    second = int(end) if len(end) == 4 else first // 100 * 100 + int(end)
    if len(end) == 2 and tokens.word(a + 1) == "-" and 1 <= int(end) <= 12 and second != first + 1:  # 2026-03
        period = periods.month(first, int(end)) if tokens.shape[b + 1 : b + 2] != "-" else None
        return Found(a, b + 1, period, relative=False) if period else None
    if len(end) == 2 and second < first:
        second += 100
    if (
        not first < second <= first + 99
        or tokens.shape[b + 1 : b + 2] in ("-", "/")
        or (len(end) == 2 and tokens.ends[b - 1] != tokens.starts[b])
    ):
        return None
    begin, finish = periods.year(first), periods.year(second)
    if begin is None or finish is None:
        return None
    return Found(m.start(), m.end(), Period("year", f"{begin.timex}/{finish.timex}", begin.first, finish.last), relative=False)


@rule("F", r"FU?(?P<year>Y)")
def _fiscal_year(scene: Scene, m: re.Match[str]) -> Found | None:
    """Fiscal 1989: the year that bears the number, whatever its days."""
    period = periods.year(int(scene.tokens.word(m.start("year"))))
    return Found(m.start(), m.end(), period, relative=False) if period else None


@rule("tU", r"t?U(?P<year>Y|[cC]c(?:&?c){0,2})")
def _the_year(scene: Scene, m: re.Match[str]) -> Found | None:
    """The year 2000, the year two thousand."""
    if scene.tokens.word(m.start("year") - 1) != "year":
        return None
    number = scene.number(m.start("year"), m.end())
    period = periods.year(number) if number and number >= 1000 else None
    return Found(m.start(), m.end(), period, relative=False) if period else None


@rule("C", r"C(?P<rest>c(?:-?c)?|C|C-?c)")
def _spoken_year(scene: Scene, m: re.Match[str]) -> Found | None:
    """Nineteen ninety-six, twenty twenty-three."""
    in_year = spoken(scene, m.start(), m.end())
    period = periods.year(in_year) if in_year else None
    return Found(m.start(), m.end(), period, relative=False) if period else None


@rule("tbeGY", rf"{MOD}(?P<year>Y)(?P<unit>U)?")
def _year(scene: Scene, m: re.Match[str]) -> Found | None:
    """In 2019, mid-2019, the 1996 campaign; not every number of four digits."""
    tokens, at = scene.tokens, m.start("year")
    if not m["mod"] and not _is_year(scene, at):
        return None
    number = int(tokens.word(at))
    if m["unit"] and tokens.word(at + 1) in ("quarter", "period") and (known := scene.mentioned_quarter(at)) and known.timex:
        period = periods.quarter(number, int(known.timex[-1]))
        return Found(m.start(), m.end(), period, relative=True) if period else None
    period = periods.year(number)
    return Found(m.start(), at + 1, period, relative=False, mod=mod_of(scene, m)) if period else None


RULES = (
    _era,
    _years,
    _fiscal_year,
    _the_year,
    _spoken_year,
    _year,
)


def spoken(scene: Scene, start: int, end: int) -> int | None:
    """The year that tokens spell by its hundreds; None where they spell another number, as "twenty-two" does."""
    hundreds, rest = lexicon.CARDINALS[scene.tokens.word(start)], scene.number(start + 1, end) or 0
    if not 10 <= rest <= 99 or (hundreds == 20 and lexicon.CARDINALS[scene.tokens.word(start + 1)] > 30):
        return None
    return 100 * hundreds + rest


def _is_year(scene: Scene, at: int) -> bool:
    """Whether four digits that stand alone are a year by what is beside them: not a sum, a count or a number of something."""
    tokens = scene.tokens
    number, before, after = int(tokens.word(at)), tokens.word(at - 1), tokens.word(at + 1)
    if glued(scene, at) or before in _MONEY or after in _MEASURES:
        return False
    if after in ("-", "/", ":") and tokens.ends[at] == tokens.starts[at + 1] and tokens.shape[at + 2 : at + 3] in ("d", "n", "Y"):
        return False
    if after in lexicon.COUNTED and not (before in _STRONG and number % 50):
        return False
    modern = 1800 <= number < 2100
    if before in _STRONG:
        return True
    if not modern:
        return False
    if before in _WEAK:
        return True
    if scene.last and scene.last[0].grain == "year" and at - scene.last[1] <= 1 and before in ("and", "or", ",", "to"):
        return True
    if tokens.shape[at - 1 : at] in ("t", "a") or before in ("'s", "’s", "this", "that"):  # "the 2018 vote"
        return after[:1].isalpha() and after not in _NOT_NOUNS
    if (
        tokens.shape[max(0, at - 2) : at] in ("tw", "aw", "sw") and tokens.raw(at - 1).islower() and before not in _NOT_NOUNS
    ):  # "his lost 2018 vote"
        return number >= 1900 and after[:1].isalpha() and tokens.raw(at + 1).islower() and after not in _NOT_NOUNS
    if before == "(":
        return after in (")", ",", ";")
    if at == 0 or before[:1] == "\n":  # a heading
        return after in ("was", "saw", ":", "") or after[:1] == "\n"
    return after in ("was", "saw") and before == "."
