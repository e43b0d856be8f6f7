import json
import os
import subprocess
import sys
from collections.abc import Callable

import onrecord
from onrecord.reading.fetching import Fetcher
from tests.reading.fetching.servers import Server, reply
from tests.reading.fetching.test_inputs import PAGE


def test_the_command_reads_a_url_of_a_host_that_is_allowed(serve: Callable[..., Server]) -> None:
    server = serve({"/story": reply(PAGE, Content_Type="text/html")})
    host = f"127.0.0.1:{server.port}"

    def run(*args: str) -> subprocess.CompletedProcess[str]:
        source = os.path.dirname(os.path.dirname(onrecord.__file__))
        command = [sys.executable, "-m", "onrecord", "read", f"http://{host}/story", "--format", "json", *args]
        return subprocess.run(command, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": source}, check=False)

    refused = run()
    assert (refused.returncode, refused.stdout, server.requests) == (1, "", [])
    assert f"allow {host} if you trust it" in refused.stderr
    found = json.loads(run("--allow-host", host).stdout)
    assert found["article"]["url"] == f"http://{host}/story"
    assert len(found["attributions"]) >= 12


def test_in_python_too(serve: Callable[..., Server], fetching: Callable[..., Fetcher]) -> None:
    server = serve({"/story": reply(PAGE, Content_Type="text/html")})
    (reading,) = onrecord.read_all([server.url("/story")], fetcher=fetching(server))
    assert isinstance(reading, onrecord.Reading)
    assert reading.attributions
