"""Differences in how exactly a number is meant: "about 400" and "more than 400", "at least 12" and "12", "up to 500" and "all"."""

from collections.abc import Mapping

from onrecord.claims.comparing.alignment import Alignment
from onrecord.claims.comparing.contents import WORDS, Content
from onrecord.claims.comparing.model import Difference
from onrecord.claims.comparing.number_words import BEFORE
from onrecord.claims.comparing.phrases import phrases_of
from onrecord.claims.comparing.quantities import Number, comparable

__all__ = ["bounds"]

_SIDES: Mapping[str, str] = {"about": "about", "least": "low", "more": "low", "most": "high", "under": "high"}
_ALL = frozenset(["all", "every", "any", "each"])
_MOST = frozenset(["most", "majority", "bulk"])
_DENIES = frozenset(["no", "none", "not", "nobody", "some", "many", "few", "several"])
_PREPOSITIONS = frozenset(["of", "in", "for", "with", "by", "from", "on", "at", "after", "before", "during", "despite", "under"])
_NONE = frozenset(["none", "nothing", "zero", "nobody"])
_LIMITS = frozenset(["least", "most"])


def bounds(alignment: Alignment, text_a: str, text_b: str) -> list[Difference]:
    """Numbers that say more, or less, by the words before them; limits that are gone; numbers that became none.

    "About" may be lost without harm, and so may "more than", which says less without being unsure; "at least" and "up to" may not.
    """
    out: list[Difference] = []
    for i, j in _together(alignment):
        x, y = alignment.a.units[i].value, alignment.b.units[j].value
        if isinstance(x, Number) and isinstance(y, Number) and "vague" not in {x.bound, y.bound}:
            out += _of(alignment, (i, j), (x, y), (text_a, text_b))
    back = alignment.mirrored
    return [
        *out,
        *_limits(alignment),
        *_shares(alignment),
        *(d.mirrored for d in _shares(back)),
        *(d.mirrored for d in _limits(back)),
        *_nones(alignment),
        *(d.mirrored for d in _nones(back)),
    ]


def _together(alignment: Alignment) -> list[tuple[int, int]]:
    """Numbers that go together, and those without counterpart that are alone at one place."""
    a, b = alignment.a, alignment.b
    free_a, free_b = _free(a, alignment.to_b), _free(b, alignment.to_a)
    out = [(i, j) for i, j in alignment.to_b.items() if isinstance(a.units[i].value, Number)]
    if len(free_a) == len(free_b) == 1 and _of_one(alignment, free_a[0], free_b[0]):
        out.append((free_a[0], free_b[0]))
    return sorted(out)


def _of_one(alignment: Alignment, i: int, j: int) -> bool:
    """Whether two numbers stand at one place, or before the same word."""
    return alignment.to_b.get(i + 1) == j + 1 or alignment.same_place((i, i + 1), (j, j + 1))


def _free(content: Content, taken: Mapping[int, int]) -> list[int]:
    return [k for k, u in enumerate(content.units) if isinstance(u.value, Number) and k not in taken]


def _of(alignment: Alignment, at: tuple[int, int], numbers: tuple[Number, Number], texts: tuple[str, str]) -> list[Difference]:
    (i, j), (x, y) = at, numbers
    if not comparable(x, y) or x.dimension == "time":
        return []
    spans = alignment.a.span(i, i + 1), alignment.b.span(j, j + 1)
    mine, theirs = _SIDES.get(x.bound, ""), _SIDES.get(y.bound, "")
    if mine == theirs:
        return []
    if x.base != y.base:
        if (mine and theirs) or not {x.bound, y.bound} & _LIMITS:
            return []
        lost = (_words(alignment.a, i, texts[0]), None) if mine else (None, _words(alignment.b, j, texts[1]))
        return [Difference("hedge", lost[0], lost[1], True)]
    if mine and theirs:
        return [Difference("number", *spans, True)]
    lone = (x if mine else y).bound
    return [Difference("hedge", *spans, True)] if lone == "least" else []


