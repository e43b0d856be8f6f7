"""Whatever is wrong is a problem document that says what."""

import sqlite3
from http import HTTPStatus
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from onrecord.web.problems import PROBLEM
from tests.web.conftest import BASE, Client

API = "/api/v1"
TOKEN = "a-token-that-nobody-guesses"


def told(got: object, status: int) -> str:
    """Hold an answer against RFC 9457; what it says."""
    assert got.status_code == status, got.text  # type: ignore[attr-defined]
    assert got.headers["content-type"] == PROBLEM  # type: ignore[attr-defined]
    assert got.headers["cache-control"] == "private, no-cache"  # type: ignore[attr-defined]
    document = got.json()  # type: ignore[attr-defined]
    assert document["type"] == "about:blank"
    assert document["status"] == status
    assert document["title"]
    assert "\n" not in document["detail"]
    return str(document["detail"])


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/articles?limit=0", "limit"),
        ("/articles?limit=201", "limit"),
        ("/articles?limit=-1", "limit"),
        ("/articles?limit=many", "limit"),
        ("/articles?limit=" + "9" * 5_000, "limit"),
        ("/articles/0", "number"),
        ("/articles/9223372036854775808", "number"),
        ("/articles/" + "9" * 5_000, "number"),
        ("/articles/one", "number"),
        ("/articles/1.5", "number"),
        ("/attributions?since=2026-02-30", "since"),
        ("/attributions?since=2025-02-29", "since"),
        ("/attributions?until=2026-13", "until"),
        ("/attributions?until=yesterday", "until"),
        ("/attributions?since=2026-03-05%0A", "since"),
        ("/attributions?since=%D9%A2%D9%A0%D9%A2%D9%A6", "since"),
        ("/attributions?act=shout", "act"),
        ("/attributions?min_confidence=nan", "min_confidence"),
        ("/attributions?min_confidence=1.1", "min_confidence"),
        ("/attributions?asserted=perhaps", "asserted"),
        ("/attributions?like=", "like"),
        ("/attributions?q=" + "x" * 2_001, "q"),
        ("/claims/c!", "id"),
        ("/claims/x4k7m2x9qa", "id"),
        ("/claims?outlets=0", "outlets"),
        ("/trace", "text"),
        ("/compare?one=a", "other"),
        ("/outlets/1?unit=decade", "unit"),
    ],
)
def test_a_value_that_cannot_be_is_named(client: TestClient, address: str, name: str) -> None:
    got = client.get(API + address)
    detail = told(got, HTTPStatus.UNPROCESSABLE_ENTITY)
    assert detail.startswith(f"{name}: ")
    assert got.json()["errors"][0]["name"] == name
    assert "^" not in detail


@pytest.mark.parametrize(
    "address", ["/attributions?since=2024-02-29", "/attributions?since=2000-02-29", "/attributions?until=0001", "/attributions?q="]
)
def test_odd_values_that_can_be_are_taken(client: TestClient, address: str) -> None:
    assert client.get(API + address).status_code == HTTPStatus.OK


@pytest.mark.parametrize(
    "address", ["/attributions?q=%00", "/attributions?q=a%00b", "/articles?outlet=%00", "/trace?text=x%00", "/claims?about=%00"]
)
def test_a_nul_is_refused_everywhere(client: TestClient, address: str) -> None:
    assert "NUL" in told(client.get(API + address), HTTPStatus.UNPROCESSABLE_ENTITY)


@pytest.mark.parametrize("address", ["/attributions?q=%FF", "/attributions?q=%ED%A0%80", "/attributions?%C0%80=1"])
def test_what_is_no_text_is_refused(client: TestClient, address: str) -> None:
    assert "UTF-8" in told(client.get(API + address), HTTPStatus.BAD_REQUEST)


def test_a_misspelt_filter_is_refused_with_those_that_there_are(client: TestClient) -> None:
    detail = told(client.get(f"{API}/attributions?speeker=Lind"), HTTPStatus.UNPROCESSABLE_ENTITY)
    assert "'speeker'" in detail
    assert "speaker" in detail.partition("there are")[2]


def test_a_filter_that_is_given_twice_is_refused(client: TestClient) -> None:
    assert "twice" in told(client.get(f"{API}/attributions?act=deny&act=state"), HTTPStatus.UNPROCESSABLE_ENTITY)


@pytest.mark.parametrize(
    "address", ["/articles/99999", "/attributions/9223372036854775807", "/speakers/99999", "/outlets/99999", "/claims/c00000"]
)
def test_what_is_not_there_is_not_found(client: TestClient, address: str) -> None:
    told(client.get(API + address), HTTPStatus.NOT_FOUND)


@pytest.mark.parametrize("address", ["", "/", "/nowhere", "/articles/1/2", "/v2", "/articles//1"])
def test_an_unknown_path_is_a_problem(client: TestClient, address: str) -> None:
    got = client.get(API + address)
    if got.status_code != HTTPStatus.TEMPORARY_REDIRECT:
        told(got, HTTPStatus.NOT_FOUND)


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("POST", "/articles", "GET, HEAD"),
        ("DELETE", "/articles/1", "GET, HEAD"),
        ("PUT", "/reviews", "GET, HEAD, POST"),
        ("PATCH", "/trace", "GET, HEAD, POST"),
        ("GET", "/reviews/1/undo", "POST"),
        ("OPTIONS", "/stats", "GET, HEAD"),
    ],
)
def test_a_method_that_a_path_does_not_have(client: TestClient, method: str, path: str, allowed: str) -> None:
    got = client.request(method, API + path)
    told(got, HTTPStatus.METHOD_NOT_ALLOWED)
    assert got.headers["allow"] == allowed


