"""What the API answers: in the names of the contract and of the commands, as the OpenAPI document says."""

import json
from dataclasses import fields
from http import HTTPStatus
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from onrecord.cli import app as commands
from onrecord.exporting import contract
from onrecord.exporting.schema import generate
from onrecord.record import Record, open_record
from onrecord.record.overview import Overview
from onrecord.record.speaker_profile import SpeakerProfile
from onrecord.record.speakers import RecordSpeaker
from onrecord.web import Settings
from onrecord.web.api import Api
from onrecord.web.api.glance import Glance
from onrecord.web.api.people import WholeSpeaker
from tests.web.conftest import Client

API = "/api/v1"
DOCUMENT = Api(Settings("news.db")).document


def told(*arguments: str) -> Any:
    """What a command prints as JSON."""
    done = CliRunner().invoke(commands, [*arguments])
    assert done.exit_code in {0, 1}, done.output
    return json.loads(done.stdout)


def fits(answer: Any, operation: dict[str, Any]) -> None:
    """Hold an answer against the schema of its operation."""
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    jsonschema.validate(answer, {**schema, "components": DOCUMENT["components"]})


@pytest.fixture
def kept(stories: Path) -> Any:
    with open_record(stories, read_only=True) as record:
        yield record


def claim_of(record: Record) -> str:
    return record.claims(limit=1, update=False)[0].id


GETS = [(path, methods["get"]) for path, methods in DOCUMENT["paths"].items() if "get" in methods]


@pytest.mark.parametrize(("path", "operation"), GETS, ids=[o["operationId"] for _, o in GETS])
def test_every_answer_is_as_the_document_says(client: TestClient, kept: Record, path: str, operation: dict[str, Any]) -> None:
    needed = {"trace": {"text": "the dam is safe"}, "compare_outlets": dict(zip(("one", "other"), outlets(client), strict=True))}
    path = path.replace("{number}", "1").replace("{id}", claim_of(kept))
    got = client.get(path, params=needed.get(operation["operationId"]))
    assert got.status_code == HTTPStatus.OK, got.text
    assert got.headers["content-type"] == "application/json"
    fits(got.json(), operation)


def outlets(client: TestClient) -> list[str]:
    return [o["name"] for o in client.get(f"{API}/outlets").json()["items"]][:2]


def test_an_article_is_the_object_of_the_contract(client: TestClient, kept: Record) -> None:
    got = client.get(f"{API}/articles/1").json()
    jsonschema.validate(got, generate())
    record = got.pop("record")
    assert got == json.loads(contract.to_json(kept.reading(1)))
    assert [a["id"] for a in record["attributions"]] == [a["id"] for a in got["attributions"]]


def test_the_numbers_in_an_article_find_its_attributions(client: TestClient) -> None:
    article = client.get(f"{API}/articles/2").json()
    for one, attribution in zip(article["record"]["attributions"][:5], article["attributions"], strict=False):
        got = client.get(f"{API}/attributions/{one['number']}").json()
        assert got["content"] == attribution["content"]
        assert got["article"]["number"] == 2
        assert (got["record_speaker"], got["state"]) == (one["record_speaker"], one["state"])


def test_attributions_are_told_as_search_tells_them(client: TestClient, stories: Path) -> None:
    got = client.get(f"{API}/attributions", params={"q": "dam", "rank": "true", "limit": 5}).json()
    printed = told("search", "dam", "--record", str(stories), "--limit", "5", "--format", "json")
    assert got["items"]
    for one, other in zip(got["items"], printed, strict=True):
        assert {k: one[k] for k in other} == other


def test_what_means_the_same_is_told_with_how_near_it_is(client: TestClient, stories: Path) -> None:
    text = "the wall could break"
    got = client.get(f"{API}/attributions", params={"like": text, "limit": 3}).json()
    printed = told("search", "--like", text, "--record", str(stories), "--limit", "3", "--format", "json")
    assert [one["similarity"] for one in got["items"]] == [one["similarity"] for one in printed]
    assert got["items"][0]["similarity"] >= got["items"][-1]["similarity"] > 0


def test_facets_narrow_what_is_found_and_are_counted(client: TestClient) -> None:
    every = client.get(f"{API}/facets").json()
    act = every["act"][-1]
    got = client.get(f"{API}/attributions", params={"act": act["value"], "limit": 200}).json()
    assert got["total"] == len(got["items"]) == act["count"]
    assert {one["act"] for one in got["items"]} == {act["value"]}
    narrowed = client.get(f"{API}/facets", params={"act": act["value"]}).json()
    assert narrowed["total"] == act["count"]
    assert narrowed["act"] == every["act"]


def test_a_speaker_has_all_that_the_command_tells_and_its_profile(client: TestClient, stories: Path) -> None:
    number = client.get(f"{API}/speakers", params={"rank": "true", "limit": 1}).json()["items"][0]["id"]
    got = client.get(f"{API}/speakers/{number}", params={"most": 200}).json()
    printed = told("speakers", "show", str(number), "--record", str(stories), "--format", "json")
    assert set(printed) <= set(got)
    assert {k: got[k] for k in printed if k not in {"names", "roles"}} == {k: v for k, v in printed.items() if k not in {"names", "roles"}}
    assert sorted(n["name"] for n in got["names"]) == sorted(n["name"] for n in printed["names"])
    assert sorted(r["role"] for r in got["roles"]) == sorted(r["role"] for r in printed["roles"])


