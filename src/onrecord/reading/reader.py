"""The ways into reading: all articles of an input, its one article, or a string."""

import os
from collections.abc import Callable, Generator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from onrecord.errors import EmptyInput, InputError, NoInput, SeveralArticles
from onrecord.model import Article
from onrecord.reading.cleaning import printable
from onrecord.reading.columns import Columns
from onrecord.reading.compression import SUFFIXES
from onrecord.reading.drafts import Draft, Fields
from onrecord.reading.finishing import checked, finish, finished
from onrecord.reading.formats import choose
from onrecord.reading.meter import Meter, Metered
from onrecord.reading.paths import files
from onrecord.reading.plain import draft
from onrecord.reading.source import Source

if TYPE_CHECKING:
    from onrecord.reading.fetching.fetched import Fetched

__all__ = ["article", "articles", "from_text"]

_NOTHING = Fields()


@dataclass(frozen=True, slots=True)
class _How:
    given: Fields
    columns: Columns
    format: str | None
    force: bool
    meter: Meter | None = None


def articles(
    source: str | os.PathLike[str] | BinaryIO,
    *,
    name: str | None = None,
    defaults: Fields = _NOTHING,
    mapping: Mapping[str, str] | None = None,
    format: str | None = None,
    force: bool = False,
    fetcher: Callable[[str], "Fetched"] | None = None,
    meter: Meter | None = None,
) -> Generator[Article | InputError, None, None]:
    """Read the articles of files, a stream or a URL, one after the other.

    Nothing is read before the first article is asked for, and no more than one article is held at a time (of a JSON document that
    is not JSON Lines: the document). Files are closed at their end, or when the iterator is closed; a stream stays open. What is
    compressed with gzip, bzip2, xz or Zstandard is unpacked while it is read.

    Args:
        source: A path of a file, a folder, or a pattern of files (see `onrecord.reading.paths.files`), a stream of bytes, or, where there
            is a `fetcher`, a URL: of a page, of a feed, whose entries are the articles, or of anything else that could be a file.
        name: What errors call the input; the path of the file by default, ``-`` for a stream.
        defaults: What is known of the articles from elsewhere. It wins over what they say themselves, in every format, and for each
            of several articles: who names an outlet for a file means all of it.
        mapping: What fields are called in JSON, CSV and Parquet, such as ``{"text": "body"}``; of the others, the usual names are
            known.
        format: ``text``, ``html``, ``json``, ``jsonl``, ``csv``, ``parquet`` or ``warc``; by default told from the suffix of the file
            and its beginning.
        force: Whether to read texts in other languages than English too.
        fetcher: Fetches URLs, such as an `onrecord.reading.fetching.Fetcher`. Without one, nothing is asked of any network.
        meter: Counts the bytes that are read of files.

    Returns:
        Articles, and in place of one that cannot be read the error that says why. An error of the whole input (no such file, binary
        data) comes as the only or the last item.

    Raises:
        InvalidField: A field in `defaults` has an impossible value, or one in `mapping` is none; at the call, not later.
    """
    how = _How(checked(defaults), Columns(mapping), format, force, meter)
    if isinstance(source, str) and _is_url(source):
        return _of_url(source, how, fetcher)
    if isinstance(source, str | os.PathLike):
        return _of_path(os.fspath(source), name, how)
    return _of_stream(source, printable("-" if name is None else name), "", how)


def article(
    source: str | os.PathLike[str] | BinaryIO,
    *,
    name: str | None = None,
    defaults: Fields = _NOTHING,
    mapping: Mapping[str, str] | None = None,
    format: str | None = None,
    force: bool = False,
    fetcher: Callable[[str], "Fetched"] | None = None,
) -> Article:
    """Read the one article of a file, a stream or a URL; the arguments are those of `articles`.

    Raises:
        InputError: It cannot be read.
        SeveralArticles: There are more than one.
    """
    found = articles(source, name=name, defaults=defaults, mapping=mapping, format=format, force=force, fetcher=fetcher)
    with closing(found):
        first = next(found, None)
        if isinstance(first, InputError):
            raise first
        if first is None or next(found, None) is not None:
            called = name or (os.fspath(source) if isinstance(source, str | os.PathLike) else "-")
            raise SeveralArticles("holds more than one article; read it as several", printable(called))
    return first


def from_text(text: str, *, name: str = "the text", defaults: Fields = _NOTHING, force: bool = False) -> Article:
    """Make an article of a plain text, which may have a header (see `onrecord.reading.header`).

    Args:
        text: The text.
        name: What errors call it.
        defaults: What is known of the article from elsewhere; wins over the header.
        force: Whether to take a text in another language than English too.

    Raises:
        EmptyInput: Nothing but blank space and a header.
        InputError: The text is longer than 16 million characters.
        NotEnglish: The text is surely in another language.
        InvalidField: A field in `defaults` has an impossible value.
    """
    return finish(draft(text, name), checked(defaults), force=force)


def _of_path(path: str, name: str | None, how: _How) -> Generator[Article | InputError, None, None]:
    for found in files(path):
        if isinstance(found, InputError):
            yield type(found)(found.problem, printable(found.name))
        else:
            yield from _of_file(found, printable(name if name is not None and found == path else found), how)


def _of_file(path: str, name: str, how: _How) -> Generator[Article | InputError, None, None]:
    try:
        stream = open(path, "rb", buffering=0)  # noqa: SIM115  closed below, when the iterator ends
    except FileNotFoundError:
        yield NoInput("there is no such file; check the path", name)
    except IsADirectoryError:
        yield NoInput("is a folder; name the files in it", name)
    except PermissionError:
        yield NoInput("may not be read; check its permissions", name)
    except (OSError, ValueError) as error:
        yield NoInput(f"cannot be opened ({_reason(error)}); check the path", name)
    else:
        with stream if how.meter is None else Metered(stream, how.meter) as file:
            yield from _of_stream(cast("BinaryIO", file), name, _suffix(path), how)


def _is_url(text: str) -> bool:
    return text[:8].lower().startswith(("http://", "https://"))


def _of_url(url: str, how: _How, fetcher: Callable[[str], "Fetched"] | None) -> Generator[Article | InputError, None, None]:
    if fetcher is None:
        yield NoInput("is a URL, and nothing is fetched unless a fetcher is given; give one, or save the page", printable(url))
        return
    from onrecord.reading.fetching.inputs import drafts_of  # noqa: PLC0415  what speaks HTTP is needed for URLs alone

    try:
        nothing = True
        for found in drafts_of(url, fetcher, how.format):
            nothing = False
            yield finished(found, how.given, force=how.force)
        if nothing:
            yield EmptyInput("there is no article in it", printable(url))
    except InputError as error:
        yield error


def _of_stream(stream: BinaryIO, name: str, suffix: str, how: _How) -> Generator[Article | InputError, None, None]:
    try:
        source = Source(stream, name, suffix)
        nothing = True
        for found in choose(source, how.format).read(source, how.columns):
            nothing = False
            if isinstance(found, Draft):
                source.found_one()
            yield finished(found, how.given, force=how.force)
        if nothing:
            yield EmptyInput("there is no article in it", name)
    except InputError as error:
        yield error
    except OSError as error:
        yield NoInput(f"cannot be read to its end ({_reason(error)})", name)


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _suffix(path: str) -> str:
    """The suffix that says what is in a file: of ``news.csv.gz`` that is ``.csv``."""
    suffixes = [suffix.lower() for suffix in Path(path).suffixes]
    if suffixes and suffixes[-1] in SUFFIXES:
        suffixes.pop()
    return suffixes[-1] if suffixes else ""
