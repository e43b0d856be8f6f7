"""Whether a name is enough to know a speaker by in other articles, and whether two names then are one speaker's.

Within one article the article itself says whom "Lind" means; across articles only the name does. So a name joins articles where it
tells one speaker from another: a full name, the name of a body with a word that is its own, a listed outlet, a country. A surname,
one initial with a surname, "the Supreme Court", "officials" or "a nurse" do not: anyone may be meant. Two spellings join only where
they are how one name comes out of another script, since "Jon Stewart" and "John Stewart" are two men.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from onrecord.speakers.bodies import body_words, listed_body, same_body
from onrecord.speakers.countries import countries, seats
from onrecord.speakers.keys import key_of
from onrecord.speakers.lists import words
from onrecord.speakers.names import person_name, same_person
from onrecord.speakers.outlets import listed
from onrecord.speakers.parts import ARTICLE
from onrecord.speakers.sounds import from_elsewhere
from onrecord.speakers.spelling import LONGEST, plain, words_of
from onrecord.speakers.wording import FROM_ELSEWHERE, HONORIFICS, TITLE_WORDS

__all__ = ["Across", "across", "agree", "could_be", "fullness", "plain_name"]

_SHORT = 4
"""Letters of an acronym that may stand for many bodies."""

_TWO_COUNTRIES = frozenset({"georgia"})
"""Names of a country that are as often something else."""


_TITLES = (["dr"], ["mr"], ["mrs"], ["ms"])
_HYPHEN = re.compile(r"[-‐‑]")


@dataclass(frozen=True, slots=True)
class Across:
    """A name by which a speaker is known in any article.

    Attributes:
        key: The name itself, whatever its case, accents, titles and small words.
        bucket: What it shares with its other spellings, which are then compared by `agree`.
    """

    key: str
    bucket: str


@lru_cache(maxsize=4096)
def across(name: str, type: str) -> Across | None:
    """By what a speaker is known in other articles; None where the name may be anybody's.

    Args:
        name: The fullest name in an article.
        type: What sort of speaker.
    """
    name = name[:LONGEST]
    if type == "person":
        return _person(name)
    if type == "outlet":
        return _outlet(name)
    if type == "place":
        return _place(name)
    return _body(name) if type == "organisation" else None


def _person(name: str) -> Across | None:
    parts = person_name(name)
    given = [w for w in parts.words[:-1] if len(w) > 1]
    whole = len(given) > 0 or len(parts.words) > 2
    first = words_of(name)[:1]
    titled = len(parts.words) == 2 and bool(first) and (first[0] in HONORIFICS or first[0] in TITLE_WORDS) and first[0] == parts.words[0]
    if not whole or titled or len(parts.words[-1]) < 2 or _one_word(name):
        return None
    generation = f", {parts.generation}" if parts.generation else ""
    return Across(f"person {' '.join(parts.words)}{generation}", key_of(name, "person") + generation)


def _one_word(name: str) -> bool:
    """Whether a hyphen joins all there is of a name: "Ocasio-Cortez" is a surname, "Jean-Claude" a given name."""
    return len(person_name(_HYPHEN.sub("", ARTICLE.sub("", name))).words) < 2


def _place(name: str) -> Across | None:
    """Countries and the seats of their governments; there are many Springfields."""
    own, bare = body_words(name), " ".join(words_of(name, initials=False)).removeprefix("the ")
    if len(own) == 1 and own[0] in {*countries().values()} and bare not in _TWO_COUNTRIES:
        return Across(f"place {own[0].lower()}", key_of(name, "place"))
    return Across(f"place {bare}", key_of(name, "place")) if bare in {s.lower() for s in seats()} else None


def _outlet(name: str) -> Across | None:
    found = listed().get(name) or listed().get(name.removeprefix("The ").removeprefix("the "))
    if found is not None:
        return Across(f"outlet {found[0].lower()}", f"outlet {found[0].lower()}")
    return _body(name, "outlet")


def _body(name: str, type: str = "organisation") -> Across | None:
    own, number, short = body_words(name), listed_body(name), _acronym(name)
    if short and number is None:
        return None
    if not short and (not any(map(_tells, own)) or (number is None and _country_alone(own)) or words_of(name)[:1] in _TITLES):
        return None
    return Across(f"{type} {' '.join(own)}", key_of(name, "organisation") if number is None else f"{type} listed {number}")


def _tells(word: str) -> bool:
    """Whether a word of a body's name tells it from others."""
    return len(word) > 2 and not word.isdigit() and word not in words("telling-no-body")


def _country_alone(own: tuple[str, ...]) -> bool:
    return len(own) == 1 and (own[0] in countries() or own[0] in {*countries().values()})


def _acronym(name: str) -> bool:
    letters = name.replace(".", "").removeprefix("the ").removeprefix("The ")
    return letters.isupper() and len(letters) <= _SHORT


def agree(type: str, left: str, right: str) -> bool:
    """Whether two names of one bucket are one speaker's by themselves, in articles that have nothing to do with each other."""
    if type != "person":
        a, b = across(left, type), across(right, type)
        return (
            a is not None and b is not None and (a.key == b.key or (a.bucket == b.bucket and _listed(a.bucket)) or same_body(left, right))
        )
    x, y = person_name(left), person_name(right)
    if x.generation != y.generation or not same_person(left, right):
        return False
    if sorted(map(plain, x.words)) == sorted(map(plain, y.words)):
        return True
    return any(from_elsewhere(w) or w in FROM_ELSEWHERE for w in x.words + y.words)


def _listed(bucket: str) -> bool:
    return bucket.startswith("outlet ") or " listed " in bucket


def could_be(type: str, left: str, right: str) -> bool:
    """Whether two names may be one speaker's, for somebody to decide: a surname agrees with a full name."""
    return same_person(left, right) if type == "person" else same_body(left, right)


def plain_name(name: str) -> str:
    """A name or description in lower case and Latin letters, for what is known within one article only."""
    return " ".join(words_of(name[:LONGEST], initials=False)) or name[:LONGEST].casefold()


def fullness(name: str, type: str) -> tuple[int, int, bool, int, int, str]:
    """How full a name is, to choose between several of one speaker: the greatest wins."""
    words_ = [w for w in person_name(name).words if len(w) > 1] if type == "person" else body_words(name)
    accents = sum(not c.isascii() for c in name)
    return (len(words_), len(person_name(name).words) if type == "person" else 0, not name.isupper(), accents, len(name), name)
