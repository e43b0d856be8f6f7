import os
import re
import subprocess
import sys
from pathlib import Path

import onrecord

SOURCE = Path(onrecord.__file__).parent


def test_nobody_is_told_what_is_read() -> None:
    code = "import os, onrecord; onrecord.read('It rains, Lind said.'); print(os.environ['ORT_DISABLE_TELEMETRY'])"
    env = {name: value for name, value in os.environ.items() if name not in {"ORT_DISABLE_TELEMETRY", "CI"}}
    env["PYTHONPATH"] = str(SOURCE.parent)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=env)
    assert (done.stdout, done.stderr) == ("1\n", "")


def test_onnxruntime_is_imported_in_one_place_only() -> None:
    imported = re.compile(r"^\s*(?:import|from) onnxruntime", re.MULTILINE)
    assert [path.name for path in SOURCE.rglob("*.py") if imported.search(path.read_text(encoding="utf-8"))] == ["runtime.py"]
