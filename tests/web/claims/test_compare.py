"""Two outlets side by side."""

import html
import re
from http import HTTPStatus
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tests.web.claims.conftest import HOSTILE, SENTENCES, made, reading, said
from tests.web.conftest import Client


@pytest.fixture
def client(marked: Path, client_of: Client) -> TestClient:
    return client_of(marked)


def plain(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page[page.index("<main") :])).split())


def test_without_outlets_there_is_a_form_with_their_names(client: TestClient) -> None:
    page = client.get("/compare").text
    assert 'list="outlet-names"' in page
    assert '<option value="Daily Lantern">' in page
    assert "<h1>Two outlets side by side</h1>" in page


def test_what_both_report_is_told_with_the_words_of_each(client: TestClient) -> None:
    got = client.get("/compare", params={"one": "Daily Lantern", "other": "NordPress"})
    assert got.status_code == HTTPStatus.OK
    told = plain(got.text)
    assert "Daily Lantern and NordPress" in told
    assert re.search(r"\d+ ?", told)
    both = told[told.index("In both") : told.index("In one of them")]
    assert "Daily Lantern" in both
    assert "NordPress" in both


def test_what_only_one_reports_is_told_of_each(client: TestClient) -> None:
    told = plain(client.get("/compare", params={"one": "Daily Lantern", "other": "NordPress"}).text)
    assert "In Daily Lantern and elsewhere, not in NordPress" in told
    assert "In NordPress and elsewhere, not in Daily Lantern" in told


def test_changes_that_matter_are_named_and_marked(tmp_path: Path, client_of: Client) -> None:
    place = made(
        tmp_path / "news.db",
        [
            reading("one", "Herald", "2026-03-01", said("the harbour bridge will remain closed for all heavy lorries until summer")),
            reading("two", "Post", "2026-03-01", said("the harbour bridge will remain closed for nearly all heavy lorries until summer")),
            reading("three", "Courier", "2026-03-01", said("the harbour bridge will remain closed for all heavy lorries until summer")),
        ],
    )
    client = client_of(place)
    page = client.get("/compare", params={"one": "herald", "other": "post"}).text
    told = plain(page)
    if "Nothing in common" not in told:
        assert "[only here: nearly ]" in told
        assert 'class="columns two"' in page
    same = plain(client.get("/compare", params={"one": "Herald", "other": "Courier"}).text)
    assert "the same words" in same
    assert "[only here" not in same


def test_a_part_of_a_name_will_do_and_swapping_is_offered(client: TestClient) -> None:
    page = client.get("/compare", params={"one": "lantern", "other": "nordp"}).text
    assert "<bdi>Daily Lantern</bdi>" in page
    assert 'href="/compare?one=NordPress&amp;other=Daily+Lantern"' in page


@pytest.mark.parametrize(
    ("one", "other", "told"),
    [
        ("Daily Lantern", "Nowhere Times", "no outlet named 'Nowhere Times'"),
        ("Daily Lantern", "", "Name two outlets"),
        ("", "Daily Lantern", "Name two outlets"),
        ("Daily Lantern", "daily lantern", "Name two outlets"),
        ("Daily Lantern", "o", "several outlets named"),
    ],
)
def test_what_cannot_be_compared_is_said_and_the_form_stays(client: TestClient, one: str, other: str, told: str) -> None:
    got = client.get("/compare", params={"one": one, "other": other})
    assert got.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert told in plain(got.text)
    if one:
        assert f'value="{one}"' in got.text


def test_two_outlets_with_nothing_in_common_say_so(tmp_path: Path, client_of: Client) -> None:
    place = made(
        tmp_path / "news.db",
        [
            reading("one", "Herald", "2026-03-01", said("the harbour bridge is closed for all heavy lorries")),
            reading("two", "Post", "2026-03-01", said("seventeen hospitals ran out of vaccine on Monday")),
        ],
    )
    told = plain(client_of(place).get("/compare", params={"one": "Herald", "other": "Post"}).text)
    assert "Nothing in common" in told


def test_a_record_with_too_few_outlets_says_so(empty: Path, client_of: Client) -> None:
    assert "Too few outlets" in client_of(empty).get("/compare").text


def test_only_the_first_are_shown_and_all_when_asked(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.web.pages import compare

    monkeypatch.setattr(compare, "_FEW", 1)
    asked = {"one": "Daily Lantern", "other": "NordPress"}
    page, whole = client.get("/compare", params=asked).text, client.get("/compare", params={**asked, "all": "1"}).text
    assert re.search(r"and \d+ claims? more</a>", page)
    assert not re.search(r"and \d+ claims? more</a>", whole)


@pytest.mark.parametrize("bad", HOSTILE)
def test_nothing_from_an_article_is_markup(hostile: Path, client_of: Client, bad: str) -> None:
    page = client_of(hostile).get("/compare", params={"one": f"{bad} Herald", "other": f"{bad} Post"}).text
    assert not re.search(r"<(img|script(?! src=\"/static/))", page)
    assert 'href="javascript:' not in page
    assert not re.search("[\u2066\u2028\u2029\x00\x07\x1b]", page)
    assert len(SENTENCES) == len(HOSTILE)
