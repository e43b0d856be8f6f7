"""Compressed inputs: gzip, bzip2, xz and Zstandard, told by their first bytes and unpacked as they are read."""

import bz2
import io
import lzma
import zlib
from collections.abc import Callable
from typing import BinaryIO, Protocol

from onrecord.errors import InputError

__all__ = ["SUFFIXES", "Unpacked", "packed_with"]

SUFFIXES = frozenset({".gz", ".bz2", ".xz", ".zst", ".zstd"})
"""Suffixes of compressed files, in lower case; what stands before them says what is inside."""

MOST_WAITED_FOR = 16 * 1024 * 1024
"""Most unpacked bytes without an article among them, where they are more than `MOST_RATIO` times the packed ones."""

MOST_RATIO = 200
"""News shrinks to a fifth or a tenth; gzip can shrink nothing more than a thousandfold, the others anything."""

_MOST_MEMORY = 256 * 1024 * 1024
_CHUNK = 64 * 1024


class _Unpacker(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int = -1) -> bytes: ...


class _Gzip:
    """zlib in the manner of bz2 and lzma."""

    def __init__(self) -> None:
        self._zlib = zlib.decompressobj(wbits=31)

    @property
    def eof(self) -> bool:
        return self._zlib.eof

    @property
    def needs_input(self) -> bool:
        return not self._zlib.eof and not self._zlib.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._zlib.unused_data

    def decompress(self, data: bytes, max_length: int = -1) -> bytes:
        return self._zlib.decompress(self._zlib.unconsumed_tail + data, max(max_length, 0))


def _zstandard() -> _Unpacker:
    try:
        from compression import zstd  # noqa: PLC0415  from Python 3.14 on
    except ImportError:
        from backports import zstd  # noqa: PLC0415
    unpacker: _Unpacker = zstd.ZstdDecompressor()
    return unpacker


_KINDS: tuple[tuple[bytes, str, Callable[[], _Unpacker]], ...] = (
    (b"\x1f\x8b\x08", "gzip", _Gzip),
    (b"BZh", "bzip2", bz2.BZ2Decompressor),
    (b"\xfd7zXZ\x00", "xz", lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, _MOST_MEMORY)),
    (b"\x28\xb5\x2f\xfd", "Zstandard", _zstandard),
)
_BZIP2_BLOCKS = (b"1AY&SY", b"\x17\x72\x45\x38\x50\x90")


def packed_with(head: bytes) -> str | None:
    """With what an input is compressed that begins with these bytes; None where it is not."""
    for magic, kind, _ in _KINDS:
        # A text may begin with "BZh": bzip2 has a block after it, or the end of an empty archive.
        if head.startswith(magic) and (kind != "bzip2" or head[4:10] in _BZIP2_BLOCKS):
            return kind
    return None


class Unpacked(io.RawIOBase):
    """The bytes in a compressed stream. Several archives on end are one, as for the tools that made them.

    Memory is bounded by the window of the compression (256 MB for xz and 128 MB for Zstandard; what needs more is refused).

    Raises:
        InputError: While reading, after all that is whole has been given: the archive is cut off or damaged, or it unpacks to
            very much more than it is without an article in it (see `found_one`).
    """

    def __init__(self, stream: BinaryIO, kind: str, name: str) -> None:
        """Unpack a stream from its beginning.

        Args:
            stream: The compressed bytes.
            kind: What `packed_with` says of them.
            name: What errors call the input.
        """
        super().__init__()
        self._stream = stream
        self._kind = kind
        self._name = name
        self._magic, self._make = next((magic, make) for magic, known, make in _KINDS if known == kind)
        self._unpacker: _Unpacker | None = self._make()
        self._waiting = b""
        self._taken = self._given = 0

    def readable(self) -> bool:  # noqa: D102
        return True

    def found_one(self) -> None:
        """Say that an article was found: what comes after it is counted anew."""
        self._taken = self._given = 0

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]  # noqa: D102
        data = self._next(len(buffer))
        buffer[: len(data)] = data
        self._given += len(data)
        if self._given > MOST_WAITED_FOR and self._given > MOST_RATIO * (self._taken + _CHUNK):
            problem = f"unpacks to over {self._given // 1_000_000} MB without an article, from {self._taken // 1000 + 1} kB; it is no news"
            raise InputError(problem, self._name)
        return len(data)

    def _next(self, most: int) -> bytes:
        while self._unpacker is not None:
            if self._unpacker.eof:
                self._begin_again(self._unpacker.unused_data)
                continue
            if not self._waiting and self._unpacker.needs_input:
                self._waiting = self._packed()
                if not self._waiting:
                    raise InputError(f"is {self._kind} that is cut off; what is whole before that place was read", self._name)
            try:
                data = self._unpacker.decompress(self._waiting, most)
            except MemoryError as error:
                raise InputError(f"is {self._kind} that needs too much memory to unpack; compress it anew", self._name) from error
            except Exception as error:  # each library has its own
                problem = f"is {self._kind} that is damaged ({_reason(error)}); what is whole before that place was read"
                raise InputError(problem, self._name) from error
            self._waiting = b""
            if data:
                return data
        return b""

    def _begin_again(self, rest: bytes) -> None:
        # Between archives, and after them, tapes and xz have zeros.
        while not (rest := rest.lstrip(b"\0")):
            rest = self._packed()
            if not rest:
                self._unpacker = None
                return
        while len(rest) < len(self._magic) and (more := self._packed()):
            rest += more
        if not rest.startswith(self._magic):
            raise InputError(f"is {self._kind} with something else after it; what is before that place was read", self._name)
        self._waiting = rest
        self._unpacker = self._make()

    def _packed(self) -> bytes:
        data = self._stream.read(_CHUNK)
        self._taken += len(data)
        return data


def _reason(error: Exception) -> str:
    return " ".join(str(error).split())[:100] or type(error).__name__
