"""Serving the page from this process until it is stopped."""

import logging
import secrets
import socket
import subprocess
import sys
import threading
from collections.abc import Callable
from ipaddress import ip_address

import uvicorn

from onrecord.errors import RecordError
from onrecord.web.app import create_app
from onrecord.web.settings import LOOPBACK, Settings
from onrecord.web.workers import serve_with

__all__ = ["answering", "bound", "is_loopback", "names_of", "new_token", "serve"]

_GRACE = 3
_LINE = 128
"""Connections that wait to be taken."""


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address to listen on."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def names_of(host: str, more: tuple[str, ...] = ()) -> tuple[str, ...]:
    """By which names a page may be asked for that listens on an address.

    Args:
        host: The address.
        more: Names that somebody allows besides.
    """
    every = {"0.0.0.0", "::", ""}  # noqa: S104 - what listens everywhere has no name of its own
    own = () if host in every else (host.strip("[]").lower(),)
    return tuple(dict.fromkeys((*LOOPBACK, *own, *(m.lower() for m in more))))


def new_token() -> str:
    """A token that nobody guesses."""
    return secrets.token_urlsafe(24)


def bound(host: str, port: int) -> socket.socket:
    """A socket that listens.

    Args:
        host: Name or address.
        port: 0 for any that is free.

    Raises:
        RecordError: The port is taken, or the address is none of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # else the end of every answer waits 40 ms for an acknowledgement
    try:
        made.bind((host.strip("[]"), port))
    except OSError as error:
        made.close()
        reason = (error.strerror or str(error)).lower()
        raise RecordError(f"cannot be listened on ({reason}); name another --port, or 0 for any that is free", f"{host}:{port}") from error
    made.listen(_LINE)
    return made


def serve(
    settings: Settings, listening: socket.socket, ready: Callable[[], None] = lambda: None, *, update: bool = True, workers: int = 1
) -> None:
    """Answer until the process is asked to stop.

    Args:
        settings: Which record, and who may see it.
        listening: Where.
        ready: Called once it answers.
        update: Whether statements and claims are brought up to date beside it, in a process of their own.
        workers: How many processes answer; one is this one.

    Raises:
        RecordError: The record cannot be opened.
    """
    updating = _updating(settings.record) if update and not settings.read_only else None
    try:
        if workers > 1:
            serve_with(workers, settings, listening, ready)
        else:
            answering(settings, listening, ready)
    finally:
        if updating is not None and updating.poll() is None:
            updating.terminate()  # what it has done is kept


def answering(settings: Settings, listening: socket.socket, ready: Callable[[], None]) -> None:
    """Answer in this process until it is asked to stop.

    A connection is taken one at a time, so that of several processes none takes all that come at once while the others wait.

    Args:
        settings: Which record, and who may see it.
        listening: Where.
        ready: Called once it answers.

    Raises:
        RecordError: The record cannot be opened.
    """
    config = uvicorn.Config(
        create_app(settings), log_level=logging.WARNING, access_log=False, server_header=False, date_header=True,
        timeout_graceful_shutdown=_GRACE, timeout_keep_alive=15, h11_max_incomplete_event_size=64 * 1024, proxy_headers=False,
        backlog=1,
    )  # fmt: skip
    server = uvicorn.Server(config)

    def answers() -> None:
        listening.listen(_LINE)  # uvicorn has made it as short as what is taken at a time
        ready()

    threading.Thread(target=_tell, args=(server, answers), daemon=True).start()
    server.run(sockets=[listening])


def _tell(server: uvicorn.Server, ready: Callable[[], None]) -> None:
    pause = threading.Event()
    while not server.started and not server.should_exit:
        pause.wait(0.02)
    if server.started:
        ready()


def _updating(record: str) -> "subprocess.Popen[bytes]":
    """Bring claims up to date elsewhere, so that pages stay quick."""
    told = (
        "import sys, onrecord, onrecord.processes\nonrecord.processes.give_way()\n"
        "with onrecord.open(sys.argv[1]) as record:\n    record.update_claims()"
    )
    quiet = subprocess.DEVNULL
    return subprocess.Popen([sys.executable, "-c", told, record], stdin=quiet, stdout=quiet, stderr=quiet)  # noqa: S603 - our own words
