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
from onrecord.record import open_record
from onrecord.record.places import is_url, shown
from tests.record.conftest import StandInEmbedder
from tests.record.test_ingest import lines, understood


@pytest.fixture
def run(place: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Any]:
    """Runs the command line in an empty folder; where no record is named, it is ``news.db``, or one in PostgreSQL."""
    monkeypatch.setattr("onrecord.pipeline.understand_all", understood)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD", raising=False)
    if is_url(place):
        monkeypatch.setenv("ONRECORD", place)

    def invoke(*args: str) -> Any:
        result = CliRunner().invoke(app, list(args))
        assert "secret" not in result.output + result.stderr  # as is in the password
        return result

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


def test_adding_tells_what_became_of_the_articles(run: Callable[..., Any], place: str, tmp_path: Path) -> None:
    lines(tmp_path / "a.jsonl", 5, bad=[3])
    first = run("add", "a.jsonl")
    assert first.exit_code == 1
    assert f"{shown(place) if is_url(place) else 'news.db'}: 4 new, 1 failed" in first.stderr
    assert "a.jsonl" in first.stderr
    lines(tmp_path / "a.jsonl", 5)
    again = run("add", "--retry")
    assert again.exit_code == 0
    assert "1 new, 4 duplicate" in again.stderr


def test_adding_nothing_is_a_wrong_command(run: Callable[..., Any], tmp_path: Path) -> None:
    assert run("add").exit_code == 2
    assert not (tmp_path / "news.db").exists()


def test_looking_into_a_record_that_is_not_there_makes_none(run: Callable[..., Any], place: str, tmp_path: Path) -> None:
    for command in (
        ["search", "x"],
        ["show", "1"],
        ["stats"],
        ["record", "check", place],
        ["record", "upgrade", place],
        ["add", "--retry"],
    ):
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
def test_articles_without_vectors_are_told_of_and_embedded(full: Callable[..., Any], place: str) -> None:
    with open_record(place) as record:
        record.database.run("DELETE FROM meanings")
        record.database.run("DELETE FROM signs")
    told = full("search", "--like", "it rains")
    assert json.loads(told.stdout) == []
    name = shown(place) if is_url(place) else "news.db"
    assert f"{name}: 5 articles cannot be found by meaning yet; run: onrecord record embed {name}" in told.stderr
    assert "5 articles can now be found by meaning" in full("record", "embed", place).stdout
    assert len(json.loads(full("search", "--like", "it rains").stdout)) >= 5


