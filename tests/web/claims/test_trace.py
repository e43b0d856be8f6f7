"""Tracing a sentence."""

import html
import re
import threading
from http import HTTPStatus
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from onrecord.record import open_record
from onrecord.web.claims import tracing
from tests.web.claims.conftest import HOSTILE, SENTENCES, made, reading, said
from tests.web.conftest import Client

PART = {"HX-Request": "true", "HX-Request-Type": "partial"}
LAKE = "the lake above Elmsund will be emptied by 12 metres"


@pytest.fixture
def client(marked: Path, client_of: Client) -> TestClient:
    return client_of(marked)


def history(page: str) -> str:
    found = re.search(r'<section id="history".*?</section>', page, re.DOTALL)
    assert found is not None
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", found[0])).split())


def test_it_tells_who_said_it_first_where_and_how_it_changed(client: TestClient) -> None:
    page = client.get("/trace", params={"text": LAKE}).text
    told = history(page)
    assert told.startswith("On record First said by")
    assert "2026" in told
    assert "the whole claim" in told
    assert "<ins>" in page or "<del>" in page or "word for word" in page
    assert f">{LAKE}</textarea>" in page


def test_statements_come_in_the_order_of_time_within_what_they_say(client: TestClient) -> None:
    page = client.get("/trace", params={"text": "the batch K417 contains mercury"}).text
    said_it = re.findall(r'<li class="(same|more)">.*?<time datetime="([^"]+)"', page, re.DOTALL)
    assert len(said_it) > 1
    assert [at for _, at in said_it] == sorted(at for _, at in said_it)
    kinds = re.findall(r'<li class="(same|more|less|contradicts)">', page)
    assert kinds == sorted(kinds, key=lambda k: {"less": 1, "contradicts": 2}.get(k, 0))


def test_what_is_likely_only_is_told_with_perhaps(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracing, "SURE", 1.1)
    monkeypatch.setattr("onrecord.web.pages.trace.SURE", 1.1)
    told = history(client.get("/trace", params={"text": LAKE}).text)
    assert told.startswith("Perhaps on record")
    assert "First said by" not in told
    assert "perhaps says it" in told


def test_what_nobody_says_is_not_on_record(client: TestClient) -> None:
    told = history(client.get("/trace", params={"text": "zeppelins landed on the moon of Saturn"}).text)
    assert told.startswith("Not on record Nobody says it")
    assert "That is not to say that nobody ever did" in told


def test_what_is_about_much_the_same_is_shown_where_nothing_is_found(stories: Path, client_of: Client) -> None:
    told = history(client_of(stories).get("/trace", params={"text": "customers of the bank can get their savings at any time"}).text)
    if told.startswith("Not on record Nobody"):
        assert "About much the same" in told
        assert "%" in told


def test_without_words_there_is_a_form(client: TestClient) -> None:
    got = client.get("/trace")
    assert got.status_code == HTTPStatus.OK
    assert '<label for="text">' in got.text
    assert "Not traced" not in got.text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "nothing to look for"),
        ("  \n ", "nothing to look for"),
        ("…!? —", "no word in it"),
        ("\u202e\u200b", "no word in it"),
        ("https://news.example/a", "address of an article"),
        ("www.news.example/a", "address of an article"),
        ("HTTP://NEWS.example/a?b=c#d ", "address of an article"),
        ("x" * 10_001, "10,001 characters"),
    ],
)
def test_what_is_no_sentence_is_answered_clearly(client: TestClient, text: str, told: str) -> None:
    got = client.post("/trace", data={"text": text})
    if got.status_code == HTTPStatus.SEE_OTHER:
        got = client.get(got.headers["location"])
    assert got.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert told in history(got.text)
    assert "Traceback" not in got.text


def test_the_address_of_an_article_in_the_record_leads_to_it(tmp_path: Path, client_of: Client) -> None:
    place = made(
        tmp_path / "news.db", [reading("one", "Herald", "2026-03-01", said("the bridge is closed"), url="https://herald.example/bridge")]
    )
    for text in ("https://herald.example/bridge?utm_source=x", "herald.example/bridge", "www.herald.example/none"):
        page = client_of(place).get("/trace", params={"text": text}).text
        assert ('href="/articles/1">open it' in page) == text.startswith("https")


def test_short_words_get_an_address_of_their_own(client: TestClient) -> None:
    got = client.post("/trace", data={"text": "the lake\nwill  be drained & more"})
    assert got.status_code == HTTPStatus.SEE_OTHER
    assert got.headers["location"] == "/trace?text=the+lake+will+be+drained+%26+more"


