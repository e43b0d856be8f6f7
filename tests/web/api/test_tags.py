"""Entity tags: whoever has an answer already is told so, and never something old."""

from http import HTTPStatus
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from onrecord.record import open_record
from onrecord.web.api.tags import Tags, is_known
from tests.record.conftest import reading
from tests.web.conftest import Client

API = "/api/v1"


def test_what_has_not_changed_is_not_sent_again(client: TestClient) -> None:
    first = client.get(f"{API}/articles/1")
    again = client.get(f"{API}/articles/1", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == HTTPStatus.NOT_MODIFIED
    assert again.content == b""
    assert again.headers["etag"] == first.headers["etag"]
    assert again.headers["cache-control"] == "private, no-cache"


@pytest.mark.parametrize("header", ["*", "W/{}", '"other", {}', '{} , "other"'])
def test_all_forms_of_the_header_are_understood(client: TestClient, header: str) -> None:
    tag = client.get(f"{API}/stats").headers["etag"]
    assert client.get(f"{API}/stats", headers={"If-None-Match": header.format(tag)}).status_code == HTTPStatus.NOT_MODIFIED


@pytest.mark.parametrize("header", ['"other"', "", "nonsense", '"', "W/"])
def test_another_tag_gets_the_answer(client: TestClient, header: str) -> None:
    assert client.get(f"{API}/stats", headers={"If-None-Match": header}).status_code == HTTPStatus.OK


def test_a_known_answer_is_told_without_asking_the_record(tmp_path: Path, client_of: Client) -> None:
    with open_record(tmp_path / "news.db") as record:
        record.add(reading("one", ("Lind", "it rains")))
    client = client_of(tmp_path / "news.db")
    tag = client.get(f"{API}/attributions").headers["etag"]
    client.app.state.pool.asked = None  # type: ignore[attr-defined]
    assert client.get(f"{API}/attributions", headers={"If-None-Match": tag}).status_code == HTTPStatus.NOT_MODIFIED


def test_what_has_changed_is_sent_and_what_has_not_is_not(tmp_path: Path, client_of: Client) -> None:
    with open_record(tmp_path / "news.db") as record:
        record.add(reading("one", ("Lind", "it rains")))
        client = client_of(tmp_path / "news.db")
        article, every = (client.get(f"{API}/{path}").headers["etag"] for path in ("articles/1", "attributions"))
        record.add(reading("two", ("Holm", "it snows")))
        assert client.get(f"{API}/articles/1", headers={"If-None-Match": article}).status_code == HTTPStatus.NOT_MODIFIED
        got = client.get(f"{API}/attributions", headers={"If-None-Match": every})
        assert got.status_code == HTTPStatus.OK
        assert got.json()["total"] == 2
        assert got.headers["etag"] != every


def test_a_review_changes_the_tag(own_stories: Path, client_of: Client) -> None:
    client = client_of(own_stories)
    tag = client.get(f"{API}/attributions/1").headers["etag"]
    assert client.post(f"{API}/reviews", json={"verdict": "confirmed", "attribution": 1}).status_code == HTTPStatus.CREATED
    got = client.get(f"{API}/attributions/1", headers={"If-None-Match": tag})
    assert got.status_code == HTTPStatus.OK
    assert got.json()["review"]["verdict"] == "confirmed"


def test_tags_hold_after_a_restart(stories: Path, client_of: Client) -> None:
    tag = client_of(stories).get(f"{API}/claims").headers["etag"]
    assert client_of(stories).get(f"{API}/claims", headers={"If-None-Match": tag}).status_code == HTTPStatus.NOT_MODIFIED


def test_head_says_what_get_would(client: TestClient) -> None:
    for path in ("articles", "articles/1", "attributions", "stats", "trace?text=dam", "openapi.json", "articles/99999"):
        got, head = client.get(f"{API}/{path}"), client.head(f"{API}/{path}")
        assert head.status_code == got.status_code
        assert head.headers.get("etag") == got.headers.get("etag")
        if path != "articles/99999":
            assert head.headers["content-length"] == str(len(got.content))
            assert head.content == b""


def test_a_problem_has_no_tag(client: TestClient) -> None:
    assert "etag" not in client.get(f"{API}/articles/99999").headers


def test_a_header_with_many_tags() -> None:
    assert is_known('"a", W/"b" ,"c"', '"b"')
    assert not is_known(None, '"b"')
    assert not is_known('"ab"', '"b"')


def test_only_the_last_tags_are_kept() -> None:
    tags = Tags(most=2)
    for n in range(3):
        tags.put(f"/{n}", "state", f'"{n}"')
    assert [tags.get(f"/{n}", "state") for n in range(3)] == [None, '"1"', '"2"']
    assert tags.get("/2", "other state") is None
