"""How a command ends when it does not simply finish: interrupted, its reader gone, or with an error of ours."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from onrecord.errors import InputError, OnrecordError

__all__ = ["complain", "ending"]

_FAILED = 1
_INTERRUPTED = 128 + 2
_NOBODY_READS = 128 + 13


def complain(message: str) -> None:
    """Print one line to standard error, with nothing in it that a terminal would obey."""
    from onrecord.exporting.visible import one_line  # noqa: PLC0415

    print(f"onrecord: {one_line(message)}", file=sys.stderr, flush=True)


@contextmanager
def ending() -> Iterator[None]:
    """End quietly, with the code that a shell expects.

    Ctrl-C: one line and 130. A closed pipe (``| head``): nothing and 141. An `OnrecordError`: its line and 1.
    """
    try:
        yield
        sys.stdout.flush()
    except KeyboardInterrupt:
        complain("interrupted")
        _exit(_INTERRUPTED)
    except BrokenPipeError:
        _exit(_NOBODY_READS)
    except InputError as error:
        complain(f"{error.name}: {error.problem}")
        _exit(_FAILED)
    except OnrecordError as error:
        complain(str(error))
        _exit(_FAILED)


def _exit(code: int) -> NoReturn:
    try:
        sys.stdout.flush()
    except OSError:
        # Python flushes once more at the end and would complain: let it write into nothing.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise SystemExit(code)
