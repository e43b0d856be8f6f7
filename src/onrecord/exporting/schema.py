"""The JSON Schema (draft 2020-12) of the contract, generated from the model and shipped as ``reading.schema.json``.

``python -m onrecord.exporting.schema > src/onrecord/exporting/reading.schema.json`` renews the file.
"""

import inspect
import json
import re
import sys
from importlib import resources
from typing import Any

import msgspec

from onrecord import model

__all__ = ["as_text", "generate", "shipped"]

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_FIELD = re.compile(r"^ {4}(\w+): (.+(?:\n {8}.+)*)", re.MULTILINE)
_ALSO = {
    "Reading": {"article": "The article as it was read.", "attributions": "What it attributes, in reading order."},
    "Via": {
        "name": "Who it is, as fully as the article says.",
        "type": "What sort of carrier.",
        "spans": "Where the article names it: half-open offsets in code points of article.text.",
    },
    "Date": {
        "value": "ISO 8601: a day, a month (2023-05), a year, or an interval (2023-05-01/2023-05-14); null where the words do not tell.",
        "text": "The words that it comes from.",
        "spans": "Where they stand: half-open offsets in code points of article.text.",
    },
    "Excerpt": {"spans": "Where they stand, in reading order: half-open offsets in code points of article.text."},
}

_MAY_BE_ABSENT = frozenset({"review"})
"""Fields that the contract got later: JSON that was made before is valid without them."""


def generate() -> dict[str, Any]:
    """The schema of the model as it is now.

    Every field is required, for what is absent is written as ``null`` or ``[]``; those that came later are not. Unknown fields are
    allowed: later versions may add some, and never rename one.
    """
    made = msgspec.json.schema(model.Reading)
    definitions = {name: _described(name, body) for name, body in sorted(made["$defs"].items())}
    reading = definitions.pop("Reading")
    return {
        "$schema": _DIALECT,
        "title": "Reading",
        "description": reading["description"] + " Offsets are Unicode code points into article.text, half-open.",
        "type": "object",
        "properties": reading["properties"],
        "required": reading["required"],
        "$defs": definitions,
    }


def shipped() -> str:
    """The text of the schema file in the package."""
    return resources.files("onrecord.exporting").joinpath("reading.schema.json").read_text(encoding="utf-8")


def _described(name: str, body: dict[str, Any]) -> dict[str, Any]:
    documentation = inspect.cleandoc(getattr(model, name).__doc__ or "")
    told, _, fields = documentation.partition("\n\nAttributes:\n")
    described = {field: " ".join(words.split()) for field, words in _FIELD.findall(fields)} | _ALSO.get(name, {})
    properties = {}
    for field, schema in body["properties"].items():
        kept = {key: value for key, value in schema.items() if key != "default"}
        properties[field] = {"description": described[field], **_with_lower_bounds(kept)}
    return {
        "description": " ".join(told.replace("``", "").split()),
        "type": "object",
        "properties": properties,
        "required": [field for field in properties if field not in _MAY_BE_ABSENT],
    }


def _with_lower_bounds(schema: Any) -> Any:
    """The schema with offsets that cannot be negative; the model's plain integers do not say so."""
    if isinstance(schema, dict):
        if schema == {"type": "integer"}:
            return {"type": "integer", "minimum": 0}
        return {key: _with_lower_bounds(value) for key, value in schema.items()}
    if isinstance(schema, list):
        return [_with_lower_bounds(value) for value in schema]
    return schema


def as_text() -> str:
    """The generated schema as the file has it."""
    return json.dumps(generate(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(as_text())
