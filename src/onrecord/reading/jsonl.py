"""JSON Lines, and JSON documents: an object for every article, with the fields that onrecord itself writes."""

import io
import json
import re
from collections.abc import Iterator
from typing import Any

import msgspec

from onrecord.errors import EmptyInput, InputError, InvalidField
from onrecord.reading.cleaning import line, shown
from onrecord.reading.dates import parse
from onrecord.reading.decoding import decode
from onrecord.reading.drafts import Draft, Fields, Format
from onrecord.reading.source import LARGEST, Source

__all__ = ["DOCUMENT", "LINES"]

_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_BLANK = b" \t\r\n\xef\xbb\xbf"
_BETWEEN = re.compile(r"[\s,]*")
_BEGINS = re.compile(r'\{\s*["}]|\[\s*[{\]]')
_MOST_BROKEN = 100
_LONGEST_ID = 200
_NOT_JSON = 'is not valid JSON; write one object per line, such as {"text": "…", "published": "2023-06-02"}'


class _Record(msgspec.Struct):
    """The fields that are read of an object; others are nobody's business."""

    id: str | int | None = None
    text: str | None = None
    title: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    byline: str | list[str] | None = None


def _read_lines(source: Source) -> Iterator[Draft | InputError]:
    if source.head.startswith(_WIDE_MARKS):  # lines of UTF-16 and UTF-32 do not end at a byte
        text = decode(source.whole(), source.name)
        source = Source(io.BytesIO(text.encode("utf-8", "surrogatepass")), source.name)
    for number, data in source.lines():
        name = f"{source.name}:{number}"
        if data is None:
            yield InputError(f"the line is longer than {LARGEST // 1_000_000} MB, the most that is read as one article", name)
        elif data := data.strip(_BLANK):
            yield _from_bytes(data, name)


def _read_document(source: Source) -> Iterator[Draft | InputError]:
    if _looks_like_lines(source.beginning.lstrip()):  # JSON Lines under the name of JSON need not fit into memory
        yield from _read_lines(source)
        return
    data = source.whole()
    try:
        items = msgspec.json.decode(data.strip(_BLANK), type=list[msgspec.Raw] | dict[str, msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        yield from _salvaged(decode(data, source.name), source.name)
        return
    if isinstance(items, dict):
        yield _from_bytes(data.strip(_BLANK), source.name)
        return
    for number, item in enumerate(items, 1):
        yield _from_bytes(bytes(item), f"{source.name}, article {number}")


def _salvaged(text: str, name: str) -> Iterator[Draft | InputError]:
    """Read what can be read of a document that is broken, cut off, or several documents on end."""
    decoder = json.JSONDecoder(strict=False)
    text = text.lstrip("\ufeff")
    first = re.match(r"\s*\[?\s*", text)
    at = first.end() if first else 0
    # After something broken, reading goes on at the next line that begins as the first article did.
    again = "\n" + text[text.rfind("\n", 0, at) + 1 : at].replace("[", "") + "{"
    number = broken = 0
    while at < len(text) and text[at] != "]":
        number += 1
        here = f"{name}, article {number}"
        try:
            value, at = decoder.raw_decode(text, at)
            yield _from_value(value, here)
        except (ValueError, RecursionError):
            broken += 1
            next_at = text.find(again, at + 1)
            lost = f" from line {text.count(chr(10), 0, at) + 1} on"
            if next_at < 0 or broken == _MOST_BROKEN:
                yield InputError(f"is not valid JSON{lost}, and nothing more can be read after it", here)
                return
            yield InputError(f"is not valid JSON{lost}; the next article is read again", here)
            at = next_at
        if separator := _BETWEEN.match(text, at):
            at = separator.end()


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
    return _from_value(value, name)


def _from_value(value: object, name: str) -> Draft | InputError:
    if isinstance(value, dict) and isinstance(value.get("article"), dict):
        value = value["article"]
    if not isinstance(value, dict):
        return InputError('is not a JSON object; an article is an object with at least a field "text"', name)
    try:
        record = msgspec.convert(value, _Record)
    except msgspec.ValidationError as error:
        return InvalidField(_reworded(str(error)), name)
    if not record.text or record.text.isspace():
        return EmptyInput('there is no text in the field "text"', name)
    published = None
    if record.published and not record.published.isspace():
        published = parse(record.published)
        if published is None:
            problem = f"published: {shown(record.published)} is no date; write it like 2023-06-02 or 2023-06-02T10:00:00+02:00"
            return InvalidField(problem, name)
    id = str(record.id) if record.id is not None else None
    if id is not None and len(id) > _LONGEST_ID:
        return InvalidField(f"id: is longer than {_LONGEST_ID} characters; give a shorter one, or none", name)
    byline = [record.byline] if isinstance(record.byline, str) else record.byline or []
    fields = Fields(
        id=line(id),
        title=line(record.title),
        outlet=line(record.outlet),
        published=published,
        url=line(record.url),
        byline=tuple(filter(None, map(line, byline))),
    )
    return Draft(name, record.text, fields)


def _reworded(message: str) -> str:
    """What msgspec says about a field, with the field ahead and in the words of JSON."""
    found = re.fullmatch(r"Expected `(.*?)`, got `(.*?)` - at `\$\.?(.*?)`", message)
    if not found:
        return message
    expected, got, field = (part.replace("str", "string").replace(" | null", "").replace("|", "or") for part in found.groups())
    return f"{field}: is of type {got}; give {expected}, or leave it out"


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


LINES = Format(name="jsonl", suffixes=(".jsonl", ".ndjson"), looks_like=_looks_like_lines, read=_read_lines, single=False)
DOCUMENT = Format(
    name="json", suffixes=(".json",), looks_like=lambda beginning: bool(_BEGINS.match(beginning)), read=_read_document, single=False
)
