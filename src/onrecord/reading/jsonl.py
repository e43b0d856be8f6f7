"""JSON Lines, and JSON documents: an object for every article (see `onrecord.reading.record`)."""

import io
import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from onrecord.errors import InputError
from onrecord.reading.decoding import decode
from onrecord.reading.drafts import Draft, Format
from onrecord.reading.record import draft_of
from onrecord.reading.source import LARGEST, Source

__all__ = ["DOCUMENT", "LINES", "MOST_ERRORS", "MOST_ITEMS"]

MOST_ITEMS = 1_000_000
"""Most articles of a JSON document; JSON Lines may have any number."""

MOST_ERRORS = 1000
"""Most errors in a row that are reported one by one; those after them are counted, and what can be read after them is read."""

_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_BLANK = b" \t\r\n\xef\xbb\xbf"
_BETWEEN = re.compile("[\\s,\ufeff]*")
_BEGINS = re.compile(r'\{\s*["}]|\[\s*[{\]]')
_MOST_BROKEN = 100
_NOT_JSON = 'is not valid JSON; write one object per line, such as {"text": "…", "published": "2023-06-02"}'


def _read_lines(source: Source) -> Iterator[Draft | InputError]:
    yield from _few_errors(_of_lines(source), source.name)


def _read_document(source: Source) -> Iterator[Draft | InputError]:
    if _looks_like_lines(source.beginning.lstrip()):  # JSON Lines under the name of JSON need not fit into memory
        found = _of_lines(source)
    else:
        found = _of_document(decode(source.whole(), source.name), source.name)
    yield from _few_errors(found, source.name)


def _few_errors(found: Iterator[Draft | InputError], name: str) -> Iterator[Draft | InputError]:
    in_a_row = 0
    for one in found:
        if isinstance(one, InputError):
            in_a_row += 1
            if in_a_row <= MOST_ERRORS:
                yield one
            continue
        if in_a_row > MOST_ERRORS:
            yield _more_errors(in_a_row, name)
        in_a_row = 0
        yield one
    if in_a_row > MOST_ERRORS:
        yield _more_errors(in_a_row, name)


def _more_errors(in_a_row: int, name: str) -> InputError:
    more = in_a_row - MOST_ERRORS
    return InputError(f"{more:,} more in a row cannot be read; check that it is JSON with an object for every article", name)


def _of_lines(source: Source) -> Iterator[Draft | InputError]:
    if source.head.startswith(_WIDE_MARKS):  # lines of UTF-16 and UTF-32 do not end at a byte
        text = decode(source.whole(), source.name)
        source = Source(io.BytesIO(text.encode("utf-8", "surrogatepass")), source.name)
    for number, data in source.lines():
        name = f"{source.name}:{number}"
        if data is None:
            yield InputError(f"the line is longer than {LARGEST // 1_000_000} MB, the most that is read as one article", name)
        elif data := data.strip(_BLANK):
            yield _from_bytes(data, name)


def _of_document(text: str, name: str) -> Iterator[Draft | InputError]:
    """Read a document value by value: an array of articles, one article, or several of these on end.

    Of one that is broken or cut off, what can be read is read.
    """
    decoder = json.JSONDecoder(strict=False)
    at = _past_blanks(text, 0)
    again = _again(text, at)
    inside = False
    number = broken = 0
    while at < len(text):
        if text[at] == ("]" if inside else "["):
            inside = not inside
            at = _past_blanks(text, at + 1)
            continue
        number += 1
        here = f"{name}, article {number}"
        if number > MOST_ITEMS:
            yield InputError(f"is a document of more than {MOST_ITEMS:,} articles, and no more are read; write JSON Lines", here)
            return
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            broken += 1
            lost = f" from line {text.count(chr(10), 0, at) + 1} on"
            found = again.search(text, at)
            if found is None or broken == _MOST_BROKEN:
                yield InputError(f"is not valid JSON{lost}, and nothing more can be read after it", here)
                return
            yield InputError(f"is not valid JSON{lost}; the next article is read again", here)
            at = found.end() - 1
            if found[1]:
                inside = True
            continue
        at = _past_blanks(text, at)
        yield draft_of(value, name if number == 1 and not inside and at == len(text) else here)
    if inside:
        yield InputError('ends before the "]" of its array; it seems to be cut off', name)


def _past_blanks(text: str, at: int) -> int:
    between = _BETWEEN.match(text, at)
    return between.end() if between else at


def _again(text: str, at: int) -> re.Pattern[str]:
    """Where reading goes on after something broken: at the next line that begins as the first article did, or an array of them."""
    first = re.compile(r"\[?\s*").match(text, at)
    at = first.end() if first else at
    indent = text[text.rfind("\n", 0, at) + 1 : at].replace("[", "")
    return re.compile(rf"\n(?:{re.escape(indent[:100])}|(\[\s*))\{{")


def _from_bytes(data: bytes, name: str) -> Draft | InputError:
    value: Any
    try:
        value = msgspec.json.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        # The standard library also takes lone surrogates and raw control characters inside of strings.
        try:
            value = json.loads(decode(data, name), strict=False)
        except InputError as error:
            return error
        except (ValueError, RecursionError):
            return InputError(_NOT_JSON, name)
    return draft_of(value, name)


def _looks_like_lines(beginning: str) -> bool:
    """Whether the first line is an object of its own; where only its beginning is there, it is long, as only lines are."""
    first, newline, _ = beginning.partition("\n")
    if not _BEGINS.match(first) or first.startswith("["):
        return False
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        return not newline and len(first) > 1000
    return True


LINES = Format(name="jsonl", suffixes=(".jsonl", ".ndjson"), looks_like=_looks_like_lines, read=_read_lines)
DOCUMENT = Format(name="json", suffixes=(".json",), looks_like=lambda beginning: bool(_BEGINS.match(beginning)), read=_read_document)
