from collections.abc import Callable, Iterator
from typing import Any

import pytest

from onrecord.reading.fetching import Fetcher, Policy
from tests.reading.fetching.servers import Reply, Server, Time


@pytest.fixture
def serve() -> Iterator[Callable[..., Server]]:
    """Starts servers; they end with the test."""
    servers: list[Server] = []

    def start(replies: dict[str, Reply | list[Reply]] | None = None, **options: Any) -> Server:
        servers.append(Server(replies if replies is not None else {}, **options))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


@pytest.fixture
def clock() -> Time:
    return Time()


@pytest.fixture
def fetching(clock: Time) -> Callable[..., Fetcher]:
    """Makes a fetcher to which every name is this machine, and which may ask the given servers under the name news.example."""

    def make(*servers: Server, **options: Any) -> Fetcher:
        resolver = options.pop("resolver", lambda host, port: ["127.0.0.1"])
        allowed = options.pop("allow_hosts", [f"news.example:{server.port}" for server in servers])
        settings: dict[str, Any] = {"delay": 0.0, "robots": False, "total_time": 5.0, **options}
        return Fetcher(Policy(allow_hosts=frozenset(allowed), **settings), resolver=resolver, clock=clock, sleep=clock.sleep)

    return make
