"""What the processes of onrecord do first, before numpy is loaded; this module imports next to nothing."""

import os
import signal

__all__ = ["begin_worker", "one_thread", "processors"]

_LIBRARIES = ("OPENBLAS", "MKL", "VECLIB_MAXIMUM", "OMP")


def one_thread() -> None:
    """Let linear algebra use one thread, unless the environment says otherwise.

    What is multiplied here is small: several threads mostly wait for each other, and take the processor from what reads other articles.
    """
    for library in _LIBRARIES:
        os.environ.setdefault(f"{library}_THREADS" if "_" in library else f"{library}_NUM_THREADS", "1")


def begin_worker() -> None:
    """Begin a process that reads articles: Ctrl-C is for the main process to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    one_thread()


def processors() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
