import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.drafts import Fields
from onrecord.reading.header import split

BODY = "The mayor said on Monday that the bridge would stay closed."


def test_a_date_ahead_of_the_article_on_its_line() -> None:
    assert split(f"date 2023-06-02 {BODY}") == (Fields(published="2023-06-02"), BODY)


def test_a_date_on_a_line_of_its_own() -> None:
    assert split(f"date 2023-06-02\n\n{BODY}") == (Fields(published="2023-06-02"), BODY)


def test_an_impossible_date_ahead_is_not_guessed() -> None:
    assert split(f"date 2023-13-45 {BODY}") == (Fields(), BODY)


def test_a_whole_block() -> None:
    header = (
        "HEADLINE: Bridge closed\nBy: Ada Brook and Tom Reed\nauthor: Li Wen\n"
        "Source: The Valley Post\nURL: https://valley.example/1\nDate: June 2, 2023"
    )
    fields, text = split(f"{header}\n\n{BODY}")
    assert text == BODY
    assert fields == Fields(
        title="Bridge closed",
        byline=("Ada Brook", "Tom Reed", "Li Wen"),
        outlet="The Valley Post",
        url="https://valley.example/1",
        published="2023-06-02",
    )


def test_the_text_may_follow_directly() -> None:
    assert split(f"Published: 2023-06-02T10:00:00Z\n{BODY}") == (Fields(published="2023-06-02T10:00:00+00:00"), BODY)


def test_a_date_that_cannot_be_read_is_left_out() -> None:
    assert split(f"Date: 03/04/2023\n{BODY}") == (Fields(), BODY)


@pytest.mark.parametrize(
    "text",
    [
        f"{BODY}\nSource: the mayor said so.",
        "By the river, a bridge was closed.",
        "Date night is over, the mayor said.",
        "date 2023-06-02T10:00 is no such header",
        "Dated: long ago",
        "Sources: two officials",
        f"Source: {'a long sentence about a source ' * 30}",
        "Title fight: champion quits",
    ],
)
def test_what_is_text_stays_text(text: str) -> None:
    assert split(text) == (Fields(), text)


def test_a_field_that_comes_twice_ends_the_header() -> None:
    fields, text = split("Source: The Valley Post\nSource: officials who asked not to be named.\nMore.")
    assert fields.outlet == "The Valley Post"
    assert text == "Source: officials who asked not to be named.\nMore."


def test_a_blank_line_ends_the_header() -> None:
    assert split("Title: One\n\nSource: he said.")[1] == "Source: he said."


def test_nothing_but_a_header_leaves_nothing() -> None:
    assert split("Title: Bridge closed\nDate: 2023-06-02")[1] == ""


def test_an_empty_field_is_absent() -> None:
    assert split(f"Title:\nDate: 2023-06-02\n{BODY}") == (Fields(published="2023-06-02"), BODY)


def test_a_million_header_lines_are_not_all_a_header() -> None:
    fields, text = split("Author: A\n" * 1_000_000)
    assert len(fields.byline) == 50
    assert text.startswith("Author: A")


@given(st.text())
def test_the_text_is_the_end_of_what_went_in(text: str) -> None:
    assert text.endswith(split(text)[1])
