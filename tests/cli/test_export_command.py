"""``onrecord export``, with a stand-in for the network."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from onrecord.claims.store import update
from onrecord.cli import app
from onrecord.record import open_record
from tests.claims.corpora import judging, story


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Runs the command line in a folder with a record, ``news.db``, whose claims are up to date."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD", raising=False)
    with open_record("news.db") as record:
        for reading in story("vaccine"):
            record.add(reading)
        update(record.database, judging=judging)
    return lambda *args: CliRunner().invoke(app, ["export", *args])


def table(path: str) -> list[dict[str, str]]:
    with Path(path).open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file)]


def test_what_search_finds_is_written_into_a_file(run: Callable[..., Any]) -> None:
    result = run("mercury", "--act", "deny", "--format", "csv", "-o", "out.csv")
    assert result.exit_code == 0
    assert result.stdout == ""
    rows = table("out.csv")
    assert rows
    assert {r["act"] for r in rows} == {"deny"}
    assert result.stderr == f"onrecord: out.csv: {len(rows)} attribution{'' if len(rows) == 1 else 's'}\n"


def test_standard_output_is_where_it_goes_by_itself(run: Callable[..., Any]) -> None:
    result = run("-f", "jsonl", "--limit", "2")
    assert result.exit_code == 0
    assert len([json.loads(line) for line in result.stdout.splitlines()]) == 2
    assert result.stderr == ""


def test_claims_and_what_stands_behind_one(run: Callable[..., Any]) -> None:
    result = run("mercury", "--claims", "-f", "csv", "-o", "claims.csv")
    assert result.exit_code == 0
    first = table("claims.csv")[0]
    assert "claim" in result.stderr
    behind = run("--claim", first["id"][:6], "-f", "jsonl")
    assert behind.exit_code == 0
    assert len(behind.stdout.splitlines()) >= int(first["reports"])


@pytest.mark.parametrize(
    ("args", "problem"),
    [
        (["-f", "parquet", "--claims"], "does not tell of claims"),
        (["-f", "brat"], "name a folder"),
        (["-f", "csv", "--claim", "c123456", "bridge"], "leave out the query"),
        (["-f", "csv", "--claim", "nothing!"], "is no id of a claim"),
        (["-f", "csv", "-o", "no/such/folder/out.csv"], "cannot be written"),
        (["-f", "csv", "--record", "none.db"], "none.db"),
    ],
)
def test_what_is_wrong_is_one_line(run: Callable[..., Any], args: list[str], problem: str) -> None:
    result = run(*args)
    assert result.exit_code == 1
    assert problem in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    "args", [[], ["-f", "xml"], ["-f", "csv", "--act", "sing"], ["-f", "csv", "--since", "soon"], ["-f", "csv", "-o", ""]]
)
def test_wrong_options_are_refused(run: Callable[..., Any], args: list[str]) -> None:
    assert run(*args).exit_code == 2
