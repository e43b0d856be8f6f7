"""Where an export goes: a file or a folder that appears only when it is complete, or standard output."""

import io
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from onrecord.errors import OnrecordError

__all__ = ["filled", "replaced", "standard"]


@contextmanager
def replaced(path: Path, mode: str = "w") -> Iterator[IO[Any]]:
    r"""A file that replaces `path` when the block ends well and leaves it alone when it does not.

    Text is UTF-8, with ``\xXX`` for halves of characters. Links are followed, permissions are kept, and what is no regular file
    (``/dev/null``, a named pipe) is written to directly.

    Args:
        path: The file.
        mode: ``w`` for text, ``wb`` for bytes.

    Raises:
        OSError: The file cannot be written there.
    """
    how: dict[str, Any] = {} if "b" in mode else {"encoding": "utf-8", "newline": "", "errors": "backslashreplace"}
    if path.exists() and not path.is_file():
        # Opened by the name given: that of a pipe behind /dev/stdout or /dev/fd leads nowhere once it is resolved.
        with path.open(mode, **how) as direct:
            yield direct
        return
    target = path.resolve()
    permissions = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:60]}.", suffix=".part")
    part = Path(name)
    try:
        with open(handle, mode, **how) as file:
            yield file
        part.chmod(permissions)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def filled(path: Path) -> Iterator[Path]:
    """A folder to be filled, which gets its name when the block ends well, and is gone when it does not.

    Raises:
        OnrecordError: There is something else at `path`, or in it.
        OSError: The folder cannot be written there.
    """
    target = path.resolve()
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise OnrecordError(f"{path}: there is something already; name a new folder")
    part = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name[:60]}.", suffix=".part"))
    try:
        yield part
        part.chmod(0o777 & ~_umask())
        part.replace(target)
    finally:
        shutil.rmtree(part, ignore_errors=True)


@contextmanager
def standard(mode: str = "w") -> Iterator[IO[Any]]:
    r"""Standard output, in UTF-8 whatever the locale, with ``\xXX`` for halves of characters.

    Args:
        mode: ``w`` for text, ``wb`` for bytes.

    Raises:
        OnrecordError: Bytes would go to a terminal.
    """
    if "b" in mode:
        if sys.stdout.isatty():
            raise OnrecordError("this format is no text for a terminal; name a file")
        sys.stdout.flush()
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")
    yield sys.stdout
    sys.stdout.flush()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
