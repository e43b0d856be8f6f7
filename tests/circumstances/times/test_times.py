import time
from datetime import date

import pytest

from onrecord.circumstances.times import Time, times_in

THURSDAY = date(2026, 3, 5)


def only(text: str, reference: date | None = THURSDAY) -> Time:
    (found,) = times_in(text, reference)
    return found


def read(text: str, reference: date | None = THURSDAY) -> list[tuple[str, str | None]]:
    return [(text[slice(*t.span)], t.value) for t in times_in(text, reference)]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("Lind spoke on June 1, 2023.", "June 1, 2023", "2023-06-01"),
        ("Lind spoke on 1 June 2023.", "1 June 2023", "2023-06-01"),
        ("Lind spoke on Thursday, June 1, 2023.", "Thursday, June 1, 2023", "2023-06-01"),
        ("Lind spoke on Sat., March 7, 2026.", "Sat., March 7, 2026", "2026-03-07"),
        ("Lind spoke on the 1st of June, 2023.", "the 1st of June, 2023", "2023-06-01"),
        ("Lind spoke on Sept. 11 2001.", "Sept. 11 2001", "2001-09-11"),
        ("Lind spoke on 06/01/2023.", "06/01/2023", "2023-06-01"),
        ("Lind spoke on 25/12/2023.", "25/12/2023", "2023-12-25"),
        ("Lind spoke on 13.02.2026.", "13.02.2026", "2026-02-13"),
        ("Lind spoke on 2023-06-01.", "2023-06-01", "2023-06-01"),
        ("Logged 2023-06-01T23:30:00-05:00.", "2023-06-01T23:30:00-05:00", "2023-06-01"),
        ("Lind spoke in May 2021.", "May 2021", "2021-05"),
        ("Lind spoke in early March of 2019.", "early March of 2019", "2019-03"),
        ("Lind spoke in mid-2019.", "mid-2019", "2019"),
        ("Lind spoke in nineteen ninety-six.", "nineteen ninety-six", "1996"),
        ("Lind spoke in January nineteen ninety-seven.", "January nineteen ninety-seven", "1997-01"),
        ("It was the year two thousand.", "the year two thousand", "2000"),
        ("It was in fiscal 2025.", "fiscal 2025", "2025"),
        ("The 9/11 attacks changed that.", "9/11", "2001-09-11"),
        ("The Sept. 11 attacks changed that.", "Sept. 11", "2001-09-11"),
    ],
)
def test_absolute_expressions(text: str, words: str, value: str) -> None:
    assert read(text) == read(text, None) == [(words, value)]
    assert not only(text).relative


@pytest.mark.parametrize(
    ("text", "words", "value", "timex"),
    [
        ("It was built in the 1990s.", "the 1990s", "1990-01-01/1999-12-31", "199X"),
        ("It was built in the '90s.", "the '90s", "1990-01-01/1999-12-31", "199X"),
        ("It was built in the late nineties.", "the late nineties", "1990-01-01/1999-12-31", "199X"),
        ("It was built in the 19th century.", "the 19th century", "1800-01-01/1899-12-31", "18XX"),
        ("It was built in the summer of 2019.", "the summer of 2019", "2019-06-01/2019-08-31", "2019-SU"),
        ("It was built in the winter of 2009-10.", "the winter of 2009-10", "2009-12-01/2010-02-28", "2009-WI"),
        ("It grew in the third quarter of 2024.", "the third quarter of 2024", "2024-07-01/2024-09-30", "2024-Q3"),
        ("It grew in Q1 2025.", "Q1 2025", "2025-01-01/2025-03-31", "2025-Q1"),
        ("It grew in the first half of 2025.", "the first half of 2025", "2025-01-01/2025-06-30", "2025-H1"),
        ("It grew in the week of March 2, 2026.", "the week of March 2, 2026", "2026-03-02/2026-03-08", "2026-W10"),
        ("The 2019-2020 season was short.", "2019-2020", "2019-01-01/2020-12-31", "2019/2020"),
        ("The 1998-99 season was short.", "1998-99", "1998-01-01/1999-12-31", "1998/1999"),
        ("The war lasted from 1939 to 1945.", "1939 to 1945", "1939-01-01/1945-12-31", "1939/1945"),
        ("The fair ran from 3 to 9 February 2026.", "3 to 9 February 2026", "2026-02-03/2026-02-09", "2026-02-03/2026-02-09"),
        ("It ran between 3 and 9 February 2026.", "3 and 9 February 2026", "2026-02-03/2026-02-09", "2026-02-03/2026-02-09"),
        ("It ran between March 3 and March 9, 2023.", "March 3 and March 9, 2023", "2023-03-03/2023-03-09", "2023-03-03/2023-03-09"),
        ("The city fell in 490 BC.", "490 BC", None, "BC0490"),
    ],
)
def test_longer_stretches_have_their_first_and_last_day(text: str, words: str, value: str | None, timex: str) -> None:
    found = only(text)
    assert (text[slice(*found.span)], found.value, found.timex) == (words, value, timex)


