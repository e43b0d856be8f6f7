"""What only a server can do to a record."""

import logging
import re
import socket
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from onrecord.errors import RecordError
from onrecord.model import Reading
from onrecord.record import Kept, Record, open_record
from onrecord.record.query import parse
from tests.postgres import PASSWORD, Server

pytestmark = pytest.mark.postgres
Make = Callable[..., Reading]


@pytest.fixture
def url(new_database: Callable[..., str]) -> str:
    return new_database()


@pytest.fixture
def record(url: str) -> Iterator[Record]:
    with open_record(url) as made:
        yield made


def refused(do: Callable[[], object]) -> str:
    """What is said of something that is refused: one line without a password, nor is there one in the traceback."""
    with pytest.raises(RecordError) as error:
        do()
    message = str(error.value)
    assert "\n" not in message
    whole = "".join(traceback.format_exception(error.value))
    for secret in (PASSWORD, "secret", "hush"):
        assert secret not in re.sub(r'File ".*|^ .*', "", whole, flags=re.MULTILINE)
    return message


def test_a_record_is_called_by_its_url_without_password(record: Record, url: str) -> None:
    assert "secret" in url
    assert re.fullmatch(r"postgresql://onrecord@127\.0\.0\.1:\d+/news\d+", record.name)


def test_a_wrong_password(server: Server, url: str) -> None:
    assert "the password is not that of this user" in refused(lambda: open_record(url.replace("secret", "hush")))
    assert "the password is not that of this user" in refused(lambda: open_record(server.url(user="nobody")))


