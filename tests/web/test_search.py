"""The page that searches."""

import html
import re
from http import HTTPStatus
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from onrecord.record import open_record
from tests.record.conftest import reading
from tests.web.conftest import Client
from tests.web.markup import dangers

HOSTILE = '<script>alert(1)</script>" onmouseover="x\u202ereversed\x1b[2J'


def found(page: str) -> int:
    match = re.search(r'id="found"[^>]*>([\d,]+) attributions?\b', page)
    assert match
    return int(match[1].replace(",", ""))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Two speakers of one name, in two outlets."""
    path = tmp_path / "news.db"
    with open_record(path) as record:
        record.add(
            reading(
                "one",
                ("Ana Lind", "the bridge is closed"),
                ("Bo Ek", "the ferry is late"),
                outlet="Ferry Post",
                title="Bridge",
                published="2026-03-05",
            )
        )
        record.add(reading("two", ("Ana Lind", "the bridge is safe"), outlet="Harbour News", title="Safe", published="2026-03-09"))
    return path


def test_what_is_found_is_shown_with_its_marks_and_where_it_stands(place: Path, client_of: Client) -> None:
    page = client_of(place).get("/search?q=bridge").text
    assert found(page) == 2
    assert "the <mark>bridge</mark> is closed" in page
    assert 'href="/articles/1#a-a1"' in page
    assert re.search(r'<a class="speaker" href="/speakers/\d+"><bdi>Ana Lind</bdi></a>', page)
    assert re.search(r'<a href="/outlets/\d+"><bdi>Ferry Post</bdi></a>', page)


def test_nothing_asked_is_everything_the_latest_first(place: Path, client_of: Client) -> None:
    page = client_of(place).get("/search").text
    assert found(page) == 3
    assert page.index("the bridge is safe") < page.index("the bridge is closed")


def test_the_commands_language_is_understood(place: Path, client_of: Client) -> None:
    client = client_of(place)
    for query, n in (
        ('"bridge is safe"', 1),
        ("ferry OR safe", 2),
        ("bridge NOT safe", 1),
        ("brid*", 2),
        ("speaker:ek", 1),
        ("nothing", 0),
    ):
        assert found(client.get("/search", params={"q": query}).text) == n, query


def test_counts_are_links_that_ask_for_less_and_take_it_back(place: Path, client_of: Client) -> None:
    client = client_of(place)
    page = client.get("/search?q=bridge").text
    href = html.unescape(re.search(r'href="([^"]*outlet=Harbour[^"]*)"', page)[1])  # type: ignore[index]
    assert href == "/search?q=bridge&outlet=Harbour+News"
    less = client.get(href).text
    assert found(less) == 1
    assert 'aria-current="true"' in less
    assert re.search(r'<a class="chip"[^>]*href="/search\?q=bridge"', less)
    assert "Ferry Post" in less  # how many another outlet would have is still told


def test_a_speaker_is_chosen_by_number_and_called_by_name(place: Path, client_of: Client) -> None:
    client = client_of(place)
    href = re.search(r'href="(/search\?speaker=\d+)"', client.get("/search").text)[1]  # type: ignore[index]
    page = client.get(href).text
    assert found(page) == 2
    assert "<span>speaker:</span> <bdi>Ana Lind</bdi>" in page
    assert "who is not in this record" in client.get("/search?speaker=99999").text


def test_an_address_is_made_clean_so_that_it_can_be_sent(place: Path, client_of: Client) -> None:
    got = client_of(place).get("/search?q=bridge&like=&speaker=&act=&size=20")
    assert got.status_code == HTTPStatus.SEE_OTHER
    assert got.headers["location"] == "/search?q=bridge"


def test_a_script_gets_the_part_and_the_address_to_show(place: Path, client_of: Client) -> None:
    client = client_of(place)
    got = client.get("/search?q=bridge&act=", headers={"HX-Request": "true"})
    assert got.status_code == HTTPStatus.OK
    assert "<html" not in got.text
    assert found(got.text) == 2
    assert got.headers["hx-push-url"] == "/search?q=bridge"
    assert "hx-request" in got.headers["vary"].lower()
    back = client.get("/search?q=bridge", headers={"HX-Request": "true", "HX-History-Restore-Request": "true"})
    assert "<html" in back.text


def test_pages_follow_each_other_without_gap(client: TestClient) -> None:
    seen: list[str] = []
    for page in range(1, 100):
        text = client.get(f"/search?size=10&page={page}" if page > 1 else "/search?size=10").text
        seen += re.findall(r'href="(/articles/\d+#a-[^"]+)"', text)
        if 'rel="next"' not in text:
            break
    total = found(client.get("/search").text)
    assert len(seen) == len(set(seen)) == total > 20


def test_a_page_past_the_end_says_so(place: Path, client_of: Client) -> None:
    page = client_of(place).get("/search?page=7").text
    assert "past the end" in page
    assert found(page) == 3


@pytest.mark.parametrize(
    ("query", "told"), [("since=soon", "is no date"), ("act=say", "is not an act"), ("speeker=x", "is nothing to search by")]
)
def test_what_is_wrong_is_told_and_nothing_is_searched(client: TestClient, query: str, told: str) -> None:
    for headers in ({}, {"HX-Request": "true"}):
        got = client.get(f"/search?q=dam&{query}", headers=headers)
        assert got.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
        assert told in html.unescape(got.text)
        assert 'role="alert"' in got.text
        assert 'class="hit"' not in got.text
    assert 'value="dam"' in client.get(f"/search?q=dam&{query}").text


def test_meaning_without_a_word_is_told(client: TestClient) -> None:
    got = client.get("/search", params={"like": "…"})
    assert got.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "meaning:" in got.text


def test_what_means_much_the_same_is_found(client: TestClient) -> None:
    page = client.get("/search", params={"like": "The dam is safe"}).text
    assert found(page) > 0
    assert "similarity " in page
    assert "nearest in meaning first" in page


def test_an_attribution_leads_to_its_claim(client: TestClient) -> None:
    assert re.search(r'<a href="/claims/c[0-9a-z]{10}">claim: \d+ reports?', client.get("/search?q=dam&size=100").text)


def test_an_empty_record_says_how_to_fill_it(empty: Path, client_of: Client) -> None:
    page = client_of(empty).get("/search?q=x").text
    assert "This record is empty" in page
    assert "onrecord add" in page


def test_nothing_found_says_what_to_leave_out(place: Path, client_of: Client) -> None:
    page = client_of(place).get("/search?q=bridge&outlet=Nowhere&act=deny").text
    assert "Nothing fits all of that" in page
    assert html.escape("/search?q=bridge&act=deny") in page
    assert "/search?like=bridge&amp;act=deny" in page.replace("&amp;outlet=Nowhere", "")


def test_nothing_of_an_article_or_an_address_becomes_markup(tmp_path: Path, client_of: Client) -> None:
    path = tmp_path / "news.db"
    with open_record(path) as record:
        record.add(
            reading("x", (HOSTILE, f"bridge {HOSTILE}"), outlet=HOSTILE, title=HOSTILE, published="2026-03-05", url="javascript:alert(1)")
        )
    client = client_of(path)
    for params in ({}, {"q": HOSTILE}, {"q": "bridge", "speaker": HOSTILE}, {"outlet": HOSTILE}, {HOSTILE: "1"}, {"since": HOSTILE}):
        page = re.sub(r'value="[^"]*"', "", client.get("/search", params=params).text)  # a field holds what was written
        assert dangers(page) == []
    assert found(client.get("/search", params={"outlet": HOSTILE}).text) == 1
