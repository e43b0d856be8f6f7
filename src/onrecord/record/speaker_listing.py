"""Speakers with how much they said, from the facts of their attributions."""

from collections.abc import Sequence

import numpy as np

from onrecord.record.cache import Joined
from onrecord.record.database import Database
from onrecord.record.layout import Column
from onrecord.record.regrouping import in_batches
from onrecord.record.speakers import RecordSpeaker, speakers_like
from onrecord.record.tallies import day_of, standing_for, tops

__all__ = ["listed", "numbers_of"]

_NODES = "SELECT n.canonical_id, n.id, p.label, p.type, n.known FROM speakers n JOIN speakers p ON p.id = n.canonical_id WHERE p.id IN ({})"


def numbers_of(database: Database, facts: Joined, named: str | int | None = None, type: str | None = None) -> tuple[Column, Column]:
    """The numbers of speakers with attributions, ascending, and how many attributions each has.

    Args:
        database: The record.
        facts: The facts of all current attributions.
        named: Words of their names, a number, or an id of a list of known speakers; None for all.
        type: What sort of speaker; None for any.
    """
    counts = np.bincount(facts["speaker"], minlength=1)
    nodes = np.flatnonzero(counts)
    speakers = standing_for(tops(database), nodes)
    ids, places = np.unique(speakers, return_inverse=True)
    said = np.bincount(places, weights=counts[nodes]).astype(np.int64)
    keep = ids > 0
    if named is not None:
        like, values = speakers_like(named)
        keep &= np.isin(ids, [int(row[0]) for row in database.rows(like, values)])
    if type is not None:
        rows = database.rows("SELECT id FROM speakers WHERE type = ? AND canonical_id = id", (type,))
        keep &= np.isin(ids, [int(row[0]) for row in rows])
    return ids[keep].astype(np.int64), said[keep]


def listed(database: Database, facts: Joined, speakers: Sequence[int]) -> list[RecordSpeaker]:
    """Speakers by their numbers, in this order.

    Args:
        database: The record.
        facts: The facts of all current attributions.
        speakers: The numbers.
    """
    told: dict[int, tuple[str, str, set[str]]] = {}
    of: dict[int, int] = {}
    for speaker, node, label, type, known in in_batches(database, _NODES, speakers):
        of[int(node)] = int(speaker)
        told.setdefault(int(speaker), (label, type, set()))[2].update([known] if known else [])
    if not of:
        return []
    table = np.zeros(max(int(facts["speaker"].max(initial=0)), *of) + 1, dtype=np.int64)
    table[[*of]] = [*of.values()]
    who = table[facts["speaker"]]
    at = np.flatnonzero(who)
    order = at[np.argsort(who[at], kind="stable")]
    there, starts = np.unique(who[order], return_index=True)
    rows_of = dict(zip(there.tolist(), np.split(order, starts[1:]), strict=False))
    found = []
    for speaker in speakers:
        if speaker in told:
            label, type, known = told[speaker]
            rows = rows_of.get(speaker, order[:0])
            first, last = facts["first"][rows], facts["last"][rows]
            days = (_day(first[first > 0], least=True), _day(last[last > 0], least=False))
            found.append(
                RecordSpeaker(speaker, label, type, min(known, default=None), len(rows), len(np.unique(facts["article"][rows])), *days)
            )
    return found


def _day(days: Column, *, least: bool) -> str | None:
    return day_of(int(days.min() if least else days.max())) if len(days) else None
