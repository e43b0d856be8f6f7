"""Several processes that answer on one socket: each has an interpreter of its own, so that pages are made on several processors at once.

The operating system gives a new connection to whichever process takes it first. They share what the page signs with (`Settings.secret`), so
that a form of one is good for the others, and the pages that they have made (`shelf.py`); what they write goes through the record, which
lets one write after the other.
"""

import multiprocessing
import os
import shutil
import signal
import socket
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import wait
from multiprocessing.context import SpawnProcess
from multiprocessing.synchronize import Event
from tempfile import TemporaryDirectory
from types import FrameType

from onrecord.errors import RecordError
from onrecord.web.settings import Settings

__all__ = ["serve_with"]

_SPAWN = multiprocessing.get_context("spawn")
_LOOK = 0.2
_GRACE = 8.0
_TOO_SOON = 5.0
"""Seconds within which a process that ends has not failed by chance."""


class _AskedToStop(Exception):  # noqa: N818 - nothing went wrong
    """The process was sent SIGTERM."""


def serve_with(workers: int, settings: Settings, listening: socket.socket, ready: Callable[[], None]) -> None:
    """Answer with several processes until this one is asked to stop; one that fails is replaced.

    Args:
        workers: How many.
        settings: Which record, and who may see it.
        listening: Where.
        ready: Called once they answer.

    Raises:
        RecordError: They cannot answer.
    """
    with TemporaryDirectory(prefix="onrecord-", ignore_cleanup_errors=True) as shelf:
        _serve_with(workers, replace(settings, shelf=shelf), listening, ready)


def _serve_with(workers: int, settings: Settings, listening: socket.socket, ready: Callable[[], None]) -> None:
    before = signal.signal(signal.SIGTERM, _stop)
    # A shell has what it starts behind it ignore Ctrl-C; one process alone answers SIGINT then, too.
    interrupted = signal.signal(signal.SIGINT, signal.default_int_handler)
    running: list[tuple[SpawnProcess, float]] = []
    started = _SPAWN.Event()
    told = False
    try:
        running = [_begun(settings, listening, started) for _ in range(workers)]
        while True:
            if not told and started.is_set():
                ready()
                told = True
            for n, (process, since) in enumerate(running):
                process.join(_LOOK / workers)
                if process.is_alive():
                    continue
                if time.monotonic() - since < _TOO_SOON:
                    raise RecordError("cannot be served; run it with --workers 1 to see why", settings.record)
                running[n] = _begun(settings, listening, started)
    except _AskedToStop:
        pass
    finally:
        signal.signal(signal.SIGTERM, before)
        signal.signal(signal.SIGINT, interrupted)
        _end([process for process, _ in running])


def _stop(number: int, frame: FrameType | None) -> None:
    raise _AskedToStop


def _begun(settings: Settings, listening: socket.socket, started: Event) -> tuple[SpawnProcess, float]:
    process = _SPAWN.Process(target=_work, args=(settings, listening, started), daemon=True)
    process.start()
    return process, time.monotonic()


def _end(processes: list[SpawnProcess]) -> None:
    for process in processes:
        process.terminate()
    until = time.monotonic() + _GRACE
    for process in processes:
        process.join(max(0.1, until - time.monotonic()))
        if process.is_alive():
            process.kill()


def _work(settings: Settings, listening: socket.socket, started: Event) -> None:
    """What each process does."""
    from onrecord.web.serving import answering  # noqa: PLC0415 - serving starts workers, and workers serve

    threading.Thread(target=_end_with_parent, args=(settings.shelf,), daemon=True).start()
    with suppress(KeyboardInterrupt):
        answering(settings, listening, started.set)


def _end_with_parent(shelf: str | None) -> None:
    """End when the process that began this one was killed by force, and tidy up for it."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        if shelf:
            shutil.rmtree(shelf, ignore_errors=True)
        os.kill(os.getpid(), signal.SIGTERM)
