import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"
TRAINING = Path(__file__).parents[2] / "training"


def _module(name: str, *folders: Path) -> ModuleType:
    """A module of the benchmarks, which find one another by their bare names; or of other folders."""
    there = [str(folder) for folder in folders or (BENCHMARKS,)]
    before = list(sys.path)
    sys.path[:0] = there
    try:
        return importlib.import_module(name)
    finally:
        sys.path[:] = before


@pytest.fixture(scope="session")
def reviewed() -> ModuleType:
    return _module("reviewed", TRAINING, BENCHMARKS)


@pytest.fixture(scope="session")
def reviewing() -> ModuleType:
    return _module("reviewing", BENCHMARKS, TRAINING)


@pytest.fixture(scope="session")
def claiming() -> ModuleType:
    return _module("claiming")


@pytest.fixture(scope="session")
def scores() -> ModuleType:
    return _module("claims_scores")


@pytest.fixture(scope="session")
def copying() -> ModuleType:
    return _module("claims_copies")


@pytest.fixture(scope="session")
def gold() -> ModuleType:
    return _module("claims_gold")


@pytest.fixture(scope="session")
def simply() -> ModuleType:
    return _module("claiming_simply")


@pytest.fixture(scope="session")
def ours() -> ModuleType:
    return _module("claiming_ours")


@pytest.fixture(scope="session")
def wrong() -> ModuleType:
    return _module("claims_errors")


@pytest.fixture(scope="session")
def claims(ours: ModuleType, simply: ModuleType) -> ModuleType:
    """It asks for those two only when it is run, when the benchmarks are no longer where modules are looked for."""
    assert ours
    assert simply
    return _module("claims")


@pytest.fixture(scope="session")
def changes() -> ModuleType:
    return _module("changes")


@pytest.fixture(scope="session")
def passages() -> ModuleType:
    return _module("passages")
