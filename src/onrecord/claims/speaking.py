"""Whether two attributions may be of one speaker, and whether the times at which it was said agree."""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from onrecord.claims.comparing.contents import WORDS
from onrecord.claims.comparing.stems import stem
from onrecord.claims.said import Said, article_of
from onrecord.claims.times import moment
from onrecord.speakers.bodies import same_body
from onrecord.speakers.names import person_name, same_person

__all__ = ["Kinship", "apart", "between", "described", "kinship"]

Kinship = Literal["same", "kin", "alike", "unsure", "other"]
"""``kin``: a spokesman and his body, a letter and who wrote it; ``alike``: a description that fits; ``unsure``: one has no name."""

_SPOKEN_FOR = re.compile(r"\bspokes(?:man|woman|person|people)|\bpress (?:officer|secretary|service)|\bministry man\b", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?\b")
_BEFORE = timedelta(days=3)
"""How long before an article what it does not date was said, at most."""

_WORDS_OF_A_NAME = 2
_WORD = re.compile(r"[^\W\d_]{3,}")
_REST = re.compile(r"\b(?:who|which|that|seen|obtained|first|quoted|revealed|in|from|on|with|at)\b")
_EMPTY = WORDS["function"] | {"own", "former", "secret", "internal", "new", "old", "senior", "top", "chief", "explosive", "told"}
_SORTS = {"outlet": "paper", "document": "paper", "organisation": "body", "government": "body", "group": "body"}


def described(said: Said) -> bool:
    """Whether a speaker is described rather than named: "an engineer", "officials"; or not known at all."""
    name = (said.name or "").removeprefix("the ").removeprefix("The ")
    return not name or said.type == "unknown" or not name[0].isupper() or name.split()[0] in {"A", "An", "One", "Two"}


def kinship(a: Said, b: Said) -> Kinship:
    """How the speakers of two attributions are to each other.

    People with a full name are compared by it, never by the surname alone. The same within one article is what was found there.

    Args:
        a: An attribution.
        b: Another one.
    """
    if a.speaker and a.speaker == b.speaker:
        return "same" if article_of(a.key) == article_of(b.key) or not _bare(a) else "kin" if not described(a) else "alike"
    if article_of(a.key) == article_of(b.key) and not described(a) and not described(b):
        return "kin" if _belongs(a, b) or _belongs(b, a) else "other"
    if described(a) or described(b):
        return "alike" if _fits(a, b) else "unsure" if _may_be(a, b) else "other"
    if _same_name(a, b):
        return "same"
    return "kin" if _belongs(a, b) or _belongs(b, a) else "other"


def _bare(said: Said) -> bool:
    """Whether a person is known by one name only, which several have."""
    return said.type == "person" and not described(said) and len(person_name(said.name or "").words) < _WORDS_OF_A_NAME


def _same_name(a: Said, b: Said) -> bool:
    if not a.name or not b.name:
        return False
    if a.type == b.type == "person":
        return not _bare(a) and not _bare(b) and _one_person(a.name, b.name)
    return "person" not in {a.type, b.type} and _one_body(a.name, b.name)


@lru_cache(maxsize=20_000)  # the same few are compared again and again while what hangs together is grouped
def _one_person(left: str, right: str) -> bool:
    return same_person(left, right)


@lru_cache(maxsize=20_000)
def _one_body(left: str, right: str) -> bool:
    return same_body(left, right)


def _fits(a: Said, b: Said) -> bool:
    """Whether a description has the word for what somebody is in common with the other description, or with what stands by a name."""
    x, y = _roles(a), _roles(b)
    return not x.isdisjoint(y)


def _roles(said: Said) -> set[str]:
    """Nouns that say who a speaker is: all small words of the source but those of a name, and what stands after the noun."""
    words = [w for w in _WORD.findall(_REST.split(said.source)[0]) if w[0].islower() and w not in _EMPTY]
    return {stem(w) for w in words}


def _may_be(a: Said, b: Said) -> bool:
    """Whether somebody described and somebody else may be one: a person is no paper."""
    kinds = {_SORTS.get(t, t) for t in (a.type, b.type)} - {"unknown"}
    return len(kinds) < 2


def _belongs(a: Said, b: Said) -> bool:
    """Whether the first speaks for the second, or is what the second wrote."""
    if not a.name or not b.name:
        return False
    if a.type == "person" and b.type != "person" and _SPOKEN_FOR.search(a.source):
        return _within(b.name, a.source)
    if a.type != "person" and _POSSESSIVE.search(a.name):
        owner = _POSSESSIVE.split(a.name)[0]
        return b.type == "person" and same_person(owner, b.name) and len(person_name(owner).words) >= _WORDS_OF_A_NAME
    return False


def _within(name: str, source: str) -> bool:
    words = {w.lower() for w in re.findall(r"\w{4,}", name)}
    return bool(words) and words <= {w.lower() for w in re.findall(r"\w{4,}", source)}


def apart(a: Said, b: Said) -> int | None:
    """Days between the times at which two attributions may have been said: 0 where they may be of one day; None where not known.

    What an article does not date was said in the three days before it was published.
    """
    x, y = _when(a), _when(b)
    if x is None or y is None:
        return None
    return max(0, (y[0] - x[1]).days, (x[0] - y[1]).days)


def between(a: str | None, b: str | None) -> int:
    """Days between two times of publication; 0 where one is not known.

    Args:
        a: A time in ISO 8601.
        b: Another one.
    """
    x, y = moment(a), moment(b)
    return abs((x[0].date() - y[0].date()).days) if x and y else 0


def _when(said: Said) -> tuple[date, date] | None:
    first, last = _day(said.said_first), _day(said.said_last)
    if first or last:
        return first or last or date.min, last or first or date.max
    at = moment(said.published)
    if at is None:
        return None
    day = at[0].date()
    return (max(day, date.min + _BEFORE) - _BEFORE, day)


def _day(value: str | None) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None
