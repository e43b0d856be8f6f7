"""What was judged of claims and statements by hand: kept, followed through every update, and undone where it was wrong."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from onrecord.claims.contents import AT_REST, State
from onrecord.claims.loading import in_batches
from onrecord.claims.part import Ruling
from onrecord.errors import NotInRecord, RecordError
from onrecord.record.database import Database

__all__ = ["Level", "Ruled", "Verdict", "joined_by_hand", "rule", "ruled", "rulings_on", "undo"]

Level = Literal["claim", "statement"]
Verdict = Literal["same", "different"]


_SHOWN = 3
"""Contents of a judgement that are told."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """A judgement by hand.

    Attributes:
        number: Its number.
        made_at: When, ISO 8601 in UTC.
        made_by: By whom.
        level: Whether it is about claims or statements.
        verdict: ``same`` puts together, ``different`` takes apart.
        holds: Whether it holds; otherwise it was undone.
        note: Why.
        words: Some of the contents that it is about; of what was taken apart, one of each side.
    """

    number: int
    made_at: str
    made_by: str
    level: Level
    verdict: Verdict
    holds: bool
    note: str | None
    words: tuple[str, ...] = ()


def rulings_on(database: Database, contents: Iterable[int], utterances: Iterable[int]) -> tuple[list[Ruling], list[Ruling]]:
    """The judgements that hold of some contents and utterances: those of claims, and those of statements."""
    if not database.rows("SELECT 1 FROM claim_rulings WHERE is_active = 1 LIMIT 1"):
        return [], []
    out = []
    for level, members in (("claim", contents), ("statement", utterances)):
        sql = "SELECT ruling_id, member FROM ruled WHERE member IN ({})"
        found = sorted({int(r[0]) for r in in_batches(database, sql, members)})
        sides: defaultdict[int, list[set[int]]] = defaultdict(lambda: [set(), set()])
        for id, side, member in in_batches(database, "SELECT ruling_id, side, member FROM ruled WHERE ruling_id IN ({})", found):
            sides[id][side].add(int(member))
        rows = in_batches(
            database,
            f"SELECT id, verdict FROM claim_rulings WHERE is_active = 1 AND level = '{level}' AND id IN ({{}}) ORDER BY id",  # noqa: S608
            found,
        )
        out.append([Ruling(verdict == "same", (frozenset(sides[id][0]), frozenset(sides[id][1]))) for id, verdict in rows])
    return out[0], out[1]


def joined_by_hand(database: Database, contents: Iterable[int]) -> list[tuple[int, int]]:
    """Pairs of contents that belong together because somebody judged that they, or what is said in them, are one."""
    if not database.rows("SELECT 1 FROM claim_rulings WHERE is_active = 1 AND verdict = 'same' LIMIT 1"):
        return []
    ids = sorted(set(contents))
    own = {int(u): int(c) for u, c in in_batches(database, "SELECT id, content_id FROM utterances WHERE content_id IN ({})", ids)}
    numbers = {int(r[0]) for r in in_batches(database, "SELECT ruling_id FROM ruled WHERE member IN ({})", [*ids, *own])}
    active = {
        int(id): str(level)
        for id, level in in_batches(
            database, "SELECT id, level FROM claim_rulings WHERE is_active = 1 AND verdict = 'same' AND id IN ({})", sorted(numbers)
        )
    }
    members: defaultdict[int, set[int]] = defaultdict(set)
    for id, member in in_batches(database, "SELECT ruling_id, member FROM ruled WHERE ruling_id IN ({})", sorted(active)):
        members[int(id)].add(int(member))
    out = set()
    for id, level in active.items():
        column = "id" if level == "claim" else "content_id"
        table = "contents" if level == "claim" else "utterances"
        rows = in_batches(database, f"SELECT {column} FROM {table} WHERE id IN ({{}})", sorted(members[id]))  # noqa: S608
        line = sorted({int(r[0]) for r in rows})
        out |= {(a, b) for a, b in pairwise(line)}
    return sorted(out)


def rule(  # noqa: PLR0917
    database: Database,
    level: Level,
    verdict: Verdict,
    sides: tuple[Sequence[int], Sequence[int]],
    by: str,
    at: str,
    note: str | None = None,
) -> int:
    """Keep a judgement; its number. What it is about is grouped anew with the next update.

    Args:
        database: The record.
        level: Whether contents of claims or utterances of statements are named.
        verdict: Whether all are one, or those of the one side are other than those of the other.
        sides: Their numbers.
        by: Who says so.
        at: When, ISO 8601 in UTC.
        note: Why.
    """
    with database.writing():
        number = database.insert(
            "INSERT INTO claim_rulings (made_at, made_by, level, verdict, is_active, note) VALUES (?, ?, ?, ?, 1, ?) RETURNING id",
            (at, by, level, verdict, note),
        )
        rows = [(number, side, member) for side, members in enumerate(sides) for member in sorted(set(members))]
        database.run_all("INSERT INTO ruled (ruling_id, side, member) VALUES (?, ?, ?)", rows)
        _touch(database, number, level)
    return number


def undo(database: Database, number: int | None = None) -> int:
    """Let a judgement no longer hold; its number.

    Args:
        database: The record.
        number: Which; None for the last that holds.

    Raises:
        RecordError: There is none, or it does not hold.
    """
    with database.writing():
        if number is None:
            rows = database.rows("SELECT id, level, is_active FROM claim_rulings WHERE is_active = 1 ORDER BY id DESC LIMIT 1")
            if not rows:
                raise NotInRecord("has no judgement of claims to undo", database.name)
        else:
            rows = database.rows("SELECT id, level, is_active FROM claim_rulings WHERE id = ?", (number,))
            if not rows or not rows[0][2]:
                told = "was undone already" if rows else "is not there; onrecord claims --judgements lists them"
                raise (RecordError if rows else NotInRecord)(f"judgement {number} of claims {told}", database.name)
        id, level, _ = rows[0]
        database.run("UPDATE claim_rulings SET is_active = 0 WHERE id = ?", (id,))
        _touch(database, int(id), level)
        return int(id)


def ruled(database: Database) -> list[Ruled]:
    """All judgements, oldest first."""
    rows = database.rows("SELECT id, made_at, made_by, level, verdict, is_active, note FROM claim_rulings ORDER BY id")
    return [
        Ruled(id, at, by, level, verdict, bool(holds), note, _words(database, int(id), level, verdict))
        for id, at, by, level, verdict, holds, note in rows
    ]


def _words(database: Database, number: int, level: Level, verdict: Verdict) -> tuple[str, ...]:
    """Some of the contents that a judgement is about."""
    table = "contents" if level == "claim" else "utterances"
    sql = (
        f"SELECT m.side, a.content FROM ruled m JOIN {table} t ON t.id = m.member "  # noqa: S608
        f"JOIN attributions a ON a.id = t.attribution_id WHERE m.ruling_id = ? AND m.side = ? ORDER BY m.member LIMIT {_SHOWN}"
    )
    of = [[str(content) for _, content in database.rows(sql, (number, side))] for side in (0, 1)]
    return tuple(text for some in of for text in list(dict.fromkeys(some))[: 1 if verdict == "different" else _SHOWN])


def _touch(database: Database, number: int, level: str) -> None:
    """Have what a judgement is about looked at."""
    members = [int(r[0]) for r in database.rows("SELECT member FROM ruled WHERE ruling_id = ?", (number,))]
    if level == "statement":
        members = [int(r[0]) for r in in_batches(database, "SELECT content_id FROM utterances WHERE id IN ({})", members)]
    database.run_all(
        f"UPDATE contents SET state = {State.TOUCHED:d} WHERE state IN {AT_REST} AND id = ?",  # noqa: S608
        [(id,) for id in members],
    )
