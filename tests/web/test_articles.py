"""The list of articles, and an article with its words, cards and versions."""

import re
from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from onrecord.model import Article, Attribution, Date, Excerpt, Reading, Span, Speaker, Via
from onrecord.record import open_record
from onrecord.web.reading.cards import CARDS, Chosen, page_of
from onrecord.web.reading.gathering import gathered
from onrecord.web.reading.laying import paragraphs
from onrecord.web.reading.listing import days_of, shelf
from tests.web.conftest import Client

TEXT = "“The bridge is closed,” Ana Lind said.\n\nShe added that the mayor had warned drivers of ice."


def spans_in(text: str, *words: str) -> tuple[Span, ...]:
    """Where words stand, one after the other."""
    out, at = [], 0
    for piece in words:
        start = text.index(piece, at)
        at = start + len(piece)
        out.append((start, at))
    return tuple(out)


def attribution(text: str, id: str, source: str | None, cue: str | None, content: str | None, **more: Any) -> Attribution:
    """An attribution by its words, each where it stands first."""
    s, c, w = (Excerpt.of(text, spans_in(text, x)) if x else None for x in (source, cue, content))
    return Attribution(**{"id": id, "kind": "indirect", "source": s, "cue": c, "content": w, "confidence": 0.9, **more})


def keep(place: Path, text: str, attributions: list[Attribution], **article: Any) -> int:
    """Put a reading made by hand into a record; the number of its article."""
    with open_record(place) as record:
        record.add(
            Reading(Article(**{"id": "made", "published": "2026-03-05", "language": "en", "text": text, **article}), tuple(attributions))
        )
        return int(record.database.rows("SELECT max(article_id) FROM versions")[0][0])


LIND = Speaker(
    id="s1",
    name="Ana Lind",
    type="person",
    roles=("engineer",),
    chain=(Excerpt("She", ((40, 43),)), Excerpt("Ana Lind", ((24, 32),))),
    confidence=0.91,
)
MAYOR = Speaker(id="s2", name="the mayor", type="unknown", chain=(Excerpt("the mayor", ((55, 64),)),), confidence=0.5)


@pytest.fixture
def bridge(empty: Path) -> Path:
    """A record of one article with three attributions, one inside another."""
    made = [
        attribution(TEXT, "a1", "Ana Lind", "said", "“The bridge is closed,”", kind="direct", speaker=LIND, act="confirm"),
        attribution(
            TEXT, "a2", "She", "added", "that the mayor had warned drivers of ice", speaker=LIND, confidence=0.6,
            via=(Via(name="Fjord Radio", type="outlet", spans=()),), said_on=Date(value="2026-03-04", text="", spans=()),
        ),
        attribution(
            TEXT, "a3", "the mayor", "warned", "of ice", speaker=MAYOR, inside="a2", asserted=False,
            addressee=Excerpt("drivers", ((76, 83),)),
        ),
    ]  # fmt: skip
    keep(empty, TEXT, made, title="Bridge closed", outlet="The Fjord Post", url="https://fjord.example/1")
    return empty


def test_articles_are_listed_latest_first(client: TestClient) -> None:
    got = client.get("/articles")
    assert got.status_code == HTTPStatus.OK
    days = re.findall(r"<time>([^<]+)</time>", got.text)
    assert days
    assert days == sorted(days, reverse=True)
    assert "attributions</span>" in got.text


def test_articles_are_found_by_outlet_and_day(bridge: Path, client_of: Client) -> None:
    keep(bridge, "Another day passed quietly.", [], id="other", title="Quiet day", published="2026-04-01", outlet="Harbour News")
    client = client_of(bridge)
    assert "Quiet day" not in client.get("/articles", params={"outlet": "fjord"}).text
    assert "Bridge closed" in client.get("/articles", params={"outlet": "fjord"}).text
    assert "Bridge closed" not in client.get("/articles", params={"since": "2026-04"}).text
    assert "Quiet day" in client.get("/articles", params={"since": "2026-04"}).text
    assert "Quiet day" not in client.get("/articles", params={"until": "2026-03"}).text
    assert "No article fits" in client.get("/articles", params={"outlet": "no such outlet"}).text


