"""What is asked for, and where it is written."""

import errno
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from onrecord.cli.export import ExportFormat
from onrecord.errors import InputError, NotInRecord, OnrecordError
from onrecord.exporting.files import json_lines
from onrecord.exporting.files.formats import FORMATS
from onrecord.record import Record

ROOT = Path(__file__).parents[3]


def test_every_format_is_a_choice_of_the_command_and_is_documented() -> None:
    assert [f.value for f in ExportFormat] == [*FORMATS]
    told = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
    for name in FORMATS:
        assert f"`{name}`" in told


@pytest.mark.parametrize("name", [*FORMATS])
def test_every_format_writes_what_is_asked_for_and_says_how_much(corpus: Record, tmp_path: Path, name: str) -> None:
    n = corpus.export(name, tmp_path / "out", "mercury")
    assert n == len([*corpus.search("mercury", limit=None)])
    assert os.listdir(tmp_path) == ["out"]
    assert corpus.export(name, tmp_path / "all") == corpus.stats()["attributions"]
    assert corpus.export(name, tmp_path / "few", limit=3) == 3


@pytest.mark.parametrize("name", [*FORMATS])
def test_nothing_found_is_no_error(corpus: Record, tmp_path: Path, name: str) -> None:
    assert corpus.export(name, tmp_path / "out", "zeppelin") == 0
    assert (tmp_path / "out").exists()


@pytest.mark.parametrize("name", [*FORMATS])
def test_an_export_is_the_same_every_time(corpus: Record, tmp_path: Path, name: str) -> None:
    if FORMATS[name].shape == "folder":
        pytest.skip("a folder is compared in its own test")
    for out in ("one", "two"):
        corpus.export(name, tmp_path / out, speaker="Stolberg")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_all_facets_can_be_asked_for(corpus: Record, lines: Any) -> None:
    denied = lines(corpus, "jsonl", act="deny", reviewed="none")
    assert denied
    assert {one["act"] for one in denied} == {"deny"}
    assert [one["number"] for one in lines(corpus, "jsonl", reviewed="rejected")] == [5]
    assert 5 not in {one["number"] for one in lines(corpus, "jsonl")}


def test_the_attributions_behind_a_claim_are_those_that_state_and_deny_it(corpus: Record, lines: Any) -> None:
    claim = corpus.claims("mercury", update=False)[0]
    found = lines(corpus, "jsonl", claim=claim.id)
    life = corpus.claim(claim.id, update=False)
    stating = [r.key for s in life.statements for r in s.reports]
    denying = [r.key for d in life.denials for r in d.statement.reports]
    assert len(found) == len({*stating, *denying})
    contents = sorted(r.content for s in life.statements for r in s.reports)
    assert sorted(one["content"]["text"] for one in found[: len(stating)]) == contents
    assert denying
    with pytest.raises(NotInRecord, match="no claim"):
        lines(corpus, "jsonl", claim="c0000000000")


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        ({"format": "xml"}, "'xml': is no format; there are csv, jsonl"),
        ({"format": "parquet", "claims": True}, "does not tell of claims; csv, jsonl, schemaorg do"),
        ({"format": "csv", "claims": True, "act": "deny"}, "can only be chosen by a query, since, speaker, until"),
        ({"format": "csv", "claims": True, "like": "mercury"}, "can only be chosen by"),
        ({"format": "csv", "claim": "c123456", "query": "mercury"}, "leave out the query"),
        ({"format": "csv", "claim": "c123456", "claims": True}, "leave out the query and all else"),
        ({"format": "csv", "claim": "c123456", "outlet": "Post"}, "leave out the query and all else"),
        ({"format": "brat", "target": "-"}, "cannot go to standard output; name a folder"),
    ],
)
def test_what_does_not_go_together_is_refused_before_anything_is_written(
    corpus: Record, tmp_path: Path, asked: dict[str, Any], problem: str
) -> None:
    with pytest.raises(InputError, match=problem.replace("(", r"\(")):
        corpus.export(**{"target": tmp_path / "out", "update": False, **asked})
    assert not any(tmp_path.iterdir())


def test_a_file_is_replaced_only_by_a_complete_one(corpus: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "said.jsonl"
    path.write_text("earlier")
    path.chmod(0o640)

    def fails(asked: Any) -> Any:
        yield "half"
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patched:
        patched.setattr(json_lines, "pieces", fails)
        with pytest.raises(OnrecordError, match=r"said\.jsonl: cannot be written \(No space left on device\)"):
            corpus.export("jsonl", path)
    assert path.read_text() == "earlier"
    assert os.listdir(tmp_path) == ["said.jsonl"]
    corpus.export("jsonl", path, limit=1)
    assert path.read_text() != "earlier"
    assert path.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("name", ["csv", "parquet"])
def test_a_full_disk_is_one_line(corpus: Record, name: str) -> None:
    with pytest.raises(OnrecordError, match=r"^/dev/full: cannot be written"):
        corpus.export(name, "/dev/full")


def test_a_folder_that_cannot_be_written_is_told(corpus: Record, tmp_path: Path) -> None:
    with pytest.raises(OnrecordError, match="cannot be written"):
        corpus.export("csv", tmp_path / "no" / "such" / "folder.csv")


def test_a_folder_that_holds_something_is_left_alone(corpus: Record, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    corpus.export("brat", tmp_path / "out", limit=2)  # an empty one is as good as none
    before = sorted(os.listdir(tmp_path / "out"))
    with pytest.raises(OnrecordError, match="there is something already; name a new folder"):
        corpus.export("brat", tmp_path / "out", limit=5)
    assert sorted(os.listdir(tmp_path / "out")) == before
    assert os.listdir(tmp_path) == ["out"]


def test_a_killed_export_leaves_the_earlier_file(corpus: Record, tmp_path: Path) -> None:
    path = tmp_path / "said.jsonl"
    path.write_text("earlier")
    script = (
        "import os, signal, sys, onrecord\n"
        "from onrecord.exporting.files import json_lines\n"
        "def pieces(asked):\n"
        "    yield 'half'\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "json_lines.pieces = pieces\n"
        "onrecord.open(sys.argv[1]).export('jsonl', sys.argv[2])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, corpus.name, str(path)], check=False, env={**os.environ, "PYTHONPATH": "src"}, cwd=ROOT
    )
    assert done.returncode < 0
    assert path.read_text() == "earlier"


def test_standard_output_takes_text_and_bytes(corpus: Record, capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    script = "import sys, onrecord\nonrecord.open(sys.argv[1]).export(sys.argv[2], '-', limit=2)\n"
    for name in ("csv", "parquet", "ris"):
        environment = {**os.environ, "PYTHONPATH": "src", "PYTHONIOENCODING": "latin-1"}
        done = subprocess.run([sys.executable, "-c", script, corpus.name, name], check=True, capture_output=True, env=environment, cwd=ROOT)
        corpus.export(name, tmp_path / name, limit=2)
        assert done.stdout == (tmp_path / name).read_bytes()


class _Terminal:
    """Standard output that is a terminal."""

    def __init__(self) -> None:
        self.text = ""

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> None:
        self.text += text

    def flush(self) -> None:
        pass


def test_an_article_does_not_command_a_terminal(hostile: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = _Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    for name in FORMATS:
        if FORMATS[name].shape == "text":
            hostile.export(name, "-")
    assert terminal.text
    assert not {"\x1b", "\x00", "\u202e", "\r"} & {*terminal.text}
    with pytest.raises(OnrecordError, match="no text for a terminal; name a file"):
        hostile.export("parquet", "-")
