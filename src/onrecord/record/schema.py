"""The tables of a record, and how an older record is brought up to date.

Each step of `STEPS` takes a record from one version to the next, in one transaction. Steps that have been released are never changed.

A statement is plain SQL that every database understands (`onrecord.record.dialect` says what PostgreSQL makes of it), with the types
``INTEGER PRIMARY KEY`` (an id that is given out), ``INTEGER``, ``BIGINT``, ``DOUBLE PRECISION``, ``TEXT`` and ``BLOB``. What one database
must be told in its own words is an `Own` statement.
"""

import re
from dataclasses import dataclass

from onrecord.errors import RecordError
from onrecord.record.database import Database

__all__ = ["VERSION", "Own", "create", "make", "tables", "upgrade", "version_of"]


@dataclass(frozen=True, slots=True)
class Own:
    """A statement in the words of one database, or of each; None where it needs none."""

    sqlite: str | None = None
    postgres: str | None = None


def long_text(table: str, column: str) -> Own:
    """Let a ``UNIQUE`` text be of any length in PostgreSQL, whose ordinary indexes take up to 2,704 bytes."""
    drop = f"ALTER TABLE {table} DROP CONSTRAINT {table}_{column}_key"
    return Own(postgres=f"{drop}, ADD CONSTRAINT {table}_{column}_key EXCLUDE USING hash ({column} WITH =)")


_FIRST = """
CREATE TABLE outlets (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);

CREATE TABLE articles (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  url TEXT,
  outlet_id BIGINT REFERENCES outlets(id),
  added_at TEXT NOT NULL
);

CREATE TABLE versions (
  id INTEGER PRIMARY KEY,
  article_id BIGINT NOT NULL REFERENCES articles(id),
  number INTEGER NOT NULL,
  is_current INTEGER NOT NULL,
  content_hash TEXT NOT NULL,
  external_id TEXT NOT NULL,
  title TEXT,
  published TEXT,
  day TEXT,
  article_json TEXT NOT NULL,
  reader TEXT NOT NULL,
  added_at TEXT NOT NULL,
  UNIQUE (article_id, number)
);
CREATE INDEX versions_hash ON versions(content_hash);
CREATE INDEX versions_day ON versions(day);

CREATE TABLE speakers (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  known TEXT
);

CREATE TABLE speakings (
  id INTEGER PRIMARY KEY,
  version_id BIGINT NOT NULL REFERENCES versions(id),
  label TEXT NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  key TEXT,
  known TEXT,
  speaker_id BIGINT REFERENCES speakers(id),
  UNIQUE (version_id, label)
);
CREATE INDEX speakings_speaker ON speakings(speaker_id);

CREATE TABLE attributions (
  id INTEGER PRIMARY KEY,
  version_id BIGINT NOT NULL REFERENCES versions(id),
  label TEXT NOT NULL,
  position INTEGER NOT NULL,
  is_current INTEGER NOT NULL,
  speaking_id BIGINT REFERENCES speakings(id),
  outer_label TEXT,
  kind TEXT NOT NULL,
  act TEXT,
  stance TEXT,
  asserted INTEGER NOT NULL,
  degree TEXT,
  said_first TEXT,
  said_last TEXT,
  confidence DOUBLE PRECISION NOT NULL,
  source TEXT,
  cue TEXT,
  content TEXT,
  attribution_json TEXT NOT NULL,
  UNIQUE (version_id, label)
);
CREATE INDEX attributions_speaking ON attributions(speaking_id);
CREATE INDEX attributions_said ON attributions(said_first);
CREATE INDEX attributions_act ON attributions(act, stance);

CREATE TABLE carriers (
  attribution_id BIGINT NOT NULL REFERENCES attributions(id),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  PRIMARY KEY (attribution_id, position)
);
CREATE INDEX carriers_name ON carriers(name);

CREATE TABLE failures (
  id INTEGER PRIMARY KEY,
  input TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  reason TEXT NOT NULL,
  source TEXT NOT NULL,
  tries INTEGER NOT NULL,
  first_at TEXT NOT NULL,
  last_at TEXT NOT NULL
)
"""

