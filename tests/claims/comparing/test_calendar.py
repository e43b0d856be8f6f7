"""Dates as they are written, part by part."""

import pytest

from onrecord.claims.comparing.calendar import Day, clash
from onrecord.claims.comparing.contents import content_of


def _days(text: str) -> list[Day]:
    return [u.value for u in content_of(text).units if isinstance(u.value, Day)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("on Friday", {"weekday": 4}),
        ("on June 12", {"month": 6, "day": 12}),
        ("on 12 June", {"month": 6, "day": 12}),
        ("on the 12th of June", {"month": 6, "day": 12}),
        ("on Friday, June 12, 2026", {"weekday": 4, "month": 6, "day": 12, "year": 2026}),
        ("in June 2026", {"month": 6, "year": 2026}),
        ("in 1998", {"year": 1998}),
        ("in May", {"month": 5}),
        ("on Feb 20", {"month": 2, "day": 20}),
        ("tomorrow", {"near": 1}),
        ("next week", {"week": 1}),
        ("last year", {"year": -1}),
        ("in spring", {"season": "SP"}),
        ("at 3 pm", {"clock": "15:00"}),
        ("at 14:30", {"clock": "14:30"}),
        ("at noon", {"clock": "12:00"}),
        ("at midnight", {"clock": "24:00"}),
    ],
)
def test_parts(text: str, parts: dict[str, int | str]) -> None:
    (day,) = _days(text)
    assert dict(day.parts) == parts


@pytest.mark.parametrize("text", ["it may rain", "May I go", "they march on", "the fall of the house", "the sun", "2,000 people"])
def test_what_is_no_date(text: str) -> None:
    assert _days(text) == []


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ("on Friday", "on Sunday", True),
        ("on Friday", "on Friday, 12 June", False),
        ("on Friday", "on 12 June", None),
        ("in June", "in July", True),
        ("on 12 June", "on 19 June", True),
        ("in June", "on 12 June", False),
        ("today", "tomorrow", None),
        ("next week", "last week", True),
        ("in 1998", "in 1999", True),
    ],
)
def test_clashes(a: str, b: str, expected: bool | None) -> None:
    (x,), (y,) = _days(a), _days(b)
    assert clash(x, y) is clash(y, x) is expected
