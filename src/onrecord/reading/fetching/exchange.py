"""One request and its answer, of which no more is taken than the policy allows."""

import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import h11

from onrecord.errors import NotFetched
from onrecord.reading.fetching.connecting import Connection, Deadline
from onrecord.reading.fetching.policy import Policy
from onrecord.reading.fetching.unpacking import Broken, TooMuch, accepted, unpacker
from onrecord.reading.fetching.urls import Target

__all__ = ["REDIRECTS", "Answer", "ask"]

REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_INFORMATIONAL = 10
_ERROR_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server says.

    Attributes:
        status: The status code.
        headers: Its headers by their names in lower case; the values of several are joined by commas.
        body: Its body, unpacked.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes


def ask(
    connection: Connection,
    target: Target,
    headers: Mapping[str, str],
    *,
    policy: Policy,
    name: str,
    deadline: Deadline,
    cut_at: int | None = None,
) -> Answer:
    """Ask for a URL. The connection is good for nothing afterwards.

    The body of a redirect is not read, and of that of an error only the beginning is kept.

    Args:
        connection: A connection to the server.
        target: The URL.
        headers: What to say besides ``Host`` and ``Accept-Encoding``.
        policy: The caps.
        name: What errors call the input.
        deadline: When everything must be there.
        cut_at: How much of a longer body is enough; by default a longer body than the policy's cap is an error.

    Raises:
        NotFetched: The server breaks HTTP, sends too much, or ends too early.
        Slow: It takes too long.
    """
    http = h11.Connection(h11.CLIENT, max_incomplete_event_size=policy.most_header_bytes)
    request = h11.Request(
        method="GET",
        target=target.path,
        headers=[("Host", target.authority), *headers.items(), ("Accept-Encoding", accepted()), ("Connection", "close")],
    )
    try:
        connection.send((http.send(request) or b"") + (http.send(h11.EndOfMessage()) or b""), deadline)
        response = _response(http, connection, deadline)
        gathered = _headers(response)
        if response.status_code in REDIRECTS or response.status_code == 304:
            return Answer(response.status_code, gathered, b"")
        if not 200 <= response.status_code < 300:
            cut_at = min(cut_at or _ERROR_BYTES, _ERROR_BYTES)
        most = policy.most_bytes if cut_at is None else cut_at
        length = gathered.get("content-length", "")
        if cut_at is None and length.isdecimal() and int(length[:20]) > most:
            raise TooMuch
        return Answer(response.status_code, gathered, _body(http, connection, gathered, most, deadline, cut=cut_at is not None))
    except TooMuch:
        problem = f"is larger than {policy.most_bytes / 1_000_000:g} MB, the most that is fetched"
    except Broken as error:
        problem = f"{error}; try again later, or save the page from a browser"
    except h11.RemoteProtocolError as error:
        problem = _broken(error)
    except (ssl.SSLError, OSError) as error:
        problem = f"the connection to {target.host} broke off ({(error.strerror if isinstance(error, OSError) else None) or 'TLS'})"
    raise NotFetched(problem, name)


def _response(http: h11.Connection, connection: Connection, deadline: Deadline) -> Any:
    informational = 0
    while True:
        event = _next(http, connection, deadline)
        if isinstance(event, h11.Response):
            return event
        informational += 1
        if not isinstance(event, h11.InformationalResponse) or informational > _MOST_INFORMATIONAL or event.status_code == 101:
            raise h11.RemoteProtocolError("no answer")


def _next(http: h11.Connection, connection: Connection, deadline: Deadline) -> Any:
    while (event := http.next_event()) is h11.NEED_DATA:
        http.receive_data(connection.receive(deadline))
    return event


def _headers(response: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in response.headers:
        word = key.decode("latin-1").lower()
        text = value.decode("latin-1")
        found[word] = f"{found[word]}, {text}" if word in found else text
    return found


def _body(http: h11.Connection, connection: Connection, headers: Mapping[str, str], most: int, deadline: Deadline, *, cut: bool) -> bytes:
    gathering = unpacker(headers.get("content-encoding", ""), most)
    received = 0
    try:
        while isinstance(event := _next(http, connection, deadline), h11.Data):
            received += len(event.data)
            gathering.feed(bytes(event.data))
            if received > most:  # packed, and larger than what it may be unpacked
                raise TooMuch
        gathering.end()
    except TooMuch:
        if not cut:
            raise
    return bytes(gathering.body)


def _broken(error: h11.RemoteProtocolError) -> str:
    what = str(error)
    if error.error_status_hint == 431:
        return "the headers of the answer are too long"
    if "without sending complete message" in what or "incomplete chunked" in what:
        return "ends before it is complete; try again later"
    return f"the server does not keep to HTTP ({re.sub(r'[^ -~]', '?', what)[:100]}); try saving the page from a browser"
