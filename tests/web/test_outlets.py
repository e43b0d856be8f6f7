"""The pages of outlets."""

import re
from html.parser import HTMLParser
from http import HTTPStatus
from pathlib import Path

import pytest
from msgspec.structs import replace

from onrecord.model import Reading, Via
from onrecord.record import open_record
from onrecord.web.pages.outlets import _step
from tests.record.conftest import reading
from tests.web.conftest import Client
from tests.web.markup import dangers


def carried(id: str, outlet: str, *chains: tuple[str, ...], published: str = "2026-03-05", anonymous: bool = False) -> Reading:
    """An article of which each attribution came through a chain of carriers."""
    made = reading(
        id, *((f"Ana Lind{chr(97 + n)}", f"it rains {n} days in {id}") for n in range(len(chains))), outlet=outlet, published=published
    )
    changed = tuple(
        replace(a, via=tuple(Via(name=name, type="outlet", spans=()) for name in chain), speaker=replace(a.speaker, anonymous=anonymous))  # type: ignore[type-var]
        for a, chain in zip(made.attributions, chains, strict=True)
    )
    return replace(made, attributions=changed)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Two outlets, of which one cites the other and an agency."""
    path = tmp_path / "news.db"
    with open_record(path) as record:
        record.add(carried("one", "Ferry Post", ("Harbour News",), ("Harbour News", "NordPress"), (), ()))
        record.add(carried("two", "Harbour News", (), published="2026-04-01", anonymous=True))
        record.add(carried("three", "Ferry Post", (), published="2026-04-09", anonymous=True))
    return path


def numbered(path: Path, name: str) -> int:
    with open_record(path, read_only=True) as record:
        return record.outlet(name).id


def test_all_outlets_are_listed(place: Path, client_of: Client) -> None:
    page = client_of(place).get("/outlets").text
    assert re.findall(r'href="/outlets/\d+"><bdi>([^<]*)', page) == ["Ferry Post", "Harbour News"]
    assert dangers(page) == []


def test_shares_and_whom_it_quotes_and_cites(place: Path, client_of: Client) -> None:
    page = client_of(place).get(f"/outlets/{numbered(place, 'Ferry Post')}").text
    assert "<dt>anonymous</dt><dd>20 %</dd>" in page
    assert "<dt>secondhand</dt><dd>40 %</dd>" in page
    assert re.search(r'href="/speakers/\d+"><bdi>Ana Linda', page)
    assert "/search?outlet=Ferry+Post&amp;via=Harbour+News" in page
    assert page.count('<rect class="bar"') == 4  # two weeks in two drawings
    assert page.count('<rect class="bar-dark"') == 2
    assert dangers(page) == []


def test_an_outlet_that_cites_nobody_is_shown(place: Path, client_of: Client) -> None:
    page = client_of(place).get(f"/outlets/{numbered(place, 'Harbour News')}").text
    assert "All was said to the outlet itself" in page
    assert "Over time" not in page


class _Table(HTMLParser):
    """The cells of the matrix by the names of their row and column."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.scopes: list[str | None] = []
        self.captions = 0
        self._in = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.captions += tag == "caption"
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self.rows[-1].append("")
            self._in = True
            if tag == "th":
                self.scopes.append(dict(attrs).get("scope"))

    def handle_endtag(self, tag: str) -> None:
        self._in = self._in and tag not in {"td", "th"}

    def handle_data(self, data: str) -> None:
        if self._in:
            self.rows[-1][-1] += data.strip()


def test_who_cites_whom_is_a_table_that_can_be_read_aloud(place: Path, client_of: Client) -> None:
    page = client_of(place).get("/outlets/matrix").text
    table = _Table()
    table.feed(page)
    head, *rows = table.rows
    cells = {(row[0], name): cell for row in rows for name, cell in zip(head[1:], row[1:], strict=True)}
    assert cells["Ferry Post", "Harbour News"] == "2"
    assert cells["Harbour News", "NordPress"] == "1"
    assert cells["Ferry Post", "NordPress"] == "·"
    assert cells["all", "all"] == "3"
    assert table.captions == 1
    assert set(table.scopes) == {"row", "col"}
    assert 'href="/search?outlet=Ferry+Post&amp;via=Harbour+News">2</a>' in page
    assert " style=" not in page


def test_shades_grow_with_counts() -> None:
    for highest in (1, 5, 1000, 10**6):
        steps = [_step(n, highest) for n in range(0, highest + 1, max(1, highest // 1000))]
        assert steps == sorted(steps)
        assert (steps[0], _step(1, highest)) == (0, 1)
        assert max(steps) <= 5
    assert _step(1000, 1000) == 5


def test_as_many_are_shown_as_are_asked_for(place: Path, client_of: Client) -> None:
    client = client_of(place)
    assert client.get("/outlets/matrix?most=40").status_code == HTTPStatus.OK
    for wrong in ("7", "1000000", "-1", "x"):
        assert client.get(f"/outlets/matrix?most={wrong}").status_code == HTTPStatus.UNPROCESSABLE_ENTITY


@pytest.mark.parametrize("asked", ["999999", "0", "x", "9" * 30, "-1"])
def test_there_is_no_such_outlet(place: Path, client_of: Client, asked: str) -> None:
    assert client_of(place).get(f"/outlets/{asked}").status_code == HTTPStatus.NOT_FOUND


def test_an_empty_record_has_neither_outlets_nor_citations(empty: Path, client_of: Client) -> None:
    client = client_of(empty)
    assert "No outlet is on record yet" in client.get("/outlets").text
    assert "Nobody cites anybody here" in client.get("/outlets/matrix").text


def test_hostile_names_are_only_text(tmp_path: Path, client_of: Client) -> None:
    path, bad = tmp_path / "news.db", '"><script>alert(1)</script>\u202e\x1b'
    with open_record(path) as record:
        record.add(carried("one", bad, (bad,), (bad, "NordPress")))
    client = client_of(path)
    for address in ("/outlets", "/outlets/1", "/outlets/matrix"):
        assert dangers(client.get(address).text) == [], address
