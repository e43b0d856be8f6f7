"""The attributions behind a claim: those that state it, and those that deny it."""

from onrecord.claims.asking import claim_number
from onrecord.record.database import Database

__all__ = ["denying", "stating"]

_REPORTS = "SELECT r.attribution_id FROM reports r JOIN utterances u ON u.id = r.utterance_id WHERE {} ORDER BY u.rank, u.id, r.rank"


def stating(database: Database, id: str) -> list[int]:
    """The numbers of the attributions that state a claim, the earliest first.

    Args:
        database: The record.
        id: Id of the claim, or the beginning of it.

    Raises:
        RecordError: There is no such claim.
    """
    return _numbers(database, id, "u.claim_id = ?")


def denying(database: Database, id: str) -> list[int]:
    """The numbers of the attributions that deny a claim, the earliest first.

    Args:
        database: The record.
        id: Id of the claim, or the beginning of it.

    Raises:
        RecordError: There is no such claim.
    """
    return _numbers(database, id, "u.id IN (SELECT utterance_id FROM denials WHERE claim_id = ?)")


def _numbers(database: Database, id: str, condition: str) -> list[int]:
    number = claim_number(database, id)
    return [int(row[0]) for row in database.rows(_REPORTS.format(condition), (number,))]
