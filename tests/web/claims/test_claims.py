"""The list of claims."""

import html
import re
from http import HTTPStatus
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from onrecord.record import open_record
from tests.web.claims.conftest import HOSTILE, made, reading, said
from tests.web.conftest import Client


@pytest.fixture
def client(marked: Path, client_of: Client) -> TestClient:
    return client_of(marked)


def ids(page: str) -> list[str]:
    return re.findall(r'class="quote"><a href="/claims/(c\w+)"', page)


def plain(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def test_each_claim_is_told_with_its_ends_and_counts(client: TestClient) -> None:
    page = plain(client.get("/claims").text)
    found = re.search(r"“(?:The b|B)atch K417 contains mercury” .*? denied 4 times .*? reports 7", page)
    assert found is not None
    assert "first Kystradio , 12 May 2026, 07:15" in found[0]
    assert "last The Halvika Herald , 18 May 2026, 06:00" in found[0]
    assert "Vidar Rosk" in found[0]


def test_pages_lead_to_all_claims_once_and_back(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.web.pages import claims

    monkeypatch.setattr(claims, "_ON_A_PAGE", 4)
    first = page = client.get("/claims").text
    seen, pages = ids(page), [page]
    while (following := re.search(r'rel="next" href="([^"]+)"', page)) is not None:
        page = client.get(html.unescape(following[1])).text
        seen += ids(page)
        pages.append(page)
    number = re.search(r"(\d+) claims", plain(first))
    assert number is not None
    assert len(seen) == len(set(seen)) == int(number[1])
    back = re.search(r'rel="prev" href="([^"]+)"', pages[1])
    assert back is not None
    assert ids(client.get(html.unescape(back[1])).text) == ids(first)


def test_what_is_asked_stays_in_the_form_and_in_the_links(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.web.pages import claims

    monkeypatch.setattr(claims, "_ON_A_PAGE", 1)
    page = client.get("/claims", params={"about": 'lake OR "K417"', "outlets": "2", "sort": "latest", "until": "2026"}).text
    assert 'value="lake OR &#34;K417&#34;"' in page
    assert '<option value="latest" selected>' in page
    following = re.search(r'rel="next" href="([^"]+)"', page)
    assert following is not None
    assert html.unescape(following[1]).startswith("/claims?about=lake+OR+%22K417%22&until=2026&outlets=2&sort=latest&after=")


def test_only_what_is_denied_is_listed_when_asked(client: TestClient) -> None:
    page = client.get("/claims?contested=1&sort=denials").text
    assert ids(page)
    assert page.count('class="denied"') == len(ids(page))


def test_a_part_is_answered_to_a_script_with_a_plain_address(client: TestClient) -> None:
    got = client.get(
        "/claims", params={"about": "lake", "speaker": "", "sort": "outlets"}, headers={"HX-Request": "true", "HX-Request-Type": "partial"}
    )
    assert got.text.lstrip().startswith('<section id="found"')
    assert "<html" not in got.text
    assert got.headers["hx-push-url"] == "/claims?about=lake"
    assert got.headers["vary"] == "HX-Request-Type"


@pytest.mark.parametrize(
    "wrong",
    [
        {"since": "yesterday"},
        {"until": "2026-3"},
        {"since": "2026-05", "until": "2026-04"},
        {"outlets": "0"},
        {"outlets": "many"},
        {"outlets": "٣"},
        {"outlets": "9" * 20},
        {"after": "nowhere"},
        {"before": "1~2"},
    ],
)
def test_what_cannot_be_asked_is_said_and_the_form_stays(client: TestClient, wrong: dict[str, str]) -> None:
    got = client.get("/claims", params={"about": "lake", **wrong})
    assert got.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "That cannot be asked" in got.text
    assert 'value="lake"' in got.text


@pytest.mark.parametrize("odd", ["(", '"', "NOT", "*", "a" * 1_900, "OR OR", "\x00", "’", "-", "<script>", "12"])
def test_any_words_can_be_asked(client: TestClient, odd: str) -> None:
    for name in ("about", "speaker"):
        got = client.get("/claims", params={name: odd[:500]})
        assert got.status_code == HTTPStatus.OK
        assert "<script>" not in got.text.replace("<script src=", "")


def test_a_speaker_is_found_by_words_or_number(client: TestClient) -> None:
    page = client.get("/claims", params={"speaker": "Vidar Rosk"}).text
    number = re.search(r'href="/speakers/(\d+)"><bdi>Vidar Rosk', page)
    assert number is not None
    assert set(ids(client.get("/claims", params={"speaker": number[1]}).text)) <= set(ids(page))
    assert client.get("/claims", params={"speaker": "9" * 40}).status_code == HTTPStatus.OK


def test_where_nothing_fits_it_says_so_and_leads_on(client: TestClient) -> None:
    page = client.get("/claims", params={"about": "zeppelin & co"}).text
    assert "No claim fits" in page
    assert 'href="/search?q=zeppelin+%26+co"' in page


def test_an_empty_record_says_how_claims_come(empty: Path, client_of: Client) -> None:
    page = client_of(empty).get("/claims").text
    assert "No claims" in page
    assert "onrecord add" in page


def test_articles_that_wait_are_told(tmp_path: Path, client_of: Client) -> None:
    place = tmp_path / "news.db"
    with open_record(place) as record:
        for n in range(2):
            record.add(reading(f"n{n}", "Herald", "2026-03-01", said("the harbour bridge is closed for all traffic")))
    page = client_of(place).get("/claims").text
    assert "2 articles are not yet grouped" in page
    assert "No claims yet" in page


def test_nothing_from_an_article_is_markup(hostile: Path, client_of: Client) -> None:
    page = client_of(hostile).get("/claims").text
    assert len(ids(page)) == len(HOSTILE)
    assert not re.search(r"<(img|script(?! src=\"/static/))", page)
    assert not re.search("[\u202e\u2066\u2028\u2029\x00\x07\x1b]", page)
    assert "\\u202e" in page


def test_of_claims_with_very_many_reports_only_the_days_are_told(
    tmp_path: Path, client_of: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from onrecord.web.claims import ends

    monkeypatch.setattr(ends, "_MOST", 2)
    words = "the harbour bridge is closed for all traffic"
    place = made(tmp_path / "news.db", [reading(f"n{n}", f"Outlet {n}", f"2026-03-0{n + 1}", said(words)) for n in range(4)])
    page = plain(client_of(place).get("/claims").text)
    assert "first 1 March 2026" in page
    assert "last 4 March 2026" in page
    assert "Outlet 0" not in page