@pytest.mark.parametrize(
    ("text", "words", "value", "timex"),
    [
        ("Lind resigned yesterday.", "yesterday", "2026-03-04", "2026-03-04"),
        ("Lind resigned earlier today.", "earlier today", "2026-03-05", "2026-03-05"),
        ("Lind resigned this morning.", "this morning", "2026-03-05", "2026-03-05TMO"),
        ("Lind resigned last night.", "last night", "2026-03-04", "2026-03-04TNI"),
        ("Lind will resign tomorrow evening.", "tomorrow evening", "2026-03-06", "2026-03-06TEV"),
        ("Lind resigned the day before yesterday.", "the day before yesterday", "2026-03-03", "2026-03-03"),
        ("Lind resigned on Tuesday night.", "Tuesday night", "2026-03-03", "2026-03-03TNI"),
        ("Lind resigned at 10 p.m. Wednesday.", "10 p.m. Wednesday", "2026-03-04", "2026-03-04T22:00"),
        ("Lind resigned on Wednesday at 9.30am.", "Wednesday at 9.30am", "2026-03-04", "2026-03-04T09:30"),
        ("Lind resigned last week.", "last week", "2026-02-23/2026-03-01", "2026-W09"),
        ("Lind resigned over the weekend.", "the weekend", "2026-02-28/2026-03-01", "2026-W09-WE"),
        ("Lind resigned last month.", "last month", "2026-02", "2026-02"),
        ("Lind resigned earlier this year.", "earlier this year", "2026", "2026"),
        ("Lind resigned late last year.", "late last year", "2025", "2025"),
        ("Lind resigned last fall.", "last fall", "2025-09-01/2025-11-30", "2025-FA"),
        ("Lind resigned last May.", "last May", "2025-05", "2025-05"),
        ("Lind resigned in June of last year.", "June of last year", "2025-06", "2025-06"),
        ("Lind resigned on Wednesday of last week.", "Wednesday of last week", "2026-02-25", "2026-02-25"),
        ("Lind resigned two weeks ago.", "two weeks ago", "2026-02-16/2026-02-22", "2026-W08"),
        ("Lind resigned 10 days ago.", "10 days ago", "2026-02-23", "2026-02-23"),
        ("Lind resigned five months ago.", "five months ago", "2025-10", "2025-10"),
        ("Lind resigned some 10 years ago.", "some 10 years ago", "2016", "2016"),
        ("Lind resigned a decade ago.", "a decade ago", "2010-01-01/2019-12-31", "201X"),
        ("Lind resigned twenty-five years ago.", "twenty-five years ago", "2001", "2001"),
        ("Lind will resign in two weeks.", "two weeks", "2026-03-16/2026-03-22", "2026-W12"),
        ("Lind will resign by the end of the month.", "the end of the month", "2026-03", "2026-03"),
        ("Lind will resign five years from now.", "five years from now", "2031", "2031"),
        ("Profit fell in the third quarter.", "the third quarter", "2025-07-01/2025-09-30", "2025-Q3"),
        ("Profit fell in the fourth quarter of last year.", "the fourth quarter of last year", "2025-10-01/2025-12-31", "2025-Q4"),
        ("Lind resigned on Christmas Eve.", "Christmas Eve", "2025-12-24", "2025-12-24"),
        ("Lind will resign by Easter.", "Easter", "2026-04-05", "2026-04-05"),
        ("Lind resigned last Thanksgiving.", "last Thanksgiving", "2025-11-27", "2025-11-27"),
    ],
)
def test_expressions_that_count_from_the_day_of_publication(text: str, words: str, value: str, timex: str) -> None:
    found = only(text)
    assert (text[slice(*found.span)], found.value, found.timex, found.relative) == (words, value, timex, True)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Lind said Friday that the bridge is closed.", "2026-02-27"),
        ("Lind will speak on Friday.", "2026-03-06"),
        ("The talks are scheduled to resume Monday.", "2026-03-09"),
        ("The offer, to be completed Friday, is fair.", "2026-03-06"),
        ("On Friday, the court will rule.", "2026-03-06"),
        ("On Friday, the court ruled.", "2026-02-27"),
        ("Lind spoke on Thursday.", "2026-03-05"),
        ("Lind will speak on Thursday.", "2026-03-05"),
        ("Lind spoke last Thursday.", "2026-02-26"),
        ("Lind will speak next Tuesday.", "2026-03-10"),
        ("Lind won on Sunday.", "2026-03-01"),
        ("Lind won't speak on Sunday.", "2026-03-08"),
        ("The road is closed until Monday.", "2026-03-09"),
        ("Lind said the flights had been suspended until Monday.", "2026-03-09"),
        ("They were ordered to leave by Monday.", "2026-03-09"),
        ("By Monday, the flood had reached the town.", "2026-03-02"),
        ("The offer had been scheduled to expire on Monday.", "2026-03-02"),
        ("Lind resigned in November.", "2025-11"),
        ("The trial begins in November.", "2026-11"),
        ("Lind resigned on Feb. 20.", "2026-02-20"),
        ("The offer expires on Feb. 20.", "2027-02-20"),
        ("The dividend is payable April 1.", "2026-04-01"),
        ("Lind died on 11 September.", "2025-09-11"),
    ],
)
def test_tense_tells_past_from_future(text: str, value: str) -> None:
    assert only(text).value == value


