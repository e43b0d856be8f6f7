"""The record of an article: the object that stands for it in JSON, with the fields that onrecord itself writes."""

from datetime import UTC, datetime
from typing import Any

from onrecord.errors import EmptyInput, InputError, InvalidField
from onrecord.reading.cleaning import line
from onrecord.reading.dates import parse
from onrecord.reading.drafts import Draft, Fields

__all__ = ["draft_of"]

_LONGEST_ID = 200
_MOST_NAMES = 100
_TYPES = {bool: "true or false", int: "a number", float: "a number", list: "an array", dict: "an object"}

# 3 March 1973 in seconds and in milliseconds. Smaller numbers are rather a year (2023), a day (20230602) or "unknown" (0).
_SECONDS = 10**8
_MILLISECONDS = 10**11


def draft_of(value: object, name: str) -> Draft | InputError:
    """The draft of an article that is given as a JSON value.

    Only ``text`` is needed. A text is not lost for what stands beside it: other fields that have a type or a value which they cannot
    have count as absent, and fields that are not known are passed over. Known are:

    - ``id``: a string of at most 200 characters, or an integer.
    - ``title``, ``outlet``, ``url``: strings.
    - ``published``: a string that `onrecord.reading.dates.parse` can read, or a Unix time from March 1973 on, in seconds or
      milliseconds, which becomes a timestamp in UTC.
    - ``byline``: a string, an object with a ``name``, or an array of these.

    Args:
        value: An object with these fields, or one that has it in its field ``article``.
        name: What errors call the article.

    Returns:
        The draft, or the error that says why there is none: no object, no text, or a text that is no string.
    """
    if isinstance(value, dict) and isinstance(value.get("article"), dict):
        value = value["article"]
    if not isinstance(value, dict):
        return InputError('is not a JSON object; an article is an object with at least a field "text"', name)
    text = value.get("text")
    if text is not None and not isinstance(text, str):
        return InvalidField(f"text: is {_TYPES.get(type(text), 'of another type')}; give a string", name)
    if not text or text.isspace():
        return EmptyInput('there is no text in the field "text"', name)
    fields = Fields(
        id=_id(value.get("id")),
        title=_line(value.get("title")),
        outlet=_line(value.get("outlet")),
        published=_published(value.get("published")),
        url=_line(value.get("url")),
        byline=_byline(value.get("byline")),
    )
    return Draft(name, text, fields)


def _line(value: Any) -> str | None:
    return line(value) if isinstance(value, str) else None


def _id(value: Any) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool) and value.bit_length() <= 2 * _LONGEST_ID:
        return str(value)
    # Cut off, two long ids could become one.
    return _line(value) if isinstance(value, str) and len(value) <= _LONGEST_ID else None


def _published(value: Any) -> str | None:
    if isinstance(value, str):
        return parse(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not _SECONDS <= value < 1000 * _MILLISECONDS:
        return None
    seconds = int(value if value < _MILLISECONDS else value / 1000)
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def _byline(value: Any) -> tuple[str, ...]:
    people = value if isinstance(value, list) else [value]
    names = (person.get("name") if isinstance(person, dict) else person for person in people[:_MOST_NAMES])
    return tuple(filter(None, map(_line, names)))
