"""What a person's name is made of."""

import re
from dataclasses import dataclass
from functools import lru_cache

from onrecord.speakers.countries import countries
from onrecord.speakers.spelling import ASIDE, LONGEST, POSSESSIVE, words_of
from onrecord.speakers.wording import DEGREES, GENERATIONS, HONORIFICS, PARTICLES, SMALL_WORDS, TITLE_WORDS

ARTICLE = re.compile(r"\b(?:[Aa]l|[Ee]l|[Uu]l|az|as|ash|ad|an|ar|at|ez|es|esh|ed|en|er|et)[-‐‑](?=\w)")
_SERVANT = re.compile(r"abd[aeiu](?:l|([rsdnzt])(?=\1))")
_REGNAL = re.compile(r"(?<=[^\W\d_]{2} )(?:I|V|VI|IX|XI|XV|XX)$")
_NUMBERED_OF = re.compile(r"^((?:\S+ ){0,3}\S{2,}) ((?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})) (of .+)$")
_EXCELLENCY = re.compile(r"\bH\.\s?(?:R\.\s?)?[EHM]\.")
_ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{0,3})")
_GIVEN = frozenset({"al", "ben", "van", "do", "della"})
"""Particles that are given names where they begin a name."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """The parts of a person's name, in lower case and Latin letters.

    Attributes:
        words: Given names, initials and surnames in the order in which they are written.
        generation: "jr", "sr", "2" … or empty.
        full: The same words with the particles among them.
    """

    words: tuple[str, ...]
    generation: str
    full: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def person_name(name: str) -> PersonName:
    """Take a person's name apart: without titles, degrees, nicknames in quotation marks and particles."""
    name = ASIDE.sub(" ", POSSESSIVE.sub("", name[:LONGEST].strip()))
    name = _NUMBERED_OF.sub(r"\1 \3 \2", name)
    name = _in_order(_without_degrees(_EXCELLENCY.sub("", ARTICLE.sub("", name))))
    words, generation = _generation(words_of(name), numbered=_REGNAL.search(name.strip()) is not None and not name.isupper())
    words = _servants(_without_titles(words))
    kept = tuple(w for i, w in enumerate(words) if not _particle(words, i, name))
    return PersonName(kept or tuple(words), generation, tuple(words))


def _particle(words: list[str], i: int, name: str) -> bool:
    """Whether a word is a small one that may be left out; "Ben" and "Al" are not where they stand first in upper case."""
    word = words[i]
    if word not in PARTICLES or (len(word) == 1 and f" {word} " not in name):
        return False
    return i > 0 or word not in _GIVEN or not name[:1].isupper() or len(words) == 1


def _without_degrees(name: str) -> str:
    """A name without the letters after it; they are written with dots, in capitals or after a comma, as surnames are not."""
    while (parts := name.replace(",", ", ").split()) and len(parts) > 1:
        last, before = parts[-1].strip(","), parts[-2]
        letters = last.replace(".", "")
        if letters.lower() not in DEGREES or not (
            "." in last or before.endswith(",") or not (letters.istitle() or letters.islower() or name.isupper())
        ):
            break
        name = " ".join(parts[:-1]).rstrip(", ")
    return name


def _in_order(name: str) -> str:
    """What stands after a comma in its place: given names go first, offices and generations last or away."""
    head, comma, tail = name.partition(",")
    if not comma:
        return name
    after = words_of(tail)
    if after and all(w in GENERATIONS or w in DEGREES for w in after):
        return f"{head} {tail}"
    office = any(w in HONORIFICS for w in after)
    return f"{tail} {head}" if len(words_of(head)) <= 3 and 0 < len(after) <= 3 and not office else head


def _generation(words: list[str], *, numbered: bool) -> tuple[list[str], str]:
    """Words without the generation at their end, and the generation."""
    generation = ""
    while len(words) > 1 and (words[-1] in GENERATIONS or numbered or _high(words[-1])):
        generation, numbered = GENERATIONS.get(words[-1], words[-1]), False
        words = words[:-1]
        if len(words) > 1 and words[-1] == "the":
            words = words[:-1]
    return words, generation


def _high(word: str) -> bool:
    """Whether a word is a Roman number that is no name ("Xi" and "Vi" are)."""
    return len(word) > 2 and _ROMAN.fullmatch(word) is not None


def _without_titles(words: list[str]) -> list[str]:
    """Words without the titles, offices and countries before the name ("Russian Foreign Minister Sergei Lavrov")."""
    end = title = 0
    while end < len(words) - 1 and (words[end] in HONORIFICS or words[end] in TITLE_WORDS or words[end] in countries()):
        if title and words[end] in countries() and words[end - 1] not in SMALL_WORDS:
            break
        title = title or words[end] in HONORIFICS
        end += 1
    return words[end:] if title else words


def _servants(words: list[str]) -> list[str]:
    """Abd al-Rahman, Abdul Rahman and Abdelrahman as one word, "abdulrahman"."""
    out: list[str] = []
    for word in words:
        if out and (out[-1] in {"abd", "abdul"} or (_SERVANT.match(out[-1] + word) and len(out[-1]) == 5)):
            out[-1] = f"abdul{word}" if word not in {"al", "el", "ul"} else "abdul"
        else:
            out.append(_SERVANT.sub("abdul", word) if _SERVANT.match(word) else word)
    return out
