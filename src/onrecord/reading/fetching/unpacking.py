"""Unpacking: bodies as they were before the server packed them, never more than a cap."""

import zlib
from importlib import import_module
from typing import Any, Protocol

__all__ = ["Broken", "TooMuch", "accepted", "unpacker"]

_STEP = 64 * 1024


class TooMuch(Exception):  # noqa: N818
    """A body is larger than the cap."""


class Broken(Exception):  # noqa: N818
    """A body is not packed as its server says, or ends too early."""


class Unpacker(Protocol):
    """Takes a body piece by piece and gathers it, unpacked, in `body`."""

    body: bytearray

    def feed(self, data: bytes) -> None:
        """Take a piece.

        Raises:
            TooMuch: The body is larger than the cap; `body` is cut off there.
            Broken: It cannot be unpacked.
        """

    def end(self) -> None:
        """Say that nothing more comes.

        Raises:
            Broken: Something should.
        """


def accepted() -> str:
    """The value of ``Accept-Encoding``: Brotli only where a library that can be held to a cap is installed."""
    return "gzip, deflate, br" if _brotli() is not None else "gzip, deflate"


def unpacker(encoding: str, most: int) -> Unpacker:
    """What unpacks a body.

    Args:
        encoding: The value of ``Content-Encoding``.
        most: The cap, in bytes.

    Raises:
        Broken: There is no such encoding here, or several are laid over each other.
    """
    encoding = encoding.strip().lower()
    if encoding in {"", "identity", "none", "utf-8"}:
        return _Plain(most)
    if encoding in {"gzip", "x-gzip", "deflate"}:
        return _Zlib(most, gzip=encoding != "deflate")
    if encoding == "br" and _brotli() is not None:
        return _Brotli(most)
    raise Broken(f"is packed as {encoding[:40]!r}, which was not asked for")


class _Plain:
    def __init__(self, most: int) -> None:
        self.body = bytearray()
        self._most = most

    def feed(self, data: bytes) -> None:
        room = self._most - len(self.body)
        self.body += data[:room]
        if len(data) > room:
            raise TooMuch

    def end(self) -> None:
        pass


class _Zlib(_Plain):
    """Gzip of any number of members (RFC 1952), or deflate with or without zlib's header, since servers send both."""

    def __init__(self, most: int, *, gzip: bool) -> None:
        super().__init__(most)
        self._gzip = gzip
        self._bits = 31 if gzip else 0
        self._inflating: Any = None
        self._begun = False

    def feed(self, data: bytes) -> None:
        more = bool(data)
        while more:
            if self._inflating is None:
                if self._begun and (not self._gzip or not data.startswith(b"\x1f")):
                    return  # what stands after the end is padding
                self._inflating = zlib.decompressobj(self._bits or (15 if data[0] & 0x0F == 8 else -15))
                self._begun = True
            try:
                out = self._inflating.decompress(data, _STEP)
            except zlib.error:
                raise Broken("is packed in a way that cannot be unpacked") from None
            super().feed(out)
            if self._inflating.eof:
                data = self._inflating.unused_data
                self._inflating = None
                more = bool(data)
            else:
                data = self._inflating.unconsumed_tail
                more = bool(data) or len(out) == _STEP  # all may be taken in and not yet given out

    def end(self) -> None:
        if self._inflating is not None:
            raise Broken("ends before it is complete")


class _Brotli(_Plain):
    def __init__(self, most: int) -> None:
        super().__init__(most)
        self._module: Any = _brotli()
        self._decompressor = self._module.Decompressor()

    def feed(self, data: bytes) -> None:
        try:
            super().feed(self._decompressor.process(data, output_buffer_limit=_STEP))
            while not self._decompressor.can_accept_more_data():
                super().feed(self._decompressor.process(b"", output_buffer_limit=_STEP))
        except self._module.error:
            raise Broken("is packed in a way that cannot be unpacked") from None

    def end(self) -> None:
        if not self._decompressor.is_finished():
            raise Broken("ends before it is complete")


def _brotli() -> Any:
    try:
        module = import_module("brotli")
    except ImportError:
        return None
    return module if hasattr(module.Decompressor, "can_accept_more_data") else None  # older ones unpack all at once
