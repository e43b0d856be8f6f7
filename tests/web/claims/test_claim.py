"""The page of a claim."""

import json
import re
from http import HTTPStatus
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from onrecord.claims.telling import Claim
from onrecord.record import Record, open_record
from onrecord.web.claims import life
from tests.web.claims.conftest import HOSTILE, id_of, made, reading, said
from tests.web.conftest import Client

MERCURY = "atch K417 contains mercury”"
NAMES = ("Lena", "Karl", "Marit", "Oskar", "Britta", "Jonas", "Sara")


def asked(place: Path) -> Record:
    return open_record(place, create_new=False, read_only=True)


@pytest.fixture
def client(marked: Path, client_of: Client) -> TestClient:
    return client_of(marked)


@pytest.fixture
def mercury(marked: Path, client: TestClient) -> str:
    with asked(marked) as record:
        got = client.get(f"/claims/{id_of(record, MERCURY)}")
    assert got.status_code == HTTPStatus.OK
    return got.text


def section(page: str, name: str) -> str:
    """A section of a page, without its marks."""
    found = re.search(rf'<section id="{name}".*?</section>', page, re.DOTALL)
    assert found is not None
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split())


def data_of(page: str) -> dict[str, object]:
    found = re.search(r'<script type="application/json" id="graph-data">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    told: dict[str, object] = json.loads(found[1])
    return told


def test_it_says_who_said_it_when_by_day(mercury: str) -> None:
    told = section(mercury, "timeline")
    assert "First report" in told
    assert told.index("12 May 2026") < told.index("13 May 2026") < told.index("14 May 2026")
    assert re.search(r"07:15\s+Vidar Rosk\s+says", told)
    assert "denies it" in told


def test_reports_of_one_statement_are_folded_under_it(mercury: str) -> None:
    assert re.search(r"<details[^>]*>\s*<summary>\d+ other report", mercury)


def test_who_denies_it_stands_beside_who_says_it(mercury: str) -> None:
    told = section(mercury, "sides")
    assert told.index("Says it 3") < told.index("Vidar Rosk") < told.index("Denies it 4") < told.index("Panavax denies it confidence 0.")


def test_a_denial_that_is_not_sure_is_told_so(marked: Path, client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    with asked(marked) as record:
        id = id_of(record, MERCURY)
        *surer, least = sorted((d.confidence for d in record.claim(id, update=False).denials), reverse=True)
    assert surer[-1] > least
    monkeypatch.setattr(life, "SURE", surer[-1])
    page = client.get(f"/claims/{id}").text
    for part in ("timeline", "sides"):
        told = section(page, part)
        assert f"perhaps denies it confidence {least:.2f}" in told
        assert told.count("perhaps denies it") == 1 < told.count("denies it")


def test_what_contradicts_it_is_quoted_with_what_it_contradicts(mercury: str) -> None:
    told = section(mercury, "related")
    assert "contradicts that" in told
    assert "Earlier" in told
    assert "Later" in told


def test_independent_lines_are_told_with_their_reports(mercury: str) -> None:
    told = section(mercury, "rests")
    assert "4 independent lines of reporting stand behind it" in told
    assert "Line A" in told
    assert "Kystradio" in told


def test_citing_in_a_circle_is_flagged_at_the_top_and_told_below(mercury: str) -> None:
    assert "Cited in a circle" in mercury[: mercury.index('<section id="timeline"')]
    told = section(mercury, "rests")
    assert "has it from VTK State Media" in told
    assert "which is where it began" in told


def test_the_table_says_what_the_graph_shows(mercury: str) -> None:
    table = mercury[mercury.index("<table>") : mercury.index("</table>")]
    drawn = data_of(mercury)
    arrows = drawn["arrows"]
    assert isinstance(arrows, list)
    assert table.count("<tr") - 1 == len(arrows)
    assert "<caption" in table
    assert any(a["round"] for a in arrows)
    assert "circle</span>" in table


def test_the_drawing_stands_in_its_frame(mercury: str) -> None:
    drawn = data_of(mercury)
    width, height, boxes = drawn["width"], drawn["height"], drawn["boxes"]
    assert isinstance(boxes, list)
    assert isinstance(width, int | float)
    assert isinstance(height, int | float)
    assert len({(b["x"], b["y"]) for b in boxes}) == len(boxes)
    assert all(88 <= b["x"] <= width - 88 and 24 <= b["y"] <= height - 24 for b in boxes)


def test_where_words_became_another_claim_both_are_linked(tmp_path: Path, client_of: Client) -> None:
    before = "The lake may be drained by 12 metres in spring if the leak grows, and the town of Elmsund will be told before"
    after = "The lake will be drained by 12 metres in spring, and the town of Elmsund will be told before"
    place = made(
        tmp_path / "news.db",
        [
            reading("one", "Herald", "2026-03-01", said(before)),
            reading("two", "Post", "2026-03-01", said(before)),
            reading("three", "Lantern", "2026-03-02", said(after)),
            reading("four", "Courier", "2026-03-02", said(after)),
        ],
    )
    with asked(place) as record:
        first, second = (id_of(record, words) for words in ("lake may", "lake will"))
        assert first != second
    client = client_of(place)
    one, two = (client.get(f"/claims/{x}").text for x in (first, second))
    assert f'<a href="/claims/{second}">another claim</a>' in one
    assert f'<a href="/claims/{first}">a claim of its own</a>' in two
    told = section(one, "drift")
    assert "[left out: may ] [new: will ]" in told
    assert "modality “may be” became “will be”" in told.replace(" → ", " ")
    assert "condition dropped “if the leak grows" in told
    assert 'class="matters"' in one


def test_a_claim_that_nobody_denies_or_changes_says_so(tmp_path: Path, client_of: Client) -> None:
    words = "the harbour bridge is closed for all heavy traffic"
    place = made(tmp_path / "news.db", [reading(x, x, None, said(words, None)) for x in ("Herald", "Post")])
    with asked(place) as record:
        page = client_of(place).get(f"/claims/{id_of(record, words)}").text
    assert "No denial was found" in page
    assert "In no report of it was a change found" in page
    assert "No date" in page
    assert "not named" in page


def test_it_leads_to_its_data_and_to_correcting_it(marked: Path, client_of: Client) -> None:
    with asked(marked) as record:
        id = id_of(record, MERCURY)
    page = client_of(marked).get(f"/claims/{id}").text
    assert f'href="/api/v1/claims/{id}"' in page
    assert f'href="/judge/claims/{id}"' in page
    assert "/judge/" not in client_of(marked, read_only=True).get(f"/claims/{id}").text.replace('"/judgements"', "")


def test_another_id_of_it_leads_to_it(marked: Path, client: TestClient) -> None:
    with asked(marked) as record:
        id = id_of(record, MERCURY)
        statement = record.claim(id, update=False).statements[0].id
    for other, to in ((id[:7], f"/claims/{id}"), (id.upper(), f"/claims/{id}"), (statement, f"/claims/{id}#{statement}")):
        got = client.get(f"/claims/{other}")
        assert (got.status_code, got.headers.get("location")) == (HTTPStatus.FOUND, to)


@pytest.mark.parametrize("id", ["c0000000000", "nonsense", "c", "s9999999999", "<script>", "c" * 500, "c1%00"])
def test_a_claim_that_is_not_there_is_not_found(client: TestClient, id: str) -> None:
    got = client.get(f"/claims/{id}")
    assert got.status_code == HTTPStatus.NOT_FOUND
    assert "no claim" in got.text
    assert "<script>" not in got.text


def test_articles_that_wait_are_told(tmp_path: Path, client_of: Client) -> None:
    words = "the harbour bridge is closed for all heavy traffic"
    place = made(tmp_path / "news.db", [reading(x, x, "2026-03-01", said(words)) for x in ("Herald", "Post")])
    with open_record(place) as record:
        id = id_of(record, words)
        record.add(reading("new", "Courier", "2026-03-02", said(words)))
    page = client_of(place).get(f"/claims/{id}").text
    assert "1 article is not yet grouped" in page


def test_nothing_from_an_article_is_markup(hostile: Path, client_of: Client) -> None:
    client = client_of(hostile)
    with asked(hostile) as record:
        claims = record.claims(limit=None, update=False)
    assert len(claims) >= len(HOSTILE) - 1
    for claim in claims:
        page = client.get(f"/claims/{claim.id}").text
        assert not re.search(r"<(img|script(?! type=\"application/json\"| src=\"/static/))", page), claim.text
        assert " onerror=" not in re.sub(r">[^<]*<", "><", page).replace("&#34;", "")
        assert 'href="javascript:' not in page
        assert not re.search("[\u202e\u2066\u2028\u2029\x00\x07\x1b]", page)
        assert "49" not in section(page, "timeline").split()
        data_of(page)


def test_the_data_of_the_graph_ends_only_where_it_ends(hostile: Path, client_of: Client) -> None:
    with asked(hostile) as record:
        id = id_of(record, "</script><!--<script>")
    page = client_of(hostile).get(f"/claims/{id}").text
    raw = re.search(r'id="graph-data">(.*?)</script>', page, re.DOTALL)
    assert raw is not None
    assert "<" not in raw[1]
    assert "</script><!--" in json.dumps(data_of(page))


def test_no_script_or_style_stands_in_the_page(mercury: str) -> None:
    assert "<style" not in mercury
    assert " style=" not in mercury
    assert not re.search(r"<script(?! (src=|type=\"application/json\"))", mercury)


def test_only_the_first_are_shown_of_many_and_all_when_asked(tmp_path: Path, client_of: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    words = "the harbour bridge is closed for all heavy traffic"
    many = [reading(f"n{n}", f"Outlet {n}", f"2026-03-01T{n // 60:02}:{n % 60:02}:00", said(words, "Ana Ruiz")) for n in range(80)]
    many += [reading(f"d{n}", f"Outlet {n}", f"2026-0{4 + n // 5}-01", said(words, f"{name} Holvar")) for n, name in enumerate(NAMES)]
    place = made(tmp_path / "news.db", many)
    monkeypatch.setitem(life._FEW, "statements", 1)
    monkeypatch.setitem(life._FEW, "reports", 10)
    with asked(place) as record:
        id = id_of(record, words)
        statements = len(record.claim(id, update=False).statements)
    client = client_of(place)
    page, whole = client.get(f"/claims/{id}").text, client.get(f"/claims/{id}?all=1").text
    assert "more</a>" in section_marks(page, "timeline")
    assert page.count('class="entry"') == 1 < statements
    assert whole.count('class="entry"') == statements
    assert re.search(r">and \d+ reports more</a>", page)
    assert not re.search(r">and \d+ reports more</a>", whole)
    assert "graph-data" not in page
    assert "Too much for a drawing" in page
    assert "as a table" in page.lower()


def section_marks(page: str, name: str) -> str:
    return page[page.index(f'<section id="{name}"') :].partition("</section>")[0]


def test_a_claim_with_more_reports_than_are_looked_at_says_so(marked: Path, client_of: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from onrecord.claims import asking

    monkeypatch.setattr(asking, "_MOST_REPORTS", 3)
    with asked(marked) as record:
        id = id_of(record, MERCURY)
    page = client_of(marked).get(f"/claims/{id}").text
    assert "This claim has 7 reports." in page
    assert "told of the earliest" in page


def test_the_page_knows_what_it_does_not_tell() -> None:
    claim = Claim("c1", "words", None, 50_000, 40_000, 900, 1, 1, 0, None, None)
    page = life.ClaimPage(claim, (), (), (), (), (), None, {}, 400, {})
    assert page.partly
