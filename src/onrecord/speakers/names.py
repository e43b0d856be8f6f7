"""Whether two names are the same person's or body's.

Names of persons are compared word by word after transliteration, in the manner of record linkage (Christen 2012): a word agrees
with one that sounds the same, with its initial and with its short form; two generations or another middle name tell two people
apart. Given names are compared by a list of what stands for what, since one letter may make another name of them; surnames by
how they sound, if they come from another script, and otherwise by their spelling.
"""

import re
from functools import lru_cache

from onrecord.speakers.asian import same_chinese, same_japanese, same_korean
from onrecord.speakers.bodies import body_words, is_acronym, same_body
from onrecord.speakers.lists import lines
from onrecord.speakers.parts import ARTICLE, PersonName, person_name
from onrecord.speakers.sounds import english, from_elsewhere, skeleton, sound, sound_alike
from onrecord.speakers.spelling import LONGEST, plain
from onrecord.speakers.wording import BODY_WORDS, BRANDS, FROM_ELSEWHERE, NICKNAMES, PARTICLES, SURNAME_FIRST, SURNAMES_ALIKE

__all__ = ["LONGEST", "PersonName", "body_words", "is_acronym", "key", "person_name", "same_body", "same_person", "sound"]

_JOINED = re.compile(r"\W*\w+[-‐‑]")
"""A name that begins with two words and a hyphen between them."""

_MOST_WORDS = 12
"""Words of a name; what has more is no name, and only the same one if it is the same."""


def _near(x: str, y: str, *, foreign: bool = False) -> bool:
    """Whether two words are one name written by other rules.

    Args:
        x: A word.
        y: Another.
        foreign: Whether the rest of the name shows that it comes from another script.
    """
    if x == y or plain(x) == plain(y) or _short_vowels(x) == _short_vowels(y):
        return True
    if min(len(x), len(y)) < 3:
        return False
    if len(x) > 4 and x.replace("w", "v") == y.replace("w", "v"):
        return True
    if {x, y} <= FROM_ELSEWHERE and NICKNAMES[x] & NICKNAMES[y]:
        return True
    if SURNAMES_ALIKE.get(x, frozenset()) & SURNAMES_ALIKE.get(y, frozenset()):
        return True
    if not foreign and not from_elsewhere(x) and not from_elsewhere(y):
        return same_japanese(x, y)
    return sound_alike(x, y) or same_japanese(x, y)


def _short_vowels(word: str) -> str:
    """A word without what some write for long vowels and for å ("Håkon" and "Haakon", "Su" and "Suu")."""
    return word.replace("aa", "a").replace("uu", "u")


@lru_cache(maxsize=1)
def _by_sound() -> dict[str, frozenset[int]]:
    """The groups of given names by how the names sound."""
    out: dict[str, frozenset[int]] = {}
    for word, groups in NICKNAMES.items():
        out[english(word)] = out.get(english(word), frozenset()) | groups
    return out


def _groups(given: str) -> frozenset[int]:
    """The groups of which a given name is."""
    return NICKNAMES.get(given) or NICKNAMES.get(plain(given)) or _by_sound().get(english(given), frozenset())


_INITIALS = {"y": "eij", "j": "yi", "e": "yj", "i": "yj"}
_SYLLABLES = frozenset({"ye", "yu", "ya", "zh", "kh", "ch", "sh", "ts"})
"""First letters that stand for one letter of another script."""


def _alike(x: str, y: str, *, foreign: bool = False) -> bool:
    """Whether two given names may be of one person: an initial, a short form, the same name by other rules."""
    x, y = sorted((x, y), key=len)
    if len(x) == 1:
        return x == y[0] or (y[0] in _INITIALS.get(x, "") and y in FROM_ELSEWHERE)
    if x in _SYLLABLES and len(y) > 3:
        return y.startswith((x, x.removeprefix("y")))
    if x == y or plain(x) == plain(y):
        return True
    a, b = _groups(x), _groups(y)
    if a and b:
        return bool(a & b)
    return (x[-1] == "e") == (y[-1] == "e") and _near(x, y, foreign=foreign and len(x) > 3)


def same_person(left: str, right: str) -> bool:
    """Whether two names are the same person's, as far as names can tell; a surname alone agrees with a full name."""
    left, right = left[:LONGEST], right[:LONGEST]
    a, b = person_name(left), person_name(right)
    if not a.words or not b.words or _generations_differ(a, b):
        return False
    if (len(a.words), a.full) > (len(b.words), b.full):
        a, b, left, right = b, a, right, left
    if "".join(a.words) == "".join(b.words) or _known(a) & _known(b):
        return True
    if len(b.words) > _MOST_WORDS or _of_a_body(a) != _of_a_body(b):
        return False
    if _by_initials(a, b, left) or _asian(a, b, left, right) or _unvowelled(a, b, left, right):
        return True
    if len(a.words) == 1:
        return _surname_of(a.words[0], b.words)
    if _ends(a.full, b.full):
        return True
    foreign = ARTICLE.search(left) is not None or ARTICLE.search(right) is not None
    return any(_ordered(a.words, words, foreign=foreign) for words in (b.words, *_turned(a.words, b.words, right)))


def _generations_differ(a: PersonName, b: PersonName) -> bool:
    """Whether both names say of which generation they are, and not the same; some names say it by having nothing after them."""
    x, y = (name.generation or _namesakes().get(name.words, "") for name in (a, b))
    return bool(x and y) and x != y


