"""The tables of a record, and how an older record is brought up to date.

Each step of `STEPS` takes a record from one version to the next, in one transaction. Steps that have been released are never changed.
"""

from onrecord.errors import RecordError
from onrecord.record.database import Database
from onrecord.record.facts import note_all

__all__ = ["VERSION", "create", "upgrade", "version_of"]

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

_WORDS = (
    "CREATE VIEW searchable AS SELECT a.id AS id, a.content AS content, a.source AS source, s.name AS speaker "
    "FROM attributions a LEFT JOIN speakings s ON s.id = a.speaking_id WHERE a.is_current = 1",
    "CREATE VIRTUAL TABLE words USING fts5(content, source, speaker, content_rowid='id', content='searchable', "
    'tokenize="unicode61 remove_diacritics 2")',
)

_FACTS = """
CREATE TABLE names (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
CREATE INDEX names_lower ON names(lower(name));

CREATE TABLE facts (
  id INTEGER PRIMARY KEY,
  is_large INTEGER NOT NULL,
  stamp INTEGER NOT NULL,
  maker TEXT NOT NULL,
  first_id BIGINT NOT NULL,
  last_id BIGINT NOT NULL,
  members BLOB NOT NULL,
  more BLOB NOT NULL
);

CREATE INDEX speakings_key ON speakings(key);
CREATE INDEX speakings_known ON speakings(known);
DROP INDEX attributions_said;
DROP INDEX attributions_act
"""

_VECTORS = """
CREATE TABLE meanings (
  version_id INTEGER PRIMARY KEY REFERENCES versions(id),
  maker TEXT NOT NULL,
  ids BLOB NOT NULL,
  vectors BLOB NOT NULL
);
CREATE INDEX meanings_maker ON meanings(maker);
CREATE INDEX versions_current ON versions(is_current);

CREATE TABLE signs (
  id INTEGER PRIMARY KEY,
  is_large INTEGER NOT NULL,
  stamp INTEGER NOT NULL,
  maker TEXT NOT NULL,
  first_id BIGINT NOT NULL,
  last_id BIGINT NOT NULL,
  members BLOB NOT NULL,
  more BLOB NOT NULL
)
"""

STEPS: tuple[tuple[str, ...], ...] = ((*_FIRST.split(";\n"), *_WORDS), tuple(_FACTS.split(";\n")), tuple(_VECTORS.split(";\n")))
"""What takes a record from version 0, 1, … to the next."""

VERSION = len(STEPS)


def version_of(database: Database) -> int:
    """The version of a record's tables; 0 where there are none."""
    return int(database.rows("PRAGMA user_version")[0][0])


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
    tables = database.rows("SELECT count(*) FROM sqlite_master")[0][0]
    version = version_of(database)  # after the tables, so that a record that is just being made is not taken for something else
    if tables and not version:
        raise RecordError("is a database of something else; name another file", database.name)
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
            for statement in STEPS[version]:
                database.run(statement)
            if version + 1 == VERSION:  # what follows from the rest is made by today's code, once the tables are as it knows them
                note_all(database)
            database.run(f"PRAGMA user_version = {version + 1}")
        done += 1
    return done
