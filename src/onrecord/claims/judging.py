"""How two contents relate: the network's opinion and the comparison word by word, weighed together.

What the words show comes first: contents that differ in a number, a "not", a name, or in may and will are never the same claim, whatever
the network thinks. Where the words show nothing, a logistic model weighs what there is (`onrecord.claims.evidence`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from onrecord.claims.comparing import Comparison, Difference
from onrecord.claims.evidence import Evidence, evidence
from onrecord.claims.network import Opinion, Relating
from onrecord.claims.network import shipped as network
from onrecord.claims.sifting import Sieve, could_matter, numbers_of_evidence, numbers_of_words
from onrecord.claims.sifting import shipped as sieve
from onrecord.claims.weighing import shipped as weights

__all__ = ["CODE", "Judged", "Relation", "judge", "sift"]

CODE = 6
"""Raised whenever contents are judged or grouped otherwise than before by the same weights; what records keep of pairs is then made
anew."""

Relation = Literal["same", "a_more", "b_more", "contradicts", "related", "unrelated"]

_LIKELY = 0.5
_ALIKE = 0.6
"""Overlap from which two contents are taken to be about the same thing."""

_UNSURE, _UNSURE_AGAINST = (0.2, 0.8), (0.35, 0.65)
"""Between which the network is asked in both orders. Of 1,900 pairs of real contents that are one claim, the second order changed none that
the first put beyond these."""

_NAMING = frozenset(["name", "place", "role"])
"""Differences that tell nothing where one content points at somebody without a name: "our bank" may be the other's."""

_CONFLICT = 0.9
_APART = 0.3
_MIRRORED: dict[Relation, Relation] = {"a_more": "b_more", "b_more": "a_more"}


@dataclass(frozen=True, slots=True)
class Judged:
    """How two contents relate.

    Attributes:
        relation: ``same`` claim; ``a_more`` or ``b_more`` where the first or the second says clearly more; ``contradicts``; ``related``
            for the same matter; ``unrelated``.
        probability: Of that relation, from 0 to 1.
        one: Probability that they are one claim: the same, or more by something negligible.
        against: Probability that both cannot be true.
        shared: Words with a meaning that they have in common, without those of names.
        opposes: How sure the network is that one contradicts the other, whatever they are about.
        about: How much they are about one thing, by the words in common, from 0 to 1.
        differences: Those that decide: they change what is said.
        comparison: What they share and how they differ, with the places.
    """

    relation: Relation
    probability: float
    one: float
    against: float
    shared: int
    opposes: float
    about: float
    differences: tuple[Difference, ...]
    comparison: Comparison

    @property
    def mirrored(self) -> "Judged":
        """The same with the contents swapped."""
        relation, differences = _MIRRORED.get(self.relation, self.relation), tuple(d.mirrored for d in self.differences)
        return replace(self, relation=relation, differences=differences, comparison=self.comparison.mirrored)


def judge(pairs: Sequence[tuple[str, str]], relating: Relating | None = None) -> list[Judged]:
    """How the contents of each pair relate; the answer for (b, a) is the mirror image of that for (a, b).

    Args:
        pairs: Two contents each, as they stand in articles.
        relating: The network; by default the one that comes with the package.

    Raises:
        WeightsError: A model that comes with the package is missing or damaged.
    """
    distinct = sorted({(a, b) if a <= b else (b, a) for a, b in pairs})
    seen = {(a, b): evidence(a, b, sieve().unasked) for a, b in distinct}
    asked = [pair for pair, e in seen.items() if e.comparison.contained != "both"]  # the same words are the same, whatever it thinks
    opinions = (relating or network()).opinions(asked) if asked else []
    seen |= {pair: seen[pair].with_opinion(opinion) for pair, opinion in zip(asked, opinions, strict=True)}
    found = {pair: _judged(e) for pair, e in seen.items()}
    return [found[a, b] if a <= b else found[b, a].mirrored for a, b in pairs]


