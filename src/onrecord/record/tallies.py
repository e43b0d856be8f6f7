"""How often speakers, outlets and carriers occur among attributions, and what acts, stances and kinds these have."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from onrecord.record.cache import Joined
from onrecord.record.choosing import UNDER, commonest
from onrecord.record.database import Database
from onrecord.record.facts import CODES
from onrecord.record.layout import Column
from onrecord.record.regrouping import in_batches

__all__ = ["Tally", "carriers_of", "day_of", "named", "standing_for", "tallied", "tops", "values_of"]

Table = Literal["speakers", "outlets", "names"]


@dataclass(frozen=True, slots=True)
class Tally:
    """How often somebody or something occurs.

    Attributes:
        id: Number of the speaker or outlet in the record; of a carrier, the number of its name.
        name: Its name.
        count: How many attributions.
    """

    id: int
    name: str
    count: int


def tops(database: Database) -> list[tuple[int, int]]:
    """The names of speakers that stand under another one, with that."""
    return [(int(a), int(b)) for a, b in database.rows(UNDER)]


def standing_for(under: Sequence[tuple[int, int]], speakers: Column) -> Column:
    """The speakers across articles of some numbers of names.

    Args:
        under: What `tops` gives.
        speakers: Numbers of names; 0 for nobody.
    """
    if not under or not len(speakers):
        return speakers
    table = np.arange(max(int(speakers.max()), *(n for pair in under for n in pair)) + 1)
    for one, other in under:
        table[one] = other
    found: Column = table[speakers]
    return found


def tallied(database: Database, table: Table, values: Column, most: int, under: Sequence[tuple[int, int]] = ()) -> tuple[Tally, ...]:
    """The commonest of some numbers, the most frequent first and of equally frequent ones by name.

    Args:
        database: The record.
        table: What they are numbers of.
        values: The numbers; 0 is nobody.
        most: How many of them.
        under: For speakers, what `tops` gives.
    """
    return named(database, table, commonest(values, most, list(under)))


def named(database: Database, table: Table, counts: Sequence[tuple[int, int]]) -> tuple[Tally, ...]:
    """Numbers and how often they occur, with their names."""
    column = "label" if table == "speakers" else "name"
    rows = in_batches(database, f"SELECT id, {column} FROM {table} WHERE id IN ({{}})", [id for id, _ in counts])  # noqa: S608
    names = {int(id): str(name) for id, name in rows}
    found = [Tally(id, names[id], n) for id, n in counts if id in names]
    return tuple(sorted(found, key=lambda t: (-t.count, t.name, t.id)))


def values_of(facet: Literal["act", "stance", "kind"], codes: Column) -> tuple[tuple[str, int], ...]:
    """How many attributions have each act, stance or kind, the most frequent first."""
    counts = np.bincount(codes, minlength=len(CODES[facet]) + 1)
    found: Iterable[tuple[str, int]] = ((value, int(counts[n])) for value, n in CODES[facet].items() if counts[n])
    return tuple(sorted(found, key=lambda one: (-one[1], one[0])))


def carriers_of(facts: Joined, mask: Column) -> tuple[Column, int]:
    """The carriers of some attributions, one for each that carried one, and how many attributions have any."""
    belongs = facts.more_of(mask)
    ids = facts.more("id")[belongs]
    several = 0 if not len(ids) else 1 + int(np.count_nonzero(ids[1:] != ids[:-1]))
    return facts.more("carrier")[belongs], several


def day_of(number: int) -> str | None:
    """A day in ISO 8601 from its number in the facts: a day, a month or a year; None where it is unknown."""
    year, month, day = number // 10_000, number // 100 % 100, number % 100
    if not number:
        return None
    return f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if month and day else "")
