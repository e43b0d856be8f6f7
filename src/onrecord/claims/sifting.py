"""Which pairs of contents are worth being compared, and of which the network is to be asked: told by words alone, in microseconds.

Of the pairs that stand near each other in a record, one in eight says the same or the opposite. Two small logistic models, learned from
what the whole network says of all pairs (`training/claims/sift.py`), leave out first what has too few words in common to be compared word
by word, then what the comparison shows to be two things, or to differ in what matters, whatever the network would think.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from math import log

from onrecord.claims.comparing.contents import content_of
from onrecord.claims.comparing.negating import negations
from onrecord.claims.evidence import BY_WORDS, Evidence
from onrecord.claims.network import Opinion
from onrecord.claims.retracting import takes_back
from onrecord.claims.weighing import Weighing
from onrecord.errors import WeightsError

__all__ = ["ASKING", "LOOKING", "Sieve", "could_matter", "numbers_of_evidence", "numbers_of_words", "shipped"]

LOOKING = (
    "overlap",
    "overlap squared",
    "overlap, shared words",
    "overlap, short",
    "shared of longer",
    "shared words",
    "shared, no names",
    "two shared",
    "numbers shared",
    "other numbers",
    "one has numbers",
    "one denies",
    "one denies, overlap",
    "names shared",
    "other names",
    "short",
    "length of shorter",
    "lengths differ",
    "all words, of shorter",
    "all words, of longer",
    "equal",
)
"""What is weighed before two contents are compared, in order; every number is the same for (a, b) and (b, a)."""

ASKING = (*BY_WORDS, "deictic", "about", "shown", *(f"at a glance, {name}" for name in LOOKING))
"""What is weighed before the network is asked, in order."""

_TWO = 2
_KEPT = 20_000


@dataclass(frozen=True, slots=True)
class _Profile:
    """The words of a content: stems of those with a meaning, of those that are no names, of names, of all; numbers and dates."""

    meaning: frozenset[str]
    plain: frozenset[str]
    names: frozenset[str]
    every: frozenset[str]
    numbers: frozenset[str]
    denies: bool
    takes_back: bool
    length: int


@lru_cache(maxsize=_KEPT)
def _profile(text: str) -> _Profile:
    content = content_of(text)
    meaning = frozenset(u.stem for u in content.units if u.content)
    plain = frozenset(u.stem for u in content.units if u.content and not (u.capital and u.start))
    return _Profile(
        meaning,
        plain,
        meaning - plain,
        frozenset(u.stem for u in content.units),
        frozenset(u.word for u in content.units if u.value is not None),
        bool(negations(content)),
        takes_back(text),
        len(content.words),
    )


def numbers_of_words(a: str, b: str) -> tuple[float, ...]:
    """`LOOKING` for two contents.

    Args:
        a: A content.
        b: Another one.
    """
    one, other = _profile(a), _profile(b)
    shared = len(one.meaning & other.meaning)
    few, many = sorted((len(one.meaning) or 1, len(other.meaning) or 1))
    every = len(one.every & other.every)
    fewest, most = sorted((len(one.every) or 1, len(other.every) or 1))
    plain = len(one.plain & other.plain)
    short, long = sorted((one.length, other.length))
    overlap, denies = shared / few, float(one.denies != other.denies)
    numbers, names = not one.numbers.isdisjoint(other.numbers), not one.names.isdisjoint(other.names)
    return (
        overlap,
        overlap * overlap,
        overlap * log(1 + shared),
        overlap / (1 + few),
        shared / many,
        log(1 + shared),
        log(1 + plain),
        float(plain >= _TWO),
        float(numbers),
        float(bool(one.numbers and other.numbers) and not numbers),
        float(bool(one.numbers) != bool(other.numbers)),
        denies,
        denies * overlap,
        float(names),
        float(bool(one.names and other.names) and not names),
        1 / (1 + few),
        log(1 + short),
        log(1 + long) - log(1 + short),
        every / fewest,
        every / most,
        float(one.meaning == other.meaning),
    )


def numbers_of_evidence(words: Sequence[float], seen: Evidence) -> tuple[float, ...]:
    """`ASKING` for two contents.

    Args:
        words: What `numbers_of_words` says of them.
        seen: What the comparison says.
    """
    return (*seen.by_words, float(seen.deictic), seen.about, float(seen.shown), *words)


def could_matter(seen: Evidence) -> bool:
    """Whether two contents could be one claim, or against each other, whatever the network thinks: with fewer words in common they are not.

    Args:
        seen: What the comparison says.
    """
    return seen.shared >= _TWO or seen.comparison.contained is not None


@dataclass(frozen=True, slots=True)
class Sieve:
    """What is left out, and what is asked.

    Attributes:
        looking: Probability that two contents have to do with each other, by their words.
        looked: That from which they are compared.
        one: Probability that the network would take them for one claim.
        against: The same for one being against the other.
        asked: Probability of one claim from which the network is asked.
        opposed: The same of one against the other.
        unasked: What the network says on average of those of which it is not asked.
    """

    looking: Weighing
    looked: float
    one: Weighing
    against: Weighing
    asked: float
    opposed: float
    unasked: Opinion

    def passes(self, a: str, b: str, numbers: Sequence[float]) -> bool:
        """Whether two contents are worth being compared: their words may say the same, or one may take back what was said before.

        Args:
            a: A content.
            b: Another one.
            numbers: What `numbers_of_words` says of them.
        """
        return self.looking.probability(numbers) >= self.looked or _profile(a).takes_back or _profile(b).takes_back

    def asks(self, numbers: Sequence[float], *, decided: bool) -> bool:
        """Whether it matters what the network thinks.

        Args:
            numbers: What `numbers_of_evidence` says of two contents.
            decided: Whether a difference shows that they are not one claim; the network may still think that one is against the other.
        """
        return (not decided and self.one.probability(numbers) >= self.asked) or self.against.probability(numbers) >= self.opposed


@cache
def shipped() -> Sieve:
    """The sieve that comes with the package.

    Raises:
        WeightsError: The file is missing or damaged.
    """
    path = files("onrecord") / "weights" / "sifting.json"
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        models = [
            Weighing(tuple(m["weights"]), tuple(map(float, m["weights"].values())), float(m["bias"]))
            for m in (found[name] for name in ("looking", "one", "against"))
        ]
        bounds = [float(found["bounds"][name]) for name in ("looked", "asked", "opposed")]
        mean = found["unasked"]
        entails = (float(mean["entailment"][0]), float(mean["entailment"][1]), float(mean["entailment"][2]))
        opinion = Opinion(tuple(map(float, mean["relation"])), entails, entails, float(mean["alike"]))
    except (OSError, ValueError, KeyError, AttributeError, TypeError, IndexError) as error:
        raise WeightsError(f"{path}: the weights cannot be read ({type(error).__name__}); install onrecord again") from error
    return Sieve(models[0], bounds[0], models[1], models[2], bounds[1], bounds[2], opinion)
