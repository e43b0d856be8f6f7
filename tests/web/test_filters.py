"""How values are written on the pages."""

from onrecord.web.filters import counted, percent, thousands, with_query


def test_numbers_are_written_with_what_they_count() -> None:
    assert [counted(n, "article") for n in (0, 1, 1234)] == ["0 articles", "1 article", "1,234 articles"]
    assert counted(2, "reply", "replies") == "2 replies"
    assert thousands(1_000_000) == "1,000,000"
    assert percent(0.125) == "12 %"


def test_what_is_not_asked_is_not_in_the_address() -> None:
    assert with_query("/search", q="a & b", outlet=None, since="", size=0) == "/search?q=a+%26+b&size=0"
    assert with_query("/search", q=None) == "/search"
