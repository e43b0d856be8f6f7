"""HTTP responses as archives keep them: what was answered, and the page in it, decoded within bounds."""

import io
import re
import zlib
from dataclasses import dataclass

from onrecord.errors import InputError
from onrecord.reading.cleaning import shown
from onrecord.reading.compression import Unpacked, packed_with

__all__ = ["Response"]

_LONGEST_HEAD = 256 * 1024
_STATUS = re.compile(rb"HTTP/[0-9.]+[ \t]+([0-9]{3})")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<[!?a-zA-Z]")
_CHUNK = re.compile(rb"[ \t]*([0-9a-fA-F]{1,8})[ \t]*(?:;[^\n]{0,1000})?\r?\n")


@dataclass(frozen=True, slots=True)
class Response:
    """A response.

    Attributes:
        status: Its status code; 0 where it has none.
        type: Its media type, in lower case and without parameters; empty where it has none.
        charset: The encoding that it says it is in.
        coding: How its body is compressed, the outermost last.
        chunked: Whether its body comes in chunks.
        body: The bytes after its head, as they were sent.
    """

    status: int
    type: str
    charset: str | None
    coding: tuple[str, ...]
    chunked: bool
    body: bytes

    @classmethod
    def of(cls, message: bytes) -> "Response":
        """Take a message apart (RFC 9112), leniently: of its beginning alone, all but the body can be told."""
        status = _STATUS.match(message)
        end = re.search(rb"\r?\n\r?\n", message[:_LONGEST_HEAD])
        head = message[: end.start() if end else _LONGEST_HEAD].decode("latin-1")
        fields: dict[str, list[str]] = {}
        for line in re.sub(r"\r?\n[ \t]+", " ", head).splitlines()[1:]:
            key, _, value = line.partition(":")
            fields.setdefault(key.strip().lower(), []).append(value.strip())
        type = fields.get("content-type", [""])[-1]
        charset = _CHARSET.search(type)
        coding = ",".join(fields.get("content-encoding", ())).lower().split(",")
        return cls(
            status=int(status[1]) if status else 0,
            type=type.partition(";")[0].strip().lower(),
            charset=charset[1] if charset else None,
            coding=tuple(c for c in map(str.strip, coding) if c not in {"", "identity", "none", "utf-8"}),
            chunked="chunked" in ",".join(fields.get("transfer-encoding", ())).lower(),
            body=message[end.end() :] if end else b"",
        )

    def content(self, name: str, largest: int) -> bytes:
        """The body with its chunks joined and unpacked.

        Archives often keep a body that they have decoded with a head that says it is not: what does not look as the head says
        is taken as it is. A body that ends before its last chunk is what there is of it.

        Args:
            name: What errors call it.
            largest: The most bytes that it may have.

        Raises:
            InputError: It has more, or it is damaged, or compressed in a way that is not known.
        """
        data = _joined(self.body) if self.chunked else self.body
        for coding in reversed(self.coding):
            data = _unpacked(data, coding, name, largest)
        if len(data) > largest:
            raise _too_large(name, largest)
        return data


def _joined(body: bytes) -> bytes:
    pieces: list[bytes] = []
    at = 0
    while size := _CHUNK.match(body, at):
        length = int(size[1], 16)
        if length == 0:
            return b"".join(pieces)
        pieces.append(body[size.end() : size.end() + length])
        at = size.end() + length
        at += 2 if body.startswith(b"\r\n", at) else body.startswith(b"\n", at)
    return b"".join(pieces) if at >= len(body) > 0 and pieces else body


def _unpacked(data: bytes, coding: str, name: str, largest: int) -> bytes:
    if kind := packed_with(data):
        with io.BufferedReader(Unpacked(io.BytesIO(data), kind, name)) as stream:
            found = stream.read(largest + 1)
    elif coding == "deflate":
        found = _inflated(data, name, largest)
    elif coding == "br":
        found = _brotli(data, name, largest)
    elif coding in {"gzip", "x-gzip", "zstd"}:
        return data
    else:
        raise InputError(f"was sent compressed in a way that is not known ({shown(coding)})", name)
    if len(found) > largest:
        raise _too_large(name, largest)
    return found


def _inflated(data: bytes, name: str, largest: int) -> bytes:
    for bits in (15, -15):  # meant to have the head of zlib, and often sent without
        try:
            return zlib.decompressobj(bits).decompress(data, largest + 1)
        except zlib.error:
            continue
    return _as_it_is(data, "deflate", name)


def _brotli(data: bytes, name: str, largest: int) -> bytes:
    try:
        import brotli  # noqa: PLC0415
    except ImportError as error:
        if _MARKUP.match(data):
            return data
        raise InputError('was sent in Brotli; to read it: pip install "onrecord[warc]"', name) from error
    unpacker = brotli.Decompressor()
    try:
        found: bytes = unpacker.process(data, output_buffer_limit=largest + 1)
        if not unpacker.is_finished() and len(found) <= largest:
            raise InputError("was sent in Brotli, and is cut off", name)
    except brotli.error:
        return _as_it_is(data, "Brotli", name)
    return found


def _as_it_is(data: bytes, kind: str, name: str) -> bytes:
    if _MARKUP.match(data):
        return data
    raise InputError(f"was sent in {kind}, and is damaged", name)


def _too_large(name: str, largest: int) -> InputError:
    return InputError(f"is larger than {largest // 1_000_000} MB, the most that is read as one page", name)
