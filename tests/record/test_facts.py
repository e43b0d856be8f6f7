from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from onrecord.errors import RecordError
from onrecord.model import Date, Reading, Via
from onrecord.record import Record, open_record
from onrecord.record.facts import CODES, day_number
from onrecord.record.records import upgraded
from onrecord.record.schema import STEPS

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


def of_version_one(path: Path, record: Record) -> None:
    """Make of a record what the first onrecord would have made of the same articles."""
    for table in ("facts", "names", "meanings", "signs"):
        record.database.run(f"DROP TABLE {table}")
    for index in ("speakings_key", "speakings_known", "versions_current"):
        record.database.run(f"DROP INDEX {index}")
    record.database.run("CREATE INDEX attributions_said ON attributions(said_first)")
    record.database.run("CREATE INDEX attributions_act ON attributions(act, stance)")
    record.database.run("PRAGMA user_version = 1")
    record.close()


def test_a_record_of_the_first_version_is_brought_up_to_date(tmp_path: Path, make: Make) -> None:
    path = tmp_path / "news.db"
    with open_record(path) as record:
        for n in range(300):
            record.add(make(f"n{n}", ("Ana Lind", f"it rains {n}"), ("Berg", "it snows"), outlet="Post", published="2026-03-05"))
        record.add(make("n7", ("Ana Lind", "it hails"), outlet="Post"))
        before = record.facets(), record.count(speaker="Lind", until="2026"), [h.id for h in record.search(limit=None)]
        of_version_one(path, record)
    with pytest.raises(RecordError, match="onrecord record upgrade"):
        open_record(path)
    assert upgraded(path) == len(STEPS) - 1
    with open_record(path) as record:
        assert (record.facets(), record.count(speaker="Lind", until="2026"), [h.id for h in record.search(limit=None)]) == before
        assert record.faults() == []
