"""What no calendar shows: "now", "recently", "in the past", "the near future"."""

import re

from onrecord.circumstances.times import periods
from onrecord.circumstances.times.scene import Found, Scene, rule

__all__ = ["RULES"]


@rule("tph", r"t(?:w)?p(?![UcCdnauSWMPoLK])|t(?:w)?v(?=[^U]|$)")
def _the_past(scene: Scene, m: re.Match[str]) -> Found | None:
    """The past, the recent past, the future, the near future."""
    tokens = scene.tokens
    word = tokens.word(m.end() - 1)
    if word not in ("past", "future") or tokens.word(m.start()) != "the" or tokens.word(m.end()) == "tense":
        return None
    if len(m.group()) == 3 and tokens.word(m.start() + 1) not in ("near", "distant", "recent", "foreseeable", "immediate", "nearest"):
        return None
    if tokens.word(m.start() - 1) not in ("in", "for", "of", "to", "from", "into", "about", "on", "until", "with", "and", "at", "over"):
        return None
    ahead = word == "future"
    return Found(m.start(), m.end(), periods.vague("FUTURE" if ahead else "PAST"), relative=True, direction="future" if ahead else "past")


@rule("vpuX", r"u?[vp](?P<unit>U)")
def _recent_units(scene: Scene, m: re.Match[str]) -> Found | None:
    """Recent years, past weeks."""
    word = scene.tokens.word(m.end() - 2)
    if (
        not scene.tokens.word(m.end() - 1).endswith("s")
        or word not in ("recent", "past")
        or m.group() == "upU"
        or scene.tokens.shape[m.start() - 1 : m.start()] == "t"
    ):
        return None
    return Found(m.start(), m.end(), periods.vague("PAST"), relative=True, direction="past")


@rule("vhKEV", r"v|h|EU|V|K")
def _vague(scene: Scene, m: re.Match[str]) -> Found | None:
    """Now, currently, recently, these days, at the moment, soon."""
    tokens = scene.tokens
    word, before = tokens.word(m.start()), tokens.word(m.start() - 1)
    start = m.start()
    if word in ("moment", "present"):
        if word == "present" and before == "at":
            return Found(start, m.end(), periods.vague("PRESENT"), relative=True)
        if before not in ("the", "this") or tokens.word(start - 2) != "at":
            return None
        return Found(start - 1, m.end(), periods.vague("PRESENT"), relative=True)
    if word == "these":
        return Found(start, m.end(), periods.vague("PRESENT"), relative=True) if tokens.word(start + 1) == "days" else None
    if word in ("hence", "latest"):
        return None
    if word in ("now", "currently", "nowadays", "presently", "current"):
        return Found(start - (before == "right" and word == "now"), m.end(), periods.vague("PRESENT"), relative=True)
    if word in ("soon", "future"):
        if word == "future" or (before == "as" or tokens.word(start + 1) == "after"):
            return None
        return Found(start, m.end(), periods.vague("FUTURE"), relative=True, direction="future")
    return Found(start, m.end(), periods.vague("PAST"), relative=True, direction="past")


RULES = (
    _the_past,
    _recent_units,
    _vague,
)
