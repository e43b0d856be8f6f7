"""The commands that work on a record, with a stand-in for the network."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from onrecord.cli import app
from tests.record.test_ingest import lines, understood


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Any]:
    """Runs the command line in an empty folder."""
    monkeypatch.setattr("onrecord.pipeline.understand_all", understood)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD", raising=False)

    def invoke(*args: str) -> Any:
        return CliRunner().invoke(app, list(args))

    return invoke


@pytest.fixture
def full(run: Callable[..., Any], tmp_path: Path) -> Callable[..., Any]:
    lines(tmp_path / "a.jsonl", 5)
    run("add", "a.jsonl", "--outlet", "Ferry Post", "--published", "2026-03-05")
    return run


def test_adding_tells_what_became_of_the_articles(run: Callable[..., Any], tmp_path: Path) -> None:
    lines(tmp_path / "a.jsonl", 5, bad=[3])
    first = run("add", "a.jsonl")
    assert first.exit_code == 1
    assert "news.db: 4 new, 1 failed" in first.stderr
    assert "a.jsonl" in first.stderr
    lines(tmp_path / "a.jsonl", 5)
    again = run("add", "--retry")
    assert again.exit_code == 0
    assert "1 new, 4 duplicate" in again.stderr


def test_adding_nothing_is_a_wrong_command(run: Callable[..., Any], tmp_path: Path) -> None:
    assert run("add").exit_code == 2
    assert not (tmp_path / "news.db").exists()


def test_looking_into_a_record_that_is_not_there_makes_none(run: Callable[..., Any], tmp_path: Path) -> None:
    for command in (["search", "x"], ["show", "1"], ["stats"], ["record", "check", "news.db"], ["add", "--retry"]):
        result = run(*command)
        assert result.exit_code == 1
        assert "there is no such record" in result.stderr
    assert not (tmp_path / "news.db").exists()


def test_json_is_an_array_of_attributions_with_their_articles(full: Callable[..., Any]) -> None:
    found = json.loads(full("search", "rains", "--limit", "3").stdout)
    assert len(found) == 3
    assert found[0]["content"]["text"] == "it rains"
    assert found[0]["article"]["outlet"] == "Ferry Post"
    assert json.loads(full("search", "nowhere").stdout) == []


def test_csv_has_a_line_for_each_and_no_formulas(full: Callable[..., Any]) -> None:
    rows = list(csv.DictReader(io.StringIO(full("search", "--speaker", "lind", "--format", "csv").stdout)))
    assert len(rows) == 5
    assert {r["speaker"] for r in rows} == {"Ana Lind"}


def test_a_table_marks_what_was_found_and_counts_facets(full: Callable[..., Any]) -> None:
    shown = full("search", "rains", "--format", "table").stdout
    assert "5 attributions" in shown
    assert "it «rains»" in shown
    assert "Ferry Post 5" in shown


def test_an_article_is_shown_by_its_number(full: Callable[..., Any]) -> None:
    found = json.loads(full("show", "2").stdout)
    assert found["article"]["id"] == "n1"
    assert full("show", "77").exit_code == 1


def test_stats_check_and_backup(full: Callable[..., Any], tmp_path: Path) -> None:
    assert "5  articles" in full("stats").stdout
    assert "no fault found" in full("record", "check", "news.db").stdout
    assert full("record", "backup", "news.db", "copy.db").exit_code == 0
    assert "5  articles" in full("stats", "--record", "copy.db").stdout
    assert "was up to date" in full("record", "upgrade", "news.db").stdout
    assert full("record", "failures", "news.db").stdout == ""


def test_the_record_can_be_named_by_the_environment(full: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "news.db").rename(tmp_path / "other.db")
    monkeypatch.setenv("ONRECORD", "other.db")
    assert "5  articles" in full("stats").stdout


def test_quiet_tells_only_what_went_wrong(run: Callable[..., Any], tmp_path: Path) -> None:
    lines(tmp_path / "a.jsonl", 5, bad=[3])
    first = run("add", "a.jsonl", "--quiet")
    assert first.exit_code == 1
    assert first.stderr.count("\n") == 1
    assert first.stderr.startswith("onrecord: a.jsonl:4: ")
    lines(tmp_path / "b.jsonl", 5)
    assert run("add", "b.jsonl", "-q").stderr == ""


def test_what_is_skipped_is_told_by_language(run: Callable[..., Any], tmp_path: Path) -> None:
    german = "Die Brücke bleibt geschlossen, sagte die Bürgermeisterin am Montag in der Stadt. " * 8
    (tmp_path / "a.txt").write_text(german, encoding="utf-8")
    (tmp_path / "b.txt").write_text(german.replace("Montag", "Dienstag"), encoding="utf-8")
    for _ in range(2):
        result = run("add", "a.txt", "b.txt")
        assert (result.exit_code, result.stderr) == (0, "news.db: 0 new, 2 skipped (2 German)\n")
    assert "2  skipped (2 German)" in run("stats").stdout
