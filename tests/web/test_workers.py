"""Several processes answer as if they were one."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import httpx
import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def running(empty: Path, tmp_path: Path) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    words = [sys.executable, "-m", "onrecord", "serve", "--record", str(empty), "--port", "0", "--no-update", "--workers", "2"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "TMPDIR": str(tmp_path)}
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        found = re.search(r"http://\S+", process.stdout.readline())
        assert found is not None
        yield process, found[0].rstrip("/")
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(20)
        process.stdout.close()
        process.stderr.close()


def _workers(process: "subprocess.Popen[str]") -> set[int]:
    found = set()
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal() and (entry / "stat").exists():
            words = (entry / "stat").read_text().rpartition(")")[2].split()
            if int(words[1]) == process.pid and b"spawn_main" in (entry / "cmdline").read_bytes():
                found.add(int(entry.name))
    return found


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs Linux's /proc")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_form_of_one_is_good_for_the_others_and_all_end_together(
    number: signal.Signals, running: tuple["subprocess.Popen[str]", str]
) -> None:
    process, address = running
    cookies: dict[str, str] = {}
    tokens = set()
    for _ in range(12):  # each time a new connection, so another process may take it
        got = httpx.get(address + "/", cookies=cookies)
        assert got.status_code == HTTPStatus.OK
        cookies.update(got.cookies)
        tokens.add(got.text.split('name="form-token" content="')[1].split('"')[0])
    assert len(tokens) == 1
    workers = _workers(process)
    assert len(workers) == 2
    process.send_signal(number)
    process.wait(20)
    until = time.monotonic() + 10
    while any(Path(f"/proc/{w}").exists() for w in workers) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(Path(f"/proc/{w}").exists() for w in workers)
    assert process.stderr is not None
    assert "Traceback" not in process.stderr.read()


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="needs Linux's /proc")
def test_none_is_left_when_the_command_is_killed(running: tuple["subprocess.Popen[str]", str], tmp_path: Path) -> None:
    process, _ = running
    workers = _workers(process)
    assert len(workers) == 2
    process.kill()
    process.wait(20)
    until = time.monotonic() + 20
    while any(Path(f"/proc/{w}").exists() for w in workers) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(Path(f"/proc/{w}").exists() for w in workers)
    assert not [*tmp_path.glob("onrecord-*")]
