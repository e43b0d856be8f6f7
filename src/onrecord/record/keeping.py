"""Writing readings into a record: an article, its version, its attributions, speakers, carriers and vectors, in one transaction."""

from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec

from onrecord.model import Article, Reading
from onrecord.reading.finishing import derived_id
from onrecord.record import attributions, facts
from onrecord.record.database import Database
from onrecord.record.identity import content_hash, key_of
from onrecord.record.placing import Mention, place
from onrecord.record.standing import forget_reviews, reanchor
from onrecord.record.vectors import drop_vectors, keep_vectors

if TYPE_CHECKING:
    from onrecord.meaning.gathering import Vectors

__all__ = ["Kept", "is_known", "keep", "keep_within", "now"]


class Kept(StrEnum):
    """What became of an article."""

    NEW = "new"
    CHANGED = "changed"
    DUPLICATE = "duplicate"


def is_known(database: Database, article: Article) -> bool:
    """Whether the record has this very article, so that it need not be read again."""
    return _standing(database, article)[1]


def _standing(database: Database, article: Article) -> tuple[int | None, bool]:
    """The id of an article in the record, if it is there, and whether its content is the same."""
    hash = content_hash(article)
    rows = database.rows(
        "SELECT a.id, v.content_hash FROM articles a JOIN versions v ON v.article_id = a.id AND v.is_current = 1 WHERE a.key = ?",
        (key_of(article),),
    )
    if rows:
        return int(rows[0][0]), rows[0][1] == hash
    # The same words without an address are the same article, unless they are another outlet's.
    rows = database.rows(
        "SELECT a.id, a.url, o.name FROM versions v JOIN articles a ON a.id = v.article_id LEFT JOIN outlets o ON o.id = a.outlet_id "
        "WHERE v.content_hash = ? AND v.is_current = 1 ORDER BY a.id",
        (hash,),
    )
    for id, url, outlet in rows:
        if (not url or not article.url) and (not outlet or not article.outlet or outlet == article.outlet):
            return int(id), True
    return None, False


def keep(database: Database, reading: Reading, reader: str, vectors: "Vectors | None" = None, *, anew: bool = False) -> Kept:
    """Write a reading, all of it or nothing.

    An article that is there already is left alone; one whose content has changed becomes a new version, and the old one stays, but is
    no longer searched. What people said of its attributions holds in the new version where the same words stand there.

    Args:
        database: The record.
        reading: What was read.
        reader: What read it, so that it can be told later which readings are old.
        vectors: What its contents mean, where that is known.
        anew: Whether an article that is there already becomes a new version too, because it was read in another way.

    Raises:
        RecordError: It cannot be written.
    """
    with database.writing():
        return keep_within(database, reading, reader, vectors, anew=anew)


def keep_within(database: Database, reading: Reading, reader: str, vectors: "Vectors | None" = None, *, anew: bool = False) -> Kept:
    """The same within a transaction that has been begun, for those who keep very many at once."""
    article, at = reading.article, now()
    id, same = _standing(database, article)
    if id is not None and same and not anew:
        return Kept.DUPLICATE
    if id is None:
        outlet = _outlet(database, article.outlet) if article.outlet else None
        id = database.insert(
            "INSERT INTO articles (key, url, outlet_id, added_at) VALUES (?, ?, ?, ?) RETURNING id",
            (key_of(article), article.url, outlet, at),
        )
        number, kept = 1, Kept.NEW
    else:
        number, kept = _retire(database, id) + 1, Kept.CHANGED
    version = database.insert(
        "INSERT INTO versions (article_id, number, is_current, content_hash, external_id, title, published, day, article_json, reader, "
        "added_at) VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id",
        (
            *(id, number, content_hash(article), article.id, article.title, article.published, (article.published or "")[:10] or None),
            *(msgspec.json.encode(article).decode(), reader, at),
        ),
    )
    speakings = _speakings(database, id, version, reading)
    ids = {
        a.id: attributions.insert(database, version, position, a, speakings[a.speaker.id] if a.speaker is not None else None)
        for position, a in enumerate(reading.attributions)
    }
    facts.note(database, version)
    if vectors is not None:
        keep_vectors(database, version, ids, vectors)
    if kept is Kept.CHANGED:
        reanchor(database, id)
    if article.language != "en":  # it may have been skipped before, and is read all the same now
        database.run("DELETE FROM skipped WHERE article = ?", (derived_id(article.text, article.outlet, article.url),))
    return kept


def now() -> str:
    """The time, ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _outlet(database: Database, name: str) -> int:
    rows = database.rows("SELECT id FROM outlets WHERE name = ?", (name,))
    return int(rows[0][0]) if rows else database.insert("INSERT INTO outlets (name) VALUES (?) RETURNING id", (name,))


def _retire(database: Database, article: int) -> int:
    """Take the current version of an article out of what is searched; its number."""
    id, number = database.rows("SELECT id, number FROM versions WHERE article_id = ? AND is_current = 1", (article,))[0]
    database.words.drop(id)
    gone = [int(row[0]) for row in database.rows("SELECT id FROM attributions WHERE version_id = ?", (id,))]
    facts.forget(database, gone)
    drop_vectors(database, id, gone)
    database.run("UPDATE attributions SET is_current = 0 WHERE version_id = ?", (id,))
    forget_reviews(database, id)
    database.run("UPDATE versions SET is_current = 0 WHERE id = ?", (id,))
    return int(number)


def _speakings(database: Database, article: int, version: int, reading: Reading) -> dict[str, int]:
    """Write the speakers of an article; from their ids within it to those of their rows."""
    found = {a.speaker.id: a.speaker for a in reading.attributions if a.speaker is not None}
    out, mentions = {}, []
    for s in found.values():
        out[s.id] = database.insert(
            "INSERT INTO speakings (version_id, label, name, type, key, known) VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
            (version, s.id, s.name, s.type, s.key, s.known),
        )
        mentions.append(Mention(out[s.id], s.name, s.type, s.key, s.known))
    place(database, article, mentions)
    return out
