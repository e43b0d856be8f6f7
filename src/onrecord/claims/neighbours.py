"""The contents that are most like a content, of those that stand near it in some order.

Who the neighbours of a content are depends on which contents there are, and on nothing else: not on when they came, and not on how the
answer was found. `all_nearest` finds those of all contents at once, `Neighbourhood` keeps them while contents come and go.
"""

import struct
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from onrecord.claims.candidates import ORDERS, Features, Order
from onrecord.claims.likeness import Known, Told, alike, alike_ones, around

__all__ = [
    "MOST",
    "SPARE",
    "Near",
    "Neighbourhood",
    "Table",
    "all_nearest",
    "ids_of",
    "near_of",
    "nearest_of_rows",
    "packed_known",
    "packed_near",
]

MOST = 12
"""Neighbours of a content, at most."""

SPARE = 6
"""Contents that are known to be the next most alike, at most: where one of the neighbours is no longer in reach, the next one is known.
They change nothing but how often all within reach must be looked at, which costs most of what a new content does."""

_BLOCK = 256
_NEAR = struct.Struct("<qi")


class Near(NamedTuple):
    """A neighbour.

    Attributes:
        score: How alike it is, in thousandths.
        id: Its number.
    """

    score: int
    id: int


def all_nearest(known: Known, places: Sequence[Sequence[tuple[int, int]]]) -> list[tuple[Near, ...]]:
    """The neighbours of each of some contents, the most alike first.

    Time grows with their number, not with its square.

    Args:
        known: The contents, each once.
        places: Where each of them stands.
    """
    counts = np.fromiter(map(len, places), dtype=np.int64, count=len(places))
    flat = np.fromiter((x for p in places for place in p for x in place), dtype=np.int64, count=2 * int(counts.sum())).reshape(-1, 2)
    best = nearest_of_rows(known, np.repeat(np.arange(len(known)), counts), flat[:, 0], flat[:, 1])
    return [
        tuple(Near(int(s), int(known.ids[j])) for s, j in zip(score, row, strict=True) if s > 0)
        for score, row in zip(best.scores, best.rows, strict=True)
    ]


@dataclass(frozen=True, slots=True, eq=False)
class Best:
    """The neighbours of contents, by their rows.

    Attributes:
        scores: How alike, the most first, 0 where there are no more [n, most].
        rows: Which row it is [n, most].
    """

    scores: NDArray[np.int32]
    rows: NDArray[np.int32]


def nearest_of_rows(known: Known, rows: NDArray[Any], orders: NDArray[Any], codes: NDArray[np.int64], most: int | None = None) -> Best:
    """The neighbours of each of some contents.

    Args:
        known: The contents, each once.
        rows: Of each place, the row of the content that stands there.
        orders: Its order.
        codes: Where in the order.
        most: How many are found of each; by default `MOST`.
    """
    size = len(known), most or MOST
    best = Best(np.zeros(size, dtype=np.int32), np.zeros(size, dtype=np.int32))
    for order in ORDERS:
        here = np.flatnonzero(orders == order.number)
        mine, codes_here = rows[here], codes[here]
        sorted_ = np.lexsort((known.ids[mine], codes_here))
        _go_along(order, known, mine[sorted_], codes_here[sorted_] >> order.shift, best)
    return best


def _go_along(order: Order, known: Known, rows: NDArray[Any], groups: NDArray[np.int64], best: Best) -> None:
    """Compare all that stand near each other in an order, group by group, in blocks of an even size."""
    if not len(rows):
        return
    reach = order.reach
    at = np.arange(len(rows))
    starts = np.flatnonzero(np.r_[True, groups[1:] != groups[:-1]])
    lengths = np.diff(np.r_[starts, len(rows)])
    alone = np.repeat(lengths == 1, lengths)
    for low in range(0, len(rows), _BLOCK):
        high = min(low + _BLOCK, len(rows))
        wanted = at[low:high][~alone[low:high]]
        if not len(wanted):
            continue
        near = at[max(low - reach, 0) : high + reach]
        near = near[~alone[near]]
        asked = (groups[wanted][:, None] == groups[near]) & (np.abs(wanted[:, None] - near) <= reach)
        asked &= rows[wanted][:, None] != rows[near]
        which, column, score = alike(known[rows[wanted]], known[rows[near]], asked)
        if len(which):
            _keep(known, rows[wanted][which], rows[near][column], score, best)


