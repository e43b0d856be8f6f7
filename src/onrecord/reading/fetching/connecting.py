"""Connecting: a host's addresses are looked up once, checked, and one of these very addresses is connected to.

So it does not matter what the name service says a moment later. The certificate must still be the named host's.
"""

import os
import socket
import ssl
import threading
import time
from collections.abc import Callable
from functools import cache
from ipaddress import ip_address
from urllib.parse import urlsplit

from onrecord.errors import NotAllowed, NotFetched
from onrecord.reading.fetching.addresses import why_not_public
from onrecord.reading.fetching.policy import Policy
from onrecord.reading.fetching.urls import Target

__all__ = ["Connection", "Deadline", "Resolver", "Slow", "addresses", "connect", "system_resolver"]

Resolver = Callable[[str, int], list[str]]
"""Gives the addresses of a host; raises OSError where there is none."""

_MOST_ADDRESSES = 64
_MOST_TRIED = 4
_CHUNK = 64 * 1024
_MOST_PROXY_ANSWER = 8 * 1024


class Slow(Exception):  # noqa: N818
    """The time is up."""


class Deadline:
    """A moment by which something must be done.

    Args:
        seconds: From now.
        other: Another deadline, which holds as well.
    """

    def __init__(self, seconds: float, other: "Deadline | None" = None) -> None:
        self._at = time.monotonic() + seconds
        if other is not None:
            self._at = min(self._at, other._at)

    def left(self) -> float:
        """Seconds left.

        Raises:
            Slow: None.
        """
        left = self._at - time.monotonic()
        if left <= 0:
            raise Slow
        return left


class Connection:
    """A connection on which every wait ends at a deadline, however little comes at a time."""

    def __init__(self, plain: socket.socket) -> None:
        self._socket = plain

    def secure(self, context: ssl.SSLContext, host: str, deadline: Deadline) -> None:
        """Begin TLS with a server that must prove to be `host`."""
        self._socket.settimeout(deadline.left())
        try:
            self._socket = context.wrap_socket(self._socket, server_hostname=host, do_handshake_on_connect=False)
            self._socket.settimeout(deadline.left())
            self._socket.do_handshake()
        except TimeoutError:
            raise Slow from None

    def send(self, data: bytes, deadline: Deadline) -> None:
        """Send all of it."""
        self._socket.settimeout(deadline.left())
        try:
            self._socket.sendall(data)
        except TimeoutError:
            raise Slow from None

    def receive(self, deadline: Deadline, most: int = _CHUNK) -> bytes:
        """What is there, as soon as something is; empty at the end."""
        self._socket.settimeout(deadline.left())
        try:
            return self._socket.recv(most)
        except TimeoutError:
            raise Slow from None
        except ssl.SSLEOFError:  # ended without TLS's goodbye; whether the body is complete, its length must tell
            return b""

    def close(self) -> None:
        """Hang up."""
        self._socket.close()


def system_resolver(host: str, port: int) -> list[str]:
    """The addresses of a host as the system finds them."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def addresses(target: Target, policy: Policy, resolver: Resolver, name: str, deadline: Deadline) -> list[str]:
    """Look up a host and check all of its addresses.

    Raises:
        NotFetched: There is no such host.
        NotAllowed: One of its addresses is not public, and the policy does not name the host.
        Slow: It takes too long.
    """
    try:
        found = [str(ip_address(target.host))]
    except ValueError:
        found = _looked_up(target, resolver, name, Deadline(policy.connect_time, deadline))
    found = list(dict.fromkeys(found))[:_MOST_ADDRESSES]
    if not found:
        raise NotFetched(f"the host {target.host} has no address; check the URL", name)
    if not target.private:
        for address in found:
            if what := why_not_public(address):
                problem = f"the address of {target.host} is not public ({address}: {what}); allow {target.host} if you trust it"
                raise NotAllowed(problem, name)
    return found


def _looked_up(target: Target, resolver: Resolver, name: str, deadline: Deadline) -> list[str]:
    # The system's lookup cannot be told how long it may take: it is left behind when the time is up.
    found: list[str] = []
    failed: list[Exception] = []

    def look_up() -> None:
        try:
            found.extend(resolver(target.host, target.port))
        except Exception as error:  # told to the caller below
            failed.append(error)

    thread = threading.Thread(target=look_up, daemon=True, name="onrecord-lookup")
    thread.start()
    thread.join(deadline.left())
    if thread.is_alive():
        raise Slow
    if failed and isinstance(failed[0], OSError | UnicodeError):
        raise NotFetched(f"the host {target.host} cannot be found; check the URL and the network", name)
    if failed:
        raise failed[0]
    return found


def connect(target: Target, checked: list[str], policy: Policy, name: str, deadline: Deadline) -> Connection:
    """Connect to one of the checked addresses, and begin TLS if the URL is https.

    Raises:
        NotFetched: None of them answers, or the server cannot prove who it is.
        Slow: It takes too long.
    """
    deadline = Deadline(policy.connect_time, deadline)
    problem: OSError | None = None
    tried = checked[:_MOST_TRIED]
    for number, address in enumerate(tried):
        try:
            # One that does not answer leaves time for the others.
            connection = _opened(address, target, policy, name, Deadline(deadline.left() / (len(tried) - number), deadline))
        except OSError as error:
            problem = error
            continue
        try:
            if target.scheme == "https":
                connection.secure(_context(_authorities(policy)), target.host, deadline)
        except ssl.SSLCertVerificationError as error:
            connection.close()
            why = " ".join(str(error.verify_message).split())
            raise NotFetched(f"the certificate of {target.host} is not valid ({why}); nothing was asked of it", name) from None
        except OSError as error:
            connection.close()
            problem = error
            continue
        except BaseException:
            connection.close()
            raise
        return connection
    if isinstance(problem, TimeoutError):
        raise Slow
    why = (problem.strerror if problem is not None and not isinstance(problem, ssl.SSLError) else None) or "no secure connection"
    raise NotFetched(f"{target.host} cannot be connected to ({why}); try again later", name)


def _opened(address: str, target: Target, policy: Policy, name: str, deadline: Deadline) -> Connection:
    if policy.proxy is None:
        return Connection(socket.create_connection((address, target.port), deadline.left()))
    proxy = urlsplit(policy.proxy)
    connection = Connection(socket.create_connection((proxy.hostname or "", proxy.port or 80), deadline.left()))
    try:
        _tunnel(connection, f"[{address}]:{target.port}" if ":" in address else f"{address}:{target.port}", name, deadline)
    except BaseException:
        connection.close()
        raise
    return connection


def _tunnel(connection: Connection, to: str, name: str, deadline: Deadline) -> None:
    connection.send(f"CONNECT {to} HTTP/1.1\r\nHost: {to}\r\n\r\n".encode("ascii"), deadline)
    answer = b""
    while not answer.endswith(b"\r\n\r\n"):
        byte = connection.receive(deadline, 1)  # what comes after the answer is the server's
        answer += byte
        if not byte or len(answer) > _MOST_PROXY_ANSWER:
            break
    words = answer.split(maxsplit=2)
    if len(words) < 2 or not words[0].startswith(b"HTTP/1.") or not words[1].startswith(b"2"):
        raise NotFetched("the proxy does not let it through; check the policy's proxy", name)


def _authorities(policy: Policy) -> str:
    if policy.ca_file is not None:
        return policy.ca_file
    if from_environment := os.environ.get("SSL_CERT_FILE"):
        return from_environment
    import certifi  # noqa: PLC0415

    return certifi.where()


@cache
def _context(authorities: str) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=authorities)
    context.set_alpn_protocols(["http/1.1"])
    return context
