"""How far reading has come: the bytes that were read of files, and how many there are."""

import io
import os
import stat
from collections.abc import Iterable

from onrecord.reading.paths import files

__all__ = ["Meter", "Metered", "size_of"]


class Meter:
    """Counts bytes as they lie in files: of what is compressed, the compressed ones.

    Attributes:
        done: How many were read.
    """

    def __init__(self) -> None:
        self.done = 0


class Metered(io.RawIOBase):
    """A file whose bytes are counted while they are read. What was left out of a regular file counts as read when it is closed."""

    def __init__(self, file: io.FileIO, meter: Meter) -> None:
        super().__init__()
        self._file = file
        self._meter = meter
        self._counted = 0
        found = os.fstat(file.fileno())
        self._size = found.st_size if stat.S_ISREG(found.st_mode) else 0

    def readable(self) -> bool:  # noqa: D102
        return True

    def seekable(self) -> bool:  # noqa: D102
        return self._file.seekable()

    def seek(self, offset: int, whence: int = 0, /) -> int:  # noqa: D102
        return self._file.seek(offset, whence)

    def tell(self) -> int:  # noqa: D102
        return self._file.tell()

    def readinto(self, buffer: bytearray | memoryview, /) -> int | None:  # type: ignore[override]  # noqa: D102
        number = self._file.readinto(buffer)
        self._count(number or 0)
        return number

    def close(self) -> None:  # noqa: D102
        if not self.closed:
            self._count(self._size - self._counted)
            self._file.close()
        super().close()

    def _count(self, number: int) -> None:
        number = max(min(number, self._size - self._counted), 0)  # Parquet is read in any order, and some of it twice
        self._counted += number
        self._meter.done += number


def size_of(sources: Iterable[str]) -> int | None:
    """How many bytes the files of inputs have; None where that cannot be known, as of standard input, a pipe or a URL."""
    total = 0
    for source in sources:
        if source == "-" or source[:8].lower().startswith(("http://", "https://")):
            return None
        for path in files(source):
            if not isinstance(path, str):
                continue
            try:
                found = os.stat(path)
            except (OSError, ValueError):
                continue  # there is nothing to read of it
            if not stat.S_ISREG(found.st_mode):
                return None
            total += found.st_size
    return total
