"""One browser for all tests, a context for each, and servers that stay."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests import browsers
from tests.web.browser.watching import Watched
from tests.web.conftest import served


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all tests of this folder."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium."""
    program = browsers.chromium()
    if program is None:
        pytest.fail(browsers.MISSING, pytrace=False)
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=list(browsers.FLAGS))
        yield running
        running.close()


@pytest.fixture(scope="session")
def servers(stories: Path, hostile: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Servers of records that are only read, by name."""
    from onrecord.record import open_record

    nothing = tmp_path_factory.mktemp("nothing") / "empty.db"
    open_record(nothing).close()
    with ExitStack() as stack:
        yield {
            name: stack.enter_context(served(p, seconds=60)) for name, p in (("stories", stories), ("hostile", hostile), ("empty", nothing))
        }


Watching = Callable[..., Watched]


@pytest.fixture
def watching(browser: Browser) -> Iterator[Watching]:
    """Opens pages in contexts of their own; what the context is like by name."""
    with ExitStack() as stack:

        def watch(origin: str, wide: int = 1440, **more: Any) -> Watched:
            high = 800 if wide < 600 else 900
            context = browser.new_context(viewport={"width": wide, "height": high}, reduced_motion="reduce", **more)
            context.set_default_timeout(15_000)
            stack.callback(context.close)
            return Watched(context, origin)

        yield watch
