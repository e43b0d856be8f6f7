"""JSON Lines, and JSON documents: an object for every article (see `onrecord.reading.record`)."""

import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from onrecord.errors import InputError
from onrecord.reading.columns import Columns
from onrecord.reading.decoding import decode
from onrecord.reading.drafts import Draft, Format
from onrecord.reading.flood import few_errors
from onrecord.reading.record import draft_of
from onrecord.reading.source import LARGEST, Source

__all__ = ["DOCUMENT", "LINES", "MOST_ITEMS"]

MOST_ITEMS = 1_000_000
"""Most articles of a JSON document; JSON Lines may have any number."""

_BLANK = b" \t\r\n\xef\xbb\xbf"
_BETWEEN = re.compile("[\\s,\ufeff]*")
_BEGINS = re.compile(r'\{\s*["}]|\[\s*[{\]]')
_MOST_BROKEN = 100
_HINT = "check that it is JSON with an object for every article"
_NOT_JSON = 'is not valid JSON; write one object per line, such as {"text": "…", "published": "2023-06-02"}'


def _read_lines(source: Source, columns: Columns) -> Iterator[Draft | InputError]:
    yield from few_errors(_of_lines(source, columns), source.name, _HINT)


def _read_document(source: Source, columns: Columns) -> Iterator[Draft | InputError]:
    if _looks_like_lines(source.beginning.lstrip()):  # JSON Lines under the name of JSON need not fit into memory
        found = _of_lines(source, columns)
    else:
        found = _of_document(decode(source.whole(), source.name), source.name, columns)
    yield from few_errors(found, source.name, _HINT)


def _of_lines(source: Source, columns: Columns) -> Iterator[Draft | InputError]:
    for number, data in source.lines():
        name = f"{source.name}:{number}"
        if data is None:
            yield InputError(f"the line is longer than {LARGEST // 1_000_000} MB, the most that is read as one article", name)
        elif data := data.strip(_BLANK):
            yield _from_bytes(data, name, columns)


def _of_document(text: str, name: str, columns: Columns) -> Iterator[Draft | InputError]:
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
        yield draft_of(value, name if number == 1 and not inside and at == len(text) else here, columns)
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


def _from_bytes(data: bytes, name: str, columns: Columns) -> Draft | InputError:
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
    return draft_of(value, name, columns)


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
