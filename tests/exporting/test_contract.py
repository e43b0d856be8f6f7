import json
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.exporting.contract import document, lines, reading_from, to_json
from onrecord.model import Article, Reading


def test_a_reading_comes_back_from_its_json_as_it_was(example: Reading) -> None:
    assert reading_from(to_json(example)) == example
    assert reading_from(to_json(example, indent=2)) == example


def test_the_object_has_an_article_and_attributions_and_every_field(example: Reading) -> None:
    made = json.loads(to_json(example))
    assert list(made) == ["article", "attributions"]
    assert made["article"]["wire"] == []
    assert made["attributions"][3]["cue"] is None
    assert made["attributions"][3]["asserted"] is True
    assert set(made["attributions"][3]) == set(made["attributions"][0])


def test_offsets_are_code_points_also_after_characters_outside_the_basic_plane(simple: Callable[..., Reading]) -> None:
    reading = simple("😀 Ann said 😀 it rains.", ("Ann", "it rains"))
    made = json.loads(to_json(reading))
    start, end = made["attributions"][0]["content"]["spans"][0]
    assert made["article"]["text"][start:end] == "it rains"


def test_spans_stay_on_one_line_and_text_that_looks_like_spans_is_untouched(simple: Callable[..., Reading]) -> None:
    text = 'Ann said "[\n  1,\n  2\n]" and [ 3,\n 4 ].'
    spread = to_json(simple(text, ("Ann", "and")), indent=2)
    assert "[0, 3]" in spread
    assert json.loads(spread)["article"]["text"] == text


def test_control_characters_are_escaped_so_that_json_can_be_looked_at(simple: Callable[..., Reading]) -> None:
    text = "\x1b[2J\x9b\u202e\x7f"
    made = to_json(simple(text))
    assert not set(text) & set(made) - set("[2J")
    assert json.loads(made)["article"]["text"] == text


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_survives(text: str) -> None:
    reading = Reading(Article(id="x", text=text), ())
    for indent in (0, 2):
        assert reading_from(to_json(reading, indent=indent)) == reading


def test_what_is_no_reading_is_refused(example_json: Any) -> None:
    with pytest.raises(msgspec.DecodeError):
        reading_from("{")
    example_json["attributions"][0]["kind"] = "loud"
    with pytest.raises(msgspec.ValidationError, match="kind"):
        reading_from(json.dumps(example_json))


def test_lines_are_one_reading_each_and_come_one_by_one(example: Reading) -> None:
    asked = 0

    def readings() -> Iterator[Reading]:
        nonlocal asked
        for _ in range(3):
            asked += 1
            yield example

    written = lines(readings())
    first = next(written)
    assert asked == 1
    assert first.endswith("}\n")
    assert first.count("\n") == 1
    assert [reading_from(line) for line in [first, *written]] == [example] * 3


@pytest.mark.parametrize(
    ("count", "single", "shape"),
    [(1, True, dict), (2, True, list), (1, False, list), (2, False, list), (3, False, list), (3, True, list), (0, False, list)],
)
def test_one_input_with_one_article_is_an_object_and_everything_else_an_array(
    example: Reading, count: int, single: bool, shape: type
) -> None:
    made = json.loads("".join(document([example] * count, single=single)))
    assert type(made) is shape
    assert (made if shape is list else [made]) == [json.loads(to_json(example))] * count


def test_one_input_that_gave_nothing_writes_nothing() -> None:
    assert "".join(document([], single=True)) == ""
