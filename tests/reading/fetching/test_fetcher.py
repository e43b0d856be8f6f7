import gzip
import socket
import time
from collections.abc import Callable
from typing import Any

import pytest

from onrecord.errors import NotAllowed, NotFetched
from onrecord.reading.fetching import Fetcher, Policy
from onrecord.reading.fetching.fetcher import USER_AGENT, retry_after
from tests.reading.fetching.servers import Server, Time, reply

Serve = Callable[..., Server]
Fetching = Callable[..., Fetcher]


def test_a_page_with_all_that_is_told_of_it(serve: Serve, fetching: Fetching) -> None:
    body = "The bridge is closed — for now."
    server = serve(
        {"/a?b=1": reply(body, ETag='"x"', Last_Modified="Fri, 02 Jun 2023 10:00:00 GMT", Content_Type='text/html; charset="UTF-8"')}
    )
    found = fetching(server)(server.url("/a?b=1#c"))
    assert (found.status, found.ok, found.body.decode()) == (200, True, body)
    assert (found.url, found.final_url) == (server.url("/a?b=1#c"), server.url("/a?b=1"))
    assert (found.etag, found.last_modified) == ('"x"', "Fri, 02 Jun 2023 10:00:00 GMT")
    assert (found.content_type, found.charset) == ("text/html", "UTF-8")
    sent = server.requests[0].headers
    assert sent["host"] == f"news.example:{server.port}"
    assert sent["user-agent"] == USER_AGENT
    assert USER_AGENT.startswith("onrecord/")
    assert {"cookie", "authorization", "referer"}.isdisjoint(sent)


def test_what_has_not_changed_is_not_sent_again(serve: Serve, fetching: Fetching) -> None:
    server = serve({"/": reply(status="304 Not Modified", ETag='"y"')})
    found = fetching(server)(server.url(), etag='"x"', last_modified="Fri, 02 Jun 2023 10:00:00 GMT")
    sent = server.requests[0].headers
    assert (sent["if-none-match"], sent["if-modified-since"]) == ('"x"', "Fri, 02 Jun 2023 10:00:00 GMT")
    assert (found.status, found.ok, found.body) == (304, False, b"")
    assert (found.etag, found.last_modified) == ('"y"', "Fri, 02 Jun 2023 10:00:00 GMT")


def test_a_validator_cannot_smuggle_in_headers(serve: Serve, fetching: Fetching) -> None:
    server = serve({"/": reply("x")})
    fetching(server)(server.url(), etag='"x"\r\nX-Evil: 1', last_modified="a\nb")
    assert {"if-none-match", "if-modified-since", "x-evil"}.isdisjoint(server.requests[0].headers)


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone", "500 Internal Server Error", "403 Forbidden", "299 Odd"])
def test_errors_are_answers_too(serve: Serve, fetching: Fetching, status: str) -> None:
    server = serve({"/": reply("sorry", status)})
    found = fetching(server)(server.url())
    assert (str(found.status), found.body) == (status[:3], b"sorry")


def test_of_an_endless_error_the_beginning_is_kept(serve: Serve, fetching: Fetching) -> None:
    server = serve()
    server.replies["/"] = server.endless(b"HTTP/1.1 404 Not Found\r\n\r\n", b"x" * 10_000)
    assert len(fetching(server)(server.url()).body) == 64 * 1024


# What may be connected to.


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "http://2130706433/", "http://0x7f.1/", "http://127.1/", "http://[::1]/", "http://[::ffff:10.0.0.1]/"]
)
def test_private_addresses_are_not_asked_in_whatever_way_they_are_written(url: str) -> None:
    with pytest.raises(NotAllowed, match="is not public"):
        Fetcher(Policy(delay=0))(url)


def test_a_name_of_a_private_address_is_not_asked(serve: Serve, fetching: Fetching) -> None:
    server = serve({"/": reply("secret")})
    fetch = fetching(server, allow_hosts=[], allow_ports=frozenset({server.port}))
    with pytest.raises(NotAllowed, match=r"news.example is not public \(127.0.0.1: loopback\); allow news.example"):
        fetch(server.url())
    assert server.requests == []


def test_one_private_address_among_public_ones_is_enough(fetching: Fetching) -> None:
    with pytest.raises(NotAllowed, match=r"10\.0\.0\.7: private"):
        fetching(resolver=lambda host, port: ["93.184.215.14", "10.0.0.7"])("http://news.example/")


