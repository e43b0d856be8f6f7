"""Numbers as they are written in news."""

import math

import pytest

from onrecord.claims.comparing.contents import content_of
from onrecord.claims.comparing.quantities import Number, agree, comparable


def _numbers(text: str) -> list[Number]:
    return [u.value for u in content_of(text).units if isinstance(u.value, Number)]


def _number(text: str) -> Number:
    (number,) = _numbers(text)
    return number


@pytest.mark.parametrize(
    ("text", "value", "dimension", "unit"),
    [
        ("40 people", 40, "count", ""),
        ("forty people", 40, "count", ""),
        ("forty-two people", 42, "count", ""),
        ("two hundred and six people", 206, "count", ""),
        ("twelve thousand crossings", 12_000, "count", ""),
        ("1,200 jobs", 1_200, "count", ""),
        ("1,234,567 voters", 1_234_567, "count", ""),
        ("a dozen cars", 12, "count", ""),
        ("two dozen cars", 24, "count", ""),
        ("a hundred birches", 100, "count", ""),
        ("half a million people", 500_000, "count", ""),
        ("1.97 million people", 1_970_000, "count", ""),
        ("a single crown of hair", 1, "money", "crown"),
        ("€4m", 4e6, "money", "euro"),
        ("4 million euros", 4e6, "money", "euro"),
        ("$3.5 billion", 3.5e9, "money", "dollar"),
        ("3.5bn dollars", 3.5e9, "money", "dollar"),
        ("£12", 12, "money", "pound"),
        ("30 cents", 30, "money", "cent"),
        ("3.5 per cent", 0.035, "share", ""),
        ("3.5%", 0.035, "share", ""),
        ("3.5 percent", 0.035, "share", ""),
        ("half of the wells", 0.5, "share", ""),
        ("a quarter of the fleet", 0.25, "share", ""),
        ("two thirds of the crop", 0.666666666, "share", ""),
        ("eight in ten nurses", 0.8, "share", ""),
        ("nine out of ten nurses", 0.9, "share", ""),
        ("2 percentage points", 2, "points", ""),
        ("half a point", 0.5, "points", ""),
        ("a quarter of a point", 0.25, "points", ""),
        ("the third runway", 3, "order", ""),
        ("the 3rd runway", 3, "order", ""),
        ("the twenty-first victim", 21, "order", ""),
        ("twice as much", 2, "times", ""),
        ("prices doubled", 2, "times", ""),
        ("eleven times", 11, "times", ""),
        ("two weeks", 14, "time", ""),
        ("a fortnight", 14, "time", ""),
        ("for a year", 365, "time", ""),
        ("a 14-year-old boy", 14 * 365, "time", ""),
        ("a 35-hour week", 35 / 24, "time", ""),
        ("12 metres", 12, "measure", "m"),
        ("12 kilometres", 12_000, "measure", "m"),
        ("ten thousand kilos", 10, "measure", "tonne"),
        ("40 litres", 40, "measure", "litre"),
    ],
)
def test_exact_numbers(text: str, value: float, dimension: str, unit: str) -> None:
    number = _numbers("for " + text if text == "a fortnight" else text)[0]
    assert number.base == pytest.approx(value, rel=1e-6)
    assert (number.dimension, number.unit, number.bound) == (dimension, unit, "exact")


@pytest.mark.parametrize(
    ("text", "low", "high", "bound"),
    [
        ("at least 40 people", 40, math.inf, "least"),
        ("40 people or more", 40, 40, "exact"),
        ("40 or more people", 40, math.inf, "least"),
        ("no fewer than 40 people", 40, math.inf, "least"),
        ("more than 40 people", 40, math.inf, "more"),
        ("over 40 people", 40, math.inf, "more"),
        ("up to 40 people", 0, 40, "most"),
        ("fewer than 40 people", 0, 40, "under"),
        ("about 40 people", 36, 44, "about"),
        ("some 40 people", 36, 44, "about"),
        ("40 or so people", 36, 44, "about"),
        ("between 10 and 12 people", 10, 12, "exact"),
        ("10 to 12 people", 10, 12, "exact"),
        ("10-12 people", 10, 12, "exact"),
        ("10–12 people", 10, 12, "exact"),
        ("2 to 3 million people", 2e6, 3e6, "exact"),
        ("dozens of people", 24, 200, "vague"),
        ("tens of thousands of people", 20_000, 999_990, "vague"),
        ("several people", 3, 12, "vague"),
        ("a few hundred people", 200, 1_000, "vague"),
    ],
)
def test_bounds_and_ranges(text: str, low: float, high: float, bound: str) -> None:
    number = _number(text)
    assert number.low == pytest.approx(low)
    assert number.high == pytest.approx(high) or number.high == high
    assert number.bound == bound


@pytest.mark.parametrize(
    "text",
    [
        "no one came",
        "the second",
        "in 2019",
        "on 2 June",
        "at 3 pm",
        "once he had left",
        "a man from the village",
        "the same one",
        "not one to complain",
    ],
)
def test_what_is_no_number(text: str) -> None:
    assert not [n for n in _numbers(text) if n.dimension != "order"]


@pytest.mark.parametrize(
    ("a", "b", "how"),
    [
        ("40 people", "forty people", "same"),
        ("12 months", "for a year", "nearly"),
        ("seven days", "for a week", "same"),
        ("nearly 2 million people", "1.97 million people", "nearly"),
        ("2 million people", "1.97 million people", "nearly"),
        ("about 40 people", "42 people", "nearly"),
        ("40 people", "42 people", "no"),
        ("at least 40 people", "40 people", "nearly"),
        ("more than 30 people", "36 people", "possibly"),
        ("dozens of people", "80 people", "possibly"),
        ("dozens of people", "9 people", "no"),
        ("up to 40 people", "40 people", "possibly"),
        ("at least 200 people", "at least 300 people", "possibly"),
        ("at least 60 people", "40 people", "no"),
        ("several people", "a few people", "nearly"),
        ("12,000 people", "12,140 people", "nearly"),
        ("3 per cent", "4 per cent", "no"),
        ("10 to 12 people", "11 people", "nearly"),
    ],
)
def test_how_numbers_go_together(a: str, b: str, how: str) -> None:
    x, y = _number(a), _number(b)
    assert comparable(x, y)
    assert agree(x, y) == agree(y, x) == how


@pytest.mark.parametrize(
    ("a", "b"),
    [("40 euros", "40 dollars"), ("40 metres", "40 litres"), ("3 per cent", "3 people"), ("twice", "2 men")],
)
def test_numbers_of_other_sorts_are_not_compared(a: str, b: str) -> None:
    assert not comparable(_number(a), _number(b))


@pytest.mark.parametrize("text", ["9" * 5000, "1." * 2000, "," * 100 + "1", "1e5", "0 people", "007", "1,2,3", "3.4.5", "-5"])
def test_odd_numbers_break_nothing(text: str) -> None:
    for number in _numbers(text):
        assert number.low <= number.high


def test_numbers_of_different_things_are_not_compared() -> None:
    from onrecord.claims.comparing import compare

    assert not compare("40 people were killed and 60 were injured", "60 people were injured and 40 were killed").material
    assert not compare("412 people were in intensive care", "19 beds were free in intensive care").material
