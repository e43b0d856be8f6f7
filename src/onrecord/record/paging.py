"""Going through attributions page by page, while the record grows.

| order | what comes first | between two pages |
|---|---|---|
| ``number`` | what entered the record first | what has entered meanwhile comes at the end |
| ``latest`` | the latest day, of one day what entered last | what has entered meanwhile is not shown where it would stand before |
| ``best`` | what fits best by its words, or is nearest in meaning | all is as it was at the first page |

Nothing that stood in the record at the first page is left out, and nothing comes twice. What an article said before it was changed is gone
from the list, and what it says now has new numbers; so has what is judged to have another day in ``latest`` another place.

How well attributions fit hangs on all others. So the order ``best`` is kept in memory when the first of several pages is asked for: the
5,000 best by words, after which come the others, the last to enter first; or all that are near in meaning, 2,000 at most. Orders that
nobody has asked for long are forgotten when there are many, and with the process; then a cursor is refused, and one begins again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

import numpy as np

from onrecord.record.choosing import latest
from onrecord.record.cursors import place_in, written
from onrecord.record.layout import Column
from onrecord.record.orders import Orders
from onrecord.record.searching import Found, Hit

__all__ = ["Order", "Page", "Paging", "clipped"]

T = TypeVar("T")
Order = Literal["number", "latest", "best"]

_MOST = 1_000
"""Things on one page at most."""

_RANKED = np.dtype([("id", "<i8"), ("near", "<f4")])


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A page of a list.

    Attributes:
        items: What is on it.
        next: Where the next page begins; None where this is the last one for now.
    """

    items: tuple[T, ...]
    next: str | None

    def __iter__(self) -> Iterator[T]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


def clipped(limit: int) -> int:
    """How many things a page has: from 1 to 1,000."""
    return min(max(limit, 1), _MOST)


@dataclass(frozen=True, slots=True)
class Paging:
    """How somebody goes through the attributions that fit a question.

    Attributes:
        found: The question.
        orders: Where orders by how well they fit are kept.
        asked: The question as a cursor tells it from others.
        cursor: Where the page begins; None for the first one.
        limit: How many attributions it has at most.
        name: What the record is called in messages.
    """

    found: Found
    orders: Orders
    asked: Sequence[Any]
    cursor: str | None
    limit: int
    name: str

    def page(self, order: Order) -> Page[Hit]:
        """A page of attributions in an order.

        Raises:
            InvalidCursor: The cursor is none, is of another question, or its order was forgotten.
        """
        if order == "number":
            return self._by_number()
        # Without words or a meaning, all fit equally.
        return self._by_rank() if order == "best" and self.found.is_ranked else self._by_day()

    def _place(self, order: Order, *types: type) -> list[Any]:
        return place_in(self.cursor or "", "attributions", [order, *self.asked], *types, name=self.name)

    def _made(self, order: Order, ids: Sequence[int], place: Sequence[int | str] | None, near: dict[int, float] | None = None) -> Page[Hit]:
        next = None if place is None else written("attributions", [order, *self.asked], *place)
        return Page(tuple(self.found.shown(ids, near)), next)

    def _by_number(self) -> Page[Hit]:
        ids = self.found.ids
        if self.cursor is not None:
            ids = ids[np.searchsorted(ids, self._place("number", int)[0], side="right") :]
        some = ids[: self.limit].tolist()
        return self._made("number", some, [some[-1]] if len(ids) > self.limit else None)

    def _by_day(self) -> Page[Hit]:
        facts, mask = self.found.facts, self.found.fitting
        if self.cursor is not None:
            day, id = self._place("latest", int, int)
            days = facts["first"]
            mask = mask & ((days < day) | ((days == day) & (facts.ids < id)))
        at = latest(facts, mask, self.limit + 1)[: self.limit + 1]
        some = at[: self.limit]
        last = [int(facts["first"][some[-1]]), int(facts.ids[some[-1]])] if len(at) > self.limit else None
        return self._made("latest", facts.ids[some].tolist(), last)

    def _by_rank(self) -> Page[Hit]:
        if self.cursor is None:
            ranks, is_all = self._ranks()
            kept, at = "", 0
            below = 0 if is_all or not len(self.found.facts) else int(self.found.facts.ids[-1]) + 1
        else:
            kept, at, below = self._place("best", str, int, int)
            ranks = self.orders.asked(kept, self.name)
        best = ranks[max(at, 0) :][: self.limit]
        some, at = best["id"].tolist(), at + len(best)
        goes_on = at < len(ranks)
        if not goes_on and below:
            rest = self._rest(ranks, below)
            more = rest[: self.limit - len(some)].tolist()
            some += more
            goes_on, below = len(rest) > len(more), more[-1] if more else below
        if goes_on and not kept:
            kept = self.orders.keep(ranks)
        near = dict(zip(best["id"].tolist(), best["near"].tolist(), strict=True)) if self.found.is_by_meaning else None
        return self._made("best", some, [kept, at, below] if goes_on else None, near)

    def _ranks(self) -> tuple[Column, bool]:
        """The best, and whether these are all that fit."""
        ids, near, is_all = self.found.ranking()
        ranks = np.empty(len(ids), dtype=_RANKED)
        ranks["id"], ranks["near"] = ids, near
        return ranks, is_all

    def _rest(self, ranks: Column, below: int) -> Column:
        """What fits, was not ranked and has a number below another one, the last to enter first."""
        ids = self.found.ids
        rest: Column = np.setdiff1d(ids[: np.searchsorted(ids, below)], ranks["id"])[::-1]
        return rest
