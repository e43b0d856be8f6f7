"""Differences in numbers: 40 and 60 people, a third and a half, "dozens" and 80."""

from typing import NamedTuple

from onrecord.claims.comparing.alignment import Alignment
from onrecord.claims.comparing.contents import WORDS, Content
from onrecord.claims.comparing.model import Difference, Kind
from onrecord.claims.comparing.quantities import Number, agree, comparable
from onrecord.claims.comparing.stems import stem

__all__ = ["numbers"]

_VAGUE = frozenset(["many", "some", "numerous", "various", "most", "majority", "few"])
_SKIPPED = frozenset(["of", "the", "a", "its", "his", "her", "their", "our", "other", "more", "new", "'s", "these", "those"])
_HEADS = 2
_NEAR = 3
_MOST = 12
"""Numbers of the other content, the nearest ones, with which a number is compared."""

_PEOPLE = frozenset(stem(w) for w in WORDS["synonyms of people"])
_ONE_UNIT = {"crown", "krone"}
"""What translators call one currency."""

_AGREEMENT = ("same", "nearly", "possibly", "no")


class _Counted(NamedTuple):
    at: int
    number: Number
    heads: frozenset[str]


def numbers(alignment: Alignment) -> list[Difference]:
    """What the numbers of two contents do not have in common; numbers of different things are not compared."""
    a, b = alignment.a, alignment.b
    mine, theirs = _free(a, alignment.to_b), _free(b, alignment.to_a)
    keys_a, keys_b = {u.word for u in a.units}, {u.word for u in b.units}
    out = _aligned(alignment)
    out += _exchanged(alignment)
    done_a: set[int] = set()
    done_b: set[int] = set()
    for x, y in _candidates(alignment, mine, theirs):
        if x.at in done_a or y.at in done_b:
            continue
        done_a.add(x.at)
        done_b.add(y.at)
        elsewhere = x.number.key in keys_b and y.number.key in keys_a
        if _of_other_units(x.number, y.number):
            out.append(Difference("number", alignment.a.span(x.at, x.at + 1), alignment.b.span(y.at, y.at + 1), True, True))
        elif agree(x.number, y.number) != "same" and not elsewhere:
            out.append(_difference(alignment, x.at, y.at, x.number, y.number))
    out += [found for x in mine if x.at not in done_a and (found := _one_sided(alignment, x))]
    back = alignment.mirrored
    out += [found.mirrored for y in theirs if y.at not in done_b and (found := _one_sided(back, y))]
    return out


def _aligned(alignment: Alignment) -> list[Difference]:
    """Numbers that go together but are not meant equally exactly: "up to 40" and "40"."""
    out: list[Difference] = []
    for i, j in sorted(alignment.to_b.items()):
        x, y = alignment.a.units[i].value, alignment.b.units[j].value
        if isinstance(x, Number) and isinstance(y, Number) and x.key != y.key and comparable(x, y) and agree(x, y) != "same":
            out.append(_difference(alignment, i, j, x, y))
        elif isinstance(x, Number) and isinstance(y, Number) and _of_other_units(x, y):
            out.append(Difference("number", alignment.a.span(i, i + 1), alignment.b.span(j, j + 1), True, True))
        elif isinstance(x, Number) and isinstance(y, Number) and x.key == y.key and _moved(alignment, i, j):
            out.append(Difference("number", alignment.a.span(i - 1, i + 1), alignment.b.span(j - 1, j + 1), True, True))
    return out


def _of_other_units(x: Number, y: Number) -> bool:
    """Whether two numbers are written alike and are of other units: five million crowns and five million euros."""
    named = bool(x.unit and y.unit) and x.unit != y.unit and {x.unit, y.unit} != _ONE_UNIT
    return x.base == y.base and x.dimension == y.dimension and named


def _exchanged(alignment: Alignment) -> list[Difference]:
    """Numbers that count each other's things: "100 vests for 300 passengers", "300 vests for 100 passengers"."""
    counts = {
        (i, j): (_heads(alignment.a, i), _heads(alignment.b, j))
        for i, j in sorted(alignment.to_b.items())
        if isinstance(alignment.a.units[i].value, Number) and isinstance(alignment.b.units[j].value, Number)
    }
    return [
        Difference("number", alignment.a.span(i, i + 1), alignment.b.span(m, m + 1), True, True)
        for (i, _), (mine, theirs) in counts.items()
        for (k, m), (others, and_theirs) in counts.items()
        if alignment.a.units[i].word != alignment.a.units[k].word
        and mine & and_theirs
        and others & theirs
        and not mine & theirs
        and not others & and_theirs
    ]