@pytest.mark.parametrize("asked", [{"since": "yesterday"}, {"until": "2026-13"}, {"since": "2026-05", "until": "2026-04"}, {"before": "x"}])
def test_a_date_or_place_that_is_none_is_a_problem_and_no_failure(client: TestClient, asked: dict[str, str]) -> None:
    got = client.get("/articles", params=asked)
    assert got.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "went wrong" not in got.text


def test_a_month_is_all_of_its_days() -> None:
    assert days_of("2026-02", "2026-02") == ("2026-02-01", "2026-02-28")
    assert days_of("", "") == (None, None)


def test_an_empty_record_says_how_to_fill_it(empty: Path, client_of: Client) -> None:
    assert "onrecord add" in client_of(empty).get("/articles").text


def test_pages_of_the_list_neither_skip_nor_repeat_while_articles_are_added(empty: Path) -> None:
    days = ["2026-01-03", "2026-01-03", "2026-01-02", None, "2026-01-01", None, "2026-01-03"]
    for n, day in enumerate(days):
        keep(empty, f"Text number {n}.", [], id=f"n{n}", title=f"T{n}", published=day)
    seen, before = [], ""
    with open_record(empty, read_only=True) as record:
        for _ in range(10):
            page = shelf(record.database, before=before, limit=2)
            seen += [a.title for a in page.articles]
            if page.older is None:
                break
            before = page.older
            keep(empty, f"Added meanwhile, after {before}.", [], id=f"new{before}", title="new", published="2026-02-01")
    assert seen == ["T6", "T1", "T0", "T2", "T4", "T5", "T3"]


def test_an_article_without_a_headline_is_listed_by_its_first_words(empty: Path, client_of: Client) -> None:
    keep(empty, "The harbour froze over last night, and nobody could sail.", [])
    assert "The harbour froze over last night" in client_of(empty).get("/articles").text


def test_the_words_and_the_cards_point_at_each_other(bridge: Path, client_of: Client) -> None:
    page = client_of(bridge).get("/articles/1").text
    for id in ("a1", "a2", "a3"):
        assert f'id="a-{id}"' in page
        assert f'id="t-{id}"' in page
        assert f'href="#a-{id}"' in page
        assert f'href="#t-{id}"' in page


def test_words_are_marked_by_what_they_are_and_nested_ones_twice(bridge: Path, client_of: Client) -> None:
    page = client_of(bridge).get("/articles/1").text
    assert 'class="source" data-r="1:source"' in page
    assert 'class="content d1" data-r="1:content"' in page
    assert re.search(r'class="content d2" data-r="2:content 3:content"[^>]*>of ice<', page)
    assert "inside #2" in page
    assert "inner deep1" in page


def test_a_card_tells_who_when_via_whom_and_how(bridge: Path, client_of: Client) -> None:
    page = client_of(bridge).get("/articles/1").text
    assert re.search(r'<a class="speaker" href="/speakers/\d+"><bdi>Ana Lind</bdi></a>', page)
    for told in ("Fjord Radio", "2026-03-04", "confirm", "not asserted", "drivers", "0.60", "Said to be: <bdi>engineer"):
        assert told in page
    assert "(“”)" not in page  # a date that a person gave has no words
    assert 'href="https://fjord.example/1"' in page
    assert re.search(r'href="/outlets/\d+"', page)


def test_why_this_speaker_opens_without_scripts_and_names_the_mentions(bridge: Path, client_of: Client) -> None:
    page = client_of(bridge).get("/articles/1").text
    assert '<details class="why"><summary>Why this speaker</summary>' in page
    assert 'data-at="24-32"' in page
    assert "The article does not let one tell who this is" in page


def test_only_what_is_chosen_is_marked_and_keeps_its_number(bridge: Path, client_of: Client) -> None:
    client = client_of(bridge)
    page = client.get("/articles/1", params={"kind": "indirect", "least": "0.8"}).text
    assert "1 of 3 shown" in page
    assert 'id="a-a3" data-n="3"' in page
    assert 'id="a-a1"' not in page
    assert "1:content" not in page
    assert "None fits" in client.get("/articles/1", params={"kind": "mixed"}).text


def test_htmx_gets_only_the_part_that_changes(bridge: Path, client_of: Client) -> None:
    got = client_of(bridge).get("/articles/1?kind=direct", headers={"HX-Request": "true", "HX-Target": "div#reading"})
    assert "<html" not in got.text
    assert "1 of 3 shown" in got.text


