"""Differences in how long or how soon: "until further notice" and "for months"."""

from itertools import product

from onrecord.claims.comparing.alignment import Alignment
from onrecord.claims.comparing.calendar import Day, clash
from onrecord.claims.comparing.contents import Content
from onrecord.claims.comparing.model import Difference
from onrecord.claims.comparing.phrases import Phrase, phrases_of
from onrecord.claims.comparing.quantities import Number

__all__ = ["periods"]

_FROM = frozenset(["since", "from"])
_TO = frozenset(["until", "till", "by", "before"])
_BEFORE = frozenset(["for", "over", "within", "in", "after"])


def periods(alignment: Alignment) -> list[Difference]:
    """Periods of one content at whose place the other has another one, or nothing where it is "for good"."""
    a, b = alignment.a, alignment.b
    mine, theirs = phrases_of(a, "periods"), phrases_of(b, "periods")
    out: list[Difference] = []
    for p in mine:
        q = next((q for q in theirs if _one(alignment, p, q)), None)
        if q is not None:
            theirs.remove(q)
            if q.sort != p.sort:
                out.append(Difference("date", a.span(p.start, p.end), b.span(q.start, q.end), True))
        elif span := _exact(alignment, p):
            out.append(Difference("date", a.span(p.start, p.end), b.span(*span), True))
        elif p.sort == "ever" and _added(alignment, p):
            out.append(Difference("date", a.span(p.start, p.end), None, True))
    back = alignment.mirrored
    for q in theirs:
        if span := _exact(back, q):
            out.append(Difference("date", a.span(*span), b.span(q.start, q.end), True))
        elif q.sort == "ever" and _added(back, q):
            out.append(Difference("date", None, b.span(q.start, q.end), True))
    return out + _sides(alignment)


def _one(alignment: Alignment, p: Phrase, q: Phrase) -> bool:
    return alignment.to_b.get(p.end - 1) == q.end - 1 or alignment.same_place((p.start, p.end), (q.start, q.end))


def _exact(alignment: Alignment, p: Phrase) -> tuple[int, int] | None:
    """The date or length of time that the second content has where the first has a phrase: "until Monday", "for six weeks"."""
    if any(k in alignment.to_b and alignment.a.units[k].content for k in range(p.start, p.end)):
        return None
    for j, unit in enumerate(alignment.b.units):
        timed = isinstance(unit.value, Day) or (
            isinstance(unit.value, Number) and unit.value.dimension == "time" and unit.value.bound != "vague"
        )
        start = j - 1 if j and alignment.b.units[j - 1].word in _BEFORE | _FROM | _TO else j
        if timed and j not in alignment.to_a and alignment.same_place((p.start, p.end), (start, j + 1)):
            return start, j + 1
    return None


def _added(alignment: Alignment, p: Phrase) -> bool:
    """Whether a phrase is all that one content has more at its place."""
    before, after = alignment.to_b.get(p.start - 1, -1), alignment.to_b.get(p.end, -1)
    if any(k in alignment.to_b for k in range(p.start, p.end)) or before < 0:
        return False
    ends = p.end == len(alignment.a.units) or bool(alignment.a.units[p.end].after)
    return after == before + 1 or (ends and (before + 1 == len(alignment.b.units) or bool(alignment.b.units[before + 1].after)))


def _sides(alignment: Alignment) -> list[Difference]:
    """Dates at one place that have no part in common, with words before them that do not mean the same: "in April", "since the weekend"."""
    a, b = alignment.a, alignment.b
    out: list[Difference] = []
    days_a, days_b = ([k for k, u in enumerate(c.units) if isinstance(u.value, Day)] for c in (a, b))
    for i, j in product(days_a, days_b):
        x, y = a.units[i].value, b.units[j].value
        if i in alignment.to_b or j in alignment.to_a or not isinstance(x, Day) or not isinstance(y, Day) or clash(x, y) is not None:
            continue
        if _side(a, i) != _side(b, j) and alignment.same_place((i, i + 1), (j, j + 1)):
            out.append(Difference("date", a.span(max(0, i - 1), i + 1), b.span(max(0, j - 1), j + 1), True))
    return out


def _side(content: Content, i: int) -> str:
    word = content.units[i - 1].word if i else ""
    return "from" if word in _FROM else "to" if word in _TO else ""
