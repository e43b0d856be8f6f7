"""The OpenAPI document, the page about it, and docs/api.md say everything and nothing else."""

import re
import shlex
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
import pytest
from fastapi.testclient import TestClient

from onrecord.web import Settings
from onrecord.web.api import Api
from onrecord.web.api.document import PROBLEMS
from onrecord.web.api.reference import prose, sections
from tests.web.conftest import Client

API = Api(Settings("news.db"))
DOCUMENT = API.document
OPERATIONS = [(path, method, o) for path, methods in DOCUMENT["paths"].items() for method, o in methods.items()]
DOCS = (Path(__file__).parents[3] / "docs" / "api.md").read_text(encoding="utf-8")
IDS = [o["operationId"] for _, _, o in OPERATIONS]


def test_it_is_served_as_it_is(client: TestClient) -> None:
    got = client.get("/api/v1/openapi.json")
    assert got.headers["content-type"] == "application/json"
    assert got.json() == msgspec.json.decode(msgspec.json.encode(client.app.state.api.document))  # type: ignore[attr-defined]
    assert got.json()["openapi"].startswith("3.1")


def test_operations_have_names_of_their_own() -> None:
    assert len(set(IDS)) == len(IDS)
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)+|trace", id) for id in IDS)


@pytest.mark.parametrize(("path", "method", "operation"), OPERATIONS, ids=IDS)
def test_every_endpoint_says_what_it_does_and_what_may_go_wrong(path: str, method: str, operation: dict[str, Any]) -> None:
    assert operation["summary"]
    assert operation["tags"]
    assert {"400", "401", "422", "500", "503"} <= set(operation["responses"])
    assert ("404" in operation["responses"]) or "{" not in path
    if method == "get":
        assert "304" in operation["responses"]
        assert "ETag" in operation["responses"]["200"]["headers"]
    else:
        assert {"403", "413", "415"} <= set(operation["responses"])
        assert operation["requestBody"]["content"]["application/json"]["example"] is not None
    for parameter in operation.get("parameters", ()):
        assert parameter["description"], parameter["name"]


def test_every_type_and_every_field_is_described() -> None:
    for name, schema in DOCUMENT["components"]["schemas"].items():
        assert re.fullmatch(r"\w+", name), name  # two types of one name would have longer ones
        assert schema["description"], name
        for field, of_field in schema.get("properties", {}).items():
            assert of_field.get("description"), f"{name}.{field}"


def test_what_is_answered_is_there_whole_and_what_is_sent_may_have_nothing_else() -> None:
    schemas = DOCUMENT["components"]["schemas"]
    assert schemas["Claim"]["required"] == list(schemas["Claim"]["properties"])
    assert schemas["Corrected"]["required"] == ["verdict", "attribution", "changes"]
    assert schemas["Corrected"]["additionalProperties"] is False


def test_references_lead_somewhere() -> None:
    def look(value: Any) -> None:
        if isinstance(value, dict):
            if isinstance(value.get("$ref"), str):
                _, _, kind, name = value["$ref"].split("/")
                assert name in DOCUMENT["components"][kind], value["$ref"]
            for inner in value.values():
                look(inner)
        elif isinstance(value, list):
            for inner in value:
                look(inner)

    look(DOCUMENT)


def test_a_token_is_asked_for_where_one_is_set() -> None:
    assert DOCUMENT["security"] == [{}, {"token": []}]
    assert Api(Settings("news.db", token="a" * 20)).document["security"] == [{"token": []}]


@pytest.mark.parametrize(("path", "method", "operation"), OPERATIONS, ids=IDS)
def test_every_endpoint_is_in_the_docs(path: str, method: str, operation: dict[str, Any]) -> None:
    plain = path.removeprefix("/api/v1")
    (section,) = re.findall(rf"^#+ `{method.upper()} {re.escape(plain)}`\n(.*?)(?=^#|\Z)", DOCS, re.MULTILINE | re.DOTALL)
    for parameter in operation.get("parameters", ()):
        if parameter["in"] == "query" and parameter["name"] not in {"limit", "cursor"}:
            assert f"`{parameter['name']}`" in section or "`/attributions`" in section, parameter["name"]


def test_the_docs_name_no_endpoint_that_is_not_there() -> None:
    there = {f"{method.upper()} {path.removeprefix('/api/v1')}" for path, method, _ in OPERATIONS}
    assert set(re.findall(r"^#+ `((?:GET|POST) \S+)`$", DOCS, re.MULTILINE)) == there


def test_every_status_is_in_the_docs() -> None:
    for status in PROBLEMS:
        assert f"| {status} |" in DOCS, status


def test_the_page_shows_every_endpoint_and_type(client: TestClient) -> None:
    got = client.get("/api")
    assert got.headers["content-type"].startswith("text/html")
    for path, _, operation in OPERATIONS:
        assert f'id="{operation["operationId"]}"' in got.text
        assert path in got.text
    for name in DOCUMENT["components"]["schemas"]:
        assert f'id="type-{name}"' in got.text
    for target in re.findall(r'href="#([^"]+)"', got.text):
        assert f'id="{target}"' in got.text, target


def test_the_page_loads_nothing_from_elsewhere_and_runs_nothing_of_its_own(client: TestClient) -> None:
    page = client.get("/api").text
    assert not re.findall(r'(?:src|href)="(?:https?:)?//', page)
    assert " style=" not in page
    assert not re.findall(r"<script(?![^>]* src=)", page)


def test_the_examples_of_questions_can_be_asked(client: TestClient) -> None:
    for section in sections(DOCUMENT, API.operations, "http://127.0.0.1", token=False):
        for one in section.endpoints:
            words = shlex.split(one.curl)
            assert words[0] == "curl"
            if one.method == "GET":
                parts = urlsplit(words[1])
                got = client.get(f"{parts.path}?{parts.query}" if parts.query else parts.path)
                assert got.status_code in {HTTPStatus.OK, HTTPStatus.NOT_FOUND}, (words[1], got.text)


def test_the_examples_of_changes_are_understood(own_stories: Path, client_of: Client) -> None:
    client = client_of(own_stories)
    for section in sections(DOCUMENT, API.operations, "http://127.0.0.1", token=True):
        for one in section.endpoints:
            words = shlex.split(one.curl)
            assert words[-1] == "Authorization: Bearer $ONRECORD_TOKEN"
            if one.method == "POST":
                got = client.post(urlsplit(words[1]).path, content=words[5], headers={"Content-Type": "application/json"})
                known = {HTTPStatus.OK, HTTPStatus.CREATED, HTTPStatus.NOT_FOUND, HTTPStatus.CONFLICT}
                assert got.status_code in known, (words, got.text)


def test_prose_is_escaped() -> None:
    assert prose("a <b> `<i>` **c**\n\n- one\n- two") == (
        "<p>a &lt;b&gt; <code>&lt;i&gt;</code> <strong>c</strong></p><ul><li>one</li><li>two</li></ul>"
    )
