"""The words that numbers are made of, and a place among words from which a number is read."""

from collections.abc import Mapping, Sequence
from functools import cache

from onrecord.claims.comparing.lists import lines, sections
from onrecord.claims.comparing.quantities import Bound
from onrecord.claims.comparing.tokens import Token

__all__ = ["AFTER", "BEFORE", "CURRENCIES", "DURATIONS", "MEASURES", "PARTS", "SCALES", "SHORT_SCALES", "TIMES", "At"]

Phrases = Mapping[tuple[str, ...], Bound]
_OTHERS = frozenset(["scale", "short", "part", "times", "currency", "duration"])


@cache
def _rows() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    return tuple((sort, value, tuple(words)) for sort, value, *words in map(str.split, lines("numbers")))


def _values(sort: str) -> dict[str, float]:
    return {word: float(value) for found, value, words in _rows() if found == sort for word in words}


SCALES = _values("scale")
SHORT_SCALES = _values("short")
PARTS = _values("part")
TIMES = _values("times")
DURATIONS = _values("duration")
"""In days."""

CURRENCIES = {word: value for sort, value, words in _rows() if sort == "currency" for word in words}
MEASURES = {word: (sort, float(value)) for sort, value, words in _rows() if sort not in _OTHERS for word in words}
"""From a unit to the one that it is counted in, and how many of that it is."""


def _bounds(side: str) -> Phrases:
    named: dict[str, Bound] = {"about": "about", "least": "least", "more": "more", "most": "most", "under": "under"}
    return {
        tuple(phrase.split()): bound for name, bound in named.items() for phrase in sorted(sections("bounds").get(f"{side}: {name}", ()))
    }


BEFORE, AFTER = _bounds("before"), _bounds("after")


class At:
    """A place in the words; steps on as they are read."""

    def __init__(self, tokens: Sequence[Token], at: int) -> None:
        self.tokens, self.at = tokens, at

    def word(self, ahead: int = 0) -> str:
        """A word from here on; nothing after the end of a clause."""
        i = self.at + ahead
        return self.tokens[i].word if i < len(self.tokens) and (not ahead or self.tokens[i].after == 0) else ""

    def glued(self, ahead: int = 0) -> bool:
        """Whether no space stands before a word."""
        i = self.at + ahead
        return i < len(self.tokens) and self.tokens[i].glued

    def phrase(self, phrases: Phrases) -> tuple[int, Bound] | None:
        """The longest of the phrases that stands here, with its length."""
        for n in (3, 2, 1):
            found = phrases.get(tuple(self.word(k) for k in range(n)))
            if found:
                return n, found
        return None