def _moved(alignment: Alignment, i: int, j: int) -> bool:
    """Whether something rose or fell "by" a number in one content, and "to" it in the other."""
    a, b = alignment.a.units, alignment.b.units
    if not i or not j or {a[i - 1].word, b[j - 1].word} != {"by", "to"}:
        return False
    before = [k for k in range(max(0, i - _NEAR), i) if a[k].content]
    return any(0 < j - alignment.to_b.get(k, -1) <= _NEAR for k in before)


def _difference(alignment: Alignment, i: int, j: int, x: Number, y: Number) -> Difference:
    """How two numbers differ; a lost "up to" or "about" is a hedge."""
    how = agree(x, y)
    kind: Kind = "hedge" if x.stem == y.stem or x.base == y.base else "number"
    spans = alignment.a.span(i, i + 1), alignment.b.span(j, j + 1)
    lost_of_time = kind == "hedge" and x.dimension == "time"  # "within an hour", "in under an hour"
    return Difference(kind, *spans, how in {"possibly", "no"} and not lost_of_time, how == "no")


def _free(content: Content, taken: dict[int, int]) -> list[_Counted]:
    """The numbers without counterpart."""
    return [_Counted(i, u.value, _heads(content, i)) for i, u in enumerate(content.units) if isinstance(u.value, Number) and i not in taken]


def _candidates(alignment: Alignment, mine: list[_Counted], theirs: list[_Counted]) -> list[tuple[_Counted, _Counted]]:
    """Numbers that may be of one thing, the surest first."""
    found: list[tuple[tuple[int, int, int, int, int], _Counted, _Counted]] = []
    for x in mine:
        for y in sorted(theirs, key=lambda y: (abs(x.at - y.at), y.at))[:_MOST]:
            if near := _nearness(alignment, x, y):
                rank = _AGREEMENT.index(agree(x.number, y.number))
                found.append(((-near, rank, abs(x.at - y.at), x.at, y.at), x, y))
    return [(x, y) for _, x, y in sorted(found, key=lambda f: f[0])]


def _nearness(alignment: Alignment, x: _Counted, y: _Counted) -> int:
    """How sure it is that two numbers are of one thing: 2 and 3 where the same word is counted, 1 at the same place, 0 otherwise."""
    if x.number.dimension != y.number.dimension or not (comparable(x.number, y.number) or _of_other_units(x.number, y.number)):
        return 0
    here = alignment.same_place((x.at, x.at + 1), (y.at, y.at + 1)) or _neighbours(alignment, x.at, y.at)
    if x.heads & y.heads:
        return 3 if here else 2
    both_people = bool(x.heads & _PEOPLE and y.heads & _PEOPLE)
    if x.heads and y.heads and not x.number.unit and not both_people:
        return 0
    return 1 if here else 0


def _neighbours(alignment: Alignment, i: int, j: int) -> bool:
    """Whether the words beside two numbers go together on both sides, or a word with a meaning on one."""
    sides = [k for k in (-1, 1) if 0 <= i + k < len(alignment.a.units) and alignment.to_b.get(i + k) == j + k]
    return len(sides) == 2 or any(alignment.a.units[i + k].content for k in sides)


def _heads(content: Content, i: int) -> frozenset[str]:
    """What is counted, by the words after a number."""
    out: list[str] = []
    for unit in content.units[i + 1 : i + 6]:
        if unit.after or len(out) == _HEADS:
            break
        if unit.content and unit.value is None:
            out.append(unit.stem)
        elif unit.word not in _SKIPPED or out:
            break
    return frozenset(out)


def _one_sided(alignment: Alignment, x: _Counted) -> Difference | None:
    """A number where the other content has none of the same thing; material where that says "many" or "some" instead."""
    units = alignment.a.units
    head = next((k for k in range(x.at + 1, min(len(units), x.at + _NEAR)) if units[k].content), -1)
    if head not in alignment.to_b or any(u.after for u in units[x.at + 1 : head + 1]) or x.number.bound == "vague":
        return None
    j = alignment.to_b[head]
    before = range(j - 1, max(-1, j - 4), -1)
    vague = next((k for k in before if alignment.b.units[k].word in _VAGUE and alignment.b.units[k - 1].word != "as"), None)
    if vague is None and x.number.base == 1:
        vague = next((k for k in before if alignment.b.units[k].word == "both"), None)
    span = None if vague is None else alignment.b.span(vague, vague + 1)
    several = x.number.base == 1 and x.number.dimension == "count" and _plural(alignment, head, j)
    return Difference("number", alignment.a.span(x.at, x.at + 1), span, vague is not None or several)


def _plural(alignment: Alignment, i: int, j: int) -> bool:
    """Whether the second content speaks of several where the first has one: "one tank", "tanks"."""
    one, other = alignment.a.units[i].word, alignment.b.units[j].word
    return other == one + "s" or (one.endswith("y") and other == one[:-1] + "ies")
