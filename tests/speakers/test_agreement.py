import pytest

from onrecord.speakers.agreement import gender_of, number_of


@pytest.mark.parametrize(
    ("words", "name", "gender"),
    [
        (("spokeswoman",), False, "female"),
        (("retired", "policeman"), False, "male"),
        (("mrs", "lind"), True, "female"),
        (("minister",), False, ""),
        (("maria", "lind"), True, "female"),
        (("maria", "lind"), False, ""),
    ],
)
def test_words_that_tell_women_from_men(words: tuple[str, ...], name: bool, gender: str) -> None:
    assert gender_of(words, name=name) == gender


@pytest.mark.parametrize(
    ("phrase", "number"),
    [
        ("the minister", "one"),
        ("the ministers", "many"),
        ("police", "many"),
        ("a series", "one"),
        ("two witnesses", "many"),
        ("the congress", "one"),
        ("both", "many"),
    ],
)
def test_one_or_many(phrase: str, number: str) -> None:
    words = tuple(phrase.split())
    assert number_of(words, words[-1], name=False) == number


def test_a_name_does_not_say_how_many_it_is() -> None:
    assert number_of(("united", "nations"), "nations", name=True) == ""