def test_without_the_model_only_searching_by_meaning_fails(
    full: Callable[..., Any], place: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from onrecord.meaning import head
    from onrecord.meaning.embedding import embedder

    embedder.cache_clear()
    monkeypatch.setattr(head, "shipped", lambda: head.Head(tmp_path / "meaning.npz"))
    assert len(json.loads(full("search", "rains").stdout)) == 5
    for command in (["search", "--like", "it rains"], ["record", "embed", place]):
        failed = full(*command)
        assert failed.exit_code == 1
        assert "the model for the meaning of texts is missing" in failed.stderr


@pytest.mark.parametrize("option", ["--since", "--until"])
def test_a_date_that_is_none_is_a_wrong_command(full: Callable[..., Any], option: str) -> None:
    wrong = full("search", option, "soon")
    assert wrong.exit_code == 2
    assert "'soon' is no date" in wrong.stderr


@pytest.mark.parametrize(("option", "told"), [("--act", "is not an act"), ("--stance", "is not a stance"), ("--kind", "is not a kind")])
def test_a_choice_that_is_none_is_a_wrong_command(full: Callable[..., Any], option: str, told: str) -> None:
    wrong = full("search", option, "sayy")
    assert wrong.exit_code == 2
    assert "'sayy' " + told in " ".join(wrong.stderr.replace("│", " ").split())


def test_an_empty_meaning_is_a_wrong_command(full: Callable[..., Any]) -> None:
    assert full("search", "--like", " ").exit_code == 2


def test_an_article_is_shown_by_its_number(full: Callable[..., Any]) -> None:
    found = json.loads(full("show", "2").stdout)
    assert found["article"]["id"] == "n1"
    assert full("show", "77").exit_code == 1


def test_stats_check_and_backup(full: Callable[..., Any], place: str, tmp_path: Path) -> None:
    assert "5  articles" in full("stats").stdout
    assert full("record", "check", place).stdout == f"{shown(place)}: no fault found\n"
    assert full("record", "backup", place, "copy.db").exit_code == 0
    assert "5  articles" in full("stats", "--record", "copy.db").stdout
    again = full("record", "backup", place, "copy.db")
    assert again.exit_code == 1
    assert "copy.db: exists already" in again.stderr
    assert full("record", "upgrade", place).stdout == f"{shown(place)}: was up to date\n"
    assert full("record", "failures", place).stdout == ""


def test_damage_is_told(full: Callable[..., Any], place: str) -> None:
    with open_record(place) as record:
        record.database.run("UPDATE attributions SET content = 'it snows' WHERE id = 1")
    result = full("record", "check", place)
    assert result.exit_code == 1
    assert f"{shown(place)}: the index of words does not fit" in result.stderr


@pytest.mark.postgres
def test_a_record_is_moved_from_a_file_to_postgresql_and_back(
    full: Callable[..., Any], place: str, new_database: Callable[[], str]
) -> None:
    other = new_database()
    assert full("record", "backup", place, other).exit_code == 0
    assert "5  articles" in full("stats", "--record", other).stdout
    assert full("add", "a.jsonl", "--outlet", "Ferry Post", "--record", other).stderr == f"{shown(other)}: 0 new, 5 duplicate\n"
    again = full("record", "backup", place, other)
    assert again.exit_code == 1
    assert f"{shown(other)}: holds something already" in again.stderr
    assert full("record", "backup", other, "back.db").exit_code == 0
    assert full("search", "rains", "--record", "back.db").stdout == full("search", "rains").stdout


@pytest.mark.parametrize(
    "bad", ["postgresql://ana:hush@x@db.example/news", "postgresql://ana:hush@127.0.0.1:1/news", "mysql://ana:hush@db.example/x"]
)
def test_what_cannot_be_opened_is_one_line_without_the_password(run: Callable[..., Any], bad: str, tmp_path: Path) -> None:
    lines(tmp_path / "a.jsonl", 1)
    for command in (
        ["search", "x", "-r", bad],
        ["add", "a.jsonl", "-r", bad],
        ["record", "check", bad],
        ["record", "upgrade", bad],
        ["stats", "-r", bad],
    ):
        result = run(*command)
        assert result.exit_code == 1
        assert result.output.count("\n") == 1
        assert "hush" not in result.output
    assert [p.name for p in tmp_path.iterdir()] == ["a.jsonl"]


def test_the_record_can_be_named_by_the_environment(full: Callable[..., Any], place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    full("record", "backup", place, "other.db")
    monkeypatch.setenv("ONRECORD", "other.db")
    assert "5  articles" in full("stats").stdout
    assert "other.db: 0 new, 5 duplicate" in full("add", "a.jsonl", "--outlet", "Ferry Post").stderr


def test_quiet_tells_only_what_went_wrong(run: Callable[..., Any], tmp_path: Path) -> None:
    lines(tmp_path / "a.jsonl", 5, bad=[3])
    first = run("add", "a.jsonl", "--quiet")
    assert first.exit_code == 1
    assert first.stderr.count("\n") == 1
    assert first.stderr.startswith("onrecord: a.jsonl:4: ")
    lines(tmp_path / "b.jsonl", 5)
    assert run("add", "b.jsonl", "-q").stderr == ""


def test_what_is_skipped_is_told_by_language(run: Callable[..., Any], place: str, tmp_path: Path) -> None:
    german = "Die Brücke bleibt geschlossen, sagte die Bürgermeisterin am Montag in der Stadt. " * 8
    (tmp_path / "a.txt").write_text(german, encoding="utf-8")
    (tmp_path / "b.txt").write_text(german.replace("Montag", "Dienstag"), encoding="utf-8")
    for _ in range(2):
        result = run("add", "a.txt", "b.txt")
        assert (result.exit_code, result.stderr) == (0, f"{shown(place) if is_url(place) else 'news.db'}: 0 new, 2 skipped (2 German)\n")
    assert "2  skipped (2 German)" in run("stats").stdout
