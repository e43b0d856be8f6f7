"""Connections to the record: few, each used by one request at a time, each question with a deadline."""

import queue
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from typing import Annotated

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool

from onrecord.record import Record, open_record
from onrecord.record.deadlines import deadline
from onrecord.web.problems import Busy
from onrecord.web.settings import Settings

__all__ = ["Asked", "Judging", "Pool"]


class Pool:
    """Records to read from, opened as they are needed, and one to write to.

    Args:
        settings: Which record, and how many connections.

    Raises:
        RecordError: The record cannot be opened.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._idle: queue.LifoQueue[Record] = queue.LifoQueue()
        self._free = threading.Semaphore(settings.connections)
        self._writing = threading.Lock()
        self._writer: Record | None = None
        self._watching = threading.Lock()
        self._watch: Record | None = None
        self._first: Record | None = None
        self._first = first = self._opened()
        self.name = first.name
        self.seconds = settings.seconds
        self._idle.put(first)

    def _opened(self) -> Record:
        return open_record(self._settings.record, create_new=False, read_only=True, shares=self._first)

    @contextmanager
    def asked(self, seconds: float | None = None) -> Iterator[Record]:
        """A record to ask; what is asked of it ends at the deadline.

        Args:
            seconds: Until when; None for the usual time.

        Raises:
            Busy: All connections stay in use.
            Cancelled: It took too long.
        """
        record = self.taken()
        try:
            with deadline(record.database, self._settings.seconds if seconds is None else seconds):
                yield record
        finally:
            self.give_back(record)

    def taken(self) -> Record:
        """A record that nobody else has until it is given back.

        Raises:
            Busy: All connections stay in use.
            RecordError: It cannot be opened.
        """
        if not self._free.acquire(timeout=self._settings.patience):
            raise Busy
        try:
            return self._idle.get_nowait()
        except queue.Empty:
            pass
        try:
            return self._opened()
        except BaseException:
            self._free.release()
            raise

    def taken_at_once(self) -> Record | None:
        """The same where neither somebody else nor a file must be waited for; else None."""
        if not self._free.acquire(blocking=False):
            return None
        try:
            return self._idle.get_nowait()
        except queue.Empty:
            self._free.release()
            return None

    def give_back(self, record: Record) -> None:
        """Let others have a record that was taken."""
        self._idle.put(record)
        self._free.release()

    @contextmanager
    def judging(self) -> Iterator[Record]:
        """A record to write judgements to; one at a time.

        Raises:
            Busy: Somebody else writes for long.
            RecordError: It cannot be written.
        """
        if not self._writing.acquire(timeout=self._settings.patience):
            raise Busy
        try:
            if self._writer is None:
                self._writer = open_record(self._settings.record, create_new=False)
            yield self._writer
        finally:
            self._writing.release()

    def state(self) -> str:
        """What is another text whenever anybody has written to the record since, here or elsewhere.

        Raises:
            RecordError: The record cannot be read.
        """
        with self._watching:  # of its own, for a connection sees only what others write
            if self._watch is None:
                self._watch = self._opened()
            return self._watch.database.state()

    def close(self) -> None:
        """Close all connections that are not in use."""
        while True:
            try:
                self._idle.get_nowait().close()
            except queue.Empty:
                break
        for record in (self._writer, self._watch):
            if record is not None:
                record.close()


async def _asked(request: Request) -> AsyncIterator[Record]:
    """A thread waits for a connection only where it must: to change threads takes longer than to have one that is idle."""
    pool: Pool = request.app.state.pool
    record = pool.taken_at_once()
    if record is None:
        record = await run_in_threadpool(pool.taken)
    try:
        with deadline(record.database, pool.seconds):
            yield record
    finally:
        pool.give_back(record)


def _judging(request: Request) -> Iterator[Record]:
    with request.app.state.pool.judging() as record:
        yield record


Asked = Annotated[Record, Depends(_asked)]
"""A record to ask, for as long as a request lasts."""

Judging = Annotated[Record, Depends(_judging)]
"""A record to write to, for as long as a request lasts."""
