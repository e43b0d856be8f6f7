"""Judging the pairs of neighbours that have not been judged: some contents at a time, in other processes where there are many."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import partial

from onrecord.claims.contents import State
from onrecord.claims.loading import in_batches
from onrecord.claims.meanwhile import Asked, ahead
from onrecord.claims.neighbours import ids_of
from onrecord.claims.pairing import Kept, Pair, Sift, as_kept, beside_denials, judged_pairs, keep_rows, unjudged
from onrecord.record.database import Database

__all__ = ["Judgements", "Left", "found_near", "judge_near", "judge_near_ahead", "left_near"]

_TOUCHED = 500
"""Contents whose pairs are read at once."""

_TOGETHER = 512
"""Pairs that are judged between two transactions."""

_FEWEST, _EACH = 32, 8
"""Contents that a process is given at a time at least, and batches for each process where there are few."""

Told = Callable[[int, int], None]
"""Told how many contents are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Left:
    """What is left to be judged of some contents.

    Attributes:
        pairs: The pairs.
        texts: Their contents.
        beside: Denials with what stands before them.
    """

    pairs: list[Pair]
    texts: dict[int, str]
    beside: set[Pair]


@dataclass(frozen=True, slots=True)
class Judgements:
    """How the pairs of some contents relate, as another process found.

    Attributes:
        rows: As they are kept.
        marks: Hashes of the texts that were judged.
        beside: Which of them were judged as denials with what stands before them.
    """

    rows: list[Kept] = field(default_factory=list)
    marks: dict[int, bytes] = field(default_factory=dict)
    beside: set[Pair] = field(default_factory=set)


def left_near(database: Database, touched: Sequence[int], before: Sequence[int] = ()) -> Left:
    """What is left to be judged of some contents.

    Args:
        database: The record.
        touched: The contents.
        before: Others, whose pairs will have been judged before these are: they are left out.
    """
    near = {int(id): ids_of(blob) for id, blob in in_batches(database, "SELECT id, near FROM contents WHERE id IN ({})", touched)}
    beside = beside_denials(database, near)
    pairs = unjudged(database, near.items(), beside)
    ends = {id for pair in pairs for id in pair}
    facts = {
        int(id): (int(attribution), str(bound))
        for id, attribution, bound in in_batches(database, "SELECT id, attribution_id, bound FROM contents WHERE id IN ({})", ends)
    }
    pairs = [p for p in pairs if p[0] in facts and p[1] in facts and (p in beside or not _of_two(facts[p[0]][1], facts[p[1]][1]))]
    if there := set(before) & {x for p in pairs for x in p}:
        rows = in_batches(database, "SELECT id, near FROM contents WHERE id IN ({})", sorted(there))
        theirs = {(min(int(id), x), max(int(id), x)) for id, blob in rows for x in ids_of(blob)}
        theirs |= {p for p in beside if not there.isdisjoint(p)}
        pairs = [p for p in pairs if p not in theirs]
    return Left(pairs, _texts(database, {x: facts[x][0] for p in pairs for x in p}), beside)


def _of_two(one: str, other: str) -> bool:
    """Whether two contents are bound to different speakers, so that they are not judged for being neighbours."""
    return bool(one and other and one != other)


def _texts(database: Database, attributions: dict[int, int]) -> dict[int, str]:
    rows = in_batches(database, "SELECT id, content FROM attributions WHERE id IN ({})", attributions.values())
    found = {int(id): str(text) for id, text in rows}
    return {content: found[attribution] for content, attribution in attributions.items()}


def judge_near(database: Database, touched: Sequence[int], judging: Sift, sifting: Sift, told: Told, *, processes: int = 1) -> None:
    """Judge what is left of some contents, and keep it.

    Args:
        database: The record.
        touched: The contents.
        judging: Judges all.
        sifting: Judges what is worth it.
        told: Told how it goes.
        processes: How many `judging` and `sifting` use.
    """
    for low in range(0, len(touched), _TOUCHED):
        told(low, len(touched))
        _judge_here(database, left_near(database, touched[low : low + _TOUCHED]), judging, sifting, processes)


