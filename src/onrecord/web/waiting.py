"""How many articles wait to be grouped into claims."""

from onrecord.record import Record

__all__ = ["waiting"]


def waiting(record: Record) -> int:
    """How many articles are not yet, or not as they were last read, among those that claims are made of."""
    rows = record.database.rows(
        "SELECT count(*) FROM versions v LEFT JOIN claim_articles c ON c.article_id = v.article_id "
        "WHERE v.is_current = 1 AND (c.version_id IS NULL OR c.version_id <> v.id)"
    )
    return int(rows[0][0])
