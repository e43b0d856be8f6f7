"""What all tests share."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests import browsers, clusters, postgres

# The same examples on every run, and no failure because a machine is busy.
settings.register_profile("steady", derandomize=True, deadline=None, max_examples=60)
settings.load_profile("steady")

KINDS = ("sqlite", pytest.param("postgres", marks=pytest.mark.postgres))
"""The databases that a record can be in."""

_LEFT_OUT = pytest.StashKey[dict[str, int]]()
_OPTIONAL = {
    "postgres": (postgres.wanted, "tests of PostgreSQL were left out: install a server, or see ONRECORD_TEST_POSTGRES in the README"),
    "ray": (clusters.wanted, "tests on a Ray cluster were left out: install the extra ray, or see ONRECORD_TEST_RAY in the README"),
    "browser": (browsers.wanted, "tests in a browser were left out: install Chromium, or see ONRECORD_TEST_BROWSER in the README"),
}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the tests out that need what is not installed, and that nobody asks for."""
    config.stash[_LEFT_OUT] = {}
    for marker, (wanted, _) in _OPTIONAL.items():
        left = [item for item in items if item.get_closest_marker(marker)]
        if left and not wanted():
            items[:] = [item for item in items if item not in left]
            config.hook.pytest_deselected(items=left)
            config.stash[_LEFT_OUT][marker] = len(left)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where several processes run the tests, tell the one that prints."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["left out"] = session.config.stash.get(_LEFT_OUT, {})


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Each of them has left out the same."""
    node.config.stash[_LEFT_OUT] = getattr(node, "workeroutput", {}).get("left out", {})


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Say that they were left out."""
    for marker, n in config.stash.get(_LEFT_OUT, {}).items():
        terminalreporter.write_line(f"{n} {_OPTIONAL[marker][1]}")


@pytest.fixture(scope="session")
def server() -> Iterator[postgres.Server]:
    """A PostgreSQL server."""
    if postgres.binaries() is None:
        pytest.fail(postgres.MISSING, pytrace=False)
    with postgres.server() as running:
        yield running


@pytest.fixture
def new_database(server: postgres.Server) -> Iterator[Callable[..., str]]:
    """Makes new PostgreSQL databases, and gives their URLs."""
    made: list[str] = []

    def make(*options: str) -> str:
        made.append(server.database(*options))
        return made[-1]

    yield make
    for url in made:
        server.drop(url)


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a record may be made, in each kind of database: a path or a URL."""
    return str(tmp_path / "news.db") if request.param == "sqlite" else request.getfixturevalue("new_database")()