def sift(pairs: Sequence[tuple[str, str]], relating: Relating | None = None) -> list[Judged | None]:
    """As `judge`, for many pairs of which most have nothing to do with each other: None for those whose words show that.

    The network is asked only where it matters what it thinks (`onrecord.claims.sifting`), which takes a fifth of the time.

    Args:
        pairs: Two contents each, as they stand in articles.
        relating: The network; by default the one that comes with the package.

    Raises:
        WeightsError: A model that comes with the package is missing or damaged.
    """
    distinct = sorted({(a, b) if a <= b else (b, a) for a, b in pairs})
    seen, asked = _looked_at(distinct, sieve())
    if asked:
        how = relating or network()
        opinions = how.once(asked)
        unsure = []
        for pair, opinion in zip(asked, opinions, strict=True):
            seen[pair] = seen[pair].with_opinion(opinion)
            if _is_unsure(_judged(seen[pair])):
                unsure.append((pair, opinion))
        again = how.twice([p for p, _ in unsure], [o for _, o in unsure]) if unsure else []
        for (pair, _), opinion in zip(unsure, again, strict=True):
            seen[pair] = seen[pair].with_opinion(opinion)
    found = {pair: _judged(e) for pair, e in seen.items()}
    return [found.get((a, b)) if a <= b else _mirrored(found.get((b, a))) for a, b in pairs]


def _mirrored(judged: Judged | None) -> Judged | None:
    return judged.mirrored if judged else None


def _looked_at(pairs: Sequence[tuple[str, str]], sieve: Sieve) -> tuple[dict[tuple[str, str], Evidence], list[tuple[str, str]]]:
    """What the words of pairs show that are worth being compared, and of which the network is to be asked."""
    seen, asked = {}, []
    for a, b in pairs:
        words = numbers_of_words(a, b)
        if sieve.passes(a, b, words):
            seen[a, b] = found = evidence(a, b, sieve.unasked)
            open_ = found.comparison.contained != "both" and could_matter(found)
            if open_ and sieve.asks(numbers_of_evidence(words, found), decided=bool(_deciding(found))):
                asked.append((a, b))
    return seen, asked


def _is_unsure(judged: Judged) -> bool:
    one = not judged.differences and _UNSURE[0] < judged.one < _UNSURE[1]
    return one or _UNSURE_AGAINST[0] < judged.against < _UNSURE_AGAINST[1]


def _deciding(seen: Evidence) -> tuple[Difference, ...]:
    return tuple(d for d in seen.comparison.material if not (seen.deictic and d.kind in _NAMING))


def _judged(seen: Evidence) -> Judged:
    comparison = seen.comparison
    one, against = weights()["one"].probability(seen.numbers), seen.against
    if comparison.contained == "both":
        return Judged("same", 1.0, 1.0, 0.0, seen.shared, 0.0, 1.0, (), comparison)
    deciding = _deciding(seen)
    if any(d.conflict for d in deciding) and comparison.overlap >= _ALIKE:
        against = max(against, _CONFLICT * comparison.overlap)
    if deciding:
        one = min(one, _APART)
    relation, probability = _relation(seen.opinion, comparison, deciding, one, against)
    return Judged(relation, probability, one, against, seen.shared, seen.opposes, seen.about, deciding, comparison)


def _relation(
    opinion: Opinion, comparison: Comparison, deciding: tuple[Difference, ...], one: float, against: float
) -> tuple[Relation, float]:
    if against >= max(one, _LIKELY):
        return "contradicts", against
    if one >= _LIKELY:
        return _longer(opinion, comparison, one)
    if deciding and comparison.overlap >= _ALIKE:
        return ("a_more" if opinion.relation[1] >= opinion.relation[2] else "b_more"), 1 - max(one, against)
    return ("unrelated" if opinion.relation[5] >= _LIKELY or not comparison.overlap else "related"), 1 - max(one, against)


def _longer(opinion: Opinion, comparison: Comparison, one: float) -> tuple[Relation, float]:
    """Which of two contents of one claim says more, if either clearly does."""
    same, a_more, b_more = opinion.relation[:3]
    if max(a_more, b_more) > max(same, _LIKELY) and comparison.contained:
        return ("a_more" if a_more > b_more else "b_more"), one
    return "same", one
