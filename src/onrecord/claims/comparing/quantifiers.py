"""Differences in quantifiers: all, most, some, only."""

from dataclasses import dataclass
from functools import cache

from onrecord.claims.comparing.alignment import Alignment
from onrecord.claims.comparing.contents import Content
from onrecord.claims.comparing.lists import sections
from onrecord.claims.comparing.model import Difference
from onrecord.claims.comparing.quantities import Number

__all__ = ["quantifiers"]

_NONE = frozenset(["none", "nobody", "nothing", "nowhere"])
_ENOUGH = 0.5
_STEPS, _FEW = 3, 13
_SKIPPED = frozenset(["of", "the", "a", "an", "these", "those", "its", "his", "her", "their", "our", "'s", "who", "in"])


@dataclass(frozen=True, slots=True)
class _Quantifier:
    start: int
    end: int
    sort: str
    head: int
    """Index of the word with a meaning that it is about, -1 where it stands for itself ("everybody")."""


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    out: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for sort, entries in sections("quantifiers").items():
        for entry in entries:
            words = tuple(entry.split())
            out.setdefault(words[0], []).append((words, sort))
    return {first: sorted(found, key=lambda f: (-len(f[0]), f)) for first, found in out.items()}


def quantifiers(alignment: Alignment) -> list[Difference]:
    """Quantifiers of the same thing that are not of the same size."""
    if alignment.likeness < _ENOUGH:
        return []
    a, b = alignment.a, alignment.b
    mine, theirs = _found(a), _found(b)
    out: list[Difference] = []
    left = list(theirs)
    for q in mine:
        if _of_number(a, q) and all(_of_number(b, r) for r in left):
            continue  # numbers are compared as numbers
        partner = next((r for r in left if _of_one(alignment, q, r)), None)
        if partner:
            left.remove(partner)
            counted = (_of_number(a, q) and _numbered(b, partner.head)) or (_of_number(b, partner) and _numbered(a, q.head))
            words = {a.units[q.start].word, b.units[partner.start].word}
            counted = counted or bool(words & _NONE and (_of_number(a, q) or _of_number(b, partner)))
            if partner.sort != q.sort and not counted and {partner.sort, q.sort} not in _ALIKE:
                conflict = {partner.sort, q.sort} == {"all", "few"} and not words & _NONE
                out.append(Difference("quantifier", a.span(q.start, q.end), b.span(partner.start, partner.end), True, conflict))
        elif _lost(alignment, q):
            out.append(Difference("quantifier", a.span(q.start, q.end), None, True))
    back = alignment.mirrored
    return out + [Difference("quantifier", None, b.span(r.start, r.end), True) for r in left if _lost(back, r)]


def _of_number(content: Content, q: _Quantifier) -> bool:
    return isinstance(content.units[q.start].value, Number)


def _lost(alignment: Alignment, q: _Quantifier) -> bool:
    """Whether a quantifier without which more is said ("most residents", not "all residents") has nothing in its place."""
    if q.sort not in {"most", "some", "few"} or _of_number(alignment.a, q) or q.head not in alignment.to_b:
        return False
    return _bare(alignment.b, alignment.to_b[q.head])


_ALIKE = ({"some", "few"}, {"some", "many"})


def _of_one(alignment: Alignment, q: _Quantifier, r: _Quantifier) -> bool:
    if alignment.to_b.get(q.start) == r.start:
        return True
    if q.head >= 0 and r.head >= 0:
        return alignment.to_b.get(q.head) == r.head or alignment.same_place((q.head, q.head + 1), (r.head, r.head + 1))
    return alignment.same_place((q.start, q.end), (r.start, r.end))


def _numbered(content: Content, head: int) -> bool:
    return head >= 0 and any(isinstance(u.value, Number) for u in content.units[max(0, head - _STEPS) : head + 1])


def _bare(content: Content, head: int) -> bool:
    """Whether a noun has neither number nor quantifier before it."""
    before = content.units[max(0, head - _STEPS) : head]
    return not any(isinstance(u.value, Number) or u.word in {"no", "none", "not", "n't"} for u in before) and not any(
        q.head == head for q in _found(content)
    )


def _found(content: Content) -> list[_Quantifier]:
    out: list[_Quantifier] = []
    units = content.units
    i = 0
    while i < len(units):
        if _part_of(content, i):
            out.append(_Quantifier(i, i + 1, "some", _head(content, i + 1)))
        for words, sort in _phrases().get(units[i].word, ()):
            end = i + len(words)
            if tuple(u.word for u in units[i:end]) == words and not _adverb(content, i, end, words[-1]):
                out.append(_Quantifier(i, end, sort, _head(content, end)))
                i = end - 1
                break
        i += 1
    return out


def _part_of(content: Content, i: int) -> bool:
    """Whether a number is some of a whole: "several of its libraries", "two of the dairies"."""
    value = content.units[i].value
    if not isinstance(value, Number) or value.dimension != "count":
        return False
    if value.bound == "vague" and value.high <= _FEW:
        return True
    return i + 1 < len(content.units) and content.units[i + 1].word == "of" and not content.units[i + 1].after


def _adverb(content: Content, start: int, end: int, word: str) -> bool:
    """Whether a quantifier is none here: "the most expensive", "at all", "some 40", "a certain"."""
    units = content.units
    before, after = units[start - 1].word if start else "", units[end].word if end < len(units) else ""
    if word == "most" and (before in {"the", "'s", "his", "its", "our", "at"} or (end < len(units) and units[end].word.endswith("ly"))):
        return True
    if word in {"all", "many", "few", "some"} and before in {"at", "after", "above", "how", "too", "so", "as"}:
        return True
    if word in {"many", "few"} and after in {"as", "other"}:
        return True
    return word == "whole" and before == "a"


def _head(content: Content, start: int) -> int:
    for k in range(start, min(len(content.units), start + 5)):
        unit = content.units[k]
        if unit.after:
            return -1
        if unit.content:
            return k
        if unit.word not in _SKIPPED:
            return -1
    return -1
