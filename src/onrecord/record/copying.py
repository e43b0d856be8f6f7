"""Copying a whole record, also from one kind of database to another."""

import os
from pathlib import Path

from onrecord.errors import RecordError
from onrecord.record.database import Database
from onrecord.record.places import database_at, is_url, shown
from onrecord.record.schema import make, tables

__all__ = ["back_up", "copied"]


def back_up(database: Database, target: str | os.PathLike[str]) -> None:
    """Copy a record to a place where there is none, also while it is written; the copy is there when it is complete, and not before.

    Args:
        database: The record.
        target: The path of a file, or the URL of a PostgreSQL database.

    Raises:
        RecordError: There is something already, or it cannot be written.
    """
    where = os.fspath(target)
    if is_url(where):
        copy = database_at(where)
        try:
            copied(database, copy)
        finally:
            copy.close()
        return
    file = Path(where)
    if file.exists():
        raise RecordError("exists already; name another file for the backup", where)
    part = file.with_name(f"{file.name}.{os.getpid()}.part")
    try:
        database.back_up(part)
        part.rename(file)
    except RecordError as error:
        raise error if error.name != str(part) else RecordError(error.problem, where) from error
    except OSError as error:
        raise RecordError(f"cannot be written ({error.strerror})", where) from error
    finally:
        for left in (part, *(part.with_name(part.name + end) for end in ("-wal", "-shm", "-journal"))):
            left.unlink(missing_ok=True)


def copied(database: Database, copy: Database) -> None:
    """Copy a record as it is at one moment into a database that is empty, all of it or nothing.

    Raises:
        RecordError: The database is not empty, or cannot be written.
    """
    with database.reading(), copy.writing():
        if copy.has_tables():
            raise RecordError("holds something already; name another place for the backup", shown(copy.name))
        make(copy)
        for table in tables():
            copy.fill(table, database.stream(f"SELECT * FROM {table}"))  # noqa: S608
        copy.words.rebuild()
