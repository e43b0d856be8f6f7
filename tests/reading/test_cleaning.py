import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.cleaning import LONGEST_FIELD, clean, clean_in_place, line, shown

ANY = st.text(st.characters(exclude_categories=()))  # lone surrogates and control characters too
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


@given(ANY)
def test_no_text_keeps_what_a_terminal_would_obey(text: str) -> None:
    assert not FORBIDDEN.search(clean(text))


@given(ANY)
def test_cleaning_twice_changes_nothing(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(ANY)
def test_clean_text_is_valid_unicode_without_blank_ends(text: str) -> None:
    cleaned = clean(text)
    cleaned.encode("utf-8")
    assert cleaned == cleaned.strip()


@given(ANY)
def test_a_field_is_one_line(text: str) -> None:
    field = line(text)
    assert field is None or (field and field == " ".join(field.split()) and line(field) == field)


@given(ANY)
def test_what_errors_show_is_printable(text: str) -> None:
    assert shown(text).isprintable()
    assert len(shown(text[:10])) <= 130


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("one\vtwo\fthree\u2028four", "one\ntwo\nthree\nfour"),
        ("a\x00b\x1b[31mc", "a b [31mc"),
        ("tab\there", "tab\there"),
        ("He said \x93no\x94 \x85", "He said “no” …"),
        ("a\x81b\x7f.", "a b ."),
        ("lone \ud800 one", "lone � one"),
        ("pair \ud83d\ude00", "pair 😀"),
        ("\ufeff \n text \n\u00a0", "text"),
        ("first\n\nsecond\nthird", "first\n\nsecond\nthird"),
        ("zero\u200bwidth \u202ebidi\u202c", "zero\u200bwidth \u202ebidi\u202c"),
        ("“curly” 'straight' «guillemets»", "“curly” 'straight' «guillemets»"),
    ],
)
def test_clean(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_fields_are_bounded() -> None:
    assert len(line("word " * 1_000_000) or "") <= LONGEST_FIELD


@pytest.mark.parametrize("nothing", [None, "", "  ", "\n\t", "\ufeff"])
def test_a_blank_field_is_absent(nothing: str | None) -> None:
    assert line(nothing) is None


@given(st.text(max_size=200))
def test_a_text_that_is_cleaned_in_place_stays_as_long_as_it_is(text: str) -> None:
    cleaned = clean_in_place(text)
    assert len(cleaned) == len(text)
    assert "\r" not in cleaned
    assert clean_in_place(cleaned) == cleaned


def test_a_text_is_cleaned_in_place_as_it_is_elsewhere_but_for_its_ends() -> None:
    text = " \x93Rain\x94,\rshe\x07said\u2028in\r\nSarn\n"
    assert clean_in_place(text) == " “Rain”,\nshe said\nin \nSarn\n"
    assert clean_in_place(text).replace(" \n", "\n").strip() == clean(text)
