"""When the tests of PostgreSQL are run, and that they are never left out in silence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import postgres

_ROOT = Path(__file__).parents[1]
_TESTS = "tests/record/test_keeping.py"


@pytest.mark.parametrize(
    ("environment", "installed", "wanted"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"CI": "true"}, False, True),
        ({"CI": "false"}, False, False),
        ({"ONRECORD_TEST_POSTGRES": "1"}, False, True),
        ({"ONRECORD_TEST_POSTGRES": "0"}, True, False),
        ({"ONRECORD_TEST_POSTGRES": "0", "CI": "1"}, True, False),
    ],
)
def test_they_are_run_where_there_is_a_server_or_somebody_asks(
    environment: dict[str, str], installed: bool, wanted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("CI", "ONRECORD_TEST_POSTGRES"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(postgres, "binaries", lambda: Path("/bin") if installed else None)
    assert postgres.wanted() is wanted


def run(without: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run some tests on a machine without a server."""
    code = f"import sys, pytest; from tests import postgres; {without}; sys.exit(pytest.main(['-p', 'no:cacheprovider', {_TESTS!r}]))"
    env = {k: v for k, v in os.environ.items() if k not in {"CI", "ONRECORD_TEST_POSTGRES"}} | environment
    return subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True, cwd=_ROOT, env=env)


_NONE = "postgres.binaries = lambda: None"


def test_without_a_server_they_are_left_out_and_a_line_says_so() -> None:
    done = run(_NONE)
    assert done.returncode == 0, done.stdout
    assert "tests of PostgreSQL were left out" in done.stdout


def test_without_a_server_they_fail_where_they_are_asked_for() -> None:
    done = run(_NONE, ONRECORD_TEST_POSTGRES="1")
    assert done.returncode == 1
    assert "no PostgreSQL server, 15 or newer, is installed" in done.stdout
    assert "apt-get install postgresql" in done.stdout


def test_old_servers_do_not_count(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for version in (14, 16):
        folder = tmp_path / str(version)
        folder.mkdir()
        for name in ("initdb", "postgres"):
            (folder / name).write_text(f"#!/bin/sh\necho 'postgres (PostgreSQL) {version}.3'\n")
            (folder / name).chmod(0o755)
    monkeypatch.setattr(postgres, "_PLACES", ())
    monkeypatch.setenv("PATH", str(tmp_path / "14"))
    assert postgres.binaries() is None
    monkeypatch.setenv("PATH", f"{tmp_path / '14'}:{tmp_path / '16'}")
    assert postgres.binaries() == tmp_path / "16"


def test_ci_installs_a_server_and_asks_for_the_tests() -> None:
    script = (_ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "ONRECORD_TEST_POSTGRES:-1" in script
    assert script.index("apt-get update") < script.index('"${install[@]}" postgresql\n') < script.index("python -m pytest")
