"""Grouping anew what was touched, and nothing else: the parts of a record in which something has changed.

What is to be written is found before the transaction in which it is written, by this process or another one, and written only where the
record still is what it was then. Otherwise it is found again.
"""

from collections.abc import Callable, Iterable, Sequence, Set
from contextlib import closing
from functools import partial

from onrecord.claims.bearings import keep_bearings
from onrecord.claims.contents import State
from onrecord.claims.meanwhile import Asked, ahead
from onrecord.claims.network import Bearing
from onrecord.claims.planning import Unit, planned
from onrecord.record.database import Database

__all__ = ["regroup", "regroup_ahead", "regroup_all"]

_TOUCHED = 500
"""Contents that are begun with at once."""

Told = Callable[[int, int], None]
"""Told how many contents are done, and of how many."""

_STATEMENTS = (
    ("cleared", "DELETE FROM claims WHERE part_id = ?"),
    ("cleared", "DELETE FROM denials WHERE part_id = ?"),
    ("cleared", "DELETE FROM relations WHERE part_id = ?"),
    ("cleared", "DELETE FROM claim_parts WHERE id = ?"),
    ("moved", "UPDATE contents SET component = ? WHERE id = ?"),
    ("parts_moved", "UPDATE claim_parts SET component = ? WHERE id = ?"),
    ("utterances", "UPDATE utterances SET statement_id = ?, claim_id = ? WHERE id = ?"),
    ("contents", "UPDATE contents SET claim_id = ? WHERE id = ?"),
    ("denials", "INSERT INTO denials (utterance_id, part_id, claim_id, confidence) VALUES (?, ?, ?, ?)"),
    (
        "relations",
        "INSERT INTO relations (kind, later_id, earlier_id, confidence, later_attribution, earlier_attribution, part_id) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
    ),
    (
        "claims",
        "INSERT INTO claims (id, part_id, attribution_id, reports, articles, outlets, speakers, statements, denials, first_day, last_day) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    ),
    ("parts", "INSERT INTO claim_parts (id, component, digest) VALUES (?, ?, ?)"),
)
"""What is done with the rows that `onrecord.claims.planning.Writes` names, in this order."""


def regroup_all(database: Database, touched: Sequence[int], told: Told, *, asking: bool = True) -> None:
    """Group anew what hangs together with some contents, however many; all at once what hangs together, however much that is.

    Args:
        database: The record.
        touched: Numbers of contents whose links have been found.
        told: Told how it goes.
        asking: Whether the network is asked what it makes of attributions with what stands ahead of them.
    """
    left = set(touched)
    for low in range(0, len(touched), _TOUCHED):
        told(len(touched) - len(left), len(touched))
        some = [id for id in touched[low : low + _TOUCHED] if id in left]
        if some:
            left -= regroup(database, some, left, asking=asking)


def regroup_ahead(database: Database, touched: Sequence[int], told: Told, *, asking: bool = True, processes: int) -> None:
    """As `regroup_all`, with other processes that find what is to be written; this one writes it.

    Args:
        database: The record, a file.
        touched: Numbers of contents whose links have been found.
        told: Told how it goes.
        asking: Whether the network is asked.
        processes: How many others.
    """
    left = set(touched)
    batches = (touched[low : low + _TOUCHED] for low in range(0, len(touched), _TOUCHED))
    with closing(ahead(database, batches, partial(_planned_there, asking=asking), processes, left.__contains__)) as answers:
        for asked in answers:
            told(len(touched) - len(left), len(touched))
            some = [id for id in asked.batch if id in left]
            if some:
                done, asked.writes = _regrouped(database, some, left, asking, asked)
                left -= done


def _planned_there(database: Database, touched: Sequence[int], before: Sequence[int], *, asking: bool) -> list[Unit]:
    with database.reading():
        return planned(database, touched, before, asking=asking)


def regroup(database: Database, touched: Sequence[int], judged: Set[int], *, asking: bool = True) -> set[int]:
    """Group anew what hangs together with some contents, in one transaction; all that need not be looked at any more.

    Args:
        database: The record.
        touched: Numbers of contents to begin with.
        judged: All contents whose links have been found: those of them that hang together with the others are done as well.
        asking: Whether the network is asked what it makes of attributions with what stands ahead of them.
    """
    return _regrouped(database, touched, judged, asking)[0]


def _regrouped(
    database: Database, touched: Sequence[int], judged: Set[int], asking: bool, asked: Asked[list[Unit]] | None = None
) -> tuple[set[int], set[int]]:
    """What need not be looked at any more, and all that was grouped anew."""
    units: list[Unit] | None = None
    state, since = "", set[int]()
    if asked is not None and asked.answer is not None and database.state() == asked.state:
        units, state, since = asked.answer, asked.state, asked.since
    elif database.kind == "sqlite":
        with database.reading():
            state, units = database.state(), planned(database, touched, asking=asking, known=_told(asked.answer or () if asked else ()))
    with database.writing():
        if units is None or database.state() != state:
            units = planned(database, touched, asking=asking, known=_told(units or ()))
        else:
            units = _holding(database, units, touched, since, asking)
        _write(database, units)
        members = {id for unit in units for id in unit.members}
        done = {*touched, *(members & judged)}
        database.run_all(
            f"UPDATE contents SET state = {State.SETTLED:d} WHERE state = {State.LINKED:d} AND id = ?",  # noqa: S608
            [(id,) for id in sorted(done)],
        )
    return done, members


def _told(units: Iterable[Unit]) -> dict[str, Bearing]:
    return {mark: bearing for unit in units for mark, bearing in unit.told.items()}


def _holding(database: Database, units: list[Unit], touched: Sequence[int], since: Set[int], asking: bool) -> list[Unit]:
    """The units that still are as they were found, and anew those of which something has been written since.

    Only what is still touched counts: of a unit that has been written since as a whole, nothing is left to be looked at.
    """
    held = [unit for unit in units if unit.writes is not None and since.isdisjoint(unit.members)]
    if len(held) == len(units):
        return units
    kept = {id for unit in held for id in unit.members}
    again = [id for id in touched if id not in kept]
    return [*held, *planned(database, again, asking=asking, known=_told(units))] if again else held


def _write(database: Database, units: Sequence[Unit]) -> None:
    for name, sql in _STATEMENTS:
        database.run_all(sql, [row for unit in units for row in getattr(unit.writes, name)])
    keep_bearings(database, _told(units))
