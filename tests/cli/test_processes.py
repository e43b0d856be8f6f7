"""The command as a process: pipes, terminals, signals, start-up."""

import json
import os
import pty
import re
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

Process = Callable[..., "subprocess.CompletedProcess[str]"]
Command = Callable[..., list[str]]


def _on_terminal(command: list[str], cwd: Path, *, stdout: bool, **environment: str) -> tuple[str, str]:
    """What the command prints to a terminal (standard output, error or both) and to a pipe."""
    ours, theirs = pty.openpty()
    env = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "FORCE_COLOR"}}
    env |= {"TERM": "xterm-256color", "COLUMNS": "100", **environment}
    pipe = subprocess.PIPE
    with subprocess.Popen(
        command, stdout=theirs if stdout else pipe, stderr=pipe if stdout else theirs, stdin=subprocess.DEVNULL, cwd=cwd, env=env
    ) as child:
        os.close(theirs)
        seen = bytearray()

        def look() -> None:
            while True:
                try:
                    chunk = os.read(ours, 65536)
                except OSError:
                    return
                if not chunk:
                    return
                seen.extend(chunk)

        watcher = threading.Thread(target=look)
        watcher.start()
        rest = child.stderr if stdout else child.stdout
        assert rest
        piped = rest.read()
        child.wait(60)
        watcher.join(10)
    os.close(ours)
    return seen.decode(), piped.decode()


def test_a_terminal_gets_a_table_in_colour(command: Command, tmp_path: Path) -> None:
    shown, errors = _on_terminal(command("read", "a"), tmp_path, stdout=True)
    assert "\x1b[1;36mMayor Ana Ruiz" in shown
    assert "⟨source⟩" in shown
    assert errors == ""


