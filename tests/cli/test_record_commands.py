"""The commands that work on a record, with a stand-in for the network."""

import csv
import io
import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from onrecord.cli import app
from tests.record.conftest import StandInEmbedder
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
def embedder(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stand-in for the network for the meaning of texts."""
    monkeypatch.setattr("onrecord.meaning.embedding.embedder", StandInEmbedder)
    monkeypatch.setattr("onrecord.meaning.head.shipped", StandInEmbedder)


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


@pytest.mark.usefixtures("embedder")
def test_searching_by_meaning_tells_how_near(full: Callable[..., Any]) -> None:
    found = json.loads(full("search", "--like", "so it is in n3").stdout)
    assert found[0]["content"]["text"] == "so it is in n3"
    assert found[0]["similarity"] > 0.98
    assert "similarity" not in json.loads(full("search", "rains").stdout)[0]
    rows = list(csv.DictReader(io.StringIO(full("search", "--like", "it rains", "--format", "csv").stdout)))
    assert float(rows[0]["similarity"]) > 0.98
    assert "similarity" not in full("search", "--format", "csv").stdout
    shown = full("search", "n3", "--like", "so it is in n3", "--format", "table")
    assert "1 attribution\n" in shown.stdout
    assert "1.00" in shown.stdout
    assert shown.stderr == ""


@pytest.mark.usefixtures("embedder")
def test_articles_without_vectors_are_told_of_and_embedded(full: Callable[..., Any]) -> None:
    with sqlite3.connect("news.db") as connection:
        connection.execute("DELETE FROM meanings")
        connection.execute("DELETE FROM signs")
    connection.close()
    told = full("search", "--like", "it rains")
    assert json.loads(told.stdout) == []
    assert "5 articles cannot be found by meaning yet; run: onrecord record embed news.db" in told.stderr
    assert "5 articles can now be found by meaning" in full("record", "embed", "news.db").stdout
    assert len(json.loads(full("search", "--like", "it rains").stdout)) >= 5


def test_without_the_model_only_searching_by_meaning_fails(
    full: Callable[..., Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from onrecord.meaning import head
    from onrecord.meaning.embedding import embedder

    embedder.cache_clear()
    monkeypatch.setattr(head, "shipped", lambda: head.Head(tmp_path / "meaning.npz"))
    assert len(json.loads(full("search", "rains").stdout)) == 5
    for command in (["search", "--like", "it rains"], ["record", "embed", "news.db"]):
        failed = full(*command)
        assert failed.exit_code == 1
        assert "the model for the meaning of texts is missing" in failed.stderr


@pytest.mark.parametrize("option", ["--since", "--until"])
def test_a_date_that_is_none_is_a_wrong_command(full: Callable[..., Any], option: str) -> None:
    wrong = full("search", option, "soon")
    assert wrong.exit_code == 2
    assert "'soon' is no date" in wrong.stderr


def test_an_empty_meaning_is_a_wrong_command(full: Callable[..., Any]) -> None:
    assert full("search", "--like", " ").exit_code == 2


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
