from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from onrecord.errors import RecordError
from onrecord.model import Date, Reading, Via
from onrecord.record import Kept, Record, open_record
from onrecord.record.facts import CODES, day_number
from onrecord.record.records import upgraded
from onrecord.record.schema import VERSION
from tests.record.conftest import of_version_one
from tests.record.people import article, number

Make = Callable[..., Reading]


@pytest.mark.parametrize(
    ("day", "number", "end"),
    [
        ("2026-03-05", 20260305, 20260305),
        ("2026-03", 20260300, 20260399),
        ("2026", 20260000, 20269999),
        ("2026-03-05T08:30:00+02:00", 20260305, 20260305),
        ("", None, None),
        (None, None, None),
        ("someday", None, None),
        ("26-03-05", None, None),
        ("2026-3-5", None, None),
    ],
)
def test_days_as_numbers(day: str | None, number: int | None, end: int | None) -> None:
    assert day_number(day) == number
    assert day_number(day, missing=99) == end


def test_the_numbers_of_acts_stances_and_kinds_stay_what_they_are() -> None:
    acts = ["state", "deny", "confirm", "accuse", "warn", "threaten", "promise", "request", "ask", "predict", "believe", "decline"]
    assert [*CODES["act"]][:12] == acts
    assert [*CODES["stance"]][:3] == ["neutral", "distancing", "endorsing"]
    assert [*CODES["kind"]][:3] == ["direct", "mixed", "indirect"]
    assert CODES["act"]["state"] == 1


def test_nothing_fits_a_date_that_is_none(record: Record, make: Make) -> None:
    record.add(make("one", ("Lind", "it rains"), published="2026-03-05"))
    assert record.count(since="soon") == record.count(until="soon") == 0


def test_what_has_no_date_fits_no_dates_and_comes_last(record: Record, make: Make) -> None:
    record.add(make("one", ("Lind", "it rains")))
    record.add(make("two", ("Lind", "it snows"), published="2026-03-05"))
    assert record.count(since="1900") == record.count(until="2100") == 1
    assert [h.article["id"] for h in record.search()] == ["two", "one"]


def test_the_least_confidence_is_enough(record: Record, make: Make) -> None:
    record.add(make("one", ("Lind", "it rains")))
    assert record.count(min_confidence=0.8) == 1
    assert record.count(min_confidence=0.8001) == 0


def test_carriers_are_counted_one_by_one(record: Record, make: Make) -> None:
    given = make("one", ("Lind", "it rains"), ("Berg", "it snows"))
    both = tuple(Via(name=n, type="outlet", spans=()) for n in ("Reuters", "RT"))
    record.add(replace(given, attributions=tuple(replace(a, via=both[: n + 1]) for n, a in enumerate(given.attributions))))
    assert record.facets()["via"] == [("Reuters", 2), ("RT", 1)]
    assert record.facets(via="rt")["via"] == [("Reuters", 2), ("RT", 1)]
    assert record.facets(via="rt")["speaker"] == [("Berg", 1)]


def test_an_interval_fits_whatever_touches_it(record: Record, make: Make) -> None:
    given = make("one", ("Lind", "it rains"), published="2026-09-01")
    on = Date(value="2026-03-05/2026-04-02", text="in spring", spans=((0, 4),))
    record.add(replace(given, attributions=(replace(given.attributions[0], said_on=on),)))
    assert record.count(since="2026-04") == record.count(until="2026-03-05") == record.count(since="2026-03-20", until="2026-03-20") == 1
    assert record.count(since="2026-05") == record.count(until="2026-02") == 0


def test_a_record_of_the_first_version_is_brought_up_to_date(place: str, tmp_path: Path, make: Make) -> None:
    said = [make(f"n{n}", ("Ana Lind", f"it rains {n}"), ("Berg", "it snows"), outlet="Post", published="2026-03-05") for n in range(300)]
    via = (Via(name="Reuters", type="outlet", spans=()),)
    said[7] = replace(said[7], attributions=tuple(replace(a, via=via) for a in said[7].attributions))
    of_version_one(place, said)
    with pytest.raises(RecordError, match="onrecord record upgrade"):
        open_record(place)
    assert upgraded(place) == VERSION - 1
    with open_record(place) as old, open_record(tmp_path / "new.db") as new:
        assert [*new.add_all(said)] == [Kept.NEW] * 300
        every: tuple[dict[str, Any], ...] = ({}, {"speaker": "Lind", "until": "2026"}, {"via": "reuters"})
        for asked in every:
            assert old.facets(**asked) == new.facets(**asked)
            assert [(h.id, h.article) for h in old.search(limit=None, **asked)] == [
                (h.id, h.article) for h in new.search(limit=None, **asked)
            ]
        assert old.faults() == new.faults() == []


def test_who_is_one_with_whom_is_known_at_once(record: Record) -> None:
    record.add(article("one", "Ana Lind", "Bo Berg"))
    record.add(article("two", "Ana Lind", "Cy Dahl"))
    assert record.facets()["speaker"] == [("Ana Lind", 2), ("Bo Berg", 1), ("Cy Dahl", 1)]
    lind, berg = number(record, "one", "Ana Lind"), number(record, "one", "Bo Berg")
    record.speakers.merge(lind, berg)
    assert record.facets()["speaker"] == [("Ana Lind", 3), ("Cy Dahl", 1)]
    assert record.count(speaker="Berg") == record.count(speaker=berg) == record.count("", speaker="Ana Lind") == 3
    record.speakers.undo()
    other = record.speakers.split(lind, articles=["two"], name="Ana Lind (swimmer)").id
    assert record.facets()["speaker"] == [("Ana Lind", 1), ("Ana Lind (swimmer)", 1), ("Bo Berg", 1), ("Cy Dahl", 1)]
    assert [h.article["id"] for h in record.search(speaker=other)] == ["two"]
    assert [h.article["id"] for h in record.search(speaker=lind)] == ["one"]
    assert record.faults() == []
    record.speakers.undo()
    assert record.count(speaker=lind) == 2
    assert record.faults() == []
