"""What stands ahead of a content, as the network is told it."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.claims.ahead import ahead, before
from onrecord.model import Act

TEXT = (
    "Dravosa, May 5. The bank's credit line ran out in March. Nobody has said why, and nobody was asked before. Deputies asked the "
    "governor on Monday how much there had been. The chamber was full and the gallery too, and it had been so since the early morning "
    "hours. Henrike Solt read from a sheet. “It was 150 million,” she said."
)


def test_it_is_the_sentences_before_a_content() -> None:
    told = before(TEXT, TEXT.index("“It"))
    assert told.endswith("Henrike Solt read from a sheet.")
    assert told.startswith(("Nobody has said why", "Deputies asked"))
    assert "credit line" not in told


def test_it_begins_where_the_article_does() -> None:
    assert before(TEXT, TEXT.index("The bank's")) == "Dravosa, May 5."
    assert before(TEXT, 0) == ""


def test_line_breaks_and_spaces_are_one_space() -> None:
    text = "No talks\n\nThe ministry\tspoke:  nothing has been signed"
    assert before(text, text.index("nothing")) == "No talks The ministry spoke:"


def test_who_says_it_by_what_act_stands_last() -> None:
    assert ahead("He rose.", "Per Lind", "deny") == "He rose. Per Lind denied:"
    assert ahead("", None, None) == "somebody said:"


@pytest.mark.parametrize("act", get_args(Act))
def test_every_act_has_a_word(act: str) -> None:
    told = ahead("", "Per Lind", act)
    assert act == "state" or told != "Per Lind said:"


def test_a_name_without_end_is_cut() -> None:
    assert len(ahead("", "Lind " * 5_000, "state")) < 100


@given(st.text(max_size=900), st.integers(0, 900))
def test_any_text_has_something_short_before_any_place(text: str, at: int) -> None:
    told = before(text, min(at, len(text)))
    assert len(told) <= 260
    assert "\n" not in told
