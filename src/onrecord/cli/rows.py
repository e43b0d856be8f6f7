"""Rows of a list as JSON or CSV, each written as it comes."""

import csv
import io
import json
from collections.abc import Iterable
from itertools import chain
from typing import Any

from onrecord.cli.output import standard_output
from onrecord.exporting.visible import json_safe

__all__ = ["csv_rows", "json_rows"]


def json_rows(rows: Iterable[dict[str, Any]]) -> None:
    """Write an array with an object on each line."""
    out, begin = standard_output(utf8=True), "["
    for row in rows:
        out.write(begin + "\n" + json_safe(json.dumps(row, ensure_ascii=False)))
        begin = ","
    out.write("[]\n" if begin == "[" else "\n]\n")


def csv_rows(heading: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """Write a heading and a line for each row."""
    out = standard_output(utf8=True)
    for row in chain([heading], rows):
        line = io.StringIO()
        csv.writer(line, lineterminator="\n").writerow([_safe(x) for x in row])
        out.write(line.getvalue())


def _safe(value: object) -> object:
    """A cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    return "'" + text if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text
