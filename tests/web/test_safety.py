"""Asking changes nothing; changing takes a form of the page itself, and nothing does where nothing may be changed."""

import hashlib
from http import HTTPStatus
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from onrecord.record import open_record
from tests.web.conftest import Client
from tests.web.test_hostile import _filled
from tests.web.visiting import API, PAGES, Place, addresses, places

ASKING = {"/trace"}
"""What is sent by POST for its length alone, and changes nothing."""
POST = [p for p in places("POST") if p.path not in ASKING]
API_POST = places("POST", api=True)


def _fingerprint(place: Path) -> str:
    with open_record(place) as record:
        rows = record.database.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name")
        digest = hashlib.sha256()
        for (name,) in rows:
            for row in record.database.rows(f'SELECT * FROM "{name}"'):
                digest.update(repr(row).encode())
        return digest.hexdigest()


def test_every_route_asks_or_changes() -> None:
    assert {p.method for p in (*PAGES, *API)} <= {"GET", "POST"}


def test_looking_at_everything_changes_nothing(own_stories: Path, client_of: Client) -> None:
    with open_record(own_stories) as record:
        where = [a for p in [*places("GET"), *places("GET", api=True)] for a in addresses(p, record, 3)]
    before = _fingerprint(own_stories)
    client = client_of(own_stories)
    with open_record(own_stories) as watching:
        version = watching.database.rows("PRAGMA data_version")
        assert len(where) > 20
        for address in where:
            assert client.get(address).status_code < HTTPStatus.INTERNAL_SERVER_ERROR, address
            assert client.head(address).status_code < HTTPStatus.INTERNAL_SERVER_ERROR, address
        assert watching.database.rows("PRAGMA data_version") == version
    assert _fingerprint(own_stories) == before


def _some(place: Place, record: Path) -> str:
    with open_record(record, read_only=True) as opened:
        try:
            found = addresses(place, opened)
        except AssertionError:
            found = []
    return found[0] if found else _filled(place.path, "1")


@pytest.mark.parametrize("place", POST, ids=str)
@pytest.mark.parametrize("token", [None, "", "0" * 64])
def test_a_change_without_the_token_of_the_form_is_refused(place: Place, token: str | None, own_stories: Path, client_of: Client) -> None:
    before = _fingerprint(own_stories)
    client = client_of(own_stories)
    address = _some(place, own_stories)
    client.get("/")
    values = {} if token is None else {"form_token": token}
    assert client.post(address, data=values).status_code == HTTPStatus.FORBIDDEN, address
    assert client.get(address).status_code < HTTPStatus.INTERNAL_SERVER_ERROR
    assert _fingerprint(own_stories) == before


@pytest.mark.parametrize("place", [p for p in places("POST") if p.path in ASKING], ids=str)
def test_a_long_question_changes_nothing(place: Place, own_stories: Path, client_of: Client) -> None:
    before = _fingerprint(own_stories)
    client = client_of(own_stories, seconds=60)
    assert client.post(place.path, data={"text": "The dam is safe", "q": "The dam is safe"}).status_code < HTTPStatus.INTERNAL_SERVER_ERROR
    assert _fingerprint(own_stories) == before


@pytest.mark.parametrize("place", POST, ids=str)
def test_the_token_of_another_visitor_is_refused(place: Place, own_stories: Path, client_of: Client) -> None:
    one, other = client_of(own_stories), client_of(own_stories)
    other.get("/")
    token = one.get("/").text.split('name="form-token" content="')[1].split('"')[0]
    assert other.post(_some(place, own_stories), data={"form_token": token}).status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize("place", [*POST, *API_POST], ids=str)
def test_where_nothing_may_be_changed_nothing_is(place: Place, own_stories: Path, client_of: Client) -> None:
    before = _fingerprint(own_stories)
    client = client_of(own_stories, read_only=True)
    token = client.get("/").text.split('name="form-token" content="')[1].split('"')[0]
    address = _some(place, own_stories)
    if place.path.startswith("/api/"):
        got = client.post(address, json={})
        assert got.status_code in {HTTPStatus.FORBIDDEN, HTTPStatus.UNPROCESSABLE_ENTITY, HTTPStatus.OK}, got.text
    else:
        assert client.post(address, data={"form_token": token}).status_code == HTTPStatus.FORBIDDEN
    assert _fingerprint(own_stories) == before


@pytest.mark.parametrize("place", places("GET"), ids=str)
def test_what_takes_too_long_is_stopped_and_said_so(place: Place, stories: Path, client_of: Client) -> None:
    with open_record(stories, read_only=True) as record:
        where = addresses(place, record)
    client: TestClient = client_of(stories, seconds=0.0)
    for address in where:
        got = client.get(address)
        assert got.status_code == HTTPStatus.SERVICE_UNAVAILABLE or got.status_code < HTTPStatus.INTERNAL_SERVER_ERROR, address
        if got.status_code == HTTPStatus.SERVICE_UNAVAILABLE:
            assert "took too long" in got.text
            assert got.headers["retry-after"] == "1"
