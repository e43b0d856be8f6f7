import re

import pytest

from onrecord.errors import EmptyInput, InputError, InvalidField, NotEnglish
from onrecord.reading.drafts import Draft, Fields
from onrecord.reading.finishing import LONGEST_TEXT, checked, finish, finished

TEXT = "The mayor said on Monday that the bridge would stay closed until the end of the year."


def test_fields_fill_in_what_is_absent() -> None:
    one, other = Fields(title="A", byline=("X",)), Fields(title="B", outlet="Post", byline=("Y",))
    assert one.over(other) == Fields(title="A", outlet="Post", byline=("X",))
    assert other.over(one) == other
    assert Fields().over(one) == one


def test_what_the_user_gives_is_cleaned() -> None:
    given = Fields(id=" a ", title="one\ntwo\x1b", outlet=" ", published="June 2, 2023", byline=(" Ada ", ""))
    assert checked(given) == Fields(id="a", title="one two", published="2023-06-02", byline=("Ada",))


def test_an_impossible_date_says_how_to_write_one() -> None:
    with pytest.raises(InvalidField, match=r"^published: '2023-02-30' is no date; write it like 2023-06-02 or "):
        checked(Fields(published="2023-02-30"))


def test_what_the_user_gives_wins_and_the_rest_is_kept() -> None:
    made = finish(Draft("x", TEXT, Fields(title="found", outlet="Post")), Fields(title="given"), force=False)
    assert (made.title, made.outlet) == ("given", "Post")


def test_a_text_beyond_the_limit_is_refused_and_ten_megabytes_are_read() -> None:
    text = "The mayor said no. " * 530_000
    assert len(text) > 10_000_000
    assert len(finish(Draft("x", text, Fields()), Fields(), force=False).text) == len(text) - 1
    with pytest.raises(InputError, match=r"^x: is longer than 16,000,000 characters, .*; split it$"):
        finish(Draft("x", "a" * (LONGEST_TEXT + 1), Fields()), Fields(), force=False)


def test_an_id_of_its_own_is_kept_and_another_derived() -> None:
    own = finish(Draft("x", TEXT, Fields(id="own")), Fields(), force=False)
    derived = finish(Draft("x", TEXT, Fields()), Fields(), force=False)
    assert own.id == "own"
    assert re.fullmatch("[0-9a-f]{16}", derived.id)


def test_outlet_and_address_make_another_article_but_the_title_does_not() -> None:
    def id_of(**fields: str) -> str:
        return finish(Draft("x", TEXT, Fields(**fields)), Fields(), force=False).id  # type: ignore[arg-type]

    assert id_of() == id_of(title="t") == id_of(published="2023-06-02")
    assert len({id_of(), id_of(outlet="Post"), id_of(outlet="Echo"), id_of(url="https://x.example")}) == 4


def test_errors_come_as_values() -> None:
    error = InputError("is broken", "x:1")
    german = "Die Bundesregierung hat am Montag angekündigt, dass sie die Hilfen für das Land im nächsten Jahr fortsetzen werde."
    assert finished(error, Fields(), force=False) is error
    assert isinstance(finished(Draft("x", " ", Fields()), Fields(), force=False), EmptyInput)
    assert isinstance(finished(Draft("x", german, Fields()), Fields(), force=False), NotEnglish)
