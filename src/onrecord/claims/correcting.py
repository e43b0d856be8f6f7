"""Correcting claims by hand: making one of several, and taking statements out of one."""

from collections.abc import Sequence

from onrecord.claims.asking import claim_number
from onrecord.claims.ids import numbers_of
from onrecord.claims.loading import in_batches
from onrecord.claims.rulings import rule
from onrecord.errors import RecordError
from onrecord.record.database import Database
from onrecord.record.judgements import login, now

__all__ = ["merge", "split"]


def merge(database: Database, ids: Sequence[str], *, by: str | None = None, note: str | None = None) -> int:
    """Judge that claims are one; the number of the judgement. It is followed with the next update, and in all that come later.

    Args:
        database: The record.
        ids: Ids of the claims.
        by: Who says so; None for the login name.
        note: Why.

    Raises:
        RecordError: There is no such claim, or all are one already.
    """
    numbers = list(dict.fromkeys(claim_number(database, id) for id in ids))
    if len(numbers) < 2:
        raise RecordError(f"{' and '.join(ids)} are one claim already; name another one", database.name)
    return rule(database, "claim", "same", (numbers, ()), by or login(), now(), note)


def split(database: Database, id: str, statements: Sequence[str], *, by: str | None = None, note: str | None = None) -> int:
    """Judge that some statements of a claim are another claim; the number of the judgement.

    Other statements in the very same words go with them.

    Args:
        database: The record.
        id: Id of the claim.
        statements: Ids of the statements.
        by: Who says so; None for the login name.
        note: Why.

    Raises:
        RecordError: There is no such claim, a statement is none of it, or nothing would be left of it.
    """
    number = claim_number(database, id)
    out: set[int] = set()
    for statement in statements:
        bounds = numbers_of(statement) if statement.strip().lower().startswith("s") else None
        rows = database.rows(
            "SELECT DISTINCT content_id FROM utterances WHERE claim_id = ? AND statement_id BETWEEN ? AND ?", (number, *(bounds or (1, 0)))
        )
        if not rows:
            raise RecordError(f"{statement!r} is no statement of claim {id}; onrecord claim {id} shows them", database.name)
        out |= {int(r[0]) for r in rows}
    all_ = {int(r[0]) for r in in_batches(database, "SELECT id FROM contents WHERE claim_id IN ({})", [number])}
    if not all_ - out:
        raise RecordError(f"nothing would be left of claim {id}; leave a statement in other words out of the split", database.name)
    return rule(database, "claim", "different", (sorted(out), sorted(all_ - out)), by or login(), now(), note)
