"""What holds for a record whatever database it is in."""

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from onrecord.errors import RecordError
from onrecord.model import Article, Date, Reading
from onrecord.record import Kept, Record, open_record
from onrecord.record import schema as schema_module
from onrecord.record.facts import note_speakers
from onrecord.record.records import upgraded
from onrecord.record.schema import VERSION
from onrecord.record.steps import STEPS
from tests.record.conftest import stand_in

Make = Callable[..., Reading]


def told(error: "pytest.ExceptionInfo[RecordError]") -> str:
    message = str(error.value)
    assert "\n" not in message
    return message


def test_an_up_to_date_record_needs_no_upgrade(place: str) -> None:
    open_record(place).close()
    assert upgraded(place) == 0


def test_a_record_that_is_not_there_is_not_made_by_looking(place: str) -> None:
    for look in (lambda: open_record(place, create_new=False), lambda: upgraded(place)):
        with pytest.raises(RecordError) as error:
            look()
        assert "there is no such record" in told(error)


def test_a_record_of_a_newer_onrecord_is_not_touched(place: str) -> None:
    with open_record(place) as record:
        record.database.set_version(99)
    with pytest.raises(RecordError) as error:
        open_record(place)
    assert "is of version 99" in told(error)


_LATER = (
    "CREATE TABLE opinions (id INTEGER PRIMARY KEY, speaker_id BIGINT NOT NULL REFERENCES speakers(id) ON DELETE CASCADE, "
    "other_id BIGINT REFERENCES opinions(id), key TEXT NOT NULL UNIQUE, weight DOUBLE PRECISION, share REAL, number INTEGER NOT NULL, "
    "vector BLOB, UNIQUE (speaker_id, number))",
    "CREATE INDEX opinions_number ON opinions(number) WHERE number > 0",
    "ALTER TABLE articles ADD COLUMN note TEXT NOT NULL DEFAULT 'no TEXT yet'",
)


