"""The socket that the page is served on."""

import http.client
import socket
import threading
import time
from pathlib import Path

import pytest
import uvicorn

from onrecord.errors import RecordError
from onrecord.web import Settings, create_app
from onrecord.web.serving import bound


def test_answers_are_not_held_back_for_acknowledgements() -> None:
    with bound("127.0.0.1", 0) as listening, socket.create_connection(listening.getsockname()):
        accepted, _ = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_one_connection_gets_many_answers_quickly(empty: Path) -> None:
    listening = bound("127.0.0.1", 0)
    server = uvicorn.Server(uvicorn.Config(create_app(Settings(str(empty))), log_level="critical", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    connection = http.client.HTTPConnection("127.0.0.1", listening.getsockname()[1], timeout=20)
    took = []
    for _ in range(30):
        began = time.perf_counter()
        connection.request("GET", "/static/app.css")
        assert connection.getresponse().read()
        took.append(time.perf_counter() - began)
    connection.close()
    server.should_exit = True
    thread.join(10)
    listening.close()
    assert min(took[5:]) < 0.03


def test_a_port_that_is_taken_is_told() -> None:
    with bound("127.0.0.1", 0) as listening, pytest.raises(RecordError, match="name another --port"):
        bound("127.0.0.1", listening.getsockname()[1])