def _judge_here(database: Database, left: Left, judging: Sift, sifting: Sift, processes: int = 1) -> None:
    for start in range(0, len(left.pairs), _TOGETHER * processes):
        found = judged_pairs(left.pairs[start : start + _TOGETHER * processes], left.texts, left.beside, sifting, judging)
        with database.writing():
            _keep(database, as_kept(found))


def _keep(database: Database, rows: Sequence[Kept]) -> None:
    """Keep pairs; what they say counts at once where both hang together already, so that these are grouped again."""
    keep_rows(database, rows)
    if not database.rows("SELECT 1 FROM contents WHERE state <> 0 AND state = ? LIMIT 1", (State.NEARBY,)):
        return  # as where all of a record is grouped
    ends = {x for a, b, *_ in rows for x in (a, b)}
    component = {int(id): int(of) for id, of in in_batches(database, "SELECT id, component FROM contents WHERE id IN ({})", ends)}
    together = {x for a, b, *_ in rows if component.get(a) == component.get(b) for x in (a, b)}
    database.run_all(
        "UPDATE contents SET state = ? WHERE state = ? AND id = ?", [(State.TOUCHED, State.NEARBY, x) for x in sorted(together)]
    )


def judge_near_ahead(database: Database, touched: Sequence[int], judging: Sift, sifting: Sift, told: Told, *, processes: int) -> None:
    """As `judge_near`, with other processes that read and judge; this one keeps what they find.

    Args:
        database: The record, a file.
        touched: The contents.
        judging: Judges all; a function that the others can be told.
        sifting: Judges what is worth it; so is this.
        told: Told how it goes.
        processes: How many others.
    """
    size = min(_TOUCHED, max(_FEWEST, len(touched) // (processes * _EACH)))
    batches = (touched[low : low + size] for low in range(0, len(touched), size))
    work = partial(found_near, judging=judging, sifting=sifting)
    done = 0
    with closing(ahead(database, batches, work, processes)) as answers:
        for asked in answers:
            told(done, len(touched))
            if not _is_kept(database, asked):
                left = _kept_in_part(database, asked)
                _judge_here(database, left, judging, sifting)
            done += len(asked.batch)


def found_near(database: Database, touched: Sequence[int], before: Sequence[int], *, judging: Sift, sifting: Sift) -> Judgements:
    """Judge what is left of some contents, and keep nothing.

    Args:
        database: The record.
        touched: The contents.
        before: As in `left_near`.
        judging: Judges all.
        sifting: Judges what is worth it.
    """
    with database.reading():
        left = left_near(database, touched, before)
    rows = []
    for start in range(0, len(left.pairs), _TOGETHER):
        some = left.pairs[start : start + _TOGETHER]
        rows += as_kept(judged_pairs(some, left.texts, left.beside, sifting, judging))
    return Judgements(rows, _marks(left.texts), left.beside & {*left.pairs})


def _marks(texts: Mapping[int, str]) -> dict[int, bytes]:
    return {id: hashlib.blake2b(text.encode(), digest_size=8).digest() for id, text in texts.items()}


def _is_kept(database: Database, asked: Asked[Judgements]) -> bool:
    """Keep what was found, unless somebody else has written since it was asked; whether it is kept."""
    if asked.answer is None:
        return False
    with database.writing():
        if database.state() != asked.state:
            return False
        _keep(database, asked.answer.rows)
        return True


def _kept_in_part(database: Database, asked: Asked[Judgements]) -> Left:
    """Keep what was found of texts that are still the same, and is still left to be judged; what else is left."""
    left, found = left_near(database, asked.batch), asked.answer or Judgements()
    marks, open_ = _marks(left.texts), {*left.pairs}
    fitting = {
        (a, b): row
        for row in found.rows
        for a, b in (row[:2],)
        if (a, b) in open_ and all(marks[x] == found.marks[x] for x in (a, b)) and ((a, b) in left.beside) == ((a, b) in found.beside)
    }
    with database.writing():
        _keep(database, list(fitting.values()))
    return Left([p for p in left.pairs if p not in fitting], left.texts, left.beside)
