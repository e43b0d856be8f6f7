from onrecord.circumstances.phrases import Phrases

PHRASES = Phrases({"first": ["call for", "plead guilty"], "second": ["call", "plead", "deny"]})


def test_any_form_of_the_words_is_found() -> None:
    assert PHRASES.find(["has", "called", "for"]) == (("call", "for"), "first")
    assert PHRASES.find(["pleading", "guilty"]) == (("plead", "guilty"), "first")


def test_the_section_named_first_wins() -> None:
    assert PHRASES.first(["denied", "and", "called", "for"]) == "first"


def test_the_longest_entry_can_be_asked_for() -> None:
    assert PHRASES.longest(["denied", "calls", "for"]) == (("call", "for"), "first")


def test_words_in_between_break_a_phrase() -> None:
    assert PHRASES.first(["called", "again", "for"]) == "second"


def test_nothing_is_found_in_nothing() -> None:
    assert PHRASES.find([]) is None
    assert PHRASES.first(["said"]) is None
