import sys

import pytest

from onrecord.errors import RecordError
from onrecord.record import open_record
from onrecord.record.places import is_url, shown


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("news.db", "news.db"),
        ("folder/a@b:c.db", "folder/a@b:c.db"),
        ("postgresql://ana@db.example/news", "postgresql://ana@db.example/news"),
        ("postgres://ana:hush@db.example:5433/news?sslmode=require", "postgres://ana@db.example:5433/news"),
        ("postgresql://ana:hush%40%2F@[::1]:5433/news", "postgresql://ana@[::1]:5433/news"),
        ("postgresql:///news?password=hush&host=/run/pg", "postgresql:///news"),
        ("postgresql://one:1,two:2/news", "postgresql://one:1,two:2/news"),
        ("postgresql://", "postgresql://"),
        ("postgresql://ana:hush@", "postgresql://ana@"),
    ],
)
def test_a_record_is_called_by_its_place_without_a_password(place: str, name: str) -> None:
    assert shown(place) == name


@pytest.mark.parametrize(
    "place",
    [
        "postgresql://ana:hush@hush@db.example/news",
        "postgresql://ana:hush/hush@db.example/news",
        "postgresql://ana:hush?hush@db.example/news",
        "postgresql://ana:12?hush@db.example/news",
        "postgresql://ana:hush",
        "postgresql://db.example/news?password=hush@hush",
        "postgresql://db.example:hush/news",
        "POSTGRESQL://ana:hush:hush@hush:db/news@",
        "mysql://ana:hush@db.example/news",
        "sqlite:///hush",
        "https://ana:hush@db.example/news.db",
    ],
)
def test_what_cannot_be_taken_apart_is_refused_without_a_word_of_it(place: str) -> None:
    assert is_url(place)
    with pytest.raises(RecordError) as error:
        open_record(place)
    told = str(error.value)
    assert "hush" not in told
    assert "12" not in told
    assert "postgresql://user@host/database" in told
    assert "\n" not in told


def test_a_file_may_have_nearly_any_name() -> None:
    assert not any(map(is_url, ("news.db", "C:\\news.db", "postgresql:/news", "./postgresql://x", "a b://c", "")))


def test_without_psycopg_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "onrecord.record.postgres", raising=False)
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(RecordError) as error:
        open_record("postgresql://ana:hush@db.example/news")
    assert str(error.value) == 'postgresql://ana@db.example/news: needs psycopg; install it with: pip install "onrecord[postgres]"'
