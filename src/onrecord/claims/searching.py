"""The unit of one content, found by looking at few contents around it: the same that `onrecord.claims.parts.units` finds of all."""

from collections.abc import Callable, Collection, Iterable, Mapping
from heapq import heappop, heappush, nsmallest

from onrecord.claims import parts
from onrecord.claims.parts import WHOLE

__all__ = ["Search"]

_AHEAD = 16
"""Contents whose links are read at once, as they are likely to come next."""

Level = tuple[float, int, int]
"""How strong a link is, below 0, and which: the stronger the smaller. No two links have the same."""

_NEVER: Level = (1.0, 0, 0)
"""Weaker than any link."""


class Search:
    """Finds units, and remembers what it has seen: links must not change meanwhile.

    From a content it goes along the strongest link that leads out of what has been seen (Prim 1957). Whenever that is weaker than all
    before it, what has been seen is all that hangs together by stronger ones. So no more contents are gone to than a unit may have, and
    mostly fewer: where another search has been, it is known how much hangs together there by links of some strength.

    Args:
        read: Gives the links of some contents, by content: what each is linked with, and how strongly.
    """

    def __init__(self, read: Callable[[Collection[int]], Mapping[int, Mapping[int, float]]]) -> None:
        self._read = read
        self._links: dict[int, Mapping[int, float]] = {}
        self._units: dict[int, frozenset[int]] = {}
        self._full: dict[int, Level] = {}
        """Down to which level more hangs together with a content than a unit may have."""

    def unit(self, content: int) -> frozenset[int]:
        """The unit of a content: itself and what hangs together with it."""
        if content not in self._units:
            found, is_whole = self._grown(content)
            unit = frozenset(self._all(content) if is_whole else found)
            self._units.update(dict.fromkeys(unit, unit))
        return self._units[content]

    def links(self, contents: Iterable[int]) -> dict[tuple[int, int], float]:
        """The links among some contents."""
        inside = set(contents)
        self.look_at(inside)
        return {(a, b): strength for a in inside for b, strength in self._links[a].items() if a < b and b in inside}

    def look_at(self, contents: Iterable[int]) -> None:
        """Read the links of some contents, unless that was done."""
        wanted = sorted({c for c in contents if c not in self._links})
        if wanted:
            found = self._read(wanted)
            self._links.update((c, found.get(c, {})) for c in wanted)

    def _grown(self, content: int) -> tuple[list[int], bool]:
        """A content with all that hangs together with it by links of the lowest level at which that is not too much.

        And whether it is too much by links from `WHOLE` on.
        """
        seen, order = {content}, [content]
        heap: list[tuple[Level, int]] = []
        weakest: Level = (-float("inf"), 0, 0)
        several = 1
        self._put(heap, content, seen)
        while True:
            while heap and heap[0][1] in seen:
                heappop(heap)
            level, next = heap[0] if heap else (_NEVER, content)
            if level > weakest:
                several, weakest = len(order), level
            if not heap:
                return order[:several], False
            if len(order) >= parts.LARGEST or next in self._units or weakest >= self._full.get(next, _NEVER):
                break
            seen.add(next)
            order.append(next)
            self._put(heap, next, seen)
        for c in seen:
            self._full[c] = min(weakest, self._full.get(c, _NEVER))
        return order[:several], -weakest[0] >= WHOLE

    def _put(self, heap: list[tuple[Level, int]], content: int, seen: Collection[int]) -> None:
        """Put the links of a content that lead to what has not been seen into a heap."""
        if content not in self._links:
            self.look_at([content, *(next for _, next in nsmallest(_AHEAD, heap))] if heap else [content])
        for other, strength in self._links[content].items():
            if other not in seen:
                heappush(heap, ((-strength, min(content, other), max(content, other)), other))

    def _all(self, content: int) -> set[int]:
        """All that hangs together with a content by links from `WHOLE` on, however much."""
        seen, fresh = {content}, [content]
        while fresh:
            self.look_at(fresh)
            fresh = sorted({o for c in fresh for o, s in self._links[c].items() if s >= WHOLE} - seen)
            seen.update(fresh)
        return seen
