"""Judging over HTTP: what is judged holds, can be undone, and never overwrites what somebody else has judged."""

from http import HTTPStatus
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from onrecord.record import open_record
from tests.record.conftest import reading
from tests.web.conftest import Client

API = "/api/v1"


@pytest.fixture
def judged(own_stories: Path, client_of: Client) -> TestClient:
    return client_of(own_stories)


def send(client: TestClient, path: str, body: Any, status: int = HTTPStatus.CREATED, **headers: str) -> Any:
    got = client.post(f"{API}/{path}", json=body, headers={name.replace("_", "-"): value for name, value in headers.items()})
    assert got.status_code == status, got.text
    return got.json()


def state(client: TestClient, number: int = 1) -> str:
    return str(client.get(f"{API}/attributions/{number}").json()["state"])


def test_an_attribution_is_confirmed(judged: TestClient) -> None:
    got = send(judged, "reviews", {"verdict": "confirmed", "attribution": 1, "by": "ada", "note": "I was there"})
    assert (got["verdict"], got["made_by"], got["note"], got["holds"]) == ("confirmed", "ada", "I was there", True)
    one = judged.get(f"{API}/attributions/1").json()
    assert one["review"]["by"] == "ada"
    assert one["confidence"] == 1
    assert judged.get(f"{API}/attributions", params={"reviewed": "confirmed"}).json()["total"] == 1


def test_an_attribution_is_rejected_and_had_back(judged: TestClient) -> None:
    total = judged.get(f"{API}/attributions").json()["total"]
    entry = send(judged, "reviews", {"verdict": "rejected", "attribution": 1})
    assert judged.get(f"{API}/attributions").json()["total"] == total - 1
    assert judged.get(f"{API}/attributions/1").json()["review"]["verdict"] == "rejected"
    assert [a["number"] for a in judged.get(f"{API}/attributions", params={"reviewed": "rejected"}).json()["items"]] == [1]
    undone = send(judged, f"reviews/{entry['number']}/undo", {"by": "ada"})
    assert (undone["number"], undone["holds"]) == (entry["number"], False)
    assert judged.get(f"{API}/attributions").json()["total"] == total


def test_fields_are_corrected(judged: TestClient) -> None:
    before = judged.get(f"{API}/attributions/1").json()
    span = before["content"]["spans"][0]
    changes = {
        "act": "deny",
        "speaker": {"name": "Ada Quist", "type": "person"},
        "said_on": "2026-03-04",
        "content": {"spans": [span], "text": before["content"]["text"][: span[1] - span[0]]},
        "via": ["NordPress"],
        "asserted": False,
    }
    got = send(judged, "reviews", {"verdict": "corrected", "attribution": 1, "changes": changes})
    assert got["before"]["act"] == before["act"]
    after = judged.get(f"{API}/attributions/1").json()
    assert (after["act"], after["speaker"]["name"], after["said_on"]["value"]) == ("deny", "Ada Quist", "2026-03-04")
    assert (after["via"][0]["name"], after["asserted"]) == ("NordPress", False)
    assert [s["name"] for s in judged.get(f"{API}/speakers", params={"named": "Ada Quist"}).json()["items"]] == ["Ada Quist"]


def test_an_attribution_is_added(tmp_path: Path, client_of: Client) -> None:
    with open_record(tmp_path / "news.db") as record:
        record.add(reading("one", ("Lind", "it rains")))
    client = client_of(tmp_path / "news.db")
    text = client.get(f"{API}/articles/1").json()["article"]["text"]
    changes = {"content": [[text.index("rains"), text.index("rains") + 5]], "speaker": {"number": 1}}
    got = send(client, "reviews", {"verdict": "added", "article": 1, "changes": changes})
    assert got["verdict"] == "added"
    assert client.get(f"{API}/attributions/{got['attribution']}").json()["content"]["text"] == "rains"
    assert client.get(f"{API}/attributions").json()["total"] == 2


def test_who_was_second_is_told_and_changes_nothing(judged: TestClient) -> None:
    seen = state(judged)
    send(judged, "reviews", {"verdict": "corrected", "attribution": 1, "changes": {"act": "warn"}, "expected": seen})
    got = send(judged, "reviews", {"verdict": "rejected", "attribution": 1, "expected": seen}, HTTPStatus.CONFLICT)
    assert got["status"] == HTTPStatus.CONFLICT
    assert judged.get(f"{API}/attributions/1").json()["act"] == "warn"
    send(judged, "reviews", {"verdict": "confirmed", "attribution": 1, "expected": state(judged)})


def test_an_attribution_is_named_by_its_article_too(judged: TestClient) -> None:
    got = send(judged, "reviews", {"verdict": "confirmed", "attribution": "1#a1"})
    assert (got["article"], got["label"]) == (1, "a1")


