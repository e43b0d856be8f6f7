"""Articles of a record as they were last read, one after the other or by what they are called."""

from collections.abc import Iterator

import msgspec

from onrecord.errors import NotInRecord
from onrecord.model import Article, Attribution, Reading
from onrecord.record.database import Database, Row, Value
from onrecord.record.identity import address

__all__ = ["article", "articles", "reading", "readings", "version"]

_PAGE = 200
_CURRENT = "FROM versions v WHERE v.is_current = 1"


def article(database: Database, id: int | str) -> Article:
    """An article.

    Args:
        database: The record.
        id: Its number in the record, its address, or its own id; where several have that, the first.

    Raises:
        NotInRecord: There is no such article.
    """
    asked: list[tuple[str, Value]] = [("v.article_id = ?", id)]
    if isinstance(id, str):
        asked = [("v.article_id IN (SELECT id FROM articles WHERE key = ?)", f"url:{address(id)}"), ("v.external_id = ?", id)]
    for where, value in asked:
        rows = database.rows(f"SELECT v.article_json {_CURRENT} AND {where} ORDER BY v.article_id LIMIT 1", (value,))
        if rows:
            return msgspec.json.decode(rows[0][0], type=Article)
    raise NotInRecord(f"has no article {id!r}; give its number, its address or its own id", database.name)


def articles(database: Database) -> Iterator[Article]:
    """All articles, in the order in which they came."""
    decode = msgspec.json.Decoder(Article).decode
    for page in _pages(database, "v.article_id, v.article_json"):
        for _, encoded in page:
            yield decode(encoded)


def reading(database: Database, number: int, *, rejected: bool = False) -> Reading:
    """An article with its attributions, by its number in the record.

    Args:
        database: The record.
        number: Its number.
        rejected: Whether also with attributions that a person rejected.

    Raises:
        NotInRecord: There is no such article.
    """
    rows = database.rows(f"SELECT v.article_id, v.id, v.article_json {_CURRENT} AND v.article_id = ?", (number,))
    if not rows:
        raise NotInRecord(f"has no article {number}; search shows the numbers that there are", database.name)
    return _read(database, *rows[0][1:], rejected=rejected)


def version(database: Database, id: int) -> Reading:
    """A version of an article, also an old one, with its attributions, by its own number."""
    return _read(database, id, database.rows("SELECT article_json FROM versions WHERE id = ?", (id,))[0][0])


def readings(database: Database) -> Iterator[Reading]:
    """All articles with their attributions, in the order in which they came."""
    for page in _pages(database, "v.article_id, v.id, v.article_json"):
        for _, id, encoded in page:
            yield _read(database, id, encoded)


def _pages(database: Database, columns: str) -> Iterator[list[Row]]:
    """Rows of current versions; page by page, so that others may write meanwhile."""
    last = 0
    while page := database.rows(f"SELECT {columns} {_CURRENT} AND v.article_id > ? ORDER BY v.article_id LIMIT {_PAGE}", (last,)):
        yield page
        last = page[-1][0]


def _read(database: Database, version: int, encoded: str | bytes, *, rejected: bool = False) -> Reading:
    decode = msgspec.json.Decoder(Attribution).decode
    found = database.rows(
        "SELECT attribution_json FROM attributions WHERE version_id = ? AND (verdict IS NULL OR verdict NOT IN ('withdrawn', ?)) "
        "ORDER BY position, id",
        (version, "withdrawn" if rejected else "rejected"),
    )
    return Reading(msgspec.json.decode(encoded, type=Article), tuple(decode(row[0]) for row in found))
