"""Denials: which claims those deny who say that something is not so."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.claims.comparing.contents import content_of
from onrecord.claims.comparing.negating import negations
from onrecord.claims.judging import Judged
from onrecord.claims.propositions import one_matter
from onrecord.claims.said import Said
from onrecord.claims.times import before, order

__all__ = ["Denial", "Pairs", "denials", "judged_of"]

Pairs = Mapping[tuple[str, str], Judged]
"""How contents relate, by the keys of their attributions, the smaller first; pairs that have nothing in common may be left out."""

_DENIED = 0.4
"""Least evidence that a denial is of a claim."""

_NEGATED = 0.65
"""The same for who says "not" without being said to deny."""

_AS_LIKELY = 0.8
"""Part of the evidence for the likeliest claim from which a denial is of another one, too."""

_THINKS = 0.4
"""What part of the evidence is how the contents relate; the rest is how much they are about one thing."""

_SAYS_NOTHING = frozenset(["ask", "request", "decline"])
_LATE = 0.8
"""What it counts that a claim was reported only after the denial."""


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


def denials(
    said: Iterable[Said], claims: Sequence[Sequence[Said]], pairs: Pairs, statements: Sequence[Sequence[Said]] = ()
) -> list[Denial]:  # fmt: skip
    """Which claims each denial denies: the one that it is most likely about, and others that are about as likely.

    Args:
        said: Attributions; those whose act is to deny are looked at.
        claims: The members of each claim.
        pairs: How contents relate.
        statements: The reports of each statement: what one report of a denial is about, the others are.
    """
    able = {s.key: s for s in said if s.asserted and s.content and s.act not in _SAYS_NOTHING}
    reports = {s.key: [r.key for r in members if r.key in able and r.act == s.act] for members in statements for s in members}
    of = {s.key: (i, s) for i, members in enumerate(claims) for s in members}
    scores: dict[str, dict[int, float]] = {}
    for (a, b), judged in pairs.items():
        for d, c in ((a, b), (b, a)):
            if d in able and c in of and of[c][0] != of.get(d, (None,))[0]:
                claim, member = of[c]
                score = _denying(able[d], member, judged) if able[d].act == "deny" else _negating(able[d], member, judged)
                row = scores.setdefault(d, {})
                row[claim] = max(row.get(claim, 0.0), score)
    out = []
    for key in sorted(able):
        row = {}
        for report in reports.get(key, [key]):
            for claim, score in scores.get(report, {}).items():
                row[claim] = max(row.get(claim, 0.0), score)
        best = max(row.values(), default=0.0)
        least = _DENIED if able[key].act == "deny" else _NEGATED
        out += [Denial(key, claim, round(s, 4)) for claim, s in sorted(row.items()) if s >= max(least, _AS_LIKELY * best)]
    return out


def _negating(denial: Said, claim: Said, judged: Judged) -> float:
    """What speaks for somebody plainly saying "not" of what was claimed before, whatever the act is called."""
    if (
        not one_matter(denial, claim, judged)
        or not _negative(denial)
        or _negative(claim)
        or before(claim.published, denial.published) is False
    ):
        return 0.0
    return judged.opposes * judged.about


def _negative(said: Said) -> bool:
    return bool(negations(content_of(said.content)))


def _denying(denial: Said, claim: Said, judged: Judged) -> float:
    """What speaks for a denial being of what somebody claims.

    Its content is what is denied ("denied that he had signed"), or says the opposite of it ("I signed nothing").
    """
    evidence = _THINKS * (judged.opposes if _negative(denial) else judged.one) + (1 - _THINKS) * judged.about
    late = order(claim.published, "")[0] > order(denial.published, "")[0]
    return evidence * (_LATE if late else 1.0)
