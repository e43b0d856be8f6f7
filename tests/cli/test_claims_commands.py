"""``onrecord claims``, ``claim``, ``trace``, ``compare`` and ``demo``, on a record of an example story."""

import json
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from onrecord.claims import store
from onrecord.cli import app
from onrecord.model import Article, Attribution, Excerpt, Reading, Speaker
from onrecord.record import open_record
from tests.claims.corpora import judging, story

EVIL = "The bridge \x1b[2J at Elmsund\u202e is closed for good"


def evil(n: int) -> Reading:
    text = f"Report {n}. Bo\x1b]0;x\x07 Berg said {EVIL}."
    at, who = text.index(EVIL), text.index("Bo")
    said = Attribution(
        id="a1",
        kind="indirect",
        source=Excerpt("Bo\x1b]0;x\x07 Berg", ((who, who + 12),)),
        cue=Excerpt("said", ((at - 5, at - 1),)),
        content=Excerpt(EVIL, ((at, at + len(EVIL)),)),
        speaker=Speaker(id="s", name="Bo\x1b]0;x\x07 Berg", type="person", key="bo berg", confidence=0.9),
        confidence=0.9,
    )
    return Reading(Article(id=f"e{n}", outlet=f"Evil\x1b[1m {n}", published=f"2026-04-0{n}", text=text, language="en"), (said,))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("made") / "news.db"
    with open_record(path) as record:
        for reading in [*story("dam"), evil(1), evil(2)]:
            record.add(reading)
        store.update(record.database, judging=judging)
    return path


