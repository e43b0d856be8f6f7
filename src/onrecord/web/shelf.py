"""Pages that one process has made, for the others that answer on the same socket: files in a folder that nobody else may read."""

import os
from hashlib import blake2b
from pathlib import Path

import msgspec

__all__ = ["Page", "Shelf"]

_PLACES = 4096
"""How many pages there are at most; what comes to the place of another one replaces it."""

_LARGEST = 128 * 1024


class Page(msgspec.Struct, frozen=True, array_like=True):
    """A page as it was made.

    Attributes:
        status: The status of HTTP.
        headers: Names and values.
        body: Its bytes.
        state: What the record was then, as `onrecord.web.pool.Pool.state` says.
        at: When its making began, by the clock that all processes of a machine have in common.
    """

    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes
    state: str
    at: float


class _Placed(msgspec.Struct, array_like=True):
    key: tuple[str, ...]
    page: Page


_DECODE = msgspec.msgpack.Decoder(_Placed).decode


class Shelf:
    """Where they stand. What cannot be written or read is not there.

    Args:
        folder: A folder for nothing else; whoever made it removes it.
    """

    def __init__(self, folder: str) -> None:
        self._folder = Path(folder)

    def put(self, key: tuple[str, ...], page: Page) -> None:
        """Put a page there.

        Args:
            key: What it is asked for by.
            page: The page; one that is too large is left out.
        """
        if len(page.body) > _LARGEST:
            return
        place = self._place(key)
        written = place.with_name(f"{place.name}.{os.getpid()}")
        try:
            written.write_bytes(msgspec.msgpack.encode(_Placed(key, page)))
            written.replace(place)  # whoever reads it meanwhile has the one before to its end
        except OSError:
            written.unlink(missing_ok=True)

    def take(self, key: tuple[str, ...]) -> Page | None:
        """The page that was put there last, if it is there.

        Args:
            key: What it is asked for by.
        """
        try:
            placed = _DECODE(self._place(key).read_bytes())
        except (OSError, msgspec.MsgspecError):
            return None
        return placed.page if placed.key == key else None

    def _place(self, key: tuple[str, ...]) -> Path:
        number = int.from_bytes(blake2b(msgspec.msgpack.encode(key), digest_size=8).digest(), "big")
        return self._folder / str(number % _PLACES)
