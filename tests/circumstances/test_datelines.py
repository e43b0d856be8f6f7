from datetime import date

import pytest

from onrecord.circumstances.datelines import dateline_of, reference
from onrecord.model import Article


@pytest.mark.parametrize(
    ("text", "place", "day", "words"),
    [
        ("MINSK, June 1 (Reuters) – The bridge is closed.", "MINSK", None, "June 1"),
        ("Bridge closed\n\nSTAVIK, Norway, March 4, 2026 (Norpress) - It is.", "STAVIK, Norway", "2026-03-04", "March 4, 2026"),
        ("Oslo (Reuters) — The bridge is closed.", "Oslo", None, None),
        ("LONDON — The bridge is closed.", "LONDON", None, None),
        ("Friday, January 4, 2019\n\nA bridge collapsed.", None, "2019-01-04", "Friday, January 4, 2019"),
    ],
)
def test_dateline(text: str, place: str | None, day: str | None, words: str | None) -> None:
    found = dateline_of(text)
    assert found is not None
    assert (found.place.text if found.place else None) == place
    assert (found.date.value if found.date else None) == day
    assert (found.date.text if found.date else None) == words
    for excerpt in (found.place, found.date):
        assert excerpt is None or text[slice(*excerpt.spans[0])] == excerpt.text


@pytest.mark.parametrize(
    "text",
    [
        "Lind: Bridge is safe\n\nIt is.",
        "The bridge – long closed – is open.",
        "Bridge closed\n\nOn January 4, 2019 a bridge collapsed.",
        "",
        "A" * 5000,
        "Born: March 3, 1960\n\nLind is a poet.",
        "Died 3 March 2019\n\nLind was a poet.",
        "It rained.\n\nThen it snowed.\n\nIt hailed.\n\nMarch 3, 2019\n\nIt rained again.",
        "LIVE: Bridge closed",
        "BY ADA LIND - The bridge is closed.",
        "Lind (Labour) - I am angry.",
    ],
)
def test_no_dateline(text: str) -> None:
    assert dateline_of(text) is None


def article(text: str, published: str | None) -> Article:
    return Article(id="x", text=text, published=published)


@pytest.mark.parametrize(
    ("text", "published", "today"),
    [
        ("MINSK, June 1 (Reuters) – It rains.", "2023-06-02", date(2023, 6, 1)),
        ("MINSK, June 1 (Reuters) – It rains.", "2023-12-24", date(2023, 12, 24)),
        ("MINSK, June 1 (Reuters) – It rains.", None, None),
        ("MINSK, June 1, 2023 (Reuters) – It rains.", None, date(2023, 6, 1)),
        ("It rains.", "2023-06-01T23:30:00-05:00", date(2023, 6, 1)),
        ("It rains.", "1900-01-01", date(1900, 1, 1)),
        ("It rains.", "2024-02-29", date(2024, 2, 29)),
        ("It rains.", "2991-01-01", date(2991, 1, 1)),
        ("It rains.", None, None),
    ],
)
def test_the_day_that_today_means(text: str, published: str | None, today: date | None) -> None:
    assert reference(article(text, published), dateline_of(text)) == today