def _keep(known: Known, of: NDArray[np.int64], other: NDArray[np.int64], score: NDArray[np.int32], best: Best) -> None:
    """Take pairs into what is best so far."""
    changed, most = np.unique(of), best.scores.shape[1]
    kept_of = np.repeat(changed, most)
    of, other = np.r_[of, kept_of], np.r_[other, best.rows[changed].ravel()]
    score = np.r_[score, best.scores[changed].ravel()]
    there = score > 0
    of, other, score = of[there], other[there], score[there]
    order = np.lexsort((known.ids[other], -score, of))
    of, other, score = of[order], other[order], score[order]
    # The same pair may come from several orders; it has the same score, so its copies follow one another.
    fresh = np.r_[True, (of[1:] != of[:-1]) | (other[1:] != other[:-1])]
    of, other, score = of[fresh], other[fresh], score[fresh]
    first = np.flatnonzero(np.r_[True, of[1:] != of[:-1]])
    rank = np.arange(len(of)) - np.repeat(first, np.diff(np.r_[first, len(of)]))
    few = rank < most
    best.scores[changed] = 0
    best.rows[changed] = 0
    best.scores[of[few], rank[few]] = score[few]
    best.rows[of[few], rank[few]] = other[few]


def packed_near(near: Iterable[Near]) -> bytes:
    """Neighbours as they are kept."""
    return b"".join(_NEAR.pack(n.id, n.score) for n in near)


def near_of(blob: bytes) -> tuple[Near, ...]:
    """Neighbours from what is kept of them."""
    return tuple([Near._make((score, id)) for id, score in _NEAR.iter_unpack(blob)])


def ids_of(blob: bytes) -> list[int]:
    """The numbers of neighbours from what is kept of them."""
    return [id for id, _ in _NEAR.iter_unpack(blob)]


def packed_known(known: Sequence[Near]) -> tuple[bytes, bytes]:
    """Neighbours and those known beyond them, as they are kept."""
    return packed_near(known[:MOST]), packed_near(known[MOST:])


class Table(Protocol):
    """Where contents are kept: what `Neighbourhood` needs of a database."""

    def beside(self, order: Order, code: int, id: int) -> tuple[list[int], list[int]]:
        """The numbers of those next before a place in an order, and of those next after it, the nearest first.

        Args:
            order: The order; at most its reach of each are given, and one more of each, all with the same upper bits of their places.
            code: The place.
            id: Number of the content that stands there, or would stand.
        """

    def between(self, order: Order, one: tuple[int, int], other: tuple[int, int]) -> int:
        """How many contents stand between two places of an order, up to its reach.

        Args:
            order: The order.
            one: A place, and the number of the content that stands there.
            other: The same after it.
        """

    def places(self, id: int) -> list[tuple[int, int]]:
        """Where a content stands."""

    def told(self, ids: Iterable[int]) -> dict[int, Told]:
        """What is compared of contents; asked once for all that `beside` named."""

    def near(self, ids: Iterable[int]) -> dict[int, tuple[Near, ...]]:
        """What is known of the neighbours of contents; hundreds stand beside one of which few are asked for them."""

    def put(self, content: Features) -> None:
        """Keep a content that is not there, without neighbours."""

    def drop(self, id: int) -> None:
        """Keep a content no longer."""

    def set_near(self, id: int, near: tuple[Near, ...]) -> None:
        """Note what is known of the neighbours of a content."""


