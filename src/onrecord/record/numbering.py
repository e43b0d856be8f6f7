"""The numbers by which a record knows the attributions of an article."""

from onrecord.record.database import Database

__all__ = ["numbers_in"]


def numbers_in(database: Database, article: int) -> list[tuple[str, int, int | None, str | None]]:
    """The attributions of an article as it was last read, in reading order: id there, number, and number and name of the speaker."""
    return [
        (str(label), int(id), who, name)
        for label, id, who, name in database.rows(
            "SELECT a.label, a.id, p.id, p.label FROM versions v JOIN attributions a ON a.version_id = v.id AND a.is_current = 1 "
            "LEFT JOIN speakings s ON s.id = a.speaking_id LEFT JOIN speakers n ON n.id = s.speaker_id "
            "LEFT JOIN speakers p ON p.id = n.canonical_id WHERE v.article_id = ? AND v.is_current = 1 ORDER BY a.position",
            (article,),
        )
    ]
