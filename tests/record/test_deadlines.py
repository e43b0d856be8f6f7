import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from onrecord.errors import Cancelled, RecordError
from onrecord.model import Reading
from onrecord.record import Kept, Record, deadline, open_record

Make = Callable[..., Reading]

ENDLESS = "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT count(*) FROM n"


def cancelled(do: Callable[[], object]) -> str:
    with pytest.raises(Cancelled) as error:
        do()
    message = str(error.value)
    assert "\n" not in message
    return message


def test_a_query_that_takes_too_long_is_stopped_and_the_record_stays_usable(record: Record, make: Make) -> None:
    record.add(make("one", ("Lind", "it rains")))
    began = time.monotonic()

    def ask() -> None:
        with deadline(record.database, 0.2):
            record.database.rows(ENDLESS)

    assert "took longer than the 0.2 seconds" in cancelled(ask)
    assert time.monotonic() - began < 10
    assert record.count("rains") == 1
    assert record.add(make("two", ("Lind", "it snows"))) is Kept.NEW


def test_whoever_catches_record_errors_catches_that_too() -> None:
    assert issubclass(Cancelled, RecordError)


def test_what_is_in_time_is_answered_and_nothing_is_stopped_afterwards(record: Record, make: Make) -> None:
    record.add(make("one", ("Lind", "it rains")))
    for _ in range(20):
        with deadline(record.database, 60) as limit:
            assert record.count() == 1
            assert 0 < limit.left <= 60
    with deadline(record.database, 0.05):
        assert record.count() == 1
    time.sleep(0.1)
    assert record.count() == 1
    assert record.database.limit is None


def test_nothing_more_is_begun_when_the_time_is_over(record: Record, make: Make) -> None:
    record.add(make("one", ("Lind", "it rains")))

    def ask() -> None:
        with deadline(record.database, 0.05):
            time.sleep(0.1)  # a calculation
            record.count()

    assert "took longer than the 0.05 seconds" in cancelled(ask)


def test_a_calculation_between_two_queries_can_look_at_the_time(record: Record) -> None:
    record.database.check()
    turns = 0

    def calculate() -> None:
        nonlocal turns
        with deadline(record.database, 0.1):
            while True:
                np.sort(np.arange(1000)[::-1])
                record.database.check()
                turns += 1

    assert "took longer" in cancelled(calculate)
    assert turns > 1


def test_a_deadline_of_no_time_lets_nothing_begin(record: Record) -> None:
    def ask() -> None:
        with deadline(record.database, 0):
            record.count()

    assert "took longer than the 0 seconds" in cancelled(ask)


def test_another_thread_can_stop_what_is_asked(record: Record) -> None:
    begun = threading.Event()

    def ask() -> None:
        with deadline(record.database, 60) as limit:
            stoppers.append(limit.stop)
            begun.set()
            record.database.rows(ENDLESS)

    stoppers: list[Callable[[], None]] = []
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(cancelled, ask)
        assert begun.wait(10)
        stoppers[0]()
        assert "was stopped before it had answered" in done.result(20)
    stoppers[0]()  # too late, and so without effect
    assert record.count() == 0


def test_a_connection_can_be_interrupted_without_a_deadline(record: Record) -> None:
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(cancelled, lambda: record.database.rows(ENDLESS))
        while not done.done():
            record.database.interrupt()
            time.sleep(0.02)
        assert "was stopped before it had answered" in done.result()
    record.database.interrupt()  # nothing runs
    assert record.count() == 0


def test_a_closed_record_can_be_interrupted(record: Record) -> None:
    record.close()
    record.database.interrupt()


def test_of_two_deadlines_the_first_one_holds(record: Record) -> None:
    def inner() -> None:
        with deadline(record.database, 60), deadline(record.database, 0.1):
            record.database.rows(ENDLESS)

    def outer() -> None:
        with deadline(record.database, 0.1), deadline(record.database, 60) as limit:
            assert limit.left <= 0.1
            record.database.rows(ENDLESS)

    assert "0.1 seconds" in cancelled(inner)
    assert "0.1 seconds" in cancelled(outer)

    def after() -> None:
        with deadline(record.database, 0.2):
            with deadline(record.database, 60):
                record.count()
            record.database.rows(ENDLESS)

    assert "0.2 seconds" in cancelled(after)