@pytest.fixture
def run(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD", raising=False)
    monkeypatch.setenv("LOGNAME", "ferrywoman")
    monkeypatch.setenv("COLUMNS", "100")
    shutil.copy(made, tmp_path / "news.db")

    def invoke(*args: str) -> Any:
        return CliRunner().invoke(app, list(args))

    return invoke


@pytest.fixture
def first(run: Callable[..., Any]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("claims").stdout)[0]
    return found


def test_the_list_as_json_and_table(run: Callable[..., Any]) -> None:
    found = json.loads(run("claims", "--limit", "5").stdout)
    assert len(found) == 5
    assert set(found[0]) == {
        *("id", "text", "speaker", "reports", "articles", "outlets", "speakers", "statements", "denials", "first", "last")
    }
    table = run("claims", "--limit", "5", "--format", "table").stdout
    assert all(c["id"] in table for c in found)
    assert "outlets" in table


def test_the_list_can_be_narrowed(run: Callable[..., Any]) -> None:
    assert json.loads(run("claims", "--about", "xylophone").stdout) == []
    assert "no claim fits" in run("claims", "--about", "xylophone", "-f", "table").stdout
    assert len(json.loads(run("claims", "--speaker", "Stolberg").stdout)) < len(json.loads(run("claims").stdout))
    assert run("claims", "--since", "soon").exit_code == 2
    assert run("claims", "--about", " ").exit_code == 2
    assert json.loads(run("claims", "--since", "2027").stdout) == []


def test_a_claim_with_its_life(run: Callable[..., Any], first: dict[str, Any]) -> None:
    life = json.loads(run("claim", first["id"]).stdout)
    assert life["claim"] == first
    assert {"statements", "denials", "relations", "independence"} < set(life)
    told = run("claim", first["id"][:7], "-f", "table").stdout
    assert "independent line" in told
    assert "says" in told
    for s in life["statements"]:
        assert s["id"] in told


def test_the_words_that_changed_are_shown(run: Callable[..., Any]) -> None:
    told = "".join(run("claim", c["id"], "-f", "table").stdout for c in json.loads(run("claims").stdout))
    assert "[-" in told
    assert "{+" in told
    assert "the same words" in told
    assert "copied by" in told


def test_what_an_article_says_never_commands_the_terminal(run: Callable[..., Any]) -> None:
    (c,) = json.loads(run("claims", "--about", "Elmsund closed").stdout)
    outlets = ["Evil\x1b[1m 1", "Evil\x1b[1m 2"]
    for args in (["claims"], ["claim", c["id"]], ["compare", *outlets]):
        for format in ("table", "json"):
            out = run(*args, "-f", format).stdout
            assert "\x1b" not in out
            assert "\u202e" not in out
            assert "\x07" not in out


def test_a_claim_that_is_not_there(run: Callable[..., Any]) -> None:
    for id, told in (("c0000000000", "has no claim"), ("nothing", "no id of a claim")):
        result = run("claim", id)
        assert result.exit_code == 1
        assert told in result.stderr
        assert result.stderr.count("\n") == 1


def test_a_merge_and_its_undoing(run: Callable[..., Any], first: dict[str, Any]) -> None:
    other = json.loads(run("claims").stdout)[1]
    merged = json.loads(run("claim", first["id"], "--merge", other["id"], "--note", "one dam").stdout)
    assert merged["claim"]["reports"] == first["reports"] + other["reports"]
    (ruled,) = json.loads(run("claims", "--judgements").stdout)
    assert (ruled["made_by"], ruled["verdict"], ruled["note"]) == ("ferrywoman", "same", "one dam")
    assert "one dam" in run("claims", "--judgements", "-f", "table").stdout
    assert run("claims", "--undo", "1").exit_code == 0
    assert json.loads(run("claim", first["id"]).stdout)["claim"] == first
    assert run("claims", "--undo", "1").exit_code == 1


def test_a_split(run: Callable[..., Any]) -> None:
    for c in json.loads(run("claims").stdout):
        life = json.loads(run("claim", c["id"]).stdout)
        if len({s["reports"][0]["content"] for s in life["statements"]}) > 1:
            break
    gone = life["statements"][-1]["id"]
    assert run("claim", c["id"], "--split", gone, "--by", "ana").exit_code == 0
    left = json.loads(run("claim", life["statements"][0]["id"]).stdout)
    assert gone not in {s["id"] for s in left["statements"]}


def test_words_are_traced(run: Callable[..., Any]) -> None:
    text = "We will not empty a lake because of a piece of paper that somebody gave to a newspaper"
    result = run("trace", text)
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert found["found"][0]["statement"]["speaker"] == "Einar Stolberg"
    told = run("trace", text, "-f", "table")
    assert "First on record: Einar Stolberg" in told.stdout


def test_words_that_are_not_on_record(run: Callable[..., Any]) -> None:
    result = run("trace", "Penguins have opened a savings bank", "-f", "table")
    assert result.exit_code == 1
    assert "Not on record" in result.stdout
    empty = run("trace", "")
    assert empty.exit_code == 2
    assert "give some words" in empty.stderr
    assert "option" not in empty.stderr.lower().replace("[options]", "")
    assert run("trace", "?!").exit_code == 1


def test_two_outlets(run: Callable[..., Any]) -> None:
    found = json.loads(run("compare", "lantern", "nordpress").stdout)
    assert (found["one"], found["other"]) == ("Daily Lantern", "NordPress")
    told = run("compare", "lantern", "nordpress", "-f", "table").stdout
    assert "Daily Lantern and NordPress" in told
    assert "not in NordPress" in told
    result = run("compare", "lantern", "nobody")
    assert result.exit_code == 1
    assert "NordPress" in result.stderr


def test_claims_of_a_record_that_may_not_be_written(run: Callable[..., Any], tmp_path: Path) -> None:
    with open_record(tmp_path / "news.db") as record:
        record.database.run("DELETE FROM claim_articles WHERE article_id = 1")
        record.database.run("PRAGMA wal_checkpoint(TRUNCATE)")
        record.database.run("PRAGMA journal_mode = DELETE")
        record.database.run("PRAGMA query_only = ON")
        from onrecord.cli.claims import brought

        brought(record)


def test_there_is_no_record(run: Callable[..., Any]) -> None:
    for args in (["claims"], ["claim", "c0000000"], ["trace", "the lake"], ["compare", "a", "b"]):
        result = run(*args, "--record", "missing.db")
        assert result.exit_code == 1
        assert "onrecord add makes one" in result.stderr


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """The demo with stories that were read before, as reading all takes a while."""

    def filled(record: Any) -> int:
        for reading in story("dam"):
            record.add(reading)
        return 11

    monkeypatch.setattr(sys.modules["onrecord.cli.demo"], "_filled", filled)


def test_the_demo_shows_a_claim_and_says_what_to_try_next(run: Callable[..., Any], short: None, tmp_path: Path) -> None:
    result = run("demo")
    assert result.exit_code == 0
    assert "independent line" in result.stdout
    assert "onrecord demo --record demo.db" in result.stdout
    assert not (tmp_path / "demo.db").exists()
    result = run("demo", "--record", "demo.db")
    assert "onrecord trace" in result.stdout
    assert (tmp_path / "demo.db").exists()
    assert json.loads(run("claims", "--record", "demo.db").stdout)


def test_the_demo_is_not_put_among_other_articles(run: Callable[..., Any]) -> None:
    before = json.loads(run("claims", "--limit", "3").stdout)
    refused = run("demo", "--record", "news.db")
    assert refused.exit_code == 1
    assert "has articles of Evil" in refused.stderr
    assert json.loads(run("claims", "--limit", "3").stdout) == before


@pytest.mark.parametrize("about", ["-bridge", '"', "- ?"])
def test_a_query_must_name_a_word(run: Callable[..., Any], about: str) -> None:
    refused = run("claims", f"--about={about}")
    assert refused.exit_code == 1
    assert "names no word" in refused.stderr


@pytest.mark.parametrize("day", ["2026-02-30", "2026-13", "2026-00-01"])
def test_a_day_that_there_is_not_is_refused(run: Callable[..., Any], day: str) -> None:
    assert run("claims", "--since", day).exit_code == 2


def test_judgements_are_listed_with_what_they_are_about(run: Callable[..., Any]) -> None:
    assert "nothing was judged" in run("claims", "--judgements", "-f", "table").stderr
    one, other = json.loads(run("claims", "--limit", "2").stdout)
    assert run("claim", one["id"], "--merge", other["id"]).exit_code == 0
    listed = run("claims", "--judgements", "-f", "table").stdout
    assert "are one" in listed
    assert listed.count("“") >= 2
    assert json.loads(run("claims", "--judgements").stdout)[0]["words"]


def test_every_statement_that_is_printed_finds_a_claim(run: Callable[..., Any]) -> None:
    for c in json.loads(run("claims").stdout):
        life = json.loads(run("claim", c["id"]).stdout)
        for s in (*life["statements"], *(d["statement"] for d in life["denials"]), *life["otherwise"]):
            assert run("claim", s["id"]).exit_code == 0, s


def test_a_text_that_is_too_long_is_told_to_be_cut(run: Callable[..., Any]) -> None:
    told = run("trace", "the lake will be drained " * 200)
    assert "only the first" in told.stderr
    assert "only the first" not in run("trace", "the lake will be drained").stderr
