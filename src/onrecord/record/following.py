"""What all judgements have in common: they are entered into the log, say which speakers they are about, and are followed."""

from collections.abc import Iterable, Sequence

from onrecord.errors import NotInRecord
from onrecord.record.database import Database
from onrecord.record.grouping import grouped
from onrecord.record.judgements import Standing, encoded, now, standings
from onrecord.record.regrouping import Part, write_groups

__all__ = ["about", "enter", "follow", "there"]


def there(database: Database, ids: Iterable[int]) -> None:
    """See that there are such speakers.

    Raises:
        NotInRecord: There is no such one.
    """
    for id in ids:
        if not database.rows("SELECT 1 FROM speakers WHERE id = ?", (id,)):
            raise NotInRecord(f"has no speaker {id}; onrecord speakers lists them", database.name)


def enter(
    database: Database, verdict: str, by: str, note: str | None, name: str | None, *, forced: bool = False, undoes: int | None = None
) -> int:
    """Enter a judgement into the log; its number. What it changed is written by `follow`."""
    return database.insert(
        "INSERT INTO judgements (made_at, made_by, verdict, undoes, is_active, is_forced, name, note, before_json, after_json) "
        "VALUES (?, ?, ?, ?, 1, ?, ?, ?, '[]', '[]') RETURNING id",
        (now(), by, verdict, undoes, int(forced), name, note),
    )


def about(database: Database, number: int, ids: Sequence[int]) -> None:
    """Say which speakers a judgement is about, in order."""
    database.run_all(
        "INSERT INTO judged_speakers (judgement_id, position, speaker_id) VALUES (?, ?, ?)", [(number, n, id) for n, id in enumerate(ids)]
    )


def follow(database: Database, number: int, part: Part, were: Iterable[int], stood: Sequence[Standing]) -> None:
    """Group anew as a judgement has it, and keep what it changed."""
    write_groups(database, part.nodes, grouped(part.nodes, part.links))
    stand = standings(database, {*part.nodes, *were})
    database.run(
        "UPDATE judgements SET before_json = ?, after_json = ? WHERE id = ?",
        (encoded([s for s in stood if s not in stand]), encoded([s for s in stand if s not in stood]), number),
    )
