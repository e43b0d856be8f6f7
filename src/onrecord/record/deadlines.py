"""How long a record may take for what it is asked: what takes longer is stopped where it is.

>>> with deadline(record.database, 5):
...     record.count("bridge")

When the time is over, a thread of its own interrupts the query that is running then. Between queries the database looks at the time before
each one, and what calculates for long calls `Database.check` itself.
"""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from onrecord.errors import Cancelled
from onrecord.record.timing import CLOCK

if TYPE_CHECKING:
    from onrecord.record.database import Database

__all__ = ["Deadline", "deadline"]

_AGAIN = 0.02
"""Seconds after which a query is interrupted again: the first time may have fallen just between two of them."""

_AGAIN_AT_MOST = 1.0


class Deadline:
    """The time that a database has for what is asked within `deadline`.

    Attributes:
        seconds: How long that is.
    """

    def __init__(self, database: "Database", seconds: float, outer: "Deadline | None" = None) -> None:
        """Begin.

        Args:
            database: What is interrupted.
            seconds: After how long.
            outer: The deadline in which this one lies; it holds as well.
        """
        self.seconds = seconds
        self._database, self._outer = database, outer
        self._until = time.monotonic() + seconds
        self._stopped = self._ended = False
        self._changed = threading.Condition()
        self._interrupter: threading.Thread | None = None
        CLOCK.tell(self, self._until)

    @property
    def left(self) -> float:
        """Seconds that are left; not less than 0."""
        own = 0.0 if self._stopped else max(0.0, self._until - time.monotonic())
        return own if self._outer is None else min(own, self._outer.left)

    def error(self) -> Cancelled | None:
        """What is raised by now; None while there is time."""
        if self._stopped:
            return Cancelled("was stopped before it had answered", self._database.name)
        if time.monotonic() >= self._until:
            given = f"{self.seconds:g} second{'' if self.seconds == 1 else 's'}"
            return Cancelled(f"took longer than the {given} that it was given; ask for less, or give it more time", self._database.name)
        return self._outer.error() if self._outer is not None else None

    def stop(self) -> None:
        """Stop now, from whatever thread: what is running is interrupted, and nothing more is begun before the deadline is left."""
        self._stopped = True
        self.over()

    def end(self) -> None:
        """Let go; nothing is interrupted from here on."""
        with self._changed:
            self._ended = True
            self._changed.notify()

    @property
    def ended(self) -> bool:
        """Whether nobody asks within it any more."""
        return self._ended

    def over(self) -> None:
        """Interrupt what is running, again and again until nobody asks any more: a query may just be between two of its own."""
        with self._changed:
            if self._interrupter is None and not self._ended:
                self._interrupter = threading.Thread(target=self._interrupt, name="onrecord-deadline", daemon=True)
                self._interrupter.start()

    def _interrupt(self) -> None:
        pause = _AGAIN
        with self._changed:
            while not self._ended:
                self._database.interrupt()
                self._changed.wait_for(lambda: self._ended, timeout=pause)
                pause = min(2 * pause, _AGAIN_AT_MOST)


@contextmanager
def deadline(database: "Database", seconds: float) -> Iterator[Deadline]:
    """Give a database a time for all that is asked in a ``with`` statement, in the thread that asks.

    Within another one, whichever is over first holds. A transaction that is stopped keeps nothing.

    Args:
        database: The database of a record, which nobody else asks meanwhile.
        seconds: How long.

    Raises:
        Cancelled: It took longer, or `Deadline.stop` was called.
    """
    outer = database.limit
    limit = database.limit = Deadline(database, seconds, outer)
    try:
        yield limit
    finally:
        database.limit = outer
        limit.end()
