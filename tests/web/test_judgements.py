"""The log of all judgements, undoing them, and judging speakers and claims."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from onrecord.errors import InputError
from onrecord.model import Speaker
from onrecord.record import Record, open_record
from onrecord.web.judging.log import Asked, log
from tests.web.conftest import Client
from tests.web.test_articles import attribution, keep

TEXTS = ("Ana Lind said the bridge is closed.", "Ana Lind said the ferry sails.", "Anna Lind said the road is open.")


@contextmanager
def opened(place: Path) -> Iterator[Record]:
    with open_record(place) as record:
        yield record


@pytest.fixture
def fjord(empty: Path) -> Path:
    """A record of three articles: two speakers whose names are near, the first in two articles."""
    for n, text in enumerate(TEXTS):
        name = text.partition(" said")[0]
        who = Speaker(id="s1", name=name, type="person", key=name.lower(), confidence=0.9)
        keep(empty, text, [attribution(text, "a1", name, "said", text.partition("said ")[2][:-1], speaker=who)], id=f"n{n}", title=f"T{n}")
    return empty


def token_of(client: TestClient, path: str = "/judgements") -> dict[str, str]:
    page = client.get(path).text
    token = re.search(r'name="form-token" content="(\w+)"', page)
    assert token
    seen = re.search(r'name="seen" value="(\w+)"', page)
    return {"form_token": token[1], **({"seen": seen[1]} if seen else {})}


def numbers(place: Path) -> dict[str, int]:
    with opened(place) as record:
        return {s.name: s.id for s in record.speakers}


def test_an_empty_log_says_how_to_begin(empty: Path, client_of: Client) -> None:
    assert "Nothing was judged yet" in client_of(empty).get("/judgements").text
    assert "No judgement fits" in client_of(empty).get("/judgements?by=nobody").text


def test_the_log_tells_who_said_what_when_and_what_it_changed(fjord: Path, client_of: Client) -> None:
    with opened(fjord) as record:
        record.review("1#a1", "corrected", changes={"act": "deny", "said_on": "2026-03-01"}, by="Ana", note="I asked her")
        two = numbers(fjord)
        record.speakers.merge(two["Ana Lind"], two["Anna Lind"], by="Ola", name="Ana Lind")
    page = client_of(fjord).get("/judgements").text
    assert page.index("merge") < page.index("corrected")
    for told in (
        "I asked her",
        "Ana",
        "Ola",
        "2026-03-01",
        "deny",
        "Ana Lind (2), Anna Lind (1)",
        "Ana Lind (3)",
        'href="/articles/1#a-a1"',
    ):
        assert told in page


def test_the_log_is_chosen_from(fjord: Path, client_of: Client) -> None:
    with opened(fjord) as record:
        record.review("1#a1", "confirmed", by="Ana")
        record.review("2#a1", "rejected", by="Ola")
        record.undo_review(2, by="Ola")
        two = numbers(fjord)
        record.speakers.judge(two["Ana Lind"], two["Anna Lind"], "different", by="Ana")
    client = client_of(fjord)

    def shown(query: str) -> set[str]:
        return set(re.findall(r'<li id="(\w+-\d+)"', client.get(f"/judgements{query}").text))

    assert shown("") == {"attribution-1", "attribution-2", "attribution-3", "speaker-1"}
    assert shown("?by=Ana") == {"attribution-1", "speaker-1"}
    assert shown("?sort=speaker") == {"speaker-1"}
    assert shown("?holds=no") == {"attribution-2"}
    assert shown("?article=1") == {"attribution-1"}
    assert shown(f"?speaker={two['Anna Lind']}") == {"speaker-1"}
    assert shown("?article=1&sort=speaker") == set()
    assert client.get("/judgements?sort=other").status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert client.get("/judgements?before=yesterday").status_code == HTTPStatus.UNPROCESSABLE_ENTITY


def test_pages_of_the_log_neither_skip_nor_repeat_while_others_judge(fjord: Path) -> None:
    with opened(fjord) as record:
        two = numbers(fjord)
        for n in range(4):
            record.review("1#a1", "confirmed", by=f"r{n}")
            record.speakers.judge(two["Ana Lind"], two["Anna Lind"], "unsure", by=f"s{n}")
        seen, before = [], ""
        for _ in range(10):
            page = log(record.database, Asked(), before=before, limit=3)
            seen += [(e.sort, e.number) for e in page.entries]
            if page.older is None:
                break
            before = page.older
            record.review("2#a1", "confirmed", by="later")
        assert len(seen) == len(set(seen)) == 8
        assert all(seen.index((sort, n)) < seen.index((sort, n - 1)) for sort, n in seen if n > 1)
        with pytest.raises(InputError):
            log(record.database, Asked(), before="a1.b2.c3")


def test_every_sort_of_judgement_is_undone_from_the_log(fjord: Path, client_of: Client) -> None:
    with opened(fjord) as record:
        record.review("1#a1", "rejected", by="Ana")
        two = numbers(fjord)
        record.speakers.merge(two["Ana Lind"], two["Anna Lind"], by="Ana")
    client = client_of(fjord, reviewer="Ola")
    for sort in ("attribution", "speaker"):
        got = client.post("/judgements/undo", data={**token_of(client), "sort": sort, "number": "1"})
        assert (got.status_code, got.headers["location"]) == (HTTPStatus.SEE_OTHER, "/judgements")
    assert len(numbers(fjord)) == 2
    with opened(fjord) as record:
        assert len(record.reading(1).attributions) == 1
        assert {r.made_by for r in record.reviews() if r.undoes} == {"Ola"}
    again = client.post("/judgements/undo", data={**token_of(client), "sort": "attribution", "number": "1"})
    assert again.status_code == HTTPStatus.CONFLICT
    assert "was undone by 2 already" in again.text
    assert client.post("/judgements/undo", data={**token_of(client), "sort": "speaker", "number": "77"}).status_code == HTTPStatus.CONFLICT
    page = client.get("/judgements").text
    assert "Let what it undid hold again" in page
    assert 'class="undone"' in page


def test_names_that_may_be_one_are_made_one(fjord: Path, client_of: Client) -> None:
    two = numbers(fjord)
    client = client_of(fjord, reviewer="Ana")
    where = f"/judge/speakers/{two['Ana Lind']}"
    page = client.get(where).text
    assert "Perhaps the same" in page
    assert f'name="other" value="{two["Anna Lind"]}"' in page
    got = client.post(f"{where}/merge", data={**token_of(client, where), "other": str(two["Anna Lind"])})
    assert got.headers["location"] == f"/speakers/{min(two.values())}"
    assert len(numbers(fjord)) == 1


def test_a_speaker_is_found_named_split_and_told_apart(fjord: Path, client_of: Client) -> None:
    two = numbers(fjord)
    client = client_of(fjord, reviewer="Ana")
    where = f"/judge/speakers/{two['Ana Lind']}"
    assert re.search(rf'type="checkbox" name="other" value="{two["Anna Lind"]}"', client.get(f"{where}?q=ann").text)
    assert "No other speaker" in client.get(f"{where}?q=xyz").text
    client.post(f"{where}/merge", data={**token_of(client, where), "name": "Ana Lind of Fjord"})
    assert "Ana Lind of Fjord" in numbers(fjord)
    client.post(f"{where}/apart", data={**token_of(client, where), "other": str(two["Anna Lind"]), "verdict": "different"})
    assert f'name="other" value="{two["Anna Lind"]}"' not in client.get(where).text
    mention = re.search(r'name="mention" value="(\d+)" aria-label="Somebody else in article 2"', client.get(where).text)
    assert mention is not None
    got = client.post(f"{where}/split", data={**token_of(client, where), "mention": mention[1], "name": "Ana Lind the younger"})
    assert got.headers["location"] == f"/speakers/{numbers(fjord)['Ana Lind the younger']}"


def test_what_contradicts_is_told_and_changes_nothing(fjord: Path, client_of: Client) -> None:
    two = numbers(fjord)
    client = client_of(fjord)
    where = f"/judge/speakers/{two['Ana Lind']}"
    client.post(f"{where}/apart", data={**token_of(client, where), "other": str(two["Anna Lind"]), "verdict": "different"})
    got = client.post(f"{where}/merge", data={**token_of(client, where), "other": str(two["Anna Lind"])})
    assert got.status_code == HTTPStatus.CONFLICT
    assert "Nothing was changed" in got.text
    assert len(numbers(fjord)) == 2
    forced = client.post(f"{where}/merge", data={**token_of(client, where), "other": str(two["Anna Lind"]), "force": "true"})
    assert forced.status_code == HTTPStatus.SEE_OTHER
    assert "against others" in client.get("/judgements").text
    none = client.post(f"{where}/split", data=token_of(client, where))
    assert "choose the articles" in none.text


def test_who_judges_a_speaker_that_has_changed_meanwhile_is_told(fjord: Path, client_of: Client) -> None:
    two = numbers(fjord)
    client = client_of(fjord)
    where = f"/judge/speakers/{two['Ana Lind']}"
    late = token_of(client, where)
    with opened(fjord) as record:
        record.speakers.merge(two["Ana Lind"], two["Anna Lind"], by="Ola")
    got = client.post(f"{where}/merge", data={**late, "name": "Anna"})
    assert got.status_code == HTTPStatus.CONFLICT
    assert "somebody else has changed" in got.text
    assert "Anna" not in numbers(fjord)


@pytest.mark.parametrize("path", ["speakers/99", "speakers/0", "speakers/9999999999999999999999", "claims/c0000000000", "claims/x"])
def test_who_or_what_is_not_there_is_a_page_that_says_so(fjord: Path, client_of: Client, path: str) -> None:
    assert client_of(fjord).get(f"/judge/{path}").status_code == HTTPStatus.NOT_FOUND


def several(place: Path) -> tuple[str, str, str]:
    """The id of a claim with two statements or more, one of these, and the id of another claim."""
    with opened(place) as record:
        found = [record.claim(c.id, update=False) for c in record.claims(limit=30, update=False) if c.statements > 1]
        life = next(x for x in found if len({s.text.casefold() for s in x.statements}) > 1)
        other = next(c.id for c in record.claims(limit=30, update=False) if c.id != life.claim.id)
    return life.claim.id, life.statements[-1].id, other


def test_statements_are_taken_out_of_a_claim_and_put_back(own_stories: Path, client_of: Client) -> None:
    id, statement, _ = several(own_stories)
    client = client_of(own_stories, reviewer="Ana")
    where = f"/judge/claims/{id}"
    with opened(own_stories) as record:
        before = {s.id for s in record.claim(id, update=False).statements}
    got = client.post(f"{where}/split", data={**token_of(client, where), "statement": statement, "note": "another matter"})
    assert got.headers["location"] == f"/claims/{id}"
    with opened(own_stories) as record:
        lives = [record.claim(x, update=False) for x in (id, statement)]
    assert lives[0].claim.id != lives[1].claim.id
    page = client.get("/judgements").text
    assert "another matter" in page
    assert "not one" in page
    assert f'href="/claims/{lives[0].claim.id}"' in page
    client.post("/judgements/undo", data={**token_of(client), "sort": "claim", "number": "1"})
    with opened(own_stories) as record:
        assert {s.id for s in record.claim(id, update=False).statements} == before


def test_claims_are_made_one_by_address_or_by_choice(own_stories: Path, client_of: Client) -> None:
    id, _, other = several(own_stories)
    client = client_of(own_stories, reviewer="Ana")
    where = f"/judge/claims/{id}"
    with opened(own_stories) as record:
        word = max(record.claim(other, update=False).claim.text.split(), key=len)
    assert "They are one claim" in client.get(where, params={"q": word}).text
    client.post(f"{where}/merge", data={**token_of(client, where), "other": f"http://127.0.0.1:8470/claims/{other}?x=1"})
    with opened(own_stories) as record:
        assert record.claim(id, update=False).claim.id == record.claim(other, update=False).claim.id
    assert client.post(f"{where}/merge", data={**token_of(client, where), "other": other}).status_code == HTTPStatus.CONFLICT
    assert "choose the claims" in client.post(f"{where}/merge", data=token_of(client, where)).text
    assert "choose the statements" in client.post(f"{where}/split", data=token_of(client, where)).text


def test_who_judges_a_claim_that_has_changed_meanwhile_is_told(own_stories: Path, client_of: Client) -> None:
    id, statement, other = several(own_stories)
    client = client_of(own_stories)
    late = token_of(client, f"/judge/claims/{id}")
    with opened(own_stories) as record:
        record.merge_claims(id, other, by="Ola")
        record.update_claims()
    got = client.post(f"/judge/claims/{id}/split", data={**late, "statement": statement})
    assert got.status_code == HTTPStatus.CONFLICT
    assert "other statements by now" in got.text


def test_read_only_pages_show_and_do_not_judge(own_stories: Path, client_of: Client) -> None:
    id, statement, _ = several(own_stories)
    with opened(own_stories) as record:
        record.split_claim(id, statement, by="Ana")
    client = client_of(own_stories, read_only=True)
    with opened(own_stories) as record:
        number = next(iter(record.speakers)).id
    for path in ("/judgements", f"/judge/speakers/{number}", f"/judge/claims/{id}"):
        page = client.get(path)
        assert page.status_code == HTTPStatus.OK
        assert "<button>" not in page.text
    assert client.post("/judgements/undo", data={"sort": "claim", "number": "1"}).status_code == HTTPStatus.FORBIDDEN


@pytest.mark.parametrize(
    "path",
    [
        *("/judgements/undo", "/judge/speakers/1/merge", "/judge/speakers/1/split", "/judge/speakers/1/apart"),
        *("/judge/claims/c/merge", "/judge/claims/c/split"),
    ],
)
def test_a_judgement_that_no_page_of_ours_sent_is_refused(fjord: Path, client_of: Client, path: str) -> None:
    data = {"sort": "speaker", "number": "1", "other": "1", "verdict": "unsure", "mention": "1", "statement": "s"}
    assert client_of(fjord).post(path, data=data).status_code == HTTPStatus.FORBIDDEN


def test_hostile_names_and_notes_are_only_shown(empty: Path, client_of: Client) -> None:
    name = "<b>Ana</b> <svg onload=x()> Lind"
    text = f"{name} said <script>y()</script> no."
    who = Speaker(id="s1", name=name, type="person", key="ana lind", confidence=0.9)
    keep(empty, text, [attribution(text, "a1", name, "said", "<script>y()</script> no", speaker=who)], title="<i>T</i>", outlet="<u>O</u>")
    with opened(empty) as record:
        record.review("1#a1", "corrected", changes={"via": ["<em>V</em>"]}, by="<s>me</s>", note="\u202e<a href=javascript:z()>note</a>")
        number = next(iter(record.speakers)).id
        record.speakers.merge(number, name="<h1>N</h1>", by="x", note="<hr>")
    client = client_of(empty)
    for path in ("/judgements", f"/judge/speakers/{number}"):
        page = client.get(path).text
        assert not re.search(r"<b>Ana|<svg|<script>|<i>T|<u>O|<em>V|<s>me|<a href=javascript|<h1>N|<hr>", page)
        assert "\u202e" not in page
