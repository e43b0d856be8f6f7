"""Looking whether what a record holds still says what it said when it was kept."""

from collections.abc import Iterator

import msgspec

from onrecord.model import Article, Attribution
from onrecord.record.database import Database
from onrecord.record.identity import content_hash
from onrecord.record.speakers import Speakers
from onrecord.record.standing import unsettled

__all__ = ["inconsistent", "unreadable"]


def inconsistent(database: Database) -> Iterator[str]:
    """Rows that contradict each other, one line for each sort."""
    orphans = {
        "articles without a current version": (
            "SELECT count(*) FROM articles WHERE id NOT IN (SELECT article_id FROM versions WHERE is_current = 1)"
        ),
        "articles with several current versions": (
            "SELECT count(*) FROM (SELECT article_id FROM versions WHERE is_current = 1 GROUP BY article_id HAVING count(*) > 1) AS x"
        ),
        "speakers without one that stands for them": (
            "SELECT count(*) FROM speakers n LEFT JOIN speakers p ON p.id = n.canonical_id WHERE p.id IS NULL OR p.canonical_id <> p.id"
        ),
        "attributions that are current in a version that is not": (
            "SELECT count(*) FROM attributions a JOIN versions v ON v.id = a.version_id WHERE a.is_current <> v.is_current "
            "AND (a.verdict IS NULL OR a.verdict NOT IN ('rejected', 'withdrawn') OR v.is_current = 0)"
        ),
        "attributions that are current, though a person rejected them": (
            "SELECT count(*) FROM attributions WHERE verdict IN ('rejected', 'withdrawn') AND is_current = 1"
        ),
        "reviews of attributions of another article or of an earlier version": (
            "SELECT count(*) FROM reviews r JOIN attributions a ON a.id = r.attribution_id JOIN versions v ON v.id = a.version_id "
            "WHERE v.is_current = 0 OR v.article_id <> r.article_id"
        ),
    }
    for what, sql in orphans.items():
        if n := int(database.rows(sql)[0][0]):
            yield f"{n} {what}"
    if n := Speakers(database).ungrouped():
        yield f"{n} speakers that are not grouped as they were judged; onrecord speakers rebuild groups them anew"
    if n := unsettled(database):
        yield f"{n} attributions that are not as they were read and reviewed"


def unreadable(database: Database) -> Iterator[str]:
    """What is wrong with the articles and attributions themselves, one line for each sort."""
    article, attribution = msgspec.json.Decoder(Article), msgspec.json.Decoder(Attribution)
    broken = altered = 0
    for encoded, hash in database.stream("SELECT article_json, content_hash FROM versions"):
        try:
            altered += content_hash(article.decode(encoded)) != hash
        except msgspec.MsgspecError:
            broken += 1
    if broken:
        yield f"{broken} articles that cannot be read"
    if altered:
        yield f"{altered} articles that are not as they were kept"
    broken = altered = 0
    for encoded, content in database.stream("SELECT attribution_json, content FROM attributions"):
        try:
            kept = attribution.decode(encoded).content
        except msgspec.MsgspecError:
            broken += 1
        else:
            altered += (kept.text if kept else None) != content
    if broken:
        yield f"{broken} attributions that cannot be read"
    if altered:
        yield f"{altered} attributions whose words are not those that were kept"