def test_an_older_record_is_brought_up_to_date_by_steps_in_plain_sql(place: str, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_record(place) as record:
        record.add(make("one", ("Lind", "it rains")))
    monkeypatch.setattr(schema_module, "STEPS", (*STEPS, _LATER))
    monkeypatch.setattr(schema_module, "VERSION", VERSION + 1)
    with pytest.raises(RecordError) as error:
        open_record(place)
    assert "onrecord record upgrade" in told(error)
    assert upgraded(place) == 1
    insert = "INSERT INTO opinions (speaker_id, key, weight, share, number, vector) VALUES (?, ?, ?, ?, ?, ?) RETURNING id"
    with open_record(place) as record:
        database = record.database
        assert record.reading(1).attributions
        values = (1, "a\0b", 0.1, 1 / 3, 2**60, b"\x00\xff")
        with database.writing():
            assert database.insert(insert, values) == 1
            assert database.insert(insert, (1, "ÄB", None, None, True, None)) == 2
        assert database.rows("SELECT speaker_id, key, weight, share, number, vector FROM opinions WHERE id = 1") == [values]
        assert database.rows("SELECT key FROM opinions WHERE key > 'a' ORDER BY key") == [("a\0b",), ("ÄB",)]
        assert database.rows("SELECT sum(number), avg(number) FROM opinions WHERE id = 2") == [(1, 1.0)]
        assert database.rows("SELECT note FROM articles") == [("no TEXT yet",)]
        assert record.faults() == []


def test_a_step_that_fails_leaves_the_record_as_it_was(place: str, make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_record(place) as record:
        record.add(make("one", ("Lind", "it rains")))
    with monkeypatch.context() as patch:
        patch.setattr(schema_module, "STEPS", (*STEPS, ("CREATE TABLE more (id INTEGER PRIMARY KEY)", "CREATE TABLE outlets (id)")))
        patch.setattr(schema_module, "VERSION", VERSION + 1)
        with pytest.raises(RecordError):
            upgraded(place)
    with open_record(place) as record:
        assert record.count("rains") == 1
        assert record.database.version() == VERSION


def test_several_that_open_a_new_record_at_once_make_it_once(place: str) -> None:
    failed: list[BaseException] = []
    ready = threading.Barrier(4)

    def open_it() -> None:
        ready.wait()
        try:
            open_record(place).close()
        except BaseException as error:
            failed.append(error)

    together(*[open_it] * 4)
    assert failed == []
    assert upgraded(place) == 0


def together(*workers: Callable[[], None]) -> None:
    threads = [threading.Thread(target=worker) for worker in workers]
    for t in threads:
        t.start()
    for t in threads:
        t.join()


def test_several_writers_wait_for_each_other(place: str, make: Make) -> None:
    open_record(place).close()
    failed: list[BaseException] = []
    kept: list[Kept] = []

    def writer(who: str) -> Callable[[], None]:
        def write() -> None:
            try:
                with open_record(place) as record:
                    for n in range(30):
                        record.add(make(f"{who}{n}", (who, f"it rains {n}")))
                        kept.append(record.add(make(f"all{n}", ("Ana Lind", f"it snows {n}"), outlet=f"Post {n % 3}")))
            except BaseException as error:
                failed.append(error)

        return write

    together(*map(writer, ("Ana Lind", "Bo Berg", "Cy Dahl")))
    assert failed == []
    assert sorted(kept) == [Kept.DUPLICATE] * 60 + [Kept.NEW] * 30
    with open_record(place) as record:
        assert record.stats() | {"articles": 120, "outlets": 3, "speakers": 3} == record.stats()
        assert record.faults() == []


def test_what_is_streamed_may_be_looked_up_and_changed_meanwhile(record: Record, make: Make) -> None:
    for n in range(450):
        record.add(make(f"n{n}", ("Lind", f"it rains {n}")))
    seen = 0
    for hit in record.search(limit=None):
        assert record.reading(hit.article["number"]).article.id == hit.article["id"]
        seen += 1
        if seen == 300:
            record.add(make("more", ("Lind", "it snows")))
    assert seen == 450
    assert record.count() == 451


def test_a_stream_may_be_left(record: Record, make: Make) -> None:
    for n in range(5):
        record.add(make(f"n{n}", ("Lind", f"it rains {n}")))
    hits = iter(record.search(limit=None))
    next(hits)
    del hits
    assert record.add(make("more", ("Lind", "it snows"))) is Kept.NEW


def test_what_goes_wrong_within_a_transaction_leaves_nothing(record: Record, make: Make) -> None:
    def fail() -> None:
        with record.database.writing():
            record.database.insert("INSERT INTO outlets (name) VALUES (?) RETURNING id", ("Post",))
            raise LookupError

    with pytest.raises(LookupError):
        fail()
    assert record.stats()["outlets"] == 0
    assert record.add(make("one", ("Lind", "it rains"))) is Kept.NEW


def test_a_transaction_that_reads_sees_one_state(place: str, make: Make) -> None:
    with open_record(place) as record, open_record(place) as other:
        record.add(make("one", ("Lind", "it rains")))
        with record.database.reading():
            assert record.count() == 1
            other.add(make("two", ("Lind", "it snows")))
            assert record.count() == 1
        assert record.count() == 2


@pytest.mark.parametrize(
    "text", ["Ærø \0 cut", "it's \\ 'quoted' \"twice\" :*&|!()", "𝒳 👩‍👩‍👧 \U0010fffd", "a" * 70_000, "%s $1 ? {}", "名" * 5000]
)
def test_hostile_texts_come_out_as_they_went_in(record: Record, make: Make, text: str) -> None:
    given = make("one", ("Lind", text), ("Berg", "it rains"), url=f"https://post.example/{text}", title=text, outlet=text)
    given = replace(
        given, attributions=tuple(replace(a, speaker=a.speaker and replace(a.speaker, name=text, key=text)) for a in given.attributions)
    )
    assert record.add(given) is Kept.NEW
    assert record.add(given) is Kept.DUPLICATE
    assert record.reading(1) == given
    (hit,) = record.search("rains", outlet=text, speaker=text)
    assert hit.article["title"] == text
    assert record.facets("rains")["outlet"] == [(text, 1)]
    assert record.faults() == []


def test_a_content_of_very_many_words_is_kept_and_found(record: Record, make: Make) -> None:
    many = " ".join(f"{'word' * 20}{n}" for n in range(40_000))
    record.add(make("one", ("Lind", f"needle and thread {many}"), ("Berg", "so " * 3000 + "ends it")))
    assert record.count('"needle and thread"') == 1
    assert record.count("speaker:lind needle") == 1
    assert record.count('"ends it"') == 1
    assert record.faults() == []


@pytest.mark.parametrize("value", ["\ud800", 10**30])
def test_values_that_no_database_takes_are_one_line_or_nothing(record: Record, value: str | int) -> None:
    with pytest.raises(RecordError) as error:
        record.reading(value) if isinstance(value, int) else record.count(outlet=value)
    told(error)


def test_an_article_that_is_not_there(record: Record) -> None:
    with pytest.raises(RecordError) as error:
        record.reading(7)
    assert "has no article 7" in told(error)


def test_what_has_no_date_comes_last(record: Record, make: Make) -> None:
    record.add(make("none", ("Lind", "it rains")))
    record.add(make("old", ("Lind", "it snows"), published="1999-01-01"))
    record.add(make("new", ("Lind", "it hails"), published="2026-03-05"))
    assert [h.article["id"] for h in record.search()] == ["new", "old", "none"]


def test_damage_is_found(record: Record, make: Make) -> None:
    record.add(make("one", ("Lind", "it rains")))
    assert record.faults() == []
    record.database.run("UPDATE attributions SET content = 'it snows'")
    assert any("index of words" in fault for fault in record.faults())
    assert "1 attributions whose words are not those that were kept" in record.faults()
    record.database.run("UPDATE versions SET article_json = replace(article_json, 'rains', 'snows')")
    assert "1 articles that are not as they were kept" in record.faults()
    record.database.run("UPDATE versions SET article_json = '{', is_current = 0")
    assert "1 articles that cannot be read" in record.faults()
    assert any("without a current version" in fault for fault in record.faults())


@pytest.fixture(params=["to a file", pytest.param("to PostgreSQL", marks=pytest.mark.postgres)])
def target(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return str(tmp_path / "copy.db") if request.param == "to a file" else request.getfixturevalue("new_database")()


def test_a_backup_is_a_record(record: Record, target: str, make: Make) -> None:
    record.add(make("one", ("Lind", "it rains"), ("Berg", "Café Müller\0 burned"), outlet="Post", published="2026-03-05"))
    record.add(make("one", ("Lind", "it snows"), outlet="Post", published="2026-03-05"))
    second = make("two", ("Ana Lind", "it hails"), url="https://post.example/a")
    dated = replace(second.attributions[0], said_on=Date(value="2026-03", text="in March", spans=((0, 8),)))
    record.add(replace(second, attributions=(dated,)))
    record.back_up(target)
    with pytest.raises(RecordError) as error:
        record.back_up(target)
    assert "already" in told(error)
    with open_record(target, create_new=False) as copy:
        assert copy.stats() == record.stats()
        assert copy.faults() == []
        assert [copy.reading(n) for n in (1, 2)] == [record.reading(n) for n in (1, 2)]
        for query in ("", "snows", "rains", "speaker:lind", "h*"):
            assert [(h.id, h.article, h.snippet) for h in copy.search(query)] == [
                (h.id, h.article, h.snippet) for h in record.search(query)
            ]
        assert copy.has(Article(id="one", text=record.reading(1).article.text, outlet="Post"))
        assert copy.add(make("three", ("Dahl", "the dam is weak"))) is Kept.NEW
        assert copy.add(make("one", ("Lind", "it thaws"), outlet="Post")) is Kept.CHANGED
        assert copy.count("snows") == 0


def test_a_backup_that_fails_leaves_nothing(record: Record, tmp_path: Path) -> None:
    with pytest.raises(RecordError) as error:
        record.back_up(tmp_path / "none" / "copy.db")
    assert "cannot be opened" in told(error)
    assert str(tmp_path / "none" / "copy.db") in told(error)
    record.database.run("DROP TABLE carriers")
    if record.database.kind == "postgres":  # an SQLite file is copied as it is
        with pytest.raises(RecordError):
            record.back_up(tmp_path / "copy.db")
    assert [p.name for p in tmp_path.iterdir() if not p.name.startswith("news.db")] == []


def test_a_backup_is_of_one_moment(place: str, target: str, make: Make) -> None:
    with open_record(place) as record:
        for n in range(50):
            record.add(make(f"n{n}", ("Lind", f"it rains {n}")))
        stop = threading.Event()

        def write() -> None:
            with open_record(place) as other:
                n = 50
                while not stop.is_set():
                    other.add(make(f"n{n}", ("Lind", f"it rains {n}")))
                    n += 1

        writer = threading.Thread(target=write)
        writer.start()
        record.back_up(target)
        stop.set()
        writer.join()
    with open_record(target) as copy:
        assert copy.faults() == []
        assert copy.stats()["articles"] == copy.count("rains") >= 50


def test_columns_that_do_not_fit_the_attributions_are_found(record: Record, make: Make) -> None:
    made = make("one", ("Lind", "it rains"), ("Berg", "it snows"))
    record.add(made, stand_in(made))
    assert record.faults() == []
    note_speakers(record.database, {1: 2})
    assert any("1 attributions are searched by other speakers" in fault for fault in record.faults())
    record.speakers.rebuild()
    assert record.faults() == []
    record.database.run("DELETE FROM facts")
    record.database.run("DELETE FROM signs")
    told = record.faults()
    assert any("2 attributions have no facts" in fault for fault in told)
    assert any("2 vectors of meaning" in fault for fault in told)


def test_blobs_come_as_they_were_given(record: Record) -> None:
    given = (bytes(range(256)), b"", 2**40)
    insert = "INSERT INTO facts (is_large, stamp, maker, first_id, last_id, members, more) VALUES (0, 0, ?, 1, ?, ?, ?) RETURNING id"
    id = record.database.insert(insert, ("a", given[2], *given[:2]))
    asked = "SELECT members, more, last_id FROM facts WHERE maker = ? AND id = ?"
    assert record.database.blobs(asked, ("a", id)) == [given]
    assert record.database.blobs(asked, ("b", id)) == []
    with pytest.raises(RecordError):
        record.database.blobs("SELECT members FROM nothing")
