import csv
import io
import json
import re

import pytest

from onrecord.exporting.rows import csv_line, json_array, json_line


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@cmd", "\t=1", "\r=1", '=HYPERLINK("http://evil.example")'])
def test_no_spreadsheet_takes_a_cell_for_a_formula(cell: str) -> None:
    (row,) = csv.reader(io.StringIO(csv_line([cell, "plain"]), newline=""))
    assert row == ["'" + cell, "plain"]


def test_numbers_stay_numbers_and_what_is_absent_is_empty() -> None:
    assert csv_line([-0.25, 3, None, True, ""]) == "-0.25,3,,True,\n"


def test_a_line_stays_one_record_whatever_is_in_its_cells() -> None:
    cells = ["two\nlines", 'a "quote"', "a,b", "a\rb", "\u202e"]
    assert list(csv.reader(io.StringIO(csv_line(cells), newline=""))) == [cells]


@pytest.mark.parametrize("rows", [[], [{"a": 1}], [{"a": 1}, {"b": "ü"}, {"c": None}]])
def test_the_pieces_of_an_array_are_one(rows: list[object]) -> None:
    text = "".join(json_array(rows))
    assert json.loads(text) == rows
    assert text.endswith("]\n")


def test_an_object_stands_on_one_line_and_hides_nothing() -> None:
    row = {"text": "a\nb \u202e \x1b[2J \u2028 end"}
    line = json_line(row)
    assert json.loads(line) == row
    assert re.search("[\n\u202e\x1b\u2028]", line) is None
