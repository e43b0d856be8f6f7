"""Who may ask, and what answers carry."""

from http import HTTPStatus
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from onrecord.web.guarding import POLICY, host_of
from onrecord.web.problems import PROBLEM
from tests.web.conftest import Client

TOKEN = "a-token-that-nobody-guesses"


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ("127.0.0.1:8470", "127.0.0.1"),
        ("LocalHost", "localhost"),
        ("localhost.", "localhost"),
        ("[::1]:8470", "::1"),
        ("desk.example:80", "desk.example"),
        ("", ""),
        ("127.0.0.1@evil.example", ""),
        ("127.0.0.1/evil.example", ""),
        ("127.0.0.1:port", ""),
        ("[::1", ""),
    ],
)
def test_the_name_in_a_host_header(header: str, name: str) -> None:
    assert host_of(header) == name


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost@evil.example", "", "0.0.0.0"])
def test_another_name_is_refused(client: TestClient, host: str) -> None:
    got = client.get("/", headers={"Host": host})
    assert got.status_code == HTTPStatus.MISDIRECTED_REQUEST
    assert "attributions" not in got.text


@pytest.mark.parametrize("host", ["127.0.0.1:8470", "localhost", "[::1]:99"])
def test_own_names_are_served_on_any_port(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == HTTPStatus.OK


@pytest.mark.parametrize("path", ["/", "/nowhere", "/static/app.css", "/api/nowhere"])
def test_every_answer_carries_the_policy(client: TestClient, path: str) -> None:
    got = client.get(path)
    assert got.headers["content-security-policy"] == POLICY
    assert "unsafe" not in POLICY
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.headers["x-frame-options"] == "DENY"
    assert got.headers["referrer-policy"] == "same-origin"  # "no-referrer" makes browsers send "Origin: null" with our own forms


def test_scripts_and_styles_may_be_kept_and_pages_may_not(client: TestClient) -> None:
    assert "immutable" in client.get("/static/app.css").headers["cache-control"]
    assert client.get("/").headers["cache-control"] == "private, no-cache"


def test_a_page_has_no_script_or_style_of_its_own(client: TestClient) -> None:
    page = client.get("/").text
    assert "<style" not in page
    assert " style=" not in page
    assert "<script>" not in page
    assert " onclick" not in page


def test_without_the_token_nothing_is_shown(empty: Path, client_of: Client) -> None:
    client = client_of(empty, token=TOKEN)
    got = client.get("/")
    assert got.status_code == HTTPStatus.UNAUTHORIZED
    assert "attributions" not in got.text
    assert client.get("/?token=wrong").status_code == HTTPStatus.UNAUTHORIZED
    assert client.get("/api/nowhere").headers["content-type"] == PROBLEM


def test_the_token_is_traded_for_a_cookie_and_leaves_the_address(empty: Path, client_of: Client) -> None:
    client = client_of(empty, token=TOKEN)
    got = client.get("/search", params={"token": TOKEN, "q": "bridge & tunnel"})
    assert got.status_code == HTTPStatus.SEE_OTHER
    assert got.headers["location"] == "/search?q=bridge+%26+tunnel"
    assert TOKEN not in str(client.cookies)
    assert "httponly" in got.headers["set-cookie"].lower()
    assert "samesite=strict" in got.headers["set-cookie"].lower()
    assert client.get("/").status_code == HTTPStatus.OK


def test_entering_never_leads_to_another_site(empty: Path, client_of: Client) -> None:
    client = client_of(empty, token=TOKEN)
    got = client.get(f"//evil.example/?token={TOKEN}")
    assert not got.headers.get("location", "").startswith(("//", "http:", "https:"))


def test_programs_send_the_token_as_a_bearer(empty: Path, client_of: Client) -> None:
    client = client_of(empty, token=TOKEN)
    assert client.get("/", headers={"Authorization": f"Bearer {TOKEN}"}).status_code == HTTPStatus.OK
    assert client.get("/", headers={"Authorization": "Bearer other"}).status_code == HTTPStatus.UNAUTHORIZED
    assert client.get("/", headers={"Authorization": f"Basic {TOKEN}"}).status_code == HTTPStatus.UNAUTHORIZED


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:9"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_another_site_cannot_ask_for_a_change(client: TestClient, headers: dict[str, str]) -> None:
    got = client.post("/", headers=headers)
    assert got.status_code == HTTPStatus.FORBIDDEN


def test_a_large_request_is_refused_whatever_it_says_of_its_size(client: TestClient) -> None:
    assert client.post("/", content=b"x" * 300_000).status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE


def test_a_long_address_is_refused(client: TestClient) -> None:
    assert client.get("/?q=" + "x" * 20_000).status_code == HTTPStatus.REQUEST_URI_TOO_LONG


def test_an_unknown_page_is_a_page_and_an_unknown_question_a_problem(client: TestClient) -> None:
    page, question = client.get("/nowhere"), client.get("/api/nowhere")
    assert page.status_code == question.status_code == HTTPStatus.NOT_FOUND
    assert "<h1>Not Found</h1>" in page.text
    assert question.headers["content-type"] == PROBLEM
    assert question.json() == {
        "type": "about:blank",
        "title": "Not Found",
        "status": 404,
        "detail": "there is no such page; begin at the overview",
    }