def test_reviews_are_listed_and_narrowed(judged: TestClient) -> None:
    for number, by in ((1, "ada"), (2, "bo"), (3, "ada")):
        send(judged, "reviews", {"verdict": "confirmed", "attribution": number, "by": by})
    send(judged, "reviews/2/undo", {})
    every = judged.get(f"{API}/reviews", params={"limit": 2}).json()
    assert [r["number"] for r in every["items"]] == [1, 2]
    assert [r["verdict"] for r in judged.get(every["next"]).json()["items"]] == ["confirmed", "undo"]
    assert [r["number"] for r in judged.get(f"{API}/reviews", params={"by": "ada"}).json()["items"]] == [1, 3]
    assert [r["number"] for r in judged.get(f"{API}/reviews", params={"holds": "false"}).json()["items"]] == [2]
    assert [r["number"] for r in judged.get(f"{API}/reviews", params={"attribution": 3}).json()["items"]] == [3]


@pytest.mark.parametrize(
    "body",
    [
        {"attribution": 1},
        {"verdict": "praised", "attribution": 1},
        {"verdict": "confirmed"},
        {"verdict": "confirmed", "attribution": 0},
        {"verdict": "confirmed", "attribution": 2**63},
        {"verdict": "confirmed", "attribution": True},
        {"verdict": "confirmed", "attribution": "one"},
        {"verdict": "confirmed", "attribution": 1, "changes": {}},
        {"verdict": "confirmed", "attribution": 1, "by": "a\0b"},
        {"verdict": "confirmed", "attribution": 1, "note": ""},
        {"verdict": "corrected", "attribution": 1},
        {"verdict": "corrected", "attribution": 1, "changes": {}},
        {"verdict": "corrected", "attribution": 1, "changes": {"mood": "sad"}},
        {"verdict": "corrected", "attribution": 1, "changes": {"act": "shout"}},
        {"verdict": "corrected", "attribution": 1, "changes": {"said_on": "2026-02-30"}},
        {"verdict": "corrected", "attribution": 1, "changes": {"content": [[5, 2]]}},
        {"verdict": "corrected", "attribution": 1, "changes": {"content": [[0, 10**9]]}},
        {"verdict": "corrected", "attribution": 1, "changes": {"content": [[-1, 2]]}},
        {"verdict": "corrected", "attribution": 1, "changes": {"content": {"spans": [[0, 4]], "text": "other"}}},
        {"verdict": "corrected", "attribution": 1, "changes": {"speaker": {}}},
        {"verdict": "added", "article": 1, "changes": {}},
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_changed(judged: TestClient, body: dict[str, Any]) -> None:
    before = state(judged)
    send(judged, "reviews", body, HTTPStatus.UNPROCESSABLE_ENTITY)
    assert state(judged) == before
    assert judged.get(f"{API}/reviews").json()["items"] == []


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("reviews", {"verdict": "confirmed", "attribution": 99_999}),
        ("reviews", {"verdict": "added", "article": 99_999, "changes": {"content": [[0, 1]]}}),
        ("reviews/7/undo", {}),
        ("judgements/speakers", {"verdict": "merge", "speakers": [1, 99_999]}),
        ("judgements/speakers/7/undo", {}),
        ("judgements/claims", {"verdict": "merge", "claims": ["c00000", "c00001"]}),
        ("judgements/claims/7/undo", {}),
    ],
)
def test_what_is_not_there_cannot_be_judged(judged: TestClient, path: str, body: dict[str, Any]) -> None:
    send(judged, path, body, HTTPStatus.NOT_FOUND)


def test_where_the_record_is_read_only_nothing_is_judged(stories: Path, client_of: Client) -> None:
    client = client_of(stories, read_only=True)
    for path, body in (("reviews", {"verdict": "confirmed", "attribution": 1}), ("judgements/claims/1/undo", {})):
        assert "read-only" in send(client, path, body, HTTPStatus.FORBIDDEN)["detail"]
    send(client, "trace", {"text": "the dam"}, HTTPStatus.OK)


def test_a_form_of_another_page_changes_nothing(judged: TestClient) -> None:
    got = judged.post(f"{API}/reviews", data={"verdict": "rejected", "attribution": "1"})
    assert got.status_code == HTTPStatus.UNSUPPORTED_MEDIA_TYPE
    got = judged.post(f"{API}/reviews", content=b'{"verdict":"rejected","attribution":1}', headers={"Content-Type": "text/plain"})
    assert got.status_code == HTTPStatus.UNSUPPORTED_MEDIA_TYPE