def test_directions() -> None:
    text = "Lind resigned last week, speaks today, and will return next month; recently she slept, soon she will not."
    assert [t.direction for t in times_in(text, THURSDAY)] == ["past", None, "future", "past", "future"]


def test_only_a_part_may_be_meant() -> None:
    assert [t.mod for t in times_in("In early March, in mid-March, at the end of March, in March.", THURSDAY)] == [
        "START",
        "MID",
        "END",
        None,
    ]


def test_a_year_earlier_counts_from_what_was_mentioned() -> None:
    assert read("Lind moved in May 2011. The following month she met Ruiz, whom she had lost two years earlier. That year was cold.") == [
        ("May 2011", "2011-05"),
        ("The following month", "2011-06"),
        ("two years earlier", "2009"),
        ("That year", "2011"),
    ]


def test_a_year_ago_is_a_quarter_where_quarters_are_compared() -> None:
    assert read("Profit rose 3% in the fourth quarter from a year ago.")[1] == ("a year ago", "2024-10-01/2024-12-31")
    assert read("The fourth-quarter loss compares with a year-earlier profit.")[1] == ("year-earlier", "2024-10-01/2024-12-31")


def test_days_do_not_count_from_longer_stretches() -> None:
    assert read("In 2014 Lind moved. Three days later she left.")[1] == ("Three days later", None)


def test_a_story_goes_on_in_its_own_year() -> None:
    assert read("In 1989 he moved to Berlin. On Nov. 9, the wall fell; by December he had left.") == [
        ("1989", "1989"),
        ("Nov. 9", "1989-11-09"),
        ("December", "1989-12"),
    ]
    assert read("He has lived there since 1989. In March, he left.", date(2026, 6, 1))[1] == ("March", "2026-03")


@pytest.mark.parametrize("words", ["now", "right now", "currently", "at the moment", "these days"])
def test_the_present(words: str) -> None:
    found = only(f"Lind lives there {words}.")
    assert (found.timex, found.value, found.grain) == ("PRESENT_REF", None, "vague")


