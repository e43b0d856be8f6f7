"""Following feeds from the command line, with servers on this machine and a stand-in for the network that reads articles."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

import onrecord
from onrecord.cli import app
from onrecord.cli.watch import at
from onrecord.record import open_record
from onrecord.record.places import is_url
from tests.reading.fetching.conftest import serve
from tests.reading.fetching.servers import Server, reply
from tests.record.test_ingest import understood
from tests.record.test_rounds import GERMAN, feed, page

__all__ = ["serve"]

_MAIN = f"""
import sys
sys.path[:0] = [{str(Path(onrecord.__file__).parents[1])!r}, {str(Path(__file__).parents[2])!r}]
import onrecord.pipeline
from tests.record import test_ingest
onrecord.pipeline.understand_all = test_ingest.understood
from onrecord.cli import main
main()
"""


@pytest.fixture
def web(serve: Callable[..., Server]) -> Server:
    return serve({"/": reply(feed("b", "a"), ETag='"1"'), "/a": page("a"), "/b": page("b")})


def url(web: Server, path: str = "/") -> str:
    return web.url(path, host="127.0.0.1")


@pytest.fixture
def run(place: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, web: Server) -> Callable[..., Any]:
    """Runs the command line in an empty folder, without a second between two requests."""
    from onrecord.reading.fetching import Policy

    def policy(**settings: Any) -> Policy:
        return Policy(delay=0.0, **settings)

    monkeypatch.setattr("onrecord.reading.fetching.Policy", policy)
    monkeypatch.setattr("onrecord.pipeline.understand_all", understood)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ONRECORD", raising=False)
    if is_url(place):
        monkeypatch.setenv("ONRECORD", place)

    def invoke(*args: str) -> Any:
        return CliRunner().invoke(app, [*args, *(["--allow-host", f"127.0.0.1:{web.port}"] if args[0] == "watch" else [])])

    return invoke


def test_one_round_tells_what_became_of_the_feeds(run: Callable[..., Any], web: Server) -> None:
    web.replies["/b"] = page("b", GERMAN)
    first = run("watch", url(web), "--once", "--outlet", "Ferry Post")
    assert first.exit_code == 0
    assert re.search(r"^\d\d:\d\d  1 new, 1 skipped \(1 German\); 0 feeds unchanged$", first.stderr, re.MULTILINE)
    assert "1  skipped (1 German)" in run("stats").stdout
    assert "1  feeds" in run("stats").stdout
    again = run("watch", url(web), "--once")
    assert again.exit_code == 0
    assert "none of these feeds is due before" in again.stderr
    assert web.paths == ["/", "/a", "/b"]


def test_a_list_of_feeds_of_which_one_is_broken(run: Callable[..., Any], web: Server, place: str, tmp_path: Path) -> None:
    outlines = "".join(f'<outline text="x" xmlUrl="{url(web, path)}"/>' for path in ("/bad", "/gone", "/"))
    (tmp_path / "feeds.opml").write_text(f"<opml><body>{outlines}</body></opml>")
    web.replies |= {"/gone": reply("", "410 Gone")}
    result = run("watch", "feeds.opml", "--once")
    assert result.exit_code == 1
    assert f"onrecord: {url(web, '/bad')}: the answer is 404 (Not Found)" in result.stderr
    assert "2 new, 2 failed" in result.stderr
    shown = run("record", "feeds", place).stdout.splitlines()
    assert [line.split(": ", 1)[0] for line in shown] == [url(web, path) for path in ("/bad", "/gone", "/")]
    assert "failed 1 time in a row, next at" in shown[0]
    assert "gone for good" in shown[1]
    assert "2 entries, next at" in shown[2]
    assert url(web, "/bad") in run("record", "failures", place).stdout


@pytest.mark.parametrize(
    ("args", "told"),
    [
        (["none.opml"], "none.opml"),
        (["."], "cannot be opened"),
        (["https://news.example/", "--every", "0"], "--every"),
        ([], "Missing argument"),
    ],
)
def test_a_wrong_command_is_told_before_anything_is_made(run: Callable[..., Any], tmp_path: Path, args: list[str], told: str) -> None:
    result = run("watch", *args)
    assert result.exit_code == 2
    assert told in result.stderr
    assert not (tmp_path / "news.db").exists()


def test_without_being_allowed_no_private_address_is_asked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, web: Server, run: Callable[..., Any]
) -> None:
    result = CliRunner().invoke(app, ["watch", url(web), "--once"])
    assert result.exit_code == 1
    assert web.requests == []
    assert f"allow 127.0.0.1:{web.port} if you trust it" in result.stderr


def test_when_all_feeds_are_gone_there_is_nothing_to_watch(run: Callable[..., Any], web: Server) -> None:
    web.replies["/"] = reply("", "410 Gone")
    result = run("watch", url(web))
    assert result.exit_code == 1
    assert "nothing left to watch" in result.stderr


def start(web: Server, cwd: Path, *args: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-W", "error", "-c", _MAIN, "watch", url(web), "--allow-host", f"127.0.0.1:{web.port}", *args]
    env = {name: value for name, value in os.environ.items() if name != "ONRECORD"}
    return subprocess.Popen(command, cwd=cwd, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def wait_for(done: Callable[[], bool]) -> None:
    until = time.monotonic() + 30
    while not done():
        assert time.monotonic() < until
        time.sleep(0.01)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_goes_on_until_it_is_stopped_and_then_ends_well(web: Server, tmp_path: Path, number: signal.Signals) -> None:
    process = start(web, tmp_path)
    assert process.stderr is not None
    assert process.stderr.readline() == "news.db: watching 1 feed; Ctrl-C ends it\n"
    line = process.stderr.readline()
    assert re.fullmatch(r"\d\d:\d\d  2 new; 0 feeds unchanged; next round at (?:\S+ )?\d\d:\d\d\n", line)
    process.send_signal(number)
    _, rest = process.communicate(timeout=20)
    assert (process.returncode, rest) == (0, "")


def test_stopped_while_it_waits_for_a_page_it_keeps_what_it_has(web: Server, tmp_path: Path) -> None:
    asked = threading.Event()

    def hangs(_: Any) -> None:
        asked.set()
        web.done.wait(30)

    web.replies["/b"] = hangs
    process = start(web, tmp_path)
    assert asked.wait(30)
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=20)
    assert process.returncode == 0
    assert re.search(r"1 new; 0 feeds unchanged; stopped$", told, re.MULTILINE)
    web.replies["/b"] = page("b")
    with open_record(tmp_path / "news.db") as record:
        assert len(record) == 1
        record.database.run("UPDATE feeds SET next_at = 0")
    process = start(web, tmp_path, "--once")
    _, told = process.communicate(timeout=30)
    assert "1 new;" in told
    assert web.paths == ["/", "/a", "/b", "/", "/b"]


def test_killed_again_and_again_it_loses_nothing(web: Server, tmp_path: Path) -> None:
    ids = [f"n{n}" for n in range(6)]
    web.replies = {"/": reply(feed(*reversed(ids)), ETag='"1"'), **{f"/{id}": page(id) for id in ids}}
    for count in range(1, 6):
        asked = len(web.paths) + 2
        process = start(web, tmp_path, "--once")
        wait_for(lambda: len(web.paths) >= asked or process.poll() is not None)  # noqa: B023  called at once
        time.sleep(0.02 * count)
        process.kill()
        process.communicate()
        with open_record(tmp_path / "news.db") as record:
            record.database.run("UPDATE feeds SET next_at = 0")
    process = start(web, tmp_path, "--once")
    process.communicate(timeout=60)
    with open_record(tmp_path / "news.db") as record:
        assert sorted(article.title or "" for article in record.articles()) == ids
        assert record.faults() == []
        assert len(record.feeds()) == 1
        assert record.feeds()[0].entries == len(ids)


def test_times_are_told_with_their_day_where_that_is_another_one() -> None:
    assert re.fullmatch(r"\d\d:\d\d", at(time.time()))
    assert re.fullmatch(r"2001-09-09 \d\d:\d\d|2001-09-08 \d\d:\d\d", at(1_000_000_000))
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d", at(time.time() + 90_000))
