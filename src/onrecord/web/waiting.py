"""How many articles wait to be grouped into claims."""

from onrecord.record import Record

__all__ = ["waiting"]


def waiting(record: Record) -> int:
    """How many articles, as they were last read, have not been taken up; they are taken up in the order in which they came."""
    rows = record.database.rows(
        "SELECT count(*) FROM versions WHERE is_current = 1 AND id > (SELECT coalesce(max(version_id), 0) FROM claim_articles)"
    )
    return int(rows[0][0])
