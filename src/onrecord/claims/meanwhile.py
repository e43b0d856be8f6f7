"""Batches of numbers that other processes look into while one process writes what they found before.

The others open the record for reading alone. What they find they find of the record as it is when they read it; whoever writes is told
what it was when they were asked, and what has been written since, and says what it writes. A process that dies costs time and nothing else:
what it was asked, and all that follows, is left to whoever writes.
"""

import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Generic, TypeVar

from onrecord.errors import OnrecordError
from onrecord.processes import begin_worker
from onrecord.record.database import Database
from onrecord.record.places import database_at

__all__ = ["Asked", "Work", "ahead", "can_be_named", "can_be_opened", "opened"]

Answer = TypeVar("Answer")

Work = Callable[[Database, Sequence[int], Sequence[int]], Answer]
"""What is done with a batch: of the record, the batch, and what was asked before it and has not been written yet. It can be pickled."""

_LOOK = 8
"""Batches after which it is looked how long the log of SQLite has become."""

_LOGGED = 64_000
"""Pages of the log from which nothing more is asked until all has been answered: as long as somebody reads, it is not begun anew."""


@dataclass(slots=True)
class Asked(Generic[Answer]):
    """A batch that another process was asked to look into.

    Attributes:
        batch: What was asked.
        state: That of the record when it was asked, as `onrecord.record.database.Database.state` says; where it is another one now,
            somebody else has written.
        answer: What was found; None where it was not.
        since: What was written between being asked and being answered.
        writes: What is written now, set by whoever does.
    """

    batch: list[int]
    state: str
    answer: Answer | None = None
    since: set[int] = field(default_factory=set)
    writes: set[int] = field(default_factory=set)


def ahead(
    database: Database,
    batches: Iterable[Sequence[int]],
    work: Work[Answer],
    processes: int,
    wanted: Callable[[int], bool] = lambda _: True,
) -> Generator[Asked[Answer], None, None]:
    """Batches with what was found of them, in their order; never more than a few are found before they are written.

    Args:
        database: The record, a file.
        batches: The batches.
        work: What finds it.
        processes: How many do.
        wanted: Which of a batch are still to be looked into, asked when its turn comes to be asked; by default all.
    """
    pool = ProcessPoolExecutor(processes, get_context("spawn"), begin_worker)
    waiting: deque[tuple[Asked[Answer], Future[Answer] | None]] = deque()
    todo, written, rests, ended = iter(batches), 0, False, False
    try:
        while True:
            while len(waiting) <= processes and not rests and (batch := next(todo, None)) is not None:
                if some := [id for id in batch if wanted(id)]:
                    before = [id for asked, _ in waiting for id in asked.batch if wanted(id)]
                    asked = Asked[Answer](some, database.state())
                    waiting.append((asked, _begun(pool, database.name, work, some, before)))
            if not waiting:
                break
            asked, future = waiting.popleft()
            asked.answer = _answer(future)
            yield asked
            for other, _ in waiting:
                other.since |= asked.writes
            written += 1
            rests = bool(waiting) and (rests or (written % _LOOK == 0 and _is_long(database)))
        ended = True
    finally:
        pool.shutdown(wait=ended, cancel_futures=True)


def _begun(pool: ProcessPoolExecutor, *given: Any) -> "Future[Answer] | None":
    try:
        return pool.submit(_work, *given)
    except BrokenProcessPool:
        return None


def _answer(of: "Future[Answer] | None") -> Answer | None:
    try:
        return of.result() if of else None
    except (OnrecordError, BrokenProcessPool):
        return None


def _is_long(database: Database) -> bool:
    """Whether the log is long; what can be taken from it into the file is taken."""
    ((_, pages, _),) = database.rows("PRAGMA wal_checkpoint(PASSIVE)")
    return int(pages) > _LOGGED


def _work(record: str, work: Work[Answer], batch: Sequence[int], before: Sequence[int]) -> Answer:
    return work(opened(record), batch, before)


@cache
def opened(record: str) -> Database:
    """A record, opened once in a process, for reading alone.

    Args:
        record: What it is called.
    """
    return database_at(record, create=False, read_only=True)


def can_be_opened(database: Database) -> bool:
    """Whether other processes can read a record while this one writes it: it is a file of SQLite, which needs no password.

    Args:
        database: The record.
    """
    return database.kind == "sqlite" and Path(database.name).is_file()


def can_be_named(function: Callable[..., Any]) -> bool:
    """Whether another process can be told a function: it is one of a module that can be imported there.

    Args:
        function: The function.
    """
    module, name = getattr(function, "__module__", None), getattr(function, "__qualname__", "")
    return module not in {None, "__main__"} and getattr(sys.modules.get(str(module)), name, None) is function
