"""An input as a stream of bytes that is read once, front to back, in bounded memory."""

import codecs
import io
from collections.abc import Iterator
from typing import BinaryIO

from onrecord.errors import EmptyInput, InputError
from onrecord.reading.compression import Unpacked, packed_with
from onrecord.reading.decoding import beginning

__all__ = ["LARGEST", "Source"]

LARGEST = 64 * 1024 * 1024
"""Most bytes of one article, one line of JSON Lines or one JSON document."""

_HEAD = 64 * 1024
_CHUNK = 1024 * 1024
_WIDE_MARKS = ((b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class Source:
    """An input, unpacked if it is compressed (see `onrecord.reading.compression`).

    Attributes:
        name: What errors call it.
        suffix: The suffix of its file, in lower case with the dot, or empty.
        head: Its first bytes, up to 64 KiB; a slow stream is only waited for until its first line is there.
        stream: All of its bytes, the head included.
        file: The stream as it was given, if one can jump about in it: whoever does must not use `stream`.

    Raises:
        EmptyInput: Not a single byte in it.
        InputError: It is compressed, and damaged at its very beginning.
    """

    def __init__(self, stream: BinaryIO, name: str, suffix: str = "") -> None:
        self.name = name
        self.suffix = suffix
        self.file = stream if _at_beginning(stream) else None
        self.head = _head(stream)
        self._unpacked: Unpacked | None = None
        if kind := packed_with(self.head):
            self._unpacked = Unpacked(_Rejoined(self.head, stream), kind, name)  # type: ignore[arg-type]
            self.file = None
            stream = self._unpacked  # type: ignore[assignment]
            self.head = _head(stream)
        if not self.head:
            raise EmptyInput("there is nothing in it", name)
        self.stream = io.BufferedReader(_Rejoined(self.head, stream), buffer_size=_HEAD)

    @property
    def beginning(self) -> str:
        """The head as text, as far as it can be decoded; for guessing the format."""
        return beginning(self.head)

    def found_one(self) -> None:
        """Say that an article was found; a compressed input may only grow so much without one."""
        if self._unpacked is not None:
            self._unpacked.found_one()

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
        """Its lines with their numbers, from 1; None in place of a line of more than `largest` bytes.

        Of UTF-16 and UTF-32, which a byte order mark tells, they come in UTF-8.
        """
        wide = next((encoding for mark, encoding in _WIDE_MARKS if self.head.startswith(mark)), None)
        stream = self.stream if wide is None else io.BufferedReader(_Narrowed(self.stream, wide), buffer_size=_HEAD)
        number = 0
        while line := stream.readline(largest):
            number += 1
            if len(line) < largest or line.endswith(b"\n"):
                yield number, line
                continue
            while line and not line.endswith(b"\n"):
                line = stream.readline(_CHUNK)
            yield number, None


def _at_beginning(stream: BinaryIO) -> bool:
    try:
        return stream.seekable() and stream.tell() == 0
    except (AttributeError, OSError, ValueError):
        return False


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


class _Given(io.RawIOBase):
    """A stream that gives out what `_more` finds. Closing it leaves what it reads from open."""

    def __init__(self, first: bytes, rest: BinaryIO) -> None:
        super().__init__()
        self._ready = memoryview(first)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def _more(self, most: int) -> bytes:
        raise NotImplementedError

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        if not len(self._ready):
            self._ready = memoryview(self._more(len(buffer)))
        data = self._ready[: len(buffer)]
        self._ready = self._ready[len(data) :]
        buffer[: len(data)] = data
        return len(data)


class _Rejoined(_Given):
    """A stream with the head that was taken off it put back."""

    def _more(self, most: int) -> bytes:
        return _some(self._rest, most)


class _Narrowed(_Given):
    """A stream of UTF-16 or UTF-32 as UTF-8."""

    def __init__(self, stream: BinaryIO, encoding: str) -> None:
        super().__init__(b"", stream)
        self._decoder = codecs.getincrementaldecoder(encoding)("replace")

    def _more(self, most: int) -> bytes:
        while data := _some(self._rest, _HEAD):
            if text := self._decoder.decode(data):
                return text.encode("utf-8", "surrogatepass")
        return self._decoder.decode(b"", final=True).encode("utf-8", "surrogatepass")
