"""Whether two names are the same organisation's, outlet's or place's.

They are if they are made of the same words, whatever the order, the legal form and the spelling; if one is the initials of the
other; or if a list has both as names of one body. A country counts as a word, except the one that a listed body belongs to.
"""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TypeVar

from anyascii import anyascii

from onrecord.speakers.asian import same_japanese
from onrecord.speakers.countries import countries
from onrecord.speakers.lists import lines
from onrecord.speakers.sounds import from_elsewhere, sound_alike
from onrecord.speakers.spelling import ASIDE, LONGEST, POSSESSIVE, plain, words_of
from onrecord.speakers.wording import DESCRIPTIONS, LEGAL_FORMS, SMALL_WORDS, SPELLINGS, SURNAMES_ALIKE

T = TypeVar("T")

_FILLERS = frozenset({"affairs", "federation", "republic"})
_COMPANY_FORM = re.compile(
    r"gesellschaft mit beschränkter haftung|limited liability company|state corporation"
    r"|(?:(?:public|open|closed) )?joint[ -]stock company|public company limited|\ba/s\b|\bs\.a\.b\. de c\.v\."
    r"|société anonyme|kabushiki kaisha|naamloze vennootschap|besloten vennootschap|sociedad anónima|società per azioni|spółka akcyjna",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def body_words(name: str) -> tuple[str, ...]:
    """What a body's name is made of: words in American spelling, countries for their adjectives, no legal forms, no small words."""
    name = _COMPANY_FORM.sub(" ", POSSESSIVE.sub("", ASIDE.sub(" ", name[:LONGEST])))
    spelled = " ".join(SPELLINGS.get(w, w) for w in words_of(name, initials=False))
    for phrase, other in _phrases():
        spelled = phrase.sub(other, spelled)
    joined = _countries_joined(spelled.split())
    while len(joined) > 1 and joined[-1] in LEGAL_FORMS:
        joined.pop()
    while len(joined) > 1 and joined[0] in LEGAL_FORMS:
        joined.pop(0)
    named = [countries().get(w, w) for w in joined if w not in SMALL_WORDS]
    return tuple([w for w in named if w not in _FILLERS or len(named) < 3] or joined)


@cache
def _phrases() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Words together that stand for others, as "foreign office" for "foreign ministry"."""
    pairs = (line.split(" = ") for line in lines("phrases"))
    return tuple((re.compile(rf"\b{phrase}\b"), other) for phrase, other in pairs)


def _countries_joined(words: list[str]) -> list[str]:
    """Words with the words of a country's name put together, as the list of countries has them."""
    joined: list[str] = []
    for w in words:
        if joined and joined[-1] + w in countries():
            joined[-1] += w
        else:
            joined.append(w)
    return joined


def same_body(left: str, right: str) -> bool:
    """Whether two names are the same organisation's, outlet's or place's."""
    a, b = body_words(left), body_words(right)
    if not a or not b:
        return False
    if sorted(a) == sorted(b) or "".join(a) == "".join(b):
        return True
    if len(a) == len(b) and len(a) <= 6 and all(map(_near, a, b)):
        return True
    if _described(a, b) or _described(b, a) or _listed(left, a) & _listed(right, b):
        return True
    return is_acronym(left, right) or is_acronym(right, left)


def _near(x: str, y: str) -> bool:
    """Whether two words of bodies are one by other rules."""
    if x == y or plain(x) == plain(y):
        return True
    if SURNAMES_ALIKE.get(x, frozenset()) & SURNAMES_ALIKE.get(y, frozenset()):
        return True
    if min(len(x), len(y)) < 5 or x in _names_of_countries() or y in _names_of_countries():
        return False
    return (from_elsewhere(x) or from_elsewhere(y)) and (sound_alike(x, y) or same_japanese(x, y))


@cache
def _names_of_countries() -> frozenset[str]:
    return frozenset(countries().values()) | frozenset(countries())


def _described(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether the longer name is the shorter one, a single word, with what kind of body it is and of what country."""
    if len(short) != 1 or len(short[0]) < 4 or short[0] in _names_of_countries() or short[0] not in long or short[0] in DESCRIPTIONS:
        return False
    rest = [w for w in long if w != short[0]]
    return bool(rest) and all(w in DESCRIPTIONS or w in _names_of_countries() for w in rest) and any(w in DESCRIPTIONS for w in rest)


@dataclass(frozen=True, slots=True)
class _Bodies:
    """Listed bodies, by number.

    Attributes:
        acronyms: Those that an acronym stands for.
        names: Those that have a name of these words, in alphabetical order.
        at_home: Those that have it where their country is named beside it.
        homes: The country of each, or nothing.
    """

    acronyms: dict[str, frozenset[int]]
    names: dict[tuple[str, ...], frozenset[int]]
    at_home: dict[tuple[str, ...], frozenset[int]]
    homes: list[str]


@cache
def _bodies() -> _Bodies:
    """The list of bodies: their country before a colon, their names, and ~ before those that only the country makes theirs."""
    acronyms: dict[str, set[int]] = defaultdict(set)
    names: dict[tuple[str, ...], set[int]] = defaultdict(set)
    at_home: dict[tuple[str, ...], set[int]] = defaultdict(set)
    homes: list[str] = []
    for number, line in enumerate(lines("bodies")):
        home, _, forms = line.rpartition(": ")
        homes.append(countries().get(home.replace(" ", "").lower(), home))
        for form in forms.split(" = "):
            if " " not in form and form != form.title():
                acronyms[form].add(number)
                if len(form) < 4:  # In lower case it may be a word, as "who" is.
                    continue
            words = body_words(form.removeprefix("~"))
            if not form.startswith("~"):
                names[_sorted(words)].add(number)
            at_home[_sorted(words, homes[-1])].add(number)
    return _Bodies(_frozen(acronyms), _frozen(names), _frozen(at_home), homes)


def _frozen(sets: dict[T, set[int]]) -> dict[T, frozenset[int]]:
    return {k: frozenset(v) for k, v in sets.items()}


def _sorted(words: tuple[str, ...], home: str = "") -> tuple[str, ...]:
    """Words in alphabetical order, without the country to which the body belongs."""
    return tuple(sorted(w for w in words if w != home)) or words


def _listed(name: str, words: tuple[str, ...]) -> frozenset[int]:
    """The numbers of the listed bodies that have this name, by itself or beside their country."""
    bodies, none = _bodies(), frozenset[int]()
    bare = POSSESSIVE.sub("", name[:LONGEST]).replace(".", "").removeprefix("the ").removeprefix("The ").strip()
    found = bodies.acronyms.get(bare, none) | bodies.names.get(_sorted(words), none)
    for country in _names_of_countries().intersection(words) if len(words) > 1 else ():
        beside = bodies.at_home.get(_sorted(words, country), none)
        if len(words) == 2:
            beside |= bodies.acronyms.get(bare.split(" ")[-1], none)
        found |= {n for n in beside if bodies.homes[n] == country}
    return found


def listed_body(name: str) -> int | None:
    """The number of the one listed body that has this name, by itself or beside its country; None where none or several have it."""
    found = _listed(name, body_words(name))
    return next(iter(found)) if len(found) == 1 else None


def is_acronym(short: str, long: str) -> bool:
    """Whether `short` is made of the initials of `long` ("WHO", "W.H.O."), both of one country or none ("UK MoD")."""
    short, long = short[:LONGEST].strip().removeprefix("the "), long[:LONGEST]
    if " " in short:
        country, _, short = short.partition(" ")
        named, rest = body_words(POSSESSIVE.sub("", country)), body_words(long)
        if len(named) != 1 or named[0] not in _names_of_countries() or named[0] not in rest or " " in short.strip():
            return False
        long = " ".join(w for w in words_of(long, initials=False) if countries().get(w) != named[0])
    letters = anyascii(re.sub(r"[.\s&]", "", short))
    if "&" in short and not {"and", "&"} & {*long.lower().split()}:
        return False
    if not 2 <= len(letters) <= 10 or sum(c.isupper() for c in letters) < len(letters) - 1 or not letters.isalnum():
        return False
    return letters.lower() in _initials(long)


def _initials(name: str) -> set[str]:
    """What may stand for a name: its initials, with and without those of small words and of the legal form."""
    out: set[str] = set()
    for text in (re.sub(r"(?<=\w)-(?=[a-z])", "", name), re.sub(r"(?<=\w)-", "", name)):
        marked = re.sub(r"\b[A-Z]{2,4}\b", lambda m: " ".join(m.group()), text)
        words = [w for w in words_of(marked) if w != "the"]
        if len(words) < 2:
            continue
        for end in (len(words), len(words) - 1) if words[-1] in LEGAL_FORMS and len(words) > 2 else (len(words),):
            out.add("".join(w[0] for w in words[:end]))
            out.add("".join(w[0] for w in words[:end] if w not in SMALL_WORDS))
    return out
