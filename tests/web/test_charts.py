"""Bars over time."""

import pytest

from onrecord.record.timelines import Unit
from onrecord.web.charts import bars, last_day, shown_day


def test_bars_stand_where_their_time_is_and_as_high_as_they_count() -> None:
    chart = bars("month", [("2025-11-01", 2, 0), ("2026-01-01", 8, 4), ("2026-02-01", 4, 4)])
    assert chart is not None
    assert [int(b.x) for b in chart.bars] == [0, 2, 3]  # nothing was said in December
    assert [b.height for b in chart.bars] == [25, 100, 50]
    assert [b.dark for b in chart.bars] == [0, 50, 50]
    assert (chart.places, chart.most, chart.first, chart.last, chart.outside) == (4, 8, "2025-11", "2026-02", 0)
    assert all(b.x + b.width <= chart.places for b in chart.bars)


@pytest.mark.parametrize("points", [[], [("2026-01-01", 3, 0)]])
def test_one_bar_compares_nothing(points: list[tuple[str, int, int]]) -> None:
    assert bars("day", points) is None


def test_a_lone_old_speech_does_not_flatten_the_rest() -> None:
    chart = bars("month", [("1963-08-01", 1, 0), *((f"2025-{m:02}-01", 10, 0) for m in range(1, 13))])
    assert chart is not None
    assert (chart.first, chart.places, chart.outside) == ("2025-01", 12, 1)


def test_a_drawing_has_an_end() -> None:
    chart = bars("year", [(f"{y:04}-01-01", 1, 0) for y in range(1, 2000)])
    assert chart is not None
    assert (chart.places, chart.first, chart.last, chart.outside) == (120, "1880", "1999", 1999 - 120)


@pytest.mark.parametrize(
    ("unit", "start", "told", "last"),
    [
        ("day", "2026-03-05", "2026-03-05", "2026-03-05"),
        ("week", "2026-03-02", "week of 2026-03-02", "2026-03-08"),
        ("month", "2026-03-01", "2026-03", "2026-03"),
        ("year", "2026-01-01", "2026", "2026"),
        ("week", "9999-12-27", "week of 9999-12-27", "9999-12-31"),
    ],
)
def test_times_are_called_as_a_search_takes_them(unit: Unit, start: str, told: str, last: str) -> None:
    assert shown_day(unit, start) == told
    assert last_day(unit, start) == last
