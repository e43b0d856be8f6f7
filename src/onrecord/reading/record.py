"""The record of an article: an object with named fields, from JSON or from a row of a table."""

import json
import re
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any

from onrecord.errors import EmptyInput, InputError, InvalidField
from onrecord.reading.cleaning import line, shown
from onrecord.reading.columns import Columns
from onrecord.reading.dates import parse
from onrecord.reading.drafts import Draft, Fields

__all__ = ["draft_of", "draft_of_row"]

_USUAL = Columns()

_LONGEST_ID = 200
_MOST_NAMES = 100
_TYPES = {bool: "true or false", int: "a number", float: "a number", list: "an array", dict: "an object"}

# 3 March 1973 in seconds and in milliseconds. Smaller numbers are rather a year (2023), a day (20230602) or "unknown" (0).
_SECONDS = 10**8
_MILLISECONDS = 10**11
_NUMBER = re.compile(r"[0-9]{9,14}(?:\.[0-9]{1,9})?")
_LONGEST_LIST = 10_000
_QUOTED = re.compile(r"'([^']*)'|\"([^\"]*)\"")

# What programs write into a cell that has nothing in it.
_NOTHING = frozenset({"", "nan", "nat", "none", "null", "<na>", "n/a", "na", "\\n", "[]", "{}"})


def draft_of(value: object, name: str, columns: Columns = _USUAL) -> Draft | InputError:
    """The draft of an article that is given as a JSON value.

    Only ``text`` is needed. A text is not lost for what stands beside it: other fields that have a type or a value which they cannot
    have count as absent, and fields that are not known are passed over. Known are:

    - ``id``: a string of at most 200 characters, or an integer.
    - ``title``, ``outlet``, ``url``: strings.
    - ``published``: a string that `onrecord.reading.dates.parse` can read, or a Unix time from March 1973 on, in seconds or
      milliseconds, which becomes a timestamp in UTC.
    - ``byline``: a string, an object with a ``name``, or an array of these. So may ``outlet`` be, of which the first counts.

    Each may have another name, which the user gives or which is usual (see `onrecord.reading.columns`).

    Args:
        value: An object with these fields, or one that has it in its field ``article``.
        name: What errors call the article.
        columns: What its fields are called.

    Returns:
        The draft, or the error that says why there is none: no object, no text, or a text that is no string.
    """
    if isinstance(value, dict) and isinstance(value.get("article"), dict):
        value = value["article"]
    if not isinstance(value, dict):
        return InputError('is not a JSON object; an article is an object with at least a field "text"', name)
    called, text = columns.pick(value, "text")
    if text is not None and not isinstance(text, str):
        return InvalidField(f"{called if called.isidentifier() else shown(called)}: is {_type(text)}; give a string", name)
    if not text or text.isspace():
        hint = "" if called in value else "; if it has another name, say so with --field text=NAME"
        return EmptyInput(f'there is no text in the field "{called}"{hint}' if called.isprintable() else "there is no text in it", name)
    return Draft(name, text, _fields({field: columns.pick(value, field)[1] for field in Fields.__struct_fields__}))


def draft_of_row(row: dict[str, Any], name: str) -> Draft | InputError:
    """The draft of an article that is given as a row of a table.

    The fields are those of `draft_of`, under their own names, in the forms that cells have: "nan" and the like are nothing, and names of
    authors are parted by semicolons, or written as a list of JSON or Python.

    Args:
        row: What the cells of the row have.
        name: What errors call the article.
    """
    row = {field: value for field, value in row.items() if not (isinstance(value, str) and value.strip().lower() in _NOTHING)}
    text = row.get("text")
    if text is None:
        return EmptyInput("there is no text in this row", name)
    if not isinstance(text, str):
        return InvalidField(f"text: is {_type(text)}; give a string", name)
    byline = row.get("byline")
    if isinstance(byline, str):
        row["byline"] = _authors(byline)
    return Draft(name, text, _fields(row))


def _fields(values: dict[str, Any]) -> Fields:
    return Fields(
        id=_id(values.get("id")),
        title=_line(values.get("title")),
        outlet=next(iter(_names(values.get("outlet"))), None),
        published=_published(values.get("published")),
        url=_line(values.get("url")),
        byline=_names(values.get("byline")),
    )


def _type(value: object) -> str:
    return _TYPES.get(type(value), "of another type")


def _line(value: Any) -> str | None:
    return line(value) if isinstance(value, str) else None


def _id(value: Any) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool) and value.bit_length() <= 2 * _LONGEST_ID:
        return str(value)
    # Cut off, two long ids could become one.
    return _line(value) if isinstance(value, str) and len(value) <= _LONGEST_ID else None


def _published(value: Any) -> str | None:
    if isinstance(value, datetime | date):
        return parse(value.isoformat())
    if isinstance(value, str):
        if not _NUMBER.fullmatch(value.strip()):
            return parse(value)
        value = float(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not _SECONDS <= value < 1000 * _MILLISECONDS:
        return None
    seconds = int(value if value < _MILLISECONDS else value / 1000)
    return datetime.fromtimestamp(seconds, UTC).isoformat()


def _names(value: Any) -> tuple[str, ...]:
    people = value if isinstance(value, list) else [value]
    names = (person.get("name") if isinstance(person, dict) else person for person in people[:_MOST_NAMES])
    return tuple(filter(None, map(_line, names)))


def _authors(cell: str) -> list[Any]:
    cell = cell.strip()
    if cell.startswith("[") and len(cell) <= _LONGEST_LIST:
        with suppress(ValueError, RecursionError):
            return list(json.loads(cell))
        if found := _QUOTED.findall(cell):
            return [one or other for one, other in found]
    return cell.split(";", _MOST_NAMES)
