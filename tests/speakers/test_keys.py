import pytest

from onrecord.speakers.keys import key_of


@pytest.mark.parametrize("name", ["LUKASHENKO ALEXANDER", "Alexander Lukashenko", "Mr. Alexander Lukashenko", "Lukashenko, Alexander"])
def test_order_case_and_titles_do_not_change_a_key(name: str) -> None:
    assert key_of(name, "person") == key_of("Alexander Lukashenko", "person")


def test_a_person_and_a_body_of_the_same_name_have_different_keys() -> None:
    assert key_of("Ford", "person") != key_of("Ford", "organisation")


def test_legal_forms_do_not_change_a_key() -> None:
    assert key_of("Nordwerk Inc.", "organisation") == key_of("the Nordwerk", "organisation")


def test_a_name_without_end_has_a_short_key() -> None:
    assert len(key_of("x" * 10_000, "person")) < 500
