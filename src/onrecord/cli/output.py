"""Where a command writes: standard output, or a file that appears only when it is complete."""

import io
import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

__all__ = ["standard_output", "written"]


def standard_output(*, utf8: bool) -> TextIO:
    r"""Standard output, in UTF-8 whatever the locale, or in the locale's encoding with ``\xXX`` for what it lacks."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        encoding = "utf-8" if utf8 else None
        newline = "\n" if utf8 else None
        sys.stdout.reconfigure(encoding=encoding, errors="backslashreplace", newline=newline)
    return sys.stdout


@contextmanager
def written(path: Path) -> Iterator[TextIO]:
    """A text file in UTF-8 that replaces `path` when the block ends well and leaves it alone when it does not.

    Links are followed, permissions are kept, and what is no regular file (``/dev/null``, a named pipe) is written to
    directly.

    Raises:
        OSError: The file cannot be written there.
    """
    if path.exists() and not path.is_file():
        # Opened by the name given: that of a pipe behind /dev/stdout or /dev/fd leads nowhere once it is resolved.
        with path.open("w", encoding="utf-8", newline="\n") as direct:
            yield direct
        return
    target = path.resolve()
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:100]}.", suffix=".part")
    part = Path(name)
    try:
        with open(handle, "w", encoding="utf-8", newline="\n") as file:
            yield file
        part.chmod(mode)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