@pytest.mark.parametrize("text", ["the lake will be drained by 12 metres. " * 50, "das Wasser steht 12 Meter hoch " + "🌊" * 900])
def test_long_words_are_traced_without_one(client: TestClient, text: str) -> None:
    got = client.post("/trace", data={"text": text})
    assert got.status_code == HTTPStatus.OK
    assert ("Only the first 2,000 characters" in got.text) == (len(" ".join(text.split())) > 2000)


def test_asking_needs_no_right_to_judge(marked: Path, client_of: Client) -> None:
    got = client_of(marked, read_only=True).post("/trace", data={"text": LAKE})
    assert got.status_code == HTTPStatus.SEE_OTHER


def test_a_part_is_answered_to_a_script(client: TestClient) -> None:
    got = client.get("/trace", params={"text": LAKE}, headers=PART)
    assert got.text.lstrip().startswith('<section id="history"')
    wrong = client.get("/trace", params={"text": "..."}, headers=PART)
    assert wrong.status_code == HTTPStatus.OK  # so that it is shown where the history would be
    assert "no word in it" in wrong.text


def test_an_empty_record_says_so(empty: Path, client_of: Client) -> None:
    assert "This record has no article yet" in client_of(empty).get("/trace", params={"text": LAKE}).text


@pytest.mark.parametrize("bad", HOSTILE)
def test_nothing_that_is_pasted_or_found_is_markup(hostile: Path, client_of: Client, bad: str) -> None:
    text = SENTENCES[HOSTILE.index(bad)].format(bad)
    page = client_of(hostile).get("/trace", params={"text": text}).text
    assert "record" in history(page)
    assert not re.search(r"<(img|script(?! src=\"/static/))", page)
    assert page.count("</textarea>") == 1
    assert 'href="javascript:' not in page
    assert not re.search("[\u202e\u2066\u2028\u2029\x00\x07\x1b]", page)


def test_the_end_of_the_form_cannot_be_pasted(client: TestClient) -> None:
    page = client.get("/trace", params={"text": "</textarea><script>alert(1)</script> the lake"}).text
    assert page.count("</textarea>") == 1
    assert "<script>alert" not in page


def test_one_visitor_after_the_other_uses_the_networks(marked: Path, client_of: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    inside, most, lock = 0, 0, threading.Lock()
    true = tracing._found

    def watched(*args: object) -> object:
        nonlocal inside, most
        with lock:
            inside += 1
            most = max(most, inside)
        try:
            return true(*args)  # type: ignore[arg-type]
        finally:
            with lock:
                inside -= 1

    monkeypatch.setattr(tracing, "_found", watched)
    client = client_of(marked, patience=60.0, seconds=30.0)
    answers: list[int] = []
    threads = [threading.Thread(target=lambda: answers.append(client.get("/trace", params={"text": LAKE}).status_code)) for _ in range(4)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert answers == [HTTPStatus.OK] * 4
    assert most == 1


def test_whoever_waits_too_long_is_told_and_the_others_are_answered(marked: Path, client_of: Client) -> None:
    client = client_of(marked, patience=0.05, connections=1)
    with tracing._TURN:
        got = client.get("/trace", params={"text": LAKE})
        assert got.status_code == HTTPStatus.SERVICE_UNAVAILABLE
        assert client.get("/claims").status_code == HTTPStatus.OK
    assert client.get("/trace", params={"text": LAKE}).status_code == HTTPStatus.OK


def test_words_that_changed_on_the_way_are_told_with_what_was_reported_first(tmp_path: Path, client_of: Client) -> None:
    first = "The lake may be drained by 12 metres in spring if the leak grows, and the town of Elmsund will be told before"
    later = "The lake will be drained by 12 metres in spring, and the town of Elmsund will be told before"
    place = made(
        tmp_path / "news.db",
        [
            reading("one", "Herald", "2026-03-01T08:00:00Z", said(first)),
            reading("two", "Post", "2026-03-01T10:00:00Z", said(later), said("Nobody was asked about the leak")),
        ],
    )
    told = history(client_of(place).get("/trace", params={"text": later}).text)
    assert "First reported by Herald , 1 March 2026, 08:00 , as “The lake may be drained" in told
    assert "word for word" in told


def test_articles_that_wait_are_told(tmp_path: Path, client_of: Client) -> None:
    place = tmp_path / "news.db"
    with open_record(place) as record:
        record.add(reading("one", "Herald", "2026-03-01", said("the bridge is closed")))
    assert "1 article is not yet grouped" in client_of(place).get("/trace").text
