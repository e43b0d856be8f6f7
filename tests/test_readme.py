import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_ci_calls_exactly_the_readmes_test_command() -> None:
    (command,) = re.findall(r"^(python -m pip install .* -m pytest.*)$", README, re.MULTILINE)
    assert command in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_the_readmes_example_is_there_and_reads() -> None:
    (path,) = re.findall(r"&& onrecord read (\S+)$", README, re.MULTILINE)
    done = subprocess.run([sys.executable, "-m", "onrecord", "read", str(ROOT / path)], capture_output=True, check=True)
    assert len(json.loads(done.stdout)["attributions"]) > 10


def test_the_python_example_runs(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    monkeypatch.chdir(ROOT)
    exec(code, {})
    assert "Ilse Brandvold | told |" in capsys.readouterr().out


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", README):
        assert (ROOT / target).exists(), target


def test_nothing_is_left_to_fill_in() -> None:
    for path in (ROOT / "README.md", ROOT / "src/onrecord/weights/README.md"):
        assert not re.findall(r"\b(?:FIGURES|SIZE|COUNT|PASSAGES|RECORDS|TODO)\b", path.read_text(encoding="utf-8")), path
