r"""Noting what a record has not taken: inputs that failed, and articles in other languages.

Names of files may be of bytes that are no text. No database holds such a name, so what is none of its characters is written out:
``\udce9`` for the byte E9.
"""

import os
import re
from collections.abc import Collection

from onrecord.record.database import Database
from onrecord.record.keeping import now

__all__ = ["failed_sources", "forget_failure", "forget_failures", "keep_failure", "keep_skipped", "storable"]

_WRITTEN_OUT = re.compile(r"\\ud[89a-f][0-9a-f]{2}")


def storable(name: str) -> str:
    """A name as a database can hold it."""
    return name.encode("utf-8", "backslashreplace").decode()


def _as_it_was(kept: str) -> str:
    """The name of a file that was noted."""
    return kept if os.path.lexists(kept) else _WRITTEN_OUT.sub(lambda m: chr(int(m[0][2:], 16)), kept)


def failed_sources(database: Database) -> list[str]:
    """The inputs in which something failed, oldest first; standard input cannot be read again and is left out."""
    rows = database.rows("SELECT source FROM failures WHERE source <> '-' GROUP BY source ORDER BY min(id)")
    return [_as_it_was(str(row[0])) for row in rows]


def keep_failure(database: Database, input: str, kind: str, reason: str, source: str) -> None:
    """Note an input that could not be read, or that it failed once more."""
    at, input, reason, source = now(), *map(storable, (input, reason, source))
    with database.writing():
        if not database.run(
            "UPDATE failures SET kind = ?, reason = ?, tries = tries + 1, last_at = ? WHERE input = ?", (kind, reason, at, input)
        ):
            database.insert(
                "INSERT INTO failures (input, kind, reason, source, tries, first_at, last_at) VALUES (?, ?, ?, ?, 1, ?, ?) RETURNING id",
                (input, kind, reason, source, at, at),
            )


def forget_failures(database: Database, source: str, *, but: Collection[str]) -> None:
    """Strike off what failed in a source, when that has been read to its end again.

    Args:
        database: The record.
        source: The source.
        but: What failed in it once more.
    """
    known = [str(row[0]) for row in database.rows("SELECT input FROM failures WHERE source = ?", (storable(source),))]
    again = {storable(input) for input in but}
    mended = [(input,) for input in known if input not in again]
    if mended:
        with database.writing():
            database.run_all("DELETE FROM failures WHERE input = ?", mended)


def forget_failure(database: Database, input: str) -> None:
    """Strike off one input that failed before and has been read now."""
    with database.writing():
        database.run("DELETE FROM failures WHERE input = ?", (storable(input),))


def keep_skipped(database: Database, article: str, language: str, input: str) -> None:
    """Note an article in another language, once however often it comes.

    Args:
        database: The record.
        article: The id that is derived from its content.
        language: ISO 639 code.
        input: What it is called.
    """
    article, input = storable(article), storable(input)
    if _is_skipped(database, article):  # most are, when inputs are added again, and nobody need wait for that
        return
    with database.writing():
        if not _is_skipped(database, article):
            database.run("INSERT INTO skipped (article, language, input, added_at) VALUES (?, ?, ?, ?)", (article, language, input, now()))


def _is_skipped(database: Database, article: str) -> bool:
    return bool(database.rows("SELECT 1 FROM skipped WHERE article = ?", (article,)))