def _words(content: Content, k: int, text: str) -> tuple[int, int]:
    """The characters of the words that say how exactly a number is meant; of the whole number where they do not stand before it."""
    unit = content.units[k]
    words = text[unit.start : unit.end].lower()
    found = max((" ".join(phrase) for phrase in BEFORE if words.startswith(" ".join(phrase) + " ")), key=len, default=words)
    return unit.start, unit.start + len(found)


def _limits(alignment: Alignment) -> list[Difference]:
    """A number of the first content where the second says "all" of the same thing: "deposits of up to 500 marks", "all deposits"."""
    a, b = alignment.a, alignment.b
    out: list[Difference] = []
    for i, unit in enumerate(a.units):
        if i in alignment.to_b or not isinstance(unit.value, Number) or not _is_limit(a, i, unit.value):
            continue
        for head in (k for k in range(max(0, i - 3), min(len(a.units), i + 3)) if k in alignment.to_b and a.units[k].content):
            j = alignment.to_b[head]
            start = next((k for k in range(j - 1, max(-1, j - 4), -1) if b.units[k].word in _ALL and k not in alignment.to_a), -1)
            if start >= 0 and not any(isinstance(u.value, Number) for u in b.units[start:j]):
                out.append(Difference("number", a.span(min(head, i), max(head, i) + 1), b.span(start, j + 1), True))
                break
    return out


def _is_limit(content: Content, i: int, value: Number) -> bool:
    """Whether a number says of how many at most or at least, or of how many out of more: "one sample", not "the three samples"."""
    if _SIDES.get(value.bound) in {"high", "low"}:
        return True
    before = content.units[i - 1].word if i else ""
    plain = value.dimension == "count" and value.bound in {"exact", "about"} and before not in WORDS["determiner"] - _PREPOSITIONS
    after = content.units[i + 1] if i + 1 < len(content.units) else None
    return plain and before not in _ALL | {"both"} and after is not None and after.content and not after.after


def _shares(alignment: Alignment) -> list[Difference]:
    """A share of the first content where the second says the whole, or "most" of it: "half of the herd", "the herd"."""
    a, b = alignment.a, alignment.b
    out: list[Difference] = []
    for i, unit in enumerate(a.units):
        if i in alignment.to_b or not isinstance(unit.value, Number) or not _is_part(a, i):
            continue
        head = next((k for k in range(i + 1, min(len(a.units), i + 4)) if a.units[k].content), -1)
        j = alignment.to_b.get(head, -1)
        if (
            head - i < 2
            or j < 0
            or any(p.start == head for p in phrases_of(a, "highest"))
            or any(u.after for u in a.units[i + 1 : head + 1])
        ):
            continue
        before = b.units[max(0, j - 3) : j]
        if any(isinstance(u.value, Number) or u.word in _DENIES for u in before):
            continue
        most = next((k for k in range(max(0, j - 3), j) if b.units[k].word in _MOST), -1)
        bare = all(u.word in {"the", "our", "its", "his", "her", "their"} for u in before[-1:]) and bool(before or j == 0)
        if most >= 0 or (bare and not (before[:-1] and before[-2].word == "of")):
            out.append(Difference("number", a.span(i, head + 1), b.span(most if most >= 0 else j, j + 1), True))
    return out


def _is_part(content: Content, i: int) -> bool:
    """Whether a number is of some of a whole: "half of", "one of the guards"."""
    value = content.units[i].value
    of = i + 1 < len(content.units) and content.units[i + 1].word == "of"
    return of and isinstance(value, Number) and value.dimension in {"count", "share"} and value.bound != "vague"


def _nones(alignment: Alignment) -> list[Difference]:
    """A number of the first content where the second has "none": "from four to one", "from four to none"."""
    a, b = alignment.a, alignment.b
    out: list[Difference] = []
    for i, unit in enumerate(a.units):
        j = alignment.to_b.get(i - 1, -2) + 1
        if i in alignment.to_b or not isinstance(unit.value, Number) or not 0 < j < len(b.units) or j in alignment.to_a:
            continue
        if b.units[j].word in _NONE:
            out.append(Difference("number", a.span(i - 1, i + 1), b.span(j - 1, j + 1), True, True))
    return out
