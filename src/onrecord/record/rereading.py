"""Reading again what another version of onrecord has read, from the texts that a record keeps."""

import os
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from onrecord.model import Article
from onrecord.record.database import Database
from onrecord.record.keeping import keep_within

if TYPE_CHECKING:
    from onrecord.pipeline import Understood

__all__ = ["reread"]


def reread(
    database: Database, reader: str, *, everything: bool = False, known: str | os.PathLike[str] | None = None
) -> Generator[tuple[int, bool], None, None]:
    """Read articles again, each in a transaction of its own.

    After each it says how many are to do yet, and whether something else was found in it. What finds the same stays the version that it
    is; where something else is found, that becomes a new version, in which what people said of the article goes on to hold. It may be
    stopped at any moment.

    Args:
        database: The record.
        reader: What reads now; articles that it has read are left out.
        everything: Whether also those.
        known: As in `onrecord.read`.

    Raises:
        RecordError: The record cannot be written; what was written before stays.
        WeightsError: The model is missing or damaged.
    """
    from onrecord.pipeline import understand_with_vectors  # noqa: PLC0415
    from onrecord.speakers.known import known_speakers  # noqa: PLC0415

    whom = known_speakers(Path(known)) if known is not None else None
    rows = database.rows("SELECT id, reader FROM versions WHERE is_current = 1 ORDER BY id")
    versions = [int(id) for id, by in rows if everything or by != reader]
    for done, version in enumerate(versions, start=1):
        ((encoded,),) = database.rows("SELECT article_json FROM versions WHERE id = ?", (version,))
        understood = understand_with_vectors(msgspec.json.decode(encoded, type=Article), whom)
        with database.writing():
            is_current = database.rows("SELECT 1 FROM versions WHERE id = ? AND is_current = 1", (version,))
            other = bool(is_current) and not _is_same(database, version, understood)
            if other:
                keep_within(database, understood.reading, reader, understood.vectors, anew=True)
            elif is_current:  # else it has been replaced in the meantime
                database.run("UPDATE versions SET reader = ? WHERE id = ?", (reader, version))
        yield len(versions) - done, other


def _is_same(database: Database, version: int, understood: "Understood") -> bool:
    """Whether an article was read to say the same before, whatever people have made of it since."""
    rows = database.rows(
        "SELECT coalesce(o.read_json, a.attribution_json) FROM attributions a LEFT JOIN originals o ON o.attribution_id = a.id "
        "WHERE a.version_id = ? AND (o.attribution_id IS NULL OR o.read_json IS NOT NULL) ORDER BY a.position, a.id",
        (version,),
    )
    ((article,),) = database.rows("SELECT article_json FROM versions WHERE id = ?", (version,))
    before = [msgspec.json.decode(row[0]) for row in rows]
    now = msgspec.json.decode(msgspec.json.encode(understood.reading.attributions))
    return bool(
        [{**a, "review": None} for a in before] == [{**a, "review": None} for a in now]
        and msgspec.json.decode(article, type=Article) == understood.reading.article
    )
