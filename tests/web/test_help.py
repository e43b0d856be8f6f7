"""Keys and words."""

import html
import re
from http import HTTPStatus
from typing import get_args

from fastapi.testclient import TestClient

from onrecord.model import Act, ReporterStance


def test_every_search_on_the_page_is_one(client: TestClient) -> None:
    links = [html.unescape(link) for link in re.findall(r'href="(/search[^"]*)"', client.get("/help").text)]
    assert len(links) > 20
    for link in links:
        assert client.get(link).status_code == HTTPStatus.OK, link


def test_the_words_of_the_field_are_explained(client: TestClient) -> None:
    page = client.get("/help").text
    for word in (
        "attribution",
        "source",
        "cue",
        "content",
        "kind",
        "speaker",
        "via",
        "statement",
        "claim",
        "copies",
        "independent",
        "record",
    ):
        assert f'<dt id="{word}">' in page, word
    for value in (*get_args(Act), *get_args(ReporterStance)):
        assert re.search(rf'href="/search\?(act|stance)={value}"', page), value


def test_links_within_the_page_lead_somewhere(client: TestClient) -> None:
    page = client.get("/help").text
    for anchor in re.findall(r'href="#([\w-]+)"', page):
        assert f'id="{anchor}"' in page, anchor


def test_how_much_an_export_holds_is_stated(client: TestClient) -> None:
    assert f"{client.app.state.settings.export_rows:,} rows" in client.get("/help").text  # type: ignore[attr-defined]