_FEEDS = """
CREATE TABLE feeds (
  id INTEGER PRIMARY KEY,
  url TEXT NOT NULL UNIQUE,
  title TEXT,
  etag TEXT,
  last_modified TEXT,
  next_at DOUBLE PRECISION NOT NULL,
  every DOUBLE PRECISION,
  failures INTEGER NOT NULL,
  is_gone INTEGER NOT NULL,
  moved_to TEXT
);

CREATE TABLE feed_entries (
  id INTEGER PRIMARY KEY,
  feed_id BIGINT NOT NULL REFERENCES feeds(id),
  key TEXT NOT NULL,
  is_read INTEGER NOT NULL,
  failed_json TEXT,
  UNIQUE (feed_id, key)
);

CREATE TABLE skipped (
  id INTEGER PRIMARY KEY,
  article TEXT NOT NULL UNIQUE,
  language TEXT NOT NULL,
  input TEXT NOT NULL,
  added_at TEXT NOT NULL
)
"""

_WORDS = (
    "CREATE VIEW searchable AS SELECT a.id AS id, a.content AS content, a.source AS source, s.name AS speaker "
    "FROM attributions a LEFT JOIN speakings s ON s.id = a.speaking_id WHERE a.is_current = 1",
    Own(
        sqlite="CREATE VIRTUAL TABLE words USING fts5(content, source, speaker, content_rowid='id', content='searchable', "
        'tokenize="unicode61 remove_diacritics 2")',
        postgres="CREATE TABLE words (rowid BIGINT PRIMARY KEY REFERENCES attributions(id) ON DELETE CASCADE, vector TSVECTOR NOT NULL)",
    ),
    Own(postgres="CREATE INDEX words_vector ON words USING gin (vector)"),
)

_PLACE = (
    Own(postgres="DO $$ BEGIN IF to_regnamespace('onrecord') IS NULL THEN CREATE SCHEMA onrecord; END IF; END $$"),
    Own(postgres="CREATE TABLE record_version (number BIGINT NOT NULL)"),
    Own(postgres="INSERT INTO record_version VALUES (0)"),
)

_LONG = (
    *(long_text("outlets", "name"), long_text("articles", "key"), long_text("speakers", "key"), long_text("failures", "input")),
    Own(postgres="DROP INDEX carriers_name"),
    Own(postgres="CREATE INDEX carriers_name ON carriers USING hash (name)"),
)

_LONG_FEEDS = (
    *(long_text("feeds", "url"), long_text("skipped", "article")),
    Own(postgres="ALTER TABLE feed_entries DROP CONSTRAINT feed_entries_feed_id_key_key"),
    Own(postgres="ALTER TABLE feed_entries ADD CONSTRAINT feed_entries_key EXCLUDE USING hash ((feed_id::text || ' ' || key) WITH =)"),
    Own(postgres="CREATE INDEX feed_entries_feed ON feed_entries(feed_id)"),
)

STEPS: tuple[tuple[str | Own, ...], ...] = (
    (*_PLACE, *_FIRST.split(";\n"), *_WORDS, *_LONG),
    (*_FEEDS.split(";\n"), *_LONG_FEEDS),
)
"""What takes a record from version 0, 1, … to the next."""

VERSION = len(STEPS)


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
    """Bring a record up to date; the number of steps that took.

    Raises:
        RecordError: It is a database of something else.
    """
    _own_version(database)
    done = 0
    while (version := version_of(database)) < VERSION:
        with database.writing():
            if version_of(database) != version:  # somebody else was first
                continue
            _step(database, version)
        done += 1
    return done


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
    """The tables that plain statements make, as they are now, in the order in which they were made; the index of words is none of them."""
    found: dict[str, None] = {}
    for statement in (s for step in STEPS for s in step if isinstance(s, str)):
        if match := _TABLE.match(statement):
            if match["made"]:
                found[match["made"]] = None
            else:
                found.pop(match["dropped"] or match["old"], None)
                if match["new"]:
                    found[match["new"]] = None
    return list(found)
