"""Whether words stand for a woman or a man, and for one or many: what a pronoun must agree with."""

from functools import cache
from typing import Literal

from anyascii import anyascii

from onrecord.speakers.lists import lines
from onrecord.speakers.lists import words as listed_words

Gender = Literal["", "female", "male"]
Number = Literal["", "one", "many"]

PRONOUN_GENDER: dict[str, Gender] = {"he": "male", "she": "female"}
PRONOUN_NUMBER: dict[str, Number] = {"he": "one", "she": "one", "i": "one", "it": "one", "we": "many"}
"""By class of pronoun; "they" may be one person and "you" anybody."""

_ONE = frozenset(["a", "an", "one", "this", "that", "another", "each", "every"])
_MANY = listed_words("plural-words")
_PLURAL = frozenset(["people", "police", "men", "women", "children", "media", "press", "staff", "troops", "militia", "personnel"])
_SINGULAR = frozenset(["news", "politics", "congress", "species", "series", "headquarters", "mayor's", "corps"])


@cache
def _gendered(name: str) -> dict[str, Gender]:
    out: dict[str, Gender] = {}
    gender: Gender = ""
    for line in lines(name):
        if line in {"[female]", "[male]"}:
            gender = "female" if line == "[female]" else "male"
        else:
            out.update(dict.fromkeys(line.split(), gender))
    return out


def gender_of(words: tuple[str, ...], *, name: bool) -> Gender:
    """Whether a mention is of a woman or a man, where its words say so.

    Args:
        words: Its words in lower case; without the determiner, for "her lawyer" says nothing about the lawyer.
        name: Whether it is a name, in which given names count.
    """
    said = _gendered("gendered")
    found = {said[w] for w in words if w in said}
    if not found and name:
        given = _gendered("given-names")
        found = {given[w] for w in (anyascii(w).lower() for w in words[:3]) if w in given}
    return found.pop() if len(found) == 1 else ""


def is_given_name(word: str) -> bool:
    """Whether a word is a given name, written as one."""
    return word[:1].isupper() and not word.isupper() and anyascii(word).lower() in _gendered("given-names")


def number_of(words: tuple[str, ...], head: str, *, name: bool) -> Number:
    """Whether a mention that is no pronoun is of one or of many, where its words say so."""
    if name or not words:
        return ""
    if words[0] in _ONE and head not in _PLURAL:
        return "one"
    if words[0] in _MANY or words[0].isdigit() or head in _PLURAL:
        return "many"
    if head in _SINGULAR or not head.endswith("s") or head.endswith(("ss", "us", "is", "'s", "’s")):
        return "one"
    return "many"
