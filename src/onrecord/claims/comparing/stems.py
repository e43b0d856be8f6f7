"""Words brought to one form, whatever their ending: "closed", "closes" and "closing" are one."""

import re
from functools import cache, lru_cache

from onrecord.claims.comparing.lists import lines
from onrecord.speakers.wording import SPELLINGS

_LONGEST = 40
_BRITISH = re.compile(r"^(\w{4,})is(e|es|ed|ing|ation|ations)$")
_DOUBLED = frozenset("bdfglmnprstz")
_SHORTEST = 3
_NOUNS = ("ation", "ion", "ment", "ated", "ating", "ate")
"""Endings of nouns made of verbs, and of the verbs that they are made of: "evacuation", "evacuate"."""

_SHORTEST_OF_NOUNS = 5
_NEGATIVE = ("un", "in", "im", "il", "ir", "dis", "non", "mis")
_SHORTEST_BASE = 4


@cache
def _irregular() -> dict[str, str]:
    return {form: words[0] for words in map(str.split, lines("irregular")) for form in words}


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """One form for all forms of a word; not always a word itself.

    Args:
        word: In lower case.
    """
    word = _BRITISH.sub(r"\1iz\2", SPELLINGS.get(word[:_LONGEST], word[:_LONGEST]))
    word = _irregular().get(word, word)
    if word.endswith("ies") and len(word) > _SHORTEST + 1:
        word = word[:-3] + "y"
    elif word.endswith("s") and len(word) > _SHORTEST and not word.endswith(("ss", "us", "is")):
        word = _irregular().get(word[:-1], word[:-1])
    for ending in _NOUNS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_OF_NOUNS:
            return _plain(word[: -len(ending)])
    for ending, instead in (("ied", "y"), ("ying", "y"), ("ing", ""), ("ed", ""), ("ly", "")):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            return _plain(word[: -len(ending)] + instead)
    return _plain(word)


def _plain(word: str) -> str:
    if len(word) > _SHORTEST and word[-1] == "e":
        word = word[:-1]
    if len(word) > _SHORTEST and word[-1] == word[-2] and word[-1] in _DOUBLED:
        word = word[:-1]
    return word[:-1] + "i" if len(word) > _SHORTEST and word[-1] == "y" else word


@lru_cache(maxsize=50_000)
def positive(word: str) -> str | None:
    """The stem of a word without the syllable that makes it its opposite: that of "lawful" for "unlawful"; None without one."""
    for prefix in _NEGATIVE:
        if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST_BASE:
            return stem(word[len(prefix) :])
    return None
