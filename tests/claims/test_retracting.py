"""How people show that they take something back."""

import pytest

from onrecord.claims.retracting import corrects, takes_back, weakens


@pytest.mark.parametrize(
    "text",
    [
        "“I should not have called it a robbery,”",
        "that she had been wrong about the key",
        "The figure of sixty was too high",
        "“That was a mistake of mine,”",
        "he could no longer rule out a fire",
        "“I misspoke on Tuesday,”",
        "the bakery would open after all",
    ],
)
def test_phrases_with_which_people_take_back(text: str) -> None:
    assert takes_back(text)


@pytest.mark.parametrize("text", ["the bakery would open on Monday", "“They should pay for it,”", "that the wrong door was open", ""])
def test_other_words_take_nothing_back(text: str) -> None:
    assert not takes_back(text)


def test_a_number_that_is_denied_beside_another_corrects_it() -> None:
    assert corrects("that six boats had sunk, and not nine", "nine boats sank in the harbour")
    assert corrects("Six boats sank, not nine", "that nine boats had sunk")


def test_what_only_denies_a_number_or_gives_another_one_corrects_nothing() -> None:
    assert not corrects("that not nine boats had sunk", "nine boats sank in the harbour")
    assert not corrects("that six boats had sunk", "nine boats sank in the harbour")
    assert not corrects("that six boats had sunk, and not nine", "nine children were ill")


def test_may_weakens_what_was_said_without_it() -> None:
    assert weakens("the boat may have been overloaded", "the boat was overloaded")
    assert not weakens("the boat was overloaded", "the boat may have been overloaded")
    assert not weakens("the boat may have been overloaded", "the boat might be overloaded")
    assert not weakens("in May the boat was overloaded", "the boat was overloaded")
