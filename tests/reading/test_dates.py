import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.dates import parse


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2023-06-02", "2023-06-02"),
        (" 2023-06-02 ", "2023-06-02"),
        ("2023-06-02" + " " * 100, "2023-06-02"),
        ("2023/06/02", "2023-06-02"),
        ("2023/6/2", "2023-06-02"),
        ("20230602", "2023-06-02"),
        ("20230602T101500Z", "2023-06-02T10:15:00+00:00"),
        ("2023-06-02T10:15", "2023-06-02T10:15:00"),
        ("2023-06-02 10:15:30", "2023-06-02T10:15:30"),
        ("2023-06-02T10:15:30Z", "2023-06-02T10:15:30+00:00"),
        ("2023-06-02T10:15:30.123456789+0200", "2023-06-02T10:15:30+02:00"),
        ("2023-06-02T10:15:30-03:30", "2023-06-02T10:15:30-03:30"),
        ("2023-06-02T10:15+05", "2023-06-02T10:15:00+05:00"),
        ("June 2, 2023", "2023-06-02"),
        ("june 2 2023", "2023-06-02"),
        ("Sept. 2nd, 2023", "2023-09-02"),
        ("2 June 2023", "2023-06-02"),
        ("2nd of June 2023", "2023-06-02"),
        ("02-Jun-2023", "2023-06-02"),
        ("Friday, 2 June 2023", "2023-06-02"),
        ("Fri, 02 Jun 2023 10:00:00 GMT", "2023-06-02T10:00:00+00:00"),
        ("Fri, 02 Jun 2023 10:00:00 -0400", "2023-06-02T10:00:00-04:00"),
        ("June 2, 2023 at 4:05 p.m. EDT", "2023-06-02T16:05:00-04:00"),
        ("June 2, 2023, 12:05 am", "2023-06-02T00:05:00"),
        ("2024-02-29", "2024-02-29"),
    ],
)
def test_dates_that_can_be_read(text: str, iso: str) -> None:
    assert parse(text) == iso
    assert parse(iso) == iso


@pytest.mark.parametrize(
    "text",
    [
        *("", "yesterday", "2023", "2023-06", "June 2023", "2023-02-30", "2023-13-01", "2023-00-10", "2023-02-29", "June 31, 2023"),
        *("03/04/2023", "25/12/2023", "3.4.2023", "03-04-23", "0001-01-01", "0001-01-01T00:00:00", "2023-06/02"),
        *("Monday, 2 June 2023", "2023-06-02T25:00", "2023-06-02T10:61", "2023-06-02T10:00+99:00", "June 2, 2023 at 13:00 pm"),
        *(
            "1685700000",
            "2023-06-02 or so",
            "٢٠٢٣-٠٦-٠٢",
            "2023-06-02" + " " * 5 + "x" * 100,
            "2023-06-02" + " " * 80 + "garbage",
            "9" * 10_000_000,
        ),
    ],
)
def test_what_is_no_date_or_could_be_two_is_none(text: str) -> None:
    assert parse(text) is None


def test_a_zone_that_several_places_use_leaves_only_the_day() -> None:
    assert parse("2 June 2023 10:00 IST") == "2023-06-02"


@given(st.datetimes(min_value=datetime.datetime(1600, 1, 1), timezones=st.just(datetime.UTC)))
def test_every_timestamp_of_python_is_read_to_the_second(moment: datetime.datetime) -> None:
    assert parse(moment.isoformat()) == moment.replace(microsecond=0).isoformat()
    assert parse(moment.strftime("%B %d, %Y")) == moment.date().isoformat()


@given(st.text())
def test_any_text_is_a_date_or_none(text: str) -> None:
    found = parse(text)
    assert found is None or parse(found) == found