def test_no_password(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGPASSFILE", "/nonexistent")
    bare = re.sub(r":[^:@]*@", "@", url)
    assert "PGPASSWORD" in refused(lambda: open_record(bare))
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    open_record(bare).close()


def test_a_server_that_is_down() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert "no server answers there" in refused(lambda: open_record(f"postgresql://ana:hush@127.0.0.1:{port}/news"))
    assert "no server answers there" in refused(lambda: open_record("postgresql://ana:hush@/news?host=/nonexistent"))


def test_a_server_that_does_not_answer() -> None:
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen()
        place = f"postgresql://ana:hush@127.0.0.1:{mute.getsockname()[1]}/news?connect_timeout=2"
        assert "the server does not answer" in refused(lambda: open_record(place))


def test_a_host_that_is_not_there() -> None:
    assert "there is no such host" in refused(lambda: open_record("postgresql://ana:hush@nowhere.invalid/news"))


def test_a_database_that_is_not_there(server: Server) -> None:
    assert "there is no such database; make it with createdb" in refused(lambda: open_record(server.url("none")))


@pytest.mark.parametrize("odd", ["?sslmode=odd", "?hush=1", "?connect_timeout=hush", "%zz", "?sslmode"])
def test_a_url_that_libpq_does_not_understand(odd: str) -> None:
    refused(lambda: open_record(f"postgresql://ana:hush@127.0.0.1:1/news{odd}"))


def test_a_database_that_cannot_hold_every_text(new_database: Callable[..., str]) -> None:
    url = new_database("ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    assert "is in the encoding LATIN1" in refused(lambda: open_record(url))


def test_the_language_of_a_server_changes_nothing(server: Server, new_database: Callable[..., str], make: Make) -> None:
    icu = server.run("SELECT 1 FROM pg_collation WHERE collprovider = 'i' LIMIT 1")
    url = new_database("TEMPLATE template0", *(["LOCALE_PROVIDER icu ICU_LOCALE 'sv'"] if icu else ["LOCALE 'C'"]))
    with open_record(url) as record:
        for n, outlet in enumerate(("Ärzte", "zebra", "Zebra", "Post", "a-b", "ab")):
            record.add(make(f"n{n}", ("Lind", f"it rains {n}"), outlet=outlet))
        assert [name for name, _ in record.facets()["outlet"]] == ["Post", "Zebra", "a-b", "ab", "zebra", "Ärzte"]
        assert record.count(outlet="ZEBRA") == 2
        assert record.count(outlet="Ärzte") == 1


def test_tables_of_others_are_left_alone(server: Server, url: str, make: Make) -> None:
    server.run("CREATE TABLE articles (other TEXT); INSERT INTO articles VALUES ('theirs')", url)
    with open_record(url) as record:
        record.add(make("one", ("Lind", "it rains")))
    assert server.run("SELECT * FROM public.articles", url) == [("theirs",)]


def test_a_schema_of_something_else_is_left_alone(server: Server, url: str) -> None:
    server.run("CREATE SCHEMA onrecord; CREATE TABLE onrecord.notes (text TEXT)", url)
    assert "is a database of something else" in refused(lambda: open_record(url))
    assert server.run("SELECT count(*) FROM pg_tables WHERE schemaname = 'onrecord'", url) == [(1,)]


@pytest.fixture
def reader(server: Server, record: Record, url: str, make: Make) -> Iterator[str]:
    """The URL of a record for somebody who may only read it."""
    record.add(make("one", ("Lind", "it rains"), outlet="Post"))
    server.run(f"CREATE ROLE reader LOGIN PASSWORD '{PASSWORD}'")
    server.run("GRANT USAGE ON SCHEMA onrecord TO reader; GRANT SELECT ON ALL TABLES IN SCHEMA onrecord TO reader", url)
    yield url.replace("onrecord:", "reader:")
    server.run("DROP OWNED BY reader", url)
    server.run("DROP ROLE reader")


def test_who_may_only_read_can_search_and_back_up_and_is_told_so_when_writing(reader: str, url: str, make: Make, tmp_path: Path) -> None:
    with open_record(reader) as record:
        assert record.count("rains") == 1
        assert record.reading(1).article.outlet == "Post"
        assert record.faults() == []
        record.back_up(tmp_path / "copy.db")
        assert "this user may not do that (permission denied" in refused(lambda: record.add(make("two", ("Lind", "it snows"))))
        assert record.count() == 1
    with open_record(url + "?options=-c%20default_transaction_read_only%3Don") as record:
        assert "may not be written" in refused(lambda: record.add(make("two", ("Lind", "it snows"))))


def test_who_may_not_look_or_make_tables_is_told_so(reader: str, server: Server, url: str, new_database: Callable[..., str]) -> None:
    server.run("REVOKE USAGE ON SCHEMA onrecord FROM reader", url)
    assert "this user may not do that (permission denied" in refused(lambda: open_record(reader))
    empty = new_database().replace("onrecord:", "reader:")
    assert "this user may not do that (permission denied" in refused(lambda: open_record(empty))


def test_a_schema_that_was_made_for_a_user_is_enough(server: Server, url: str, make: Make) -> None:
    server.run(f"CREATE ROLE writer LOGIN PASSWORD '{PASSWORD}'")
    server.run("CREATE SCHEMA onrecord AUTHORIZATION writer", url)
    with open_record(url.replace("onrecord:", "writer:")) as record:
        assert record.add(make("one", ("Lind", "it rains"))) is Kept.NEW
    server.run("DROP OWNED BY writer", url)
    server.run("DROP ROLE writer")


def test_a_statement_that_takes_too_long(url: str, record: Record) -> None:
    with open_record(url + "?options=-c%20statement_timeout%3D50") as hasty:
        assert "statement_timeout" in refused(lambda: hasty.database.rows("SELECT pg_sleep(5)"))
        assert hasty.count() == 0


def test_who_waits_too_long_for_another_writer_is_told_so(url: str, record: Record, make: Make) -> None:
    with open_record(url) as other, record.database.writing():
        other.database.rows("SELECT set_config('lock_timeout', '50ms', false)")
        assert "another process has been writing to it for long" in refused(lambda: other.add(make("one", ("Lind", "it rains"))))
    assert record.add(make("one", ("Lind", "it rains"))) is Kept.NEW


def cut_off(server: Server, record: Record) -> None:
    """End the connection of a record, as a server does that is restarted."""
    ((pid,),) = record.database.rows("SELECT pg_backend_pid()")
    server.run(f"SELECT pg_terminate_backend({pid}, 5000)")


def test_a_connection_that_is_lost_is_told_and_made_anew(server: Server, record: Record, make: Make) -> None:
    record.add(make("one", ("Lind", "it rains")))
    cut_off(server, record)
    assert "the connection to the server was lost" in refused(record.count)
    assert record.count() == 1
    assert record.add(make("two", ("Lind", "it snows"))) is Kept.NEW


def test_a_connection_that_is_lost_in_the_middle_of_an_article_keeps_nothing_of_it(
    server: Server, record: Record, make: Make, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    put = record.database.words.put

    def once(*values: object) -> None:
        monkeypatch.undo()
        cut_off(server, record)
        put(*values)  # type: ignore[arg-type]

    monkeypatch.setattr(record.database.words, "put", once)
    with caplog.at_level(logging.CRITICAL):
        assert "the connection to the server was lost" in refused(
            lambda: record.add(make("one", ("Lind", "it rains"), ("Berg", "it snows")))
        )
    assert record.stats()["articles"] == 0
    assert record.add(make("one", ("Lind", "it rains"), ("Berg", "it snows"))) is Kept.NEW
    assert record.faults() == []


def test_a_connection_that_is_lost_while_results_are_read(server: Server, record: Record, make: Make) -> None:
    for n in range(250):
        record.add(make(f"n{n}", ("Lind", f"it rains {n}")))
    hits = iter(record.search(limit=None))
    next(hits)
    cut_off(server, record)
    assert "the connection to the server was lost" in refused(lambda: list(hits))
    assert len(list(record.search(limit=None))) == 250


def test_a_record_that_was_closed(record: Record) -> None:
    record.close()
    record.close()
    assert "was closed" in refused(record.count)


def test_too_many_connections(server: Server, record: Record) -> None:
    url = server.database("CONNECTION LIMIT 0")
    server.run(f"CREATE ROLE guest LOGIN PASSWORD '{PASSWORD}'")
    assert "as many connections as it takes" in refused(lambda: open_record(url.replace("onrecord:", "guest:")))
    server.run("DROP ROLE guest")
    server.drop(url)


def test_a_reader_is_not_held_up_by_a_writer(url: str, record: Record, make: Make) -> None:
    record.add(make("one", ("Lind", "it rains")))
    inside, done = threading.Event(), threading.Event()

    def hold() -> None:
        with open_record(url) as other, other.database.writing():
            other.database.run("UPDATE attributions SET content = 'it snows'")
            inside.set()
            done.wait(10)
            raise LookupError

    def held() -> None:
        with pytest.raises(LookupError):
            hold()

    writer = threading.Thread(target=held)
    writer.start()
    inside.wait(10)
    before = time.monotonic()
    assert record.count("rains") == 1
    assert record.has(make("one", ("Lind", "it rains")).article)
    assert time.monotonic() - before < 5
    done.set()
    writer.join()
    assert record.faults() == []


def test_a_server_that_isolates_more_keeps_nothing_twice(url: str, make: Make) -> None:
    place = url + "?options=-c%20default_transaction_isolation%3Dserializable"
    open_record(place).close()
    failed: list[BaseException] = []

    def write() -> None:
        try:
            with open_record(place) as record:
                for n in range(20):
                    record.add(make(f"n{n}", ("Lind", f"it rains {n}")))
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=write) for _ in range(3)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert failed == []
    with open_record(place) as record:
        assert record.stats()["articles"] == 20


def test_rows_that_point_to_nothing_are_found(server: Server, record: Record, url: str, make: Make) -> None:
    record.add(make("one", ("Lind", "it rains")))
    server.run("SET session_replication_role = replica; DELETE FROM onrecord.speakings", url)
    assert any("points to a row of speakings" in fault for fault in record.faults())


def test_words_that_are_missing_or_too_many_are_found_and_mended(record: Record, make: Make) -> None:
    record.add(make("one", ("Lind", "it rains"), ("Berg", "it snows")))
    record.database.run("DELETE FROM words WHERE rowid = 1")
    record.database.run("UPDATE attributions SET is_current = 0 WHERE id = 2")
    assert any("index of words" in fault and "2 of them" in fault for fault in record.faults())
    record.database.run("UPDATE attributions SET is_current = 1 WHERE id = 2")
    with record.database.writing():
        record.database.words.rebuild()
    assert record.faults() == []


def test_words_are_looked_up_in_their_index(record: Record, make: Make) -> None:
    for n in range(30):
        record.add(make(f"n{n}", *((f"Speaker {n}", f"it rains {n} {i}") for i in range(20))))
    record.database.rows("SELECT set_config('enable_seqscan', 'off', false)")  # which so few rows would be read by
    condition, value = record.database.words.match(parse("29 17"))
    plan = record.database.rows(f"EXPLAIN SELECT rowid FROM words WHERE {condition}", (value,))
    assert any("words_vector" in line for (line,) in plan)


def test_who_looks_in_the_database_sees_who_is_connected(server: Server, record: Record) -> None:
    assert ("onrecord",) in server.run("SELECT application_name FROM pg_stat_activity")


def test_the_password_is_nowhere_to_be_seen(record: Record) -> None:
    assert "secret" not in repr(record) + repr(record.database) + str(record.database)


def test_psycopg_is_asked_for_what_it_has() -> None:
    assert tuple(map(int, psycopg.__version__.split(".")[:2])) >= (3, 2)
