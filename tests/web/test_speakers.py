"""The pages of speakers."""

import html
import re
from http import HTTPStatus
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from msgspec.structs import replace

from onrecord.model import Reading, Via
from onrecord.record import open_record
from tests.record.conftest import reading
from tests.record.people import number
from tests.web.conftest import Client
from tests.web.markup import dangers


def said(id: str, who: str, what: str, act: str = "state", via: str = "", **facts: str) -> Reading:
    made = reading(id, (who, what), **facts)
    (a,) = made.attributions
    carriers = (Via(name=via, type="outlet", spans=()),) if via else ()
    return replace(made, attributions=(replace(a, act=act, via=carriers),))


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A speaker who does several things, and one who speaks about her."""
    path = tmp_path / "news.db"
    with open_record(path) as record:
        record.add(said("one", "Ana Lind", "the bridge is closed", outlet="Ferry Post", published="2026-01-05"))
        record.add(said("two", "Ana Lind", "that she was told", "deny", via="NordPress", outlet="Harbour News", published="2026-02-09"))
        record.add(said("three", "Ana Lind", "a new bridge", "promise", outlet="Ferry Post", published="2026-03-09"))
        record.add(said("four", "Bo Ek", "Ana Lind had known it", "accuse", outlet="Ferry Post", published="2026-03-10"))
    return path


def lind(path: Path) -> int:
    with open_record(path, read_only=True) as record:
        return number(record, "one", "Ana Lind")


def test_those_with_most_attributions_come_first(place: Path, client_of: Client) -> None:
    page = client_of(place).get("/speakers").text
    assert re.findall(r'<a class="speaker" href="/speakers/\d+"><bdi>([^<]*)', page) == ["Ana Lind", "Bo Ek"]
    assert dangers(page) == []


def test_a_speaker_is_found_by_words_of_a_name(place: Path, client_of: Client) -> None:
    client = client_of(place)
    for asked, names in (("lind", ["Ana Lind"]), ("ana lin*", ["Ana Lind"]), ("ek", ["Bo Ek"]), ("ana ek", [])):
        page = client.get("/speakers", params={"q": asked}).text
        assert re.findall(r'<a class="speaker" href="/speakers/\d+"><bdi>([^<]*)', page) == names, asked
    assert "Nobody here has that name" in page
    assert "Nobody here" in client.get("/speakers?type=group").text


def test_a_long_list_goes_on(tmp_path: Path, client_of: Client) -> None:
    path = tmp_path / "news.db"
    with open_record(path) as record:
        record.add(reading("one", *((f"Ana Lind{chr(97 + n // 26)}{chr(97 + n % 26)}", f"it rains {n} days") for n in range(60))))
    client = client_of(path)
    first = client.get("/speakers?type=person").text
    rest = client.get(html.unescape(re.search(r'rel="next" href="([^"]*)"', first)[1])).text  # type: ignore[index]
    seen = re.findall(r'<a class="speaker" href="/speakers/(\d+)"', first + rest)
    assert len(seen) == len(set(seen)) == 60
    assert 'rel="next"' not in rest
    assert 'href="/speakers?type=person">First page' in rest
    assert client.get("/speakers?cursor=xyz").status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_what_a_speaker_does_stands_on_tabs(place: Path, client_of: Client) -> None:
    client, who = client_of(place), lind(place)
    page = client.get(f"/speakers/{who}").text
    tabs = re.findall(r'href="/speakers/\d+(?:\?act=(\w+))?#said"', page)
    assert tabs == ["", "state", "deny", "promise"]
    for act, words in (("deny", "that she was told"), ("promise", "a new bridge")):
        tab = client.get(f"/speakers/{who}?act={act}").text
        assert re.findall(r'<p class="quote" dir="auto">([^<]*)', tab) == [words]
        assert f'href="/speakers/{who}?act={act}#said" aria-current="page"' in tab
    assert client.get(f"/speakers/{who}?act=predict").status_code == HTTPStatus.OK
    assert client.get(f"/speakers/{who}?act=sing").status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_through_whom_and_about_whom(place: Path, client_of: Client) -> None:
    client, who = client_of(place), lind(place)
    page = client.get(f"/speakers/{who}").text
    assert re.search(r'<a href="/outlets/\d+"><bdi>Ferry Post</bdi></a></span><span class="number">2<', page)
    assert html.escape(f"/search?speaker={who}&via=NordPress") in page
    other = re.search(r'href="(/speakers/\d+)"><bdi>Bo Ek', client.get("/speakers").text)[1]  # type: ignore[index]
    assert re.search(rf'About whom</h2>\s*<ul><li><span><a href="/speakers/{who}"><bdi>Ana Lind', client.get(other).text)


def test_time_is_drawn_and_told(place: Path, client_of: Client) -> None:
    page = client_of(place).get(f"/speakers/{lind(place)}").text
    assert page.count('<rect class="bar"') == 3
    assert 'role="img" aria-label="Attributions by week' in page
    assert page.count('<tr><th scope="row"><a href="/search?speaker=') == 3


def test_a_number_that_stands_under_another_leads_there(place: Path, client_of: Client) -> None:
    who = lind(place)
    with open_record(place) as record:
        other = number(record, "four", "Bo Ek")
        record.speakers.merge(who, other, by="test")
    under, top = max(who, other), min(who, other)
    got = client_of(place).get(f"/speakers/{under}?act=deny")
    assert got.status_code == HTTPStatus.FOUND
    assert got.headers["location"] == f"/speakers/{top}?act=deny"
    page = client_of(place).get(f"/speakers/{top}").text
    assert "Ana Lind" in page
    assert "Bo Ek" in page


@pytest.mark.parametrize("asked", ["999999", "0", "-1", "x", "9" * 30, "1.5", "%D9%A1"])
def test_there_is_no_such_speaker(place: Path, client_of: Client, asked: str) -> None:
    got = client_of(place).get(f"/speakers/{asked}")
    assert got.status_code == HTTPStatus.NOT_FOUND
    assert "speaker" in got.text


def test_a_change_of_position_shows_both_sides(client: TestClient, stories: Path) -> None:
    with open_record(stories, read_only=True) as record:
        changed = [s.id for s in record.speakers.find(limit=100) if record.changes_of_position(s.id)[0]]
    for who in changed[:3]:
        page = client.get(f"/speakers/{who}").text
        part = page[page.index('id="changes"') :]
        assert part.count("Before") >= 1
        assert re.search(r'href="/articles/\d+#a-a\d+"', part)
    for who in range(1, 30):
        assert client.get(f"/speakers/{who}").status_code in {HTTPStatus.OK, HTTPStatus.FOUND}


def test_an_empty_record_has_no_speakers(empty: Path, client_of: Client) -> None:
    assert "Nobody is on record yet" in client_of(empty).get("/speakers").text


def test_hostile_names_are_only_text(tmp_path: Path, client_of: Client) -> None:
    path, bad = tmp_path / "news.db", '"><script>alert(1)</script>\u202e\x1b'
    with open_record(path) as record:
        record.add(reading("one", (bad, bad), ("Bo Ek", f"so says {bad}"), outlet=bad, title=bad, published="2026-03-05"))
    client = client_of(path)
    for address in ("/speakers", "/speakers?q=%3Cscript%3E", "/speakers/1", "/speakers/2"):
        page = re.sub(r'value="[^"]*"', "", client.get(address).text)
        assert dangers(page) == [], address
