"""Claims in the order of their numbers, to be gone through page by page while the record changes."""

from onrecord.claims.asking import claims_by_number
from onrecord.claims.loading import in_batches
from onrecord.claims.telling import Claim
from onrecord.record.database import Database, Value
from onrecord.record.matching import matching
from onrecord.record.query import parse
from onrecord.record.speakers import speakers_like

__all__ = ["claims_after"]


def claims_after(
    database: Database,
    about: str = "",
    *,
    speaker: str | int | None = None,
    since: str | None = None,
    until: str | None = None,
    least: int = 1,
    after: int = 0,
    limit: int = 50,
) -> list[tuple[int, Claim]]:
    """Claims that were reported more than once or denied, each with its number, in the order of these.

    A number stands for a content and says nothing by itself. A claim that there is all the while is told exactly once; one that is made
    while somebody goes through them may be told or not.

    Args:
        database: The record, brought up to date.
        about: Words that one of their reports has, as `onrecord.record.Record.search` takes them.
        speaker: Who states them: a number, an id, or words of a name.
        since: First day of a report.
        until: Last day.
        least: Of how many outlets at least.
        after: The number of the last claim that was seen.
        limit: How many at most.
    """
    conditions, values = ["c.id > ?", "c.outlets >= ?"], list[Value]([after, least])
    if speaker is not None:
        like, more = speakers_like(speaker)
        conditions.append(
            "EXISTS (SELECT 1 FROM utterances u JOIN speakers n ON n.id = u.speaker_id "  # noqa: S608
            f"WHERE u.claim_id = c.id AND n.canonical_id IN ({like}))"
        )
        values += more
    for condition, value in (("c.last_day >= ?", since), ("c.first_day <= ?", None if until is None else until + "~")):
        if value is not None:
            conditions.append(condition)
            values.append(value)
    asked = f"SELECT c.id FROM claims c WHERE {' AND '.join(conditions)} ORDER BY c.id"  # noqa: S608
    query = parse(about)
    if query.wanted:
        sql = (
            "SELECT DISTINCT u.claim_id FROM reports r JOIN utterances u ON u.id = r.utterance_id "
            "WHERE u.claim_id IS NOT NULL AND r.attribution_id IN ({})"
        )
        wanted = {int(r[0]) for r in in_batches(database, sql, [int(i) for i in matching(database, query)])}
        numbers = [n for (n,) in database.rows(asked, values) if n in wanted][:limit]
    else:
        numbers = [n for (n,) in database.rows(f"{asked} LIMIT ?", (*values, limit))]
    found = claims_by_number(database, numbers)
    return [(n, found[n]) for n in numbers if n in found]
