"""Names: what they are made of, and whether two of them are the same person or body.

Names of persons are compared word by word after transliteration, in the manner of record linkage (Christen 2012): a word agrees
with one that sounds the same, with its initial and with its short form; a generation or another middle name tells two people
apart. Names of bodies agree when they are made of the same words, or when one is the initials of the other.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

from onrecord.speakers.countries import countries
from onrecord.speakers.wording import (
    ACRONYMS,
    DEGREES,
    GENERATIONS,
    HONORIFICS,
    LEGAL_FORMS,
    NICKNAMES,
    PARTICLES,
    SMALL_WORDS,
    SPELLINGS,
    SURNAME_FIRST,
)

LONGEST = 200
"""Characters of a name that are looked at."""

_POSSESSIVE = re.compile(r"[’'`]s?$")
_ASIDE = re.compile(r"\([^)]*\)|[\"“”«»„‟][^\"“”«»„‟]*[\"“”«»„‟]")
_WORD = re.compile(r"[a-z0-9]+")
_ROMAN = re.compile(r"[ivx]+")


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of a person's name, in lower case and Latin letters.

    Attributes:
        words: Given names, initials and surnames in the order in which they are written.
        generation: "jr", "sr", "2" … or empty.
    """

    words: tuple[str, ...]
    generation: str


@lru_cache(maxsize=4096)
def person_name(name: str) -> PersonName:
    """Take a person's name apart: without titles, degrees, nicknames in quotation marks and particles."""
    name = _POSSESSIVE.sub("", name[:LONGEST].strip())
    name = _ASIDE.sub(" ", name)
    head, comma, tail = name.partition(",")
    generation = ""
    if comma:
        after = _words(tail)
        if after and all(w in DEGREES or w in GENERATIONS for w in after):
            name = f"{head} {tail}"
        else:
            name = f"{tail} {head}" if len(_words(head)) <= 2 and 0 < len(after) <= 3 else head
    words = _words(name)
    while len(words) > 1 and words[-1] in DEGREES | GENERATIONS.keys():
        generation = GENERATIONS.get(words[-1], generation)
        words.pop()
    while len(words) > 1 and words[0] in HONORIFICS:
        words.pop(0)
    plain = [w for i, w in enumerate(words) if w not in PARTICLES or (len(w) == 1 and not 0 < i < len(words) - 1)]
    return PersonName(tuple(plain or words), generation)


def _words(name: str) -> list[str]:
    """Words in lower case and Latin letters; what a hyphen joins are two words, what an apostrophe joins is one."""
    name = re.sub(r"[’'`ʻʼ‘]", "", name)
    name = re.sub(r"\b(?:[A-Z]\.){2,}", lambda m: " ".join(m.group().split(".")) if len(m.group()) <= 6 else m.group(), name)
    return _WORD.findall(anyascii(name).lower())


_SOUNDS = [
    (re.compile(p), r)
    for p, r in (
        (r"tsch|tch|cz", "ch"),
        (r"shch|sch|sz", "sh"),
        (r"dzh|dj|zh", "j"),
        (r"kh|gh|h(?=[^aeiouy]|$)", lambda m: {"kh": "h", "gh": "g"}.get(m.group(), "")),
        (r"ph", "f"),
        (r"dh", "d"),
        (r"th", "t"),
        (r"tz|ts|cs", "c"),
        (r"ck|q|c(?=[aoukl]|$)", "k"),
        (r"x", "ks"),
        (r"w", "v"),
        (r"ae", "a"),
        (r"oe", "o"),
        (r"ue", "u"),
        (r"ou|oo", "u"),
        (r"ee", "i"),
        (r"iy|ij|yy|ii|yi|[yij](?=$)", "i"),
        (r"ai|ay|ei|ey", "e"),
        (r"ya|ia|ja", "ia"),
        (r"ye|ie|je|yo|io|jo", "ie"),
        (r"yu|iu|ju", "iu"),
        (r"y|j", "i"),
        (r"(.)\1+", r"\1"),
    )
]


@lru_cache(maxsize=16384)
def sound(word: str) -> str:
    """How a word sounds, roughly, whatever the rules by which it came into Latin letters."""
    for pattern, replacement in _SOUNDS:
        word = pattern.sub(replacement, word)
    return word


