"""Looking whether what a record holds still says what it said when it was kept."""

from collections.abc import Iterator

import msgspec

from onrecord.model import Article, Attribution
from onrecord.record.database import Database
from onrecord.record.identity import content_hash

__all__ = ["unreadable"]


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
