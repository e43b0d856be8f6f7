import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.speakers.names import LONGEST, is_acronym, key, person_name, same_body, same_person


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Lukashenko", "Alexander Lukashenko"),
        ("LUKASHENKO", "Lukashenka"),
        ("Sen. Ana Morales", "Ana Morales"),
        ("A. B. Morales", "Ana B. Morales"),
        ("Bill Tanner", "William Tanner"),
        ("Tanner, William", "William Tanner"),
        ("Jürgen Müller", "Juergen Mueller"),
        ("Łukasz Nowak", "Lukasz Nowak"),
        ("Jean-Luc Perrin", "Jean Luc Perrin’s"),
        ("Shaun O'Leary", "Shaun O’Leary"),
        ("Chen Weiming", "Weiming Chen"),
        ("Ivan Petrovich Sidorov", "Ivan Sidorov"),
        ("Иван Сидоров", "Ivan Sidorov"),
    ],
)
def test_one_person_by_two_names(left: str, right: str) -> None:
    assert same_person(left, right)
    assert same_person(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Ana Morales", "Pedro Morales"),
        ("Ana Morales", "Ana Moreno"),
        ("John Tanner Sr.", "John Tanner Jr."),
        ("Viktor Petrov", "Viktoria Petrova"),
        ("K. Tanner", "William Tanner"),
        ("Erik Hansen", "Erik Hanson"),
        ("Kim Jong-il", "Kim Jong-un"),
        ("Pope Paul III", "Pope Paul IV"),
    ],
)
def test_two_persons(left: str, right: str) -> None:
    assert not same_person(left, right)
    assert not same_person(right, left)


def test_a_name_is_taken_apart() -> None:
    assert person_name("Gen. John “Jack” Tanner, Jr.").words == ("john", "tanner")
    assert person_name("Gen. John “Jack” Tanner, Jr.").generation == "jr"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("WHO", "World Health Organization"),
        ("W.H.O.", "World Health Organisation"),
        ("the Ministry of Defence of Estonia", "Estonian Defense Ministry"),
        ("Gazprom PJSC", "Gazprom"),
        ("The New York Times", "New York Times"),
        ("US State Department", "United States Department of State"),
    ],
)
def test_one_body_by_two_names(left: str, right: str) -> None:
    assert same_body(left, right)
    assert same_body(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Gazprom", "Gazprom Neft"),
        ("WHO", "WTO"),
        ("Bank of England", "Bank of Ireland"),
        ("Washington Post", "Washington Times"),
        ("", "WHO"),
    ],
)
def test_two_bodies(left: str, right: str) -> None:
    assert not same_body(left, right)
    assert not same_body(right, left)


def test_an_ordinary_word_is_no_acronym() -> None:
    assert not is_acronym("who", "World Health Organization")


def test_a_key_is_the_same_for_other_scripts_and_orders() -> None:
    assert key("Sidorov, Ivan") == key("Иван СИДОРОВ")


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_can_be_compared(left: str, right: str) -> None:
    assert same_person(left, right) == same_person(right, left)
    same_body(left, right)
    key(left)


def test_a_name_of_any_length_takes_no_longer() -> None:
    assert len(person_name("Ana " * 100_000).words) <= LONGEST
    assert not same_body("A" * 100_000, "B " * 100_000)