@pytest.mark.parametrize(("name", "value"), [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_a_terminal_without_colours_gets_none(command: Command, tmp_path: Path, name: str, value: str) -> None:
    shown, _ = _on_terminal(command("read", "a"), tmp_path, stdout=True, **{name: value})
    assert not re.search(r"\x1b\[[0-9;]*3[0-7]m", shown)
    assert "⟨Mayor Ana Ruiz⟩¹" in re.sub(r"\x1b\[[0-9;]*m", "", shown)


def test_a_pipe_gets_json_and_no_colour(process: Process) -> None:
    result = process("read", "a")
    assert json.loads(result.stdout)["article"]["id"] == "a"
    assert "\x1b" not in process("read", "a", "--format", "table").stdout


def test_force_color_colours_a_table_in_a_pipe(process: Process) -> None:
    assert "\x1b[1;36m" in process("read", "a", "--format", "table", FORCE_COLOR="1").stdout


def test_json_is_utf8_in_every_locale_and_a_table_never_fails(process: Process) -> None:
    settings = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    assert "“The water is clean,”" in process("read", "a", **settings).stdout
    assert "“" in process("read", "a", "--format", "html", **settings).stdout
    table = process("read", "a", "--format", "table", **settings)
    assert table.returncode == 0
    assert "<Mayor Ana Ruiz>1" in table.stdout


def test_many_files_have_a_progress_bar_only_where_somebody_looks(command: Command, process: Process, tmp_path: Path) -> None:
    args = ("read", *(f"f{i}" for i in range(30)), "--format", "jsonl")
    seen, written = _on_terminal(command(*args), tmp_path, stdout=False)
    assert "reading" in seen
    assert len(written.splitlines()) == 30
    assert process(*args).stderr == ""


def test_errors_are_legible_while_the_progress_bar_runs(command: Command, tmp_path: Path) -> None:
    args = ("read", "a", "missing\x1b]0;x\x07.txt", "b", "--format", "jsonl")
    seen, written = _on_terminal(command(*args), tmp_path, stdout=False)
    assert "onrecord: missing␛]0;x␇.txt: no such file; check the name" in seen
    assert "\x1b]0;" not in seen
    assert len(written.splitlines()) == 2


def test_a_single_file_has_no_progress_bar(command: Command, tmp_path: Path) -> None:
    seen, _ = _on_terminal(command("read", "a"), tmp_path, stdout=False)
    assert seen == ""


@pytest.mark.parametrize("format", ["jsonl", "table", "json"])
def test_a_reader_that_goes_away_is_no_error(command: Command, tmp_path: Path, format: str) -> None:
    with subprocess.Popen(
        command("read", "many500", "--format", format), stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path
    ) as child:
        assert child.stdout
        assert child.stderr
        child.stdout.readline()
        child.stdout.close()
        assert child.stderr.read() == b""
        assert child.wait(60) == 141


def test_ctrl_c_is_one_line_and_130(process: Process, tmp_path: Path) -> None:
    result = process("read", "a", "interrupt", "--format", "jsonl", "-o", "x.jsonl")
    assert (result.returncode, result.stderr) == (130, "onrecord: interrupted\n")
    assert list(tmp_path.iterdir()) == []


def test_an_error_while_reading_is_no_traceback(process: Process) -> None:
    result = process("read", "weights")
    assert (result.returncode, result.stderr) == (1, "onrecord: the model is damaged; install onrecord again\n")


def test_python_m_onrecord_is_the_same_command() -> None:
    result = subprocess.run([sys.executable, "-m", "onrecord", "--help"], check=False, capture_output=True, text=True, timeout=60)
    assert result.returncode == 0
    assert "onrecord [OPTIONS] COMMAND" in result.stdout


def test_help_waits_for_no_heavy_library() -> None:
    code = (
        "import sys\nsys.argv = ['onrecord', '--help']\nfrom onrecord.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\nprint('\\n' + ' '.join(sorted(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    loaded = set(result.stdout.splitlines()[-1].split())
    heavy = {"numpy", "onnxruntime", "tokenizers", "trafilatura", "py3langid", "rich", "jinja2", "onrecord.pipeline"}
    assert loaded & heavy == set()


_FULL = "onrecord: standard output cannot be written: No space left on device\n"


@pytest.mark.parametrize(
    "args",
    [["schema"], ["read", "a"], ["read", "a", "b", "-f", "jsonl"], ["read", "a", "-f", "table"], ["read", "missing", "a"], ["--help"]],
)
def test_a_full_disk_is_one_line_and_no_traceback(command: Command, tmp_path: Path, args: list[str]) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        result = subprocess.run(command(*args), check=False, stdout=full, stderr=subprocess.PIPE, text=True, cwd=tmp_path, timeout=60)
    assert result.returncode == 1
    assert result.stderr.removeprefix("onrecord: missing: no such file; check the name\n") == _FULL


def test_errors_that_nobody_can_be_told_lose_no_output(command: Command, tmp_path: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        result = subprocess.run(
            command("read", "a", "missing", "b", "-f", "jsonl"),
            check=False,
            stdout=subprocess.PIPE,
            stderr=full,
            text=True,
            encoding="utf-8",
            cwd=tmp_path,
            timeout=60,
        )
    assert result.returncode == 1
    assert [json.loads(line)["article"]["id"] for line in result.stdout.splitlines()] == ["a", "b"]


def test_dev_stdout_into_a_pipe_is_standard_output(process: Process) -> None:
    result = process("read", "a", "-o", "/dev/stdout")
    assert (result.returncode, result.stderr) == (0, "")
    assert json.loads(result.stdout)["article"]["id"] == "a"


def test_dev_stdout_appended_to_a_file_keeps_what_is_there(command: Command, tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text("earlier\n", encoding="utf-8")
    with log.open("a", encoding="utf-8") as file:
        subprocess.run(command("read", "a", "-f", "jsonl", "-o", "/dev/stdout"), check=True, stdout=file, cwd=tmp_path, timeout=60)
    assert [line[:10] for line in log.read_text(encoding="utf-8").splitlines()] == ["earlier", '{"article"']


_ADD = f"""
import sys
sys.path[:0] = [{str(Path(__file__).parents[2] / "src")!r}, {str(Path(__file__).parents[2])!r}]
import onrecord.pipeline
from tests.record import test_ingest
test_ingest._PAUSE = 0.01
onrecord.pipeline.understand_all = test_ingest.understood
from onrecord.cli import main
main()
"""


def _adding(cwd: Path, *args: str) -> str:
    rows = (f'{{"id": "{n}", "text": "It rains for the day {n}, Lind said on Monday."}}\n' for n in range(150))
    (cwd / "a.jsonl").write_text("".join(rows))
    shown, _ = _on_terminal([sys.executable, "-W", "error", "-c", _ADD, "add", *args], cwd, stdout=False)
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", shown)


def test_adding_shows_counts_rate_and_the_time_that_is_left(tmp_path: Path) -> None:
    shown = _adding(tmp_path, "a.jsonl")
    assert re.search(r"\d+ new .*\d/s \d:\d\d:\d\d about 0:0\d left", shown)
    assert shown.rstrip().endswith("news.db: 150 new")


def test_adding_from_standard_input_tells_no_time_that_is_left(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    writer = threading.Thread(target=lambda: (tmp_path / "pipe").write_bytes((tmp_path / "a.jsonl").read_bytes()))
    (tmp_path / "a.jsonl").write_text("")
    threading.Timer(0.5, writer.start).start()
    shown = _adding(tmp_path, "pipe", "--input-format", "jsonl")
    assert "/s 0:00:0" in shown
    assert "left" not in shown
    assert shown.rstrip().endswith("news.db: 150 new")


def test_adding_quietly_shows_nothing(tmp_path: Path) -> None:
    assert _adding(tmp_path, "a.jsonl", "--quiet") == ""
