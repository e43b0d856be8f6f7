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
_ENOUGH = frozenset({"published", "title", "url"})
_LONGEST = 500
_MOST_LINES = 50
_DATED = re.compile(r"date[ \t]+([0-9]{4}-[0-9]{2}-[0-9]{2})(?![^\s])")
_FIELD = re.compile(rf"({'|'.join(_KEYS)}):(?!//)[ \t]*([^\n]{{0,{_LONGEST}}})(?:\n|\Z)", re.IGNORECASE)
_AUTHORS = re.compile(r"\s*;\s*|\s*,?\s+and\s+|\s*,\s*")

_LONGEST_OUTLET = 80
_LONGEST_BYLINE = 300
_SENTENCE = re.compile(r"[“”\"]|[!?…]['’]?\Z|\.['’]?\Z")
_ABBREVIATED = re.compile(r"\b(?:Co|Corp|Inc|Jr|Ltd|Sr|[^\W\d_](?:\.[^\W\d_])*)\.\Z")
_WORD = re.compile(r"[^\W\d_][\w.’'-]*")
# fmt: off
_JOINING = frozenset((
    "a", "and", "at", "by", "da", "de", "del", "der", "des", "di", "du", "e", "el", "for", "from", "in", "la", "le", "of", "on", "the",
    "to", "und", "van", "via", "von", "with", "y",
))
# fmt: on


def split(text: str) -> tuple[Fields, str]:
    """Take the header off a clean text.

    A header is either ``date 2023-06-02`` at the very beginning, which the article may follow on the same line, or a block of
    lines such as ``Title: …``, ``Date: …``, ``Source: …``, ``By: …`` and ``URL: …``, in any order and case. The block ends at the
    first line that is not of this sort, or names a field for the second time (authors excepted), and after 50 lines. A date that
    cannot be read is left out, not guessed.

    Articles too begin with "Source: officials knew of it" or "By: the numbers". So a line that names outlet or authors must not
    read like a sentence, one with a date must have a digit and one with an address no blank; and a block of nothing but an outlet,
    or nothing but authors, is no header.

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
        key, value = _KEYS[field[1].lower()], line(field[2]) or ""
        if (key in found and key != "byline") or (value and not _can_be(key, value)):
            break
        if key == "byline":
            byline += filter(None, map(line, _AUTHORS.split(value)))
        found[key] = value
        at = field.end()
    if len(found) < 2 and not _ENOUGH & found.keys():
        return Fields(), text
    fields = Fields(
        title=found.get("title") or None,
        outlet=found.get("outlet") or None,
        published=parse(found.get("published", "")),
        url=found.get("url") or None,
        byline=tuple(byline),
    )
    return fields, text[at:].lstrip()


def _can_be(key: str, value: str) -> bool:
    if key == "published":
        return any(map(str.isdigit, value))
    if key == "url":
        return " " not in value
    if key == "outlet":
        return len(value) <= _LONGEST_OUTLET and _names(value)
    return key != "byline" or (len(value) <= _LONGEST_BYLINE and _names(value))


def _names(value: str) -> bool:
    """Whether a value may be names, such as "Ada Brook, staff writer" or "the Guardian", and not a sentence."""
    if _SENTENCE.search(value) and not _ABBREVIATED.search(value):
        return False
    words = [word for word in _WORD.findall(value) if word not in _JOINING]
    if " " not in value:  # "valleypost.example"
        return bool(words)
    small = sum(word[0].islower() for word in words)
    return bool(words) and not words[0][0].islower() and small * 2 <= len(words)
