import json
import re
from pathlib import Path
from typing import Any

import pytest

from onrecord.claims.telling import Claim, Life, Trace
from onrecord.model import Attribution, Reading
from tests.notebooks import FOLDER, NOTEBOOKS, Ran, cells, run


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a notebook writes goes where the test is."""
    monkeypatch.chdir(tmp_path)


def shown(ran: Ran, type: type[Any]) -> list[Any]:
    """What a notebook shows of a type, as it would show it."""
    found: list[Any] = [r for r in ran.results if isinstance(r, type)]
    for one in found:
        assert one._repr_html_().startswith("<")
    return found


def test_reading_one_article(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run("read-one-article")
    assert "Ilse Brandvold" in capsys.readouterr().out
    assert len(shown(ran, Reading)[0].attributions) > 20
    assert shown(ran, Attribution)[0].kind == "direct"
    assert ran["pronouns"], "somebody is called he or she"
    assert {a.speaker.name for a in ran["pronouns"]} >= {"Ilse Brandvold"}
    assert ran["nested"]
    assert ran.results[-1] == ("Ada Holm", "2026-03-02")


def test_a_record_and_its_search(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run("record-and-search")
    articles, attributions = ran.results[0]
    assert articles == 11
    assert attributions > 50
    assert ran["again"] == ["DUPLICATE"] * 11
    assert all(hit.attribution.act == "deny" for hit in ran["denials"])
    assert ran["denials"]
    assert len(ran["profile"]) == ran["n"]
    assert len(ran["outlets"]) > 1
    assert re.search(r"^0\.\d+ .*\w+", capsys.readouterr().out, re.MULTILINE)


def test_the_life_of_a_claim(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run("life-of-a-claim")
    assert shown(ran, Claim)[0].outlets > 2
    (life,) = shown(ran, Life)
    assert 1 <= len(life.independence.lines) < ran["reports"], "not every report is one of its own"
    assert shown(ran, Trace)[0].first is not None
    assert (ran["trace"].on_record, ran["nothing"].on_record) == (True, False)
    assert ran["contested"]
    assert "denies:" in capsys.readouterr().out


def test_exports_and_scores(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    ran = run("export-and-score")
    assert ran["written"][0] == ran["written"][1] > 50
    assert (tmp_path / "vaccine.csv").read_text(encoding="utf-8").count("\n") > 50
    relaxed = ran["scored"].scores["relaxed", "all"]
    assert (relaxed.found - relaxed.gold, relaxed.recall) == (1, 1)
    assert 0.98 < relaxed.precision < 1
    assert "11 articles" in capsys.readouterr().out
    recalls = [recall for _, _, recall in ran["curve"]]
    assert recalls == sorted(recalls, reverse=True)
    assert recalls[-1] < 1
    assert ran.results[-1]["found"] == ran.results[-1]["gold"] + 1


def test_a_spacy_pipeline(capsys: pytest.CaptureFixture[str]) -> None:
    ran = run("spacy-pipeline")
    assert "a2 | Ada Holm | state | “It will stand,”" in capsys.readouterr().out
    assert shown(ran, Reading)
    assert [len(some) for some in ran.results[2]] == [2, 1]
    assert [n for n, _ in ran.results[3]] == [3, 0, 0]


def test_every_notebook_is_tested_and_told_of() -> None:
    tested = set(re.findall(r'run\("([a-z-]+)"\)', Path(__file__).read_text(encoding="utf-8")))
    assert {path.stem for path in NOTEBOOKS} == tested
    told = (FOLDER.parent / "README.md").read_text(encoding="utf-8")
    for path in NOTEBOOKS:
        assert f"notebooks/{path.name}" in told


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_outputs_and_small(path: Path) -> None:
    whole = json.loads(path.read_text(encoding="utf-8"))
    assert (whole["nbformat"], whole["nbformat_minor"]) == (4, 5)
    assert set(whole["metadata"]) == {"kernelspec", "language_info"}
    for cell in cells(path):
        if cell["cell_type"] == "code":
            assert (cell["outputs"], cell["execution_count"]) == ([], None)
        assert cell["metadata"] == {}
    ids = [cell["id"] for cell in cells(path)]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-zA-Z0-9_-]{1,64}", id) for id in ids)
    assert cells(path)[0]["cell_type"] == "markdown"
    assert path.stat().st_size < 10_000
