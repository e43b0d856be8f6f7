import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.facts import day_number
from onrecord.record.timelines import Point, Timeline, buckets, timeline


def days(*given: str | None) -> "np.ndarray[tuple[int], np.dtype[np.int32]]":
    return np.array([day_number(d) or 0 for d in given], dtype=np.int32)


def test_a_few_weeks_are_counted_by_day() -> None:
    found = timeline(days("2026-03-05", "2026-03-07", "2026-03-05", None))
    assert found == Timeline("day", (Point("2026-03-05", 2), Point("2026-03-07", 1)), 1)


def test_a_year_is_counted_by_week_from_monday() -> None:
    found = timeline(days("2026-01-01", "2026-06-07", "2026-06-08", "2026-12-31"))
    assert found.unit == "week"
    assert [p.start for p in found.points] == ["2025-12-29", "2026-06-01", "2026-06-08", "2026-12-28"]


def test_some_years_are_counted_by_month_and_many_by_year() -> None:
    assert timeline(days("2020-02-29", "2023-05")) == Timeline("month", (Point("2020-02-01", 1), Point("2023-05-01", 1)), 0)
    assert timeline(days("1950", "1987-04-02", "2026-12-31")) == Timeline(
        "year", (Point("1950-01-01", 1), Point("1987-01-01", 1), Point("2026-01-01", 1)), 0
    )


def test_one_old_speech_does_not_make_years_of_days() -> None:
    found = timeline(days("1963-08-28", *(f"2026-03-{n % 20 + 1:02}" for n in range(400))))
    assert found.unit == "day"
    assert len(found.points) == 21
    assert found.points[0] == Point("1963-08-28", 1)


def test_who_says_by_what_time_is_counted_gets_that() -> None:
    assert timeline(days("2026-03-05", "2026-03-31"), "month").points == (Point("2026-03-01", 2),)
    assert timeline(days("2026-03-05"), "year").points == (Point("2026-01-01", 1),)


def test_nothing_has_no_points() -> None:
    assert timeline(days()) == Timeline("day", (), 0)
    assert timeline(days(None, None)) == Timeline("day", (), 2)


def test_some_of_the_attributions_are_counted_on_their_own() -> None:
    found = buckets(days("2026-03-05", None, "2026-03-06", "2026-03-06"))
    assert found.counts() == [1, 2]
    assert found.counts(np.array([True, True, False, True])) == [1, 1]
    assert found.counts(np.zeros(4, np.bool_)) == [0, 0]


@given(st.lists(st.integers(0, 99_999_999), max_size=30), st.sampled_from(["day", "week", "month", "year", None]))
def test_whatever_the_numbers_everything_is_counted_once(numbers: list[int], unit: str | None) -> None:
    found = timeline(np.array(numbers, dtype=np.int32), unit)  # type: ignore[arg-type]
    assert sum(p.count for p in found.points) + found.undated == len(numbers)
