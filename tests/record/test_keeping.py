from collections.abc import Callable

import pytest
from msgspec.structs import replace

from onrecord.model import Date, Reading
from onrecord.record import Kept, Record

Make = Callable[..., Reading]


def test_a_reading_comes_out_as_it_went_in(record: Record, make: Make) -> None:
    given = make("one", ("Lind", "it rains"), ("Berg", "it snows"), url="https://post.example/a", outlet="Post", published="2026-03-05")
    assert record.add(given) is Kept.NEW
    assert record.reading(1) == given


def test_the_same_article_changes_nothing(record: Record, make: Make) -> None:
    given = make("one", ("Lind", "it rains"), url="https://post.example/a")
    record.add(given)
    before = record.stats()
    assert record.has(given.article)
    assert record.add(given) is Kept.DUPLICATE
    assert record.add(replace(given, article=replace(given.article, url="http://post.example/a/?utm_source=x"))) is Kept.DUPLICATE
    assert record.stats() == before


def test_the_same_words_without_an_address_are_the_same_article(record: Record, make: Make) -> None:
    record.add(make("one", ("Lind", "it rains"), url="https://post.example/a", outlet="Post"))
    assert record.add(make("two", ("Lind", "it rains"))) is Kept.DUPLICATE


def test_the_same_words_of_another_outlet_are_another_article(record: Record, make: Make) -> None:
    record.add(make("one", ("Lind", "it rains"), url="https://post.example/a", outlet="Post"))
    assert record.add(make("one", ("Lind", "it rains"), url="https://times.example/a", outlet="Times")) is Kept.NEW
    assert record.add(make("one", ("Lind", "it rains"), outlet="Courier")) is Kept.NEW


def test_a_changed_article_is_a_new_version_and_the_old_one_is_kept_but_not_found(record: Record, make: Make) -> None:
    record.add(make("one", ("Lind", "it rains"), url="https://post.example/a"))
    assert record.add(make("one", ("Lind", "it snows"), url="https://post.example/a")) is Kept.CHANGED
    assert record.stats()["articles"] == 1
    assert record.stats()["versions"] == 2
    assert record.count("rains") == 0
    assert record.count("snows") == 1
    assert record.count() == 1
    assert record.faults() == []


def test_what_changes_back_is_a_third_version(record: Record, make: Make) -> None:
    for what in ("it rains", "it snows", "it rains"):
        record.add(make("one", ("Lind", what), url="https://post.example/a"))
    assert record.stats()["versions"] == 3
    assert record.count("rains") == 1


def test_a_speaker_of_two_articles_is_one(record: Record, make: Make) -> None:
    record.add(make("one", ("Ana Lind", "it rains")))
    record.add(make("two", ("Ana Lind", "it snows"), ("Berg", "it hails")))
    assert record.stats()["speakers"] == 2


def test_an_article_without_attributions_is_kept(record: Record, make: Make) -> None:
    assert record.add(make("one")) is Kept.NEW
    assert record.reading(1).attributions == ()


@pytest.mark.parametrize("value", ["Monday", "<script>alert(1)</script>", "2026-13-01", "0000-00-00", "2026-03-02/soon", ""])
def test_an_article_whose_date_is_none_is_kept_and_found_without_it(record: Record, make: Make, value: str) -> None:
    reading = make("a", ("Lind", "the bridge is closed"))
    (a, *others) = reading.attributions
    dated = replace(a, said_on=Date(value=value, text="on Monday", spans=((0, 3),)))
    assert record.add(Reading(reading.article, (dated, *others))) == Kept.NEW
    assert len([*record.search("bridge")]) == 1
