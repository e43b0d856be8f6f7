"""How sure a reader is that what a predicate names takes place, as one number.

The rules of `commitment` say how a predicate stands; what people make of that ("might have left" is nearer to yes than "wants to leave")
was learned: each trait that the rules find has a weight, and the weights add up. They were fitted on the training part of the UW factuality
data (Lee et al. 2015) by `benchmarks/factuality.py --fit`, and stand in `lists/factuality.txt`.
"""

from collections.abc import Sequence
from functools import cache

from onrecord.circumstances.certainty.commitment import Standing, standing_of
from onrecord.circumstances.certainty.lexicon import CERTAIN
from onrecord.circumstances.certainty.tokens import normalised
from onrecord.circumstances.lists import sections

_OVER_MARKS = frozenset(["if", "purpose", "until"])
_OVER_OPERATORS = frozenset(["would", "will", "may", "could", "should", "can"])
_REPORTS = frozenset(["said", "says", "say", "told"])
HIGHEST = 3.0
"""It takes place for certain; the opposite is that it certainly does not."""


def factuality(tokens: Sequence[str], index: int) -> float:
    """How sure it is that what a word names takes place, for somebody who takes the sentence at its word.

    Args:
        tokens: The words and marks of one sentence, cut as treebanks do or whole ("don't").
        index: Of the predicate: a verb, a noun or an adjective.

    Returns:
        From -3, it certainly does not, through 0, to 3, it certainly does.

    Raises:
        IndexError: Where there is no such word.
    """
    if not 0 <= index < len(tokens):
        raise IndexError(index)
    weights = _weights()
    total = sum(weights.get(trait, 0.0) for trait in traits(tokens, index))
    return max(-HIGHEST, min(HIGHEST, total))


def traits(tokens: Sequence[str], index: int) -> set[str]:
    """What the rules find out about a predicate, in words that have a weight each."""
    words, at = normalised(tokens, index)
    standing = standing_of(words, at)
    denied = "not" in standing.group.operators
    found = {"always", f"value {_sign(standing)}{standing.value.degree}"}
    found.update(f"{name} denied" if denied and name != "not" else name for name in standing.group.operators)
    found.update(standing.place.marks)
    found.update(_from_above(standing, words))
    if "?" in words:
        found.add("question")
    if "if" in words or "unless" in words:
        found.add("a condition in the sentence")
    if at and words[at - 1] == "to":
        found.add("after to")
    if words[at] in _REPORTS:
        found.add("report")
    return found


def _from_above(standing: Standing, words: list[str]) -> set[str]:
    """Traits of what a predicate depends on."""
    over, place = standing.over, standing.place
    if over is None:
        return {f"under {place.link or 'nothing'}"}
    found = {f"{place.kind(words)} {place.link} {'-' if over.value.negative else '+'}"}
    if over.value.degree < CERTAIN:
        found.add(f"over {over.value.degree}")
    found.update(f"over {mark}" for mark in over.place.marks & _OVER_MARKS)
    found.update(f"over {name}" for name in over.group.operators & _OVER_OPERATORS)
    return found


def _sign(standing: Standing) -> str:
    return "-" if standing.value.negative else "+"


@cache
def _weights() -> dict[str, float]:
    return {trait: float(number) for trait, number in (entry.split(": ") for entry in sections("factuality")["weights"])}
