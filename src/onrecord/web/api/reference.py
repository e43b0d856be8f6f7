"""The OpenAPI document as people read it: endpoints by what they are about, with parameters and an example, and all types."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
from markupsafe import Markup, escape

from onrecord.web.api.routing import Operation

__all__ = ["Endpoint", "Kind", "Parameter", "Section", "kinds", "prose", "sections"]

_CODE = re.compile(r"`([^`]+)`")
_BOLD = re.compile(r"\*\*([^*]+)\*\*")


@dataclass(frozen=True, slots=True)
class Parameter:
    """Something that can be asked or sent.

    Attributes:
        name: Its name.
        where: query, path or header; of a field of a type empty.
        kind: What may stand there.
        required: Whether it must be there.
        told: What is said of it.
    """

    name: str
    where: str
    kind: Markup
    required: bool
    told: Markup


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An endpoint.

    Attributes:
        id: Its name.
        method: GET or POST.
        path: Its path.
        summary: What it does, in a line.
        told: More of that.
        parameters: What can be asked.
        body: What is sent; empty where nothing is.
        answer: What it answers with.
        statuses: Other statuses than success.
        curl: An example.
    """

    id: str
    method: str
    path: str
    summary: str
    told: Markup
    parameters: tuple[Parameter, ...]
    body: Markup
    answer: Markup
    statuses: tuple[str, ...]
    curl: str


@dataclass(frozen=True, slots=True)
class Section:
    """Endpoints about one thing.

    Attributes:
        name: What they are about.
        told: More of that.
        endpoints: The endpoints.
    """

    name: str
    told: str
    endpoints: tuple[Endpoint, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of values.

    Attributes:
        name: Its name.
        told: What is said of it.
        fields: Its fields.
        one_of: The types of which it is one, where it has no fields of its own.
    """

    name: str
    told: Markup
    fields: tuple[Parameter, ...]
    one_of: Markup


def sections(document: dict[str, Any], operations: list[Operation], origin: str, *, token: bool) -> list[Section]:
    """The endpoints by what they are about.

    Args:
        document: The OpenAPI document.
        operations: The endpoints.
        origin: Where they are served, such as ``http://127.0.0.1:8470``.
        token: Whether a token is asked for.
    """
    known = {o.id: o for o in operations}
    made: dict[str, list[Endpoint]] = {tag["name"]: [] for tag in document["tags"]}
    for path, methods in document["paths"].items():
        for operation in methods.values():
            of = known[operation["operationId"]]
            made[of.tag].append(_endpoint(path, operation, of, origin, token=token))
    return [Section(tag["name"], tag["description"], tuple(made[tag["name"]])) for tag in document["tags"]]


def _endpoint(path: str, operation: dict[str, Any], of: Operation, origin: str, *, token: bool) -> Endpoint:
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    answers = operation["responses"]
    answer = answers[str(int(of.status))]["content"]["application/json"]["schema"]
    parameters = tuple(
        Parameter(p["name"], p["in"], _kind(_given(p["schema"])), bool(p.get("required")), _inline(p.get("description", "")))
        for p in operation.get("parameters", ())
    )
    return Endpoint(
        *(of.id, of.method, path, of.summary, prose(of.description), parameters, _kind(body["schema"]) if body else Markup()),
        *(_kind(answer), tuple(s for s in answers if s != str(int(of.status))), _curl(of, origin, token=token)),
    )


def _given(schema: dict[str, Any]) -> dict[str, Any]:
    """What a parameter may be where it is given: an address has no null."""
    some = [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    return {**schema, "anyOf": some} if some else schema


def _curl(of: Operation, origin: str, *, token: bool) -> str:
    path = re.sub(r"\{number\}", "1", of.path)
    if of.method == "GET":
        base = of.path.split("/{")[0] if str(of.example).startswith("/") else path
        words = ["curl", shlex.quote(f"{origin}{base}{of.example}")]
    else:
        sent = msgspec.json.encode(of.example).decode()
        words = ["curl", shlex.quote(origin + path), "-H", "'Content-Type: application/json'", "-d", shlex.quote(sent)]
    return " ".join([*words, *(['-H "Authorization: Bearer $ONRECORD_TOKEN"'] if token else [])])


def kinds(document: dict[str, Any]) -> list[Kind]:
    """All types, by name."""
    return [
        Kind(
            name,
            _inline(schema.get("description", "")),
            tuple(_fields(schema)),
            Markup() if "properties" in schema else _kind(schema),
        )
        for name, schema in document["components"]["schemas"].items()
    ]


def _fields(schema: dict[str, Any]) -> Iterator[Parameter]:
    required = schema.get("required", ())
    for name, of_field in schema.get("properties", {}).items():
        yield Parameter(name, "", _kind(of_field), name in required, _inline(of_field.get("description", "")))


def _kind(schema: dict[str, Any]) -> Markup:
    """What may stand somewhere, in words."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return Markup('<a href="#type-{0}">{0}</a>').format(name)
    for several in ("anyOf", "oneOf"):
        if several in schema:
            return Markup(" or ").join(_kind(one) for one in schema[several])
    if "enum" in schema or "const" in schema:
        return Markup(", ").join(Markup("<code>{}</code>").format(value) for value in schema.get("enum", [schema.get("const")]))
    if schema.get("type") == "array":
        inner = schema.get("items") or (schema.get("prefixItems") or [{}])[0]
        return Markup("list of ") + _kind(inner or {})
    if schema.get("type") == "object":
        inner = schema.get("additionalProperties")
        return Markup("object of ") + _kind(inner) if isinstance(inner, dict) and inner else Markup("object")
    name = {"string": "text", "integer": "whole number", "number": "number", "boolean": "true or false", "null": "null"}
    told = escape(name.get(str(schema.get("type")), "anything"))
    default = schema.get("default")
    return told if default is None else told + Markup(", else <code>{}</code>").format(msgspec.json.encode(default).decode())


def prose(text: str) -> Markup:
    """Paragraphs and lists of a text with a little Markdown."""
    made = []
    for block in text.split("\n\n"):
        if block.startswith("- "):
            items = [_inline(" ".join(item.split())) for item in re.split(r"^- ", block, flags=re.MULTILINE) if item.strip()]
            made.append(Markup("<ul>") + Markup("").join(Markup("<li>{}</li>").format(item) for item in items) + Markup("</ul>"))
        elif block.strip():
            made.append(Markup("<p>{}</p>").format(_inline(" ".join(block.split()))))
    return Markup("").join(made)


def _inline(text: str) -> Markup:
    safe = str(escape(text))
    return Markup(_BOLD.sub(r"<strong>\1</strong>", _CODE.sub(r"<code>\1</code>", safe)))  # noqa: S704 - escaped before
