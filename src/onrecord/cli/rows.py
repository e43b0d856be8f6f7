"""Rows of a list as JSON or CSV, each written as it comes."""

from collections.abc import Iterable
from itertools import chain
from typing import Any

from onrecord.cli.output import standard_output
from onrecord.exporting.rows import csv_line, json_array

__all__ = ["csv_rows", "json_rows"]


def json_rows(rows: Iterable[dict[str, Any]]) -> None:
    """Write an array with an object on each line."""
    out = standard_output(utf8=True)
    for piece in json_array(rows):
        out.write(piece)


def csv_rows(heading: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    """Write a heading and a line for each row."""
    out = standard_output(utf8=True)
    for row in chain([heading], rows):
        out.write(csv_line(row))
