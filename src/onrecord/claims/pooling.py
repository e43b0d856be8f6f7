"""Judging many pairs in several processes, each with the network of its own and one thread."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Protocol

from onrecord.claims.judging import Judged, judge
from onrecord.processes import begin_worker

__all__ = ["WORTH_IT", "Pooled", "pooled"]

WORTH_IT = 1_000
"""Contents to be compared with others from which starting processes takes less time than it saves."""

_EACH = 64
"""Pairs that a process is given at a time."""

How = Callable[[Sequence[tuple[str, str]]], Sequence[Judged | None]]


class Pooled(Protocol):
    """Judges pairs by a function, in several processes."""

    def __call__(self, pairs: Sequence[tuple[str, str]], how: How = judge) -> list[Judged | None]:
        """How the contents of each pair relate."""


@contextmanager
def pooled(processes: int) -> Iterator[Pooled]:
    """What judges pairs in so many processes, by a function of `onrecord.claims.judging`; they end with the context.

    Where one of them dies, what it was given is judged here, and so is all that follows.

    Args:
        processes: How many.
    """
    pool: ProcessPoolExecutor | None = ProcessPoolExecutor(processes, get_context("spawn"), begin_worker)

    def judging(pairs: Sequence[tuple[str, str]], how: How = judge) -> list[Judged | None]:
        nonlocal pool
        if pool is not None:
            try:
                parts = [pairs[i : i + _EACH] for i in range(0, len(pairs), _EACH)]
                return [j for part in pool.map(how, parts) for j in part]
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
                pool = None
        return list(how(pairs))

    try:
        yield judging
    finally:
        if pool is not None:
            pool.shutdown(cancel_futures=True)