def test_speakers_are_merged_and_parted_again(judged: TestClient) -> None:
    one, other = (s["id"] for s in judged.get(f"{API}/speakers", params={"type": "person", "limit": 2}).json()["items"])
    made = send(judged, "judgements/speakers", {"verdict": "merge", "speakers": [one, other], "name": "Both", "by": "ada"})
    assert (made["verdict"], made["made_by"], made["speakers"]) == ("merge", "ada", [one, other])
    assert judged.get(f"{API}/speakers/{other}").json()["name"] == "Both"
    contradicting = {"verdict": "different", "speakers": [one, other]}
    send(judged, "judgements/speakers", contradicting, HTTPStatus.CONFLICT)
    undone = send(judged, f"judgements/speakers/{made['number']}/undo", {"by": "bo"})
    assert undone["number"] == made["number"]
    send(judged, f"judgements/speakers/{made['number']}/undo", {}, HTTPStatus.CONFLICT)
    assert judged.get(f"{API}/speakers/{other}").json()["id"] == other
    assert send(judged, "judgements/speakers", contradicting)["verdict"] == "different"
    send(judged, "judgements/speakers", {"verdict": "same", "speakers": [one, other]}, HTTPStatus.CONFLICT)
    assert send(judged, "judgements/speakers", {"verdict": "same", "speakers": [one, other], "force": True})["forced"]
    listed = judged.get(f"{API}/judgements/speakers", params={"speaker": one}).json()["items"]
    assert [j["verdict"] for j in listed] == ["merge", "undo", "different", "same"]
    assert judged.get(f"{API}/judgements/speakers").json()["items"] == listed


def test_a_speaker_is_split_by_its_articles(judged: TestClient) -> None:
    who = next(s for s in judged.get(f"{API}/speakers", params={"rank": "true"}).json()["items"] if s["articles"] > 1)
    place = judged.get(f"{API}/speakers/{who['id']}").json()["in"][0]
    made = send(
        judged, "judgements/speakers", {"verdict": "split", "speaker": who["id"], "mentions": [place["mention"]], "name": "Another"}
    )
    assert made["verdict"] == "split"
    assert judged.get(f"{API}/speakers/{made['speakers'][0]}").json()["name"] == "Another"
    assert judged.get(f"{API}/speakers/{who['id']}").json()["articles"] == who["articles"] - 1


def test_claims_are_merged_at_once_and_parted_again(judged: TestClient) -> None:
    one, other = (c["id"] for c in judged.get(f"{API}/claims", params={"limit": 2}).json()["items"])
    before = judged.get(f"{API}/claims/{one}").json()["claim"]["reports"]
    made = send(judged, "judgements/claims", {"verdict": "merge", "claims": [one, other], "by": "ada"})
    assert (made["verdict"], made["made_by"], made["holds"]) == ("same", "ada", True)
    together = judged.get(f"{API}/claims/{one}").json()
    assert together["claim"]["reports"] > before
    assert judged.get(f"{API}/claims/{other}").json()["claim"]["id"] == together["claim"]["id"]
    send(judged, "judgements/claims", {"verdict": "merge", "claims": [one, other]}, HTTPStatus.CONFLICT)
    assert send(judged, f"judgements/claims/{made['number']}/undo", {})["holds"] is False
    assert judged.get(f"{API}/claims/{one}").json()["claim"]["reports"] == before
    assert [j["holds"] for j in judged.get(f"{API}/judgements/claims").json()["items"]] == [False]


def test_all_that_was_judged_is_in_one_list(judged: TestClient) -> None:
    send(judged, "reviews", {"verdict": "confirmed", "attribution": 1, "by": "ada"})
    one, other = (s["id"] for s in judged.get(f"{API}/speakers", params={"limit": 2}).json()["items"])
    send(judged, "judgements/speakers", {"verdict": "unsure", "speakers": [one, other], "by": "bo"})
    got = judged.get(f"{API}/judgements", params={"limit": 1}).json()
    rest = judged.get(got["next"]).json()
    assert [e["sort"] for e in [*got["items"], *rest["items"]]] == ["attribution", "speaker"]
    assert rest["next"] is None
    assert [e["made_by"] for e in judged.get(f"{API}/judgements", params={"by": "bo"}).json()["items"]] == ["bo"]
    assert judged.get(f"{API}/judgements", params={"since": "9999"}).json()["items"] == []


def test_a_change_that_is_sent_twice_with_its_key_is_made_once(judged: TestClient) -> None:
    body = {"verdict": "confirmed", "attribution": 1}
    first = send(judged, "reviews", body, Idempotency_Key="k-1")
    assert send(judged, "reviews", body, Idempotency_Key="k-1") == first
    assert len(judged.get(f"{API}/reviews").json()["items"]) == 1
    assert send(judged, "reviews", body, Idempotency_Key="k-2") != first
    other = {"verdict": "rejected", "attribution": 1}
    assert "new key" in send(judged, "reviews", other, HTTPStatus.UNPROCESSABLE_ENTITY, Idempotency_Key="k-1")["detail"]
    send(judged, "reviews", body, HTTPStatus.BAD_REQUEST, Idempotency_Key="a key")


def test_a_change_that_failed_may_be_sent_again_with_its_key(judged: TestClient) -> None:
    body = {"verdict": "confirmed", "attribution": 1, "expected": "0" * 16}
    send(judged, "reviews", body, HTTPStatus.CONFLICT, Idempotency_Key="k")
    send(judged, "reviews", {**body, "expected": state(judged)}, Idempotency_Key="k")
