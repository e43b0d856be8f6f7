"""``onrecord review``, with records that are there already."""

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
from onrecord.record.places import is_url
from tests.record.conftest import reading

Run = Callable[..., Any]


@pytest.fixture
def run(place: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Runs commands on a record with two articles; 2 is Bo Berg."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD", raising=False)
    monkeypatch.setenv("LOGNAME", "ferrywoman")
    if is_url(place):
        monkeypatch.setenv("ONRECORD", place)
    with open_record(place) as record:
        record.add(reading("one", ("Ana Lind", "it rains on the bridge"), ("Bo Berg", "it rains"), ("Ana Lind", "no"), outlet="Post"))
        record.add(reading("two", ("Evil \x1b[2J", "it \x1b[31mthaws")))

    def invoke(*args: str) -> Any:
        return CliRunner().invoke(app, [*args])

    return invoke


def listed(run: Run, *args: str) -> list[dict[str, Any]]:
    done = run(*args, "--format", "json")
    assert done.exit_code == 0, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def test_search_shows_the_numbers_that_review_takes(run: Run) -> None:
    assert {h["number"] for h in listed(run, "search")} == {1, 2, 3, 4}
    assert "attribution 3" in run("search", "no", "--format", "table").stdout
    assert next(csv.DictReader(io.StringIO(run("search", "no", "--format", "csv").stdout)))["number"] == "3"


def test_several_are_confirmed_and_rejected_at_once(run: Run) -> None:
    done = run("review", "confirm", "1", "1#a2", "--by", "ed", "--note", "heard it")
    assert done.exit_code == 0
    assert done.stdout.splitlines() == ["review 1: confirmed 1 “it rains on the bridge”", "review 2: confirmed 2 “it rains”"]
    assert run("review", "reject", "3").exit_code == 0
    assert {h["number"]: h["review"] and h["review"]["verdict"] for h in listed(run, "search")} == {1: "confirmed", 2: "confirmed", 4: None}
    assert [h["number"] for h in listed(run, "search", "--reviewed", "rejected")] == [3]
    assert [h["number"] for h in listed(run, "search", "--reviewed", "none")] == [4]
    assert "confirmed by ed" in run("search", "bridge", "--format", "table").stdout
    rows = csv.DictReader(io.StringIO(run("search", "--reviewed", "any", "--format", "csv").stdout))
    assert [r["review"] for r in rows] == ["confirmed", "confirmed"]


def test_show_leaves_out_what_was_rejected_unless_it_is_asked_for(run: Run) -> None:
    run("review", "reject", "3")
    assert [a["id"] for a in json.loads(run("show", "1").stdout)["attributions"]] == ["a1", "a2"]
    shown = json.loads(run("show", "1", "--rejected").stdout)["attributions"]
    assert [(a["id"], a["review"] and a["review"]["by"]) for a in shown] == [("a1", None), ("a2", None), ("a3", "ferrywoman")]


def test_words_are_found_nearest_to_where_the_attribution_stands(run: Run) -> None:
    done = run("review", "correct", "2", "--content", "rains", "--source", "none", "--cue", "it")
    assert done.exit_code == 0, done.stderr
    (hit,) = listed(run, "search", "--reviewed", "corrected")
    assert (hit["content"]["spans"], hit["cue"]["spans"], hit["source"]) == ([[54, 59]], [[51, 53]], None)


def test_offsets_and_all_other_fields(run: Run) -> None:
    args = ["--content", "14-16", "--content", "20-22", "--speaker", "2", "--said-on", "2026-03", "--act", "deny", "--stance", "distancing"]
    done = run("review", "correct", "1", *args, "--not-asserted", "--via", "RT", "--via", "Post")
    assert done.exit_code == 0, done.stderr
    (hit,) = listed(
        run, "search", "--speaker", "2", "--act", "deny", "--via", "RT", "--stance", "distancing", "--not-asserted", "--since", "2026"
    )
    assert hit["content"]["spans"] == [[14, 16], [20, 22]]
    assert hit["record_speaker"]["name"] == "Bo Berg"
    assert run("review", "correct", "1", "--said-on", "none", "--via", "none", "--speaker", "unknown").exit_code == 0
    (hit,) = listed(run, "search", "--reviewed", "corrected")
    assert (hit["said_on"], hit["via"], hit["speaker"]["type"]) == (None, [], "unknown")
    assert run("review", "correct", "1", "--speaker-name", "Acme", "--speaker-type", "organisation").exit_code == 0
    assert listed(run, "search", "--speaker", "acme")[0]["speaker"]["type"] == "organisation"
    assert run("review", "correct", "1", "--speaker", "s-ana lind").exit_code == 0
    assert listed(run, "search", "--reviewed", "corrected")[0]["speaker"]["name"] == "Ana Lind"


