"""Asking a page: one question after another, and fifty readers at once."""

from __future__ import annotations

import asyncio
import http.client
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import h11
import numpy as np

from onrecord.web.remembering import JUDGED

__all__ = ["Load", "asked", "readers"]

_SCRIPT = """
local addresses, at = {}, 0
function init(args)
  math.randomseed(os.time() + tonumber(tostring({}):match("0x(%x+)"), 16) % 100000)
  for line in io.lines("ADDRESSES") do addresses[#addresses + 1] = line end
  at = math.random(#addresses)
end
function request()
  at = at % #addresses + 1
  return wrk.format("GET", addresses[at])
end
function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format("RESULT %d %d %.1f %.1f %.1f\\n", summary.requests, e.connect + e.read + e.write + e.status + e.timeout,
    latency:percentile(50) / 1000, latency:percentile(95) / 1000, latency.max / 1000))
end
"""


@dataclass(frozen=True, slots=True)
class Load:
    """What many readers met with; times in milliseconds."""

    requests: int
    errors: int
    median: float
    p95: float
    longest: float
    by: str


_ANEW = {"Cookie": f"{JUDGED}=1"}


def asked(address: str, paths: Sequence[str], *, anew: bool = False) -> list[tuple[float, int, int]]:
    """Ask for one page after another: milliseconds until all of it is there, status, and bytes.

    Args:
        address: Of the server.
        paths: The pages.
        anew: Whether each is made for this, even where it was made a moment ago.
    """
    connection, out = http.client.HTTPConnection(urlsplit(address).netloc, timeout=60), []
    for path in paths:
        began = time.perf_counter()
        connection.request("GET", path, headers=_ANEW if anew else {})
        got = connection.getresponse()
        body = got.read()
        out.append((1000 * (time.perf_counter() - began), got.status, len(body)))
    connection.close()
    return out


def readers(address: str, paths: Sequence[str], seconds: float, many: int = 50) -> Load:
    """Let many ask at once, each the next page as soon as it has the one before."""
    wrk = shutil.which("wrk")
    return _by_wrk(wrk, address, paths, seconds, many) if wrk else asyncio.run(_by_ourselves(address, paths, seconds, many))


def _by_wrk(wrk: str, address: str, paths: Sequence[str], seconds: float, many: int) -> Load:
    with tempfile.TemporaryDirectory() as folder:
        list_, script = Path(folder) / "addresses", Path(folder) / "mix.lua"
        list_.write_text("\n".join(paths), encoding="utf-8")
        script.write_text(_SCRIPT.replace("ADDRESSES", str(list_)), encoding="utf-8")
        words = [wrk, "-t2", f"-c{many}", f"-d{seconds:.0f}s", "--timeout", "30s", "-s", str(script), address]
        told = subprocess.run(words, check=True, capture_output=True, text=True).stdout
    found = re.search(r"RESULT (\d+) (\d+) ([\d.]+) ([\d.]+) ([\d.]+)", told)
    assert found, told
    return Load(int(found[1]), int(found[2]), float(found[3]), float(found[4]), float(found[5]), "wrk")


async def _by_ourselves(address: str, paths: Sequence[str], seconds: float, many: int) -> Load:
    took: list[float] = []
    errors = 0
    until = time.perf_counter() + seconds
    host, port = urlsplit(address).hostname or "", urlsplit(address).port or 80

    async def reads(first: int) -> None:
        nonlocal errors
        at = first
        while time.perf_counter() < until:
            reader, writer = await asyncio.open_connection(host, port)
            talk = h11.Connection(h11.CLIENT)
            while time.perf_counter() < until and talk.our_state is h11.IDLE:
                at += 1
                began = time.perf_counter()
                status = await _exchange(talk, reader, writer, f"{host}:{port}", paths[at % len(paths)])
                took.append(1000 * (time.perf_counter() - began))
                errors += not 200 <= status < 400
                if h11.DONE is talk.their_state:
                    talk.start_next_cycle()
            writer.close()

    await asyncio.gather(*(reads(n * len(paths) // many) for n in range(many)))
    return Load(len(took), errors, float(np.median(took)), float(np.percentile(took, 95)), max(took), "asyncio")


async def _exchange(talk: h11.Connection, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, host: str, path: str) -> int:
    writer.write(talk.send(h11.Request(method="GET", target=path, headers=[("Host", host)])) or b"")
    writer.write(talk.send(h11.EndOfMessage()) or b"")
    status = 0
    while True:
        event = talk.next_event()
        if event is h11.NEED_DATA:
            talk.receive_data(await reader.read(65536))
        elif isinstance(event, h11.Response):
            status = event.status_code
        elif isinstance(event, h11.EndOfMessage | h11.ConnectionClosed):
            return status
