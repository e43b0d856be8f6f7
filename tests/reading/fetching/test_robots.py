import time
from collections.abc import Callable

import pytest

from onrecord.errors import NotAllowed, NotFetched
from onrecord.reading.fetching import Fetcher
from onrecord.reading.fetching.exchange import Answer
from onrecord.reading.fetching.robots import Robots, Rules
from tests.reading.fetching.servers import Server, Time, reply

Serve = Callable[..., Server]
Fetching = Callable[..., Fetcher]


def _rules(text: str | bytes, status: int = 200) -> Rules:
    body = text.encode() if isinstance(text, str) else text
    return Robots(time.monotonic).rules("http://news.example", lambda: Answer(status, {}, body))


@pytest.mark.parametrize(
    ("text", "path", "allowed"),
    [
        ("", "/", True),
        ("User-agent: *\nDisallow: /", "/", False),
        ("User-agent: *\nDisallow:", "/", True),
        ("User-agent: onrecord\nDisallow: /\n\nUser-agent: *\nAllow: /", "/", False),
        ("User-agent: ONRECORD/1.0\nAllow: /\n\nUser-agent: *\nDisallow: /", "/", True),
        ("User-agent: onrecorder\nDisallow: /", "/", True),
        ("User-agent: other\nUser-agent: onrecord\nDisallow: /a", "/a", False),
        ("User-agent: other\nDisallow: /\n\nUser-agent: third\nDisallow: /", "/", True),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf?z", True),
        ("User-agent: *\nDisallow: /*/private/", "/a/private/b", False),
        ("\ufeffUser-agent: *\r\nDisallow: /a # why", "/a", False),
        ("User-agent : *\rDisallow : /a", "/a", False),
        ("<html><body>No such page</body></html>", "/", True),
    ],
)
def test_the_rules_are_those_of_rfc_9309(text: str, path: str, allowed: bool) -> None:
    assert _rules(text).allow(f"http://news.example{path}") is allowed


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (410, True), (429, False), (500, False), (503, False)])
def test_without_robots_txt_all_is_allowed_and_without_an_answer_nothing(status: int, allowed: bool) -> None:
    assert _rules("User-agent: *\nDisallow: /", status).allow("http://news.example/") is allowed


def test_rules_for_thousands_of_agents_take_neither_time_nor_memory() -> None:
    text = "".join(f"User-agent: a{i}\n" for i in range(15_000)) + "".join(f"Disallow: /*a{i}\n" for i in range(15_000))
    begun = time.monotonic()
    assert _rules(text + "User-agent: *\nDisallow: /b").allow("http://news.example/a1")
    assert _rules("User-agent: *\nDisallow: /" + "*a" * 100_000).allow("http://news.example/" + "a" * 4000)
    assert time.monotonic() - begun < 3


def test_what_is_forbidden_is_not_asked_for(serve: Serve, fetching: Fetching) -> None:
    server = serve({"/robots.txt": reply("User-agent: *\nDisallow: /private"), "/private": reply("x"), "/": reply("y")})
    fetch = fetching(server, robots=True)
    with pytest.raises(NotAllowed, match=r"forbidden to programs by the robots.txt of news.example"):
        fetch(server.url("/private"))
    assert fetch(server.url()).ok
    assert [request.path for request in server.requests] == ["/robots.txt", "/"]


def test_a_redirect_into_what_is_forbidden_is_not_followed(serve: Serve, fetching: Fetching) -> None:
    server = serve({"/robots.txt": reply("User-agent: *\nDisallow: /b"), "/a": reply(status="302 Found", Location="/b"), "/b": reply("x")})
    with pytest.raises(NotAllowed, match=r"leads to .* forbidden"):
        fetching(server, robots=True)(server.url("/a"))
    assert server.paths == ["/a"]


def test_it_is_asked_for_once_a_day(serve: Serve, fetching: Fetching, clock: Time) -> None:
    server = serve({"/": reply("x")})
    fetch = fetching(server, robots=True)
    for seconds in (0, 86_000, 1_000):
        clock.now += seconds
        fetch(server.url())
    assert [request.path for request in server.requests].count("/robots.txt") == 2


def test_its_delay_is_kept_to_within_reason(serve: Serve, fetching: Fetching, clock: Time) -> None:
    server = serve({"/robots.txt": reply("User-agent: *\nCrawl-delay: 5"), "/": reply("x")})
    fetch = fetching(server, robots=True)
    fetch(server.url())
    fetch(server.url())
    assert clock.slept == [5]
    server = serve({"/robots.txt": reply("User-agent: *\nCrawl-delay: 86400"), "/": reply("x")})
    fetch = fetching(server, robots=True)
    fetch(server.url())
    fetch(server.url())
    assert clock.slept == [5, 60]


def test_one_that_never_ends_is_read_as_far_as_the_standard_says(serve: Serve, fetching: Fetching) -> None:
    server = serve({"/a": reply("x"), "/b": reply("y")})
    server.replies["/robots.txt"] = server.endless(b"HTTP/1.1 200 OK\r\n\r\nUser-agent: *\nDisallow: /a\n", b"# more\n" * 1000)
    fetch = fetching(server, robots=True)
    with pytest.raises(NotAllowed):
        fetch(server.url("/a"))
    assert fetch(server.url("/b")).ok


def test_where_it_cannot_be_read_nothing_is_asked_for(serve: Serve, fetching: Fetching, clock: Time) -> None:
    server = serve({"/": reply("x")})
    server.replies["/robots.txt"] = server.endless(b"HTTP/1.1 200 OK\r\n\r\n", b"#", 0.02)
    fetch = fetching(server, robots=True, total_time=0.4)
    with pytest.raises(NotFetched, match=r"its robots\.txt cannot be read: news\.example takes too long"):
        fetch(server.url())
    server.replies["/robots.txt"] = reply("", "404 Not Found")
    with pytest.raises(NotFetched, match=r"robots\.txt"):
        fetch(server.url())
    clock.now += 301
    assert fetch(server.url()).ok


def test_it_may_not_lead_to_private_addresses_either(serve: Serve, fetching: Fetching) -> None:
    inner = serve({"/": reply("x")})
    server = serve({"/robots.txt": reply(status="302 Found", Location="http://other.example/"), "/": reply("x")})
    with pytest.raises(NotFetched, match="not public"):
        fetching(server, robots=True)(server.url())
    assert inner.requests == []
