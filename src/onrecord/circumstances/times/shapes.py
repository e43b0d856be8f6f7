"""Parts that several rules share: "early" and "the end of", a year behind a comma, last, this and next."""

import re

from onrecord.circumstances.times import lexicon
from onrecord.circumstances.times.model import Mod
from onrecord.circumstances.times.scene import Scene

__all__ = ["CALENDAR", "MOD", "YEAR", "century_of", "glued", "mod_of", "unit_at", "units_away", "year_at"]

MOD = r"(?P<mod>t?(?:bf|e[-i]?|G(?=[LXHK])|Gi)t?)?"
"""What says that only a part is meant."""
YEAR = r"(?P<year>,?Y|fY|,?y|fy)?"
"""A year after a month."""

_MODS: dict[str, Mod] = {
    "early": "START",
    "earlier": "START",
    "beginning": "START",
    "start": "START",
    "dawn": "START",
    "turn": "START",
    "mid": "MID",
    "middle": "MID",
    "late": "END",
    "later": "END",
    "end": "END",
    "close": "END",
}


def mod_of(scene: Scene, m: re.Match[str]) -> Mod | None:
    """Which part of the period the words before it mean."""
    if not m["mod"]:
        return None
    return next((found for i in range(m.start("mod"), m.end("mod")) if (found := _MODS.get(scene.tokens.word(i)))), None)


CALENDAR = frozenset({"day", "week", "weekend", "month", "quarter", "year", "decade", "century"})
"""Units of the calendar, not of the clock."""


def unit_at(scene: Scene, at: int) -> str:
    """The unit that a token names, singular."""
    return lexicon.UNITS.get(scene.tokens.word(at), "")


def units_away(word: str) -> int | None:
    """Units from now: last, this, next."""
    if word in ("last", "previous"):
        return -1
    if word in ("next", "coming", "upcoming"):
        return 1
    return 0 if word in ("this", "current", "the") else None


def year_at(scene: Scene, m: re.Match[str]) -> int | None:
    """The year that a match ends with; None where it has none."""
    if not m["year"]:
        return None
    word = scene.tokens.word(m.end("year") - 1)
    return int(word) if len(word) == 4 else century_of(scene, int(word[-2:]))


def century_of(scene: Scene, two_digits: int) -> int:
    """The full year of two digits: at most ten years after that of publication."""
    latest = scene.reference.year + 10 if scene.reference else 2068  # else as POSIX has it
    return latest - (latest - two_digits) % 100


def glued(scene: Scene, at: int) -> bool:
    """Whether a number is part of something longer: a sum, a telephone number, a model."""
    tokens = scene.tokens
    if at == 0 or tokens.ends[at - 1] != tokens.starts[at]:
        return False
    return tokens.raw(at - 1) not in ("(", '"', "“", "'", "‘", "[", "—", "–")
