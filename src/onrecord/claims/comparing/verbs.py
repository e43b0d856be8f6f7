"""Differences in how surely and when something happens: may, will, must, did; has and will."""

from onrecord.claims.comparing.alignment import Alignment
from onrecord.claims.comparing.calendar import Day
from onrecord.claims.comparing.contents import WORDS, Content
from onrecord.claims.comparing.groups import AUXILIARIES, BACK, Group, group_after, group_before
from onrecord.claims.comparing.model import Difference
from onrecord.claims.comparing.quantities import Number

__all__ = ["verbs"]

_STARTS = AUXILIARIES | {"did"}
_TIME = frozenset(["after", "before", "once", "when", "until", "till", "while", "if", "unless"])
_DENIES = frozenset(["not", "n't", "no", "never", "impossible", "nobody", "none"])
_AHEAD = frozenset(["will", "would"])
_PLAIN = frozenset(["will", "would", "present"])
_UNSURE = frozenset(["may", "plan", "likely"])


def verbs(alignment: Alignment) -> list[Difference]:
    """Where the two contents say of the same thing that it may happen, will, must, or has happened."""
    done_a: set[int] = set()
    done_b: set[int] = set()
    out: list[Difference] = []
    for read in (_by_verb, _by_subject, _by_place):
        for x, y in read(alignment, done_a, done_b):
            if found := _differ(alignment, x, y):
                out.append(found)
    return out


def _by_verb(alignment: Alignment, done_a: set[int], done_b: set[int]) -> list[tuple[Group, Group]]:
    """Groups of verbs that go together."""
    a, b = alignment.a, alignment.b
    out: list[tuple[Group, Group]] = []
    for i, j in sorted(alignment.to_b.items()):
        names = a.units[i].capital and b.units[j].capital and i and j
        if i in alignment.opposites or not a.units[i].content or names or not _may_be_verb(a.units[i].value):
            continue
        x, y = group_before(a, i), group_before(b, j)
        if not (x.noun or y.noun or (x.start == x.verb and y.start == y.verb)):
            _take(x, y, done_a, done_b)
            out.append((x, y))
    return out


def _may_be_verb(value: Number | Day | None) -> bool:
    """Of numbers only "double" and its like are verbs."""
    return value is None or (isinstance(value, Number) and value.dimension == "times")


def _by_subject(alignment: Alignment, done_a: set[int], done_b: set[int]) -> list[tuple[Group, Group]]:
    """Groups around a "be" that means something itself ("may be under water"): found by the word before them."""
    out: list[tuple[Group, Group]] = []
    for i, j in sorted(alignment.to_b.items()):
        x, y = group_after(alignment.a, i), group_after(alignment.b, j)
        if x is None or y is None or done_a & set(range(x.start, x.verb)) or done_b & set(range(y.start, y.verb)):
            continue
        sure = not ({x.degree, y.degree} & {"may", "will", "would"} or x.duty or y.duty)
        if not sure and (_of_being(alignment.a, x) or _of_being(alignment.b, y)) and not _denied(alignment, x, y):
            _take(x, y, done_a, done_b)
            out.append((x, y))
    return out


def _of_being(content: Content, group: Group) -> bool:
    """Whether a group ends with a verb that means something itself: "may be under water", "might have his licence back"."""
    last = content.units[group.verb - 1].stem
    after = content.units[group.verb].word if group.verb < len(content.units) else ""
    return last == "be" or (last == "hav" and after != "to" and after in WORDS["determiner"])


def _by_place(alignment: Alignment, done_a: set[int], done_b: set[int]) -> list[tuple[Group, Group]]:
    """Groups of verbs without counterpart that stand at one place: "may be drained", "will be emptied"."""
    out: list[tuple[Group, Group]] = []
    theirs = _loose(alignment.b, done_b, alignment.to_a)
    for x in _loose(alignment.a, done_a, alignment.to_b):
        for y in theirs:
            here = alignment.same_place((x.start, x.verb + 1), (y.start, y.verb + 1)) and not (
                x.duty != y.duty and {x.degree, y.degree} <= _PLAIN
            )
            if y.start not in done_b and here and not _denied(alignment, x, y):
                _take(x, y, done_a, done_b)
                out.append((x, y))
                break
    return out


def _take(x: Group, y: Group, done_a: set[int], done_b: set[int]) -> None:
    done_a.update(range(x.start, x.verb))
    done_b.update(range(y.start, y.verb))


def _denied(alignment: Alignment, x: Group, y: Group) -> bool:
    """Whether one of two verbs is denied, so that they may say the same in other words: "was lost", "could not be saved"."""
    words = {u.word for c, g in ((alignment.a, x), (alignment.b, y)) for u in c.units[max(0, g.start - 3) : g.verb + 1]}
    return bool(words & _DENIES)


def _in_time(content: Content, group: Group) -> bool:
    """Whether a verb stands in a clause of time, where "has" is of the future, too."""
    return any(u.word in _TIME for u in content.units[max(0, group.start - BACK) : group.start])


def _loose(content: Content, done: set[int], taken: dict[int, int]) -> list[Group]:
    """Groups whose verb has no counterpart."""
    out: list[Group] = []
    k, units = 0, content.units
    while k < len(units):
        if units[k].word in _STARTS and k not in done and not (units[k].capital and k):
            ahead = range(k + 1, min(len(units), k + BACK))
            verb = next((n for n in ahead if units[n].content and not units[n].word.endswith("ly") and not _going(content, n)), None)
            if verb is not None and verb not in taken and not any(units[n].after for n in range(k + 1, verb + 1)):
                group = group_before(content, verb)
                if group.start <= k:
                    out.append(group)
            k = verb or k
        k += 1
    return out


def _going(content: Content, k: int) -> bool:
    """Whether a word is the "going" of "going to resign"."""
    return content.units[k].word == "going" and k + 2 < len(content.units) and content.units[k + 1].word == "to"


def _differ(alignment: Alignment, x: Group, y: Group) -> Difference | None:
    if not x.degree or not y.degree:
        return None
    spans = _span(alignment.a, x), _span(alignment.b, y)
    degrees, other_duty = {x.degree, y.degree}, x.duty != y.duty
    if len(degrees) == 1:
        unreal = degrees == {"would"} and x.have != y.have
        unreal |= degrees == {"done"} and _inferred(x) != _inferred(y)
        weighty = other_duty and ({x.duty, y.duty} != {"", "must"} or degrees <= {"present", "will", "would"})
        return Difference("modality", *spans, True) if unreal or weighty else None
    if "likely" in degrees and degrees & {"done", "present"}:
        return Difference("hedge", *spans, True)
    if degrees & _UNSURE:
        return Difference("modality", *spans, degrees != {"likely", "may"})
    if degrees == _AHEAD:
        would = x if x.degree == "would" else y
        return Difference("modality", *spans, True) if would.have or other_duty else None
    if degrees == {"present", "done"}:
        return None
    ahead, real = (x, y) if x.degree in _AHEAD else (y, x)  # one is of what will be, the other of what is or was
    if real.degree == "present":
        return Difference("modality" if other_duty else "tense", *spans, other_duty)
    if _in_time(alignment.a, x) or _in_time(alignment.b, y):
        return None
    return Difference("modality" if ahead.have else "tense", *spans, True)


def _inferred(group: Group) -> bool:
    """Whether something is only taken to have happened: "must have been pushed"."""
    return group.duty == "must" and group.have


def _span(content: Content, group: Group) -> tuple[int, int] | None:
    return content.span(group.start, max(group.verb, group.start + 1))
