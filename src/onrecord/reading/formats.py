"""All formats, and how the format of an input is told."""

from onrecord.errors import InputError
from onrecord.reading import delimited, jsonl, page, parquet, plain, warc
from onrecord.reading.drafts import Format
from onrecord.reading.source import Source

__all__ = ["FORMATS", "choose"]

# In the order in which their looks are tried; plain text is what is left.
FORMATS: tuple[Format, ...] = (
    page.FORMAT,
    jsonl.LINES,
    jsonl.DOCUMENT,
    parquet.FORMAT,
    warc.FORMAT,
    delimited.FORMAT,
    plain.FORMAT,
)


def choose(source: Source, name: str | None = None) -> Format:
    """The format of an input.

    It is the one that was asked for; else the one that the suffix of the file names; else the one that the beginning looks like.
    A suffix of plain text is not trusted: saved pages often have it.

    Args:
        source: The input.
        name: The name of the format that was asked for.

    Raises:
        InputError: There is no format of that name.
    """
    if name is not None:
        known = {format.name: format for format in FORMATS}
        if name not in known:
            raise InputError(f"there is no format {name!r}; there are {', '.join(known)}", source.name)
        return known[name]
    for format in FORMATS:
        if format is not plain.FORMAT and source.suffix in format.suffixes:
            return format
    beginning = source.beginning.lstrip()
    return next(format for format in FORMATS if format.looks_like(beginning))
