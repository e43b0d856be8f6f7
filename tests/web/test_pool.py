"""Connections are few, and no question keeps one for long."""

import threading
import time
from pathlib import Path

import pytest

from onrecord.errors import Cancelled, RecordError
from onrecord.web.pool import Pool
from onrecord.web.problems import Busy
from onrecord.web.settings import Settings

FOREVER = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def test_a_slow_question_is_stopped_and_the_next_one_answered(empty: Path) -> None:
    pool = Pool(Settings(str(empty), connections=1))
    began = time.monotonic()
    with pytest.raises(Cancelled), pool.asked(0.2) as record:
        record.database.rows(FOREVER)
    assert time.monotonic() - began < 3
    with pool.asked() as record:
        assert len(record) == 0
    pool.close()


def test_a_slow_question_does_not_keep_others_waiting(empty: Path) -> None:
    pool = Pool(Settings(str(empty), connections=2))
    asking, over = threading.Event(), []

    def slow() -> None:
        try:
            with pool.asked(2) as record:
                asking.set()
                record.database.rows(FOREVER)
        except Cancelled as error:
            over.append(error)

    thread = threading.Thread(target=slow)
    thread.start()
    assert asking.wait(5)
    began = time.monotonic()
    with pool.asked() as record:
        assert len(record) == 0
    assert time.monotonic() - began < 1
    thread.join()
    assert len(over) == 1
    pool.close()


def test_who_waits_too_long_is_told_so(empty: Path) -> None:
    pool = Pool(Settings(str(empty), connections=1, patience=0.1))
    with pool.asked(), pytest.raises(Busy), pool.asked():
        pass
    pool.close()


def test_what_is_asked_cannot_write(empty: Path) -> None:
    pool = Pool(Settings(str(empty)))
    with pool.asked() as record, pytest.raises(RecordError):
        record.database.run("DELETE FROM articles")
    pool.close()


def test_there_must_be_a_record(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="no such record"):
        Pool(Settings(str(tmp_path / "none.db")))


def test_what_is_idle_is_had_at_once_and_what_is_not_is_waited_for(empty: Path) -> None:
    pool = Pool(Settings(str(empty), connections=1, patience=0.1))
    record = pool.taken_at_once()
    assert record is not None
    assert pool.taken_at_once() is None
    with pytest.raises(Busy):
        pool.taken()
    pool.give_back(record)
    assert pool.taken() is record
    pool.give_back(record)
    pool.close()


def test_a_connection_that_must_be_opened_is_not_had_at_once(empty: Path) -> None:
    pool = Pool(Settings(str(empty), connections=2))
    with pool.asked():
        assert pool.taken_at_once() is None
        with pool.asked() as second:
            assert len(second) == 0
    assert pool.taken_at_once() is not None
    pool.close()
