"""Changes of position: what a speaker says that is something else than it said before, or less."""

from onrecord.claims.asking import reports_of
from onrecord.claims.ids import statement_id
from onrecord.claims.loading import said_of
from onrecord.claims.telling import Related
from onrecord.record.database import Database

__all__ = ["changes_of_position"]

_OF = (
    "SELECT DISTINCT coalesce(b.said_first, v.published), r.later_id, r.earlier_id, r.confidence, r.later_attribution, "
    "r.earlier_attribution FROM speakers n JOIN utterances u ON u.speaker_id = n.id "
    "JOIN relations r ON r.later_id = coalesce(u.statement_id, u.id) AND r.kind = 'revises' "
    "JOIN attributions a ON a.id = r.earlier_attribution JOIN speakings s ON s.id = a.speaking_id JOIN speakers m ON m.id = s.speaker_id "
    "JOIN attributions b ON b.id = r.later_attribution JOIN versions v ON v.id = b.version_id "
    "WHERE n.canonical_id = ? AND m.canonical_id = n.canonical_id"
)


def changes_of_position(database: Database, speaker: int, *, limit: int = 20) -> tuple[list[Related], int]:
    """Statements of a speaker that revise earlier ones of the same speaker, the latest first, and how many there are in all.

    Args:
        database: The record.
        speaker: Number of the speaker; that of the one that stands for it.
        limit: How many at most.
    """
    rows = database.rows(_OF, (speaker,))
    rows.sort(key=lambda row: (row[0] or "", int(row[1]), int(row[2])), reverse=True)
    said = said_of(database, {int(a) for row in rows[:limit] for a in row[4:]})
    reports = reports_of(database, said.values())
    return [
        Related("revises", statement_id(int(later)), statement_id(int(earlier)), reports[x], reports[y], float(sure))
        for _, later, earlier, sure, x, y in rows[:limit]
    ], len(rows)
