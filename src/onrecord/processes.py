"""What the processes of onrecord do first, before numpy is loaded; this module imports next to nothing."""

import os
import signal
import threading

__all__ = ["begin_worker", "give_way", "one_thread", "processors"]

_BEHIND = 10
"""Niceness (POSIX) of what works for hours, such as that of a nightly job."""

_LIBRARIES = ("OPENBLAS", "MKL", "VECLIB_MAXIMUM", "OMP")


def one_thread() -> None:
    """Let linear algebra use one thread, unless the environment says otherwise.

    What is multiplied here is small: several threads mostly wait for each other, and take the processor from what reads other articles.
    """
    for library in _LIBRARIES:
        os.environ.setdefault(f"{library}_THREADS" if "_" in library else f"{library}_NUM_THREADS", "1")


def give_way() -> None:
    """Let the processor go first to what people wait for, such as the page over the same record.

    It holds for the threads and processes that are begun from then on. Where nothing else runs, nothing is lost.
    """
    if hasattr(os, "setpriority"):
        os.setpriority(os.PRIO_PROCESS, 0, max(_BEHIND, os.getpriority(os.PRIO_PROCESS, 0)))


def begin_worker() -> None:
    """Begin a process that works for another one: Ctrl-C is for that one to answer, and where it is killed, this one ends, too."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    one_thread()
    _end_with_the_parent()


def _end_with_the_parent() -> None:
    """End when the process that began this one has: a pool's process would wait for ever for what nobody can ask any more."""
    from multiprocessing import parent_process  # noqa: PLC0415  (takes as long to import as all of this, and is there in a worker)
    from multiprocessing.connection import wait  # noqa: PLC0415

    def ends(sentinel: int) -> None:
        wait([sentinel])
        os._exit(1)

    if parent := parent_process():
        threading.Thread(target=ends, args=(parent.sentinel,), daemon=True).start()


def processors() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
