"""Few at a time, and those first who came first.

Python runs one thread at a time: of twenty pages that are made at once each is ready as late as the last one, and who answers waits for all
of them to let go. Made one after the other, the first is ready at once and the last no later.
"""

import asyncio
import threading
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from onrecord.web.problems import Busy

__all__ = ["Turns"]


@dataclass(slots=True)
class _Waiting:
    """Somebody who waits, in whichever event loop."""

    place: "asyncio.Future[None]"
    has_turn: bool = False


class Turns:
    """Turns that are taken in the order in which they are asked for.

    Args:
        most: How many have theirs at once.
        patience: How many seconds one waits for it.
    """

    def __init__(self, most: int, patience: float) -> None:
        self._free, self._patience = most, patience
        self._lock = threading.Lock()
        self._line: deque[_Waiting] = deque()

    def taken_at_once(self) -> bool:
        """Take a turn if nobody has to be waited for; whether that is so. It ends with the `turn` that is begun with it."""
        with self._lock:
            free = self._free > 0
            self._free -= free
        return free

    @asynccontextmanager
    async def turn(self, *, taken: bool = False) -> AsyncIterator[None]:
        """Wait for a turn, and have it.

        Args:
            taken: Whether it has been taken already.

        Raises:
            Busy: It does not come.
        """
        if not taken:
            await self._wait()
        try:
            yield
        finally:
            self._next()

    async def _wait(self) -> None:
        with self._lock:
            if self._free:
                self._free -= 1
                return
            own = _Waiting(asyncio.get_running_loop().create_future())
            self._line.append(own)
        try:
            async with asyncio.timeout(self._patience):
                await own.place
        except BaseException as error:
            self._leave(own)
            if isinstance(error, TimeoutError):
                raise Busy from error
            raise

    def _leave(self, own: _Waiting) -> None:
        """Wait no longer; a turn that came just then is the next one's."""
        with self._lock:
            if not own.has_turn:
                self._line.remove(own)
        if own.has_turn:
            self._next()

    def _next(self) -> None:
        with self._lock:
            while self._line:
                first = self._line.popleft()
                try:
                    first.place.get_loop().call_soon_threadsafe(_come, first.place)
                except RuntimeError:  # its loop has ended, and whoever waited there is gone
                    continue
                first.has_turn = True
                return
            self._free += 1


def _come(place: "asyncio.Future[None]") -> None:
    if not place.done():
        place.set_result(None)