@pytest.mark.parametrize(
    "path", ["/articles/99", "/articles/0", "/articles/-1", "/articles/99999999999999999999999", "/articles/1?version=9"]
)
def test_an_article_that_is_not_there_is_a_page_that_says_so(bridge: Path, client_of: Client, path: str) -> None:
    got = client_of(bridge).get(path)
    assert got.status_code == HTTPStatus.NOT_FOUND
    assert "the record has no" in got.text


def test_an_older_version_can_be_looked_at(bridge: Path, client_of: Client) -> None:
    keep(bridge, TEXT.replace("closed", "open"), [], title="Bridge open", outlet="The Fjord Post", url="https://fjord.example/1")
    client = client_of(bridge)
    now, then = client.get("/articles/1").text, client.get("/articles/1?version=1").text
    assert "Version 2 of 2, the current one" in now
    assert "The bridge is open" in now
    assert "The bridge is closed" in then
    assert "This is an older version" in then
    assert 'id="a-a1"' in then
    assert "2 versions" in client.get("/articles").text


def test_an_article_without_attributions_says_so(empty: Path, client_of: Client) -> None:
    keep(empty, "It rained.", [])
    assert "No attributions" in client_of(empty).get("/articles/1").text


HOSTILE = (
    "<script>alert(1)</script> “\u202eevil\u202c \x1b[31m” said {{ 7*7 }} Bob <img src=x onerror=alert(2)>.\r\n\r\n"
    "More\u200b \U0001f600 words."
)


def test_whatever_stands_in_an_article_is_only_shown(empty: Path, client_of: Client) -> None:
    name = "<b>Bob</b>\u202e\n--><svg onload=alert(3)>"
    made = attribution(
        HOSTILE, "a\"'><x", "{{ 7*7 }} Bob", "said", "“\u202eevil\u202c \x1b[31m”",
        speaker=Speaker(id="s", name=name, type="person", roles=("<i>boss</i>",), chain=(Excerpt(name, ()),), confidence=0.5),
        via=(Via(name="<u>via</u>", type="outlet", spans=()),), said_on=Date(value=None, text="<s>soon</s>", spans=()),
    )  # fmt: skip
    keep(
        empty,
        HOSTILE,
        [made],
        title="</title><script>x()</script>",
        outlet='"><script>y()</script>',
        url="javascript:alert(4)",
        byline=("<em>me</em>",),
    )
    client = client_of(empty)
    for path in ("/articles", "/articles/1"):
        page = client.get(path).text
        assert not re.search(r"<script>|<img|<svg onload|<b>Bob|<i>boss|<u>via|<s>soon|<em>me|<x\b", page)
        assert "javascript:alert" not in re.sub(r">[^<]*<", "><", page)
        assert "\u202e" not in page
        assert "\x1b" not in page
    assert "{{ 7*7 }}" in client.get("/articles/1").text


def test_pieces_know_where_in_the_text_they_begin_whatever_is_hidden_in_it() -> None:
    made = attribution(HOSTILE, "a1", "Bob", "said", "evil\u202c")
    pieces = [p for para in paragraphs(Reading(Article(id="x", text=HOSTILE), (made,))) for p in para.pieces if p.text]
    assert all(HOSTILE[p.start : p.end] == p.text for p in pieces)
    left_out = set(range(len(HOSTILE))) - {i for p in pieces for i in range(p.start, p.end)}
    assert all(HOSTILE[i].isspace() for i in left_out)
    assert [p.text for p in pieces if not p.exact] == ["\u202e", "\u202c", "\x1b", "\r", "\r", "\u200b"]


def test_a_text_of_hidden_characters_alone_does_not_become_a_huge_page() -> None:
    text = "a\x01" * 50_000
    pieces = [p for para in paragraphs(Reading(Article(id="x", text=text), ())) for p in para.pieces]
    assert len(pieces) < 5_000
    assert "".join(p.text for p in pieces) == text


def test_a_span_outside_of_the_text_is_no_failure(empty: Path, client_of: Client) -> None:
    broken = Attribution(id="a1", kind="indirect", source=None, cue=None, content=Excerpt("gone", ((90, 94),)), inside="a1", confidence=0.2)
    keep(empty, "Short.", [broken])
    assert client_of(empty).get("/articles/1").status_code == HTTPStatus.OK


