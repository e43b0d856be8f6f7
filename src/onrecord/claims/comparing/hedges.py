"""Differences in hedges: "reportedly", "I think", "so far" that only one of two contents has."""

from dataclasses import dataclass
from functools import cache

from onrecord.claims.comparing.alignment import Alignment
from onrecord.claims.comparing.contents import Content
from onrecord.claims.comparing.lists import sections
from onrecord.claims.comparing.model import Difference
from onrecord.claims.comparing.quantities import Number
from onrecord.claims.comparing.stems import stem

__all__ = ["hedges"]

_ENOUGH, _REACH = 0.45, 9
_NOT = frozenset(["not", "n't", "no", "none", "nobody", "nothing", "never"])
_NO = frozenset(["no", "any", "without"])
_WEAK = frozenset(["may", "might", "could"])


@dataclass(frozen=True, slots=True)
class _Hedge:
    start: int
    end: int
    sort: str
    target: int
    """Index of the word with a meaning that it stands before, else after."""


@cache
def _phrases() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Hedges by their first word, the longest first."""
    out: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for sort, entries in sections("hedges").items():
        for entry in entries:
            words = tuple(entry.replace("-", " ").split())
            out.setdefault(words[0], []).append((words, sort))
    return {first: sorted(found, key=lambda f: (-len(f[0]), f)) for first, found in out.items()}


def hedges(alignment: Alignment) -> list[Difference]:
    """Hedges of one content at whose place the other has none."""
    if alignment.likeness < _ENOUGH:
        return []
    mine, theirs = _found(alignment.a), _found(alignment.b)
    out: list[Difference] = []
    if not (_denies(alignment.a) and _denies(alignment.b)):
        mine, theirs = ([h for h in found if h.sort != "not yet"] for found in (mine, theirs))
    if mine and not _weak(alignment.b, theirs):
        out += [Difference("hedge", alignment.a.span(h.start, h.end), None, True) for h in mine if _kept(alignment.to_b, h, alignment.a)]
    if theirs and not _weak(alignment.a, mine):
        out += [Difference("hedge", None, alignment.b.span(h.start, h.end), True) for h in theirs if _kept(alignment.to_a, h, alignment.b)]
    return out


def _denies(content: Content) -> bool:
    return any(u.word in _NOT for u in content.units)


def _weak(content: Content, found: list[_Hedge]) -> bool:
    """Whether a content is hedged in any way."""
    return bool(found) or any(u.word in _WEAK and not u.capital for u in content.units)


def _kept(to_other: dict[int, int], hedge: _Hedge, content: Content) -> bool:
    """Whether what is hedged stands in the other content, too, and the hedge itself does not."""
    if any(k in to_other and content.units[k].content for k in range(hedge.start, hedge.end)):
        return False
    return hedge.target in to_other


def _supposed(content: Content) -> list[_Hedge]:
    """What stands ahead of a clause that is only supposed, or asked: "we have to assume that", "I cannot say whether"."""
    out: list[_Hedge] = []
    units = content.units
    for k, unit in enumerate(units[:-1]):
        if unit.word not in {"that", "whether"} or not k or units[k + 1].word == "or":
            continue
        start = next((n for n in range(k, max(-1, k - _REACH), -1) if units[n].after or not n), k)
        words = units[start:k]
        soft = unit.word == "whether" and units[k - 1].word not in {"of", "over"} and len(words) > 1
        if soft or any(u.stem in _soft() for u in words):
            target = next((n for n in range(k + 1, min(len(units), k + _REACH)) if units[n].content), -1)
            out.append(_Hedge(start, k + 1, "supposed", target))
    return out


@cache
def _soft() -> frozenset[str]:
    return frozenset(stem(w) for w in sections("words")["supposing"])


def _found(content: Content) -> list[_Hedge]:
    out: list[_Hedge] = []
    units = content.units
    i = 0
    while i < len(units):
        for words, sort in _phrases().get(units[i].word, ()):
            end = i + len(words)
            if tuple(u.word for u in units[i:end]) == words and not (words[-1] == "of" and i and units[i - 1].word in _NO):
                after = next((k for k in range(end, min(len(units), end + 6)) if units[k].content), -1)
                before = next((k for k in range(i - 1, max(-1, i - 6), -1) if units[k].content), -1)
                if after >= 0 and any(units[k].after == 2 for k in range(end, after + 1)):
                    after = -1
                target = after if after >= 0 else before
                counted = after >= 0 and isinstance(units[after].value, Number)
                if sort != "in part" or not (counted or (end < len(units) and units[end].word in {"all", "every", "half", "no"})):
                    out.append(_Hedge(i, end, sort, target))
                i = end - 1
                break
        i += 1
    taken = {k for h in out for k in range(h.start, h.end)}
    return out + [h for h in _supposed(content) if taken.isdisjoint(range(h.start, h.end))]