class Neighbourhood:
    """Keeps the neighbours of all contents of a table as `all_nearest` would find them, while contents come and go one by one.

    Of each content are known the most alike of all within its reach, `MOST` and up to `SPARE` more, or all that there are. How many more
    depends on what has come and gone.
    """

    def __init__(self, table: Table) -> None:
        self._table = table

    def add(self, content: Features) -> set[int]:
        """Add a content; those whose neighbours are others now, itself among them."""
        mates, pairs = self._beside(content.places, content.id)
        self._table.put(content)
        # What was just within reach of one another is no longer; who has another one as a neighbour is alike to it.
        found, apart = around((content.id, content.vector.tobytes(), content.words.tobytes()), mates, pairs)
        near = self._table.near({*found, *(x for a, b, _ in apart for x in (a, b))})
        changed = {content.id: _best(Near(score, id) for id, score in found.items())}
        for id, score in found.items():
            if (now := _with(near[id], Near(score, content.id))) != near[id]:
                changed[id] = now
        again = set()
        for x, gone in self._lost([(a, b) for a, b, _ in apart], near).items():
            left = _without(changed.get(x, near[x]), gone)
            if left is None:
                again.add(x)
            else:
                changed[x] = left
        return self._changed(changed, again)

    def _beside(self, places: Iterable[tuple[int, int]], id: int) -> tuple[dict[int, Told], set[tuple[int, int]]]:
        """What stands within reach of a content, and the pairs of these that are within reach of each other only where it is not there."""
        mates: set[int] = set()
        pairs: set[tuple[int, int]] = set()
        for number, code in places:
            order = ORDERS[number]
            before, after = self._table.beside(order, code, id)
            before, after = before[: order.reach], after[: order.reach]
            mates.update(before, after)
            # The farther one is before it, the fewer after it are within its reach.
            low = max(order.reach - len(after), 0)
            pairs.update(zip(before[low:], after[order.reach - 1 - low :: -1], strict=False))
        mates.discard(id)
        return self._table.told(mates), {pair for pair in pairs if id not in pair and pair[0] != pair[1]}

    def _look_again(self, id: int) -> None:
        """Find the neighbours of a content anew."""
        mates: set[int] = {id}
        for number, code in self._table.places(id):
            order = ORDERS[number]
            for side in self._table.beside(order, code, id):
                mates.update(side[: order.reach])
        told = self._table.told(mates)
        found = alike_ones(told.pop(id), list(told.values()))
        self._table.set_near(id, _best(Near(score, x) for x, score in found.items()))

    def _changed(self, changed: Mapping[int, tuple[Near, ...]], again: Collection[int]) -> set[int]:
        """Note the neighbours of some contents, and find those of others anew."""
        for id, near in changed.items():
            if id not in again:
                self._table.set_near(id, near)
        for id in again:
            self._look_again(id)
        return {*changed, *again}

    def _lost(self, apart: Iterable[tuple[int, int]], near: Mapping[int, Sequence[Near]]) -> dict[int, set[int]]:
        """The neighbours that contents no longer have, of those that are out of reach of one another in some order."""
        found: dict[int, set[int]] = {}
        for one, other in apart:
            having = [x for x, y in ((one, other), (other, one)) if any(n.id == y for n in near[x])]
            if having and not self._within_reach(one, other):
                for x in having:
                    found.setdefault(x, set()).add(other if x == one else one)
        return found

    def _within_reach(self, one: int, other: int) -> bool:
        """Whether two contents are within reach of one another in any order."""
        theirs = self._table.places(other)
        for number, code in self._table.places(one):
            order = ORDERS[number]
            for n, c in theirs:
                if n == number and c >> order.shift == code >> order.shift:
                    first, second = sorted(((code, one), (c, other)))
                    if self._table.between(order, first, second) < order.reach:
                        return True
        return False

    def remove(self, id: int) -> set[int]:
        """Remove a content; those whose neighbours are others now."""
        mates, pairs = self._beside(self._table.places(id), id)
        # What was just beyond reach of one another is within it now.
        found, joined = around(self._table.told([id])[id], mates, pairs)
        self._table.drop(id)
        near = self._table.near({*found, *(x for a, b, _ in joined for x in (a, b))})
        left = {x: _without(near[x], {id}) for x in found if any(n.id == id for n in near[x])}
        again = {x for x, them in left.items() if them is None}
        changed = {x: them for x, them in left.items() if them is not None}
        for one, other, score in joined:
            for x, y in ((one, other), (other, one)):
                if x not in again:
                    old = changed.get(x, near[x])
                    if (now := _with(old, Near(score, y))) != old:
                        changed[x] = now
        return self._changed(changed, again)


def _best(near: Iterable[Near]) -> tuple[Near, ...]:
    there = {n for n in near if n.score > 0}
    return tuple(sorted(there, key=_nearest_first)[: MOST + SPARE])


def _nearest_first(near: Near) -> tuple[int, int]:
    return -near.score, near.id


def _with(known: tuple[Near, ...], one: Near) -> tuple[Near, ...]:
    """What is known when there is one more: what comes after the last that is known is not, unless all are."""
    if len(known) >= MOST and _nearest_first(one) > _nearest_first(known[-1]):
        return known
    return _best((*known, one))


def _without(known: tuple[Near, ...], gone: Collection[int]) -> tuple[Near, ...] | None:
    """What is known when some are no longer within reach; None where that is too little."""
    left = tuple(n for n in known if n.id not in gone)
    return None if len(known) >= MOST > len(left) else left
