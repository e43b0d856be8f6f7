"""Lists that somebody goes through page by page, while others add: each in the order of numbers that are given once, from the last one seen.

What is added comes at the end, and what is taken away leaves nothing else out (keyset paging).
"""

from dataclasses import dataclass

from onrecord.record.database import Database, Value
from onrecord.record.regrouping import in_batches

__all__ = ["ListedArticle", "ListedFailure", "ListedOutlet", "articles", "failures", "numbers_in", "outlets", "speakers"]

_CAPITALS = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz")


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """An article in a list.

    Attributes:
        number: Its number in the record.
        id: Its own id.
        title: Headline.
        outlet: Who published it.
        published: When, in ISO 8601.
        url: Where it was found.
        added_at: When it came into the record, ISO 8601 in UTC.
        versions: How often it was read in another version, the first one included.
        attributions: How many attributions it has.
    """

    number: int
    id: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    added_at: str
    versions: int
    attributions: int


@dataclass(frozen=True, slots=True)
class ListedOutlet:
    """An outlet in a list.

    Attributes:
        number: Its number in the record.
        name: Its name.
        articles: How many articles of it there are.
    """

    number: int
    name: str
    articles: int


@dataclass(frozen=True, slots=True)
class ListedFailure:
    """An input that could not be read.

    Attributes:
        number: Its number in the record.
        input: What it is called.
        kind: What sort of error.
        reason: What was wrong and what to do.
        source: The file it is in.
        tries: How often it was tried.
        first_at: When it failed first, ISO 8601 in UTC.
        last_at: When it failed last.
    """

    number: int
    input: str
    kind: str
    reason: str
    source: str
    tries: int
    first_at: str
    last_at: str


def articles(
    database: Database, *, outlet: str | None = None, since: str | None = None, until: str | None = None, after: int = 0, limit: int = 50
) -> list[ListedArticle]:
    """Articles in the order in which they came.

    Args:
        database: The record.
        outlet: Name of their outlet.
        since: First day, month or year of publication.
        until: Last one.
        after: The number of the last article that was seen.
        limit: How many at most.
    """
    conditions, values = ["v.is_current = 1", "v.article_id > ?"], list[Value]([after])
    if outlet is not None:
        conditions.append("lower(o.name) = ?")
        values.append(outlet.translate(_CAPITALS))
    if since is not None:
        conditions.append("v.day >= ?")
        values.append(since)
    if until is not None:
        conditions.append("v.day <= ?")
        values.append(until + "~")
    rows = database.rows(
        "SELECT v.article_id, v.external_id, v.title, o.name, v.published, ar.url, ar.added_at, v.number, "  # noqa: S608
        "(SELECT count(*) FROM attributions a WHERE a.version_id = v.id AND a.is_current = 1) "
        "FROM versions v JOIN articles ar ON ar.id = v.article_id LEFT JOIN outlets o ON o.id = ar.outlet_id "
        f"WHERE {' AND '.join(conditions)} ORDER BY v.article_id LIMIT ?",
        (*values, limit),
    )
    return [ListedArticle(*row) for row in rows]


def numbers_in(database: Database, article: int) -> list[tuple[str, int, int | None, str | None]]:
    """The attributions of an article as it was last read, in reading order: the id within it, the number, and the speaker's number and name."""
    return [
        (str(label), int(id), who, name)
        for label, id, who, name in database.rows(
            "SELECT a.label, a.id, p.id, p.label FROM versions v JOIN attributions a ON a.version_id = v.id AND a.is_current = 1 "
            "LEFT JOIN speakings s ON s.id = a.speaking_id LEFT JOIN speakers n ON n.id = s.speaker_id "
            "LEFT JOIN speakers p ON p.id = n.canonical_id WHERE v.article_id = ? AND v.is_current = 1 ORDER BY a.position",
            (article,),
        )
    ]


def outlets(database: Database, *, after: int = 0, limit: int = 50) -> list[ListedOutlet]:
    """Outlets in the order in which they came.

    Args:
        database: The record.
        after: The number of the last outlet that was seen.
        limit: How many at most.
    """
    found = database.rows("SELECT id, name FROM outlets WHERE id > ? ORDER BY id LIMIT ?", (after, limit))
    sql = "SELECT outlet_id, count(*) FROM articles WHERE outlet_id IN ({}) GROUP BY outlet_id"
    counts = dict(in_batches(database, sql, [row[0] for row in found]))
    return [ListedOutlet(id, name, counts.get(id, 0)) for id, name in found]


def failures(database: Database, *, after: int = 0, limit: int = 50) -> list[ListedFailure]:
    """Inputs that could not be read, in the order in which they failed first.

    Args:
        database: The record.
        after: The number of the last one that was seen.
        limit: How many at most.
    """
    sql = "SELECT id, input, kind, reason, source, tries, first_at, last_at FROM failures WHERE id > ? ORDER BY id LIMIT ?"
    return [ListedFailure(*row) for row in database.rows(sql, (after, limit))]


def speakers(database: Database, like: tuple[str, list[Value]] | None, *, type: str | None = None, after: int = 0, limit: int = 50) -> list[int]:
    """The numbers of speakers with attributions, ascending.

    Args:
        database: The record.
        like: A query for the numbers of some, and its values (`onrecord.record.speakers.speakers_like`); None for all.
        type: What sort of speakers.
        after: The number of the last one that was seen.
        limit: How many at most.
    """
    conditions, values = ["p.id > ?", "p.canonical_id = p.id"], list[Value]([after])
    if like is not None:
        conditions.append(f"p.id IN ({like[0]})")
        values += like[1]
    if type is not None:
        conditions.append("p.type = ?")
        values.append(type)
    rows = database.rows(
        f"SELECT p.id FROM speakers p WHERE {' AND '.join(conditions)} AND EXISTS (SELECT 1 FROM speakers n "  # noqa: S608
        "JOIN speakings s ON s.speaker_id = n.id JOIN attributions a ON a.speaking_id = s.id AND a.is_current = 1 "
        "WHERE n.canonical_id = p.id) ORDER BY p.id LIMIT ?",
        (*values, limit),
    )
    return [int(row[0]) for row in rows]
