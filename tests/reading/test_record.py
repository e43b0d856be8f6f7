from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import EmptyInput, InputError, InvalidField
from onrecord.reading.dates import parse
from onrecord.reading.drafts import Draft, Fields
from onrecord.reading.record import draft_of

TEXT = "The mayor said on Monday that the bridge would stay closed until the end of the year."


def fields(**values: object) -> Fields:
    draft = draft_of({"text": TEXT, **values}, "x")
    assert isinstance(draft, Draft), draft
    assert draft.text == TEXT
    return draft.fields


@pytest.mark.parametrize(
    ("published", "read"),
    [
        ("June 2, 2023", "2023-06-02"),
        (1685692800, "2023-06-02T08:00:00+00:00"),
        (1685692800.75, "2023-06-02T08:00:00+00:00"),
        (1685692800123, "2023-06-02T08:00:00+00:00"),
        (10**8, "1973-03-03T09:46:40+00:00"),
        *((number, None) for number in (0, -1, 2023, 20230602, 10**15, 10**400, float("nan"), float("inf"), True)),
        *((text, None) for text in ("", "yesterday", "2023-02-30", "03/04/2023", "\x1b[31m")),
        (None, None),
        ([], None),
        ({}, None),
        (["2023-06-02"], None),
    ],
)
def test_a_text_is_not_lost_for_its_date(published: object, read: str | None) -> None:
    assert fields(published=published).published == read


@pytest.mark.parametrize(
    ("byline", "read"),
    [
        ("Ada Brook", ("Ada Brook",)),
        (["Ada Brook", "Tom Reed"], ("Ada Brook", "Tom Reed")),
        ([{"name": "Ada Brook"}, {"name": "Tom Reed", "url": "x"}], ("Ada Brook", "Tom Reed")),
        ({"name": "Ada Brook"}, ("Ada Brook",)),
        ([None, 7, [], {}, {"name": 7}, " ", "Ada Brook"], ("Ada Brook",)),
        (7, ()),
        (None, ()),
    ],
)
def test_a_text_is_not_lost_for_its_byline(byline: object, read: tuple[str, ...]) -> None:
    assert fields(byline=byline).byline == read


def test_fields_of_a_wrong_type_are_absent_and_the_others_stay() -> None:
    assert fields(title=["x"], outlet=7, url={}, id=[], byline=["Ada Brook"]) == Fields(byline=("Ada Brook",))


@pytest.mark.parametrize(("id", "read"), [("a1", "a1"), (17, "17"), (True, None), (1.5, None), ("x" * 201, None), (10**300, None)])
def test_ids(id: object, read: str | None) -> None:
    assert fields(id=id).id == read


@pytest.mark.parametrize(
    ("value", "error"),
    [
        *((value, InputError) for value in (None, 7, "text", [], [{"text": TEXT}])),
        *(({"text": text}, EmptyInput) for text in (None, "", " \n")),
        *(({"text": text}, InvalidField) for text in (7, 1.5, True, [TEXT], {"en": TEXT})),
        ({}, EmptyInput),
    ],
)
def test_without_a_text_there_is_no_article(value: object, error: type[InputError]) -> None:
    found = draft_of(value, "x:1")
    assert type(found) is error
    assert str(found).startswith("x:1: ")
    assert str(found).isprintable()


@given(st.integers() | st.floats() | st.text())
def test_any_date_is_one_or_absent(value: Any) -> None:
    published = fields(published=value).published
    assert published is None or parse(published) == published
