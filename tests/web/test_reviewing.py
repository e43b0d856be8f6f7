"""Judging attributions on the page: right, wrong, corrected, added, undone, and what happens when two do it at once."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from onrecord.errors import InvalidField
from onrecord.model import Attribution, Speaker
from onrecord.record import Record, open_record
from onrecord.web.reading.corrections import Filled, changes_of, filled_from, spans_of
from tests.web.conftest import Client
from tests.web.test_articles import LIND, attribution, keep

TEXT = (
    "“The bridge is closed,” Ana Lind said 😀.\n\n"
    "She added that the mayor had warned drivers of ice. Ola Berg, who came later, disagreed: “It is safe.”"
)
PART = {"HX-Request": "true"}


def spans(words: str) -> str:
    """Where words stand, as the form has it."""
    at = TEXT.index(words)
    return f"{at}-{at + len(words)}"


@pytest.fixture
def bridge(empty: Path) -> Path:
    """A record of one article with two attributions."""
    made = [
        attribution(TEXT, "a1", "Ana Lind", "said", "“The bridge is closed,”", kind="direct", speaker=LIND, act="state"),
        attribution(TEXT, "a2", "She", "added", "that the mayor had warned drivers of ice", speaker=LIND, confidence=0.6, act="state"),
        attribution(TEXT, "a3", "the mayor", "warned", "of ice", inside="a2"),
    ]
    keep(empty, TEXT, made, title="Bridge closed", outlet="The Fjord Post")
    return empty


@contextmanager
def opened(place: Path) -> Iterator[Record]:
    with open_record(place, read_only=True) as record:
        yield record


def form_of(client: TestClient, id: str, path: str = "/articles/1") -> dict[str, str]:
    """What the page sends with a judgement of an attribution."""
    page = client.get(path).text
    token = re.search(r'name="form-token" content="(\w+)"', page)
    card = page[page.index(f'id="a-{id}"') :]
    seen = re.search(r'name="seen" value="(\w+)"', card)
    assert token
    assert seen
    return {"form_token": token[1], "attribution": id, "seen": seen[1]}


def correction(client: TestClient, id: str) -> dict[str, str]:
    """The form of a correction as it stands, with all its fields."""
    with_id = form_of(client, id)
    part = client.get("/articles/1/correct", params={"attribution": id}, headers=PART).text
    fields = dict(re.findall(r'<input id="\w+-\d+" name="(\w+)" value="([^"]*)"', part))
    chosen = {}
    for name in ("act", "stance", "asserted"):
        select = re.search(rf'name="{name}">(.*?)</select>', part, re.S)
        assert select
        option = re.search(r"<option(?: value=\"(\w*)\")? selected>(\w+)", select[1])
        chosen[name] = (option[1] or option[2]) if option else ""
    return {**with_id, **fields, **chosen, "who": "keep", "verdict": "corrected"}


def judge(client: TestClient, id: str, verdict: str, **more: str) -> int:
    return client.post("/articles/1/review", data={**form_of(client, id), "verdict": verdict, **more}).status_code


def verdicts(place: Path) -> dict[str, str]:
    with opened(place) as record:
        return {a.id: a.review.verdict for a in record.reading(1, rejected=True).attributions if a.review}


def test_what_is_right_is_confirmed_and_signed(bridge: Path, client_of: Client) -> None:
    client = client_of(bridge, reviewer="Ana")
    got = client.post("/articles/1/review", data={**form_of(client, "a2"), "verdict": "confirmed", "note": "heard it myself"})
    assert got.status_code == HTTPStatus.SEE_OTHER
    assert got.headers["location"] == "/articles/1#a-a2"
    page = client.get("/articles/1").text
    assert "confirmed by <bdi>Ana</bdi>" in page
    assert "heard it myself" in page
    assert '<a href="/judgements?article=1">1 of 3 reviewed</a>' in page
    with opened(bridge) as record:
        (entry,) = record.reviews()
    assert (entry.verdict, entry.made_by, entry.note) == ("confirmed", "Ana", "heard it myself")


def test_a_script_gets_the_card_and_the_words_that_changed_and_nothing_else(bridge: Path, client_of: Client) -> None:
    client = client_of(bridge, reviewer="Ana")
    got = client.post("/articles/1/review", data={**form_of(client, "a2"), "verdict": "rejected"}, headers=PART)
    assert got.status_code == HTTPStatus.OK
    assert "<html" not in got.text
    assert got.text.lstrip().startswith('<li class="attribution rejected" id="a-a2"')
    assert 'id="a-a3"' in got.text  # it is inside nothing any more
    assert 'id="a-a1"' not in got.text
    assert '<p id="p-1" hx-swap-oob="true">' in got.text
    assert 'id="p-0"' not in got.text
    assert 'data-say="Attribution 2 rejected; its words are no longer marked"' in got.text
    assert verdicts(bridge) == {"a2": "rejected"}


def test_what_is_rejected_stays_on_the_page_but_is_not_marked_in_the_text(bridge: Path, client_of: Client) -> None:
    client = client_of(bridge)
    judge(client, "a1", "rejected")
    page = client.get("/articles/1").text
    assert "1:content" not in page
    assert 'attribution rejected" id="a-a1" data-n="1"' in page
    assert 'id="a-a2" data-n="2"' in page


def test_a_judgement_is_undone_and_all_is_as_it_was(bridge: Path, client_of: Client) -> None:
    client = client_of(bridge)
    with opened(bridge) as record:
        before = record.reading(1)
    judge(client, "a1", "rejected")
    form = form_of(client, "a1")
    got = client.post("/articles/1/undo", data={**form, "review": "1"}, headers=PART)
    assert "the judgement was undone" in got.text
    with opened(bridge) as record:
        assert record.reading(1) == before
    assert client.post("/articles/1/undo", data={**form_of(client, "a1"), "review": "1"}).status_code == HTTPStatus.CONFLICT
    assert client.post("/articles/1/undo", data={**form_of(client, "a1"), "review": "9"}).status_code == HTTPStatus.NOT_FOUND


def test_everything_of_an_attribution_can_be_corrected(bridge: Path, client_of: Client) -> None:
    client = client_of(bridge, reviewer="Ana")
    form = correction(client, "a2")
    form |= {"source": spans("Ola Berg"), "cue": spans("disagreed"), "content": spans("“It is safe.”"), "note": "wrong one"}
    form |= {"who": "new", "new_name": "Ola Berg", "new_type": "person", "via": "Fjord Radio\nNTB"}
    form |= {"said_on": "2026-03", "act": "deny", "stance": "distancing", "asserted": "no"}
    assert client.post("/articles/1/review", data=form).status_code == HTTPStatus.SEE_OTHER
    with opened(bridge) as record:
        a = next(a for a in record.reading(1).attributions if a.content and a.content.text == "“It is safe.”")
    assert a.source and a.source.text == "Ola Berg"  # noqa: PT018
    assert a.cue and a.cue.text == "disagreed"  # noqa: PT018
    assert a.speaker and (a.speaker.name, a.speaker.type) == ("Ola Berg", "person")  # noqa: PT018
    assert a.said_on and a.said_on.value == "2026-03"  # noqa: PT018
    assert (a.kind, a.act, a.reporter_stance, a.asserted, [v.name for v in a.via]) == (
        "direct",
        "deny",
        "distancing",
        False,
        ["Fjord Radio", "NTB"],
    )
    page = client.get("/articles/1").text
    assert "corrected by <bdi>Ana</bdi>" in page
    assert "wrong one" in page


def test_the_form_changes_nothing_that_is_not_touched(bridge: Path, client_of: Client) -> None:
    client = client_of(bridge)
    got = client.post("/articles/1/review", data={**correction(client, "a2"), "act": "warn"})
    assert got.status_code == HTTPStatus.SEE_OTHER
    with opened(bridge) as record:
        (entry,) = record.reviews()
    assert {"act"} <= entry.after.keys() <= {"act", "confidence", "review"}


def test_a_speaker_of_the_article_or_of_the_record_or_nobody(bridge: Path, client_of: Client) -> None:
    client = client_of(bridge)
    client.post("/articles/1/review", data={**correction(client, "a3"), "who": "article", "article_speaker": "s1"})
    with opened(bridge) as record:
        assert [a.speaker and a.speaker.name for a in record.reading(1).attributions][2] == "Ana Lind"
        number = record.speakers.find("lind").__next__().id
    client.post("/articles/1/review", data={**correction(client, "a1"), "who": "unknown"})
    client.post("/articles/1/review", data={**correction(client, "a3"), "who": "record", "record_speaker": str(number), "act": "warn"})
    with opened(bridge) as record:
        types = [a.speaker and a.speaker.type for a in record.reading(1).attributions]
    assert types == ["unknown", "person", "person"]


def test_speakers_of_the_record_are_found_while_typing(bridge: Path, client_of: Client) -> None:
    client = client_of(bridge)
    assert "Ana Lind" in client.get("/articles/1/speakers", params={"words": "lin"}, headers=PART).text
    assert "No speaker of the record" in client.get("/articles/1/speakers", params={"words": "xyz"}, headers=PART).text
    assert client.get("/articles/1/speakers", params={"words": '"* %_\x00'}, headers=PART).status_code == HTTPStatus.OK


def test_without_scripts_speakers_are_looked_up_and_nothing_typed_is_lost(bridge: Path, client_of: Client) -> None:
    client = client_of(bridge)
    form = {**correction(client, "a2"), "words": "lind", "note": "half done", "content": "3-9"}
    page = client.post("/articles/1/correct", data=form).text
    assert re.search(r'name="record_speaker" value="\d+" checked', page)
    assert 'value="half done"' in page
    assert 'name="content" value="3-9"' in page
    assert 'value="record" checked' in page


@pytest.mark.parametrize(
    ("field", "value", "told"),
    [
        ("content", "5-3", "no span"),
        ("content", "0-99999", "no span"),
        ("content", "somewhere", "are no offsets"),
        ("content", "", "there must be one"),
        ("said_on", "tomorrow", "no date"),
        ("act", "shout", "say one of"),
    ],
)
def test_what_cannot_be_is_said_where_it_was_filled_in_and_nothing_is_lost(
    bridge: Path, client_of: Client, field: str, value: str, told: str
) -> None:
    client = client_of(bridge)
    form = {**correction(client, "a1"), field: value, "note": "keep me"}
    got = client.post("/articles/1/review", data=form, headers=PART)
    assert got.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert got.headers["hx-retarget"] == "#told-1"
    assert told in got.text
    page = client.post("/articles/1/review", data=form)
    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert told in page.text
    assert "keep me" in page.text
    assert verdicts(bridge) == {}


def test_a_missing_attribution_is_added_and_can_be_taken_back(bridge: Path, client_of: Client) -> None:
    client = client_of(bridge, reviewer="Ana")
    assert "Add an attribution" in client.get("/articles/1/add").text
    token = form_of(client, "a1")["form_token"]
    form = {
        "form_token": token, "source": spans("Ola Berg"), "cue": spans("disagreed"), "content": spans("“It is safe.”"), "who": "new",
        "new_name": "Ola Berg", "act": "deny", "stance": "neutral",
    }  # fmt: skip
    got = client.post("/articles/1/add", data=form, headers=PART)
    assert got.headers["hx-retarget"] == "#reading"
    assert 'data-say="Attribution 4 added" data-focus="4"' in got.text
    assert verdicts(bridge) == {"review-1": "added"}
    assert client.post("/articles/1/add", data=form).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    gone = client.post("/articles/1/undo", data={**form_of(client, "review-1"), "review": "1"}, headers=PART)
    assert gone.headers["hx-retarget"] == "#reading"
    assert "gone again" in gone.text
    assert 'id="a-review-1"' not in client.get("/articles/1").text


def test_who_is_second_is_told_and_sees_both(bridge: Path, client_of: Client) -> None:
    one, other = client_of(bridge, reviewer="Ana"), client_of(bridge, reviewer="Ola")
    late = {**correction(other, "a1"), "act": "warn", "note": "mine"}
    judge(one, "a1", "confirmed")
    got = other.post("/articles/1/review", data=late, headers=PART)
    assert got.status_code == HTTPStatus.CONFLICT
    assert "Somebody else was first" in got.text
    assert "confirmed by <bdi>Ana</bdi>" in got.text
    assert 'value="mine"' in got.text
    assert re.search(r"<option selected>warn", got.text)
    assert verdicts(bridge) == {"a1": "confirmed"}
    page = other.post("/articles/1/review", data=late)
    assert page.status_code == HTTPStatus.CONFLICT
    assert "Ana confirmed it" in page.text
    again = re.search(r'name="seen" value="(\w+)"', got.text[got.text.index('class="correction"') :])
    assert again is not None
    assert other.post("/articles/1/review", data={**late, "seen": again[1]}).status_code == HTTPStatus.SEE_OTHER


def test_a_page_that_is_read_only_has_no_forms_and_takes_none(bridge: Path, client_of: Client) -> None:
    writable, client = client_of(bridge), client_of(bridge, read_only=True)
    form = form_of(writable, "a1")
    page = client.get("/articles/1").text
    assert "<form method" not in page
    assert client.post("/articles/1/review", data={**form, "verdict": "confirmed"}).status_code == HTTPStatus.FORBIDDEN
    assert client.get("/articles/1/correct?attribution=a1").status_code == HTTPStatus.NOT_FOUND
    assert client.get("/articles/1/add").status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("path", ["review", "undo", "add", "correct"])
def test_a_judgement_without_our_form_is_refused(bridge: Path, client_of: Client, path: str) -> None:
    data = {"attribution": "a1", "verdict": "confirmed", "review": "1", "seen": ""}
    assert client_of(bridge).post(f"/articles/1/{path}", data=data).status_code == HTTPStatus.FORBIDDEN


def test_an_older_version_cannot_be_judged(bridge: Path, client_of: Client) -> None:
    keep(bridge, TEXT + " More.", [], title="Bridge closed", outlet="The Fjord Post", url=None)
    keep(bridge, TEXT, [attribution(TEXT, "a1", None, "said", "Ana")], id="x", title="T", url="https://x.example/1")
    keep(bridge, TEXT + "!", [], id="x", title="T", url="https://x.example/1")
    with opened(bridge) as record:
        number = record.database.rows("SELECT article_id FROM versions WHERE number = 2")[0][0]
    client = client_of(bridge)
    assert "<form method" not in client.get(f"/articles/{number}?version=1").text
    got = client.get(f"/articles/{number}/correct?attribution=a1")
    assert got.status_code == HTTPStatus.NOT_FOUND


def test_the_name_of_whoever_judges_stays_in_the_browser(bridge: Path, client_of: Client) -> None:
    client = client_of(bridge)
    token = form_of(client, "a1")["form_token"]
    got = client.post("/reviewer", data={"form_token": token, "name": "  Zoë\u202e  Österberg; \n", "back": "/articles/1"})
    assert got.headers["location"] == "/articles/1"
    assert "httponly" in got.headers["set-cookie"].lower()
    judge(client, "a1", "confirmed")
    with opened(bridge) as record:
        assert next(record.reviews()).made_by == "Zoë\\u202e Österberg;"
    assert "Zoë\\u202e Österberg;" in client.get("/reviewer").text


@pytest.mark.parametrize("back", ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:x", "/a\nb"])
def test_naming_oneself_never_leads_to_another_site(bridge: Path, client_of: Client, back: str) -> None:
    client = client_of(bridge)
    token = form_of(client, "a1")["form_token"]
    assert client.post("/reviewer", data={"form_token": token, "name": "A", "back": back}).headers["location"] == "/"


def test_hostile_notes_and_names_are_only_shown(bridge: Path, client_of: Client) -> None:
    client = client_of(bridge, reviewer="<b>me</b>")
    judge(client, "a1", "confirmed", note="<script>x()</script>\u202e")
    page = client.get("/articles/1").text
    assert "<b>me" not in page
    assert "<script>x" not in page
    assert "\u202e" not in page


def test_offsets_that_are_none_are_refused() -> None:
    assert spans_of(" 3-5 ,10 - 12", "content") == [(3, 5), (10, 12)]
    assert spans_of("", "content") == []
    for wrong in ("3", "3-", "a-b", "3-5;6-7", "-1-5", "3-5,,", "9" * 20 + "-1"):
        with pytest.raises(InvalidField):
            spans_of(wrong, "content")


def test_a_form_as_it_stands_is_no_change() -> None:
    a = Attribution(
        id="a", kind="indirect", source=None, cue=None, content=None, confidence=0.5,
        speaker=Speaker(id="s", name="X", type="person", confidence=1.0),
    )  # fmt: skip
    assert changes_of(filled_from(a), a) == {}
    assert changes_of(Filled(who="unknown"), a) == {"speaker": None}
    with pytest.raises(InvalidField):
        changes_of(Filled(who="record", record_speaker="x"), a)
