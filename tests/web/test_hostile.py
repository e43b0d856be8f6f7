"""No article, whatever it is made of, becomes more than text on any page."""

from http import HTTPStatus
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from onrecord.record import open_record
from tests.web.conftest import Client
from tests.web.hostile import ARTICLES
from tests.web.looking import assert_harmless
from tests.web.visiting import PAGES, Place, addresses, places

GET = places("GET")
PERHAPS = {HTTPStatus.OK, HTTPStatus.SEE_OTHER, HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY}


@pytest.fixture(scope="module")
def over_hostile(hostile: Path) -> TestClient:
    from onrecord.web import Settings, create_app

    return TestClient(
        create_app(Settings(str(hostile), seconds=60)), "http://127.0.0.1", raise_server_exceptions=False, follow_redirects=False
    )


def test_there_are_enough_of_them() -> None:
    assert len(ARTICLES) >= 60
    assert len({repr(reading) for reading in ARTICLES.values()}) == len(ARTICLES)


def test_every_one_is_in_the_record_and_has_its_page(hostile: Path, over_hostile: TestClient) -> None:
    with open_record(hostile, read_only=True) as record:
        assert len(record) >= len(ARTICLES)
        texts = {a.text for a in record}
    assert {r.article.text for r in ARTICLES.values()} <= texts


@pytest.mark.parametrize("place", GET, ids=str)
def test_every_page_over_hostile_articles_is_harmless(place: Place, hostile: Path, over_hostile: TestClient) -> None:
    with open_record(hostile, read_only=True) as record:
        where = addresses(place, record, 400)
    assert where, f"{place} leads nowhere"
    for address in where:
        got = over_hostile.get(address)
        assert got.status_code in PERHAPS, f"{address}: {got.status_code} {got.text[:500]}"
        assert len(got.content) < 8_000_000, f"{address} is {len(got.content):,} bytes long"
        for name, value in got.headers.items():
            assert "hostile" not in name
            assert value.isprintable(), f"{address}: {name}: {value!r}"
        if got.headers.get("content-type", "").startswith("text/html"):
            try:
                seen = assert_harmless(got.text)
            except AssertionError as error:
                raise AssertionError(f"{address}: {error}") from None
            if seen.all("html"):
                assert len(seen.all("h1")) == 1, address
                assert seen.titles == 1, address


@pytest.mark.parametrize("place", GET, ids=str)
def test_whatever_is_asked_for_nobody_is_shown_how_it_fails(place: Place, client: TestClient) -> None:
    asked = [
        "0",
        "-1",
        "99999999999999999999",
        "9" * 400,
        "x",
        "%00",
        "..%2f..%2fetc%2fpasswd",
        "%3Cscript%3E",
        "1'--",
        "%ff%fe",
        "%F0%9F%91%8D",
    ]
    questions = [
        "?q=%00",
        "?page=-1",
        "?q=%ff",
        "?limit=1e9",
        "?start=99999999999999999999",
        "?q=" + "(" * 2000,
        "?since=never&until=%3Cb%3E",
        "?q=a&q=b",
        "?act=none&outlet=%00&before=zzz&after=-",
        "?cursor=AAAA&least=NaN&kind=x",
    ]
    paths = [_filled(place.path, value) for value in asked] if "{" in place.path else [place.path]
    for address in [*paths, *(paths[0] + q for q in questions)]:
        got = client.get(address)
        assert got.status_code in PERHAPS | {HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_URI_TOO_LONG}, f"{address}: {got.status_code}"
        _assert_tells_nothing(got.text, address)
        if got.headers.get("content-type", "").startswith("text/html"):
            assert_harmless(got.text)


def test_a_failure_of_our_own_shows_neither_how_nor_where(stories: Path, client_of: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client = client_of(stories)
    monkeypatch.setattr("onrecord.web.pages.overview.rendered", lambda *_, **__: 1 / 0)
    got = client.get("/")
    assert got.status_code == HTTPStatus.INTERNAL_SERVER_ERROR
    assert "ZeroDivisionError" not in got.text
    _assert_tells_nothing(got.text, "/")
    assert_harmless(got.text)


def _filled(path: str, value: str) -> str:
    before, _, rest = path.partition("{")
    return before + value + rest.partition("}")[2].replace("{", "").replace("}", "")


def _assert_tells_nothing(text: str, address: str) -> None:
    for words in ("Traceback", "site-packages", 'File "', "/src/onrecord", "sqlite3.", "line 1, in"):
        assert words not in text, f"{address} shows {words}"


def test_pages_are_found_in_the_routes() -> None:
    assert Place("GET", "/") in PAGES
