import base64
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InvalidCursor, RecordError
from onrecord.record.choosing import Facets
from onrecord.record.cursors import place_in, written

part = st.one_of(st.integers(-(2**63), 2**63 - 1), st.text(max_size=12))


def refused(cursor: str, list: str = "articles", asked: Any = None, *types: type) -> str:
    with pytest.raises(InvalidCursor) as error:
        place_in(cursor, list, asked, *types, name="news.db")
    message = str(error.value)
    assert message.startswith("news.db: ")
    assert "\n" not in message
    return message


@given(st.lists(part, max_size=4), st.text(max_size=20))
def test_a_cursor_gives_its_place_back(place: list[Any], asked: str) -> None:
    cursor = written("articles", [asked, Facets(speaker=3)], *place)
    assert cursor.replace("-", "").replace("_", "").isalnum()
    assert place_in(cursor, "articles", [asked, Facets(speaker=3)], *map(type, place), name="news.db") == place


@given(st.text(max_size=80))
def test_any_other_text_is_refused(text: str) -> None:
    assert "the cursor is none, or was altered" in refused(text, "articles", None, int)


@given(st.data())
def test_an_altered_cursor_is_refused(data: st.DataObject) -> None:
    cursor = written("articles", None, 17)
    at = data.draw(st.integers(0, len(cursor) - 1))
    other = data.draw(st.sampled_from("ABCDEFGHabcdefgh01234567-_"))
    if cursor[at] != other:
        refused(cursor[:at] + other + cursor[at + 1 :], "articles", None, int)
    refused(cursor[:at], "articles", None, int)
    refused(cursor + other, "articles", None, int)


def test_a_cursor_of_another_list_or_question_is_refused() -> None:
    cursor = written("articles", ["Post"], 17)
    assert "belongs to another list or question" in refused(cursor, "outlets", ["Post"], int)
    assert "belongs to another list or question" in refused(cursor, "articles", ["Times"], int)


@pytest.mark.parametrize("place", [[], [1, 2], ["1"], [2**70], [-(2**64)], [None], [1.5], [[1]]])
def test_a_cursor_that_was_made_up_is_refused(place: list[Any]) -> None:
    import hashlib

    raw = json.dumps([1, "articles", hashlib.blake2b(b"null", digest_size=6).hexdigest(), place]).encode()
    check = hashlib.blake2b(raw, digest_size=6, person=b"onrecord").digest()
    refused(base64.urlsafe_b64encode(raw + check).decode().rstrip("="), "articles", None, int)


def test_a_cursor_of_another_version_says_so() -> None:
    import hashlib

    raw = json.dumps([2, "articles", "", [1]]).encode()
    check = hashlib.blake2b(raw, digest_size=6, person=b"onrecord").digest()
    assert "another version" in refused(base64.urlsafe_b64encode(raw + check).decode().rstrip("="), "articles", None, int)


def test_a_huge_cursor_is_refused_at_once() -> None:
    refused("A" * 10_000_000, "articles", None, int)


def test_whoever_catches_record_errors_catches_that_too() -> None:
    assert issubclass(InvalidCursor, RecordError)
