"""OPML: lists of feeds, as readers of feeds export them (http://opml.org/spec2.opml)."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import InputError, NoInput
from onrecord.reading.cleaning import line
from onrecord.reading.decoding import decode
from onrecord.reading.fetching.urls import is_url
from onrecord.reading.fetching.xml import tree_of

__all__ = ["Listed", "feeds_listed", "feeds_of"]

_ROOT = re.compile(r"<opml(?=[\s>])", re.IGNORECASE)
_MOST_FEEDS = 10_000
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding=[\"']([\w.:-]{2,30})")


@dataclass(frozen=True, slots=True)
class Listed:
    """A feed in a list.

    Attributes:
        url: Where it is.
        title: What the list calls it.
        under: The headings that it stands under, from the outermost.
    """

    url: str
    title: str | None = None
    under: tuple[str, ...] = ()


def feeds_listed(path: str | os.PathLike[str]) -> list[Listed]:
    """The feeds that an OPML file lists, each once, in its order.

    Raises:
        NoInput: There is no such file, or it may not be read.
        InputError: It is no OPML.
    """
    name = os.fspath(path)
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        raise NoInput(f"cannot be opened ({error.strerror}); check the path", name) from None
    return feeds_of(data, name)


def feeds_of(data: bytes, name: str) -> list[Listed]:
    """The feeds that an OPML document lists, each once, in its order, however deep they stand.

    Args:
        data: The document.
        name: What errors call it.

    Raises:
        InputError: It is no OPML.
    """
    declared = _DECLARED.search(data, 0, 1024)
    tree = tree_of(decode(data, name, declared[1].decode("ascii") if declared else None), _ROOT, name)
    found: dict[str, Listed] = {}
    for element in tree.iter():
        if len(found) == _MOST_FEEDS:
            break
        if not isinstance(element.tag, str) or element.tag.lower() != "outline":
            continue
        url = _attribute(element, "xmlurl")
        if url and is_url(url) and url not in found:
            above = (_title(outline) for outline in element.iterancestors())
            found[url] = Listed(url, _title(element), tuple(filter(None, above))[::-1])
    if not found:
        raise InputError("there is no feed in the list; its outlines need an xmlUrl", name)
    return list(found.values())


def _title(outline: object) -> str | None:
    return line(_attribute(outline, "title") or _attribute(outline, "text"))


def _attribute(outline: object, name: str) -> str | None:
    attributes = getattr(outline, "attrib", {})
    return next((str(value).strip() for key, value in attributes.items() if str(key).lower() == name), None)
