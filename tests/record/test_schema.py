"""Bringing records of older versions up to date."""

from pathlib import Path

import pytest

from onrecord.errors import RecordError
from onrecord.record import open_record
from onrecord.record.records import upgraded
from onrecord.record.schema import AFTER, VERSION
from onrecord.record.steps import STEPS
from tests.record.conftest import of_version_one
from tests.record.people import article, groups, number, said

READINGS = [
    article("one", "Ana Lind", said("police", type="organisation"), said("a nurse", named=False)),
    article("two", "ANA LIND", "Joan Smith", said("police", type="organisation"), said("she", type="unknown")),
    article("three", "Lind", "John Smith", said("Bo Berg", known="Q1")),
]


def version_1(place: str) -> str:
    """A record of the articles as the first version of the tables had it."""
    of_version_one(place, READINGS)
    return place


def test_an_old_record_says_how_it_is_brought_up_to_date(place: str) -> None:
    version_1(place)
    with pytest.raises(RecordError) as error:
        open_record(place)
    assert "onrecord record upgrade" in str(error.value)


def test_a_record_of_version_1_is_as_if_it_had_been_made_now(place: str, tmp_path: Path) -> None:
    version_1(place)
    assert upgraded(place) == VERSION - 1
    assert upgraded(place) == 0
    with open_record(place) as old, open_record(tmp_path / "new.db") as new:
        for reading in READINGS:
            new.add(reading)
        assert old.faults() == []
        assert groups(old) == groups(new)
        assert frozenset({"one: Ana Lind", "two: ANA LIND"}) in groups(old)
        assert [(s.name, s.attributions) for s in old.speakers] == [(s.name, s.attributions) for s in new.speakers]
        assert old.stats() == new.stats()
        assert old.count(speaker="Ana Lind") == 2
        assert old.reading(3) == READINGS[2]


def test_an_upgraded_record_goes_on_like_any_other(place: str) -> None:
    version_1(place)
    upgraded(place)
    with open_record(place) as record:
        record.add(article("four", "Ana Lind"))
        merged = record.speakers.merge(number(record, "one", "Ana Lind"), number(record, "three", "Lind"))
        assert merged.articles == 4
        record.speakers.undo()
        assert record.faults() == []


def test_an_upgrade_that_fails_leaves_the_record_as_it_was(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> None:
        raise RuntimeError

    version_1(place)
    monkeypatch.setitem(AFTER, 2, broken)
    with pytest.raises(RuntimeError):
        upgraded(place)
    monkeypatch.undo()
    assert upgraded(place) == VERSION - 1
    with open_record(place) as record:
        assert record.faults() == []


@pytest.mark.parametrize("word", ["AUTOINCREMENT", "ROWID", "INSERT OR", "IFNULL", "json_", "datetime("])
def test_steps_after_the_first_are_plain_sql(word: str) -> None:
    assert all(word.lower() not in statement.lower() for step in STEPS[1:] for statement in step if isinstance(statement, str))