def _near(x: str, y: str) -> bool:
    """Whether two words are one name written by other rules."""
    if x == y or x == _plain(y) or y == _plain(x):
        return True
    if min(len(x), len(y)) < 3 or (_ROMAN.fullmatch(x) and _ROMAN.fullmatch(y)):
        return False
    if x[0] != y[0] and frozenset((x[0], y[0])) not in _FIRST:
        return False
    elsewhere = _from_elsewhere(x) or _from_elsewhere(y)
    a, b = sound(x), sound(y)
    if a == b:
        return elsewhere or _differ_in_spelling(x, y)
    if min(len(a), len(b)) < 4 or abs(len(a) - len(b)) > 1 or not elsewhere:
        return False
    return _vowels_differ(a, b)


def _plain(word: str) -> str:
    """An umlaut that is written out, as its vowel alone."""
    return re.sub(r"(?<=[^aeiou])([aou])e(?=[^aeiou])", r"\1", word)


def _differ_in_spelling(x: str, y: str) -> bool:
    """Whether the difference is more than a doubled letter or a silent one, which tell families apart (Weber and Webber)."""
    single = re.compile(r"(.)\1+")
    return single.sub(r"\1", x) != single.sub(r"\1", y) and len(x) > 4 and len(y) > 4


_FIRST = {frozenset(p) for p in ("gk", "qg", "qk", "ck", "yi", "jy", "ey", "kh", "vw", "uo", "gh", "ie")}


_ELSEWHERE = re.compile(
    r"enk[oa]$|[eo]v$|[eo]va$|[eo]ff$|sk(i|y|ii|yi|iy|yy|ij|yj|oi|oy|oj)$|ska?(ya|ja|ia)$|chuk$|chenko|dze$|shvili$|yan$|zh|kh|dh|mad$|med$|mm?[aeou]r$|"
    r"uss?[aeiy]+n$|oss?[aeiy]+n$|ll?ah$|ddi|q|yy|iy|ii|ksa|lek?s|andr$|dm[iy]|serg|yur|iur|vgen|vhen|olod"
)


def _from_elsewhere(word: str) -> bool:
    """Whether a word looks as if it came from another script, where the rules differ."""
    return len(word) >= 5 and _ELSEWHERE.search(word) is not None


_VOWELS = {frozenset(p) for p in ("ao", "ae", "ei", "ou", "iu", "ai")}


def _vowels_differ(a: str, b: str) -> bool:
    """Whether two words differ in one vowel by which transliterations differ, not at the end but in -enko and -enka."""
    if len(a) != len(b):
        a, b = sorted((a, b), key=len)
        return any(b[:i] + b[i + 1 :] == a and b[i] in "aeiu" for i in range(1, len(b) - 1))
    at = [i for i in range(len(a)) if a[i] != b[i]]
    return 0 < len(at) <= 2 and all(frozenset((a[i], b[i])) in _VOWELS and (i < len(a) - 1 or a[-3:-1] == "nk") for i in at)


def _alike(x: str, y: str) -> bool:
    """Whether two given names may be of one person: near, an initial, a short form."""
    if len(x) == 1 or len(y) == 1:
        return x[0] == y[0]
    return _near(x, y) or (x != y and bool(NICKNAMES.get(x, frozenset()) & NICKNAMES.get(y, frozenset())))


def same_person(left: str, right: str) -> bool:
    """Whether two names are the same person's, as far as names can tell; a surname alone agrees with a full name."""
    a, b = person_name(left), person_name(right)
    if not a.words or not b.words or a.generation != b.generation:
        return False
    if len(a.words) > len(b.words):
        a, b = b, a
    if "".join(a.words) == "".join(b.words):
        return True
    if a.words[0] != b.words[0] and len(a.words) == len(b.words) - 1 and 1 < len(a.words[0]) < 4 and _as_initials(a.words, b.words):
        return True
    if len(a.words) == 1:
        word = a.words[0]
        surname = b.words[0] if b.words[0] in SURNAME_FIRST and len(b.words) > 1 else b.words[-1]
        return len(word) > 1 and (_near(word, surname) or (len(b.words) > 2 and _near(word, b.words[-2]) and len(b.words[1]) > 2))
    turned = (*b.words[1:], b.words[0]), (b.words[-1], *b.words[:-1])
    return any(_ordered(a.words, words) for words in (b.words, *turned))


