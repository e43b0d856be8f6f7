import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


def _module(name: str) -> ModuleType:
    """A module of the benchmarks, which find one another by their bare names."""
    sys.path.insert(0, str(BENCHMARKS))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(BENCHMARKS))


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
def claims() -> ModuleType:
    return _module("claims")
