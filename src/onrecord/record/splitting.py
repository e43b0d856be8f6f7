"""Splitting speakers by hand: what some articles have of one becomes another."""

from collections.abc import Iterable, Sequence

from onrecord.errors import NotInRecord, RecordError
from onrecord.record.database import Database
from onrecord.record.following import about, enter, follow, there
from onrecord.record.judgements import standings
from onrecord.record.placing import keys_in, replace_articles
from onrecord.record.regrouping import in_batches, part_around
from onrecord.speakers.across import fullness

__all__ = ["split"]

_OWN = "SELECT id FROM speakers WHERE canonical_id = (SELECT canonical_id FROM speakers WHERE id = ?) ORDER BY id"


def split(
    database: Database,
    speaker: int,
    *,
    articles: Iterable[int | str] = (),
    mentions: Iterable[int] = (),
    by: str,
    note: str | None = None,
    name: str | None = None,
) -> int:
    """Make another speaker of what some articles, now and in later versions, have of a speaker.

    Args:
        database: The record.
        speaker: The number of the speaker.
        articles: Numbers of articles in the record, or the ids that their inputs gave them.
        mentions: Numbers of single mentions: one speaker of one article.
        by: Who says so.
        note: Why.
        name: What the new speaker is called.

    Returns:
        The number of the new speaker.

    Raises:
        RecordError: There is no such speaker or it is not in these articles, or nothing would be left of it; nothing was changed.
    """
    with database.writing():
        there(database, [speaker])
        before = part_around(database, [speaker])
        own = [int(r[0]) for r in database.rows(_OWN, (speaker,))]
        stood = standings(database, before.nodes)
        chosen = _chosen(database, speaker, own, [_article(database, a) for a in articles], list(mentions))
        pins = sorted({(article, *keys_in(database, article)[mention]) for mention, article in chosen})
        number = enter(database, "split", by, note, name)
        type, best = before.nodes[speaker].type, max((p[2] for p in pins), key=lambda n: fullness(n, before.nodes[speaker].type))
        node = database.insert("INSERT INTO speakers (key, name, type) VALUES (?, ?, ?) RETURNING id", (f"split {number}", best, type))
        about(database, number, [node, speaker])
        database.run_all(
            "INSERT INTO judged_mentions (judgement_id, article_id, key, name, type) VALUES (?, ?, ?, ?, ?)", _once(number, pins)
        )
        touched = replace_articles(database, {p[0] for p in pins})
        if next(in_batches(database, "SELECT id FROM speakings WHERE speaker_id IN ({})", own), None) is None:
            raise RecordError(f"nothing would be left of speaker {speaker}; leave out an article that is about it", database.name)
        follow(database, number, part_around(database, {node, *before.nodes, *touched}), before.nodes, stood)
    return node


def _once(number: int, pins: Iterable[tuple[int, str, str, str]]) -> list[tuple[int, int, str, str, str]]:
    """One row for each article and key, with the fullest name."""
    rows: dict[tuple[int, str], tuple[int, int, str, str, str]] = {}
    for article, key, name, type in pins:
        rows[article, key] = (number, article, key, name, type)
    return list(rows.values())


def _article(database: Database, article: int | str) -> int:
    """The number of an article by its number or its input's id."""
    number = int(article) if isinstance(article, int) or (article.isdecimal() and len(article) < 18) else 0
    if database.rows("SELECT 1 FROM articles WHERE id = ?", (number,)):
        return number
    rows = database.rows("SELECT DISTINCT article_id FROM versions WHERE external_id = ?", (str(article),))
    if len(rows) != 1:
        told = "several articles with the id" if rows else "no article"
        kind = RecordError if rows else NotInRecord
        raise kind(f"has {told} {article}; name it by the number that onrecord speakers show gives", database.name)
    return int(rows[0][0])


def _chosen(database: Database, speaker: int, own: Sequence[int], articles: Sequence[int], mentions: Sequence[int]) -> set[tuple[int, int]]:
    """What is split off: mentions, each with its article."""
    if not articles and not mentions:
        raise RecordError("no article and no mention was named to split off", database.name)
    rows = in_batches(
        database,
        "SELECT s.id, v.article_id FROM speakings s JOIN versions v ON v.id = s.version_id WHERE s.speaker_id IN ({})",
        own,
    )
    of = {int(mention): int(article) for mention, article in rows}
    for article in articles:
        if article not in of.values():
            raise RecordError(
                f"speaker {speaker} is not in article {article}; onrecord speakers show {speaker} lists where it is", database.name
            )
    for mention in mentions:
        if mention not in of:
            raise RecordError(
                f"speaker {speaker} has no mention {mention}; onrecord speakers show {speaker} lists those it has", database.name
            )
    return {(m, a) for m, a in of.items() if a in articles or m in mentions}
