"""The first page."""

import html
import re
from http import HTTPStatus
from pathlib import Path

from fastapi.testclient import TestClient

from onrecord.record import open_record
from tests.record.conftest import reading
from tests.web.conftest import Client
from tests.web.markup import dangers


def test_all_that_is_told_leads_on(client: TestClient) -> None:
    page = client.get("/").text
    for kind in ("claims/c", "speakers/", "outlets/", "articles/"):
        assert re.search(f'href="/{kind}[0-9a-z]+"', page), kind
    for heading in ("Most repeated", "Most contested", "Quoted most", "Outlets that quote most", "Entered lately"):
        assert heading in page
    assert dangers(page) == []


def test_totals_are_those_of_the_record(stories: Path, client: TestClient) -> None:
    with open_record(stories, read_only=True) as record:
        stats = record.stats()
    page = client.get("/").text
    for name in ("articles", "attributions", "speakers", "outlets"):
        assert re.search(rf"<dt>(<a [^>]*>)?{name}(</a>)?</dt><dd>{stats[name]:,}</dd>", page), name


def test_claims_stand_in_the_order_of_the_record(stories: Path, client: TestClient) -> None:
    with open_record(stories, read_only=True) as record:
        repeated = [c.id for c in record.most_repeated(limit=6)]
        contested = [c.claim.id for c in record.most_contested(limit=6)]
    page = client.get("/").text
    assert re.findall(r'href="/claims/(c\w+)"', page) == repeated + contested
    assert repeated
    assert contested


def test_an_empty_record_says_how_to_begin(empty: Path, client_of: Client) -> None:
    got = client_of(empty).get("/")
    assert got.status_code == HTTPStatus.OK
    assert "This record is empty" in got.text
    assert "onrecord add" in got.text


def test_what_waits_to_be_grouped_is_told(tmp_path: Path, client_of: Client) -> None:
    path = tmp_path / "news.db"
    with open_record(path) as record:
        record.add(reading("one", ("Ana Lind", "the bridge is closed"), published="2026-03-05"))
        record.add(reading("two", ("Ana Lind", "the ferry is late"), published="2026-03-06"))
    assert "2 articles wait to be grouped" in client_of(path).get("/").text
    with open_record(path) as record:
        record.update_claims()
    page = client_of(path).get("/").text
    assert "to be grouped" not in page
    assert "Nothing was said twice yet" in page
    with open_record(path) as record:
        record.add(reading("one", ("Ana Lind", "the bridge is open again"), published="2026-03-05"))
    page = client_of(path, read_only=True).get("/").text
    assert "1 article waits to be grouped" in page
    assert "onrecord claims" in page


def test_hostile_names_and_titles_are_only_text(tmp_path: Path, client_of: Client) -> None:
    path, bad = tmp_path / "news.db", '"><script>alert(1)</script>\u202e\x1b'
    with open_record(path) as record:
        record.add(reading("one", (bad, bad), outlet=bad, title=bad, published="2026-03-05"))
        record.update_claims()
    page = client_of(path).get("/").text
    assert dangers(page) == []
    assert html.escape("<script>alert(1)</script>") in page
