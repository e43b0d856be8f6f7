"""Differences in names: another person, body or place where the other content has one."""

from dataclasses import dataclass

from onrecord.claims.comparing.alignment import Alignment
from onrecord.claims.comparing.contents import WORDS, Content
from onrecord.claims.comparing.model import Difference, Kind
from onrecord.claims.comparing.quantities import Number
from onrecord.claims.comparing.stems import stem
from onrecord.speakers.bodies import same_body
from onrecord.speakers.countries import countries, seats
from onrecord.speakers.names import same_person

__all__ = ["Name", "names", "names_of", "same_name"]

_PLACES = frozenset(["in", "at", "near", "from", "into", "outside", "inside", "across", "around", "towards", "through", "via"])
_GOING = frozenset(
    stem(w) for w in ("go", "travel", "fly", "move", "return", "send", "flee", "come", "drive", "sail", "march", "extradite")
)


@dataclass(frozen=True, slots=True)
class Name:
    """A run of capitalised words.

    Attributes:
        start: Index of the first unit.
        end: After the last one.
        text: As it stands.
        place: Whether it stands after a preposition of place.
    """

    start: int
    end: int
    text: str
    place: bool


def names_of(content: Content, text: str) -> list[Name]:
    """The names of a content; none in a headline all of whose words have capitals."""
    if content.headline:
        return []
    out: list[Name] = []
    units = content.units
    i = 0
    while i < len(units):
        if not _may_begin(content, i, text):
            i += 1
            continue
        end = i + 1
        while end < len(units) and not units[end].after and units[end].capital and units[end].value is None:
            end += 1
        start = i
        while start < end and units[start].word in WORDS["title"]:
            start += 1
        if start < end:
            out.append(Name(start, end, text[units[start].start : units[end - 1].end], start == i and _is_place(content, i)))
        i = end
    return out


def _is_place(content: Content, i: int) -> bool:
    before = content.units[i - 1].word if i else ""
    return before in _PLACES or (before == "to" and i > 1 and any(u.stem in _GOING for u in content.units[max(0, i - 4) : i - 1]))


def _may_begin(content: Content, i: int, text: str) -> bool:
    unit = content.units[i]
    if not unit.capital or unit.value is not None or not unit.content or len(unit.word) < 2:
        return False
    if unit.after < 2 and i:
        return unit.word != "i"
    if text[unit.start : unit.end].isupper():
        return True
    # The first word of a sentence has a capital anyway: it is a name where it goes on as one, or where it stands elsewhere with one.
    after = content.units[i + 1] if i + 1 < len(content.units) else None
    goes_on = after is not None and after.capital and not after.after and after.content and after.value is None
    return goes_on or any(u.capital and u.word == unit.word and not u.after for u in content.units)


def names(alignment: Alignment, text_a: str, text_b: str) -> list[Difference]:
    """Names at whose place the other content has another name."""
    mine, theirs = names_of(alignment.a, text_a), names_of(alignment.b, text_b)
    out: list[Difference] = []
    free_a = [n for n in mine if not any(k in alignment.to_b for k in range(n.start, n.end)) and not _known(n, theirs)]
    free_b = [n for n in theirs if not any(k in alignment.to_a for k in range(n.start, n.end)) and not _known(n, mine)]
    taken: set[int] = set()
    for n in free_a:
        for m in free_b:
            if m.start in taken or not _one_place(alignment, n, m) or same_name(n.text, m.text):
                continue
            taken.add(m.start)
            kind: Kind = "place" if n.place and m.place else "name"
            out.append(Difference(kind, alignment.a.span(n.start, n.end), alignment.b.span(m.start, m.end), True, True))
            break
    return out + _half(alignment, mine, theirs)


def _half(alignment: Alignment, mine: list[Name], theirs: list[Name]) -> list[Difference]:
    """Names that share a word and are two all the same: Anna Lind and Karl Lind."""
    out: list[Difference] = []
    for n in mine:
        joined = {alignment.to_b[k] for k in range(n.start, n.end) if k in alignment.to_b}
        m = next((t for t in theirs if joined & set(range(t.start, t.end))), None)
        if m is None or len(joined) == n.end - n.start or len(joined) == m.end - m.start or same_name(n.text, m.text):
            continue
        if _known(n, theirs) or _known(m, mine) or n.end - n.start != m.end - m.start:
            continue
        kind: Kind = "place" if n.place and m.place else "name"
        out.append(Difference(kind, alignment.a.span(n.start, n.end), alignment.b.span(m.start, m.end), True, True))
    return out


def _known(name: Name, others: list[Name]) -> bool:
    return any(same_name(name.text, o.text) for o in others)


def _one_place(alignment: Alignment, n: Name, m: Name) -> bool:
    if alignment.same_place((n.start, n.end), (m.start, m.end)) and _as_far(alignment, n, m):
        return True
    sides = 0
    for x, y in ((n.start - 1, m.start - 1), (n.end, m.end)):
        if 0 <= x < len(alignment.a.units) and alignment.to_b.get(x) == y:
            sides += 2 if alignment.a.units[x].content and not isinstance(alignment.a.units[x].value, Number) else 1
    return sides >= 2


def _as_far(alignment: Alignment, n: Name, m: Name) -> bool:
    """Whether two names are about as far from what goes together beside them."""
    gap = alignment.gap(n.start, "a")
    left = alignment.anchors[gap - 1] if gap else (-1, -1)
    right = alignment.anchors[gap] if gap < len(alignment.anchors) else (len(alignment.a.units), len(alignment.b.units))
    return abs((n.start - left[0]) - (m.start - left[1])) < 2 or abs((right[0] - n.end) - (right[1] - m.end)) < 2


def same_name(left: str, right: str) -> bool:
    """Whether two names may be of one: a surname and the full name, an acronym and its words, a country, its people and its capital."""
    if left.lower() == right.lower():
        return True
    x, y = _country(left), _country(right)
    if x and y:
        return x == y
    if len(left) > 1 and len(right) > 1 and (same_person(left, right) or same_body(left, right)):
        return True
    a, b = set(left.lower().split()), set(right.lower().split())
    return a <= b or b <= a or _stemmed(left) == _stemmed(right)


def _country(name: str) -> str:
    plain = name.lower().replace(" ", "").replace(".", "")
    return countries().get(plain) or countries().get(plain.removesuffix("s")) or seats().get(name, "")


def _stemmed(name: str) -> str:
    """A name without the ending that makes an adjective or a people of it: "Varenia", "Varenian", "Varenians"."""
    word = name.lower().removesuffix("'s").removesuffix("s")
    for ending in ("ian", "ish", "ese", "ean", "an", "er", "ia", "a", "i", "e"):
        if word.endswith(ending) and len(word) - len(ending) > 3:
            return word.removesuffix(ending)
    return word
