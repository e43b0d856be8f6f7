"""What was found, as a file."""

import csv
import io
import json
import time
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from onrecord.errors import Cancelled
from onrecord.exporting.found import heading
from onrecord.record import open_record
from onrecord.record.searching import Found
from tests.record.conftest import reading
from tests.web.conftest import Client, served


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def objects(kind: str, text: str) -> list[dict[str, Any]]:
    made = json.loads(text) if kind == "json" else [json.loads(line) for line in text.splitlines()]
    assert isinstance(made, list)
    return made


def test_a_page_is_exported_exactly_as_it_is_shown(client: TestClient) -> None:
    page = client.get("/search?q=dam&size=5&page=2").text
    for kind in ("json", "jsonl"):
        got = objects(kind, client.get(f"/search.{kind}?q=dam&size=5&page=2").text)
        assert len(got) == 5
        places = [f'/articles/{o["article"]["number"]}#a-{o["id"]}"' for o in got]
        assert [page.index(p) for p in places] == sorted(page.index(p) for p in places)
    table = rows_of(client.get("/search.csv?q=dam&size=5&page=2").text)
    assert [(r["article_number"], r["attribution"]) for r in table] == [(str(o["article"]["number"]), o["id"]) for o in got]


def test_all_of_it_is_what_the_record_finds(stories: Path, client: TestClient) -> None:
    with open_record(stories, read_only=True) as record:
        expected = [(h.article["number"], h.attribution.id) for h in record.search("dam", limit=None)]
    got = objects("json", client.get("/search.json?q=dam&rows=all&size=5&page=2").text)
    assert [(o["article"]["number"], o["id"]) for o in got] == expected
    assert len(expected) > 5


@pytest.mark.parametrize(("kind", "type"), [("csv", "text/csv"), ("json", "application/json"), ("jsonl", "application/jsonl")])
def test_a_browser_is_told_to_keep_a_file(client: TestClient, kind: str, type: str) -> None:
    got = client.get(f"/search.{kind}", params={"q": '"the dam";\r\nX: y'})
    assert got.headers["content-type"].startswith(type)
    assert got.headers["content-disposition"] == f'attachment; filename="onrecord-the-dam-x-y.{kind}"'
    assert got.headers["x-content-type-options"] == "nosniff"


def test_a_file_without_rows_is_one(client: TestClient) -> None:
    assert client.get("/search.json?q=zzzz").json() == []
    assert client.get("/search.jsonl?q=zzzz").text == ""
    assert client.get("/search.csv?q=zzzz").text.strip().split(",") == list(heading(similar=False))


def test_no_cell_is_a_formula(tmp_path: Path, client_of: Client) -> None:
    path = tmp_path / "news.db"
    with open_record(path) as record:
        record.add(reading("x", ("=cmd|' /C calc'!A0", "+1"), outlet="@outlet", title="-title"))
    (row,) = rows_of(client_of(path).get("/search.csv?rows=all").text)
    assert [row[c][:2] for c in ("speaker", "content", "outlet", "article")] == ["'=", "'+", "'@", "'-"]


def test_a_row_more_than_there_may_be_is_told_in_the_last_one(stories: Path, client_of: Client) -> None:
    client = client_of(stories, export_rows=7)
    page = client.get("/search").text
    assert "All 7 that one export holds, of" in page
    for kind in ("json", "jsonl"):
        *rows, last = objects(kind, client.get(f"/search.{kind}?rows=all").text)
        assert len(rows) == 7
        assert list(last) == ["error"]
        assert "ended after 7 rows" in last["error"]
    *_, last_row = rows_of(client.get("/search.csv?rows=all").text)
    assert last_row["article"].startswith("error: ended after 7 rows")
    assert set(list(last_row.values())[1:]) == {""}


def test_as_many_rows_as_there_may_be_are_all(tmp_path: Path, client_of: Client) -> None:
    path = tmp_path / "news.db"
    with open_record(path) as record:
        record.add(reading("x", ("Ana Lind", "one"), ("Bo Ek", "two")))
    assert len(client_of(path, export_rows=2).get("/search.json?rows=all").json()) == 2


def _stopping(monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    whole = Found.hits

    def hits(self: Found, limit: int | None = 20, offset: int = 0) -> Iterator[Any]:
        for n, hit in enumerate(whole(self, limit, offset)):
            if n == after:
                raise Cancelled("took longer than it may", "news.db")
            yield hit

    monkeypatch.setattr(Found, "hits", hits)


@pytest.mark.parametrize("kind", ["json", "jsonl", "csv"])
def test_a_file_that_ends_early_is_whole_and_says_so(client: TestClient, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    _stopping(monkeypatch, 3)
    got = client.get(f"/search.{kind}?rows=all")
    assert got.status_code == HTTPStatus.OK
    rows: list[Any] = rows_of(got.text) if kind == "csv" else objects(kind, got.text)
    assert len(rows) == 4
    assert "ended early" in (rows[-1]["article"] if kind == "csv" else rows[-1]["error"])


def test_what_fails_before_the_first_row_is_no_file(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    _stopping(monkeypatch, 0)
    got = client.get("/search.csv")
    assert got.status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert "content-disposition" not in got.headers


def test_connections_are_given_back(stories: Path, client_of: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client = client_of(stories, connections=1, exports=1, patience=0.2)
    for _ in range(3):
        assert client.get("/search.json?rows=all").status_code == HTTPStatus.OK
    _stopping(monkeypatch, 2)
    for _ in range(3):
        assert client.get("/search.json?rows=all").status_code == HTTPStatus.OK
    assert client.get("/search?q=zzzz").status_code == HTTPStatus.OK


def test_pages_are_answered_while_exports_wait_for_each_other(stories: Path, client_of: Client) -> None:
    client = client_of(stories, connections=2, exports=1, patience=0.2)
    assert client.app.state.exports.acquire()  # type: ignore[attr-defined]
    assert client.get("/search.csv").status_code == HTTPStatus.SERVICE_UNAVAILABLE
    assert client.get("/search").status_code == HTTPStatus.OK


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/search.pdf", HTTPStatus.NOT_FOUND),
        ("/search.csv?since=soon", HTTPStatus.UNPROCESSABLE_ENTITY),
        ("/search.csv?rows=some", HTTPStatus.UNPROCESSABLE_ENTITY),
        ("/search.csv?speeker=x", HTTPStatus.UNPROCESSABLE_ENTITY),
        ("/search.csv?like=%E2%80%A6", HTTPStatus.UNPROCESSABLE_ENTITY),
    ],
)
def test_what_is_wrong_is_no_file(client: TestClient, path: str, status: int) -> None:
    got = client.get(path)
    assert got.status_code == status
    assert "content-disposition" not in got.headers


def test_who_leaves_in_the_middle_gives_the_connection_back(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with open_record(path) as record:
        for n in range(40):
            record.add(reading(f"x{n}", *((f"Ana Lind{chr(97 + m)}", f"{n} {m} " + "it rains on the bridge " * 150) for m in range(20))))
    with served(path, exports=1, patience=0.1) as address:
        for _ in range(2):
            with httpx.stream("GET", f"{address}/search.jsonl?rows=all", trust_env=False) as got:
                assert got.status_code == HTTPStatus.OK
                assert next(got.iter_bytes(1000))
            until = time.monotonic() + 20
            while httpx.get(f"{address}/search.json?q=zzzz", trust_env=False).status_code != HTTPStatus.OK and time.monotonic() < until:
                time.sleep(0.1)
        assert httpx.get(f"{address}/search.json?q=zzzz", trust_env=False).json() == []
