"""Differences in polarity: "will" and "will not", "has" and "has not yet", guilty and innocent."""

from collections.abc import Iterator

from onrecord.claims.comparing.alignment import Alignment
from onrecord.claims.comparing.model import Difference
from onrecord.claims.comparing.negating import REACH, Negation, negations
from onrecord.claims.comparing.quantities import Number
from onrecord.claims.comparing.stems import stem

__all__ = ["polarity"]

_MOST = 0.74
_HALF = 0.5
_FEW = frozenset(["few", "hardly", "scarcely", "barely"])
_ENDS = frozenset(stem(w) for w in ("stop", "cease", "quit"))
_TIMES = frozenset(["end", "ends", "ended", "begin", "begins", "began", "start", "starts", "started"])


def polarity(alignment: Alignment) -> list[Difference]:
    """Where the one content denies what the other says."""
    a, b = alignment.a, alignment.b
    mine, theirs = negations(a), negations(b)
    out: dict[tuple[int, int], Difference] = {}
    seen_b: set[int] = set()
    for n in mine:
        if out and a.units[n.start].word == "nor":
            continue  # "neither the town nor the county was told" is one
        for i, j, span_b in _denied_alone(alignment, n, mine, theirs):
            seen_b.add(j)
            out.setdefault((i, j), _difference(alignment, n, i, j, span_b, flip=False))
    mirror = alignment.mirrored
    told = len(out)
    for n in theirs:
        if len(out) > told and b.units[n.start].word == "nor":
            continue
        for j, i, span_a in _denied_alone(mirror, n, theirs, mine):
            out.setdefault((i, j), _difference(alignment, n, i, j, span_a, flip=True))
    touched = {i for i, _ in out}
    for i in sorted(alignment.opposites):
        j = alignment.to_b[i]
        if a.units[i].word in _TIMES and b.units[j].word in _TIMES and alignment.likeness < _MOST:
            continue
        if i not in touched and (_parity(mine, i) + _parity(theirs, j)) % 2 == 0 and not _turned(alignment, i, j):
            out[i, j] = Difference("negation", a.span(i, i + 1), b.span(j, j + 1), True, True)
    return list(out.values())


def _turned(alignment: Alignment, i: int, j: int) -> bool:
    """Whether two opposites say one thing because of who does it: "lost to" and "beat", "bought from" and "sold to"."""
    after = {c.units[k + 1].word if k + 1 < len(c.units) else "" for c, k in ((alignment.a, i), (alignment.b, j))}
    moved = [p for p in alignment.to_b.items() if p not in set(alignment.pairs) and p[0] not in alignment.opposites]
    return bool(moved) or bool(after & {"to", "from"} and len(after) == 2 and alignment.likeness < 1 and len(moved) > 0)


def _parity(found: list[Negation], at: int) -> int:
    return sum(at in n.reach for n in found) % 2


def _denied_alone(
    alignment: Alignment, n: Negation, mine: list[Negation], theirs: list[Negation]
) -> Iterator[tuple[int, int, tuple[int, int]]]:
    """The word that a negation denies and its counterpart that is not denied; with the units of the counterpart."""
    if any(i in alignment.opposites for i in n.reach):
        return
    for k, i in enumerate(n.reach):
        j = alignment.to_b.get(i)
        if j is None:
            if k == 0 and (place := _in_gap(alignment, n, i, theirs)):
                yield i, place[0], place
                return
            if alignment.likeness < _MOST:
                return
            continue
        if k == 0 and _doubled(n, i, j, mine, theirs):
            yield i, j, (j, j + 1)  # "do not rule out" and "rule out"
            return
        if k > 1 or any(m.start <= j < m.end for m in theirs):
            return
        if j and alignment.b.units[j - 1].stem in _ENDS:
            return  # "no longer answers" and "has stopped answering"
        before = alignment.b.units[j - 1].value if j else None
        if isinstance(before, Number) and before.dimension == "order":
            return  # "his first bite": he "had never bitten"
        if n.far and any(u.word in _FEW for u in alignment.b.units[max(0, j - 3) : j]):
            return
        if n.far and not _verb_too(alignment, n, k) and _counted(alignment, j) is None:
            return
        if _parity(mine, i) != _parity(theirs, j) and not _denied_nearby(alignment, n, mine, theirs):
            yield i, j, (j, j + 1)
        return


