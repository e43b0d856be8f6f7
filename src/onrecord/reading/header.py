"""The header of a plain text: lines that say when, where and by whom it was published, ahead of the article itself."""

import re

from onrecord.reading.cleaning import line
from onrecord.reading.dates import parse
from onrecord.reading.drafts import Fields

__all__ = ["split"]

_KEYS = {
    "date": "published",
    "published": "published",
    "title": "title",
    "headline": "title",
    "source": "outlet",
    "outlet": "outlet",
    "by": "byline",
    "byline": "byline",
    "author": "byline",
    "authors": "byline",
    "url": "url",
}
_LONGEST = 500
_MOST_LINES = 50
_DATED = re.compile(r"date[ \t]+([0-9]{4}-[0-9]{2}-[0-9]{2})(?![^\s])")
_FIELD = re.compile(rf"({'|'.join(_KEYS)}):(?!//)[ \t]*([^\n]{{0,{_LONGEST}}})(?:\n|\Z)", re.IGNORECASE)
_AUTHORS = re.compile(r"\s*;\s*|\s*,?\s+and\s+|\s*,\s*")


def split(text: str) -> tuple[Fields, str]:
    """Take the header off a clean text.

    A header is either ``date 2023-06-02`` at the very beginning, which the article may follow on the same line, or a block of
    lines such as ``Title: …``, ``Date: …``, ``Source: …``, ``By: …`` and ``URL: …``, in any order and case. The block ends at the
    first line that is not of this sort, or names a field for the second time (authors excepted), and after 50 lines. A date that
    cannot be read is left out, not guessed.

    Returns:
        What the header says, and the text after it.
    """
    if dated := _DATED.match(text):
        return Fields(published=parse(dated[1])), text[dated.end() :].lstrip()
    found: dict[str, str] = {}
    byline: list[str] = []
    at = 0
    for _ in range(_MOST_LINES):
        field = _FIELD.match(text, at)
        if field is None:
            break
        key = _KEYS[field[1].lower()]
        if key in found:
            break
        if key == "byline":
            byline += filter(None, map(line, _AUTHORS.split(field[2])))
        else:
            found[key] = line(field[2]) or ""
        at = field.end()
    fields = Fields(
        title=found.get("title") or None,
        outlet=found.get("outlet") or None,
        published=parse(found.get("published", "")),
        url=found.get("url") or None,
        byline=tuple(byline),
    )
    return fields, text[at:].lstrip()
