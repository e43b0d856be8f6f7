"""``onrecord speakers``, with records that are there already."""

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
from tests.record.people import article, said


@pytest.fixture
def run(place: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Any]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD", raising=False)
    monkeypatch.setenv("LOGNAME", "ferrywoman")
    if is_url(place):
        monkeypatch.setenv("ONRECORD", place)

    def invoke(*args: str) -> Any:
        return CliRunner().invoke(app, ["speakers", *args])

    return invoke


@pytest.fixture
def full(run: Callable[..., Any], place: str) -> Callable[..., Any]:
    """1 is Ana Lind, 2 Bo Berg, 3 a Lind and 4 one whose name would move a terminal's cursor."""
    with open_record(place) as record:
        record.add(article("one", "Ana Lind", "Bo Berg", published="2026-03-05", outlet="Post"))
        record.add(article("two", "Ana Lind", published="2026-04-01"))
        record.add(article("three", "Lind"))
        record.add(article("four", said("=Evil \x1b[2J Corp", type="organisation")))
    return run


def listed(run: Callable[..., Any], *args: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run(*args).stdout)
    return found


def test_the_list_as_json_csv_and_table(full: Callable[..., Any]) -> None:
    known = {"id": 1, "name": "Ana Lind", "type": "person", "known": None}
    assert listed(full)[0] == {**known, "attributions": 2, "articles": 2, "first": "2026-03-05", "last": "2026-04-01"}
    rows = list(csv.DictReader(io.StringIO(full("--format", "csv").stdout)))
    assert [r["id"] for r in rows] == ["1", "2", "3", "4"]
    assert rows[3]["name"].startswith("'=")
    table = full("--format", "table").stdout
    assert "Ana Lind" in table
    assert "\x1b" not in table


def test_the_list_can_be_narrowed(full: Callable[..., Any]) -> None:
    assert [s["id"] for s in listed(full, "--named", "lind")] == [1, 3]
    assert [s["id"] for s in listed(full, "--named", "3")] == [3]
    assert [s["id"] for s in listed(full, "--type", "organisation")] == [4]
    assert [s["id"] for s in listed(full, "--at-least", "2")] == [1]
    assert [s["id"] for s in listed(full, "--limit", "2")] == [1, 2]
    assert listed(full, "--named", "nobody") == []
    assert "no speaker" in full("--named", "nobody", "--format", "table").stdout


def test_one_speaker_is_shown(full: Callable[..., Any]) -> None:
    shown = full("show", "1", "--format", "table").stdout
    for part in ("1 Ana Lind (person): 2 attributions in 2 articles", "2026-04-01", "perhaps the same", "3  Lind"):
        assert part in shown
    whole = json.loads(full("show", "1").stdout)
    assert [p["article"] for p in whole["in"]] == [2, 1]
    assert [p["id"] for p in whole["perhaps"]] == [3]
    assert full("show", "99").exit_code == 1
    assert full("show", "1", "--format", "csv").exit_code == 2
    assert "\x1b" not in full("show", "4", "--format", "table").stdout


def test_merging_undoing_and_the_log(full: Callable[..., Any]) -> None:
    merged = full("merge", "1", "3", "--name", "Mayor Lind", "--note", "same mayor")
    assert merged.stdout == "1 Mayor Lind (person): 3 attributions in 3 articles\n"
    assert "3 is one with 1" in full("show", "3", "--format", "table").stdout
    assert full("undo", "--by", "Bo").stdout == "judgement 1 (merge 1 3) no longer holds\n"
    undo, merge = json.loads(full("judgements").stdout)
    assert (merge["made_by"], merge["note"], merge["holds"]) == ("ferrywoman", "same mayor", False)
    assert (undo["made_by"], undo["undoes"]) == ("Bo", 1)
    table = full("judgements", "--format", "table").stdout
    assert "merge 1 3  undone" in table
    assert "1 Ana Lind (2), 3 Lind (1) → 1 Mayor Lind (3)" in table
    assert len(list(csv.DictReader(io.StringIO(full("judgements", "--format", "csv", "--speaker", "3").stdout)))) == 2


def test_splitting(full: Callable[..., Any]) -> None:
    assert (
        full("split", "1", "--article", "two", "--name", "Ana Lind (swimmer)").stdout
        == "5 Ana Lind (swimmer) (person): 1 attribution in 1 article\n"
    )
    assert full("split", "1").exit_code == 2
    wrong = full("split", "1", "--article", "three")
    assert wrong.exit_code == 1
    assert "is not in article 3" in wrong.stderr


def test_a_contradiction_is_one_line_and_ends_with_1(full: Callable[..., Any]) -> None:
    assert full("judge", "1", "3", "different").stdout == "judgement 1: 1 and 3 are different\n"
    refused = full("merge", "1", "3")
    assert refused.exit_code == 1
    assert refused.stdout == ""
    assert refused.stderr.count("\n") == 1
    assert "1 and 3 are different [judgement 1]" in refused.stderr
    assert full("judge", "1", "3", "same", "--force").exit_code == 0
    assert "forced" in full("judgements", "--format", "table").stdout


def test_wrong_commands(full: Callable[..., Any]) -> None:
    for args in (
        ["merge", "1"],
        ["merge"],
        ["judge", "1", "3", "perhaps"],
        ["judge", "1", "3", "unsure", "--force"],
        ["undo", "0"],
        ["merge", "a", "b"],
    ):
        assert full(*args).exit_code == 2
    for args in (
        ["undo"],
        ["undo", "7"],
        ["merge", "1", "99"],
        ["judge", "1", "1", "same"],
        ["merge", "1", str(10**30)],
        ["show", str(10**30)],
    ):
        result = full(*args)
        assert result.exit_code == 1
        assert result.stderr.count("\n") == 1
    assert listed(full, "judgements") == []


def test_a_record_that_is_not_there_is_told_and_not_made(run: Callable[..., Any], tmp_path: Path) -> None:
    for args in ([], ["show", "1"], ["merge", "1", "2"], ["split", "1", "--article", "1"], ["undo"], ["judgements"], ["rebuild"]):
        result = run(*args)
        assert result.exit_code == 1
        assert "there is no such record" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_rebuilding_changes_nothing_in_a_whole_record(full: Callable[..., Any], place: str) -> None:
    full("merge", "1", "3")
    before = listed(full)
    assert full("rebuild").stdout == f"{shown(place) if is_url(place) else 'news.db'}: 3 speakers\n"
    assert listed(full) == before


def test_search_asks_for_a_speaker_by_number_and_shows_who_it_is(full: Callable[..., Any]) -> None:
    full("merge", "1", "3")
    found = json.loads(CliRunner().invoke(app, ["search", "--speaker", "3"]).stdout)
    assert len(found) == 3
    assert {h["record_speaker"]["name"] for h in found} == {"Ana Lind"}
    table = CliRunner().invoke(app, ["search", "--speaker", "1", "--format", "table"]).stdout
    assert "Lind  said  = Ana Lind" in table
    assert "speaker: Ana Lind 3" in table
