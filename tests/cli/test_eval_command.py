import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

TEXT = "The dam is safe, Lind said. Holm denied that it leaks."
A = {"id": "a1", "source": [[17, 21]], "cue": [[22, 26]], "content": [[0, 15]], "act": "state"}
B = {"id": "a2", "source": [[28, 32]], "cue": [[33, 39]], "content": [[40, 53]], "act": "deny"}


@pytest.fixture
def files(tmp_path: Path) -> None:
    gold = {"id": "x", "text": TEXT, "annotations": {"ann": [A, B], "bo": [A]}}
    pred = {"article": {"id": "x", "text": TEXT}, "attributions": [A, {**B, "confidence": 0.3}]}
    (tmp_path / "gold.jsonl").write_text(json.dumps(gold) + "\n")
    (tmp_path / "pred.jsonl").write_text(json.dumps(pred) + "\n")


@pytest.mark.usefixtures("files")
def test_scores_are_written_as_a_table_or_as_json(run: Callable[..., Any]) -> None:
    shown = run("eval", "gold.jsonl", "pred.jsonl", "--format", "table")
    assert shown.exit_code == 0
    assert "relaxed                       100.0  100.0  100.0        2        2" in shown.stdout
    told = json.loads(run("eval", "gold.jsonl", "pred.jsonl").stdout)
    assert told["attributions"]["strict"]["all"]["f1"] == 1
    assert "by_article" not in told
    assert json.loads(run("eval", "gold.jsonl", "pred.jsonl", "--by-article").stdout)["by_article"][0]["id"] == "x"


@pytest.mark.usefixtures("files")
def test_whose_annotations_are_right_can_be_said(run: Callable[..., Any]) -> None:
    def of_gold(*options: str) -> float:
        return json.loads(run("eval", "gold.jsonl", "pred.jsonl", *options).stdout)["attributions"]["relaxed"]["all"]["gold"]  # type: ignore[no-any-return]

    assert (of_gold(), of_gold("--annotator", "bo"), of_gold("--each-annotator")) == (2, 1, 1.5)
    assert json.loads(run("eval", "gold.jsonl").stdout)["pairs_of_annotators"] == 1


@pytest.mark.usefixtures("files")
def test_predictions_come_through_a_pipe_and_may_be_thinned(run: Callable[..., Any], tmp_path: Path) -> None:
    piped = run("eval", "gold.jsonl", "-", "--min-confidence", "0.5", input=(tmp_path / "pred.jsonl").read_text())
    assert json.loads(piped.stdout)["attributions"]["relaxed"]["all"]["found"] == 1


@pytest.mark.usefixtures("files")
def test_what_is_wrong_is_one_line_and_the_rest_is_scored(run: Callable[..., Any], tmp_path: Path) -> None:
    with (tmp_path / "pred.jsonl").open("a") as file:
        file.write("{broken\n")
    result = run("eval", "gold.jsonl", "pred.jsonl")
    assert result.exit_code == 1
    assert result.stderr == "onrecord: pred.jsonl:2: is not valid JSON; write one object per line\n"
    assert json.loads(result.stdout)["attributions"]["relaxed"]["all"]["f1"] == 1


@pytest.mark.usefixtures("files")
def test_a_flood_of_errors_is_cut_off(run: Callable[..., Any], tmp_path: Path) -> None:
    with (tmp_path / "pred.jsonl").open("a") as file:
        file.write("{broken\n" * 300)
    told = run("eval", "gold.jsonl", "pred.jsonl").stderr.splitlines()
    assert len(told) == 51
    assert told[-1] == "onrecord: and 250 more like these"


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        (("none.jsonl", "pred.jsonl"), 1, "none.jsonl: no such file or folder; check the name"),
        (("gold.jsonl", "none.jsonl"), 1, "none.jsonl: no such file or folder; check the name"),
        (("gold.jsonl", "pred.jsonl", "--annotator", "cy"), 1, "has no annotator 'cy'; it has ann, bo"),
        (("gold.jsonl", "--annotator", "ann"), 2, "it goes with PRED"),
        (("gold.jsonl", "pred.jsonl", "--min-confidence", "2"), 2, "--min-confidence"),
        ((), 2, "Missing argument"),
    ],
)
def test_what_cannot_be_scored_is_told_in_a_line(run: Callable[..., Any], options: tuple[str, ...], code: int, told: str) -> None:
    result = run("eval", *options)
    assert result.exit_code == code
    assert told in result.stderr
    assert "Traceback" not in result.stderr