def test_what_was_missed_is_added(run: Run) -> None:
    done = run("review", "add", "1", "--content", "the bridge", "--cue", "said", "--source", "Ana Lind", "--speaker", "1")
    assert done.stdout == "review 1: added 5 “the bridge”\n"
    (hit,) = listed(run, "search", "--reviewed", "added")
    assert (hit["source"]["spans"], hit["speaker"]["name"]) == ([[0, 8]], "Ana Lind")


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["confirm", "99"], "has no attribution 99"),
        (["correct", "1", "--content", "it pours"], "the article has no words 'it pours'"),
        (["correct", "1", "--content", "900-901"], "no span of the article"),
        (["correct", "1", "--act", "shout"], "act: 'shout' is none"),
        (["correct", "1", "--said-on", "soon"], "said_on: 'soon' is no date"),
        (["correct", "1", "--speaker", "77"], "there is no speaker 77"),
        (["correct", "1", "--speaker", "nobody"], "the article has no speaker 'nobody'"),
        (["correct", "1", "--speaker-name", "x", "--speaker-type", "king"], "'king' is no type"),
        (["add", "1", "--cue", "said"], "content: there must be one"),
        (["add", "9", "--content", "it"], "no article 9"),
        (["undo"], "has no review to undo"),
        (["undo", "5"], "has no review 5"),
    ],
)
def test_what_cannot_be_is_told_in_one_line(run: Run, args: list[str], told: str) -> None:
    done = run("review", *args)
    assert done.exit_code == 1
    assert told in done.stderr
    assert done.stderr.count("\n") == 1
    assert listed(run, "review", "log") == []


@pytest.mark.parametrize(
    "args",
    [
        ["confirm"],
        ["correct", "1"],
        ["correct", "1", "--speaker", "1", "--speaker-name", "x"],
        ["export"],
        ["log", "--all", "--article", "1"],
    ],
)
def test_a_wrong_command_is_one(run: Run, args: list[str]) -> None:
    assert run("review", *args).exit_code == 2


def test_undoing_and_the_log(run: Run) -> None:
    run("review", "correct", "1", "--act", "deny", "--by", "ed", "--note", "he denied it")
    run("review", "reject", "4", "--by", "al")
    assert run("review", "undo", "--by", "bo").stdout == "review 2 (rejected) no longer holds\n"
    found = listed(run, "review", "log")
    assert [(r["number"], r["verdict"], r["made_by"], r["holds"], r["undoes"]) for r in found] == [
        (3, "undo", "bo", True, 2),
        (2, "rejected", "al", False, None),
        (1, "corrected", "ed", True, None),
    ]
    table = run("review", "log", "--format", "table").stdout
    assert "act: state → deny" in table
    assert "he denied it" in table
    assert "undone" in table
    assert "\x1b" not in table
    rows = [*csv.DictReader(io.StringIO(run("review", "log", "--format", "csv").stdout))]
    assert [r["changed"] for r in rows] == ["", "", "act: state → deny"]
    assert [r["number"] for r in listed(run, "review", "log", "--verdict", "rejected")] == [2]
    assert [r["number"] for r in listed(run, "review", "log", "--by", "ed", "--article", "1", "--limit", "1")] == [1]


def test_what_stands_no_more_is_listed(run: Run, place: str) -> None:
    run("review", "confirm", "1", "3")
    with open_record(place) as record:
        record.add(reading("one", ("Ana Lind", "it pours"), ("Ana Lind", "no"), outlet="Post"))
    (lost,) = listed(run, "review", "log", "--lost")
    assert lost["words"]["content"] == "it rains on the bridge"
    assert "stands no more" in run("review", "log", "--format", "table").stdout


def test_all_that_was_judged_is_in_one_list(run: Run) -> None:
    run("review", "confirm", "1", "--by", "ed")
    run("speakers", "judge", "1", "2", "different", "--by", "ed")
    assert {(e["sort"], e["verdict"]) for e in listed(run, "review", "log", "--all")} == {
        ("attribution", "confirmed"),
        ("speaker", "different"),
    }
    table = run("review", "log", "--all", "--format", "table").stdout
    assert '"speakers": [1, 2]' in table
    assert run("review", "log", "--all", "--by", "nobody", "--format", "table").stdout == "Nothing was judged.\n"


def test_the_export_says_what_it_wrote(run: Run, tmp_path: Path) -> None:
    run("review", "confirm", "1", "2", "4")
    run("review", "reject", "3")
    done = run("review", "export", "--training", "out")
    assert done.stdout == "out: 2 articles reviewed as a whole, 0 in part: 3 attributions, 1 rejected\n"
    assert json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))["files"]["articles.jsonl"]["rows"] == 2
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "x").touch()
    assert "holds something else" in run("review", "export", "--training", "mine").stderr


def test_what_an_article_says_never_reaches_the_terminal_raw(run: Run) -> None:
    done = run("review", "confirm", "4", "--note", "\x1b[2J")
    assert "\x1b" not in done.stdout
    for args in (
        ["review", "log", "--format", "table"],
        ["search", "thaws", "--format", "table"],
        ["review", "log", "--all", "--format", "table"],
    ):
        assert "\x1b" not in run(*args).stdout
