"""The JSON Schemas of what the API answers with and takes: made from the types themselves, so that they cannot say anything else.

What is written about each field is what the docstrings of the types say under ``Attributes:``, as `onrecord.exporting.schema` does it for
the contract.
"""

import inspect
import re
from collections.abc import Iterable
from typing import Any

import msgspec

from onrecord.exporting.schema import generate

__all__ = ["components", "named"]

_PLACE = "#/components/schemas/{name}"
_FIELD = re.compile(r"^ {4}(\w+): (.+(?:\n {8}.+)*)", re.MULTILINE)
_TAGGED = {"verdict": "What is said."}
"""What is said of fields that tell types of one union apart."""

_MARKUP = re.compile(r"`{1,2}([^`]+)`{1,2}")
_NONE = re.compile(r"\bNone\b")


def named(kind: Any) -> dict[str, str]:
    """The reference to the schema of a type."""
    ((reference,), _) = msgspec.json.schema_components([kind], ref_template=_PLACE)
    return reference


def components(answers: Iterable[Any], bodies: Iterable[Any]) -> dict[str, Any]:
    """The schemas of types, and of all types in them, by name.

    Args:
        answers: Types of what is answered: each field is always there.
        bodies: Types of what is sent: fields with a default may be left out.
    """
    answered, sent = list(answers), list(bodies)
    _, of_answers = msgspec.json.schema_components(answered, ref_template=_PLACE)
    _, of_bodies = msgspec.json.schema_components(sent, ref_template=_PLACE)
    told = _docstrings([*answered, *sent])
    contract = generate()["$defs"]
    made = {name: _described(name, schema, told, contract, whole=False) for name, schema in of_bodies.items()}
    made |= {name: _described(name, schema, told, contract, whole=True) for name, schema in of_answers.items()}
    return dict(sorted(made.items()))


def _docstrings(kinds: Iterable[Any]) -> dict[str, tuple[str, dict[str, str]]]:
    """What is said of each type, and of its fields, with those of the types that it is made from."""
    found: dict[str, tuple[str, dict[str, str]]] = {}
    seen: list[Any] = []

    def look(kind: Any) -> None:
        if any(kind is other for other in seen):
            return
        seen.append(kind)
        for inner in getattr(kind, "__args__", ()):
            look(inner)
        if isinstance(kind, type) and hasattr(kind, "__annotations__") and hasattr(kind, "__module__"):
            fields: dict[str, str] = {}
            for base in reversed(kind.__mro__):
                fields |= _fields(base)
            found[kind.__name__] = _plain(_told(kind).partition("\n\n")[0]), fields
            for inner in _hints(kind):
                look(inner)

    for kind in kinds:
        look(kind)
    return found


def _hints(kind: type) -> list[Any]:
    if issubclass(kind, msgspec.Struct):
        return [f.type for f in msgspec.structs.fields(kind)]
    if hasattr(kind, "__dataclass_fields__"):
        from typing import get_type_hints  # noqa: PLC0415

        return list(get_type_hints(kind).values())
    return []


def _told(kind: type) -> str:
    return inspect.cleandoc(kind.__dict__.get("__doc__") or "")


def _fields(kind: type) -> dict[str, str]:
    _, _, fields = _told(kind).partition("\n\nAttributes:\n")
    return {name: _plain(words) for name, words in _FIELD.findall(fields)}


def _plain(words: str) -> str:
    return _NONE.sub("null", _MARKUP.sub(r"\1", " ".join(words.split())))


def _described(
    name: str, schema: dict[str, Any], told: dict[str, tuple[str, dict[str, str]]], contract: dict[str, Any], *, whole: bool
) -> dict[str, Any]:
    if name in contract and whole:  # the contract's own words, with its bounds
        made: dict[str, Any] = _here(contract[name])
        return made
    if "properties" not in schema:
        return schema
    about, fields = told.get(name, ("", {}))
    properties = {}
    for field, of_field in schema["properties"].items():
        kept = {k: v for k, v in of_field.items() if not (whole and k == "default")}
        words = fields.get(field) or _TAGGED.get(field, "")
        properties[field] = {"description": words, **kept} if words else kept
    rest = {k: v for k, v in schema.items() if k not in {"title", "description", "properties", "required"}}
    required = list(properties) if whole else schema.get("required", [])
    return {"description": about, **rest, "properties": properties, **({"required": required} if required else {})}


def _here(schema: Any) -> Any:
    """A schema of the contract, with its references leading into this document."""
    if isinstance(schema, dict):
        return {
            k: v.replace("#/$defs/", "#/components/schemas/")
            if k == "$ref"
            else _plain(v)
            if k == "description" and isinstance(v, str)
            else _here(v)
            for k, v in schema.items()
        }
    return [_here(v) for v in schema] if isinstance(schema, list) else schema