@pytest.mark.parametrize(
    ("text", "timex"),
    [
        ("In the past, Lind sang.", "PAST_REF"),
        ("Lind sang recently.", "PAST_REF"),
        ("Lind sang several years ago.", "PAST_REF"),
        ("Lind sang in recent years.", "PAST_REF"),
        ("Lind will sing in the near future.", "FUTURE_REF"),
        ("Lind will sing in the coming weeks.", "FUTURE_REF"),
    ],
)
def test_vague_expressions(text: str, timex: str) -> None:
    assert only(text).timex == timex


@pytest.mark.parametrize(
    "text",
    [
        "She may march with 2019 people.",
        "He earned $1995 and called 555-2020.",
        "It lasted for two weeks.",
        "He wrote it in two weeks.",
        "The fall of the government surprised Theresa May.",
        "April Novak and Mr. June said so.",
        "He reads The Friday Times and USA Today.",
        "She is in her thirties.",
        "They march each July and every Monday.",
        "He came second and took a quarter of it.",
        "The score was 3:10 and then 10-9.",
        "In the third quarter the quarterback threw a touchdown.",
        "",
        " \n\n ",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert read(text) == []


def test_without_a_day_of_publication_only_absolute_dates_have_values() -> None:
    text = "On Friday, June 5 and last week, two years ago, in May, on June 1, 2023."
    assert [v for _, v in read(text, None) if v] == ["2023-06-01"]
    assert only("Lind spoke on June 5.", None).timex == "XXXX-06-05"
    assert only("Lind spoke on Friday.", None).timex == "XXXX-WXX-5"


@pytest.mark.parametrize(
    ("reference", "text", "value"),
    [
        (date(2024, 2, 29), "Lind spoke a year ago.", "2023"),
        (date(2024, 2, 29), "Lind spoke on Feb. 29.", "2024-02-29"),
        (date(2025, 3, 1), "Lind spoke on Feb. 29.", "2024-02-29"),
        (date(2024, 1, 31), "Lind spoke one month ago.", "2023-12"),
        (date(2024, 1, 1), "Lind spoke last week.", "2023-12-25/2023-12-31"),
        (date(2024, 1, 1), "Lind spoke last month.", "2023-12"),
        (date(2026, 3, 8), "Lind spoke last week.", "2026-03-02/2026-03-08"),
        (date(1900, 1, 1), "Lind spoke yesterday.", "1899-12-31"),
        (date(9999, 12, 31), "Lind spoke this month.", "9999-12"),
    ],
)
def test_edges_of_the_calendar(reference: date, text: str, value: str) -> None:
    assert only(text, reference).value == value


@pytest.mark.parametrize(
    ("reference", "text"),
    [
        (date(9999, 12, 31), "Lind will speak next year, next week, tomorrow, on Monday and five centuries from now."),
        (date(1, 1, 1), "Lind spoke last year, two weeks ago, yesterday, on Sunday and ten decades ago."),
        (date(2026, 3, 5), "Lind spoke 5000 years ago and 999999999999999999999 days ago."),
    ],
)
def test_outside_the_calendar_there_are_no_values(reference: date, text: str) -> None:
    assert not any(t.value for t in times_in(text, reference))


@pytest.mark.parametrize("words", ["2023-02-30", "February 30, 2023", "13/13/2023", "31 June 2023", "99 hours ago", "2026-99-99T99:99"])
def test_impossible_days_have_no_value(words: str) -> None:
    assert all(len(t.value or "") < 10 for t in times_in(f"On {words} it rained.", THURSDAY))


@pytest.mark.parametrize(
    "piece",
    [
        "last ",
        "1",
        "1 ",
        "the late ",
        "by May ",
        "Friday ",
        "one hundred ",
        "a year ago ",
        "third quarter ",
        "1989-",
        "1,111",
        "\n ",
        "'",
        "named ",
    ],
)
def test_time_is_linear_in_the_text(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        began = time.perf_counter()
        times_in(text, THURSDAY)
        return time.perf_counter() - began

    small = min(seconds(20_000) for _ in range(3))
    assert seconds(200_000) < 10 * 4 * small + 0.5
