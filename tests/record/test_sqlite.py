import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.errors import RecordError
from onrecord.model import Reading
from onrecord.record import Record, open_record
from onrecord.record.records import upgraded
from tests.record.conftest import stand_in

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


def test_an_up_to_date_record_needs_no_upgrade(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    open_record(path).close()
    assert upgraded(path) == 0


def test_two_writers_wait_for_each_other(tmp_path: Path, make: Make) -> None:
    path = tmp_path / "news.db"
    open_record(path).close()
    failed: list[BaseException] = []

    def write(who: str) -> None:
        try:
            with open_record(path) as record:
                for n in range(40):
                    record.add(make(f"{who}{n}", (who, f"it rains {n}")))
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=write, args=(who,)) for who in ("Lind", "Berg", "Dahl")]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert failed == []
    with open_record(path) as record:
        assert record.stats()["articles"] == 120
        assert record.faults() == []


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


def test_a_backup_is_a_record(tmp_path: Path, make: Make) -> None:
    with open_record(tmp_path / "news.db") as record:
        record.add(make("one", ("Lind", "it rains")))
        record.back_up(tmp_path / "copy.db")
        with pytest.raises(RecordError) as error:
            record.back_up(tmp_path / "copy.db")
    assert "exists already" in told(error)
    with open_record(tmp_path / "copy.db") as copy:
        assert copy.count("rains") == 1


def test_damage_is_found(tmp_path: Path, make: Make) -> None:
    with open_record(tmp_path / "news.db") as record:
        record.add(make("one", ("Lind", "it rains")))
        record.database.run("UPDATE attributions SET content = 'it snows'")
        assert any("index of words" in fault for fault in record.faults())
        record.database.run("PRAGMA foreign_keys = OFF")
        record.database.run("DELETE FROM speakings")
        assert any("points to a row" in fault for fault in record.faults())


def test_columns_that_do_not_fit_the_attributions_are_found(tmp_path: Path, make: Make) -> None:
    with open_record(tmp_path / "news.db") as record:
        made = make("one", ("Lind", "it rains"), ("Berg", "it snows"))
        record.add(made, stand_in(made))
        assert record.faults() == []
        record.database.run("DELETE FROM facts")
        record.database.run("DELETE FROM signs")
        told = record.faults()
        assert any("2 attributions have no facts" in fault for fault in told)
        assert any("2 vectors of meaning" in fault for fault in told)


def test_an_article_that_is_not_there(record: Record) -> None:
    with pytest.raises(RecordError) as error:
        record.reading(7)
    assert "has no article 7" in told(error)
