"""What is told of claims: plain values, each pointing at the attributions that show it."""

import re
from dataclasses import dataclass
from typing import Literal

from onrecord.claims.drift import Drift
from onrecord.claims.independence import Independence
from onrecord.claims.said import article_of
from onrecord.claims.times import before, order

__all__ = ["Claim", "Contrast", "Denied", "Differing", "Does", "Life", "Related", "Report", "Statement", "Trace", "Traced"]


Does = Literal["says", "denies", "declines to say", "asks", "asks for", "did not say", "did not deny"]
"""What a speaker does with some words."""

_DOES: dict[str, Does] = {"deny": "denies", "decline": "declines to say", "ask": "asks", "request": "asks for"}
_OPENING = frozenset('"“„«')
_NEGATIVE = re.compile(r"\b(?:no|not|never|none|nobody|nothing|nor|neither|cannot|without)\b|n['’]t\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Report:
    """One report of a statement: an attribution in an article.

    Attributes:
        article: Number of the article in the record, as `onrecord show` takes it.
        key: Key of the attribution: that of its article, ``#``, its id within it.
        outlet: Who published the article.
        published: When, in ISO 8601.
        title: Headline.
        url: Where it was found.
        speaker: The speaker's name as the article has it.
        source: Words of the source.
        cue: Words of the cue.
        content: Words of the content.
        via: Through whom the words came.
        act: What the speaker does.
        stance: The reporter's stance.
        copied: Whether the words stand in a text that is a copy of another report's.
        drift: What changed in the words since the first report of the statement; None for that one.
        asserted: Whether the article says that it was said; not where "she never said that" or "he did not deny" stands.
    """

    article: int
    key: str
    outlet: str | None
    published: str | None
    title: str | None
    url: str | None
    speaker: str | None
    source: str
    cue: str
    content: str
    via: tuple[str, ...]
    act: str
    stance: str
    copied: bool
    drift: Drift | None
    asserted: bool = True

    @property
    def does(self) -> Does:
        """What the speaker does with these words: nobody claims them by denying, asking or declining to say them, or not having said them.

        Who denies something in words of his own that say "not" says these: “There are no cracks,” she denied.
        """
        if not self.asserted:
            return "did not deny" if self.act == "deny" else "did not say"
        if self.act == "deny" and self.content.lstrip()[:1] in _OPENING and _NEGATIVE.search(self.content):
            return "says"
        return _DOES.get(self.act, "says")

    @property
    def says(self) -> bool:
        """Whether the speaker claims it."""
        return self.does == "says"


@dataclass(frozen=True, slots=True)
class Statement:
    """One utterance of one speaker, in any number of articles.

    Attributes:
        id: Its id, ``s`` and ten letters and digits.
        speaker: The speaker's fullest name, in the first report or in others that surely mean the same one.
        said_first: First day on which it may have been said.
        said_last: Last day.
        act: What the speaker does.
        reports: Its reports, the earliest first.
    """

    id: str
    speaker: str | None
    said_first: str | None
    said_last: str | None
    act: str
    reports: tuple[Report, ...]

    @property
    def text(self) -> str:
        """Its words in the earliest report."""
        return self.reports[0].content

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        return _in_a_notebook(self)


@dataclass(frozen=True, slots=True)
class Claim:
    """One proposition, by however many speakers.

    Attributes:
        id: Its id, ``c`` and ten letters and digits. Ids of what became part of a claim still find it.
        text: Its most central content, in its own words.
        speaker: Who says it in these words.
        reports: How many attributions state it.
        articles: In how many articles.
        outlets: Of how many outlets.
        speakers: By how many speakers.
        statements: In how many statements.
        denials: In how many statements it is denied.
        first: Day of the earliest article.
        last: Day of the latest.
    """

    id: str
    text: str
    speaker: str | None
    reports: int
    articles: int
    outlets: int
    speakers: int
    statements: int
    denials: int
    first: str | None
    last: str | None

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        return _in_a_notebook(self)


@dataclass(frozen=True, slots=True)
class Denied:
    """A statement that denies a claim.

    Attributes:
        statement: What was said.
        confidence: How sure it is that this claim is denied, from 0 to 1.
    """

    statement: Statement
    confidence: float


@dataclass(frozen=True, slots=True)
class Related:
    """What a later statement does to an earlier one, one of them of the claim.

    Attributes:
        kind: ``repeats``, ``confirms``, ``denies``, ``contradicts`` or ``revises``.
        later: Id of the later statement.
        earlier: Id of the earlier one.
        later_report: The report that shows it.
        earlier_report: The report of the earlier one.
        confidence: From 0 to 1.
    """

    kind: str
    later: str
    earlier: str
    later_report: Report
    earlier_report: Report
    confidence: float


@dataclass(frozen=True, slots=True)
class Life:
    """All that is told of a claim.

    Attributes:
        claim: The claim.
        statements: Who stated it when, the earliest first.
        denials: Who denied it when.
        relations: Other statements that contradict it or take it back, and which of its own do what to one another.
        independence: What stands behind it; None where it has too many reports to tell.
        otherwise: Its statements of which other reports state another claim, as their words changed; with up to 400 reports in all.
    """

    claim: Claim
    statements: tuple[Statement, ...]
    denials: tuple[Denied, ...]
    relations: tuple[Related, ...]
    independence: Independence | None
    otherwise: tuple[Statement, ...] = ()

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        return _in_a_notebook(self)


@dataclass(frozen=True, slots=True)
class Traced:
    """A statement that says what was asked for, or something near it.

    Attributes:
        relation: ``same``, ``more`` or ``less`` where it says clearly more or less than what was asked, ``contradicts``.
        probability: Of that, from 0 to 1.
        claim: Id of its claim; None where it claims nothing.
        statement: The statement.
        report: The earliest of its reports in these words.
        drift: How that differs from the words that were asked for.
        first: The earliest of its reports that says as much, in whatever words.
    """

    relation: Literal["same", "more", "less", "contradicts"]
    probability: float
    claim: str | None
    statement: Statement
    report: Report
    drift: Drift
    first: Report

    @property
    def says(self) -> bool:
        """Whether its speaker claims what was asked for, or more."""
        return self.relation in {"same", "more"} and self.report.says and self.first.says


@dataclass(frozen=True, slots=True)
class Trace:
    """Where words come from.

    Attributes:
        text: The words.
        found: What the record has of them, the surest first, and what came before these, if that is not among them.
    """

    text: str
    found: tuple[Traced, ...]

    @property
    def on_record(self) -> bool:
        """Whether somebody is on record with it, or with more."""
        return any(t.says for t in self.found)

    @property
    def first(self) -> Traced | None:
        """The earliest that says it."""
        said = [t for t in self.found if t.says]
        return min(said, key=lambda t: (*order(t.first.published, t.first.key), t.statement.id), default=None)

    @property
    def first_certain(self) -> bool:
        """Whether times tell that it was the earliest."""
        return self.first is not None and self.is_certain(self.first)

    def is_certain(self, first: Traced) -> bool:
        """Whether times tell that nothing else that was found, and says it, was before the first report of a statement."""
        said = [t.first for t in self.found if t.says]
        said += [r for r in first.statement.reports if r.says and before(r.published, first.first.published) is None]
        others = (r for r in said if article_of(r.key) != article_of(first.first.key))
        return all(before(first.first.published, r.published) for r in others)

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        return _in_a_notebook(self)


@dataclass(frozen=True, slots=True)
class Differing:
    """A claim that two outlets report, or a statement that they report so differently that they state two claims.

    Attributes:
        claim: The claim; that of the earlier report, where there are two.
        one: A report of the first outlet.
        other: The report of the second that is nearest in time.
        drift: What is other in its words.
    """

    claim: Claim
    one: Report
    other: Report
    drift: Drift


@dataclass(frozen=True, slots=True)
class Contrast:
    """What two outlets have in common and what not.

    Attributes:
        one: Name of the first outlet.
        other: Name of the second.
        both: Claims that both report, those whose words differ in what matters first.
        only_one: Claims that the first reports, and others too, but not the second.
        only_other: Claims that the second reports, and others too, but not the first.
        counts: How many claims each of the three are in all, in this order.
    """

    one: str
    other: str
    both: tuple[Differing, ...]
    only_one: tuple[Claim, ...]
    only_other: tuple[Claim, ...]
    counts: tuple[int, int, int]

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        return _in_a_notebook(self)


def _in_a_notebook(value: Claim | Statement | Life | Trace | Contrast) -> str:
    from onrecord.exporting.notebook import told  # noqa: PLC0415

    return told(value)