def test_outlets_that_cannot_be_told_apart_are_named(client: TestClient) -> None:
    detail = told(client.get(f"{API}/compare", params={"one": "zzz", "other": "yyy"}), HTTPStatus.NOT_FOUND)
    assert "name one of" in detail


def test_a_text_without_a_word_cannot_be_traced(client: TestClient) -> None:
    told(client.get(f"{API}/trace", params={"text": "…"}), HTTPStatus.UNPROCESSABLE_ENTITY)


@pytest.mark.parametrize("media", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonp", None])
def test_only_json_is_taken(client: TestClient, media: str | None) -> None:
    got = client.post(f"{API}/trace", content=b'{"text": "dam"}', headers={"Content-Type": media} if media else {})
    told(got, HTTPStatus.UNSUPPORTED_MEDIA_TYPE)


def test_json_may_name_its_encoding(client: TestClient) -> None:
    got = client.post(f"{API}/trace", content=b'{"text": "dam"}', headers={"Content-Type": "Application/JSON; charset=utf-8"})
    assert got.status_code == HTTPStatus.OK


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b'{"text": "\\ud800"}', b'{"text": "\xed\xa0\x80"}'])
def test_what_is_no_json_is_refused(client: TestClient, body: bytes) -> None:
    told(client.post(f"{API}/trace", content=body, headers={"Content-Type": "application/json"}), HTTPStatus.BAD_REQUEST)


def test_what_is_nested_deep_is_refused(client: TestClient) -> None:
    for body in (b"[" * 100_000, b'{"more": ' * 20_000, b'{"text": ' + b"[" * 100_000):
        got = client.post(f"{API}/trace", content=body, headers={"Content-Type": "application/json"})
        assert got.status_code in {HTTPStatus.BAD_REQUEST, HTTPStatus.UNPROCESSABLE_ENTITY}
        assert got.headers["content-type"] == PROBLEM


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ({}, ""),
        ([], ""),
        ({"text": 1}, "text"),
        ({"text": ""}, "text"),
        ({"text": "a\0b"}, "text"),
        ({"text": "x" * 20_001}, "text"),
        ({"text": "dam", "limit": 51}, "limit"),
        ({"text": "dam", "limit": 10**30}, "limit"),
        ({"text": "dam", "more": 1}, ""),
    ],
)
def test_what_is_sent_must_be_what_is_documented(client: TestClient, body: object, name: str) -> None:
    got = client.post(f"{API}/trace", json=body)
    told(got, HTTPStatus.UNPROCESSABLE_ENTITY)
    assert got.json()["errors"][0] == {"in": "body", "name": name, "detail": got.json()["errors"][0]["detail"]}


def test_too_much_is_refused(client: TestClient) -> None:
    told(client.post(f"{API}/trace", json={"text": "x" * 300_000}), HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    told(client.get(f"{API}/attributions?q=" + "x" * 20_000), HTTPStatus.REQUEST_URI_TOO_LONG)


def test_without_the_token_nothing_is_told(empty: Path, client_of: Client) -> None:
    client = client_of(empty, token=TOKEN)
    got = client.get(f"{API}/stats")
    told(got, HTTPStatus.UNAUTHORIZED)
    assert got.headers["www-authenticate"].startswith("Bearer")
    assert client.get(f"{API}/openapi.json").status_code == HTTPStatus.UNAUTHORIZED
    assert client.get(f"{API}/stats", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == HTTPStatus.OK


def test_another_name_is_refused(client: TestClient) -> None:
    told(client.get(f"{API}/stats", headers={"Host": "evil.example"}), HTTPStatus.MISDIRECTED_REQUEST)


def test_what_takes_too_long_is_stopped(stories: Path, client_of: Client) -> None:
    client = client_of(stories, seconds=0.0)
    got = client.get(f"{API}/attributions")
    told(got, HTTPStatus.SERVICE_UNAVAILABLE)
    assert got.headers["retry-after"] == "1"


def test_a_record_that_is_damaged_while_it_is_served_is_told(own_stories: Path, client_of: Client) -> None:
    client = client_of(own_stories)
    with sqlite3.connect(own_stories) as other:
        other.execute("DROP TABLE failures")
    other.close()
    told(client.get(f"{API}/failures"), HTTPStatus.INTERNAL_SERVER_ERROR)
    assert client.get(f"{API}/articles").status_code == HTTPStatus.OK


def test_a_page_of_another_site_can_change_nothing(own_stories: Path, client_of: Client) -> None:
    got = client_of(own_stories).post(
        f"{API}/reviews", json={"verdict": "confirmed", "attribution": 1}, headers={"Origin": "http://evil.example"}
    )
    told(got, HTTPStatus.FORBIDDEN)


def test_no_other_site_is_let_in(client: TestClient) -> None:
    got = client.get(f"{API}/stats", headers={"Origin": "http://evil.example"})
    assert not [name for name in got.headers if name.startswith("access-control")]
    assert BASE.startswith("http://127.0.0.1")