def _as_initials(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether the first word of one is the initials of the other's given names ("JD Vance")."""
    return a[0] == "".join(w[0] for w in b[:-1]) and a[-1] == b[-1]


def _ordered(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether the words of the shorter name stand in the longer one, in the same order, with the first and a surname among them."""
    if not _alike(a[0], b[0]):
        return False
    if not _near(a[-1], b[-1]):
        # A second surname that one of them leaves out.
        return len(b) > len(a) >= 2 and len(a[-1]) > 1 and _near(a[-1], b[-2]) and len(b) - len(a) <= 2 and _inner(a[1:-1], b[1:-2])
    if len(a[-1]) == 1:
        return False
    return _inner(a[1:-1], b[1:-1])


def _inner(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether middle names agree: those of the shorter one stand at the beginning of the longer's or are all in it."""
    if not a or not b:
        return True
    if len(a[0]) == 1 or len(b[0]) == 1:
        return all(_alike(x, y) for x, y in zip(a, b, strict=False))
    rest = list(b)
    return all(any(_alike(x, y) and not rest.remove(y) for y in list(rest)) for x in a)  # type: ignore[func-returns-value]


@lru_cache(maxsize=4096)
def body_words(name: str) -> tuple[str, ...]:
    """What a body's name is made of: words in American spelling, countries for their adjectives, no legal forms, no small words."""
    words = [SPELLINGS.get(w, w) for w in _words(_POSSESSIVE.sub("", _ASIDE.sub(" ", name[:LONGEST])))]
    joined: list[str] = []
    for w in words:
        if joined and joined[-1] + w in countries():
            joined[-1] += w
        else:
            joined.append(w)
    while len(joined) > 1 and joined[-1] in LEGAL_FORMS:
        joined.pop()
    while len(joined) > 1 and joined[0] in LEGAL_FORMS:
        joined.pop(0)
    plain = [countries().get(w, w) for w in joined if w not in SMALL_WORDS]
    return tuple([w for w in plain if w not in _FILLERS or len(plain) < 3] or joined)


_FILLERS = frozenset({"affairs", "federation", "republic"})


def same_body(left: str, right: str) -> bool:
    """Whether two names are the same organisation's, outlet's or place's."""
    a, b = body_words(left), body_words(right)
    if not a or not b:
        return False
    if sorted(a) == sorted(b) or "".join(a) == "".join(b):
        return True
    if len(a) == len(b) == 1 and _near(a[0], b[0]):
        return True
    if any(same and body_words(same) == body_words(other) for same, other in _spelled_out(left, right)):
        return True
    return is_acronym(left, right) or is_acronym(right, left)


def _spelled_out(left: str, right: str) -> list[tuple[str, str]]:
    return [(ACRONYMS.get(x.replace(".", "").removeprefix("the "), ""), y) for x, y in ((left, right), (right, left))]


def is_acronym(short: str, long: str) -> bool:
    """Whether `short` is made of the initials of `long` ("WHO", "W.H.O.")."""
    letters = anyascii(re.sub(r"[.\s]", "", short.strip().removeprefix("the ")))
    words = [w for w in _words(re.sub(r"(?<=\w)-(?=[a-z])", "", long)) if w != "the"]
    if not 2 <= len(letters) <= 10 or sum(c.isupper() for c in letters) < len(letters) - 1 or not letters.isalnum() or len(words) < 2:
        return False
    while len(words) > 2 and words[-1] in LEGAL_FORMS:
        words.pop()
    every = "".join(w[0] for w in words)
    great = "".join(w[0] for w in words if w not in SMALL_WORDS)
    return letters.lower() in {every, great}


def key(name: str) -> str:
    """A key that is the same for most ways to write a name: the sounds of its words, sorted."""
    return " ".join(sorted(sound(w) for w in person_name(name).words))
