"""Who cites whom: how often outlets have words through others, and these through others again."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from onrecord.claims.names import Outlets
from onrecord.record.cache import Joined
from onrecord.record.database import Database
from onrecord.record.layout import Column
from onrecord.record.regrouping import in_batches

__all__ = ["Citations", "Citing", "citations"]

_LOOKED_AT = 4
"""How many times as many names are looked at as are shown: some are one outlet by several names."""


@dataclass(frozen=True, slots=True)
class Citing:
    """Somebody who cites or is cited.

    Attributes:
        name: The name: of an outlet of the record where it means one, else as articles have it.
        outlet: Number of that outlet; None where the record has no article of it.
        count: How often it cites, or is cited, in all.
    """

    name: str
    outlet: int | None
    count: int


@dataclass(frozen=True, slots=True)
class Citations:
    """Who cites whom, as a table.

    "RT, quoting TASS" in the Post is two citations: the Post cites RT, and RT cites TASS. Names that mean one outlet ("the Ferry Post",
    "Ferry Post") are put together among those that are shown.

    Attributes:
        citing: Who cites most: the rows.
        cited: Who is cited most: the columns.
        counts: How often each row cites each column; one attribution counts once for each step.
        total: How many citations there are in the record, shown or not.
    """

    citing: tuple[Citing, ...]
    cited: tuple[Citing, ...]
    counts: tuple[tuple[int, ...], ...]
    total: int


def citations(database: Database, facts: Joined, *, most: int = 20) -> Citations:
    """Who cites whom most.

    Args:
        database: The record.
        facts: The facts of all current attributions.
        most: How many rows and columns at most.
    """
    givers, ids = facts.more("carrier").astype(np.int64), facts.more("id")
    places = np.minimum(np.searchsorted(facts.ids, ids), max(len(facts) - 1, 0))
    # Outlets by their numbers, carriers by the negative of theirs; where neither is known, 0.
    takers = facts["outlet"].astype(np.int64)[places] if len(facts) else givers[:0]
    chained = np.flatnonzero(ids[1:] == ids[:-1]) + 1
    takers[chained] = -givers[chained - 1]
    database.check()
    pairs, counts = np.unique(takers << 32 | givers, return_counts=True)
    takers, givers = pairs >> 32, pairs & 0xFFFFFFFF
    known = takers != 0
    takers, givers, counts = takers[known], givers[known], counts[known]
    total = int(counts.sum())
    rows, columns = _most(takers, counts, _LOOKED_AT * most), _most(givers, counts, _LOOKED_AT * most)
    database.check()
    names = _Names(database, {*rows}, {*columns})
    who = {int(t): names.of(int(t)) for t in rows}
    whom = {int(g): names.of(-int(g)) for g in columns}
    citing: Counter[str] = Counter()
    cited: Counter[str] = Counter()
    table: Counter[tuple[str, str]] = Counter()
    for taker, giver, n in zip(takers.tolist(), givers.tolist(), counts.tolist(), strict=True):
        row, column = who.get(taker), whom.get(giver)
        if row is not None:
            citing[row] += n
        if column is not None:
            cited[column] += n
        if row is not None and column is not None:
            table[row, column] += n
    first, second = _listed(citing, most), _listed(cited, most)
    return Citations(
        citing=tuple(names.told(key, citing[key]) for key in first),
        cited=tuple(names.told(key, cited[key]) for key in second),
        counts=tuple(tuple(table[row, column] for column in second) for row in first),
        total=total,
    )


def _most(numbers: Column, counts: Column, most: int) -> list[int]:
    """The numbers with the greatest counts."""
    there, places = np.unique(numbers, return_inverse=True)
    sums = np.bincount(places, weights=counts, minlength=len(there))
    found: list[int] = there[np.lexsort((there, -sums))][:most].tolist()
    return found


def _listed(counts: Counter[str], most: int) -> list[str]:
    return sorted(counts, key=lambda key: (-counts[key], key))[:most]


class _Names:
    """What outlets and carriers are called, where several names may mean one.

    Args:
        database: The record.
        takers: Numbers of outlets, and negative ones of carriers.
        givers: Numbers of carriers.
    """

    def __init__(self, database: Database, takers: set[int], givers: set[int]) -> None:
        self._outlets = {str(name): int(id) for id, name in database.rows("SELECT id, name FROM outlets ORDER BY id DESC")}
        outlets = {id: name for name, id in self._outlets.items()}
        carriers = sorted({-t for t in takers if t < 0} | givers)
        names = {int(id): str(name) for id, name in in_batches(database, "SELECT id, name FROM names WHERE id IN ({})", carriers)}
        self._names = {**{t: outlets[t] for t in takers if t > 0}, **{-id: name for id, name in names.items()}}
        self._known = Outlets(self._names.values())
        self._keys = {number: self._known.key(name) for number, name in self._names.items()}
        self._shown: dict[str, str] = {}
        for number in sorted(self._names, key=lambda n: (n < 0, abs(n))):
            self._shown.setdefault(self._keys[number], self._names[number])

    def of(self, number: int) -> str:
        """A key for an outlet or carrier."""
        return self._keys[number] or self._names[number]

    def told(self, key: str, count: int) -> Citing:
        """What is told of a key."""
        name = self._shown.get(key, key)
        return Citing(name, self._outlets.get(name), count)
