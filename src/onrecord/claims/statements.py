"""Statements: which attributions report one utterance of one speaker, however it is reported."""

from collections.abc import Iterable, Mapping
from math import log

from onrecord.claims.grouping import group
from onrecord.claims.judging import Judged
from onrecord.claims.said import Said, article_of
from onrecord.claims.speaking import apart, between, kinship
from onrecord.claims.weighing import shipped

__all__ = ["NAMES", "may_be_one", "numbers", "statement_edge", "statements"]

NAMES = (
    "kin",
    "alike",
    "unsure",
    "one article",
    "days apart",
    "days agree",
    "published apart",
    "against, published apart",
    "one claim",
    "against",
    "overlap",
    "run",
    "longest",
    "contained",
    "equal",
    "material",
    "direct",
    "same act",
)
"""What is weighed, in order."""

_FAR = 3
"""Days between two utterances that are surely two unless the words are the same."""

_VERBATIM = 6
"""Words in a row that two speakers hardly say independently of each other."""

_EQUAL = 4
"""Words of a quotation that is given to two speakers, to one of them by mistake."""

_LATER = 2
"""Days after which the opposite is another utterance, unless both reports date it to one day."""

_TURNED = 0.2
_ANY_OTHER = 0.0
_COPIED = 1.0


def may_be_one(a: Said, b: Said) -> bool:
    """Whether two attributions are worth comparing: content, both said, speakers that may be one, days that may agree."""
    if not a.content or not b.content or not a.asserted or not b.asserted or a.key == b.key:
        return False
    if kinship(a, b) == "other" and not (a.kind == b.kind == "direct" and a.type == b.type == "person"):
        return False
    days = apart(a, b)
    return days is None or days <= 10 * _FAR


def statement_edge(a: Said, b: Said, judged: Judged, *, copied: bool = False) -> float:
    """Probability that two attributions report one utterance.

    Args:
        a: An attribution.
        b: Another one.
        judged: How their contents relate.
        copied: Whether they stand at the same place of two copies.
    """
    if copied:
        return _COPIED
    if a.act == b.act == "ask" and not _one_question(a, b, judged):
        return _ANY_OTHER
    comparison, who = judged.comparison, kinship(a, b)
    verbatim = comparison.contained is not None and comparison.longest >= _VERBATIM
    if who == "other":
        quoted = a.kind == b.kind == "direct" and a.type == b.type == "person" and apart(a, b) == 0
        same = comparison.contained == "both" and comparison.longest >= _EQUAL and article_of(a.key) != article_of(b.key)
        return shipped()["statement"].probability(numbers(a, b, judged)) if quoted and same else _ANY_OTHER
    if who == "unsure" and not verbatim and article_of(a.key) != article_of(b.key):
        return _ANY_OTHER
    probability = shipped()["statement"].probability(numbers(a, b, judged))
    return min(probability, _TURNED) if _turned(a, b, judged) else probability


def _one_question(a: Said, b: Said, judged: Judged) -> bool:
    """Whether two questions are one: interviewers ask many of the same questions, in every interview."""
    if article_of(a.key) == article_of(b.key):
        return judged.comparison.contained is not None
    return between(a.published, b.published) < _LATER


def _turned(a: Said, b: Said, judged: Judged) -> bool:
    """Whether somebody said the opposite, days later: a "not" that was lost on the way is seldom lost that late."""
    opposite = judged.relation == "contradicts" and any(d.kind == "negation" for d in judged.differences)
    dated = (a.said_first or a.said_last) and (b.said_first or b.said_last) and apart(a, b) == 0
    return opposite and not dated and between(a.published, b.published) >= _LATER


def numbers(a: Said, b: Said, judged: Judged) -> tuple[float, ...]:
    """What is weighed of two attributions, as `NAMES` says."""
    comparison, who, days = judged.comparison, kinship(a, b), apart(a, b)
    published = log(1 + between(a.published, b.published))
    shorter = min(len(a.content.split()), len(b.content.split()))
    return (
        float(who in {"kin", "other"}),
        float(who == "alike"),
        float(who == "unsure"),
        float(article_of(a.key) == article_of(b.key)),
        log(1 + days) if days is not None else 1.0,
        float(days == 0 and bool(a.said_first or a.said_last) and bool(b.said_first or b.said_last)),
        published,
        judged.against * published,
        judged.one,
        judged.against,
        comparison.overlap,
        min(1.0, comparison.longest / max(1, shorter)),
        log(1 + comparison.longest),
        float(comparison.contained is not None),
        float(comparison.contained == "both"),
        float(len(comparison.material)),
        float(a.kind == b.kind == "direct"),
        float(a.act == b.act),
    )


def statements(said: Iterable[Said], edges: Mapping[tuple[str, str], float]) -> list[tuple[str, ...]]:
    """Attributions by utterance.

    Args:
        said: Attributions; those without content, or that were not said, belong to no statement.
        edges: What `statement_edge` says of pairs of keys.
    """
    return group((s.key for s in said if s.content and s.asserted), edges)
