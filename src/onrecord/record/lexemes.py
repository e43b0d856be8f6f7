"""Words as PostgreSQL's full-text search is given them: cut and folded here, so that both databases find the same.

The parsers and dictionaries of PostgreSQL depend on how a server is set up, and take addresses, numbers and hyphens apart in ways of
their own. Here words are what the tokenizer ``unicode61`` of SQLite's FTS5 makes of a text: runs of letters and digits, case folded,
without accents on Latin letters. Only of characters that came after Unicode 6.1, such as newer emoji, FTS5 knows less, and takes them
for letters.
"""

import unicodedata
from collections.abc import Iterable
from itertools import groupby

from onrecord.record.query import Query, Term

__all__ = ["asked", "cut", "vector"]

_LONGEST = 255
"""Characters of a word that count; a lexeme of PostgreSQL may have 2,046 bytes."""

_FIELDS = (("A", 12_000, 500_000), ("B", 2000, 50_000), ("C", 2000, 50_000))
"""Weights of content, source and speaker, and how many words and bytes of each are indexed at most.

PostgreSQL knows places up to 16,383, and takes 1 MB for all words of an attribution.
"""

_LABEL = {"content": "A", "source": "B", "speaker": "C", None: ""}

_MOST_PLACES = 255
"""Places of one word that PostgreSQL keeps."""


class _Folds(dict[int, str]):
    """What becomes of each character, worked out when it is first met: a blank between words, nothing, or itself folded."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold(chr(code))
        return folded


_ACCENTS = range(0x300, 0x332)
"""The combining marks that stand within a word of FTS5."""


def _fold(character: str) -> str:
    category = unicodedata.category(character)
    if ord(character) in _ACCENTS:
        return ""
    if category[0] not in "LN" and category != "Co":
        return " "
    folded = character.casefold()
    if len(folded) > 1:  # FTS5 folds one character to one
        folded = character.lower()[0]
    parts = unicodedata.normalize("NFD", folded)
    return parts[0] if parts[0].isascii() and all(map(unicodedata.combining, parts[1:])) else folded


_FOLDS = _Folds()


def cut(text: str) -> list[str]:
    """The words of a text, folded."""
    return [word[:_LONGEST] for word in text.translate(_FOLDS).split(" ") if word]


def vector(content: str | None, source: str | None, speaker: str | None) -> str:
    """What is indexed of an attribution, as a ``tsvector`` is written: each word with the places where it stands, and in what.

    A place is left free between content, source and speaker, so that no phrase goes on from one to the other.
    """
    places: dict[str, list[str]] = {}
    at = 0
    for (weight, most, most_bytes), text in zip(_FIELDS, (content, source, speaker), strict=True):
        size = 0
        for word in cut(text or "")[:most]:
            at += 1
            found = places.get(word)
            if found is None:
                size += len(word.encode())
                if size > most_bytes:
                    break
                found = places[word] = []
            if len(found) < _MOST_PLACES:
                found.append(f"{at}{weight}")
        at += 1
    return " ".join(f"'{word}':{','.join(found)}" for word, found in places.items())


def asked(query: Query) -> str:
    """A query in which something is wanted, as a ``tsquery`` is written."""
    wanted = [_any(group) for group in query.wanted]
    return " & ".join([*wanted, *(f"!({_term(term)})" for term in query.unwanted)])


def _any(terms: Iterable[Term]) -> str:
    # The same term twice says nothing more, and costs.
    return "(" + " | ".join(term for term, _ in groupby(map(_term, terms))) + ")"


def _term(term: Term) -> str:
    words = [word for given in term.words for word in cut(given)]
    label = _LABEL[term.field]
    marks = ["" for _ in words[:-1]] + ["*" if term.prefix else ""]
    pieces = [f"'{word}'" + (f":{mark}{label}" if mark or label else "") for word, mark in zip(words, marks, strict=True)]
    return "(" + " <-> ".join(pieces) + ")"
