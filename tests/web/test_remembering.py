"""Pages that were just made are given again, and never to anybody whom they are not for."""

import re
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest
from fastapi.testclient import TestClient

from onrecord.record import open_record
from onrecord.web.remembering import JUDGED
from onrecord.web.searches import Search, asked
from tests.web.conftest import BASE, Client

TOKEN = re.compile(r'<meta name="form-token" content="([0-9a-f]{64})">')


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The templates that were laid out, in order."""
    from onrecord.web import templating

    names: list[str] = []
    environment = templating.environment()
    get = environment.get_template

    def noted(name: str, *more: object, **named: object) -> object:
        names.append(name)
        return get(name, *more, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(environment, "get_template", noted)
    return names


def changed(place: Path) -> None:
    """Add an article, as another process would."""
    with open_record(place) as record:
        reading = record.reading(1)
        other = msgspec.structs.replace(reading.article, id="another", url="https://example.org/another", title="Another one")
        record.add(msgspec.structs.replace(reading, article=other))


def test_a_page_is_made_once_while_nothing_changes(client: TestClient, made: list[str]) -> None:
    first, second = client.get("/"), client.get("/")
    assert first.content == second.content
    assert made.count("overview.html.j2") == 1


def test_every_visitor_has_a_token_of_their_own_that_counts(own_stories: Path, client_of: Client, made: list[str]) -> None:
    one = client_of(own_stories)
    other = TestClient(one.app, BASE, follow_redirects=False)
    made.clear()
    pages = [client.get("/articles/1") for client in (one, other)]
    assert made.count("article.html.j2") == 1
    tokens = [TOKEN.search(page.text)[1] for page in pages]  # type: ignore[index]
    assert tokens[0] != tokens[1]
    for client, own, foreign in ((one, tokens[0], tokens[1]), (other, tokens[1], tokens[0])):
        assert client.post("/reviewer", data={"name": "Ana", "form_token": foreign}).status_code == 403
        assert client.post("/reviewer", data={"name": "Ana", "form_token": own}).status_code == 303
    for page, token in zip(pages, tokens, strict=True):
        assert int(page.headers["content-length"]) == len(page.content)
        assert set(re.findall(r'name="form_token" value="([0-9a-f]{64})"', page.text)) <= {token}


def test_pages_of_reviewers_are_kept_apart(client: TestClient) -> None:
    client.cookies.set("onrecord_reviewer", "Ana")
    assert "Ana" in client.get("/articles/1").text
    client.cookies.set("onrecord_reviewer", "Bela")
    assert "Ana" not in client.get("/articles/1").text


def test_a_changed_record_is_shown_at_once_where_nothing_may_be_old(own_stories: Path, client_of: Client) -> None:
    client = client_of(own_stories, fresh=1e-9)
    assert "Another one" not in client.get("/articles").text
    changed(own_stories)
    assert "Another one" in client.get("/articles?since=").text
    assert "Another one" in client.get("/articles").text


def test_a_changed_record_may_be_shown_some_seconds_late(own_stories: Path, client_of: Client) -> None:
    client = client_of(own_stories, fresh=60)
    before = client.get("/articles").text
    changed(own_stories)
    assert client.get("/articles").text == before


def test_who_has_judged_sees_it_at_once_also_from_another_process(own_stories: Path, client_of: Client) -> None:
    judging, elsewhere = client_of(own_stories, fresh=60), client_of(own_stories, fresh=60)
    assert "Another one" not in elsewhere.get("/articles").text
    token = TOKEN.search(judging.get("/").text)[1]  # type: ignore[index]
    answered = judging.post("/reviewer", data={"name": "Ana", "form_token": token})
    assert f"{JUDGED}=1" in answered.headers["set-cookie"]
    changed(own_stories)
    elsewhere.cookies.set(JUDGED, "1")
    assert "Another one" in elsewhere.get("/articles").text


def test_what_went_wrong_is_not_kept(own_stories: Path, client_of: Client) -> None:
    client = client_of(own_stories, fresh=60)
    with open_record(own_stories) as record:
        last = len(record)
    assert client.get(f"/articles/{last + 1}").status_code == 404
    changed(own_stories)
    assert client.get(f"/articles/{last + 1}").status_code == 200


def test_a_crowd_that_asks_for_one_page_has_it_made_once(stories: Path, client_of: Client, made: list[str]) -> None:
    client = client_of(stories)
    made.clear()
    got: list[int] = []
    threads = [threading.Thread(target=lambda: got.append(client.get("/search?q=dam").status_code)) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got == [200] * 12
    assert made.count("search.html.j2") < 12


def test_a_script_and_a_reader_get_pages_of_their_own(client: TestClient) -> None:
    whole = client.get("/search?q=dam").text
    part = client.get("/search?q=dam", headers={"HX-Request": "true", "HX-Target": "div#found"}).text
    assert "<!doctype html>" in whole
    assert part != whole


@pytest.mark.parametrize(("path", "template"), [("/help", "help.html.j2"), ("/api", "api.html.j2")])
def test_pages_in_which_nothing_of_the_record_stands_are_made_once(
    path: str, template: str, own_stories: Path, client_of: Client, made: list[str]
) -> None:
    client = client_of(own_stories, fresh=1e-9)
    made.clear()
    first = client.get(path)
    changed(own_stories)
    assert TOKEN.sub("", client.get(path).text) == TOKEN.sub("", first.text)
    assert made.count(template) == 1


@contextmanager
def busy(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """While a search is being made; the status that it ends with."""
    begun, go_on = threading.Event(), threading.Event()

    def slowly(values: Iterable[tuple[str, str]]) -> Search:
        begun.set()
        assert go_on.wait(20)
        return asked(values)

    monkeypatch.setattr("onrecord.web.pages.search.asked", slowly)
    got: list[int] = []
    thread = threading.Thread(target=lambda: got.append(client.get("/search?q=dam").status_code))
    thread.start()
    try:
        assert begun.wait(20)
        yield got
    finally:
        go_on.set()
        thread.join()


def test_pages_are_made_in_turn_and_who_waits_too_long_is_told_so(
    own_stories: Path, client_of: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(own_stories, making=1, patience=0.2)
    with busy(client, monkeypatch) as got:
        assert client.get("/articles").status_code == 503
    assert got == [200]
    assert client.get("/articles").status_code == 200


def test_nobody_waits_for_the_next_of_a_page_that_is_there(own_stories: Path, client_of: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client = client_of(own_stories, making=1, patience=5.0, fresh=1e-9)
    before = client.get("/articles").text
    changed(own_stories)
    with busy(client, monkeypatch):
        assert client.get("/articles").text == before
    assert "Another one" in client.get("/articles").text


def test_a_page_that_is_too_old_is_waited_for(own_stories: Path, client_of: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    client = client_of(own_stories, making=1, patience=0.2, fresh=1e-9, late=1e-9)
    assert client.get("/articles").status_code == 200
    changed(own_stories)
    with busy(client, monkeypatch):
        assert client.get("/articles").status_code == 503


def test_a_page_that_another_process_has_made_is_not_made_again(
    own_stories: Path, tmp_path: Path, client_of: Client, made: list[str]
) -> None:
    one, other = (client_of(own_stories, shelf=str(tmp_path), secret=b"s" * 32) for _ in range(2))
    made.clear()
    assert TOKEN.sub("", one.get("/articles").text) == TOKEN.sub("", other.get("/articles").text)
    assert made.count("articles.html.j2") == 1
    token = TOKEN.search(other.get("/articles").text)[1]  # type: ignore[index]
    assert other.post("/reviewer", data={"name": "Ana", "form_token": token}).status_code == 303
    other.cookies.clear()
    assert other.get("/articles").status_code == 200
    assert made.count("articles.html.j2") == 2
