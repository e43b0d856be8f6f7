"""Differences in dates: Friday and Sunday, before and after."""

from onrecord.claims.comparing.alignment import Alignment
from onrecord.claims.comparing.calendar import Day, clash
from onrecord.claims.comparing.contents import Content
from onrecord.claims.comparing.model import Difference

__all__ = ["dates"]

_ENOUGH, _ALIKE = 0.5, 0.7
_SIDES = {"before": "before", "until": "until", "till": "until", "after": "after", "since": "since", "from": "since"}
_OPPOSITE = frozenset([frozenset(p) for p in (("before", "after"), ("until", "since"), ("until", "after"), ("before", "since"))])


def dates(alignment: Alignment) -> list[Difference]:
    """What the dates of two contents do not have in common; a date that only one of them has is none."""
    a, b = alignment.a, alignment.b
    mine = [i for i, u in enumerate(a.units) if isinstance(u.value, Day)]
    theirs = [j for j, u in enumerate(b.units) if isinstance(u.value, Day)]
    joined = [(i, alignment.to_b[i]) for i in mine if i in alignment.to_b]
    out = [Difference("date", a.span(i - 1, i + 1), b.span(j - 1, j + 1), True, True) for i, j in joined if _sides_differ(a, b, i, j)]
    free_a = [i for i in mine if i not in alignment.to_b]
    free_b = [j for j in theirs if j not in alignment.to_a]
    alone = len(mine) == len(theirs) == 1 and alignment.likeness >= _ENOUGH
    taken: set[int] = set()
    for i in free_a:
        for j in free_b:
            if j in taken or not (alone or alignment.same_place((i, i + 1), (j, j + 1)) or _beside(alignment, i, j)):
                continue
            x, y = a.units[i].value, b.units[j].value
            if isinstance(x, Day) and isinstance(y, Day) and clash(x, y) is not None:
                taken.add(j)
                if clash(x, y):
                    sure = _beside(alignment, i, j) or (alone and alignment.likeness >= _ALIKE)
                    out.append(Difference("date", a.span(i, i + 1), b.span(j, j + 1), True, sure))
                break
    return out


def _beside(alignment: Alignment, i: int, j: int) -> bool:
    """Whether the words with a meaning before two dates go together."""
    x = next((k for k in range(i - 1, max(-1, i - 4), -1) if alignment.a.units[k].content), -1)
    y = next((k for k in range(j - 1, max(-1, j - 4), -1) if alignment.b.units[k].content), -1)
    return x >= 0 and alignment.to_b.get(x) == y


def _sides_differ(a: Content, b: Content, i: int, j: int) -> bool:
    before = {_SIDES.get(c.units[k - 1].word, "") if k else "" for c, k in ((a, i), (b, j))}
    return frozenset(before) in _OPPOSITE
