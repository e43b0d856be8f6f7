"""A content as units that can be compared: words, whole numbers and whole dates."""

from dataclasses import dataclass, field
from functools import lru_cache

from onrecord.claims.comparing.calendar import Day, day_at
from onrecord.claims.comparing.lists import sections
from onrecord.claims.comparing.numerals import number_at
from onrecord.claims.comparing.quantities import Number
from onrecord.claims.comparing.stems import stem
from onrecord.claims.comparing.tokens import Token, cut

__all__ = ["LONGEST", "WORDS", "Content", "Unit", "content_of", "is_function"]

LONGEST = 600
"""Words of a content that are compared; what is longer is compared where the shorter one fits it best."""

CHARACTERS = 12 * LONGEST
WORDS = sections("words")
_FUNCTION = WORDS["function"]
_KEPT = 4096
_SHORT = 2_000
"""Characters up to which a content is worth remembering: it will be compared with many others."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A word, number or date.

    Attributes:
        word: In lower case; of a number or date its key.
        stem: One form for all forms of the word.
        start: Offset of the first character.
        end: Offset after the last one.
        content: Whether it means something by itself.
        capital: Whether it begins with a capital.
        after: What stands before it, as in `tokens`.
        trimmed: Whether an ellipsis stands before it.
        value: The number or date that it is.
    """

    word: str
    stem: str
    start: int
    end: int
    content: bool
    capital: bool
    after: int
    trimmed: bool
    value: Number | Day | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """A content that is ready to be compared.

    Attributes:
        units: Its words, numbers and dates, in order.
        words: Its words, numbers taken apart, for runs of equal words.
        headline: Whether all of its words with a meaning are capitalised, so that capitals tell nothing.
        length: Characters of the text.
    """

    units: tuple[Unit, ...]
    words: tuple[str, ...]
    headline: bool
    length: int
    _at: dict[str, int] = field(default_factory=dict, compare=False)

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """The characters of the units from one index to another, half-open; None for none."""
        return (self.units[start].start, self.units[end - 1].end) if start < end else None


def content_of(text: str, start: int = 0) -> Content:
    """Make a content ready.

    Args:
        text: As it stands in the article.
        start: Where to begin, in characters; up to `LONGEST` words are taken from there.
    """
    return _short(text) if len(text) <= _SHORT and not start else _content(text, start)


@lru_cache(maxsize=_KEPT)
def _short(text: str) -> Content:
    return _content(text, 0)


def _content(text: str, start: int) -> Content:
    tokens = cut(text[start : start + CHARACTERS], start, LONGEST)
    units: list[Unit] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        found = day_at(tokens, i) or number_at(tokens, i)
        if found:
            end, value = found
            units.append(Unit(value.key, value.stem, token.start, tokens[end - 1].end, True, False, token.after, token.trimmed, value))
            i = end
            continue
        units.append(_unit(token))
        i += 1
    words = [u for u in units if u.content and u.value is None]
    return Content(tuple(units), tuple(t.word for t in tokens), len(words) > 3 and all(u.capital for u in words), len(text))


def _unit(token: Token) -> Unit:
    word = token.word
    name = token.capital and token.after == 0 and word not in _FUNCTION
    return Unit(word, stem(word), token.start, token.end, name or not is_function(word), token.capital, token.after, token.trimmed)


def is_function(word: str) -> bool:
    """Whether a word means nothing by itself."""
    return word in _FUNCTION or stem(word) in {"be", "hav", "do"} or (len(word) == 1 and not word.isdecimal())
