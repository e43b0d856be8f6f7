"""Differences in how much is made of a matter: graver words, "the only", a superlative, another likeness.

These are seen between two reports of one statement, from the earlier to the later one: there a word that only the later one has at the
same place is the reporter's.
"""

from onrecord.claims.comparing.alignment import Alignment
from onrecord.claims.comparing.contents import WORDS, Content
from onrecord.claims.comparing.model import Difference
from onrecord.claims.comparing.phrases import Phrase, phrases_of
from onrecord.claims.comparing.quantities import Number
from onrecord.claims.comparing.stems import stem
from onrecord.claims.comparing.tokens import SENTENCE

__all__ = ["degrees"]

_DENIES = frozenset(["not", "n't", "no", "never", "nobody", "none", "nothing", "without", "neither", "nor", "denied", "denies", "deny"])
_POINTING = WORDS["pronoun"] | frozenset(["this", "that", "these", "those", "its", "their", "his"])
_RANKS = frozenset(["deputy", "vice", "acting", "assistant", "interim", "former", "prime"])
_SEVERAL = frozenset(["several", "many", "numerous", "some", "various"])
_MAY_BE = ", it may be"
_NEAR = 3
_BACK = 4
_SHORT = 8
"""Units of contents that may have only small words in common: "it was a mistake", "it was a crime"."""

_LONGEST = 6
"""Words with a meaning of a stretch above which it is no other wording but something else that was said."""


def degrees(alignment: Alignment) -> list[Difference]:
    """Where the later report makes more of a matter than the earlier one, or sets it apart from others."""
    back = alignment.mirrored
    found = [*_likenesses(alignment), *_apart(alignment), *_ranks(alignment), *_one_of_several(alignment), *_limits(alignment)]
    found += [d.mirrored for d in (*_apart(back), *_ranks(back), *_one_of_several(back), *_limits(back))]
    return [*found, *(d for d in _graver(alignment) if not any(_meet(d.b, f.b) for f in found))]


def _meet(x: tuple[int, int] | None, y: tuple[int, int] | None) -> bool:
    return x is not None and y is not None and x[0] < y[1] and y[0] < x[1]


def _graver(alignment: Alignment) -> list[Difference]:
    a, b = alignment.a, alignment.b
    known = {p.sort.removesuffix(_MAY_BE) for p in phrases_of(a, "graver")}
    stems = {u.stem for u in a.units}
    places: dict[tuple[int, int], list[Phrase]] = {}
    for p in phrases_of(b, "graver"):
        words = [j for j in range(p.start, p.end) if b.units[j].content]
        if p.sort in known or p.sort.endswith(_MAY_BE) or _denied(b, p) or _name(b, p):
            continue
        if any(j in alignment.to_a or b.units[j].stem in stems for j in words):
            continue
        known.add(p.sort)
        if place := _stretch(alignment, p):
            places.setdefault(place, []).append(p)
    return [found for place, phrases in places.items() if (found := _gain(alignment, place, phrases))]


def _gain(alignment: Alignment, place: tuple[int, int], phrases: list[Phrase]) -> Difference | None:
    """What graver words of the later report stand for, unless they are part of more that was said."""
    a, b = alignment.a, alignment.b
    gap = place[0]
    left = alignment.anchors[gap - 1] if gap else (-1, -1)
    right = alignment.anchors[gap] if gap < len(alignment.anchors) else (len(a.units), len(b.units))
    mine = [i for i in range(left[0] + 1, right[0]) if i not in alignment.to_b]
    before = [i for i in mine if a.units[i].content]
    more = [j for j in range(left[1] + 1, right[1]) if b.units[j].content and j not in alignment.to_a]
    first, last = phrases[0], phrases[-1]
    own = sum(b.units[j].content for p in phrases for j in range(p.start, p.end))
    if len(more) > own and (not before or max(len(before), len(more)) > _LONGEST):
        return None
    pointing = any(a.units[i].word in _POINTING for i in mine)
    after_of = bool(first.start) and b.units[first.start - 1].word == "of"
    if (pointing or after_of) if not before else (pointing and after_of):
        return None  # "this number", "the number of dead": what was pointed at is only named
    return Difference("degree", a.span(before[0], before[-1] + 1) if before else None, b.span(first.start, last.end), True)


def _stretch(alignment: Alignment, p: Phrase) -> tuple[int, int] | None:
    """The place of a phrase of the later report: the gap between words that go together, and its sentence."""
    if not alignment.anchors and (not alignment.pairs or max(len(alignment.a.units), len(alignment.b.units)) > _SHORT):
        return None
    sentence = max((k for k in range(p.start + 1) if alignment.b.units[k].after == SENTENCE), default=0)
    return alignment.gap(p.start, "b"), sentence


def _denied(content: Content, p: Phrase) -> bool:
    return any(u.word in _DENIES for u in content.units[max(0, p.start - _BACK) : p.start])


def _name(content: Content, p: Phrase) -> bool:
    """Whether a word is part of a name: "the Bank of War Bonds"."""
    unit = content.units[p.start]
    return unit.capital and not unit.after and p.start > 0 and not content.headline


