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
        f"Source: Iran will not yield, an official told Reuters\n\n{BODY}",
        f"By: the numbers, it was a record year, the minister said.\n{BODY}",
        f"Source: The Valley Post\n{BODY}",
        f"By: Ada Brook\nAuthor: Tom Reed\n{BODY}",
        f"Source: Iran will not yield, an official told Reuters\nDate: 2023-06-02\n{BODY}",
        f"By: Officials.\nSource: Reuters\n{BODY}",
        f"Outlet: {'Valley ' * 30}\nBy: Ada Brook\n{BODY}",
        f"Published: by the army, a report says the bridge was safe\n{BODY}",
        f"URL: addresses are scarce, the registry said\n{BODY}",
    ],
)
def test_what_is_text_stays_text(text: str) -> None:
    assert split(text) == (Fields(), text)


def test_a_field_that_comes_twice_ends_the_header() -> None:
    fields, text = split("Date: 2023-06-02\nSource: The Valley Post\nSource: Officials of the City Council\nMore.")
    assert fields.outlet == "The Valley Post"
    assert text == "Source: Officials of the City Council\nMore."


@pytest.mark.parametrize(
    "value",
    ["Iran will not yield, an official told Reuters", "officials who asked not to be named", "“No comment”", "The Mayor Said No.", "17"],
)
def test_a_sentence_after_a_date_is_no_outlet(value: str) -> None:
    assert split(f"Date: 2023-06-02\nSource: {value}\n{BODY}") == (Fields(published="2023-06-02"), f"Source: {value}\n{BODY}")


@pytest.mark.parametrize(
    "outlet", ["Reuters", "the Guardian", "valleypost.example", "The Post and Courier of Lower Marsh", "Valley Media Inc.", "20 Minuten"]
)
def test_outlets_of_all_sorts(outlet: str) -> None:
    assert split(f"Source: {outlet}\nBy: Ada Brook, staff writer\n{BODY}") == (
        Fields(outlet=outlet, byline=("Ada Brook", "staff writer")),
        BODY,
    )


def test_a_blank_line_ends_the_header() -> None:
    assert split("Title: One\n\nSource: he said.")[1] == "Source: he said."


def test_nothing_but_a_header_leaves_nothing() -> None:
    assert split("Title: Bridge closed\nDate: 2023-06-02")[1] == ""


def test_an_empty_field_is_absent() -> None:
    assert split(f"Title:\nDate: 2023-06-02\n{BODY}") == (Fields(published="2023-06-02"), BODY)


def test_a_million_header_lines_are_not_all_a_header() -> None:
    fields, text = split("Title: A\n" + "Author: A\n" * 1_000_000)
    assert len(fields.byline) == 49
    assert text.startswith("Author: A")


@given(st.text())
def test_the_text_is_the_end_of_what_went_in(text: str) -> None:
    assert text.endswith(split(text)[1])
