"""The tables of a record: the steps from one version of them to the next.

A step that has been released is never changed. A statement is plain SQL that every database understands (`onrecord.record.dialect` says
what PostgreSQL makes of it), with the types ``INTEGER PRIMARY KEY`` (an id that is given out), ``INTEGER``, ``BIGINT``,
``DOUBLE PRECISION``, ``TEXT`` and ``BLOB``. What one database must be told in its own words is an `Own` statement.
"""

from dataclasses import dataclass

from onrecord.record.claim_tables import CLAIMS
from onrecord.record.review_tables import REVIEWS

__all__ = ["FACTS_SINCE", "STEPS", "Own", "long_text"]


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

_SPEAKERS = """
ALTER TABLE speakers ADD COLUMN bucket TEXT;
ALTER TABLE speakers ADD COLUMN article_id BIGINT REFERENCES articles(id);
ALTER TABLE speakers ADD COLUMN canonical_id BIGINT REFERENCES speakers(id);
ALTER TABLE speakers ADD COLUMN label TEXT;
CREATE INDEX speakers_bucket ON speakers(bucket);
CREATE INDEX speakers_known ON speakers(known);
CREATE INDEX speakers_canonical ON speakers(canonical_id);

CREATE TABLE speaker_words (
  word TEXT NOT NULL,
  speaker_id BIGINT NOT NULL REFERENCES speakers(id),
  PRIMARY KEY (word, speaker_id)
);
CREATE INDEX speaker_words_speaker ON speaker_words(speaker_id);

CREATE TABLE judgements (
  id INTEGER PRIMARY KEY,
  made_at TEXT NOT NULL,
  made_by TEXT NOT NULL,
  verdict TEXT NOT NULL,
  undoes BIGINT REFERENCES judgements(id),
  is_active INTEGER NOT NULL,
  is_forced INTEGER NOT NULL,
  name TEXT,
  note TEXT,
  before_json TEXT NOT NULL,
  after_json TEXT NOT NULL
);

CREATE TABLE judged_speakers (
  judgement_id BIGINT NOT NULL REFERENCES judgements(id),
  position INTEGER NOT NULL,
  speaker_id BIGINT NOT NULL REFERENCES speakers(id),
  PRIMARY KEY (judgement_id, position)
);
CREATE INDEX judged_speakers_speaker ON judged_speakers(speaker_id);

CREATE TABLE judged_mentions (
  judgement_id BIGINT NOT NULL REFERENCES judgements(id),
  article_id BIGINT NOT NULL REFERENCES articles(id),
  key TEXT NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  PRIMARY KEY (judgement_id, article_id, key)
);
CREATE INDEX judged_mentions_article ON judged_mentions(article_id);

CREATE TABLE overrides (
  judgement_id BIGINT NOT NULL REFERENCES judgements(id),
  position INTEGER NOT NULL,
  other_id BIGINT REFERENCES judgements(id),
  first_known TEXT,
  second_known TEXT,
  PRIMARY KEY (judgement_id, position)
)
"""
"""Speakers across articles, and what was judged of them by hand.

A row of `speakers` is a name by which a speaker is known, a speaker of one article (`article_id`), or what was split off;
`canonical_id` is the row that stands for all that are one with it, and `label` there what they are called together.
"""

_LONG_SPEAKERS = (
    Own(postgres="DROP INDEX speakers_bucket"),
    Own(postgres="CREATE INDEX speakers_bucket ON speakers USING hash (bucket)"),
    Own(postgres="DROP INDEX speakers_known"),
    Own(postgres="CREATE INDEX speakers_known ON speakers USING hash (known)"),
    Own(postgres="ALTER TABLE judged_mentions DROP CONSTRAINT judged_mentions_pkey"),
    Own(
        postgres="ALTER TABLE judged_mentions ADD CONSTRAINT judged_mentions_key "
        "EXCLUDE USING hash ((judgement_id::text || ' ' || article_id::text || ' ' || key) WITH =)"
    ),
)

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