def test_cards_of_a_long_article_come_page_by_page_and_every_number_leads_to_one(empty: Path, client_of: Client) -> None:
    text = "\n\n".join(f"Bob{n} said word{n}." for n in range(2 * CARDS + 20))
    keep(empty, text, [attribution(text, f"a{n}", f"Bob{n}", None, f"word{n}") for n in range(2 * CARDS + 20)])
    client = client_of(empty)
    page = client.get("/articles/1").text
    assert page.count('class="attribution') == CARDS
    assert f'href="/articles/1?start={CARDS}#a-a{CARDS + 5}"' in page
    further = client.get("/articles/1/cards", params={"start": CARDS}, headers={"HX-Request": "true"}).text
    assert further.count('class="attribution') == CARDS
    assert "Earlier ones" not in further
    assert "20 further ones" in further
    last = client.get("/articles/1", params={"start": 2 * CARDS}).text
    assert f'id="a-a{2 * CARDS + 19}"' in last
    assert "Earlier ones" in last
    assert client.get("/articles/1?start=99999999").status_code == HTTPStatus.OK


def test_addresses_of_further_cards_keep_what_was_chosen(empty: Path, client_of: Client) -> None:
    text = " ".join(f"word{n}." for n in range(CARDS + 5))
    keep(empty, text, [attribution(text, f"a{n}", None, None, f"word{n}") for n in range(CARDS + 5)])
    client = client_of(empty)
    page = client.get("/articles/1?kind=indirect&kind=direct&least=0.5").text
    link = re.search(r'hx-get="([^"]+/cards[^"]+)"', page)
    assert link is not None
    assert link[1] == f"/articles/1/cards?least=0.5&amp;start={CARDS}&amp;kind=indirect&amp;kind=direct"
    assert client.get(link[1].replace("&amp;", "&")).text.count('class="attribution') == 5


def test_claims_of_attributions_are_linked(stories: Path, client: TestClient) -> None:
    with open_record(stories, read_only=True) as record:
        rows = record.database.rows("SELECT DISTINCT article_id FROM reports LIMIT 1")
    page = client.get(f"/articles/{rows[0][0]}").text
    link = re.search(r'class="of-claim" href="/claims/(c\w{10})"', page)
    assert link is not None
    with open_record(stories, read_only=True) as record:
        assert record.claim(link[1], update=False).claim.id


def test_a_megabyte_is_laid_out_in_seconds(empty: Path) -> None:
    sentence = "Ana Lind said the river would rise again on Monday night. "
    text = "\n\n".join(sentence * 5 for _ in range(3_600))
    made = [
        Attribution(
            id=f"a{n}", kind="indirect", source=Excerpt("Ana Lind", ((at, at + 8),)), cue=Excerpt("said", ((at + 9, at + 13),)),
            content=Excerpt("x", ((at + 14, at + 56),)), confidence=0.9,
        )
        for n, at in enumerate(range(0, 900_000, len(sentence) * 5 + 2))
    ]  # fmt: skip
    keep(empty, text, made)
    with open_record(empty, read_only=True) as record:
        of = gathered(record.database, 1)
    assert of is not None
    page = page_of(of, Chosen())
    assert len(page.paragraphs) == 3_600
    assert len(page.cards) == CARDS


def test_of_thousands_of_attributions_those_with_cards_are_marked(empty: Path, client_of: Client) -> None:
    many = 1_600
    text = "\n\n".join(f"Bob{n} said word{n}." for n in range(many))
    offsets, at = [], 0
    for n in range(many):
        who, what = text.index(f"Bob{n}", at), text.index(f"word{n}", at)
        offsets.append(((who, who + len(f"Bob{n}")), (what, what + len(f"word{n}"))))
        at = what
    said = [
        Attribution(id=f"a{n}", kind="indirect", source=Excerpt.of(text, (s,)), cue=None, content=Excerpt.of(text, (c,)), confidence=0.9)
        for n, (s, c) in enumerate(offsets)
    ]
    keep(empty, text, said)
    page = client_of(empty).get("/articles/1", params={"start": CARDS}).text
    assert "1,600 attributions. Those whose cards are shown, 151 to 300, are marked" in page
    assert f"{CARDS + 1}:content" in page
    assert "1:content" not in re.findall(r'data-r="([^"]*)"', page)
    assert f"{2 * CARDS + 1}:content" not in page
    assert "word1599" in page
    assert "intersect" not in page
