"""Judging speakers by hand: each judgement is checked, kept and followed in one transaction, or nothing is changed."""

from collections.abc import Sequence
from typing import Literal

from onrecord.errors import RecordError
from onrecord.record.contradicting import contradiction
from onrecord.record.database import Database
from onrecord.record.following import about, enter, follow, there
from onrecord.record.grouping import Break, Links, breaks
from onrecord.record.judgements import standings, target
from onrecord.record.placing import replace_articles
from onrecord.record.regrouping import Part, part_around

__all__ = ["judge", "undo"]

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
        there(database, ids)
        if len(ids) < 2 and not (verdict == "merge" and name):
            told = f"{ids[0]} is one speaker by one name; split it by its articles" if ids else "no speaker was named"
            raise RecordError(f"{told}, or name two speakers", database.name)
        before = part_around(database, ids)
        stood = standings(database, before.nodes)
        number = enter(database, verdict, by, note, name, forced=force)
        about(database, number, ids)
        after = part_around(database, ids)
        if verdict in {"merge", "same"}:
            after = _checked(database, number, after, force=force)
        elif verdict == "different":
            found = breaks(after.nodes, after.links, judged=True) - breaks(before.nodes, before.links, judged=True)
            if found:
                raise RecordError(contradiction(database, number, after, _first(found)), database.name)
        follow(database, number, after, before.nodes, stood)
    return number


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
        entry = enter(database, "undo", by, note, None, undoes=undone)
        database.run("UPDATE judgements SET is_active = 0 WHERE id = ?", (undone,))
        if again is not None:
            database.run("UPDATE judgements SET is_active = 1 WHERE id = ?", (again,))
        articles = [int(r[0]) for r in database.rows("SELECT DISTINCT article_id FROM judged_mentions WHERE judgement_id = ?", (turned,))]
        touched = replace_articles(database, articles)
        after = part_around(database, {*seeds, *before.nodes, *touched})
        found = breaks(after.nodes, after.links, judged=True) - breaks(before.nodes, before.links, judged=True)
        if found:
            raise RecordError(contradiction(database, None, after, _first(found)), database.name)
        follow(database, entry, after, before.nodes, stood)
    return undone
