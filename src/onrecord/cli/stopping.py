"""Ending a command that runs for long: what is in hand is finished, and what only waits is broken off."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from onrecord.record.rounds import Stopped

__all__ = ["Stopping"]


class Stopping:
    """While it is entered, Ctrl-C and SIGTERM ask to stop; a second one does so at once.

    Attributes:
        asked: Whether it was asked to stop.
    """

    def __init__(self) -> None:
        self.asked = False
        self._waiting = False
        self._before: dict[int, Any] = {}

    def __enter__(self) -> "Stopping":
        for number in (signal.SIGINT, signal.SIGTERM):
            self._before[number] = signal.signal(number, self._ask)
        return self

    def __exit__(self, *_: object) -> None:
        for number, before in self._before.items():
            signal.signal(number, before)

    @contextmanager
    def waiting(self) -> Iterator[None]:
        """Marks what may be broken off, such as a pause or a request.

        Raises:
            Stopped: It was asked to stop, before or meanwhile.
        """
        self._waiting = True
        try:
            if self.asked:
                raise Stopped
            yield
        finally:
            self._waiting = False

    def _ask(self, number: int, frame: FrameType | None) -> None:
        if self.asked:
            raise KeyboardInterrupt
        self.asked = True
        if self._waiting:
            raise Stopped
