"""Records to look at, and clients that look."""

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest
import uvicorn
from fastapi.testclient import TestClient

from onrecord.record import open_record
from onrecord.record.ingest import add
from onrecord.shipped import examples
from onrecord.web import Settings, create_app
from tests.web.hostile import keep_everything

BASE = "http://127.0.0.1"
STORIES = ("dam", "merger")


@pytest.fixture(scope="session")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of two invented stories, read and grouped by what ships; only to be read."""
    place = tmp_path_factory.mktemp("stories") / "news.db"
    with open_record(place) as record:
        for _ in add(record, [str(examples() / "stories" / f"{name}.jsonl") for name in STORIES]):
            pass
        record.update_claims()
    return place


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of all hostile articles with claims; only to be read."""
    place = tmp_path_factory.mktemp("hostile") / "hostile.db"
    keep_everything(place)
    return place


@pytest.fixture
def own_stories(stories: Path, tmp_path: Path) -> Path:
    """The same, to be written to."""
    return Path(shutil.copy(stories, tmp_path / "news.db"))


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    """A record without any article."""
    place = tmp_path / "empty.db"
    open_record(place).close()
    return place


Client = Callable[..., TestClient]


@pytest.fixture
def client_of() -> Iterator[Client]:
    """Makes clients of a page over a record; more settings by name."""
    made: list[TestClient] = []

    def make(place: Path | str, **settings: object) -> TestClient:
        client = TestClient(create_app(Settings(str(place), **settings)), BASE, raise_server_exceptions=False, follow_redirects=False)  # type: ignore[arg-type]
        made.append(client)
        return client.__enter__()

    yield make
    for client in made:
        client.__exit__()


@pytest.fixture
def client(stories: Path, client_of: Client) -> TestClient:
    """A client of the page over the two stories."""
    return client_of(stories)


@contextmanager
def served(place: Path | str, **settings: object) -> Iterator[str]:
    """A server of the page in a thread, for browsers; its address."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(Settings(str(place), **settings)), log_level="critical", access_log=False))  # type: ignore[arg-type]
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        until = time.monotonic() + 20
        while not server.started and time.monotonic() < until:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        listening.close()


Served = Callable[..., AbstractContextManager[str]]
