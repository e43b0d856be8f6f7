"""The policy of fetching: what is asked for, how politely, and how much is taken."""

from dataclasses import dataclass

__all__ = ["Policy"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What a `Fetcher` may do. Times are in seconds, sizes in bytes.

    Attributes:
        allow_hosts: Hosts that may have any address, also a private one: ``intranet.example``, ``127.0.0.1``, ``[::1]``. With a port
            (``localhost:8000``) that port is allowed as well.
        allow_ports: Ports that any host may be asked at.
        allow_downgrade: Whether a redirect may lead from https to http.
        most_redirects: How many redirects are followed.
        most_bytes: Most bytes of a body, after it was unpacked.
        most_header_bytes: Most bytes of a status line with its headers.
        total_time: Most time for one URL from its name to its last byte, redirects included; polite waiting is not counted.
        connect_time: Most time for finding the addresses of a host, and again for connecting to it (with the TLS handshake).
        delay: Time between two requests to one host. A longer ``Crawl-delay`` of its robots.txt is kept to.
        longest_wait: Longest time that a host may make us wait, by ``Crawl-delay`` or ``Retry-After``, before a URL is given up.
        retries: How often a URL is asked for again after 429 or 503.
        robots: Whether robots.txt is obeyed.
        ca_file: Certificate authorities in place of certifi's; by default the environment's ``SSL_CERT_FILE``, if it is set.
        proxy: ``http://HOST:PORT`` of a proxy through which everything is asked for. It is told addresses that were checked here, not
            names. Proxies that the environment names are not used.
    """

    allow_hosts: frozenset[str] = frozenset()
    allow_ports: frozenset[int] = frozenset({80, 443})
    allow_downgrade: bool = False
    most_redirects: int = 5
    most_bytes: int = 20_000_000
    most_header_bytes: int = 64 * 1024
    total_time: float = 30.0
    connect_time: float = 10.0
    delay: float = 1.0
    longest_wait: float = 60.0
    retries: int = 2
    robots: bool = True
    ca_file: str | None = None
    proxy: str | None = None
