"""The benchmark of records: that what it measures is what onrecord writes."""

import importlib.util
import sqlite3
import sys
from pathlib import Path
from types import ModuleType

import pytest

from onrecord.exporting.contract import reading_from, to_json
from onrecord.record import open_record

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def bench() -> ModuleType:
    spec = importlib.util.spec_from_file_location("record_benchmark", ROOT / "benchmarks" / "record.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["record_benchmark"] = module
    spec.loader.exec_module(module)
    return module


def dumped(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All tables of a record, but for the moments at which rows were written, and the inner tables of the full-text search."""
    connection = sqlite3.connect(path)
    out = {}
    for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
        columns = [str(r[1]) for r in connection.execute(f"PRAGMA table_info({table})") if r[1] != "added_at"]
        if not table.startswith("words_d") and table not in {"words_idx", "words"}:
            out[table] = connection.execute(f"SELECT {', '.join(columns)} FROM {table} ORDER BY 1, 2").fetchall()
    connection.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab(main, words, instance)")
    out["words"] = connection.execute("SELECT * FROM vocabulary ORDER BY 1, 2, 3, 4").fetchall()
    connection.close()
    return out


def test_many_in_one_transaction_are_written_as_they_are_one_by_one(bench: ModuleType, tmp_path: Path) -> None:
    world = bench.Invention(articles=270)
    with open_record(tmp_path / "bulk.db") as record:
        bench.fill(record, world, 270)
    with open_record(tmp_path / "single.db") as record:
        for n in range(270):
            record.add(*bench.with_vectors(world, n))
    assert dumped(tmp_path / "bulk.db") == dumped(tmp_path / "single.db")


def test_a_record_is_filled_further_where_it_was_left(bench: ModuleType, tmp_path: Path) -> None:
    world = bench.Invention(articles=30)
    with open_record(tmp_path / "news.db") as record:
        bench.fill(record, world, 10)
        bench.fill(record, world, 30)
        assert record.stats()["articles"] == 30
        assert record.faults() == []


def test_what_is_made_up_is_by_the_contract_and_the_same_every_time(bench: ModuleType) -> None:
    one, other = (bench.Invention(articles=50).article(7) for _ in range(2))
    assert one[0] == other[0]
    assert (one[1] == other[1]).all()
    assert reading_from(to_json(one[0]).encode()) == one[0]
    for a in one[0].attributions:
        for words in (a.source, a.cue, a.content):
            assert words.text == " … ".join(one[0].article.text[s:e] for s, e in words.spans)


def test_every_kind_of_query_finds_as_many_as_it_counts(bench: ModuleType, tmp_path: Path) -> None:
    world = bench.Invention(articles=40)
    questions = bench.Questions(world, 40)
    with open_record(tmp_path / "news.db") as record:
        bench.fill(record, world, 40)
        for kinds in (questions.by_words(), questions.by_facets(), questions.by_meaning()):
            for make in kinds.values():
                text, facets = make()
                like = questions.meaning() if kinds.keys() & {"meaning"} else None
                found = record._searcher.ask(text, bench.Facets(**facets), like)
                assert len([*found.hits(None)]) == found.total()
        assert bench.page(record, "the", {}, None) > 100
