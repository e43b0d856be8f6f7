"""How many articles wait to be grouped into claims; a process beside the pages does that."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from fastapi import Request

from onrecord.claims.store import behind
from onrecord.record import Record

__all__ = ["waiting_in"]

_KEPT = 10.0
"""Seconds for which the number is taken to hold: it takes a look at every article."""

_LOCK = threading.Lock()


@contextmanager
def _alone() -> Iterator[bool]:
    """Whether nobody else counts now."""
    free = _LOCK.acquire(blocking=False)
    try:
        yield free
    finally:
        if free:
            _LOCK.release()


def waiting_in(request: Request, record: Record) -> int:
    """How many articles are not yet grouped, as it was at most a few seconds ago.

    Args:
        request: What is answered.
        record: The record.
    """
    state = request.app.state
    at, number = getattr(state, "waiting_articles", (-_KEPT, 0))
    if time.monotonic() - at >= _KEPT:
        with _alone() as alone:
            if alone or at < 0:
                number = behind(record.database)
                state.waiting_articles = (time.monotonic(), number)
    return int(number)
