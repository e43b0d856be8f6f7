import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import onrecord
from onrecord.cli import app

_HERE = Path(__file__).parent
_SOURCE = Path(onrecord.__file__).parents[1]
_MAIN = f"""
import sys
sys.path[:0] = [{str(_HERE)!r}, {str(_SOURCE)!r}]
import fake_pipeline
fake_pipeline.install()
from onrecord.cli import main
main()
"""


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[dict[str, Any]]:
    """Puts the fake in the place of the pipeline and gives what it was called with."""
    spec = importlib.util.spec_from_file_location("fake_pipeline", _HERE / "fake_pipeline.py")
    assert spec
    assert spec.loader
    fake = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(fake)
    monkeypatch.setitem(sys.modules, "onrecord.pipeline", fake)
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    found: list[dict[str, Any]] = fake.calls
    return found


@pytest.fixture
def run(calls: list[dict[str, Any]]) -> Callable[..., Any]:
    """Runs the command line in this process; the result has exit_code, stdout and stderr."""

    def invoke(*args: str, input: str | None = None) -> Any:
        return CliRunner().invoke(app, list(args), input=input)

    return invoke


@pytest.fixture
def command() -> Callable[..., list[str]]:
    """The command line as a process of its own, with the fake pipeline."""

    def make(*args: str) -> list[str]:
        return [sys.executable, "-W", "error", "-c", _MAIN, *args]

    return make


@pytest.fixture
def process(command: Callable[..., list[str]], tmp_path: Path) -> Callable[..., "subprocess.CompletedProcess[str]"]:
    def make(*args: str, **environment: str) -> "subprocess.CompletedProcess[str]":
        env = {k: v for k, v in os.environ.items() if k not in {"NO_COLOR", "FORCE_COLOR", "COLUMNS"}} | environment
        return subprocess.run(
            command(*args), check=False, capture_output=True, text=True, encoding="utf-8", env=env, cwd=tmp_path, timeout=60
        )

    return make
