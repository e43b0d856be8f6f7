"""How a name is cut into words, whatever its script."""

import re
from functools import lru_cache

from anyascii import anyascii

LONGEST = 200
"""Characters of a name that are looked at."""

POSSESSIVE = re.compile(r"(?<=\w)[’'`](?:s\b)?(?=\s|$)", re.IGNORECASE)
ASIDE = re.compile(r"\([^)]*\)|[\"“”«»„‟][^\"“”«»„‟]*[\"“”«»„‟]")
_APOSTROPHE = re.compile(r"[’'`ʻʼʹ‘]")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.){2,}")
_WORD = re.compile(r"[a-z0-9]+")


def words_of(name: str, *, initials: bool = True) -> list[str]:
    """Words in lower case and Latin letters; what a hyphen joins are two words, what an apostrophe joins is one.

    Args:
        name: The name.
        initials: Whether letters with dots between them are the initials of given names; otherwise they are one acronym.
    """
    name = _APOSTROPHE.sub("", name)
    name = _DOTTED.sub(
        lambda m: m.group().replace(".", " ") if initials and len(m.group()) <= 8 else m.group().replace(".", "") + " ", name
    )
    return _WORD.findall(anyascii(name).replace("'", "").replace("`", "").lower())


@lru_cache(maxsize=20_000)  # the same few are compared with one another again and again
def plain(word: str) -> str:
    """An umlaut that is written out, as its vowel alone, and đ without its sign."""
    word = re.sub(r"(?<![aeiouq])([aou])e(?![aeiou])", r"\1", word)
    return word.replace("dj", "d")
