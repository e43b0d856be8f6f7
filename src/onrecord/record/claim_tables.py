"""The tables of statements and claims across articles, which `onrecord.claims` fills; a step of `onrecord.record.steps`."""

__all__ = ["CLAIMS"]

CLAIMS = """
CREATE TABLE claim_facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);

CREATE TABLE claim_articles (
  article_id BIGINT PRIMARY KEY REFERENCES articles(id),
  version_id BIGINT NOT NULL REFERENCES versions(id),
  has_vectors INTEGER NOT NULL,
  moment TEXT NOT NULL
);

CREATE TABLE claim_numbers (
  number BIGINT NOT NULL,
  article_id BIGINT NOT NULL REFERENCES articles(id),
  PRIMARY KEY (number, article_id)
);
CREATE INDEX claim_numbers_article ON claim_numbers(article_id);

CREATE TABLE claim_copies (
  first_id BIGINT NOT NULL REFERENCES articles(id),
  second_id BIGINT NOT NULL REFERENCES articles(id),
  copies_json TEXT NOT NULL,
  PRIMARY KEY (first_id, second_id)
);
CREATE INDEX claim_copies_second ON claim_copies(second_id);

CREATE TABLE contents (
  id BIGINT PRIMARY KEY,
  attribution_id BIGINT NOT NULL,
  rank TEXT NOT NULL,
  bound TEXT NOT NULL,
  state INTEGER NOT NULL,
  vector BLOB NOT NULL,
  words BLOB NOT NULL,
  places BLOB NOT NULL,
  near BLOB NOT NULL,
  component BIGINT NOT NULL,
  claim_id BIGINT
);
CREATE INDEX contents_state ON contents(state);
CREATE INDEX contents_component ON contents(component);
CREATE INDEX contents_claim ON contents(claim_id);

CREATE TABLE content_places (
  number INTEGER NOT NULL,
  code BIGINT NOT NULL,
  content_id BIGINT NOT NULL,
  PRIMARY KEY (number, code, content_id)
);

CREATE TABLE utterances (
  id BIGINT PRIMARY KEY,
  content_id BIGINT NOT NULL,
  attribution_id BIGINT NOT NULL,
  rank TEXT NOT NULL,
  speaker_id BIGINT,
  states INTEGER NOT NULL,
  statement_id BIGINT,
  claim_id BIGINT
);
CREATE INDEX utterances_content ON utterances(content_id);
CREATE INDEX utterances_speaker ON utterances(speaker_id);
CREATE INDEX utterances_statement ON utterances(statement_id);
CREATE INDEX utterances_claim ON utterances(claim_id);

CREATE TABLE reports (
  attribution_id BIGINT PRIMARY KEY REFERENCES attributions(id),
  utterance_id BIGINT NOT NULL,
  article_id BIGINT NOT NULL REFERENCES articles(id),
  rank TEXT NOT NULL
);
CREATE INDEX reports_utterance ON reports(utterance_id, rank);
CREATE INDEX reports_article ON reports(article_id);

CREATE TABLE judged_pairs (
  first_id BIGINT NOT NULL,
  second_id BIGINT NOT NULL,
  link DOUBLE PRECISION NOT NULL,
  judged_json TEXT NOT NULL,
  PRIMARY KEY (first_id, second_id)
);
CREATE INDEX judged_pairs_second ON judged_pairs(second_id);

CREATE TABLE beside_denials (
  article_id BIGINT NOT NULL REFERENCES articles(id),
  first_id BIGINT NOT NULL,
  second_id BIGINT NOT NULL,
  PRIMARY KEY (article_id, first_id, second_id)
);
CREATE INDEX beside_denials_first ON beside_denials(first_id);
CREATE INDEX beside_denials_second ON beside_denials(second_id);

CREATE TABLE claim_parts (
  id BIGINT PRIMARY KEY,
  component BIGINT NOT NULL,
  digest TEXT NOT NULL
);
CREATE INDEX claim_parts_component ON claim_parts(component);

CREATE TABLE claims (
  id BIGINT PRIMARY KEY,
  part_id BIGINT NOT NULL,
  attribution_id BIGINT NOT NULL,
  reports INTEGER NOT NULL,
  articles INTEGER NOT NULL,
  outlets INTEGER NOT NULL,
  speakers INTEGER NOT NULL,
  statements INTEGER NOT NULL,
  denials INTEGER NOT NULL,
  first_day TEXT,
  last_day TEXT
);
CREATE INDEX claims_part ON claims(part_id);
CREATE INDEX claims_order ON claims(outlets, articles);

CREATE TABLE denials (
  utterance_id BIGINT NOT NULL,
  claim_id BIGINT NOT NULL,
  part_id BIGINT NOT NULL,
  confidence DOUBLE PRECISION NOT NULL,
  PRIMARY KEY (utterance_id, claim_id)
);
CREATE INDEX denials_part ON denials(part_id);
CREATE INDEX denials_claim ON denials(claim_id);

CREATE TABLE relations (
  later_id BIGINT NOT NULL,
  earlier_id BIGINT NOT NULL,
  part_id BIGINT NOT NULL,
  kind TEXT NOT NULL,
  confidence DOUBLE PRECISION NOT NULL,
  later_attribution BIGINT NOT NULL,
  earlier_attribution BIGINT NOT NULL,
  PRIMARY KEY (later_id, earlier_id)
);
CREATE INDEX relations_earlier ON relations(earlier_id);
CREATE INDEX relations_part ON relations(part_id);

CREATE TABLE claim_speakers (
  speaker_id BIGINT PRIMARY KEY REFERENCES speakers(id),
  canonical_id BIGINT NOT NULL
);

CREATE TABLE claim_rulings (
  id INTEGER PRIMARY KEY,
  made_at TEXT NOT NULL,
  made_by TEXT NOT NULL,
  level TEXT NOT NULL,
  verdict TEXT NOT NULL,
  is_active INTEGER NOT NULL,
  note TEXT
);

CREATE TABLE ruled (
  ruling_id BIGINT NOT NULL REFERENCES claim_rulings(id),
  side INTEGER NOT NULL,
  member BIGINT NOT NULL,
  PRIMARY KEY (ruling_id, side, member)
);
CREATE INDEX ruled_member ON ruled(member)
"""
"""What `onrecord.claims` makes of the other tables, and what was judged of it by hand.

`contents` are what attributions say, each different one once; `utterances` what one speaker says at one time, by content; `reports` the
attributions of each. All but `claim_rulings` and `ruled` can be made again from the rest.
"""
