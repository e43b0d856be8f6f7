"""Judging speakers by hand: each judgement is checked, kept and followed in one transaction, or nothing is changed."""

from collections.abc import Iterable, Sequence
from typing import Literal

from onrecord.errors import RecordError
from onrecord.record.contradicting import contradiction
from onrecord.record.database import Database
from onrecord.record.grouping import Break, Links, breaks, grouped
from onrecord.record.judgements import Standing, encoded, now, standings, target
from onrecord.record.placing import keys_in, replace_articles
from onrecord.record.regrouping import Part, in_batches, part_around, write_groups
from onrecord.speakers.across import fullness

__all__ = ["judge", "split", "undo"]

_OWN = "SELECT id FROM speakers WHERE canonical_id = (SELECT canonical_id FROM speakers WHERE id = ?) ORDER BY id"
_OVERRIDDEN = "SELECT s.speaker_id FROM overrides o JOIN judged_speakers s ON s.judgement_id = o.other_id WHERE o.judgement_id = ?"


def judge(
    database: Database,
    verdict: Literal["merge", "same", "different", "unsure"],
    speakers: Sequence[int],
    *,
    by: str,
    note: str | None = None,
    name: str | None = None,
    force: bool = False,
) -> int:
    """Say of speakers whether they are one.

    Args:
        database: The record.
        verdict: merge and same make them one; different keeps them apart, whatever comes; unsure is only noted.
        speakers: Their numbers.
        by: Who says so.
        note: Why.
        name: What they are called from now on.
        force: Whether earlier judgements and ids of known speakers that contradict are overridden while this one holds.

    Returns:
        The number of the judgement.

    Raises:
        RecordError: There is no such speaker, or another judgement that holds contradicts; nothing was changed.
    """
    ids = list(dict.fromkeys(speakers))
    with database.writing():
        _there(database, ids)
        if len(ids) < 2 and not (verdict == "merge" and name):
            told = f"{ids[0]} is one speaker by one name; split it by its articles" if ids else "no speaker was named"
            raise RecordError(f"{told}, or name two speakers", database.name)
        before = part_around(database, ids)
        stood = standings(database, before.nodes)
        number = _insert(database, verdict, by, note, name, forced=force)
        _about(database, number, ids)
        after = part_around(database, ids)
        if verdict in {"merge", "same"}:
            after = _checked(database, number, after, force=force)
        elif verdict == "different":
            found = breaks(after.nodes, after.links, judged=True) - breaks(before.nodes, before.links, judged=True)
            if found:
                raise RecordError(contradiction(database, number, after, _first(found)), database.name)
        _follow(database, number, after, before.nodes, stood)
    return number


def _there(database: Database, ids: Iterable[int]) -> None:
    for id in ids:
        if not database.rows("SELECT 1 FROM speakers WHERE id = ?", (id,)):
            raise RecordError(f"has no speaker {id}; onrecord speakers lists them", database.name)


def _insert(
    database: Database, verdict: str, by: str, note: str | None, name: str | None, *, forced: bool = False, undoes: int | None = None
) -> int:
    return database.insert(
        "INSERT INTO judgements (made_at, made_by, verdict, undoes, is_active, is_forced, name, note, before_json, after_json) "
        "VALUES (?, ?, ?, ?, 1, ?, ?, ?, '[]', '[]') RETURNING id",
        (now(), by, verdict, undoes, int(forced), name, note),
    )


def _about(database: Database, number: int, ids: Sequence[int]) -> None:
    database.run_all(
        "INSERT INTO judged_speakers (judgement_id, position, speaker_id) VALUES (?, ?, ?)", [(number, n, id) for n, id in enumerate(ids)]
    )


def _first(found: set[Break]) -> Break:
    return min(found, key=lambda b: (b.judgement is None, b.left, b.right))


