"""Politeness: one request at a time for each host, some time between two, and none while a host asks to be left alone."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from onrecord.errors import NotFetched

__all__ = ["Gates"]

_MOST_HOSTS = 10_000


class _Gate:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.users = 0
        self.opens = 0.0


class Gates:
    """The gates of all hosts.

    Args:
        longest_wait: Longest time to wait before a gate, in seconds.
        clock: The time, in seconds.
        sleep: Waits for some seconds.
    """

    def __init__(self, longest_wait: float, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._longest_wait = longest_wait
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._gates: dict[str, _Gate] = {}

    @contextmanager
    def through(self, host: str, name: str, *, delay: float) -> Iterator[None]:
        """Wait until a host may be asked, and keep others waiting meanwhile.

        Args:
            host: The host.
            name: What errors call the input.
            delay: Time from the end of this request to the next one.

        Raises:
            NotFetched: The host asked to be left alone for longer than we wait.
        """
        gate = self._entered(host)
        try:
            with gate.lock:
                wait = gate.opens - self._clock()
                if wait > self._longest_wait:
                    raise NotFetched(f"{host} asks to be left alone for {wait:.0f} more seconds; try again then", name, wait)
                if wait > 0:
                    self._sleep(wait)
                try:
                    yield
                finally:
                    gate.opens = max(gate.opens, self._clock() + delay)
        finally:
            with self._lock:
                gate.users -= 1

    def close(self, host: str, seconds: float) -> None:
        """Leave a host alone for some time."""
        gate = self._entered(host)
        with self._lock:
            gate.opens = max(gate.opens, self._clock() + seconds)
            gate.users -= 1

    def _entered(self, host: str) -> _Gate:
        with self._lock:
            if len(self._gates) >= _MOST_HOSTS and host not in self._gates:
                now = self._clock()
                self._gates = {host: gate for host, gate in self._gates.items() if gate.users or gate.opens > now}
            gate = self._gates.setdefault(host, _Gate())
            gate.users += 1
            return gate