def test_a_name_is_looked_up_once_and_what_was_checked_is_connected_to(
    serve: Serve, fetching: Fetching, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = serve({"/": reply("secret")})
    answers = [["93.184.215.14"], ["127.0.0.1"]]
    asked: list[str] = []
    connected: list[Any] = []

    def rebinding(host: str, port: int) -> list[str]:
        asked.append(host)
        return answers.pop(0)

    def create(address: Any, timeout: float) -> socket.socket:
        connected.append(address)
        raise ConnectionRefusedError(111, "Connection refused")

    monkeypatch.setattr(socket, "create_connection", create)
    fetch = fetching(allow_hosts=[], allow_ports=frozenset({server.port}), resolver=rebinding)
    with pytest.raises(NotFetched, match="Connection refused"):
        fetch(server.url())
    assert asked == ["news.example"]
    assert connected == [("93.184.215.14", server.port)]
    assert server.requests == []
    with pytest.raises(NotAllowed, match="loopback"):  # the next time, the new answer is checked as the first was
        fetch(server.url())


def test_proxies_of_the_environment_are_not_used(serve: Serve, fetching: Fetching, monkeypatch: pytest.MonkeyPatch) -> None:
    proxy, server = serve(), serve({"/": reply("x")})
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{proxy.port}")
    assert fetching(server)(server.url()).body == b"x"
    assert proxy.requests == []


def test_a_proxy_that_is_asked_for_is_told_checked_addresses(serve: Serve, fetching: Fetching) -> None:
    def tunnel(connection: socket.socket) -> None:
        connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        connection.recv(65536)
        connection.sendall(reply("through"))

    proxy = serve({"93.184.215.14:80": tunnel})
    fetch = fetching(proxy=f"http://127.0.0.1:{proxy.port}", resolver=lambda host, port: ["93.184.215.14"])
    assert fetch("http://news.example/").body == b"through"
    with pytest.raises(NotAllowed, match="private"):
        fetching(proxy=f"http://127.0.0.1:{proxy.port}", resolver=lambda host, port: ["10.0.0.1"])("http://news.example/")
    with pytest.raises(NotFetched, match="proxy does not let it through"):
        fetching(proxy=f"http://127.0.0.1:{proxy.port}", resolver=lambda host, port: ["93.184.215.15"])("http://news.example/")


def test_hosts_that_there_are_not(fetching: Fetching) -> None:
    def nowhere(host: str, port: int) -> list[str]:
        raise socket.gaierror(-2, "Name or service not known")

    with pytest.raises(NotFetched, match=r"nowhere\.example cannot be found"):
        fetching(resolver=nowhere)("http://nowhere.example/")
    with pytest.raises(NotFetched, match="has no address"):
        fetching(resolver=lambda host, port: [])("http://nowhere.example/")


def test_a_lookup_that_hangs_is_left_behind(fetching: Fetching) -> None:
    def slow(host: str, port: int) -> list[str]:
        time.sleep(2)
        return []

    begun = time.monotonic()
    with pytest.raises(NotFetched, match="takes too long"):
        fetching(resolver=slow, connect_time=0.2)("http://news.example/")
    assert time.monotonic() - begun < 1.5


def test_the_next_address_is_tried_where_one_is_closed(serve: Serve, fetching: Fetching) -> None:
    server = serve({"/": reply("x")})
    assert fetching(server, resolver=lambda host, port: ["127.0.0.2", "127.0.0.1"])(server.url()).ok
    server.close()
    with pytest.raises(NotFetched, match="cannot be connected to"):
        fetching(server)(server.url())


# Redirects.


def test_redirects_are_followed_and_permanent_ones_are_told(serve: Serve, fetching: Fetching) -> None:
    server = serve()
    server.replies |= {
        "/1": reply(status="301 Moved Permanently", Location="2"),
        "/2": reply(status="308 Permanent Redirect", Location=f"//news.example:{server.port}/3 x"),
        "/3%20x": reply(status="302 Found", Location="/4#there"),
        "/4": reply("here"),
    }
    found = fetching(server)(server.url("/1"))
    assert (found.body, found.final_url, found.moved_to) == (b"here", server.url("/4"), server.url("/3%20x"))
    assert fetching(server)(server.url("/4")).moved_to is None


@pytest.mark.parametrize(
    ("location", "problem"),
    [
        ("http://10.0.0.1/", "10.0.0.1: private"),
        ("http://169.254.169.254/latest/meta-data/", "metadata"),
        ("http://[fd00:ec2::254]/", "metadata"),
        ("http://localhost/", "127.0.0.1: loopback"),
        ("http://other.example/", "127.0.0.1: loopback"),
        ("//other.example", "127.0.0.1: loopback"),
        ("file:///etc/passwd", "neither http nor https"),
        ("http://user:password@news.example/", "user name"),
        ("http://news.example:22/", "unusual port"),
        ("http://[", "not a valid URL"),
    ],
)
def test_each_redirect_is_checked_as_the_first_url_was(serve: Serve, fetching: Fetching, location: str, problem: str) -> None:
    server = serve({"/": reply(status="302 Found", Location=location)})
    with pytest.raises(NotAllowed, match=problem) as caught:
        fetching(server)(server.url())
    assert caught.value.name == server.url()


def test_circles_and_chains_end(serve: Serve, fetching: Fetching) -> None:
    server = serve({f"/{i}": reply(status="302 Found", Location=f"/{i + 1}") for i in range(20)})
    with pytest.raises(NotFetched, match="more than 5 times"):
        fetching(server)(server.url("/0"))
    assert server.paths == [f"/{i}" for i in range(6)]
    server.replies["/3"] = reply(status="302 Found", Location="/1")
    with pytest.raises(NotFetched, match="in a circle"):
        fetching(server)(server.url("/0"))
    server.replies["/3"] = reply(status="302 Found")
    with pytest.raises(NotFetched, match="redirects to nowhere"):
        fetching(server)(server.url("/0"))


# Servers that misbehave.


def test_an_endless_body_is_stopped(serve: Serve, fetching: Fetching) -> None:
    server = serve()
    server.replies["/"] = server.endless(b"HTTP/1.1 200 OK\r\n\r\n", b"x" * 10_000)
    with pytest.raises(NotFetched, match=r"is larger than 0\.1 MB"):
        fetching(server, most_bytes=100_000)(server.url())


def test_a_length_over_the_cap_is_believed_at_once(serve: Serve, fetching: Fetching) -> None:
    server = serve()
    server.replies["/"] = server.endless(b"HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n", b"x", 0.1)
    with pytest.raises(NotFetched, match="is larger than 20 MB"):
        fetching(server)(server.url())


def test_a_gzip_bomb_is_stopped(serve: Serve, fetching: Fetching) -> None:
    server = serve({"/": reply(gzip.compress(bytes(30_000_000)), Content_Encoding="gzip")})
    with pytest.raises(NotFetched, match="is larger than 20 MB"):
        fetching(server)(server.url())
    assert fetching(server, most_bytes=30_000_000)(server.url()).body == bytes(30_000_000)


def test_a_slow_drip_ends_at_the_total_time(serve: Serve, fetching: Fetching) -> None:
    server = serve()
    server.replies |= {
        "/body": server.endless(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", b"x", 0.02),
        "/headers": server.endless(b"HTTP/1.1 200 OK\r\nX-A: ", b"x", 0.02),
        "/informational": server.endless(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n", 0.2),
        "/chunks": server.endless(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n", 0.02),
        "/silence": server.endless(b"", b"", 0.02),
    }
    for path in server.replies:
        begun = time.monotonic()
        with pytest.raises(NotFetched, match="takes too long"):
            fetching(server, total_time=0.4)(server.url(path))
        assert 0.35 < time.monotonic() - begun < 2


def test_the_total_time_is_that_of_all_redirects(serve: Serve, fetching: Fetching) -> None:
    def slow(to: str) -> Callable[[socket.socket], None]:
        def answer(connection: socket.socket) -> None:
            time.sleep(0.25)
            connection.sendall(reply(status="302 Found", Location=to))

        return answer

    server = serve({"/1": slow("/2"), "/2": slow("/3"), "/3": slow("/4"), "/4": slow("/5")})
    with pytest.raises(NotFetched, match="takes too long"):
        fetching(server, total_time=0.6)(server.url("/1"))


def test_headers_without_end_are_stopped(serve: Serve, fetching: Fetching) -> None:
    server = serve()
    server.replies |= {
        "/one": server.endless(b"HTTP/1.1 200 OK\r\nX-A: ", b"x" * 10_000),
        "/many": server.endless(b"HTTP/1.1 200 OK\r\n", b"X-A: 1\r\n" * 1000),
        "/status": server.endless(b"HTTP/1.1 200 ", b"x" * 10_000),
        "/chunk": server.endless(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;", b"x" * 10_000),
    }
    for path in server.replies:
        with pytest.raises(NotFetched, match=r"headers of the answer are too long|does not keep to HTTP"):
            fetching(server)(server.url(path))


def test_informational_answers_without_end_are_stopped(serve: Serve, fetching: Fetching) -> None:
    server = serve()
    server.replies["/"] = server.endless(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n")
    with pytest.raises(NotFetched, match="does not keep to HTTP"):
        fetching(server)(server.url())


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nonly this",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhello",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"said " * 1000)[:-20],
    ],
)
def test_what_is_cut_off_is_not_taken_for_whole(serve: Serve, fetching: Fetching, answer: bytes) -> None:
    server = serve({"/": answer})
    with pytest.raises(NotFetched, match="ends before it is complete"):
        fetching(server)(server.url())


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"hello\r\n\r\n",
        b"<html>\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"HTTP/1.1 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 7\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n",
        b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nno gzip at all",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: zstd\r\n\r\n(\xb5/\xfd",
        b"HTTP/1.1 200 OK\r\nX\x00Y: 1\r\n\r\n",
    ],
)
def test_what_is_not_http_is_told_in_one_line(serve: Serve, fetching: Fetching, answer: bytes) -> None:
    server = serve({"/": answer})
    with pytest.raises(NotFetched) as caught:
        fetching(server)(server.url())
    assert str(caught.value).isprintable()


def test_a_connection_that_is_reset_is_told(serve: Serve, fetching: Fetching) -> None:
    def reset(connection: socket.socket) -> None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")

    server = serve({"/": reset})
    with pytest.raises(NotFetched, match="broke off"):
        fetching(server)(server.url())


def test_more_than_the_length_says_is_not_read(serve: Serve, fetching: Fetching) -> None:
    server = serve({"/": b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello and more"})
    assert fetching(server)(server.url()).body == b"hello"


# Politeness.


def test_a_busy_server_is_left_alone_as_long_as_it_asks(serve: Serve, fetching: Fetching, clock: Time) -> None:
    server = serve({"/": [reply(status="429 Too Many Requests", Retry_After="7"), reply("x")]})
    assert fetching(server)(server.url()).body == b"x"
    assert clock.slept == [7]


def test_without_a_time_the_wait_grows(serve: Serve, fetching: Fetching, clock: Time) -> None:
    server = serve({"/": reply(status="503 Service Unavailable")})
    assert fetching(server)(server.url()).status == 503
    assert clock.slept == [5, 10]
    assert len(server.paths) == 3


def test_a_server_that_asks_for_hours_is_not_asked_again_meanwhile(serve: Serve, fetching: Fetching, clock: Time) -> None:
    server = serve({"/": reply(status="503 Service Unavailable", Retry_After="7200"), "/b": reply("x")})
    fetch = fetching(server)
    assert fetch(server.url()).status == 503
    with pytest.raises(NotFetched, match="left alone for 7200 more seconds"):
        fetch(server.url("/b"))
    assert (server.paths, clock.slept) == (["/"], [])
    clock.now += 7200
    assert fetch(server.url("/b")).ok


def test_between_two_requests_there_is_time(serve: Serve, fetching: Fetching, clock: Time) -> None:
    server = serve({"/": reply("x")})
    fetch = fetching(server, delay=2)
    fetch(server.url())
    clock.now += 0.5
    fetch(server.url())
    assert clock.slept == [1.5]


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Fri, 02 Jun 2023 10:01:00 GMT", 60),
        ("Fri, 02 Jun 2023 09:00:00 GMT", 0),
        ("9" * 500, 999_999_999),
        ("-5", None),
        ("soon", None),
        ("", None),
        ("١٢", None),
        ("Fri, 99 Jun 99999 10:01:00 GMT", None),
    ],
)
def test_how_long_a_server_wants_to_be_left_alone(value: str, seconds: float | None) -> None:
    assert retry_after({"retry-after": value}, now=lambda: 1685700000.0) == seconds
