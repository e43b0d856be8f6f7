"""Contents cut into words: contractions apart, marks kept only as the breaks that they make."""

import re
from dataclasses import dataclass

__all__ = ["CLAUSE", "SENTENCE", "Token", "cut"]

CLAUSE, SENTENCE = 1, 2
"""What stands before a word: a comma, bracket or dash; the end of a sentence, a semicolon or an ellipsis."""

_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|\.\.\.+|[^\s]")
_CONTRACTED = re.compile(r"(.+?)(n['’]t|['’](?:s|ll|re|ve|d|m))$")
_WHOLE = {"wo": "will", "ca": "can", "sha": "shall", "ai": "is"}
_ABBREVIATIONS = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "st",
        "sen",
        "gov",
        "gen",
        "rep",
        "prof",
        "jr",
        "sr",
        "inc",
        "corp",
        "co",
        "ltd",
        "vs",
        "lt",
        "col",
        "sgt",
        "capt",
        "maj",
    ]
)
_MONEY = frozenset("€$£¥%")
_CLAUSE_MARKS = frozenset(",()–—:")
_SENTENCE_MARKS = frozenset(".;?!…")


@dataclass(frozen=True, slots=True)
class Token:
    """One word.

    Attributes:
        word: In lower case, with straight apostrophes.
        start: Offset of its first character.
        end: Offset after its last.
        capital: Whether it begins with a capital letter.
        glued: Whether it follows the one before without a space; after a hyphen or dash that stands between words, too.
        dashed: Whether a dash or hyphen joins it to the one before: "10–12", "35-hour".
        after: What stands before it: 0, `CLAUSE` or `SENTENCE`.
        trimmed: Whether an ellipsis stands before it.
    """

    word: str
    start: int
    end: int
    capital: bool
    glued: bool
    dashed: bool
    after: int
    trimmed: bool


def cut(text: str, offset: int, longest: int) -> list[Token]:
    """The words of a text.

    Args:
        text: A content, or a piece of it.
        offset: Where the piece begins in the content.
        longest: Number of words after which the rest is left out.
    """
    out: list[Token] = []
    last, after, trimmed, dashed = -1, SENTENCE, False, False
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        raw = match.group()
        first = raw[0]
        if not first.isalnum() and first not in _MONEY:
            if raw == "…" or raw.startswith(".."):
                after, trimmed = SENTENCE, True
            elif first in "-–—" and start == last and end < len(text) and text[end].isalnum():
                dashed = True
            elif first in _CLAUSE_MARKS or first == "-":
                after = max(after, CLAUSE)
            elif first in _SENTENCE_MARKS and not (first == "." and out and out[-1].word in _ABBREVIATIONS):
                after = SENTENCE
            if first in "-–—" and dashed:
                last = end
            elif first in _CLAUSE_MARKS or first in _SENTENCE_MARKS:
                last = -1
            continue
        for word, s, e in _apart(raw, start, end):
            out.append(Token(word, offset + s, offset + e, first.isupper(), s == last, dashed, after, trimmed))
            after, trimmed, dashed, last = 0, False, False, e
        if len(out) >= longest:
            break
    return out[:longest]


def _apart(raw: str, start: int, end: int) -> list[tuple[str, int, int]]:
    word = raw.lower().replace("’", "'")
    if word == "cannot":
        return [("can", start, start + 3), ("not", start + 3, end)]
    match = _CONTRACTED.match(word) if "'" in word else None
    if match is None:
        return [(word, start, end)]
    cut_at = start + match.end(1)
    stem, rest = match.groups()
    return [(_WHOLE.get(stem, stem) if rest == "n't" else stem, start, cut_at), (rest, cut_at, end)]
