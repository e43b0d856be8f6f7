"""How the tables of a record are made, and how an older record is brought up to date, by the steps of `onrecord.record.steps`."""

import re
from collections.abc import Callable

from onrecord.errors import RecordError
from onrecord.record.database import Database
from onrecord.record.facts import note_all
from onrecord.record.placing import rebuild
from onrecord.record.steps import FACTS_SINCE, STEPS

__all__ = ["VERSION", "create", "make", "tables", "upgrade", "version_of"]

VERSION = len(STEPS)

AFTER: dict[int, Callable[[Database], None]] = {2: rebuild, FACTS_SINCE: note_all}
"""What fills tables from others in a record that is older than a version, in this order."""


def version_of(database: Database) -> int:
    """The version of a record's tables; 0 where there are none."""
    return database.version()


def create(database: Database) -> None:
    """Make the tables of a new record, or see that those of an old one are up to date.

    Raises:
        RecordError: The record is of another version.
    """
    version = _own_version(database)
    if version == 0:
        upgrade(database)
    elif version < VERSION:
        raise RecordError(f"is of version {version}; bring it up to date with: onrecord record upgrade {database.name}", database.name)
    elif version > VERSION:
        raise RecordError(f"is of version {version}, and this onrecord knows up to {VERSION}; install a newer one", database.name)


def _own_version(database: Database) -> int:
    """The version of a record, if it is one.

    Raises:
        RecordError: It is a database of something else.
    """
    used = database.has_tables()
    version = version_of(database)  # after the tables, so that a record that is just being made is not taken for something else
    if used and not version:
        raise RecordError("is a database of something else; name another one", database.name)
    return version


def upgrade(database: Database) -> int:
    """Bring a record up to date, all of it or nothing; the number of steps that took.

    Raises:
        RecordError: It is a database of something else.
    """
    _own_version(database)
    if version_of(database) >= VERSION:
        return 0
    with database.writing():
        before = version_of(database)  # somebody else may have been first
        for version in range(before, VERSION):
            _step(database, version)
        if before:  # what follows from other tables is made by today's code, once all tables are as it knows them
            for version, fill in AFTER.items():
                if version > before:
                    fill(database)
    return max(VERSION - before, 0)


def make(database: Database, version: int | None = None) -> None:
    """Make the tables of a new record, within a transaction of whoever calls; of an earlier version where that is asked for."""
    for done in range(VERSION if version is None else version):
        _step(database, done)


def _step(database: Database, version: int) -> None:
    for statement in STEPS[version]:
        if isinstance(statement, str):
            database.define(statement)
        elif own := getattr(statement, database.kind):
            database.run(own)
    database.set_version(version + 1)


_TABLE = re.compile(r"\s*(?:CREATE TABLE (?P<made>\w+)|DROP TABLE (?P<dropped>\w+)|ALTER TABLE (?P<old>\w+) RENAME TO (?P<new>\w+))")


def tables() -> list[str]:
    """The tables that any database has, as they are now, in the order in which they were made; the index of words is none of them."""
    found: dict[str, None] = {}
    for statement in (s if isinstance(s, str) else s.sqlite or "" for step in STEPS for s in step):
        if match := _TABLE.match(statement):
            if match["made"]:
                found[match["made"]] = None
            else:
                found.pop(match["dropped"] or match["old"], None)
                if match["new"]:
                    found[match["new"]] = None
    return list(found)
