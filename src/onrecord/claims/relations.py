"""What statements have to do with one another: who repeats, confirms, denies, contradicts or takes back what was said before.

Most of it follows from claims: two statements of one claim, a denial and the statements of the claim that it denies, the statements of two
claims that cannot both be true. So one pair of contents that tells plainly is enough for all that was said about it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import fmean
from types import MappingProxyType
from typing import Literal

from onrecord.claims.comparing.contents import content_of
from onrecord.claims.comparing.negating import negations
from onrecord.claims.denials import Denial, Pairs, judged_of
from onrecord.claims.judging import Judged
from onrecord.claims.opposing import Bearings, opposition
from onrecord.claims.propositions import one_matter
from onrecord.claims.retracting import corrects, takes_back, weakens
from onrecord.claims.said import Said, article_of
from onrecord.claims.speaking import apart, kinship
from onrecord.claims.times import order

__all__ = ["Relation", "RelationKind", "earliest", "opposed_claims", "relations_among"]

RelationKind = Literal["repeats", "confirms", "denies", "contradicts", "revises"]

_AGAINST = 0.7
"""Least evidence that two claims cannot both be true."""

_REVISED = 0.3
"""The same where one speaker makes both: who is reported again often says something new."""

_BEST = 3
"""Wordings whose evidence against each other counts, where the claims were worded in several ways: the best of one alone may be chance."""

_PLAIN = 0.9
"""Evidence of one wording that is enough: the words show it."""

_CORRECTED, _TAKEN_BACK = 0.8, 0.6
"""How sure it is that somebody corrects a number, and that he takes something back."""

_ABOUT = 0.3
"""How much what is taken back must be about the same thing."""

_UNKNOWN = 0.5
"""How sure a relation is that follows from a claim alone."""

_ONE_THING = 40
"""Words of a content that says one thing; a long answer says many, of which a network takes some for the opposite of anything."""

_MOST = 60
"""Statements of a claim that are each related to each; of more, each is related to the earliest."""

_LATER = 2
"""Days after which a greater number is a newer one and no contradiction."""


@dataclass(frozen=True, slots=True, order=True)
class Relation:
    """What a later statement does to an earlier one.

    Attributes:
        kind: ``repeats``: another speaker says the same as his own; ``confirms``; ``denies``: says it is not so; ``contradicts``: says
            what cannot be true together with it; ``revises``: the same speaker says something else than before, or less.
        later: Key of the earliest report of the later statement.
        earlier: Key of the earliest report of the earlier one.
        confidence: From 0 to 1.
    """

    kind: RelationKind
    later: str
    earlier: str
    confidence: float


def earliest(members: Iterable[Said]) -> Said:
    """The earliest report of a statement; in an article the fullest.

    Raises:
        ValueError: There is none.
    """
    return min(members, key=lambda s: (*order(s.published, s.key.rpartition("#")[0]), -len(s.content), s.key))


def relations_among(
    statements: Sequence[Sequence[Said]],
    claims: Sequence[Sequence[Said]],
    denied: Iterable[Denial],
    pairs: Pairs,
    bearings: Bearings = MappingProxyType({}),
) -> list[Relation]:
    """At most one relation for each pair of statements, from the later one to the earlier.

    Args:
        statements: The reports of each statement.
        claims: The members of each claim.
        denied: Which attributions deny which claim.
        pairs: How contents relate.
        bearings: What the network makes of those that it was told more of.
    """
    return _Relating(statements, claims, denied, pairs, bearings).all()


def opposed_claims(
    claims: Sequence[Sequence[Said]], pairs: Pairs, bearings: Bearings = MappingProxyType({})
) -> dict[tuple[int, int], float]:  # fmt: skip
    """Pairs of claims that may contradict each other, by their numbers, the smaller first, with the evidence for it."""
    of = {s.key: (i, s) for i, members in enumerate(claims) for s in members}
    found: dict[tuple[int, int], set[float]] = {}
    for (a, b), judged in pairs.items():
        if a not in of or b not in of or of[a][0] == of[b][0] or not _may_be_opposed(of[a][1], of[b][1]):
            continue
        evidence = _against(of[a][1], of[b][1], judged, bearings)
        if evidence:
            i, j = of[a][0], of[b][0]
            found.setdefault((min(i, j), max(i, j)), set()).add(evidence)
    best = {both: top if (top := max(evidence)) >= _PLAIN else fmean(sorted(evidence)[-_BEST:]) for both, evidence in found.items()}
    return {both: evidence for both, evidence in best.items() if evidence >= _REVISED}


def _against(a: Said, b: Said, judged: Judged, bearings: Bearings) -> float:
    """Evidence that two attributions cannot both be true."""
    by_words = judged.against if one_matter(a, b, judged) else 0.0
    bearing = bearings.get((min(a.key, b.key), max(a.key, b.key)))
    if bearing is None:
        return by_words
    return max(opposition(a, b, judged, bearing), by_words if by_words >= _PLAIN else 0.0)


def _may_be_opposed(a: Said, b: Said) -> bool:
    """Whether two attributions may be against each other: each says one thing, and in one article it is surely not one speaker going on."""
    if max(len(a.content.split()), len(b.content.split())) > _ONE_THING:
        return False
    return article_of(a.key) != article_of(b.key) or kinship(a, b) == "other"


class _Relating:
    """The statements by what they claim and deny."""

    def __init__(
        self,
        statements: Sequence[Sequence[Said]],
        claims: Sequence[Sequence[Said]],
        denied: Iterable[Denial],
        pairs: Pairs,
        bearings: Bearings,
    ) -> None:
        self._pairs, self._bearings = pairs, bearings
        claim_of = {s.key: i for i, members in enumerate(claims) for s in members}
        denials: dict[str, dict[int, float]] = {}
        for d in denied:
            denials.setdefault(d.denial, {})[d.claim] = d.confidence
        self._firsts = sorted((earliest(s) for s in statements if s), key=_when)
        self._rank = {s.key: n for n, s in enumerate(self._firsts)}
        self._claim = {s.key: claim_of[s.key] for s in self._firsts if s.key in claim_of}
        self._denied: dict[str, dict[int, float]] = {}
        for members in filter(None, statements):
            row = {i: c for s in members for i, c in denials.get(s.key, {}).items()}
            if row:
                self._denied[earliest(members).key] = row
        self._opposed = opposed_claims(claims, pairs, bearings)
        self._near: dict[str, float] = {}
        self._of_claim: dict[int, list[Said]] = {}
        for s in self._firsts:
            if s.key in self._claim:
                self._of_claim.setdefault(self._claim[s.key], []).append(s)

    def all(self) -> list[Relation]:
        found: dict[tuple[str, str], Relation] = {}
        for earlier, later in self._candidates():
            relation = self._between(earlier, later)
            if relation:
                kind, confidence = relation
                found.setdefault((later.key, earlier.key), Relation(kind, later.key, earlier.key, round(confidence, 4)))
        return sorted(found.values())

    def _candidates(self) -> Iterable[tuple[Said, Said]]:
        """Pairs of statements that may have to do with each other, the earlier one first."""
        sets = [(of, of) for of in self._of_claim.values()]
        sets += [(self._of_claim.get(i, []), self._of_claim.get(j, [])) for i, j in self._opposed]
        firsts = {s.key: s for s in self._firsts}
        sets += [([firsts[key]], self._of_claim.get(i, [])) for key, row in self._denied.items() for i in row]
        seen = set()
        for some, others in sets:
            few = len(some) * len(others) <= _MOST * _MOST
            both = ((a, b) for a in (some if few else some[:1]) for b in others)
            for a, b in both:
                if a.key != b.key:
                    seen.add((a.key, b.key) if self._rank[a.key] < self._rank[b.key] else (b.key, a.key))
        for (x, y), judged in self._pairs.items():
            if x not in firsts or y not in firsts or not (x in self._denied or y in self._denied):
                continue
            if _against(firsts[x], firsts[y], judged, self._bearings) >= _AGAINST:
                seen.add((x, y) if self._rank[x] < self._rank[y] else (y, x))
        for (x, y), judged in self._pairs.items():
            if x in firsts and y in firsts and judged.about >= _ABOUT:
                earlier, later = sorted((firsts[x], firsts[y]), key=lambda s: self._rank[s.key])
                if self._takes_back(earlier, later, judged):
                    seen.add((earlier.key, later.key))
        return ((firsts[a], firsts[b]) for a, b in sorted(seen))

    def _takes_back(self, earlier: Said, later: Said, judged: Judged | None) -> float:
        """What speaks for a statement taking back or correcting an earlier one, by how it is worded."""
        if judged is None or article_of(earlier.key) == article_of(later.key):
            return 0.0
        if corrects(later.content, earlier.content):
            return _CORRECTED
        if judged.about < _ABOUT or kinship(earlier, later) != "same":
            return 0.0
        if takes_back(later.content) and self._nearest(earlier, later, judged):
            return _TAKEN_BACK
        weaker = weakens(later.content, earlier.content) and {d.kind for d in judged.differences} <= {"modality", "hedge"}
        return _TAKEN_BACK if weaker and one_matter(earlier, later, judged) else 0.0

    def _nearest(self, earlier: Said, later: Said, judged: Judged) -> bool:
        """Whether nothing that a speaker said before is nearer to what he says when he takes something back."""
        if later.key not in self._near:
            before = (s for s in self._firsts if self._rank[s.key] < self._rank[later.key] and kinship(s, later) == "same")
            abouts = [j.about for s in before if (j := judged_of(self._pairs, s.key, later.key))]
            self._near[later.key] = max(abouts, default=0.0)
        return judged.about >= self._near[later.key]

    def _between(self, earlier: Said, later: Said) -> tuple[RelationKind, float] | None:
        mine, theirs = self._claim.get(later.key), self._claim.get(earlier.key)
        who = kinship(earlier, later)
        same = who == "same"
        judged = judged_of(self._pairs, earlier.key, later.key)
        if mine is not None and mine == theirs:
            sure = judged.one if judged else _UNKNOWN
            if later.act == "confirm" and not same:
                return "confirms", sure
            return ("repeats", sure) if who == "other" else None  # somebody without a name may be the one who says it again
        no, not_so = self._denied.get(later.key, {}), self._denied.get(earlier.key, {})
        if theirs is not None and theirs in no:
            return ("revises" if same else "denies"), no[theirs]
        if mine is not None and mine in not_so and not _moves_on(earlier, later, judged):
            return ("revises" if same else "contradicts"), not_so[mine]
        back = self._takes_back(earlier, later, judged)
        if back:
            return ("revises" if same else "contradicts"), back
        if mine is None and theirs is None:
            return None  # two denials
        if mine is not None and theirs is not None:
            against = self._opposed.get((min(mine, theirs), max(mine, theirs)), 0.0)
        else:
            negative = _denies(later if mine is None else earlier)
            against = _against(earlier, later, judged, self._bearings) if judged and negative else 0.0
        if against < (_REVISED if same else _AGAINST) or _moves_on(earlier, later, judged):
            return None
        if same:
            return "revises", against
        return ("denies" if _negates(earlier, later, judged) else "contradicts"), against


def _when(s: Said) -> tuple[object, ...]:
    return *order(s.published, s.key.rpartition("#")[0]), s.key


def _denies(s: Said) -> bool:
    """Whether a content says "not" of something."""
    return bool(negations(content_of(s.content)))


def _negates(earlier: Said, later: Said, judged: Judged | None) -> bool:
    """Whether the later one plainly says "not" where the earlier one does not."""
    return judged is not None and any(d.kind == "negation" for d in judged.differences) and _denies(later) and not _denies(earlier)


def _moves_on(earlier: Said, later: Said, judged: Judged | None) -> bool:
    """Whether things may have changed since: "not yet", a toll that rises over days."""
    days = apart(earlier, later) or 0
    if "yet" in earlier.content.lower().split() and _denies(earlier) and days:
        return True
    if judged is None or days < _LATER:
        return False
    conflicts = {d.kind for d in judged.differences if d.conflict}
    return conflicts == {"number"}