def _apart(alignment: Alignment) -> list[Difference]:
    """What sets a thing apart in the second content alone: "the man" and "the only man", "one of the largest" and "the largest"."""
    a, b = alignment.a, alignment.b
    known, tops = phrases_of(a, "highest"), phrases_of(b, "highest")
    out: list[Difference] = []
    for p in tops:
        if any(j in alignment.to_a for j in range(p.start, p.end)):
            i, j = alignment.to_a.get(p.start, -1), p.start
            if i >= 0 and (start := _one_of(a, i)) >= 0 and _one_of(b, j) < 0:
                out.append(Difference("degree", a.span(start, i), None, True))
            continue
        head = _head(b, p.end)
        i = alignment.to_a.get(head, -1)
        if _denied(b, p) or i < 0 or any(q.start <= i + _NEAR and i - _NEAR <= q.start for q in known):
            continue
        before = next((x for k in (1, 2) if (x := alignment.to_a.get(p.start - k, -1)) >= 0), -1)
        if before >= 0 and 0 < i - before <= _NEAR:
            out.append(Difference("degree", None, b.span(p.start, p.end), True))
    return out


def _one_of_several(alignment: Alignment) -> list[Difference]:
    """What is one of several in the first content, and the only one in the second: "one of many mistakes", "the mistake"."""
    a, b = alignment.a, alignment.b
    out: list[Difference] = []
    for i, j in sorted(alignment.to_b.items()):
        if not a.units[i].content or not j or b.units[j - 1].word not in {"the", "his", "her", "their", "its", "our", "my"}:
            continue
        start = i - 3
        words = [u.word for u in a.units[max(0, start) : i]]
        several = len(words) == _NEAR and words[1] == "of" and (words[2] in _SEVERAL or isinstance(a.units[i - 1].value, Number))
        if several and isinstance(a.units[start].value, Number) and start not in alignment.to_b:
            out.append(Difference("degree", a.span(start, i), b.span(j - 1, j), True))
    return out


def _limits(alignment: Alignment) -> list[Difference]:
    """Within what the first content says that something is the greatest, where the second says it without: "the worst flood since 1954"."""
    a, b = alignment.a, alignment.b
    out: list[Difference] = []
    for p in phrases_of(a, "highest"):
        j = alignment.to_b.get(p.start, -1)
        if p.sort == "highest" and j >= 0 and (limit := _limit(a, p.end)) and not _limit(b, j + 1):
            out.append(Difference("degree", a.span(*limit), None, True))
    return out


def _limit(content: Content, start: int) -> tuple[int, int] | None:
    """Where it stands since when, or in how many years, something is the greatest."""
    units = content.units
    for k in range(start, min(len(units) - 1, start + _LONGEST)):
        if units[k].after == SENTENCE:
            return None
        value = units[k + 1].value
        if units[k].word == "since" and units[k + 1].content:
            return k, k + 2
        if units[k].word in {"in", "for"} and isinstance(value, Number) and value.dimension == "time":
            return k, k + 2
    return None


def _head(content: Content, start: int) -> int:
    """The word that a superlative is about; -1 before a number, or where none follows."""
    units = content.units
    if start >= len(units) or units[start].after or isinstance(units[start].value, Number):
        return -1
    return next((k for k in range(start, min(len(units), start + 2)) if units[k].content), -1)


def _one_of(content: Content, i: int) -> int:
    """Where a superlative is only one of several, "one of the largest", "among the largest", the first unit of that; else -1."""
    words = [u.word for u in content.units[max(0, i - 3) : i]]
    if len(words) > 1 and words[-2] == "among":
        return i - 2
    if len(words) == _NEAR and words[1] == "of" and isinstance(content.units[i - 3].value, Number):
        return i - 3
    return -1


def _ranks(alignment: Alignment) -> list[Difference]:
    """What only the second content has of somebody's rank: "the mayor", "the deputy mayor"."""
    b = alignment.b
    out: list[Difference] = []
    for j, unit in enumerate(b.units[:-1]):
        if unit.word not in _RANKS or j in alignment.to_a or b.units[j + 1].after or not b.units[j + 1].content:
            continue
        i = alignment.to_a.get(j + 1, -1)
        if i >= 0 and (i == j == 0 or (i and j and alignment.a.units[i - 1].word == b.units[j - 1].word)):
            out.append(Difference("name", None, b.span(j, j + 2), True))
    return out


def _akin(x: str, y: str) -> bool:
    return x.startswith(stem(y)) or y.startswith(stem(x))


def _likenesses(alignment: Alignment) -> list[Difference]:
    """What something is likened to: "like a lamb", "like a wolf"."""
    a, b = alignment.a, alignment.b
    out: list[Difference] = []
    for i, j in alignment.to_b.items():
        if a.units[i].word not in {"a", "an"} or not i or not j or (a.units[i - 1].word, b.units[j - 1].word) != ("like", "like"):
            continue
        if i + 1 >= len(a.units) or j + 1 >= len(b.units):
            continue
        x, y = a.units[i + 1], b.units[j + 1]
        if x.content and y.content and i + 1 not in alignment.to_b and j + 1 not in alignment.to_a and not _akin(x.word, y.word):
            out.append(Difference("degree", a.span(i - 1, i + 2), b.span(j - 1, j + 2), True))
    return out
