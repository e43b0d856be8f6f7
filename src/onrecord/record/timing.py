"""One thread that waits for all deadlines of a process.

Nearly all of what is asked is answered in time, and a thread for each would cost more than most answers do.
"""

import heapq
import itertools
import os
import threading
import time
from typing import Protocol
from weakref import ref

__all__ = ["CLOCK", "Clock", "Timed"]


class Timed(Protocol):
    """What is told when its time is over."""

    @property
    def ended(self) -> bool:
        """Whether it need not be told any more."""

    def over(self) -> None:
        """Called when its time is over, in a thread that others wait for."""


class Clock:
    """Tells whoever is still there that their time is over."""

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self._changed = threading.Condition()
        self._due: list[tuple[float, int, ref[Timed]]] = []
        self._numbers = itertools.count()
        self._runs = False

    def forget(self) -> None:
        """Begin anew, as a process must that was forked off: it has the times, but not the thread."""
        self._begin()

    def tell(self, one: Timed, at: float) -> None:
        """Tell somebody at a time.

        Args:
            one: Who is told.
            at: When, as `time.monotonic` has it.
        """
        with self._changed:
            heapq.heappush(self._due, (at, next(self._numbers), ref(one)))
            if not self._runs:
                self._runs = True
                threading.Thread(target=self._watch, name="onrecord-clock", daemon=True).start()
            elif self._due[0][0] == at:
                self._changed.notify()

    def _watch(self) -> None:
        while True:
            for one in self._over():
                one.over()
            del one

    def _over(self) -> list[Timed]:
        """Wait until the time of somebody is over."""
        with self._changed:
            while True:
                now, found = time.monotonic(), list[Timed]()
                while self._due:
                    at, _, known = self._due[0]
                    one = known()
                    if one is not None and not one.ended:
                        if at > now:
                            break
                        found.append(one)
                    heapq.heappop(self._due)
                if found:
                    return found
                one = None  # so that nobody is kept for being looked at last
                self._changed.wait(self._due[0][0] - now if self._due else None)


CLOCK = Clock()
"""That of this process."""

if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=CLOCK.forget)
