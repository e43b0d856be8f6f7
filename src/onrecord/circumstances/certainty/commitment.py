"""How sure it is that a predicate holds, from its verb group and from what it depends on.

The value of what embeds it comes first, its signature says what that means for the predicate (Karttunen 2012), and the verb group of the
predicate comes last: "did not manage to leave", "might have refused to pay".
"""

from typing import NamedTuple

from onrecord.circumstances.certainty.governors import NOWHERE, Place, place_of
from onrecord.circumstances.certainty.groups import Group, group_before
from onrecord.circumstances.certainty.lexicon import CERTAIN, POSSIBLE, PROBABLE, SIGNATURES, UNKNOWN, Value

_DEEPEST = 5
NOTHING = frozenset(["no", "nothing", "nobody", "none", "neither"])


class Standing(NamedTuple):
    """How a predicate stands.

    Attributes:
        value: How sure it is that it holds.
        group: Its verb group.
        place: On what it depends.
        over: How the predicate stands on which it depends, None for none.
    """

    value: Value
    group: Group
    place: Place
    over: "Standing | None"


def standing_of(words: list[str], at: int, depth: int = 0) -> Standing:
    """How the predicate at an index stands in its sentence.

    Args:
        words: As `tokens.split` gives them.
        at: Index of the predicate.
        depth: How many predicates have been gone up from already.
    """
    group = group_before(words, at)
    place = place_of(words, at, group) if depth < _DEEPEST else NOWHERE
    value, over = Value(CERTAIN, False), None
    if place.governor >= 0:
        over = standing_of(words, place.governor, depth + 1)
        value = embedded(over.value, place.kind(words))
        if place.link == "part" and "definite" in place.marks:
            value = Value(CERTAIN, False)
    for mark in place.marks:
        if mark.startswith("adj:"):
            value = embedded(value, mark.removeprefix("adj:"))
    if "none" in place.marks or "no" in place.marks or "without" in place.marks:
        value = Value(value.degree, not value.negative)
    if place.marks & {"if", "purpose", "until"}:
        value = Value(UNKNOWN, value.negative)
    if at + 1 < len(words) and words[at + 1] in NOTHING:
        value = Value(value.degree, not value.negative)
    return Standing(modified(value, group.operators), group, place, over)


def embedded(over: Value, kind: str) -> Value:
    """What holds of a complement, from how its governor stands and from the class of that.

    Args:
        over: How the governor stands.
        kind: Its class, or "part" for what belongs to its own proposition.
    """
    if kind == "part":
        return over
    signature = SIGNATURES[kind]
    if kind == "true":
        return signature.affirmed
    value = signature.denied if over.negative else signature.affirmed
    return Value(min(over.degree, value.degree), value.negative)


def modified(value: Value, operators: frozenset[str]) -> Value:
    """A value after the words of the verb group have done their work."""
    degree, negative = value
    if "not" in operators:
        negative = not negative
    if "possible" in operators:
        degree = min(degree, POSSIBLE)
    if "probable" in operators:
        degree = min(degree, PROBABLE)
    if "may" in operators or (operators & {"can", "could"} and "not" not in operators):
        degree = min(degree, POSSIBLE)
    if "should" in operators or ("must" in operators and "have" not in operators):
        degree = UNKNOWN
    elif "must" in operators:
        degree = min(degree, PROBABLE)
    return Value(degree, negative)