@lru_cache(maxsize=1)
def _namesakes() -> dict[tuple[str, ...], str]:
    """Which generation names mean that do not say it."""
    return {person_name(name).words: generation for name, generation in (line.split(" = ") for line in lines("namesakes"))}


def _turned(a: tuple[str, ...], b: tuple[str, ...], written: str) -> list[tuple[str, ...]]:
    """Other orders of a name: the surname first or last; not where every word is a given name or a hyphen joins two of them."""
    if len(a) == len(b) == 2 and all(_groups(w) for w in a + b):
        return []
    last = (b[-1], *b[:-1])
    return [last] if _JOINED.match(written) else [(*b[1:], b[0]), last]


@lru_cache(maxsize=1)
def _aliases() -> dict[tuple[str, ...], int]:
    """The numbers of persons whose other names no rule gives, by their names."""
    return {person_name(name).words: number for number, line in enumerate(lines("persons")) for name in line.split(" = ")}


def _known(name: PersonName) -> frozenset[int]:
    number = _aliases().get(name.words)
    return frozenset() if number is None else frozenset({number})


def _of_a_body(name: PersonName) -> bool:
    """Whether a name is that of a body called after a person."""
    return len(name.words) > 1 and not BODY_WORDS.isdisjoint(name.words)


def _by_initials(a: PersonName, b: PersonName, short: str) -> bool:
    """Whether one begins with the initials of the other's given names ("JD Vance") or is made of initials ("JFK")."""
    first = a.words[0]
    if len(a.words) == 1:
        return short.isupper() and len(first) == 3 == len(b.full) and first == "".join(w[0] for w in b.full)
    initials = "".join(w[0] for w in b.words[:-1])
    return 1 < len(first) < 4 and first != b.words[0] and len(a.words) == 2 and first == initials and _near(a.words[-1], b.words[-1])


def _asian(a: PersonName, b: PersonName, left: str, right: str) -> bool:
    """Whether two names are one Chinese or Korean name."""
    x, y = a.words, b.words
    return same_korean(x, y) or same_chinese(x, y, hyphen="-" in right) or same_chinese(y, x, hyphen="-" in left)


def _unvowelled(a: PersonName, b: PersonName, left: str, right: str) -> bool:
    """Whether a name in Arabic or Hebrew letters has the consonants of one in Latin letters."""
    if not any("\u0590" <= c <= "\u06ff" for c in left + right):
        return False
    x, y = ([skeleton(w) for w in name.words] for name in (a, b))
    return x == y and sum(map(len, x)) > 3


def _surname_of(word: str, words: tuple[str, ...]) -> bool:
    """Whether one word is the surname of a full name, or the first of two surnames; not if alone it means a company."""
    if len(word) == 1 or (word in BRANDS and len(words) > 1):
        return False
    foreign = any(w in FROM_ELSEWHERE for w in words[:-1])
    surname = words[0] if words[0] in SURNAME_FIRST and len(words) > 1 else words[-1]
    if _near(word, surname, foreign=foreign) or word == surname.removeprefix("abdul"):
        return True
    return len(words) > 2 and len(words[1]) > 2 and _near(word, words[-2], foreign=foreign) and not _groups(word)


def _ends(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether the shorter name is the end of the longer one, and begins with a surname or a particle."""
    return 2 <= len(a) < len(b) and a == b[-len(a) :] and (a[0] in PARTICLES or not _groups(a[0]))


def _ordered(a: tuple[str, ...], b: tuple[str, ...], *, foreign: bool) -> bool:
    """Whether the words of the shorter name stand in the longer one, in the same order, with the first and a surname among them."""
    if len(a[-1]) == 1 or len(b[-1]) == 1:
        return False
    foreign = foreign or not FROM_ELSEWHERE.isdisjoint(a[:-1] + b[:-1])
    if not _alike(a[0], b[0], foreign=foreign or from_elsewhere(a[-1]) or from_elsewhere(b[-1])):
        return False
    if _near(a[-1], b[-1], foreign=foreign):
        return _inner(a[1:-1], b[1:-1])
    return _without_second(a, b, foreign=foreign)


def _without_second(a: tuple[str, ...], b: tuple[str, ...], *, foreign: bool) -> bool:
    """Whether the longer name has one more surname, or two of which the shorter name has none ("Pedro Sánchez Pérez-Castejón")."""
    for more in (1, 2):
        if more <= len(b) - len(a) <= 2 and _near(a[-1], b[-1 - more], foreign=foreign):
            return (more == 1 or not _groups(a[-1])) and _inner(a[1:-1], b[1 : -1 - more])
    return False


def _inner(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether middle names agree: those of the shorter one stand at the beginning of the longer's or are all in it."""
    if not a or not b:
        return True
    if len(a[0]) == 1 or len(b[0]) == 1:
        return all(_alike(x, y) for x, y in zip(a, b, strict=False))
    rest = list(b)
    for x in a:
        found = next((i for i, y in enumerate(rest) if _alike(x, y) or _near(x, y)), None)
        if found is None:
            return False
        del rest[found]
    return True


def key(name: str) -> str:
    """A key that is the same for most ways to write a name: the sounds of its words, sorted."""
    return " ".join(sorted(sound(w) for w in person_name(name).words))
