import ssl
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import trustme

from onrecord.errors import NotAllowed, NotFetched
from onrecord.reading.fetching import Fetcher
from tests.reading.fetching.servers import Server, reply

Serve = Callable[..., Server]
Fetching = Callable[..., Fetcher]


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def ca_file(authority: trustme.CA, tmp_path: Path) -> str:
    path = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(path)
    return str(path)


def _context(authority: trustme.CA, *names: str) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*names).configure_cert(context)
    return context


def test_the_certificate_is_the_named_hosts_though_the_address_is_pinned(
    serve: Serve, fetching: Fetching, authority: trustme.CA, ca_file: str
) -> None:
    context = _context(authority, "news.example")
    asked: list[str | None] = []
    context.sni_callback = lambda connection, name, context: asked.append(name)
    server = serve({"/": reply("x" * 100_000)}, context=context)
    found = fetching(server, ca_file=ca_file)(server.url(scheme="https"))
    assert len(found.body) == 100_000
    assert asked == ["news.example"]


def test_the_authorities_of_the_environment_are_heeded(
    serve: Serve, fetching: Fetching, authority: trustme.CA, ca_file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    server = serve({"/": reply("x")}, context=_context(authority, "news.example"))
    monkeypatch.setenv("SSL_CERT_FILE", ca_file)
    assert fetching(server)(server.url(scheme="https")).ok


def test_a_certificate_for_another_name_is_refused(serve: Serve, fetching: Fetching, authority: trustme.CA, ca_file: str) -> None:
    server = serve({"/": reply("x")}, context=_context(authority, "other.example", "127.0.0.1"))
    with pytest.raises(NotFetched, match=r"certificate of news\.example is not valid"):
        fetching(server, ca_file=ca_file)(server.url(scheme="https"))
    assert server.requests == []


def test_a_certificate_that_nobody_vouches_for_is_refused(serve: Serve, fetching: Fetching, authority: trustme.CA) -> None:
    server = serve({"/": reply("x")}, context=_context(authority, "news.example"))
    with pytest.raises(NotFetched, match=r"certificate of news\.example is not valid"):
        fetching(server)(server.url(scheme="https"))


def test_a_server_without_tls_is_told(serve: Serve, fetching: Fetching) -> None:
    server = serve(greeting=b"HTTP/1.1 400 Bad Request\r\n\r\n")
    with pytest.raises(NotFetched, match="no secure connection"):
        fetching(server)(server.url(scheme="https"))


def test_a_handshake_that_never_comes_ends(serve: Serve, fetching: Fetching) -> None:
    server = serve()
    begun = time.monotonic()
    with pytest.raises(NotFetched, match="takes too long"):
        fetching(server, connect_time=0.3)(server.url(scheme="https"))
    assert time.monotonic() - begun < 2


def test_from_https_no_way_leads_to_http(serve: Serve, fetching: Fetching, authority: trustme.CA, ca_file: str) -> None:
    plain = serve({"/": reply("x")})
    server = serve({"/": reply(status="302 Found", Location=plain.url())}, context=_context(authority, "news.example"))
    with pytest.raises(NotAllowed, match="leads from https to"):
        fetching(server, plain, ca_file=ca_file)(server.url(scheme="https"))
    assert plain.requests == []
    assert fetching(server, plain, ca_file=ca_file, allow_downgrade=True)(server.url(scheme="https")).ok
