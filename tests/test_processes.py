import os
import signal
import subprocess
import sys
import time

import pytest

from onrecord.processes import begin_worker, one_thread


def test_linear_algebra_gets_one_thread_unless_the_environment_says_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    monkeypatch.setenv("MKL_NUM_THREADS", "4")
    monkeypatch.setenv("VECLIB_MAXIMUM_THREADS", "3")
    monkeypatch.setenv("OMP_NUM_THREADS", "2")
    one_thread()
    assert os.environ["OPENBLAS_NUM_THREADS"] == "1"
    assert os.environ["MKL_NUM_THREADS"] == "4"


def test_a_worker_is_deaf_to_control_c(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS", "OMP_NUM_THREADS"):
        monkeypatch.setenv(name, "1")
    before = signal.getsignal(signal.SIGINT)
    try:
        begin_worker()
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_where_the_process_that_began_it_is_killed_a_worker_ends() -> None:
    code = """import os, time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from onrecord.processes import begin_worker
pool = ProcessPoolExecutor(1, get_context("spawn"), begin_worker)
print(pool.submit(os.getpid).result(), flush=True)
time.sleep(60)"""
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as began:
        assert began.stdout is not None
        worker = int(began.stdout.readline())
        began.kill()
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            os.kill(worker, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    os.kill(worker, signal.SIGKILL)
    raise AssertionError("the worker is still there")


def test_it_is_there_before_numpy() -> None:
    code = "import sys, onrecord.processes; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.skipif(not hasattr(os, "getpriority"), reason="needs POSIX priorities")
@pytest.mark.parametrize(("before", "after"), [(0, 10), (5, 10), (15, 15)])
def test_what_works_for_hours_goes_behind_what_people_wait_for(before: int, after: int) -> None:
    code = f"""import os, subprocess, sys
os.setpriority(os.PRIO_PROCESS, 0, max({before}, os.getpriority(os.PRIO_PROCESS, 0)))
from onrecord.processes import give_way
give_way()
print(subprocess.check_output([sys.executable, "-c", "import os; print(os.getpriority(os.PRIO_PROCESS, 0))"], text=True))"""
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert int(told) == max(after, os.getpriority(os.PRIO_PROCESS, 0))
