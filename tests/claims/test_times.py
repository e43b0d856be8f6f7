import pytest

from onrecord.claims.times import before, moment, order


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("2026-06-10", "2026-06-11", True),
        ("2026-06-11", "2026-06-10", False),
        ("2026-06-10", "2026-06-10", None),
        ("2026-06-10", "2026-06-10T12:00:00Z", None),
        ("2026-06-10T12:00:00Z", "2026-06-11", True),
        ("2026-06-10T12:00:00Z", "2026-06-10T12:00:00Z", None),
        ("2026-06-10T12:00:00", "2026-06-10T12:30:00Z", True),
        ("2026-06-10T12:00:00+02:00", "2026-06-10T11:00:00Z", True),
        (None, "2026-06-10", None),
        ("2026-06", "2026-06-10", None),
        ("never", "2026-06-10", None),
        ("2026-99-99", "2026-06-10", None),
        ("0001-01-01T00:00:00+23:00", "2026-06-10", None),
    ],
)
def test_one_is_before_another_only_where_their_times_tell(a: str | None, b: str | None, expected: bool | None) -> None:
    assert before(a, b) is expected
    assert before(b, a) is (None if expected is None else not expected)


def test_a_day_is_all_of_it() -> None:
    day = moment("2026-06-10")
    assert day is not None
    assert (day[1] - day[0]).days == 1


@pytest.mark.parametrize("edge", ["0001-01-01", "9999-12-31", "9999-12-31T23:59:59-12:00"])
def test_the_first_and_last_days_of_the_calendar_are_no_trouble(edge: str) -> None:
    assert before(edge, "2026-06-10") in {True, False, None}


def test_articles_without_a_time_come_last_then_the_key_decides() -> None:
    assert sorted([("z", None), ("b", "2026-06-10"), ("a", "2026-06-10"), ("c", "bad")], key=lambda x: order(x[1], x[0])) == [
        ("a", "2026-06-10"),
        ("b", "2026-06-10"),
        ("c", "bad"),
        ("z", None),
    ]
