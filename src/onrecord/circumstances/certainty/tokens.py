"""Contents cut into words, with contractions taken apart as treebanks do: "won't" is "will" and "n't"."""

import re
from collections.abc import Sequence

_LONGEST = 160
"""Words of a content that are looked at; main clauses stand at its beginning."""

# Each word is looked at twice at most: time is linear in the text.
_TOKEN = re.compile(
    r"(?:[a-z]\.){2,}|(?:mr|mrs|ms|dr|st|sen|gov|gen|rep|prof|jr|sr|inc|corp|co|ltd|vs)\.(?=\s)|[a-z]+?(?=n't(?!\w))|n't(?!\w)|'(?:s|ll|re|ve|d|m)(?!\w)|\d+(?:[.,]\d+)*|\w+(?:-\w+)*|[^\w\s]"
)
_PLAIN = str.maketrans({"’": "'", "‘": "'", "[": None, "]": None})
"""Apostrophes are straight, and what an editor put into a quotation is part of it: "[w]e"."""

_WHOLE = {"wo": "will", "ca": "can", "sha": "shall", "ai": "is"}
_CHARACTERS = 16 * _LONGEST


def split(text: str) -> list[str]:
    """The words and marks of a text in small letters."""
    return _fused(_TOKEN.findall(text[:_CHARACTERS].lower().translate(_PLAIN))[:_LONGEST])


def normalised(tokens: Sequence[str], index: int) -> tuple[list[str], int]:
    """Words that somebody else cut, in the shape that `split` gives, and where one of them has gone.

    Args:
        tokens: Words and marks of a sentence.
        index: Of the word that is asked about.
    """
    out: list[str] = []
    moved = index
    for i, token in enumerate(tokens):
        word = token.lower().replace("’", "'")
        if i == index:
            moved = len(out)
        if len(word) > 3 and word.endswith("n't"):
            out += [word[:-3], "n't"]
        else:
            out.append(word)
    return _fused(out), moved


def _fused(words: list[str]) -> list[str]:
    for i, word in enumerate(words):
        if word in _WHOLE and i + 1 < len(words) and words[i + 1] == "n't":
            words[i] = _WHOLE[word]
    return words
