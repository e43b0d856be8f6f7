"""The life of a claim, laid out for its page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from onrecord.claims.asking import life
from onrecord.claims.telling import Claim, Denied, Life, Related, Report, Statement
from onrecord.claims.times import order
from onrecord.record.database import Database
from onrecord.web.claims.beside import Beside, beside
from onrecord.web.claims.citing import Citing, citing
from onrecord.web.claims.dates import clock, day
from onrecord.web.claims.wording import Rewording, reworded

__all__ = ["SURE", "Against", "Changed", "ClaimPage", "Day", "Entry", "Side", "claim_page"]

_T = TypeVar("_T")

SURE = 0.6
"""Confidence from which a denial is told without "perhaps"."""

_FEW = {"statements": 40, "reports": 12, "sides": 20, "relations": 15, "changed": 20}
_ALL = {"statements": 400, "reports": 400, "sides": 400, "relations": 400, "changed": 400}

_MOST_RELATED = 400

_VERBS = {
    "confirm": "confirms",
    "accuse": "accuses",
    "warn": "warns",
    "threaten": "threatens",
    "promise": "promises",
    "predict": "predicts",
    "believe": "believes",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One statement in the timeline.

    Attributes:
        statement: The statement.
        verb: What the speaker does: ``says``, ``confirms``, ``denies it``, ``perhaps denies it``.
        against: Whether it denies the claim.
        confidence: Of the denial.
        at: The time of day of the first report; empty where only the day is known.
        others: Further reports that are shown.
        more: How many further ones are not.
        copies: How many of the further reports are copies.
        changed: Whether a report says something else than the first.
    """

    statement: Statement
    verb: str
    against: bool
    confidence: float | None
    at: str
    others: tuple[Report, ...]
    more: int
    copies: int
    changed: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the timeline; `iso` is empty where no day is known."""

    iso: str
    name: str
    entries: list[Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Side:
    """A speaker who states or denies the claim: what was said first, and in how many statements and outlets it was said again."""

    speaker: str | None
    first: Statement
    statements: int
    outlets: int
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Against:
    """What later statements do to an earlier one.

    Attributes:
        kind: As in `onrecord.claims.telling.Related`.
        earlier: The report of the earlier statement.
        later: The reports of the later ones, with the confidence of each.
        more: How many of the later ones are not shown.
    """

    kind: str
    earlier: Report
    later: tuple[tuple[Report, float], ...]
    more: int


@dataclass(frozen=True, slots=True)
class Changed:
    """A report of a statement that says something else than the first report of it.

    Attributes:
        statement: The statement.
        report: The report.
        rewording: What changed.
        claim: Id of the claim that the changed words state; None where it is this one.
        first_claim: Id of the claim that the first report's words state; None where it is this one.
    """

    statement: Statement
    report: Report
    rewording: Rewording
    claim: str | None
    first_claim: str | None


@dataclass(frozen=True, slots=True)
class ClaimPage:
    """All that the page of a claim shows.

    Attributes:
        claim: The claim.
        days: Who said it when.
        says: Who says it, the earliest first.
        denies: Who denies it, the earliest first.
        relations: What contradicts it, takes it back or confirms it.
        changed: Reports whose words say something else.
        citing: What stands behind it; None where it has too many reports, or none.
        speakers: Numbers of speakers by the keys of attributions.
        told: How many reports were looked at, the earliest ones.
        more: How many statements, sides and so on are not shown, by name.
    """

    claim: Claim
    days: tuple[Day, ...]
    says: tuple[Side, ...]
    denies: tuple[Side, ...]
    relations: tuple[Against, ...]
    changed: tuple[Changed, ...]
    citing: Citing | None
    speakers: dict[str, int]
    told: int
    more: dict[str, int]

    @property
    def partly(self) -> bool:
        """Whether the claim has more reports than were looked at."""
        return self.told < self.claim.reports


def claim_page(database: Database, id: str, *, everything: bool = False) -> ClaimPage:
    """What the page of a claim shows.

    Args:
        database: The record.
        id: Id of the claim.
        everything: Whether to show all that was looked at rather than the first of each.

    Raises:
        RecordError: There is no such claim.
    """
    most = _ALL if everything else _FEW
    found = life(database, id, otherwise=most["changed"])
    more: dict[str, int] = {}
    days = _days(_capped(_entries(found, most["reports"]), most["statements"], "statements", more))
    says = _sides([(s, None) for s in found.statements])
    denies = _sides([(d.statement, d.confidence) for d in found.denials])
    related = _told_apart(found)
    relations = _capped(_together(related, most["relations"]), most["relations"], "relations", more)
    otherwise = found.otherwise
    own = {r.key: r for s in found.statements for r in s.reports}
    denials = [r for d in found.denials for r in d.statement.reports]
    known = beside(database, [*own.values(), *denials, *(r for x in related[:_MOST_RELATED] for r in (x.later_report, x.earlier_report)),
                              *(r for s in otherwise for r in s.reports)])  # fmt: skip
    return ClaimPage(
        claim=found.claim,
        days=tuple(days),
        says=_capped(says, most["sides"], "says", more),
        denies=_capped(denies, most["sides"], "denies", more),
        relations=relations,
        changed=_capped(_changed(found, otherwise, known), most["changed"], "changed", more),
        citing=citing(list(own.values()), found.independence, known.speakers) if found.independence else None,
        speakers=known.speakers,
        told=len(own),
        more=more,
    )


def _capped(items: Sequence[_T], most: int, name: str, more: dict[str, int]) -> tuple[_T, ...]:
    more[name] = max(0, len(items) - most)
    return tuple(items[:most])


def _when(s: Statement) -> tuple[object, ...]:
    return (*order(s.reports[0].published, s.reports[0].key), s.id)


def _entries(found: Life, most: int) -> list[Entry]:
    rows: list[tuple[Statement, Denied | None]] = [*((s, None) for s in found.statements), *((d.statement, d) for d in found.denials)]
    return [_entry(s, d, most) for s, d in sorted(rows, key=lambda row: _when(row[0]))]


def _entry(s: Statement, denied: Denied | None, most: int) -> Entry:
    others = s.reports[1:]
    verb = _VERBS.get(s.act, "says") if denied is None else "denies it" if denied.confidence >= SURE else "perhaps denies it"
    return Entry(
        statement=s,
        verb=verb,
        against=denied is not None,
        confidence=denied.confidence if denied else None,
        at=clock(s.reports[0].published),
        others=others[:most],
        more=max(0, len(others) - most),
        copies=sum(r.copied for r in others),
        changed=any(r.drift is not None and r.drift.material for r in others),
    )


def _days(entries: Iterable[Entry]) -> list[Day]:
    days: list[Day] = []
    for entry in entries:
        iso = (entry.statement.reports[0].published or "")[:10]
        if not days or days[-1].iso != iso:
            days.append(Day(iso, day(iso) if iso else "No date"))
        days[-1].entries.append(entry)
    return days


def _sides(rows: Sequence[tuple[Statement, float | None]]) -> list[Side]:
    """Speakers with what they said; those without a name stand for themselves."""
    by_speaker: dict[str, list[tuple[Statement, float | None]]] = {}
    for s, sure in sorted(rows, key=lambda row: _when(row[0])):
        by_speaker.setdefault(f"name {s.speaker}" if s.speaker else s.id, []).append((s, sure))
    return [
        Side(
            speaker=some[0][0].speaker,
            first=some[0][0],
            statements=len(some),
            outlets=len({r.outlet for s, _ in some for r in s.reports if r.outlet}),
            confidence=max((sure for _, sure in some if sure is not None), default=None),
        )
        for some in by_speaker.values()
    ]


def _told_apart(found: Life) -> list[Related]:
    """Relations that the two sides do not show already: what contradicts, takes back or confirms, and what other statements do."""
    own = {s.id for s in found.statements} | {d.statement.id for d in found.denials}
    return [r for r in found.relations if r.kind in {"contradicts", "revises", "confirms"} or not {r.later, r.earlier} <= own]


def _together(related: Sequence[Related], most: int) -> list[Against]:
    """What is done to one statement, together."""
    by_earlier: dict[tuple[str, str], list[Related]] = {}
    for r in related[:_MOST_RELATED]:
        by_earlier.setdefault((r.kind, r.earlier), []).append(r)
    return [
        Against(kind, some[0].earlier_report, tuple((r.later_report, r.confidence) for r in some[:most]), max(0, len(some) - most))
        for (kind, _), some in by_earlier.items()
    ]


def _changed(found: Life, otherwise: Sequence[Statement], known: Beside) -> list[Changed]:
    """Reports in which a statement says something else; of statements that became several claims, those of all of them."""
    whole = {s.id: s for s in otherwise}
    out = []
    for own in found.statements:
        s = whole.get(own.id, own)
        for r in s.reports[1:]:
            if r.drift is not None and r.drift.material:
                there, first = (c if (c := known.claims.get(x.key)) != found.claim.id else None for x in (r, s.reports[0]))
                out.append(Changed(s, r, reworded(s.reports[0].content, r.content, r.drift), there, first))
    return out