def test_a_transaction_that_is_stopped_keeps_nothing(record: Record) -> None:
    def write() -> None:
        with deadline(record.database, 0.2), record.database.writing():
            record.database.run("INSERT INTO outlets (name) VALUES ('Post')")
            record.database.rows(ENDLESS)

    cancelled(write)
    assert record.stats()["outlets"] == 0
    with record.database.writing():
        record.database.run("INSERT INTO outlets (name) VALUES ('Herald')")
    assert record.stats()["outlets"] == 1


def test_a_snapshot_that_is_stopped_is_let_go(record: Record) -> None:
    def read() -> None:
        with deadline(record.database, 0.2), record.database.reading():
            record.database.rows(ENDLESS)

    cancelled(read)
    with record.database.reading():
        assert record.count() == 0


def test_rows_that_are_streamed_are_stopped(record: Record, make: Make) -> None:
    for n in range(30):
        record.add(make(f"n{n}", *(("Lind", f"it rains {n} {i}") for i in range(10))))

    def stream() -> None:
        with deadline(record.database, 0.2):
            for _ in record.database.stream("SELECT a.id FROM attributions a CROSS JOIN attributions b CROSS JOIN attributions c"):
                pass

    cancelled(stream)
    assert record.count() == 300


def test_who_waits_for_another_writer_waits_no_longer_than_the_deadline(record: Record, place: str, make: Make) -> None:
    record.add(make("one", ("Lind", "it rains")))
    with open_record(place) as other, other.database.writing():
        other.database.run("UPDATE articles SET url = 'https://post.example'")
        began = time.monotonic()

        def write() -> None:
            with deadline(record.database, 0.3):
                record.add(make("two", ("Lind", "it snows")))

        assert "took longer than the 0.3 seconds" in cancelled(write)
        assert time.monotonic() - began < 15
    assert record.add(make("two", ("Lind", "it snows"))) is Kept.NEW


def test_threads_use_one_connection_one_after_the_other(record: Record, make: Make) -> None:
    for n in range(8):
        with ThreadPoolExecutor(1) as pool:
            assert pool.submit(record.add, make(f"n{n}", ("Lind", f"it rains {n}"))).result(30) is Kept.NEW
        with ThreadPoolExecutor(1) as pool:
            found = pool.submit(lambda: [hit.article["id"] for hit in record.search("rains")]).result(30)
        assert sorted(found) == [f"n{i}" for i in range(n + 1)]


def refused(do: Callable[[], object]) -> str:
    with pytest.raises(RecordError) as error:
        do()
    message = str(error.value)
    assert "\n" not in message
    return message


def test_a_record_that_is_opened_to_be_read_is_read_and_never_written(record: Record, place: str, make: Make) -> None:
    record.add(make("one", ("Lind", "it rains"), outlet="Post"))
    with open_record(place, read_only=True) as reader:
        assert reader.count("rains") == 1
        assert reader.reading(1).article.outlet == "Post"
        assert [s.name for s in reader.speakers.find("lind")] == ["Lind"]
        with reader.database.reading():
            assert len([*reader.database.stream("SELECT id FROM attributions")]) == 1
        for write in (
            lambda: reader.add(make("two", ("Lind", "it snows"))),
            lambda: reader.database.run("DELETE FROM carriers"),
            lambda: reader.database.define("CREATE TABLE more (id INTEGER PRIMARY KEY)"),
            lambda: reader.database.run_all("INSERT INTO outlets (name) VALUES (?)", [("Herald",)]),
            reader.update_claims,
        ):
            assert "was opened only to be read" in refused(write)
        assert reader.faults() == []
        record.add(make("two", ("Lind", "it snows")))
        assert reader.count() == 2
    assert record.stats()["outlets"] == 1


def test_a_record_that_is_not_there_is_not_made_to_be_read(place: str) -> None:
    assert "there is no such record" in refused(lambda: open_record(place, read_only=True))
    assert "there is no such record" in refused(lambda: open_record(place, read_only=True))
