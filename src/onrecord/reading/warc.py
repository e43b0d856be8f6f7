"""WARC (ISO 28500): the archives of web crawlers, of which the HTML pages are read.

The framing of records is read here and not by a library: of an archive that is damaged or cut off, all that is whole is to be read.
"""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from onrecord.errors import EmptyInput, InputError
from onrecord.reading.cleaning import line, printable
from onrecord.reading.columns import Columns
from onrecord.reading.dates import parse
from onrecord.reading.drafts import Draft, Fields, Format
from onrecord.reading.flood import few_errors
from onrecord.reading.page import LARGEST_PAGE, draft
from onrecord.reading.response import Response
from onrecord.reading.source import LARGEST, Source

__all__ = ["FORMAT"]

_log = logging.getLogger(__name__)

_VERSION = re.compile(rb"WARC/[0-9]\.[0-9]{1,2}[ \t]*\r?\n\Z")
_LENGTH = re.compile(r"[0-9]{1,15}")
_LONGEST_LINE = 64 * 1024
_MOST_LINES = 1000
_BEGINNING = 16 * 1024
_CHUNK = 1024 * 1024
_HTML = frozenset({"text/html", "application/xhtml+xml"})
_TYPES = frozenset({"warcinfo", "request", "metadata", "revisit", "resource", "conversion", "continuation"})
_HINT = "check that it is an archive of a crawl"
_DAMAGED = "is damaged; reading goes on with the next record that is whole"


@dataclass(frozen=True, slots=True)
class _Record:
    number: int
    type: str
    length: int
    fields: Fields


def _read(source: Source, _: Columns) -> Iterator[Draft | InputError]:
    passed_over: Counter[str] = Counter()
    found_any = False
    try:
        for found in few_errors(_pages(source, passed_over), source.name, _HINT):
            found_any = True
            yield found
    finally:
        told = ", ".join(f"{count:,} {what}" for what, count in passed_over.most_common())
        if told:
            _log.info("%s: passed over %s", source.name, told)
    if not found_any:
        raise EmptyInput(f"there is no HTML page in it, only {told or 'blank lines'}", source.name)


def _pages(source: Source, passed_over: Counter[str]) -> Iterator[Draft | InputError]:
    for record in _records(source.stream, source.name):
        if isinstance(record, InputError):
            yield record
            continue
        address = f" ({printable(record.fields.url[:200])})" if record.fields.url else ""
        name = f"{source.name}, record {record.number}{address}"
        block = _Block(source.stream, record.length, source.name)
        beginning = block.read(_BEGINNING)
        if other := _no_page(record, Response.of(beginning)):
            passed_over[other] += 1
        elif record.length > LARGEST:
            yield InputError(f"is larger than {LARGEST // 1_000_000} MB, the most that is read as one page", name)
        else:
            message = beginning + block.read(record.length)
            # Where it does not end, its length is wrong, and it may be half a page or two pages; it is told as damage.
            if _ends_here(source.stream):
                yield _page(message, record, name)
        block.pass_over()


def _no_page(record: _Record, response: Response) -> str | None:
    """What a record is that is no HTML page."""
    if record.type != "response":
        return f"{record.type} records" if record.type in _TYPES else "records of unknown types"
    if response.status != 200:
        return "responses without a page" if response.status else "responses that are not HTTP"
    return None if response.type in _HTML else "responses that are not HTML"


def _page(message: bytes, record: _Record, name: str) -> Draft | InputError:
    response = Response.of(message)
    try:
        page = draft(response.content(name, LARGEST_PAGE), name, response.charset)
    except InputError as error:
        return error
    return Draft(name, page.text, page.fields.over(record.fields))


def _ends_here(stream: "io.BufferedReader[Any]") -> bool:
    try:
        return stream.peek(1)[:1] in {b"", b"\r", b"\n", b"W"}
    except InputError:  # which comes again when the next record is asked for
        return True


def _records(stream: BinaryIO, name: str) -> Iterator[_Record | InputError]:
    """The records; whoever takes one reads its block before the next is asked for."""
    lost = False
    number = 0
    while begins := stream.readline(_LONGEST_LINE):
        if not begins.strip():
            continue
        version = _VERSION.search(begins)
        record = None
        if version is not None:
            number += 1
            record = _record(number, _named_fields(stream, name))
        damaged = record is None or (version is not None and version.start() > 0)
        if damaged and not lost:
            yield InputError(_DAMAGED, f"{name}, record {number + (version is None)}")
        lost = record is None
        if record is not None:
            yield record


def _named_fields(stream: BinaryIO, name: str) -> dict[str, str]:
    fields: dict[str, str] = {}
    key = ""
    for _ in range(_MOST_LINES):
        data = stream.readline(_LONGEST_LINE)
        if not data:
            raise _cut_off(name)
        text = data.decode("utf-8", "replace")
        if not text.strip():
            return fields
        if text[0] in " \t" and key:
            fields[key] += " " + text.strip()
            continue
        key, _, value = text.partition(":")
        key = key.strip().lower()
        fields.setdefault(key, value.strip())
    return {}


def _record(number: int, named: dict[str, str]) -> _Record | None:
    length = named.get("content-length", "")
    if not _LENGTH.fullmatch(length):
        return None
    url = line(named.get("warc-target-uri", "").strip("<>"))
    fields = Fields(url=url, published=parse(named.get("warc-date", "")))
    return _Record(number, type=named.get("warc-type", "").lower(), length=int(length), fields=fields)


class _Block:
    """The block of a record, which is read to its end or passed over."""

    def __init__(self, stream: BinaryIO, length: int, name: str) -> None:
        self._stream = stream
        self._left = length
        self._name = name

    def read(self, most: int) -> bytes:
        """At most so many bytes; fewer only at the end of the block.

        Raises:
            InputError: The input ends before the block.
        """
        most = min(most, self._left)
        data = self._stream.read(most)
        self._left -= len(data)
        if len(data) < most:
            raise _cut_off(self._name)
        return data

    def pass_over(self) -> None:
        while self._left:
            self.read(_CHUNK)


def _cut_off(name: str) -> InputError:
    return InputError("is cut off in the middle of a record; all before that record was read", name)


FORMAT = Format(name="warc", suffixes=(".warc",), looks_like=lambda beginning: beginning.startswith(("WARC/0.", "WARC/1.")), read=_read)
