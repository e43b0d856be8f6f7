import copy
import json
from collections.abc import Callable, Iterator
from typing import Any

import jsonschema
import pytest

from onrecord.exporting import schema
from onrecord.exporting.contract import to_json
from onrecord.model import Reading


@pytest.fixture
def validator() -> Any:
    loaded = json.loads(schema.shipped())
    jsonschema.Draft202012Validator.check_schema(loaded)
    return jsonschema.Draft202012Validator(loaded)


def test_the_shipped_file_is_the_schema_of_the_model() -> None:
    assert json.loads(schema.shipped()) == schema.generate(), "renew it: python -m onrecord.exporting.schema"
    assert schema.shipped() == schema.as_text()


def _properties(node: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(node, dict):
        yield from node.get("properties", {}).items()
        for value in node.values():
            yield from _properties(value)


def test_every_field_has_a_description_in_plain_words() -> None:
    found = list(_properties(schema.generate()))
    assert len(found) > 30
    for name, body in found:
        assert len(body["description"]) > 10, name
        assert "``" not in body["description"]
        assert "\n" not in body["description"]


def test_every_definition_is_described_and_used() -> None:
    made = schema.generate()
    text = json.dumps(made)
    for name, body in made["$defs"].items():
        assert body["description"], name
        assert f"#/$defs/{name}" in text


def test_the_example_is_valid(validator: Any, example: Reading, example_json: Any) -> None:
    validator.validate(example_json)
    validator.validate(json.loads(to_json(example)))


def test_what_a_person_said_may_be_there_or_not(validator: Any, example_json: Any) -> None:
    first = example_json["attributions"][0]
    for review in (None, {"verdict": "confirmed", "by": "ed", "at": "2026-03-05T10:00:00+00:00"}):
        first["review"] = review
        validator.validate(example_json)
    first["review"] = {"verdict": "liked", "by": "ed", "at": ""}
    with pytest.raises(jsonschema.ValidationError):
        validator.validate(example_json)


def test_a_reading_without_attributions_is_valid(validator: Any, simple: Callable[..., Reading]) -> None:
    validator.validate(json.loads(to_json(simple("Nobody spoke."))))


def test_fields_that_a_later_version_adds_are_allowed(validator: Any, example_json: Any) -> None:
    example_json["attributions"][0]["mood"] = "calm"
    validator.validate(example_json)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("kind",), "loud"),
        (("confidence",), 1.2),
        (("confidence",), None),
        (("source", "spans"), [[1, 2, 3]]),
        (("source", "spans"), [[-1, 2]]),
        (("source", "spans"), [["1", "2"]]),
        (("act",), "shout"),
        (("via",), None),
        (("asserted",), "yes"),
        (("speaker", "type"), "robot"),
    ],
)
def test_what_breaks_the_contract_is_invalid(validator: Any, example_json: Any, path: tuple[str, ...], value: Any) -> None:
    broken = copy.deepcopy(example_json)
    at = broken["attributions"][0]
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    assert not validator.is_valid(broken)


@pytest.mark.parametrize("field", ["source", "cue", "content", "inside", "via", "asserted"])
def test_what_is_absent_must_be_written_as_such(validator: Any, example_json: Any, field: str) -> None:
    del example_json["attributions"][0][field]
    assert not validator.is_valid(example_json)
