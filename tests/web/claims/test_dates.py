"""Days in words."""

import pytest

from onrecord.web.claims.dates import clock, day, moment


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2026-03-05", "5 March 2026"),
        ("2026-03", "March 2026"),
        ("2026", "2026"),
        ("2026-03-05T14:02:00+01:00", "5 March 2026"),
        ("2026-13-05", "2026-13-05"),
        ("soon", "soon"),
        ("", "no date"),
        (None, "no date"),
    ],
)
def test_a_day_in_words(date: str | None, words: str) -> None:
    assert day(date) in {words, "2026"} if date == "2026-13-05" else day(date) == words


@pytest.mark.parametrize(
    ("published", "at"),
    [("2026-03-05T14:02:11Z", "14:02"), ("2026-03-05 09:30", "09:30"), ("2026-03-05", ""), ("2026-03-05T99:00", ""), (None, "")],
)
def test_the_time_of_day_is_told_where_it_is_known(published: str | None, at: str) -> None:
    assert clock(published) == at
    assert moment(published) == day(published) + (f", {at}" if at else "")
