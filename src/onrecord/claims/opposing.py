"""What speaks for two attributions that cannot both be true.

Their words rarely tell: "It was 150 million" is against "The line was for 220 million". A logistic model weighs what the network makes of
both when it is told what stands ahead of them, with what a comparison of the words shows and with who says it when.
"""

from collections.abc import Callable, Mapping, Sequence
from math import log

from onrecord.claims.comparing.contents import content_of
from onrecord.claims.comparing.negating import negations
from onrecord.claims.judging import Judged
from onrecord.claims.network import Bearing
from onrecord.claims.said import Said, article_of
from onrecord.claims.speaking import apart, kinship
from onrecord.claims.weighing import shipped

__all__ = ["NAMES", "Bearings", "Telling", "numbers", "opposition", "worth_telling"]

Bearings = Mapping[tuple[str, str], Bearing]
"""What the network makes of attributions with what stands ahead of them, by their keys, the smaller first."""

Telling = Callable[[Sequence[tuple[Said, Said]]], list[Bearing]]
"""What makes `Bearings`."""

_LITTLE = 0.002
_ABOUT = 0.15
_NEAR = 4

NAMES = (
    "told against",
    "told one",
    "told against, about",
    "opposes",
    "against",
    "about",
    "shared",
    "one",
    "negation",
    "other difference",
    "one negative",
    "same speaker",
    "unsure",
    "told against, same speaker",
    "one article",
    "days",
    "denies",
    "foretold",
    "short",
)
"""What each number that is weighed is, in order."""


def opposition(a: Said, b: Said, judged: Judged, bearing: Bearing) -> float:
    """The probability that both cannot be true; the same for (b, a).

    Args:
        a: An attribution.
        b: Another one.
        judged: How their contents relate.
        bearing: What the network makes of them.
    """
    return shipped()["against"].probability(numbers(a, b, judged, bearing))


def worth_telling(a: Said, b: Said, judged: Judged) -> bool:
    """Whether two attributions may be against each other, so that the network is worth being told what stands ahead of them.

    Args:
        a: An attribution.
        b: Another one.
        judged: How their contents relate.
    """
    if judged.comparison.contained == "both" or not (a.content and b.content and a.asserted and b.asserted):
        return False
    if judged.about >= _ABOUT or kinship(a, b) in {"same", "kin"}:
        return True
    return article_of(a.key) == article_of(b.key) and "deny" in {a.act, b.act} and 0 < abs(a.place - b.place) <= _NEAR


def numbers(a: Said, b: Said, judged: Judged, bearing: Bearing) -> tuple[float, ...]:
    """What is weighed of two attributions, as `NAMES` says.

    Args:
        a: An attribution.
        b: Another one.
        judged: How their contents relate.
        bearing: What the network makes of them.
    """
    kinds = {d.kind for d in judged.differences}
    who = kinship(a, b)
    against = _logit(bearing.against)
    same = float(who == "same")
    return (
        against,
        _logit(bearing.one),
        bearing.against * judged.about,
        judged.opposes,
        judged.against,
        judged.about,
        log(1 + min(judged.shared, 20)),
        judged.one,
        float("negation" in kinds),
        float(bool(kinds - {"number", "negation"})),
        float(_negative(a) != _negative(b)),
        same,
        float(who in {"unsure", "alike"}),
        bearing.against * same,
        float(article_of(a.key) == article_of(b.key)),
        log(1 + (apart(a, b) or 0)),
        float("deny" in {a.act, b.act}),
        float(not {a.act, b.act}.isdisjoint({"predict", "promise", "request", "ask"})),
        1 / (1 + min(len(a.content.split()), len(b.content.split()))),
    )


def _negative(said: Said) -> bool:
    return bool(negations(content_of(said.content)))


def _logit(p: float) -> float:
    p = min(1 - _LITTLE, max(_LITTLE, p))
    return log(p / (1 - p))
