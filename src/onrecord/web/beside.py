"""What a page tells beside attributions that were found: the numbers of their outlets, their claims, the name behind a number."""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.claims.ids import claim_id
from onrecord.record import Record

__all__ = ["Claimed", "claims_beside", "outlet_numbers", "speaker_name"]


@dataclass(frozen=True, slots=True)
class Claimed:
    """The claim that an attribution states.

    Attributes:
        id: Its id.
        outlets: How many outlets report it.
        reports: How many attributions state it.
        denials: In how many statements it is denied.
    """

    id: str
    outlets: int
    reports: int
    denials: int


def outlet_numbers(record: Record, names: Sequence[str]) -> dict[str, int]:
    """The numbers of outlets by their names; for the few of one page."""
    there = sorted(set(names))
    rows = record.database.rows(f"SELECT name, id FROM outlets WHERE name IN ({_marks(there)})", there) if there else []  # noqa: S608
    return {str(name): int(number) for name, number in rows}


def claims_beside(record: Record, attributions: Sequence[int]) -> dict[int, Claimed]:
    """The claims that attributions state, where these were reported more than once or denied; for the few of one page."""
    if not attributions:
        return {}
    rows = record.database.rows(
        "SELECT r.attribution_id, c.id, c.outlets, c.reports, c.denials FROM reports r JOIN utterances u ON u.id = r.utterance_id "  # noqa: S608
        f"JOIN claims c ON c.id = u.claim_id WHERE r.attribution_id IN ({_marks(attributions)})",
        attributions,
    )
    return {int(id): Claimed(claim_id(int(claim)), *counts) for id, claim, *counts in rows}


def speaker_name(record: Record, number: int) -> str | None:
    """What the speaker with a number is called; None where there is none."""
    rows = record.database.rows("SELECT p.label, p.name FROM speakers n JOIN speakers p ON p.id = n.canonical_id WHERE n.id = ?", (number,))
    return str(rows[0][0] or rows[0][1]) if rows else None


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
