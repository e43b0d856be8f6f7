"""Plain text: one article in a file, perhaps with a header ahead of it."""

from collections.abc import Iterator

from onrecord.errors import InputError
from onrecord.reading.cleaning import clean
from onrecord.reading.columns import Columns
from onrecord.reading.decoding import decode
from onrecord.reading.drafts import Draft, Format
from onrecord.reading.header import split
from onrecord.reading.source import Source

__all__ = ["FORMAT", "draft"]


def draft(text: str, name: str) -> Draft:
    """The draft of an article that is given as text."""
    fields, rest = split(clean(text))
    return Draft(name, rest, fields)


def _read(source: Source, _: Columns) -> Iterator[Draft | InputError]:
    yield draft(decode(source.whole(), source.name), source.name)


FORMAT = Format(name="text", suffixes=(".txt", ".text"), looks_like=lambda _: True, read=_read)
