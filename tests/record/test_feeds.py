"""What a record knows of feeds."""

import json
import random
from typing import Any

import pytest

from onrecord.record import Record, open_record
from onrecord.record.feeds import Feeds, Unconfirmed
from onrecord.record.noting import keep_skipped
from onrecord.record.records import upgraded
from onrecord.record.schema import VERSION
from tests.record.conftest import of_version

URL = "https://news.example/feed.xml"
KNOWN: dict[str, Any] = {
    "title": "Post",
    "etag": '"1"',
    "last_modified": None,
    "next": 1234.5,
    "every": 900.0,
    "failures": 0,
    "seen": ["a", "b"],
    "tries": {"c": {"count": 2, "next": 99.5, "link": "https://news.example/c", "title": "C", "published": None, "byline": ["Jo"]}},
}


def test_what_is_set_comes_out(record: Record) -> None:
    Feeds(record.database)[URL] = KNOWN
    assert Feeds(record.database)[URL] == KNOWN
    assert json.loads(json.dumps(Feeds(record.database)[URL])) == KNOWN
    assert list(Feeds(record.database)) == [URL]
    assert len(Feeds(record.database)) == 1


def test_an_unknown_feed_is_none(record: Record) -> None:
    assert Feeds(record.database).get(URL) is None
    with pytest.raises(KeyError):
        del Feeds(record.database)[URL]


def test_entries_come_go_and_turn_from_failed_to_read(record: Record) -> None:
    feeds = Feeds(record.database)
    feeds[URL] = KNOWN
    feeds[URL] = {**KNOWN, "seen": ["a", "b", "c"], "tries": {}}
    feeds[URL] = {
        **KNOWN,
        "seen": ["b", "c", "d"],
        "tries": {"e": {"count": 1, "next": 5.0}},
        "gone": True,
        "moved_to": "https://x.example/",
    }
    found = Feeds(record.database)[URL]
    assert found["seen"] == ["b", "c", "d"]
    assert found["tries"] == {"e": {"count": 1, "next": 5.0}}
    assert found["gone"] is True
    assert found["moved_to"] == "https://x.example/"


def test_what_another_process_wrote_is_no_obstacle(record: Record) -> None:
    mine, other = Feeds(record.database), Feeds(record.database)
    mine[URL] = {**KNOWN, "seen": ["a"], "tries": {}}
    other[URL] = {**other[URL], "seen": ["a", "b"]}
    mine[URL] = {**KNOWN, "seen": ["a", "b", "c"], "tries": {}}
    assert Feeds(record.database)[URL]["seen"] == ["a", "b", "c"]


def test_a_feed_is_forgotten_with_its_entries(record: Record) -> None:
    feeds = Feeds(record.database)
    feeds[URL] = KNOWN
    del feeds[URL]
    assert list(feeds) == []
    assert record.database.rows("SELECT count(*) FROM feed_entries")[0][0] == 0
    assert record.faults() == []


def test_how_feeds_are_doing(record: Record) -> None:
    Feeds(record.database)[URL] = {**KNOWN, "failures": 3}
    (state,) = record.feeds()
    assert (state.url, state.title, state.entries, state.failures, state.next_at, state.is_gone) == (URL, "Post", 3, 3, 1234.5, False)


def test_nothing_is_written_before_what_led_to_it_is_kept() -> None:
    written: dict[str, dict[str, Any]] = {}
    state = Unconfirmed(written)
    state["f"] = {"seen": []}
    assert written == {"f": {"seen": []}}  # no item was given out before it
    state.gave()
    state["f"] = {"seen": ["a"]}
    state.gave()
    state["f"] = {"seen": ["a", "b"]}
    state["g"] = {"seen": []}
    assert written == {"f": {"seen": []}}
    assert state["f"] == {"seen": ["a", "b"]}
    state.confirm()
    assert written == {"f": {"seen": ["a"]}}
    state.confirm()
    assert written == {"f": {"seen": ["a", "b"]}, "g": {"seen": []}}


def test_a_record_of_the_first_version_is_brought_up_to_date(place: str) -> None:
    of_version(place, 1)
    assert upgraded(place) == VERSION - 1
    with open_record(place) as record:
        Feeds(record.database)[URL] = KNOWN
        assert Feeds(record.database)[URL] == KNOWN


def test_addresses_and_ids_of_entries_may_be_of_any_length(record: Record) -> None:
    long = "".join(chr(97 + random.Random(n).randrange(26)) for n in range(9000))
    url, known = URL + long, {**KNOWN, "seen": [long, long[1:]], "tries": {long[2:]: {"count": 1, "next": 5.0}}}
    for state in (known, {**known, "seen": [long, long[1:], long[2:]], "tries": {}}):
        Feeds(record.database)[url] = state
        assert Feeds(record.database)[url] == state
    keep_skipped(record.database, long, "de", long)
    keep_skipped(record.database, long, "de", long)
    assert record.skipped() == {"German": 1}