def _doubled(n: Negation, i: int, j: int, mine: list[Negation], theirs: list[Negation]) -> bool:
    """Whether a negation denies another one that the other content has alone."""
    inner, other = (any(m.start <= k < m.end for m in found) for found, k in ((mine, i), (theirs, j)))
    return inner and other and not any(j in m.reach for m in theirs) and n.end <= i


def _verb_too(alignment: Alignment, n: Negation, k: int) -> bool:
    """Whether what is said of a noun that is denied ("no passwords were stolen") stands in the other content, too."""
    if k + 1 >= len(n.reach) or alignment.likeness >= _MOST:
        return True
    return n.reach[k + 1] in alignment.to_b


def _denied_nearby(alignment: Alignment, n: Negation, mine: list[Negation], theirs: list[Negation]) -> bool:
    """Whether the other content denies something at the same place in other words."""
    places = {alignment.to_b[i] for i in n.reach if i in alignment.to_b}
    a, b = alignment.a.units, alignment.b.units
    for m in theirs:
        back = {alignment.to_a[j] for j in m.reach if j in alignment.to_a}
        if any(x is not n and a[x.start].word == b[m.start].word and back & set(x.reach) for x in mine):
            continue  # it is the counterpart of another one
        if places & set(m.reach) or back & set(n.reach):
            return True
        if alignment.to_b.get(n.start) == m.start:
            return True
        if alignment.same_place((n.start, n.end), (m.start, m.end)):
            return True
        if not back and not places:
            return True
        if len(theirs) == 1 and (not back or not places or min(abs(p - m.start) for p in places) <= REACH):
            return True
    return False


def _in_gap(alignment: Alignment, n: Negation, i: int, theirs: list[Negation]) -> tuple[int, int] | None:
    """The words of the other content at the place of a denied word that has no counterpart, if nothing is denied there."""
    gap = alignment.gap(n.start, "a")
    if not 0 < gap < len(alignment.anchors) or alignment.gap(i, "a") != gap or alignment.likeness < _HALF:
        return None
    left, right = alignment.anchors[gap - 1], alignment.anchors[gap]
    start, end = left[1] + 1, right[1]
    inner = [k for k in range(start, end) if alignment.b.units[k].content]
    mine = [k for k in range(left[0] + 1, right[0]) if alignment.a.units[k].content]
    if len(inner) != 1 or len(mine) != 1 or right[0] - left[0] > REACH + 2:
        return None
    if theirs:
        return None
    return inner[0], inner[-1] + 1


def _difference(alignment: Alignment, n: Negation, mine: int, theirs: int, other: tuple[int, int], *, flip: bool) -> Difference:
    """A negation as a difference: from the word that denies to the word that is denied, and the latter's counterpart."""
    a, b = alignment.a, alignment.b
    if flip:
        number = _counted(alignment.mirrored, mine) if n.far else None
        span = a.span(min(number, other[0]), other[1]) if number is not None else a.span(*other)
        return Difference("negation" if number is None else "number", span, b.span(n.start, max(n.end, theirs + 1)), True, True)
    number = _counted(alignment, theirs) if n.far else None
    span = b.span(min(number, other[0]), other[1]) if number is not None else b.span(*other)
    return Difference("negation" if number is None else "number", a.span(n.start, max(n.end, mine + 1)), span, True, True)


def _counted(alignment: Alignment, at: int) -> int | None:
    """The number without counterpart that stands in the second content shortly before a word."""
    for k in range(at - 1, max(-1, at - 5), -1):
        value = alignment.b.units[k].value
        if isinstance(value, Number) and value.dimension == "count" and k not in alignment.to_a:
            return k
        if alignment.b.units[k + 1].after:
            return None
    return None
