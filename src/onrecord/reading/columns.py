"""What the fields of an article are called elsewhere: in the records of crawlers, in spreadsheets, and by the user."""

import functools
from collections.abc import Mapping, Sequence
from typing import Any

from onrecord.errors import InvalidField
from onrecord.reading.cleaning import shown

__all__ = ["FIELDS", "Columns"]

# The surest names first; compared without case, blanks, hyphens and underscores, so that "pubDate" and "Pub_Date" are one.
# Names of when a page was fetched or changed are left out: they are no dates of publication.
# fmt: off
_NAMES: dict[str, tuple[str, ...]] = {
    "id": ("id", "articleid", "uuid", "guid", "docid", "documentid"),
    "text": (
        "text", "body", "content", "articletext", "articlebody", "articlecontent", "bodytext", "fulltext", "maintext", "plaintext",
        "rawtext", "cleantext", "contenttext", "storytext", "story", "article",
    ),
    "title": ("title", "headline", "articletitle", "webtitle", "head", "heading"),
    "outlet": (
        "outlet", "publisher", "publication", "newspaper", "sitename", "sourcename", "medianame", "outletname", "source", "site", "media",
        "sourcedomain", "domain", "hostname",
    ),
    "published": (
        "published", "publishedat", "publishedon", "publisheddate", "publishedtime", "datepublished", "datepublish", "publishdate",
        "publishingdate", "publicationdate", "webpublicationdate", "pubdate", "firstpublished", "date", "articledate", "datetime",
    ),
    "url": ("url", "articleurl", "weburl", "canonicalurl", "permalink", "link", "articlelink", "uri"),
    "byline": ("byline", "author", "authors", "creator", "writer", "reporter", "by"),
}
# fmt: on

FIELDS = tuple(_NAMES)
"""The fields of an article that an input may have under other names."""


class Columns:
    """Under which names an input has the fields of its articles.

    A field that the user named is looked for there alone; the others have their own name, or one of those that are usual.
    """

    def __init__(self, mapping: Mapping[str, str] | None = None) -> None:
        """Take what the user said.

        Args:
            mapping: Names by field, such as ``{"text": "body"}``; an empty name means that the input does not have the field.

        Raises:
            InvalidField: There is no such field.
        """
        self._mapping = dict(mapping or {})
        for field in self._mapping:
            if field not in FIELDS:
                raise InvalidField(f"there is no field {shown(field)}; there are {', '.join(FIELDS)}", "mapping")
        self._taken = frozenset(self._mapping.values())

    def of(self, names: Sequence[str]) -> dict[str, int]:
        """Which column each field stands in, in a table with columns of these names; fields that are in none are left out.

        Raises:
            InvalidField: A column that the user named is not there.
        """
        by_plain: dict[str, int] = {}
        for at, name in enumerate(names):
            if name not in self._taken:
                by_plain.setdefault(_plain(name), at)
        found = {}
        for field, usual in _NAMES.items():
            if field in self._mapping:
                if name := self._mapping[field]:
                    found[field] = _index(names, name)
            elif known := [by_plain[name] for name in usual if name in by_plain]:
                found[field] = known[0]
        return found

    def with_text(self, names: Sequence[str]) -> dict[str, int]:
        """What `of` says, of a table that must have texts.

        Raises:
            InvalidField: No column is known to have the text, or one that the user named is not there.
        """
        found = self.of(names)
        if "text" not in found:
            problem = f"there is no column that is known to have the text, only {_listed(names)}; say which with --field text=COLUMN"
            raise InvalidField(problem, "mapping")
        return found

    def pick(self, record: Mapping[str, Any], field: str) -> tuple[str, Any]:
        """The name and the value of a field in a record; of several names the first that says something.

        Where the user named it, ``a.b`` is also what is under ``b`` in the object under ``a``.
        """
        if field in self._mapping:
            name = self._mapping[field]
            return name, _inside(record, name) if name else None
        if _says_something(record.get(field)) and field not in self._taken:
            return field, record[field]
        by_plain = {_plain(name): name for name in reversed(list(record)) if name not in self._taken}
        for usual in _NAMES[field]:
            value = record[by_plain[usual]] if usual in by_plain else None
            if _says_something(value) and (field != "text" or isinstance(value, str)):
                return by_plain[usual], value
        return field, record.get(field) if field not in self._taken else None


def _index(names: Sequence[str], name: str) -> int:
    for at, other in enumerate(names):
        if other == name:
            return at
    for at, other in enumerate(names):
        if _plain(other) == _plain(name):
            return at
    raise InvalidField(f"there is no column {shown(name)}; there are {_listed(names)}", "mapping")


def _listed(names: Sequence[str]) -> str:
    return ", ".join(map(shown, names[:10])) + (", …" if len(names) > 10 else "")


def _inside(record: Mapping[str, Any], name: str) -> Any:
    if name in record:
        return record[name]
    value: Any = record
    for part in name.split("."):
        if not isinstance(value, Mapping):
            return None
        value = value.get(part)
    return value


def _says_something(value: Any) -> bool:
    return value is not None and not (isinstance(value, str) and (not value or value.isspace()))


@functools.lru_cache(maxsize=4096)
def _plain(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum()) if len(name) <= 100 else ""
