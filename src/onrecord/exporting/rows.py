"""Rows of a list as JSON or CSV, piece by piece, so that no list is ever held as a whole."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.exporting.visible import json_safe

__all__ = ["csv_line", "json_array", "json_line"]

_FORMULA = frozenset("=+-@\t\r\n")


def json_line(row: Any) -> str:
    """A row as JSON without line breaks, unseen characters in it escaped."""
    return json_safe(json.dumps(row, ensure_ascii=False))


def json_array(rows: Iterable[Any]) -> Iterator[str]:
    """The pieces of an array with a row on each line."""
    begin = "["
    for row in rows:
        yield f"{begin}\n{json_line(row)}"
        begin = ","
    yield "[]\n" if begin == "[" else "\n]\n"


def csv_line(cells: Iterable[object]) -> str:
    """A line of CSV (RFC 4180, but for the line feed alone at its end)."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow([_safe(x) for x in cells])  # so that cells with either of the two are quoted
    return line.getvalue()[:-2] + "\n"


def _safe(value: object) -> object:
    """A cell that no spreadsheet takes for a formula (OWASP, "CSV Injection"); numbers are no text and stay as they are."""
    if isinstance(value, int | float):
        return value
    text = "" if value is None else str(value)
    return "'" + text if text[:1] in _FORMULA and text else text
