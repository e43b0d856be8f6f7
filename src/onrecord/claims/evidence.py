"""What speaks for and against two contents being one claim, as numbers: of the network, and of the comparison word by word.

Every number is the same for (a, b) and (b, a).
"""

from dataclasses import dataclass, replace
from math import log

from onrecord.claims.comparing import Comparison, compared
from onrecord.claims.comparing.alignment import Alignment
from onrecord.claims.comparing.contents import Content
from onrecord.claims.comparing.negating import negations
from onrecord.claims.comparing.quantities import Number, comparable
from onrecord.claims.network import Opinion

__all__ = ["BY_WORDS", "NAMES", "Evidence", "evidence"]

_KINDS = ("number", "negation", "modality", "hedge", "name", "date", "place", "condition", "quantifier", "role", "tense")
_LITTLE = 0.004
_ONE_THING = 0.5
"""Share of words in common from which two contents are about one thing."""

_ENOUGH = 3
"""Words in common that tell what contents are about."""

_POINTING = frozenset(["my", "we", "us", "our", "his", "her", "their", "its"])

_UNSEEN = 0.5
"""What a contradiction counts that no word shows."""

NAMES = (
    "same",
    "more",
    "contradicts",
    "unrelated",
    "entails",
    "entails both",
    "contradiction",
    "alike",
    "overlap",
    "shared of longer",
    "shared words",
    "run",
    "contained",
    "equal",
    "short",
    "numbers shared",
    "conflict",
    "conflict, likeness",
    "one denies",
    "one denies, likeness",
    "other numbers",
    "other numbers, likeness",
    "agreeing overlap",
    *_KINDS,
)
"""What each number is, in order."""

BY_WORDS = NAMES[8:]
"""Those that no network is needed for."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Two contents compared.

    Attributes:
        comparison: Word by word.
        opinion: What the network makes of them.
        numbers: `NAMES` in order.
        shared: Words with a meaning that they have in common, without those of names.
        opposes: How sure the network is that one contradicts the other, whatever they are about.
        about: How much they are about one thing, by the words that they have in common.
        against: What speaks for both not being true, from 0 to 1.
        deictic: Whether one of them points at somebody whom it does not name: "our", "her".
        shown: Whether words show that one may be against the other: a "not", another number, anything that cannot both hold.
    """

    comparison: Comparison
    opinion: Opinion
    numbers: tuple[float, ...]
    shared: int
    opposes: float
    about: float
    against: float
    deictic: bool
    shown: bool

    @property
    def by_words(self) -> tuple[float, ...]:
        """`BY_WORDS` in order."""
        return self.numbers[len(NAMES) - len(BY_WORDS) :]

    def with_opinion(self, opinion: Opinion) -> "Evidence":
        """The same words with what a network makes of them."""
        opposes, against = _opposing(opinion, self.about, shown=self.shown)
        numbers = (*_of_opinion(opinion), *self.by_words)
        return replace(self, opinion=opinion, numbers=numbers, opposes=opposes, against=against)


def evidence(a: str, b: str, opinion: Opinion) -> Evidence:
    """Compare two contents.

    Args:
        a: A content.
        b: Another one.
        opinion: What the network makes of them.
    """
    comparison, alignment = compared(a, b)
    shorter, longer, shared = _words(alignment)
    kinds = {d.kind for d in comparison.material}
    denies = float(bool(negations(alignment.a)) != bool(negations(alignment.b)))
    other, like = float(_other_numbers(alignment)), min(1.0, alignment.likeness)
    shown = bool(denies or other or comparison.conflict)
    about = (min(1.0, like / _ONE_THING) + min(1.0, shared / _ENOUGH)) / 2
    opposes, against = _opposing(opinion, about, shown=shown)
    return Evidence(
        comparison,
        opinion,
        (
            *_of_opinion(opinion),
            comparison.overlap,
            shared / longer if longer else 0.0,
            log(1 + shared),
            min(1.0, comparison.longest / max(1, min(len(alignment.a.words), len(alignment.b.words)))),
            float(comparison.contained is not None),
            float(comparison.contained == "both"),
            1 / (1 + shorter),
            float(sum(1 for i in alignment.to_b if alignment.a.units[i].value is not None)),
            float(comparison.conflict),
            comparison.conflict * like,
            denies,
            denies * like,
            other,
            other * like,
            0.0 if kinds or denies or other else comparison.overlap,
            *(float(kind in kinds) for kind in _KINDS),
        ),
        _plain(alignment),
        opposes,
        about,
        against,
        any(u.word in _POINTING for c in (alignment.a, alignment.b) for u in c.units),
        shown,
    )


def _of_opinion(opinion: Opinion) -> tuple[float, ...]:
    same, a_more, b_more, contradicts, _, unrelated = opinion.relation
    return (
        _logit(same + a_more + b_more),
        _logit(a_more + b_more),
        _logit(contradicts),
        _logit(unrelated),
        _logit(max(opinion.forth[0], opinion.back[0])),
        _logit(min(opinion.forth[0], opinion.back[0])),
        _logit((opinion.forth[2] + opinion.back[2]) / 2),
        opinion.alike,
    )


def _opposing(opinion: Opinion, about: float, *, shown: bool) -> tuple[float, float]:
    """How sure the network is that one contradicts the other, and what speaks for both not being true.

    The network alone finds contradictions between contents that have nothing to do with each other, and a "not" alone does between any two
    contents of one story; the product of the three was better than a model that was learned of them from few stories.
    """
    opposes = (opinion.relation[3] + (opinion.forth[2] + opinion.back[2]) / 2) / 2
    return opposes, opposes * about * (1.0 if shown else _UNSEEN)


def _words(alignment: Alignment) -> tuple[int, int, int]:
    """Words with a meaning of the shorter and of the longer content, and how many of them go together."""
    sizes = sorted(_size(c) for c in (alignment.a, alignment.b))
    shared = sum(alignment.a.units[i].content or alignment.b.units[j].content for i, j in alignment.to_b.items())
    return sizes[0], sizes[1], shared


def _plain(alignment: Alignment) -> int:
    """Words with a meaning in common that belong to no name: what is said, not of whom."""
    a, b = alignment.a, alignment.b
    pairs = ((a.units[i], b.units[j]) for i, j in alignment.to_b.items())
    return sum((x.content or y.content) and not (x.capital and y.capital and (x.start or y.start)) for x, y in pairs)


def _other_numbers(alignment: Alignment) -> bool:
    """Whether both have numbers of one sort, and not one of them in common."""
    mine, theirs = ([u.value for u in c.units if isinstance(u.value, Number)] for c in (alignment.a, alignment.b))
    if any(isinstance(alignment.a.units[i].value, Number) for i in alignment.to_b):
        return False
    return any(comparable(x, y) for x in mine for y in theirs)


def _size(content: Content) -> int:
    return sum(u.content for u in content.units)


def _logit(p: float) -> float:
    p = min(1 - _LITTLE, max(_LITTLE, p))
    return log(p / (1 - p))
