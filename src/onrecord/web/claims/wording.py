"""How the words of two texts differ, cut into pieces that a page marks as left out and as new."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from onrecord.claims.changes import Change
from onrecord.claims.drift import Drift

__all__ = ["Piece", "Rewording", "named", "quoted", "reworded"]

_TOKEN = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")
_WORD = re.compile(r"\w")
_PLAIN = str.maketrans("“”„«»‘’‚‛", '"""""\'\'\'\'')
_MARKS = '“”„«»"'
_SHOWN = 600
_LONGEST = 3_000
"""Characters of the longest text that is compared word by word."""

_ALIKE = 0.35
"""Share of common words below which a comparison tells less than both texts do."""

_NAMES = {
    "number": "number",
    "negation": "negation",
    "opposite": "opposite word",
    "modality": "modality",
    "tense": "tense",
    "hedge": "hedge",
    "condition": "condition",
    "name": "name",
    "place": "place",
    "speaker": "speaker",
    "date": "date",
    "quantifier": "quantity",
    "role": "who did it to whom",
    "degree": "degree",
    "word": "another word",
    "trimmed": "trimmed",
    "other": "other wording",
}


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words.

    Attributes:
        kind: Whether both texts have them, only the earlier one, or only the later one.
        text: The words.
        matters: Names of the changes they belong to after which something else is said.
    """

    kind: Literal["same", "gone", "new"]
    text: str
    matters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rewording:
    """What changed from one text to another.

    Attributes:
        pieces: The words of both in one line; empty where the texts are too long, or share too little, to be told in one.
        before: The earlier text.
        after: The later one.
        changes: What changed in what is said, named.
        verbatim: Whether no word was changed, though some may have been left out.
    """

    pieces: tuple[Piece, ...]
    before: str
    after: str
    changes: tuple[tuple[str, Change], ...]
    verbatim: bool

    @property
    def same(self) -> bool:
        """Whether nothing is different."""
        return self.verbatim and not any(p.kind != "same" for p in self.pieces) and bool(self.pieces)


def named(change: Change) -> str:
    """What a change is called: ``number``, ``condition dropped``, ``hedge added``."""
    name = _NAMES.get(change.kind, change.kind)
    if change.before and not change.after:
        return f"{name} dropped"
    return f"{name} added" if change.after and not change.before else name


def quoted(text: str, longest: int = _SHOWN) -> str:
    """A content in quotation marks, on one line, but for its own, and a comma, at its ends; of long ones the beginning.

    Args:
        text: The words.
        longest: How many characters at most.
    """
    plain = " ".join(text[: 4 * longest].split()).strip(_MARKS).strip().removesuffix(",")
    return f"“{plain}”" if len(plain) <= longest else f"“{plain[: longest - 1].rstrip()}…”"


def reworded(before: str, after: str, drift: Drift) -> Rewording:
    """Compare two texts word by word; case and the form of quotation marks are no difference.

    Args:
        before: The earlier text.
        after: The later one.
        drift: What is known of the changes between them.
    """
    material = drift.material
    pieces: tuple[Piece, ...] = ()
    if drift.overlap >= _ALIKE and max(len(before), len(after)) <= _LONGEST:
        pieces = tuple(_joined(_pieces(before, after, material)))
    return Rewording(pieces, before, after, tuple((named(c), c) for c in material), drift.verbatim)


def _pieces(before: str, after: str, material: Iterable[Change]) -> Iterator[Piece]:
    a, b = _TOKEN.findall(before), _TOKEN.findall(after)
    changes = list(material)
    olds = [(c.before_span, named(c)) for c in changes if c.before_span]
    news = [(c.after_span, named(c)) for c in changes if c.after_span]
    at, there = _starts(a), _starts(b)
    for tag, i, j, k, m in _edits(a, b):
        if tag == "equal":
            yield Piece("same", "".join(b[k:m]))
            continue
        if i < j:
            yield Piece("gone", "".join(a[i:j]), _within((at[i], at[j]), olds))
        if k < m:
            yield Piece("new", "".join(b[k:m]), _within((there[k], there[m]), news))


def _starts(tokens: list[str]) -> list[int]:
    out = [0]
    for token in tokens:
        out.append(out[-1] + len(token))
    return out


def _within(span: tuple[int, int], changes: list[tuple[tuple[int, int], str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for (start, end), name in changes if start < span[1] and span[0] < end))


def _edits(a: list[str], b: list[str]) -> list[tuple[str, int, int, int, int]]:
    """Edits between tokens; marks that stand alone between two edits are part of them."""
    matcher = SequenceMatcher(None, [_key(t) for t in a], [_key(t) for t in b], autojunk=False)
    out: list[tuple[str, int, int, int, int]] = []
    codes = matcher.get_opcodes()
    for n, (tag, i, j, k, m) in enumerate(codes):
        lonely = tag == "equal" and 0 < n < len(codes) - 1 and not _WORD.search("".join(a[i:j]))
        kind = "replace" if lonely or tag != "equal" else "equal"
        if out and kind == out[-1][0] == "replace":
            out[-1] = (kind, out[-1][1], j, out[-1][3], m)
        else:
            out.append((kind, i, j, k, m))
    return out


def _key(token: str) -> str:
    return token.strip().translate(_PLAIN).casefold()


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces with spaces outside of what is marked, and between words that no text has side by side."""
    ends = " "
    for piece in pieces:
        if piece.kind != "same" and not piece.text.strip(_MARKS + " "):  # marks around the same words are no difference
            if piece.kind == "new":
                yield Piece("same", piece.text)
                ends = piece.text[-1]
            continue
        words = piece.text if piece.kind == "same" else piece.text.rstrip()
        if _WORD.match(words) and _WORD.match(ends):
            yield Piece("same", " ")
        if words:
            yield Piece(piece.kind, words, piece.matters)
            ends = words[-1]
        if len(words) < len(piece.text):
            yield Piece("same", piece.text[len(words) :])
            ends = " "
        elif piece.kind == "gone":
            ends = "x"  # what is new in its place stands apart from it
