"""A text as a string of letters, one for each word, so that shapes of expressions can be found in it at once."""

import re
from dataclasses import dataclass

from onrecord.circumstances.times import holidays, lexicon

__all__ = ["Tokens", "tokenize"]

# Every repetition is of one kind of character that no other part of its alternative begins with: time is linear in the text.
_TOKEN = re.compile(
    r"[aApP]\.\ ?[mM](?:\.|(?![^\W_]))"
    r"|[Bb]\.[Cc]\.(?:[Ee]\.)?|[Aa]\.[Dd]\."
    r"|Q[1-4](?![^\W_])"
    r"|[^\W\d_]+"
    r"|['’‘`][0-9]{2}s?(?![^\W_])|['’]s(?![^\W_])"
    r"|(?P<number>"
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]{1,9})?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?(?![0-9])"
    r"|[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{4}|[0-9]{2})(?![0-9/])"
    r"|[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}(?!\.?[0-9])"
    r"|[0-9]{1,2}(?=\.[0-9]{2}\ ?[aApP]\.?[mM])"
    r"|[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+\.[0-9]+"
    r"|[0-9]+(?:st|nd|rd|th|s)?(?![^\W_])|[0-9]+)"
    r"|\n[\ \t\r]*\n|[^\s]",
    re.VERBOSE,
)
_BREAK, _WORD, _OTHER_NUMBER = "|", "w", "n"
_NEEDS_CAPITAL = (
    frozenset({"may", "march", "august"}) | {w for w, k in lexicon.CLASSES.items() if k in "xA"} | {"et", "ct", "mt", "pt", "ad", "ce"}
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """Words and marks of a text.

    Attributes:
        text: The text.
        shape: One letter for each token; the letters are those of ``lexicon``, ``w`` for any other word, ``|`` for other marks.
        words: The tokens, in small letters.
        starts: Where each begins, in code points.
        ends: Where each ends.
    """

    text: str
    shape: str
    words: list[str]
    starts: list[int]
    ends: list[int]

    def raw(self, index: int) -> str:
        """A token as it stands in the text; empty outside it."""
        return self.text[self.starts[index] : self.ends[index]] if 0 <= index < len(self.starts) else ""

    def word(self, index: int) -> str:
        """A token in small letters; empty outside the text."""
        return self.words[index] if 0 <= index < len(self.words) else ""


def tokenize(text: str) -> Tokens:
    """Cut a text into words, numbers and marks."""
    shape: list[str] = []
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    classes, firsts = lexicon.CLASSES, holidays.FIRST_WORDS
    position = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if start < position:  # inside a holiday
            continue
        raw = match.group()
        low = raw.lower()
        if match.lastgroup:
            kind = _number_kind(raw, low)
        elif (found := classes.get(low)) is not None:
            kind = found if low not in _NEEDS_CAPITAL or not raw.islower() else _WORD
        elif len(raw) > 2 and raw.isalpha():
            kind = _WORD
        else:
            kind = _mark_kind(raw, low)
        if low in firsts and not raw.islower() and (long := holidays.match(text, start)):
            end, low, kind = long, " ".join(text[start:long].lower().replace("’", "'").split()), "k"
        position = end
        shape.append(kind)
        words.append(low)
        starts.append(start)
        ends.append(end)
    return Tokens(text, "".join(shape), words, starts, ends)


def _mark_kind(raw: str, low: str) -> str:
    if len(raw) == 1:
        return lexicon.MARKS.get(raw) or (_WORD if raw.isalpha() else _BREAK)
    if raw[0] in "'’‘`" and raw[1].isdigit():
        return "D" if low[-1] == "s" else "y"
    if low in ("'s", "’s"):
        return "s"
    if low[0] == "q" and low[1:].isdigit():
        return "Q"
    if low[1:2] == "." and low[0] in "ap" and "m" in low:
        return "m"
    if low.startswith("b") or low.startswith("a."):
        return "R" if "." in low else _WORD
    return _BREAK if not low.isalpha() else _WORD


def _number_kind(raw: str, low: str) -> str:
    if raw.isdigit():
        if len(raw) <= 2:
            return "d" if 1 <= int(raw) <= 31 else _OTHER_NUMBER
        return "Y" if len(raw) == 4 and "1000" <= raw <= "2199" else _OTHER_NUMBER
    if low[-1].isalpha():
        digits = low.rstrip("strndh") if low[-1] != "s" else low[:-1]
        if low[-1] == "s" and digits.isdigit():
            plausible = len(digits) == 4 and "1000" <= digits <= "2190" if len(digits) != 2 else digits >= "20"
            return "D" if plausible and digits[-1] == "0" else _WORD
        if not digits.isdigit():
            return "I" if len(low) > 9 else _WORD
        return "o" if len(digits) <= 2 else _WORD
    if "-" in raw:
        return "I"
    if "/" in raw or raw.count(".") == 2:
        return "J"
    return _OTHER_NUMBER if "," in raw and "." not in raw else _WORD
