"""Claims: which attributions state one proposition, whoever says it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from math import exp

from onrecord.claims.comparing.contents import content_of, is_function
from onrecord.claims.grouping import group
from onrecord.claims.judging import Judged
from onrecord.claims.said import Said, article_of
from onrecord.claims.speaking import between

__all__ = ["NEWS", "NO_CLAIM", "claim_edge", "claims", "name_of", "one_matter", "states"]

NO_CLAIM = frozenset(["deny", "ask", "request", "decline"])
"""Acts that claim nothing: what is denied, asked or not commented on is nobody's claim."""

_ONE_STATEMENT = 0.9
"""What it counts that two reports of one statement differ in nothing that matters."""

_DIFFERENT = -0.5
"""What it counts that two contents about the same thing differ in something that matters."""

_ALIKE = 0.6
_ENOUGH, _ENOUGH_ELSE = 2, 3
"""Words in common that make one claim of two statements, in the news of some days; and in articles further apart or within one."""

_SURER, _SURER_ELSE = 0.4, 1.4
"""Log odds above even that make one claim of two contents, in the news of some days; and in articles further apart or within one, where
what comes again is seldom the same: the next poll, the next storm, the next answer. Read one by one in real articles."""

NEWS = 14
"""Days within which two articles may be about one event."""

_THIN = 0.2

_ANSWERS = frozenset(
    [
        *("yes", "yeah", "yep", "no", "nope", "right", "correct", "exactly", "absolutely", "definitely", "sure", "okay", "ok", "well"),
        *("something", "anything", "nothing", "everything", "someone", "anyone", "somebody", "anybody", "nobody", "everyone", "everybody"),
        *("thing", "things", "stuff", "lot", "else", "more", "much", "many", "little", "bit", "such", "kind", "sort", "way", "case"),
        *("say", "add", "comment", "mention"),
    ]
)
"""Words that claim nothing by themselves or with one another: "something", "anything to add", "nothing more to say"."""

_PLAIN = re.compile(r"(?<![\w'’.])[^\W\d_]{3,}(?![\w'’.])")
"""Words that are one whatever stands around them: no contractions, no abbreviations."""

_BEGINNING = 400
"""Characters in which a content is looked at first."""

_OPEN = re.compile(
    r"\W*(?:thanks?\b(?! to)|(?:(?:why|how|whether|where|when)\b|what\b(?!.* (?:was|were|is|are) )|about (?:his|her|its|their|the|an?)\b)"
    r"(?!.*[.!?]))",
    re.IGNORECASE,
)
"""Contents that only name a question or a matter."""


def states(said: Said) -> bool:
    """Whether an attribution states a claim: something that could be so or not, and that says of what.

    "Why he left", "about his age" and "thank you" could not be so or not; "yes", "that" and "it is" do not say of what.
    """
    if not said.content or not said.asserted or said.act in NO_CLAIM or _OPEN.match(said.content):
        return False
    return _plainly_says(said.content) or any(u.content and u.word not in _ANSWERS for u in content_of(said.content).units)


def _plainly_says(text: str) -> bool:
    """Whether one of the first words surely has a meaning; so it is for nearly all contents, which then need not be taken apart."""
    words = (m[0].lower() for m in _PLAIN.finditer(text[:_BEGINNING]))
    return any(not is_function(w) and w not in _ANSWERS for w in words)


def claim_edge(a: Said, b: Said, judged: Judged, *, one_statement: bool = False) -> float:
    """What speaks for two attributions stating one claim: a probability, or less than 0 where they surely do not.

    Few words are no claim that could be told from others: "the move", "his condolences", "yes". They are one with what another statement
    says only where there is more than a word in common, and more yet where the articles are far apart, or one goes on about its matter.

    Args:
        a: An attribution.
        b: Another one.
        judged: How their contents relate.
        one_statement: Whether they report one utterance; its reports are one claim unless what they say has changed on the way.
    """
    if judged.differences or judged.relation == "contradicts":
        return _DIFFERENT if judged.comparison.overlap >= _ALIKE else min(0.0, judged.one)
    if one_statement:
        return max(judged.one, _ONE_STATEMENT)
    if not one_matter(a, b, judged):
        return min(judged.one, _THIN)
    odds = judged.one / max(1.0 - judged.one, 1e-9) * exp(-(_SURER if _in_the_news(a, b) else _SURER_ELSE))
    return odds / (1.0 + odds)


def _in_the_news(a: Said, b: Said) -> bool:
    """Whether two attributions may be reports of one event."""
    return between(a.published, b.published) <= NEWS and article_of(a.key) != article_of(b.key)


def one_matter(a: Said, b: Said, judged: Judged) -> bool:
    """Whether two contents have enough words in common to be about one matter, and not only of it.

    Args:
        a: An attribution.
        b: Another one.
        judged: How their contents relate.
    """
    return judged.shared >= (_ENOUGH if _in_the_news(a, b) else _ENOUGH_ELSE)


def claims(said: Iterable[Said], edges: Mapping[tuple[str, str], float]) -> list[tuple[str, ...]]:
    """Attributions by claim.

    Args:
        said: Attributions; those that claim nothing are left out.
        edges: What `claim_edge` says of pairs of keys.
    """
    return group((s.key for s in said if states(s)), edges)


def name_of(members: Sequence[Said], edges: Mapping[tuple[str, str], float]) -> Said:
    """The member whose content is nearest to all others: what a claim is called by, in its own words.

    Of equally near ones a whole sentence comes before a headline or a fragment, then the longer one, then the smaller key.

    Args:
        members: The members of a claim.
        edges: What `claim_edge` says of pairs of keys.

    Raises:
        ValueError: There is no member.
    """
    if not members:
        raise ValueError("a claim without members has no name")
    keys = sorted({s.key for s in members})

    def near(s: Said) -> float:
        pairs = ((min(s.key, k), max(s.key, k)) for k in keys if k != s.key)
        return round(sum(max(0.0, edges.get(p, edges.get((p[1], p[0]), 0.0))) for p in pairs), 6)

    return min(members, key=lambda s: (-near(s), -min(_WHOLE, len(s.content.split())), -len(s.content), s.key))


_WHOLE = 12
"""Words from which a content needs no more of them to be understood alone."""
