import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

import onrecord
from onrecord.batch.engine import Engine, engine
from onrecord.record import Record
from onrecord.record.ingest import add
from tests.batch.jobs import begin, inputs, kill_all, wait_for, workers_of


@pytest.fixture(scope="session")
def native() -> Engine:
    """Daft on this machine."""
    return engine(workers=1)


@pytest.fixture(scope="session")
def given(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The inputs of the job."""
    return inputs(tmp_path_factory.mktemp("inputs"))


@pytest.fixture(scope="session")
def dataset(given: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset whose job lost a worker, was killed as a whole, and went on."""
    out = tmp_path_factory.mktemp("batch") / "dataset"
    words = ("batch", *given, "--out", str(out), "--workers", "1")
    job = begin(*words)
    try:
        wait_for(out, 1, job)
        for worker in workers_of(job):
            os.kill(worker, signal.SIGKILL)
        wait_for(out, 2, job)
    finally:
        kill_all(job)
    again = begin(*words)
    _, told = again.communicate(timeout=600)
    assert again.returncode == 0, told
    return out


@pytest.fixture(scope="session")
def reference(given: list[str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    """The record that the same inputs make without a dataset, with its claims."""
    with onrecord.open(tmp_path_factory.mktemp("reference") / "news.db") as record:
        list(add(record, given, processes=1))
        record.update_claims()
        yield record
