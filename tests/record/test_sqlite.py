import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.errors import RecordError
from onrecord.model import Reading
from onrecord.record import Record, open_record
from onrecord.record.keeping import keep_within
from onrecord.record.records import upgraded
from tests.record.conftest import reading

Make = Callable[..., Reading]


def told(error: "pytest.ExceptionInfo[RecordError]") -> str:
    message = str(error.value)
    assert "\n" not in message
    return message


def test_a_file_that_is_no_record_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("These are notes. " * 200)
    with pytest.raises(RecordError) as error:
        open_record(path)
    assert "is no record" in told(error)
    assert path.read_text().startswith("These are notes.")


def test_a_database_of_something_else_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE notes (text TEXT)")
    connection.close()
    with pytest.raises(RecordError) as error:
        open_record(path)
    assert "is a database of something else" in told(error)
    with pytest.raises(RecordError):
        upgraded(path)
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("notes",)]
    connection.close()


def test_a_record_that_is_not_there_is_not_made_by_looking(tmp_path: Path) -> None:
    with pytest.raises(RecordError) as error:
        open_record(tmp_path / "none.db", create_new=False)
    assert "there is no such record" in told(error)
    assert not (tmp_path / "none.db").exists()


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(RecordError) as error:
        open_record(tmp_path / "none" / "news.db")
    assert "cannot be opened" in told(error)


def test_a_file_that_may_not_be_written(tmp_path: Path, make: Make) -> None:
    with open_record(tmp_path / "news.db") as record:
        record.database.run("PRAGMA query_only = 1")
        with pytest.raises(RecordError) as error:
            record.add(make("one", ("Lind", "it rains")))
    assert "may not be written" in told(error)


def test_a_folder_is_no_record(tmp_path: Path) -> None:
    with pytest.raises(RecordError) as error:
        open_record(tmp_path)
    assert "cannot be opened" in told(error)


def test_a_record_of_a_newer_onrecord_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with open_record(path) as record:
        record.database.run("PRAGMA user_version = 99")
    with pytest.raises(RecordError) as error:
        open_record(path)
    assert "is of version 99" in told(error)


def test_a_full_disk_loses_nothing_that_was_kept(tmp_path: Path, make: Make) -> None:
    path = tmp_path / "news.db"
    with open_record(path) as record:
        record.add(make("one", ("Lind", "it rains")))
        (pages,) = record.database.rows("PRAGMA page_count")[0]
        record.database.rows(f"PRAGMA max_page_count = {pages}")
        many = (make(f"n{n}", ("Lind", f"it rains {n} " * 50)) for n in range(1000))
        with pytest.raises(RecordError) as error:
            list(record.add_all(many))
        assert "the disk is full" in told(error)
    with open_record(path) as record:
        assert record.faults() == []
        assert record.count("rains") >= 1
        assert record.stats()["articles"] == len({h.article["id"] for h in record.search(limit=None)})


def test_rows_that_point_to_nothing_are_found(tmp_path: Path, make: Make) -> None:
    with open_record(tmp_path / "news.db") as record:
        record.add(make("one", ("Lind", "it rains")))
        record.database.run("PRAGMA foreign_keys = OFF")
        record.database.run("DELETE FROM speakings")
        assert any("points to a row" in fault for fault in record.faults())


def test_a_record_that_may_not_be_written_can_be_read(tmp_path: Path, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "news.db"
    with open_record(path) as record:
        record.add(make("one", ("Lind", "it rains")))
    before = sorted(tmp_path.iterdir())
    monkeypatch.setattr("os.access", lambda *_: False)
    with open_record(path) as record:
        assert record.count("rains") == 1
        assert sorted(tmp_path.iterdir()) == before
        with pytest.raises(RecordError) as error:
            record.add(make("two", ("Lind", "it snows")))
    assert "may not be written" in told(error)


def test_a_record_that_may_not_be_written_and_somebody_else_writes(tmp_path: Path, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "news.db"
    with open_record(path) as writer:
        writer.add(make("one", ("Lind", "it rains")))
        monkeypatch.setattr("os.access", lambda *_: False)
        with open_record(path) as record:
            assert record.count("rains") == 1


def test_a_record_that_is_locked_can_be_read_and_says_so_to_writers(tmp_path: Path, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.record.sqlite._PATIENCE", 0.05)
    path = tmp_path / "news.db"
    with open_record(path) as writer, open_record(path) as other, writer.database.writing():
        assert other.stats()["articles"] == 0
        with pytest.raises(RecordError) as error:
            other.add(make("one", ("Lind", "it rains")))
    assert "another process has been writing" in told(error)


def work(record: Record, name: str) -> int:
    """How much SQLite does to add an article, in thousands of steps of its machine."""
    ticks: list[None] = []
    connection = record.database._connection  # type: ignore[attr-defined]
    connection.set_progress_handler(lambda: ticks.append(None), 1000)
    assert not record.has(reading(name).article)
    record.add(reading(name, (f"Speaker {name}", f"so it is in {name}")))
    connection.set_progress_handler(None, 0)
    return len(ticks)


def test_an_article_takes_as_much_work_in_a_large_record_as_in_a_small_one(tmp_path: Path) -> None:
    with open_record(tmp_path / "news.db") as record:
        small = max(work(record, f"a{n}") for n in range(20))
        with record.database.writing():
            for n in range(3000):
                keep_within(record.database, reading(f"b{n}", (f"Speaker b{n}", f"so it is in b{n}")), "test")
        assert min(work(record, f"c{n}") for n in range(5)) <= 2 * small + 2


def test_who_has_much_to_write_keeps_the_memory_that_was_taken_for_it(tmp_path: Path) -> None:
    with open_record(tmp_path / "news.db") as record:
        record.database.run("PRAGMA cache_size = -262144")
        with record.database.writing():
            assert record.database.rows("PRAGMA cache_size") == [(-262144,)]


def test_who_writes_holds_more_of_the_file_than_who_reads(tmp_path: Path) -> None:
    with open_record(tmp_path / "news.db"):
        pass
    with open_record(tmp_path / "news.db") as record:
        (before,) = record.database.rows("PRAGMA cache_size")[0]
        with record.database.writing():
            (after,) = record.database.rows("PRAGMA cache_size")[0]
    assert after < before < 0  # kilobytes are negative
