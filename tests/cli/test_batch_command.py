import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import onrecord.batch
from onrecord.batch import Counts
from onrecord.errors import InvalidField, OnrecordError

_SOURCE = Path(onrecord.batch.__file__).parents[2]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What jobs were asked to do; nothing is done."""
    calls: list[dict[str, Any]] = []

    def run(sources: list[str], out: str, **how: Any) -> Counts:
        calls.append({"sources": sources, "out": out, **how})
        if how["published"] == "someday":
            raise InvalidField("'someday' is no date", "published")
        if out == "full":
            raise OnrecordError("full: there is something already; name a new folder")
        return Counts(articles=1200, attributions=30_000, duplicates=2, failed=1)

    monkeypatch.setattr(onrecord.batch, "run", run)
    return calls


def test_what_is_asked_is_done_and_told(run: Callable[..., Any], asked: list[dict[str, Any]]) -> None:
    words = ("--workers", "3", "--ray", "auto", "--outlet", "Post", "--field", "text=body")
    result = run("batch", "a.warc.gz", "s3://b/c", "--out", "d", *words)
    assert result.exit_code == 0
    assert "d: 1,200 articles with 30,000 attributions, 2 duplicate, 1 failed" in result.stderr
    (call,) = asked
    assert call["sources"] == ["a.warc.gz", "s3://b/c"]
    assert (call["workers"], call["ray"], call["outlet"], call["mapping"]) == (3, "auto", "Post", {"text": "body"})
    assert call["compare"]


def test_quiet_tells_nothing_and_comparing_can_be_left_out(run: Callable[..., Any], asked: list[dict[str, Any]]) -> None:
    result = run("batch", "a.jsonl", "--out", "d", "--quiet", "--no-compare")
    assert (result.exit_code, result.stderr) == (0, "")
    assert not asked[0]["compare"]


@pytest.mark.usefixtures("asked")
def test_what_is_wrong_is_one_line(run: Callable[..., Any]) -> None:
    result = run("batch", "a.jsonl", "--out", "full")
    assert result.exit_code == 1
    assert result.stderr.strip() == "onrecord: full: there is something already; name a new folder"
    result = run("batch", "a.jsonl", "--out", "d", "--published", "someday")
    assert result.exit_code == 2
    assert "--published" in result.stderr
    assert run("batch", "a.jsonl").exit_code == 2


def test_without_daft_it_is_said_what_to_install(tmp_path: Path) -> None:
    code = "import sys; sys.modules['daft'] = None; from onrecord.cli import main; sys.argv = ['onrecord', *sys.argv[1:]]; main()"
    words = ["batch", "a.jsonl", "--out", str(tmp_path / "d")]
    environment = {**os.environ, "PYTHONPATH": str(_SOURCE)}
    told = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True, check=False, env=environment)
    assert told.returncode == 1
    assert told.stderr.strip() == 'onrecord: daft is not installed; install it with: pip install "onrecord[batch]"'
