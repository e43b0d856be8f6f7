"""When the tests in a browser are run, and that they are never left out in silence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import browsers

_ROOT = Path(__file__).parents[1]
_TESTS = "tests/web/browser/test_watching.py"


@pytest.mark.parametrize(
    ("environment", "installed", "wanted"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"CI": "true"}, False, True),
        ({"CI": "false"}, False, False),
        ({"ONRECORD_TEST_BROWSER": "1"}, False, True),
        ({"ONRECORD_TEST_BROWSER": "0"}, True, False),
        ({"ONRECORD_TEST_BROWSER": "0", "CI": "1"}, True, False),
    ],
)
def test_they_are_run_where_there_is_a_browser_or_somebody_asks(
    environment: dict[str, str], installed: bool, wanted: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("CI", "ONRECORD_TEST_BROWSER"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(browsers, "chromium", lambda: "/bin/true" if installed else None)
    assert browsers.wanted() is wanted


def run(**environment: str) -> "subprocess.CompletedProcess[str]":
    """Run some tests on a machine without a browser."""
    arguments = ["-p", "no:cacheprovider", _TESTS]
    code = f"import sys, pytest; from tests import browsers; browsers.chromium = lambda: None; sys.exit(pytest.main({arguments!r}))"
    env = {k: v for k, v in os.environ.items() if k not in {"CI", "ONRECORD_TEST_BROWSER"}} | environment
    return subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True, cwd=_ROOT, env=env)


def test_without_a_browser_they_are_left_out_and_a_line_says_so() -> None:
    assert "tests in a browser were left out" in run().stdout


def test_without_a_browser_they_fail_where_they_are_asked_for() -> None:
    done = run(ONRECORD_TEST_BROWSER="1")
    assert done.returncode == 1
    assert "no Chromium is installed" in done.stdout
    assert "apt-get install chromium" in done.stdout


def test_ci_installs_a_browser_and_asks_for_the_tests() -> None:
    script = (_ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "ONRECORD_TEST_BROWSER:-1" in script
    assert script.index('"${install[@]}" chromium\n') < script.index("python -m pytest")
