"""Denials: which claims those deny who say that something is not so.

What a denial is of is told by its words ("denied that he had signed", "I signed nothing") and by what stands before it in the article
("… Brule rejected the accusation"). A logistic model weighs both.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log
from types import MappingProxyType

from onrecord.claims.comparing.contents import content_of
from onrecord.claims.comparing.negating import negations
from onrecord.claims.judging import Judged
from onrecord.claims.network import Bearing
from onrecord.claims.opposing import Bearings
from onrecord.claims.propositions import NEWS, one_matter, states
from onrecord.claims.said import Said, article_of
from onrecord.claims.speaking import between, described, kinship
from onrecord.claims.times import before
from onrecord.claims.weighing import shipped

__all__ = ["NAMES", "TOLD", "Denial", "Pairs", "before_denials", "denials", "judged_of", "may_deny", "numbers", "numbers_told"]

Pairs = Mapping[tuple[str, str], Judged]
"""How contents relate, by the keys of their attributions, the smaller first; pairs that have nothing in common may be left out."""

_DENIED = 0.25
"""Least probability that a denial is of a claim."""

_AS_LIKELY = 0.8
"""Part of the probability of the likeliest claim from which a denial is of another one, too."""

_SURELY = 0.6
"""Evidence that who plainly says "not" denies a claim, whatever the act is called."""

_SAYS_NOTHING = frozenset(["ask", "request", "decline"])
_NEAR = 4
"""How many attributions before a denial, in its article, it may be about whatever their words."""

_LONGER = 2.0
"""How many times as many words a content may have that is turned round by a "not" alone."""

_BARE, _SHORT = 2, 4
_SOON = 3

NAMES = (
    "one",
    "opposes",
    "about",
    "against",
    "shared",
    "overlap",
    "negative",
    "negative, opposes",
    "positive, one",
    "negative, one",
    "positive, opposes",
    "negative, about",
    "claim negative",
    "both negative",
    "bare",
    "short",
    "length",
    "one article",
    "next",
    "soon",
    "earlier",
    "next, short",
    "kin",
    "unsure",
    "accuses",
    "accuses before",
    "negation",
    "negative, about, opposes",
    "positive, about, one",
    "described",
    "foretold",
    "next, other",
)
"""What is weighed of a denial and a claim, in order."""

TOLD = ("odds", "told against", "told one", "told against, shortly after")
"""What is weighed then, where the network was told what stands ahead of them: the log odds by the first, and what it makes of both."""


@dataclass(frozen=True, slots=True, order=True)
class Denial:
    """An attribution that says a claim is not so.

    Attributes:
        denial: Key of the attribution.
        claim: Number of the claim.
        confidence: From 0 to 1.
    """

    denial: str
    claim: int
    confidence: float


def judged_of(pairs: Pairs, a: str, b: str) -> Judged | None:
    """How the contents of two attributions relate; None where they were not compared."""
    if a < b:
        return pairs.get((a, b))
    judged = pairs.get((b, a))
    return judged and judged.mirrored


def before_denials(said: Iterable[Said]) -> Iterator[tuple[str, str]]:
    """Pairs of keys, the smaller first, of denials and what stands shortly before them: to be compared even without a word in common."""
    articles: dict[str, list[Said]] = {}
    for s in said:
        articles.setdefault(article_of(s.key), []).append(s)
    for members in articles.values():
        for d in members:
            for c in members if d.act == "deny" and d.content and d.asserted else ():
                if 0 < d.place - c.place <= _NEAR and may_deny(d, c):
                    yield min(d.key, c.key), max(d.key, c.key)


def _may_be_of(denial: Said, claim: Said, judged: Judged) -> bool:
    """Whether a denial may be of a claim, by where they stand: shortly after it, or about the same matter."""
    if article_of(denial.key) == article_of(claim.key):
        return 0 < denial.place - claim.place <= _NEAR or one_matter(denial, claim, judged)
    return between(denial.published, claim.published) <= NEWS or one_matter(denial, claim, judged)


def may_deny(denial: Said, claim: Said) -> bool:
    """Whether an attribution may deny another one: somebody else's claim, that was not made only later.

    Args:
        denial: The attribution that may be a denial.
        claim: One that may be what it denies.
    """
    return states(claim) and before(claim.published, denial.published) is not False and kinship(claim, denial) != "same"


def denials(
    said: Iterable[Said],
    claims: Sequence[Sequence[Said]],
    pairs: Pairs,
    statements: Sequence[Sequence[Said]] = (),
    bearings: Bearings = MappingProxyType({}),
) -> list[Denial]:
    """Which claims each denial denies: the one that it is most likely about, and others that are about as likely.

    Args:
        said: Attributions; those whose act is to deny are looked at, and those that plainly say "not" of what somebody claimed.
        claims: The members of each claim.
        pairs: How contents relate, those of `before_denials` among them.
        statements: The reports of each statement: what one report of a denial is about, the others are.
        bearings: What the network makes of those that it was told more of.
    """
    able = {s.key: s for s in said if s.asserted and s.content and s.act not in _SAYS_NOTHING}
    reports = {s.key: [r.key for r in members if r.key in able and r.act == s.act] for members in statements for s in members}
    of = {s.key: (i, s) for i, members in enumerate(claims) for s in members}
    scores: dict[str, dict[int, float]] = {}
    for (a, b), judged in pairs.items():
        for d, c in ((a, b), (b, a)):
            if d not in able or c not in of or of[c][0] == of.get(d, (None,))[0]:
                continue
            # Most pairs are neither of a denial nor different; whose they are and when is asked of the others alone.
            if (able[d].act == "deny" or judged.differences) and may_deny(able[d], of[c][1]):
                claim, member = of[c]
                told = bearings.get((a, b))
                score = _denying(able[d], member, judged, told) if able[d].act == "deny" else _negating(able[d], member, judged, told)
                row = scores.setdefault(d, {})
                row[claim] = max(row.get(claim, 0.0), score)
    out = []
    for key in sorted(able):
        row = {}
        for report in reports.get(key, [key]):
            for claim, score in scores.get(report, {}).items():
                row[claim] = max(row.get(claim, 0.0), score)
        least = max(_DENIED if able[key].act == "deny" else _SURELY, _AS_LIKELY * max(row.values(), default=0.0))
        out += [Denial(key, claim, round(s, 4)) for claim, s in sorted(row.items()) if s >= least]
    return out


def _negating(denial: Said, claim: Said, judged: Judged, told: Bearing | None) -> float:
    """What speaks for somebody plainly saying "not" of what was claimed before, in nearly the same words."""
    plain = bool(judged.differences) and all(d.kind == "negation" for d in judged.differences)
    sizes = sorted((_size(denial.content), _size(claim.content)))
    elsewhere = article_of(denial.key) != article_of(claim.key) and sizes[1] <= _LONGER * sizes[0]
    able = plain and elsewhere and one_matter(denial, claim, judged)
    return judged.against if able and _negative(denial.content) > _negative(claim.content) else 0.0


def _denying(denial: Said, claim: Said, judged: Judged, told: Bearing | None) -> float:
    return _probability(denial, claim, judged, told) if _may_be_of(denial, claim, judged) else 0.0


def _probability(denial: Said, claim: Said, judged: Judged, told: Bearing | None) -> float:
    first = shipped()["denial"]
    weighed = numbers(denial, claim, judged)
    if told is None:
        return first.probability(weighed)
    return shipped()["denial, told"].probability(numbers_told(denial, claim, first.odds(weighed), told))


def numbers_told(denial: Said, claim: Said, odds: float, told: Bearing) -> tuple[float, ...]:
    """What is weighed of a denial and a claim that the network was told more of, as `TOLD` says.

    Args:
        denial: An attribution whose act is to deny.
        claim: One that states something, by somebody else.
        odds: The log odds by the other numbers.
        told: What the network makes of them.
    """
    soon = article_of(denial.key) == article_of(claim.key) and 0 < denial.place - claim.place <= _NEAR
    return odds, told.against, told.one, told.against * soon


def numbers(denial: Said, claim: Said, judged: Judged) -> tuple[float, ...]:
    """What is weighed of a denial and a claim, as `NAMES` says.

    Args:
        denial: An attribution whose act is to deny.
        claim: One that states something, by somebody else.
        judged: How their contents relate.
    """
    no, not_so, size = float(_negative(denial.content)), float(_negative(claim.content)), _size(denial.content)
    here = article_of(denial.key) == article_of(claim.key)
    ahead = denial.place - claim.place if here else 0
    who, about = kinship(claim, denial), judged.about
    return (
        judged.one,
        judged.opposes,
        about,
        judged.against,
        log(1 + judged.shared),
        judged.comparison.overlap,
        no,
        no * judged.opposes,
        (1 - no) * judged.one,
        no * judged.one,
        (1 - no) * judged.opposes,
        no * about,
        not_so,
        no * not_so,
        float(size <= _BARE),
        float(size <= _SHORT),
        log(1 + size),
        float(here),
        float(ahead == 1),
        float(1 < ahead <= _SOON),
        float(ahead < 0),
        float(ahead == 1 and size <= _SHORT),
        float(who in {"kin", "alike"}),
        float(who == "unsure"),
        float(claim.act == "accuse"),
        float(claim.act == "accuse" and 0 < ahead <= _SOON),
        float(any(d.kind == "negation" for d in judged.differences)),
        no * about * judged.opposes,
        (1 - no) * about * judged.one,
        float(described(claim)),
        float(claim.act in {"predict", "promise"}),
        float(ahead == 1 and who == "other"),
    )


@lru_cache(maxsize=10_000)
def _negative(text: str) -> bool:
    return bool(negations(content_of(text)))


@lru_cache(maxsize=10_000)
def _size(text: str) -> int:
    """Words with a meaning."""
    return sum(u.content for u in content_of(text).units)
