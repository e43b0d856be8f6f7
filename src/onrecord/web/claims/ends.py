"""For claims of a list: their first and last reports, and who states them."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.claims.asking import reports_of
from onrecord.claims.listing import ClaimList
from onrecord.claims.loading import in_batches, said_of
from onrecord.claims.telling import Claim, Report
from onrecord.record.database import Database

__all__ = ["Listed", "listed"]

_MOST = 100
"""Reports of a claim up to which all of them are looked at; of more, only the days are told."""

_NAMED = 3


@dataclass(frozen=True, slots=True)
class Listed:
    """A claim of a list.

    Attributes:
        claim: The claim.
        first: Its earliest report; None where it has very many.
        last: Its latest report; None where it has one, or very many.
        speakers: Numbers and names of some who state it, in the order in which they did.
    """

    claim: Claim
    first: Report | None
    last: Report | None
    speakers: tuple[tuple[int, str], ...]

    @property
    def others(self) -> int:
        """How many further speakers state it."""
        return max(0, self.claim.speakers - len(self.speakers))


def listed(database: Database, found: ClaimList) -> list[Listed]:
    """Claims of a list with their ends.

    Args:
        database: The record.
        found: The list.
    """
    claims: Sequence[tuple[int, Claim]] = list(zip(found.numbers, found.claims, strict=True))
    few = [number for number, claim in claims if claim.reports <= _MOST]
    rows = in_batches(
        database,
        "SELECT u.claim_id, r.rank, r.attribution_id, p.id, p.label FROM utterances u JOIN reports r ON r.utterance_id = u.id "
        "LEFT JOIN speakers n ON n.id = u.speaker_id LEFT JOIN speakers p ON p.id = n.canonical_id "
        "WHERE u.claim_id IN ({}) ORDER BY u.claim_id, r.rank, r.attribution_id",
        few,
    )
    ends: dict[int, tuple[int, int]] = {}
    speakers: dict[int, dict[int, str]] = {}
    for claim, _, attribution, speaker, name in rows:
        ends[int(claim)] = (ends.get(int(claim), (int(attribution),))[0], int(attribution))
        if speaker is not None:
            speakers.setdefault(int(claim), {}).setdefault(int(speaker), str(name))
    reports = reports_of(database, said_of(database, {a for pair in ends.values() for a in pair}).values())
    out = []
    for number, claim in claims:
        first, last = ends.get(number, (0, 0))
        who = list(speakers.get(number, {}).items())[:_NAMED]
        out.append(Listed(claim, reports.get(first), reports.get(last) if last != first else None, tuple(who)))
    return out
