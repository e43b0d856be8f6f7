import sys
from pathlib import Path

import pytest

from tests.docs.blocks import Step, steps
from tests.docs.refresh import main, refreshed
from tests.docs.running import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def console(code: str) -> Step:
    return Step("console", code, "", (0, 0), 1)


def test_commands_are_run_by_a_shell_in_a_folder_of_their_own(desk: Desk) -> None:
    assert desk.run(console("echo one > two.txt && cat two.txt")) == (0, "one\n")
    assert (desk.folder / "two.txt").read_text() == "one\n"


def test_what_is_exported_stays(desk: Desk) -> None:
    assert desk.run(console("export WHERE='a b.db'")) == (0, "")
    assert desk.run(console('printf "%s" "$WHERE"')) == (0, "a b.db")
    assert desk.run(Step("python", "import os; print(os.environ.get('WHERE'))", None, (0, 0), 1)) == (0, "None\n")


def test_exit_codes_and_errors_are_told(desk: Desk) -> None:
    assert desk.run(console("echo wrong >&2; exit 4")) == (4, "wrong\n")
    code, printed = desk.run(Step("python", "1 / 0", None, (0, 0), 1))
    assert code == 1
    assert "ZeroDivisionError" in printed


def test_warnings_of_programs_are_errors(desk: Desk) -> None:
    code, printed = desk.run(Step("python", "import warnings; warnings.warn('old')", None, (0, 0), 1))
    assert code == 1
    assert "UserWarning: old" in printed


def test_it_is_as_in_a_terminal_without_colours(desk: Desk) -> None:
    assert desk.run(console("test -t 1 && echo yes")) == (0, "yes\n")
    assert desk.run(console("printf '\\033[1;31mred\\033[0m \\033]8;;http://a\\007link\\033]8;;\\007'")) == (0, "red link")


def test_onrecord_is_that_of_this_project_and_the_examples_are_there(desk: Desk) -> None:
    code, printed = desk.run(console("onrecord --version"))
    assert (code, printed.startswith("onrecord ")) == (0, True)
    assert desk.run(console("test -s examples/stories/dam.jsonl")) == (0, "")


def test_no_record_of_whoever_runs_the_tests_is_touched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD", "mine.db")
    assert Desk(tmp_path).run(console('echo "[$ONRECORD]"')) == (0, "[]\n")


def test_pages_are_refreshed_where_they_do_not_fit(desk: Desk) -> None:
    page = "```console\n$ echo one\ntwo\n$ seq 3\n1\n…\n$ true\n```\n\n```python\nprint(1)\n```\n\nEnd.\n"
    new = refreshed(page, desk)
    assert new == "```console\n$ echo one\none\n$ seq 3\n1\n…\n$ true\n```\n\n```python\nprint(1)\n```\n\n```text\n1\n```\n\nEnd.\n"
    assert refreshed(new, desk) == new
    assert [step.shown for step in steps(new)] == ["one\n", "1\n…\n", "", "1\n"]


def test_the_command_refreshes_files_and_tells_what_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = tmp_path / "page.md"
    page.write_text("```console\n$ echo a; exit 2\n```\n", encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["refresh", str(page)])
    main()
    assert page.read_text(encoding="utf-8") == "```console\n$ echo a; exit 2\na\n```\n"
    assert "line 2: ended with 2" in capsys.readouterr().err