def _checked(database: Database, number: int, after: Part, *, force: bool) -> Part:
    """The part with a new positive judgement, if nothing contradicts or that is overridden."""
    without = Links([s for s in after.links.same if s[2] != number], after.links.apart, after.links.allowed)
    judged = breaks(after.nodes, after.links, judged=True)
    found = (judged - breaks(after.nodes, without, judged=True)) | (
        breaks(after.nodes, after.links, judged=False) - breaks(after.nodes, without, judged=False)
    )
    if not found:
        return after
    if not force:
        raise RecordError(contradiction(database, number, after, _first(found)), database.name)
    rows = []
    for n, b in enumerate(sorted(found, key=lambda b: (b.left, b.right, b.judgement or 0))):
        pair = (after.nodes[b.left].known, after.nodes[b.right].known) if b.judgement is None else (None, None)
        rows.append((number, n, b.judgement, *pair))
    database.run_all("INSERT INTO overrides (judgement_id, position, other_id, first_known, second_known) VALUES (?, ?, ?, ?, ?)", rows)
    return part_around(database, after.nodes)


def _follow(database: Database, number: int, part: Part, were: Iterable[int], stood: Sequence[Standing]) -> None:
    """Group anew as a judgement has it, and keep what it changed."""
    write_groups(database, part.nodes, grouped(part.nodes, part.links))
    stand = standings(database, {*part.nodes, *were})
    database.run(
        "UPDATE judgements SET before_json = ?, after_json = ? WHERE id = ?",
        (encoded([s for s in stood if s not in stand]), encoded([s for s in stand if s not in stood]), number),
    )


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
        _there(database, [speaker])
        before = part_around(database, [speaker])
        own = [int(r[0]) for r in database.rows(_OWN, (speaker,))]
        stood = standings(database, before.nodes)
        chosen = _chosen(database, speaker, own, [_article(database, a) for a in articles], list(mentions))
        pins = sorted({(article, *keys_in(database, article)[mention]) for mention, article in chosen})
        number = _insert(database, "split", by, note, name)
        type, best = before.nodes[speaker].type, max((p[2] for p in pins), key=lambda n: fullness(n, before.nodes[speaker].type))
        node = database.insert("INSERT INTO speakers (key, name, type) VALUES (?, ?, ?) RETURNING id", (f"split {number}", best, type))
        _about(database, number, [node, speaker])
        database.run_all(
            "INSERT INTO judged_mentions (judgement_id, article_id, key, name, type) VALUES (?, ?, ?, ?, ?)", _once(number, pins)
        )
        touched = replace_articles(database, {p[0] for p in pins})
        if next(in_batches(database, "SELECT id FROM speakings WHERE speaker_id IN ({})", own), None) is None:
            raise RecordError(f"nothing would be left of speaker {speaker}; leave out an article that is about it", database.name)
        _follow(database, number, part_around(database, {node, *before.nodes, *touched}), before.nodes, stood)
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
        raise RecordError(f"has {told} {article}; name it by the number that onrecord speakers show gives", database.name)
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


def undo(database: Database, number: int | None = None, *, by: str, note: str | None = None) -> int:
    """Let a judgement no longer hold, so that all is as if it had not been made; undoing that lets it hold again.

    Args:
        database: The record.
        number: Which; None for the last that holds.
        by: Who says so.
        note: Why.

    Returns:
        The number of the judgement that was undone.

    Raises:
        RecordError: There is none, it was undone already, or what holds then would contradict itself; nothing was changed.
    """
    with database.writing():
        undone, again = target(database, number)
        turned = undone if again is None else again
        seeds = [int(r[0]) for r in database.rows("SELECT speaker_id FROM judged_speakers WHERE judgement_id = ?", (turned,))]
        seeds += [int(r[0]) for r in database.rows(_OVERRIDDEN, (turned,))]
        before = part_around(database, seeds)
        stood = standings(database, before.nodes)
        entry = _insert(database, "undo", by, note, None, undoes=undone)
        database.run("UPDATE judgements SET is_active = 0 WHERE id = ?", (undone,))
        if again is not None:
            database.run("UPDATE judgements SET is_active = 1 WHERE id = ?", (again,))
        articles = [int(r[0]) for r in database.rows("SELECT DISTINCT article_id FROM judged_mentions WHERE judgement_id = ?", (turned,))]
        touched = replace_articles(database, articles)
        after = part_around(database, {*seeds, *before.nodes, *touched})
        found = breaks(after.nodes, after.links, judged=True) - breaks(before.nodes, before.links, judged=True)
        if found:
            raise RecordError(contradiction(database, None, after, _first(found)), database.name)
        _follow(database, entry, after, before.nodes, stood)
    return undone