_LONG_FEEDS = (
    *(long_text("feeds", "url"), long_text("skipped", "article")),
    Own(postgres="ALTER TABLE feed_entries DROP CONSTRAINT feed_entries_feed_id_key_key"),
    Own(postgres="ALTER TABLE feed_entries ADD CONSTRAINT feed_entries_key EXCLUDE USING hash ((feed_id::text || ' ' || key) WITH =)"),
    Own(postgres="CREATE INDEX feed_entries_feed ON feed_entries(feed_id)"),
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

CREATE INDEX speakers_under_another ON speakers(id, canonical_id) WHERE canonical_id <> id;
DROP INDEX attributions_said;
DROP INDEX attributions_act
"""

_LONG_NAMES = (
    long_text("names", "name"),
    Own(postgres="DROP INDEX names_lower"),
    Own(postgres="CREATE INDEX names_lower ON names USING hash (lower(name))"),
)

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

_AS_THEY_ARE = tuple(
    Own(postgres=f"ALTER TABLE {table} ALTER COLUMN {column} SET STORAGE EXTERNAL")  # to compress them gains nothing and takes time
    for table, column in (
        *(("facts", "members"), ("facts", "more"), ("signs", "members"), ("signs", "more")),
        *(("meanings", "ids"), ("meanings", "vectors")),
    )
)

_STANDING = (
    # Nearly all versions are current, so SQLite, which does not know that, must not take an index of that for one that finds a single row.
    "DROP INDEX versions_current",
    "CREATE INDEX versions_standing ON versions(id) WHERE is_current = 1",
)

_SHOWN = (
    # Facts say of each speaker whether the article keeps the name back, and are made anew.
    "CREATE INDEX versions_added ON versions(added_at)",
    Own(sqlite="CREATE INDEX speakers_name ON speakers(name)", postgres="CREATE INDEX speakers_name ON speakers USING hash (name)"),
    "CREATE INDEX claims_denied ON claims(denials) WHERE denials > 0",
    "CREATE INDEX relations_kind ON relations(kind)",
)
"""What pages show at once that would take long to look for."""

_TOLD = ("CREATE TABLE told_pairs (mark TEXT PRIMARY KEY, one DOUBLE PRECISION NOT NULL, against DOUBLE PRECISION NOT NULL)",)
"""What the network made of two attributions with what stands ahead of them, by a hash of what it was given."""

_OF_AN_OUTLET = ("CREATE INDEX articles_outlet ON articles(outlet_id, id)",)
"""The articles of one outlet, which are few among all."""

_CELLS = (
    "CREATE TABLE content_cells (code BIGINT NOT NULL, content_id BIGINT NOT NULL, vector %s NOT NULL, words %s NOT NULL, "
    "PRIMARY KEY (code, content_id))"
)
_TO_DO = (
    # Nearly all contents are settled, nearly all articles taken up, and most pairs do not hang together: what is asked for is the rest.
    "DROP INDEX contents_state",
    "CREATE INDEX contents_to_do ON contents(state, id) WHERE state <> 0",
    "CREATE INDEX judged_pairs_linked ON judged_pairs(first_id, second_id, link) WHERE link <> 0",
    "CREATE INDEX judged_pairs_linked_second ON judged_pairs(second_id, first_id, link) WHERE link <> 0",
    "CREATE INDEX claim_articles_stale ON claim_articles(article_id) WHERE is_stale = 1",
    "CREATE INDEX claim_articles_blind ON claim_articles(version_id, article_id) WHERE has_vectors = 0",
    "ALTER TABLE speakers ADD COLUMN has_moved INTEGER NOT NULL DEFAULT 0",
    "UPDATE speakers SET has_moved = 1 WHERE EXISTS "
    "(SELECT 1 FROM claim_speakers c WHERE c.speaker_id = speakers.id AND c.canonical_id <> speakers.canonical_id)",
    "CREATE INDEX speakers_moved ON speakers(id) WHERE has_moved = 1",
    "DROP TABLE claim_speakers",
    Own(sqlite=f"{_CELLS.replace('%s', 'BLOB')} WITHOUT ROWID", postgres=_CELLS.replace("%s", "BYTEA")),
    "INSERT INTO content_cells (code, content_id, vector, words) SELECT p.code, p.content_id, c.vector, c.words "
    "FROM content_places p JOIN contents c ON c.id = p.content_id WHERE p.number = 0 ORDER BY p.code, p.content_id",
)
"""What is still to be done for claims, and what new contents are compared with, found at once however large the record is.

`content_cells` has of `content_places` those in cells, with what is compared of each, in the very order in which it is read.
`speakers.has_moved` says that a row belongs to another speaker than when claims were last brought up to date.
"""

_LINKS = (
    "CREATE TABLE content_links (content_id BIGINT NOT NULL, other_id BIGINT NOT NULL, strength DOUBLE PRECISION NOT NULL, "
    "PRIMARY KEY (content_id, other_id))"
)
_LINKED = (
    Own(sqlite=f"{_LINKS} WITHOUT ROWID", postgres=_LINKS),
    Own(
        sqlite="ALTER TABLE contents ADD COLUMN spare BLOB NOT NULL DEFAULT x''",
        postgres="ALTER TABLE contents ADD COLUMN spare BYTEA NOT NULL DEFAULT ''",
    ),
)
"""How strongly contents hang together, at each of the two ends; and what is known of the neighbours of contents beyond those that count."""

STEPS: tuple[tuple[str | Own, ...], ...] = (
    (*_PLACE, *_FIRST.split(";\n"), *_WORDS, *_LONG),
    (*_SPEAKERS.split(";\n"), *_LONG_SPEAKERS),
    (*_FEEDS.split(";\n"), *_LONG_FEEDS),
    (*_FACTS.split(";\n"), *_VECTORS.split(";\n"), *_LONG_NAMES, *_AS_THEY_ARE),
    tuple(CLAIMS.split(";\n")),
    _STANDING,
    tuple(REVIEWS.split(";\n")),
    _SHOWN,
    _TOLD,
    _OF_AN_OUTLET,
    _TO_DO,
    _LINKED,
)
"""What takes a record from version 0, 1, … to the next."""

FACTS_SINCE = STEPS.index(_SHOWN) + 1
"""The version whose facts are as `onrecord.record.facts` has them."""