def test_speakers_are_found_by_name_and_by_number(client: TestClient) -> None:
    first = client.get(f"{API}/speakers", params={"limit": 1}).json()["items"][0]
    by_number = client.get(f"{API}/speakers", params={"named": str(first["id"])}).json()["items"]
    by_name = client.get(f"{API}/speakers", params={"named": first["name"]}).json()["items"]
    assert by_number == [first]
    assert first in by_name


def test_no_field_of_a_profile_is_left_out() -> None:
    own = set(msgspec.structs.asdict(msgspec.convert({}, msgspec.defstruct("Nothing", [])))) | set(WholeSpeaker.__struct_fields__)
    assert {f.name for f in fields(RecordSpeaker)} <= own
    assert {f.name for f in fields(SpeakerProfile)} - {"speaker"} <= own
    assert {f.name for f in fields(Overview)} <= set(Glance.__struct_fields__)


def test_a_claim_is_told_with_its_whole_life(client: TestClient, kept: Record) -> None:
    id = claim_of(kept)
    got = client.get(f"{API}/claims/{id}").json()
    assert got == json.loads(json.dumps(msgspec.to_builtins(kept.claim(id, update=False))))
    assert client.get(f"{API}/claims/{id[:6]}").json() == got
    assert client.get(f"{API}/claims/{got['statements'][0]['id']}").json() == got


def test_claims_are_ranked_as_the_command_ranks_them(client: TestClient, kept: Record) -> None:
    got = client.get(f"{API}/claims", params={"rank": "true", "limit": 7}).json()["items"]
    assert got == json.loads(json.dumps(msgspec.to_builtins(kept.claims(limit=7, update=False))))
    assert client.get(f"{API}/claims", params={"about": "zebra"}).json() == {"items": [], "next": None}


def test_tracing_by_get_and_by_post_is_the_same(client: TestClient, kept: Record) -> None:
    text = kept.claims(limit=1, update=False)[0].text
    got = client.get(f"{API}/trace", params={"text": text}).json()
    assert client.post(f"{API}/trace", json={"text": text}).json() == got
    assert got["found"][0]["relation"] == "same"


def test_two_outlets_are_compared_as_the_command_does(client: TestClient, kept: Record) -> None:
    one, other = outlets(client)
    got = client.get(f"{API}/compare", params={"one": one, "other": other}).json()
    assert got == json.loads(json.dumps(msgspec.to_builtins(kept.compare(one, other, update=False))))


def test_an_empty_record_answers_everything(empty: Path, client_of: Client) -> None:
    client = client_of(empty)
    for path in ("articles", "attributions", "speakers", "outlets", "claims", "failures", "judgements", "reviews", "judgements/claims"):
        got = client.get(f"{API}/{path}").json()
        assert (got["items"], got["next"]) == ([], None), path
    assert client.get(f"{API}/stats").json()["articles"] == 0
    assert client.get(f"{API}/overview").json()["latest"] == []
    assert client.get(f"{API}/outlets/matrix").json()["total"] == 0
    assert client.get(f"{API}/facets").json()["total"] == 0


def test_what_a_terminal_would_obey_is_never_sent_as_it_is(tmp_path: Path, client_of: Client) -> None:
    from tests.record.conftest import reading

    with open_record(tmp_path / "news.db") as record:
        record.add(reading("one", ("Lind", "it \x9b31m rains\u202e"), title="a \u202e title", outlet="Post"))
    client = client_of(tmp_path / "news.db")
    for path in ("attributions", "articles", "articles/1", "speakers"):
        got = client.get(f"{API}/{path}")
        assert "\u202e" not in got.text
        assert "\x9b" not in got.text
    assert client.get(f"{API}/articles").json()["items"][0]["title"] == "a \u202e title"


def test_health_says_whether_anything_can_be_judged(stories: Path, client_of: Client) -> None:
    got = client_of(stories, read_only=True).get(f"{API}/health").json()
    assert got["status"] == "ok"
    assert got["read_only"] is True
    assert got["waiting"] == 0


def test_health_says_how_many_articles_wait_to_be_compared(tmp_path: Path, client_of: Client) -> None:
    from tests.record.conftest import reading

    with open_record(tmp_path / "news.db") as record:
        record.add(reading("one", ("Lind", "it rains")))
        record.add(reading("two", ("Holm", "it snows")))
    assert client_of(tmp_path / "news.db").get(f"{API}/health").json()["waiting"] == 2


def test_of_the_articles_of_a_speaker_as_many_are_told_as_were_asked_for(tmp_path: Path, client_of: Client) -> None:
    from tests.record.conftest import reading

    with open_record(tmp_path / "news.db") as record:
        for n in range(1, 5):
            record.add(reading(f"{n}", ("Ada Lind", f"it rains {n}"), published=f"2026-03-0{n}"))
    client = client_of(tmp_path / "news.db")
    got = client.get(f"{API}/speakers/1", params={"most": 2}).json()
    assert [p["published"] for p in got["in"]] == ["2026-03-04", "2026-03-03"]
    assert len(client.get(f"{API}/speakers/1").json()["in"]) == 4
