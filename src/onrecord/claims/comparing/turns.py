"""What two reports of one statement show beyond any two contents: a "not" that moved, a condition of what is told in other words."""

from onrecord.claims.comparing.alignment import Alignment
from onrecord.claims.comparing.conditions import Condition, conditions_of
from onrecord.claims.comparing.contents import WORDS, Content
from onrecord.claims.comparing.lists import sections
from onrecord.claims.comparing.model import Difference
from onrecord.claims.comparing.negating import Negation, negations
from onrecord.claims.comparing.stems import stem
from onrecord.claims.comparing.tokens import SENTENCE

__all__ = ["turns"]

_RAISING = frozenset(stem(w) for w in sections("negation")["raising"])
_OTHERWISE = frozenset(["without", "depends", "depending", "should", "when", "once", "until", "if", "unless", "provided", "were", "case"])
_NEAR = 3
_WILL = WORDS["will"]
_UNSURE = WORDS["may"] | frozenset(["perhaps", "possibly", "maybe", "consider", "considering", "decide", "whether"])
_NOT = frozenset(["not", "n't", "no", "nobody", "never", "cannot"])
_WEIGHED = frozenset(
    stem(w)
    for w in ("consider", "weigh", "contemplate", "mull", "discuss", "debate", "examine", "ponder", "study", "rule", "exclude", "explore")
)


def turns(alignment: Alignment) -> list[Difference]:
    """Differences that are certain only where both contents report one statement."""
    back = alignment.mirrored
    return [
        *_moved(alignment),
        *(d.mirrored for d in _moved(back)),
        *_lone(alignment),
        *(d.mirrored for d in _lone(back)),
        *_weighed(alignment),
    ]


def _moved(alignment: Alignment) -> list[Difference]:
    """A "not" of a verb in the first content, of what depends on it in the second: "has not decided to go", "has decided not to go"."""
    a, b = alignment.a, alignment.b
    out: list[Difference] = []
    theirs = negations(b)
    for n in negations(a):
        i = n.reach[0] if n.reach else -1
        j = alignment.to_b.get(i, -1)
        if j < 0 or i - n.end > 1 or a.units[i].stem in _RAISING or any(j in m.reach for m in theirs):
            continue
        m = next((m for m in theirs if m.start == j + 1), None)
        after = _common(alignment, n, m, i, j) if m else -1
        if m and after >= 0:
            out.append(Difference("negation", a.span(n.start, after + 1), b.span(j, alignment.to_b[after] + 1), True, True))
    return out


def _common(alignment: Alignment, n: Negation, m: Negation, i: int, j: int) -> int:
    """The first word after the verb that both contents have, -1 where it is denied in both."""
    for k in range(i + 1, min(len(alignment.a.units), i + 8)):
        other = alignment.to_b.get(k, -1)
        if other > j and other - m.end <= _NEAR and (alignment.a.units[k].content or other in m.reach):
            return k if k - n.end <= 8 else -1
    return -1


def _weighed(alignment: Alignment) -> list[Difference]:
    """What is only weighed or not ruled out in the earlier report, and will be in the later one."""
    a, b = alignment.a, alignment.b
    will = next((j for j, u in enumerate(b.units) if u.word in _WILL and j not in alignment.to_a), -1)
    if will < 0 or any(u.word in _UNSURE for u in b.units):
        return []
    for i, unit in enumerate(a.units):
        if i in alignment.to_b or unit.stem not in _WEIGHED or any(u.word in _WILL for u in a.units):
            continue
        after = next((k for k in range(i + 1, min(len(a.units), i + 6)) if k in alignment.to_b and a.units[k].content), -1)
        ruled = unit.stem == "rul" or unit.word == "exclude"
        start = next((k for k in range(max(0, i - _NEAR), i) if a.units[k].word in _NOT), -1)
        if after >= 0 and alignment.to_b[after] > will and (start >= 0) == ruled and alignment.to_b[after] - will <= 6:
            return [Difference("modality", a.span(start if ruled else i, i + 1), b.span(will, will + 1), True)]
    return []


def _lone(alignment: Alignment) -> list[Difference]:
    """The condition of a first content of one sentence where the second has none and tells what depends on it in other words."""
    a, b = alignment.a, alignment.b
    found = conditions_of(a)
    if len(found) != 1 or not b.units or conditions_of(b) or any(u.word in _OTHERWISE for u in b.units):
        return []
    (c,) = found
    if _sentences(a, c) > 1 or _sentences(b, None) > 1 or not _main(a, c):
        return []
    if any(k in alignment.to_b and a.units[k].content for k in range(c.start, c.end)):
        return []
    return [Difference("condition", a.span(c.start, c.end), None, True)]


def _main(content: Content, c: Condition) -> bool:
    return any(u.content for k, u in enumerate(content.units) if not c.start <= k < c.end)


def _sentences(content: Content, c: Condition | None) -> int:
    """Number of sentences; a condition that an ellipsis cuts off is none."""
    inner = (c.start, c.end) if c else ()
    return 1 + sum(u.after == SENTENCE for k, u in enumerate(content.units) if k and k not in inner)
