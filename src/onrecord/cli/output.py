"""Where a command writes: standard output, or a file that appears only when it is complete."""

import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO, cast

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

    Raises:
        OSError: The file cannot be written there.
    """
    from onrecord.exporting.files.target import replaced  # noqa: PLC0415

    with replaced(path) as file:
        yield cast("TextIO", file)
