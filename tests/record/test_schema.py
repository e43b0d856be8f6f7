"""Bringing records of older versions up to date."""

import sqlite3
from pathlib import Path

import msgspec
import pytest

from onrecord.errors import RecordError
from onrecord.model import Reading
from onrecord.record import open_record
from onrecord.record.identity import content_hash, key_of
from onrecord.record.records import upgraded
from onrecord.record.schema import STEPS, VERSION
from tests.record.people import article, groups, number, said

READINGS = [
    article("one", "Ana Lind", said("police", type="organisation"), said("a nurse", named=False)),
    article("two", "ANA LIND", "Joan Smith", said("police", type="organisation"), said("she", type="unknown")),
    article("three", "Lind", "John Smith", said("Bo Berg", known="Q1")),
]


def version_1(path: Path) -> Path:
    """A record as the first version of the tables had it, where every key joined."""
    with sqlite3.connect(path) as c:
        for statement in STEPS[0]:
            c.execute(statement)
        c.execute("PRAGMA user_version = 1")
        for n, reading in enumerate(READINGS, start=1):
            _insert(c, n, reading)
    c.close()
    return path


def _insert(c: sqlite3.Connection, n: int, reading: Reading) -> None:
    a = reading.article
    c.execute("INSERT INTO articles (id, key, added_at) VALUES (?, ?, '2026-03-05')", (n, key_of(a)))
    c.execute(
        "INSERT INTO versions VALUES (?, ?, 1, 1, ?, ?, NULL, NULL, NULL, ?, 'onrecord', '2026-03-05')",
        (n, n, content_hash(a), a.id, msgspec.json.encode(a).decode()),
    )
    for position, x in enumerate(reading.attributions):
        s = x.speaker
        assert s
        assert x.content
        speaker = None
        if s.key:
            whole = f"{s.type}:{s.key}"
            c.execute("INSERT OR IGNORE INTO speakers (key, name, type, known) VALUES (?, ?, ?, ?)", (whole, s.name, s.type, s.known))
            ((speaker,),) = c.execute("SELECT id FROM speakers WHERE key = ?", (whole,)).fetchall()
        speaking = c.execute(
            "INSERT INTO speakings (version_id, label, name, type, key, known, speaker_id) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id",
            (n, s.id, s.name, s.type, s.key, s.known, speaker),
        ).fetchone()[0]
        id = c.execute(
            "INSERT INTO attributions (version_id, label, position, is_current, speaking_id, kind, asserted, confidence, content, source, "
            "attribution_json) VALUES (?, ?, ?, 1, ?, 'indirect', 1, 0.8, ?, ?, ?) RETURNING id",
            (n, x.id, position, speaking, x.content.text, s.name, msgspec.json.encode(x).decode()),
        ).fetchone()[0]
        c.execute("INSERT INTO words (rowid, content, source, speaker) VALUES (?, ?, ?, ?)", (id, x.content.text, s.name, s.name))


def test_an_old_record_says_how_it_is_brought_up_to_date(tmp_path: Path) -> None:
    path = version_1(tmp_path / "news.db")
    with pytest.raises(RecordError) as error:
        open_record(path)
    assert "onrecord record upgrade" in str(error.value)


def test_a_record_of_version_1_is_as_if_it_had_been_made_now(tmp_path: Path) -> None:
    path = version_1(tmp_path / "old.db")
    assert upgraded(path) == VERSION - 1
    assert upgraded(path) == 0
    with open_record(path) as old, open_record(tmp_path / "new.db") as new:
        for reading in READINGS:
            new.add(reading)
        assert old.faults() == []
        assert groups(old) == groups(new)
        assert frozenset({"one: Ana Lind", "two: ANA LIND"}) in groups(old)
        assert [(s.name, s.attributions) for s in old.speakers] == [(s.name, s.attributions) for s in new.speakers]
        assert old.stats() == new.stats()
        assert old.count(speaker="Ana Lind") == 2
        assert old.reading(3) == READINGS[2]


def test_an_upgraded_record_goes_on_like_any_other(tmp_path: Path) -> None:
    path = version_1(tmp_path / "news.db")
    upgraded(path)
    with open_record(path) as record:
        record.add(article("four", "Ana Lind"))
        merged = record.speakers.merge(number(record, "one", "Ana Lind"), number(record, "three", "Lind"))
        assert merged.articles == 4
        record.speakers.undo()
        assert record.faults() == []


def test_an_upgrade_that_fails_leaves_the_record_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> None:
        raise RuntimeError

    path = version_1(tmp_path / "news.db")
    monkeypatch.setitem(__import__("onrecord.record.schema", fromlist=["AFTER"]).AFTER, 2, broken)
    with pytest.raises(RuntimeError):
        upgraded(path)
    monkeypatch.undo()
    assert upgraded(path) == 1
    with open_record(path) as record:
        assert record.faults() == []


@pytest.mark.parametrize("word", ["AUTOINCREMENT", "ROWID", "INSERT OR", "IFNULL", "json_", "datetime("])
def test_steps_after_the_first_are_plain_sql(word: str) -> None:
    assert all(word.lower() not in statement.lower() for step in STEPS[1:] for statement in step)
