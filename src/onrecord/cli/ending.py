"""How a command ends when it does not simply finish: interrupted, its reader gone, or with an error of ours."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn, TextIO

from onrecord.errors import OnrecordError

__all__ = ["complain", "ending"]

_FAILED = 1
_INTERRUPTED = 128 + 2
_NOBODY_READS = 128 + 13


def complain(message: str) -> None:
    """Print one line to standard error, with nothing in it that a terminal would obey.

    Where standard error cannot be written there is nobody to tell, and the command goes on.
    """
    from onrecord.exporting.visible import one_line  # noqa: PLC0415

    try:
        print(f"onrecord: {one_line(message)}", file=sys.stderr, flush=True)
    except OSError:
        _let_go(sys.stderr)


@contextmanager
def ending() -> Iterator[None]:
    """End quietly, with the code that a shell expects.

    Ctrl-C: one line and 130. A closed pipe (``| head``): nothing and 141. An `OnrecordError`, or a standard output that
    cannot be written, such as one on a full disk: one line and 1.
    """
    try:
        try:
            yield
        except SystemExit:
            sys.stdout.flush()
            raise
        sys.stdout.flush()
    except KeyboardInterrupt:
        complain("interrupted")
        _exit(_INTERRUPTED)
    except BrokenPipeError:
        _exit(_NOBODY_READS)
    except OnrecordError as error:
        complain(str(error))
        _exit(_FAILED)
    except OSError as error:
        # An open stream has no file name in its errors; what has one was about that file.
        what = "standard output cannot be written" if error.filename is None else str(error.filename)
        complain(f"{what}: {error.strerror or error}")
        _exit(_FAILED)


def _exit(code: int) -> NoReturn:
    try:
        sys.stdout.flush()
    except OSError:
        _let_go(sys.stdout)
    raise SystemExit(code)


def _let_go(stream: TextIO) -> None:
    """Python flushes once more at the end and would complain: let it write into nothing."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, stream.fileno())
    os.close(nothing)
