"""The tables of what people said of attributions; a step of `onrecord.record.steps`."""

__all__ = ["REVIEWS"]

REVIEWS = """
CREATE TABLE reviews (
  id INTEGER PRIMARY KEY,
  made_at TEXT NOT NULL,
  made_by TEXT NOT NULL,
  verdict TEXT NOT NULL,
  undoes BIGINT REFERENCES reviews(id),
  is_active INTEGER NOT NULL,
  subject BIGINT NOT NULL,
  article_id BIGINT NOT NULL REFERENCES articles(id),
  version_id BIGINT NOT NULL REFERENCES versions(id),
  attribution_id BIGINT REFERENCES attributions(id),
  note TEXT,
  anchor_json TEXT NOT NULL,
  fixes_json TEXT NOT NULL,
  before_json TEXT NOT NULL,
  after_json TEXT NOT NULL,
  whole_json TEXT NOT NULL,
  maker TEXT,
  vector BLOB
);
CREATE INDEX reviews_article ON reviews(article_id);
CREATE INDEX reviews_subject ON reviews(subject);
CREATE INDEX reviews_attribution ON reviews(attribution_id);

CREATE TABLE originals (
  attribution_id BIGINT PRIMARY KEY REFERENCES attributions(id),
  read_json TEXT,
  maker TEXT,
  vector BLOB
);

ALTER TABLE attributions ADD COLUMN verdict TEXT;
CREATE INDEX attributions_verdict ON attributions(verdict) WHERE verdict IS NOT NULL;
ALTER TABLE speakings ADD COLUMN review_id BIGINT REFERENCES reviews(id);
ALTER TABLE speakings ADD COLUMN pinned_id BIGINT REFERENCES speakers(id);
ALTER TABLE claim_articles ADD COLUMN is_stale INTEGER NOT NULL DEFAULT 0
"""
"""`reviews` is the log. Reviews of one attribution have one `subject`, the number of the first of them; `attribution_id` is where it stands
in the current version of its article, NULL where it stands no more; `fixes_json` says what holds by it, in spans of `version_id`.

`originals` keeps what was read of attributions that stand otherwise now; `read_json` is NULL where a person added one.
`attributions.verdict` is that of the last review that holds; ``rejected`` and ``withdrawn`` ones (added, and undone) are not current.
A row of `speakings` with a `review_id` was named by a person; `pinned_id` is the speaker that it is, whatever its name.
"""
