"""The same on a Ray cluster of one machine, in a process of its own: a process has one engine."""

from pathlib import Path

import pytest

from tests.batch.jobs import begin, rows

pytestmark = pytest.mark.ray

FOLDERS = ("articles", "attributions", "speakers", "failures", "names", "copies", "pairs", "statements", "claims", "denials", "relations")


def test_a_dataset_of_a_cluster_is_that_of_one_machine(dataset: Path, given: list[str], tmp_path: Path) -> None:
    out = tmp_path / "dataset"
    job = begin("batch", *given, "--out", str(out), "--ray", "local", "--workers", "2")
    _, told = job.communicate(timeout=600)
    assert job.returncode == 0, told
    for folder in FOLDERS:
        assert sorted(map(repr, rows(out, folder))) == sorted(map(repr, rows(dataset, folder))), folder


def test_a_cluster_that_does_not_answer_is_named(given: list[str], tmp_path: Path) -> None:
    job = begin("batch", *given, "--out", str(tmp_path / "dataset"), "--ray", "nowhere.example:1")
    _, told = job.communicate(timeout=60)
    assert job.returncode == 1
    assert "nowhere.example:1: there is no Ray cluster that answers" in told
