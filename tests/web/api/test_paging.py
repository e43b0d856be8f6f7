"""Lists leave nothing out and tell nothing twice, also while articles are being added."""

import tempfile
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.record import Record, open_record
from onrecord.web import Settings, create_app
from tests.record.conftest import reading
from tests.web.conftest import BASE, Client

API = "/api/v1"
KEYS = {"articles": "number", "attributions": "number", "speakers": "id", "outlets": "id"}
PEOPLE = ("Lind", "Holm", "Quist", "Berg", "Ask")


def put(record: Record, n: int) -> None:
    """Keep the n-th article: two attributions, a speaker that may be new, an outlet that may be."""
    who = f"{PEOPLE[n % 5]} {chr(65 + n // 5 % 26)}"
    record.add(reading(f"article {n}", (who, f"the bridge is safe {n}"), (who, f"it rains {n}"), outlet=f"Post {n // 3}"))


def pages(client: TestClient, address: str | None, between: Any = lambda: None) -> Iterator[list[Any]]:
    while address is not None:
        got = client.get(address)
        assert got.status_code == HTTPStatus.OK, got.text
        answer = got.json()
        assert got.headers.get("link") == (None if answer["next"] is None else f'<{answer["next"]}>; rel="next"')
        yield answer["items"]
        address = answer["next"]
        between()


@settings(max_examples=12)
@given(
    first=st.integers(0, 9),
    added=st.lists(st.integers(0, 4), min_size=1, max_size=6),
    limit=st.integers(1, 5),
    what=st.sampled_from(
        [*KEYS, "attributions?q=bridge", "attributions?rank=true&q=bridge", "attributions?rank=true", "speakers?rank=true"]
    ),
)
def test_nothing_is_left_out_and_nothing_told_twice_while_articles_are_added(first: int, added: list[int], limit: int, what: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "news.db"
        path, _, query = what.partition("?")
        key = KEYS[path]
        with open_record(place) as record:
            for n in range(first):
                put(record, n)
            with TestClient(create_app(Settings(str(place))), BASE) as client:
                whole = [one[key] for page in pages(client, f"{API}/{path}?limit=200&{query}") for one in page]
                waiting, done = iter(added), first

                def between() -> None:
                    nonlocal done
                    for _ in range(next(waiting, 0)):
                        put(record, done)
                        done += 1

                seen = [one[key] for page in pages(client, f"{API}/{path}?limit={limit}&{query}", between) for one in page]
        assert len(seen) == len(set(seen))
        assert [one for one in seen if one in set(whole)] == whole
        if query in {"", "q=bridge"}:
            assert seen == sorted(seen)


def test_whoever_comes_back_gets_what_has_come_in_since(tmp_path: Path, client_of: Client) -> None:
    with open_record(tmp_path / "news.db") as record:
        for n in range(3):
            put(record, n)
        client = client_of(tmp_path / "news.db")
        first = client.get(f"{API}/articles", params={"limit": 2}).json()
        assert [one["number"] for one in client.get(first["next"]).json()["items"]] == [3]
        put(record, 3)
        assert [one["number"] for one in client.get(first["next"]).json()["items"]] == [3, 4]


def test_an_article_that_has_changed_is_told_once(tmp_path: Path, client_of: Client) -> None:
    with open_record(tmp_path / "news.db") as record:
        for n in range(4):
            record.add(reading(f"{n}", ("Lind", f"it rains {n}"), url=f"https://post.example/{n}"))
        client = client_of(tmp_path / "news.db")
        first = client.get(f"{API}/articles", params={"limit": 2}).json()
        record.add(reading("0", ("Lind", "it snows"), url="https://post.example/0"))
        assert [one["number"] for one in client.get(first["next"]).json()["items"]] == [3, 4]
        assert client.get(f"{API}/articles/1").json()["attributions"][0]["content"]["text"] == "it snows"


def test_claims_are_gone_through_by_their_ids(client: TestClient) -> None:
    ids = [one["id"] for page in pages(client, f"{API}/claims?limit=2") for one in page]
    ranked = client.get(f"{API}/claims", params={"rank": "true", "limit": 200}).json()["items"]
    assert sorted(ids) == sorted(one["id"] for one in ranked)
    assert len(ids) == len(set(ids)) > 2


def test_the_address_of_the_next_page_asks_the_same(client: TestClient) -> None:
    got = client.get(f"{API}/attributions", params={"q": 'the "dam"', "limit": 1, "act": "state"}).json()
    assert got["next"].startswith(f"{API}/attributions?q=the+%22dam%22&limit=1&act=state&cursor=")


@pytest.mark.parametrize("cursor", ["0", "eyJ9", "WzEsMl0", "a" * 900])
@pytest.mark.parametrize(
    "path", ["articles", "attributions", "claims", "failures", "reviews", "judgements", "judgements/claims", "outlets", "speakers"]
)
def test_a_cursor_that_was_not_given_out_is_refused(client: TestClient, path: str, cursor: str) -> None:
    got = client.get(f"{API}/{path}", params={"cursor": cursor})
    assert got.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "cursor" in got.json()["detail"]


def test_a_cursor_fits_its_own_question_alone(client: TestClient) -> None:
    cursor = client.get(f"{API}/attributions", params={"limit": 1}).json()["next"].rpartition("cursor=")[2]
    for path, question in (("attributions", {"act": "deny"}), ("attributions", {"rank": "true"}), ("articles", {})):
        got = client.get(f"{API}/{path}", params={**question, "cursor": cursor})
        assert got.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert client.get(f"{API}/attributions", params={"limit": 7, "cursor": cursor}).status_code == HTTPStatus.OK


def test_a_page_of_ranked_claims_has_no_next_one(client: TestClient) -> None:
    assert client.get(f"{API}/claims", params={"rank": "true", "limit": 1}).json()["next"] is None
    cursor = client.get(f"{API}/claims", params={"limit": 1}).json()["next"].rpartition("cursor=")[2]
    assert client.get(f"{API}/claims", params={"rank": "true", "cursor": cursor}).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
