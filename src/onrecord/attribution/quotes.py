"""Quotation marks: which characters of a text stand inside a quotation.

News mixes every convention: curly and straight marks, a curly opening closed by a straight mark, single marks,
German low marks, French and reversed guillemets, TeX-like doubled marks, an opening mark repeated at every
paragraph of a long quotation, and marks that nobody ever closes. Everything here is linear in the length of the text.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

OUTSIDE, INSIDE, INSIDE_SINGLE, OPENING, CLOSING = range(5)
"""What a character is to the quotations of its text (see `states`)."""

_MARK = re.compile(r"''|``|[\"“”„‟«»‘’‚‹›'`]")
_PARAGRAPH = re.compile(r"[^\n]+")
_DOUBLE = frozenset(["''", "``", *'"“”„‟«»'])
_ONLY_OPENS = frozenset(["``", *"„‟"])
_BRACKETS = frozenset("([{—–-/")
_NEAR = 300
_ELISIONS = re.compile(r"\d0s|(?:em|til|cause|tis|twas|n|bout|round)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch of text inside quotation marks.

    Attributes:
        start: Offset of the opening mark, in code points.
        end: Offset after the closing mark, or of the end of the paragraph where the mark is never closed.
        width: Length of the opening mark (2 for ``''`` and `` `` ``, else 1).
        closed: Whether a closing mark was found in the paragraph.
        single: Whether the marks are single ones.
    """

    start: int
    end: int
    width: int
    closed: bool
    single: bool


def quotations(text: str) -> list[Quotation]:
    """Find the outermost quotations of a text, in order, paragraph by paragraph.

    Single marks inside double marks belong to the outer quotation. Apostrophes, elisions ('90s), and inch and
    minute signs are no marks.
    """
    found: list[Quotation] = []
    for paragraph in _PARAGRAPH.finditer(text):
        found += _in_paragraph(text, paragraph.start(), paragraph.end())
    return found


def states(text: str, found: list[Quotation] | None = None) -> NDArray[np.int8]:
    """The state of every character: `OUTSIDE`, `INSIDE` double or `INSIDE_SINGLE` marks, or itself `OPENING` or `CLOSING`."""
    state = np.zeros(len(text), dtype=np.int8)
    for q in quotations(text) if found is None else found:
        state[q.start : q.end] = INSIDE_SINGLE if q.single else INSIDE
        state[q.start : q.start + q.width] = OPENING
        if q.closed:
            state[q.end - (2 if text[q.end - 2 : q.end] == "''" else 1) : q.end] = CLOSING
    return state


def _in_paragraph(text: str, start: int, end: int) -> list[Quotation]:
    marks = [(m.start(), m.group()) for m in _MARK.finditer(text, start, end)]
    if not marks:
        return []
    doubles = _doubles(text, start, end, marks)
    return sorted(doubles + _singles(text, start, end, marks, doubles), key=lambda q: q.start)


def _doubles(text: str, start: int, end: int, marks: list[tuple[int, str]]) -> list[Quotation]:
    found: list[Quotation] = []
    opened: tuple[int, str] | None = None
    for at, mark in marks:
        if mark not in _DOUBLE:
            continue
        before = text[at - 1] if at > start else " "
        after = text[at + len(mark)] if at + len(mark) < end else " "
        if opened is None:
            if _may_open(mark, before, after):
                opened = (at, mark)
        elif _may_close(mark, opened[1], before, after):
            found.append(Quotation(opened[0], at + len(mark), len(opened[1]), closed=True, single=False))
            opened = None
    if opened is not None:
        found.append(Quotation(opened[0], end, len(opened[1]), closed=False, single=False))
    return found


def _may_open(mark: str, before: str, after: str) -> bool:
    if mark in _ONLY_OPENS or mark in "“«":
        return True
    if mark == "”":
        return False
    if mark == "»":  # the German and Danish way round: »…«
        return not after.isspace() and not before.isalnum()
    if before.isspace() or before in _BRACKETS or before in "‘'":
        return not after.isspace()
    return not before.isdigit() and not after.isspace() and after not in ".,;:!?)"


def _may_close(mark: str, opening: str, before: str, after: str) -> bool:
    if mark in _ONLY_OPENS:
        return False
    if mark == "“":
        return opening == "„"
    if mark == "«":
        return opening == "»"
    if mark == "»":
        return opening != "»"
    if mark in {'"', "''"}:
        return not before.isspace() or after.isspace() or not after.isalnum()
    return True


def _singles(text: str, start: int, end: int, marks: list[tuple[int, str]], doubles: list[Quotation]) -> list[Quotation]:
    outside = _outside(doubles)
    singles = [(at, mark) for at, mark in marks if mark not in _DOUBLE and outside(at)]
    openers = [at for at, mark in singles if _may_open_single(text, start, end, at, mark)]
    closers = [at for at, mark in singles if _may_close_single(text, start, end, at, mark)]
    found: list[Quotation] = []
    reached = start
    for at in openers:
        following = _two_from(closers, at + 2) if at >= reached else []
        if not following:
            continue
        close = following[0]
        if len(following) == 2 and _possessive(text, close) and _belongs(openers, close, following[1]):
            close = following[1]
        i = bisect_right(doubles, at, key=_start)
        if i < len(doubles) and doubles[i].start < close:
            continue
        found.append(Quotation(at, close + 1, 1, closed=True, single=True))
        reached = close + 1
    return found


def _two_from(sorted_numbers: list[int], least: int) -> list[int]:
    i = bisect_left(sorted_numbers, least)
    return sorted_numbers[i : i + 2]


def _outside(doubles: list[Quotation]) -> Callable[[int], bool]:
    def outside(at: int) -> bool:
        i = bisect_right(doubles, at, key=_start) - 1
        return i < 0 or at >= doubles[i].end

    return outside


def _start(q: Quotation) -> int:
    return q.start


def _possessive(text: str, at: int) -> bool:
    """Whether a mark may be the apostrophe of "the workers' rights"."""
    return text[at - 1] == "s" and text[at + 1 : at + 3].strip().isalpha()


def _belongs(openers: list[int], close: int, later: int) -> bool:
    """Whether a later closing mark may still end the quotation that `close` seems to end: it is near, and none opens between."""
    return later - close < _NEAR and bisect_right(openers, later) == bisect_right(openers, close)


def _may_open_single(text: str, start: int, end: int, at: int, mark: str) -> bool:
    if mark in "’›":
        return False
    if mark in "‚‹":
        return True
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    if not (before.isspace() or before in _BRACKETS or before == "“"):
        return False
    return (after.isalnum() or after in "…[$£€#@") and not _ELISIONS.match(text, at + 1)


def _may_close_single(text: str, start: int, end: int, at: int, mark: str) -> bool:
    if mark == "›":
        return True
    if mark in "‚‹`":
        return False
    before = text[at - 1] if at > start else " "
    after = text[at + 1] if at + 1 < end else " "
    return not after.isalnum() and not before.isspace() and (mark != "‘" or before.isalnum())
