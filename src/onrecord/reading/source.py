"""An input as a stream of bytes that is read once, front to back, in bounded memory."""

import io
from collections.abc import Iterator
from typing import BinaryIO

from onrecord.errors import EmptyInput, InputError
from onrecord.reading.decoding import beginning

__all__ = ["LARGEST", "Source"]

LARGEST = 64 * 1024 * 1024
"""Most bytes of one article, one line of JSON Lines or one JSON document."""

_HEAD = 64 * 1024
_CHUNK = 1024 * 1024


class Source:
    """An input.

    Attributes:
        name: What errors call it.
        suffix: The suffix of its file, in lower case with the dot, or empty.
        head: Its first bytes, up to 64 KiB; a slow stream is only waited for until its first line is there.
        stream: All of its bytes, the head included.

    Raises:
        EmptyInput: Not a single byte in it.
    """

    def __init__(self, stream: BinaryIO, name: str, suffix: str = "") -> None:
        self.name = name
        self.suffix = suffix
        self.head = _head(stream)
        if not self.head:
            raise EmptyInput("there is nothing in it", name)
        self.stream = io.BufferedReader(_Rejoined(self.head, stream), buffer_size=_HEAD)

    @property
    def beginning(self) -> str:
        """The head as text, as far as it can be decoded; for guessing the format."""
        return beginning(self.head)

    def whole(self, largest: int = LARGEST) -> bytes:
        """All bytes.

        Raises:
            InputError: There are more than `largest`.
        """
        chunks: list[bytes] = []
        size = 0
        while chunk := self.stream.read(_CHUNK):
            size += len(chunk)
            if size > largest:
                raise InputError(f"is larger than {largest // 1_000_000} MB, the most that is read as one piece; split it", self.name)
            chunks.append(chunk)
        return b"".join(chunks)

    def lines(self, largest: int = LARGEST) -> Iterator[tuple[int, bytes | None]]:
        """Its lines with their numbers, from 1; None in place of a line of more than `largest` bytes."""
        number = 0
        while line := self.stream.readline(largest):
            number += 1
            if len(line) < largest or line.endswith(b"\n"):
                yield number, line
                continue
            while line and not line.endswith(b"\n"):
                line = self.stream.readline(_CHUNK)
            yield number, None


def _head(stream: BinaryIO) -> bytes:
    head = b""
    while len(head) < _HEAD and b"\n" not in head.lstrip():
        chunk = _some(stream, _HEAD - len(head))
        if not chunk:
            break
        head += chunk
    return head


def _some(stream: BinaryIO, most: int) -> bytes:
    # A pipe gives what it has with read1, and would make us wait for all of `most` with read.
    read1 = getattr(stream, "read1", None)
    data = read1(most) if read1 is not None else stream.read(most)
    if data is not None and not isinstance(data, bytes):
        raise TypeError("articles are read from a stream of bytes: open the file with mode 'rb', or use sys.stdin.buffer")
    return data or b""


class _Rejoined(io.RawIOBase):
    """A stream with the head that was taken off it put back. Closing it leaves the stream open."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        super().__init__()
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data: bytes | memoryview
        if len(self._head):
            data = self._head[: len(buffer)]
            self._head = self._head[len(data) :]
        else:
            data = _some(self._rest, len(buffer))
        buffer[: len(data)] = data
        return len(data)
