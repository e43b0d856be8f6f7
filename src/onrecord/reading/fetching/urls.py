"""URLs, taken apart once: what is checked is what is connected to."""

import re
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import quote, urljoin, urlsplit

from onrecord.errors import NotAllowed
from onrecord.reading.cleaning import shown
from onrecord.reading.fetching.policy import Policy

__all__ = ["Target", "is_url", "joined", "target"]

LONGEST_URL = 4096
"""Most characters of a URL; servers take no longer ones either."""

_PORTS = {"http": 80, "https": 443}
_NEVER = re.compile(r"[\x00-\x20\x7f-\xa0\\]|[\ud800-\udfff]")
_LABELS = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?:\.[a-z0-9_-]{1,63})*\.?")
_SAFE = "%/:=&?~+!$,;'@()*[]"


@dataclass(frozen=True, slots=True)
class Target:
    """A URL that may be asked for, as far as that can be told before its host is looked up.

    Attributes:
        url: The URL, without a fragment, in ASCII.
        scheme: ``http`` or ``https``.
        host: Its host in lower case, in ASCII; an IPv6 address without brackets.
        port: Its port.
        path: What the server is asked for: path and query.
        private: Whether the host may have a private address.
    """

    url: str
    scheme: str
    host: str
    port: int
    path: str
    private: bool

    @property
    def authority(self) -> str:
        """Host and port as the ``Host`` header has them."""
        host = _bracketed(self.host)
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port."""
        return f"{self.scheme}://{self.authority}"


def is_url(text: str) -> bool:
    """Whether a text is a URL that a fetcher could be asked for."""
    return re.match(r"https?://", text, re.IGNORECASE) is not None


def joined(base: str, url: str) -> str:
    """A URL as it stands on the page or in the header of `base`; empty where it cannot be made out."""
    try:
        return urljoin(base, url.strip().replace("\t", "").replace("\n", "").replace("\r", "").replace(" ", "%20"))
    except ValueError:
        return ""


def target(url: str, policy: Policy, name: str) -> Target:
    """Take a URL apart.

    Args:
        url: The URL.
        policy: Which hosts and ports are allowed.
        name: What errors call the input; the URL that the user gave.

    Raises:
        NotAllowed: It is not http or https, has credentials, a port that is not allowed, or is no URL.
    """
    where = "" if url == name else f"leads to {shown(url)}, which "
    if len(url) > LONGEST_URL or _NEVER.search(url):
        raise NotAllowed(f"{where}is not a valid URL; check it", name)
    try:
        parts = urlsplit(url)
        if parts.scheme not in _PORTS:
            raise NotAllowed(f"{where}is neither http nor https; only these are asked for", name)
        port = parts.port
        host = _ascii_host(parts.hostname) if parts.hostname else ""
    except ValueError:
        raise NotAllowed(f"{where}is not a valid URL; check it", name) from None
    if parts.username is not None or parts.password is not None:
        raise NotAllowed(f"{where}has a user name or password in it; leave these out", name)
    if not host:
        raise NotAllowed(f"{where}names no host; check it", name)
    port = _PORTS[parts.scheme] if port is None else port
    bare, with_port = (_bracketed(host.rstrip(".")), f"{_bracketed(host.rstrip('.'))}:{port}")
    allowed = {_bracketed(entry) if entry.count(":") > 1 and "[" not in entry else entry for entry in map(str.lower, policy.allow_hosts)}
    if port not in policy.allow_ports and with_port not in allowed:
        raise NotAllowed(f"{where}has the unusual port {port}; allow {with_port} if you trust it", name)
    path = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
    made = Target("", parts.scheme, host, port, path, bare in allowed or with_port in allowed)
    return Target(made.origin + path, parts.scheme, host, port, path, made.private)


def _ascii_host(host: str) -> str:
    host = host.lower()
    if "%" in host:
        raise ValueError(host)
    try:
        return str(ip_address(host))
    except ValueError:
        pass
    # UnicodeError is a ValueError.
    host = host if host.isascii() else host.encode("idna").decode("ascii").lower()
    if len(host) > 254 or not _LABELS.fullmatch(host):
        raise ValueError(host)
    return host


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
