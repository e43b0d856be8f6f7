"""Addresses: which of them belong to the public internet, by the registries of special-purpose addresses (RFC 6890).

What is not surely public is not. An address that carries another one inside (IPv4-mapped, 6to4, NAT64, ISATAP) is as public as that.
"""

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

__all__ = ["why_not_public"]

# The first that holds an address says what it is.
_V4 = tuple(
    (IPv4Network(network), what)
    for network, what in (
        ("0.0.0.0/8", "unspecified"),
        ("169.254.169.254/32", "a cloud's metadata service"),
        ("169.254.0.0/16", "link-local"),
        ("100.100.100.200/32", "a cloud's metadata service"),
        ("192.0.0.192/32", "a cloud's metadata service"),
        ("168.63.129.16/32", "a cloud's metadata service"),  # in public space, and yet Azure's own
        ("10.0.0.0/8", "private"),
        ("172.16.0.0/12", "private"),
        ("192.168.0.0/16", "private"),
        ("100.64.0.0/10", "a carrier's own (shared address space)"),
        ("127.0.0.0/8", "loopback"),
        ("192.0.0.0/24", "reserved"),
        ("192.0.2.0/24", "reserved for documentation"),
        ("198.51.100.0/24", "reserved for documentation"),
        ("203.0.113.0/24", "reserved for documentation"),
        ("192.31.196.0/24", "reserved"),
        ("192.52.193.0/24", "reserved"),
        ("192.88.99.0/24", "reserved"),
        ("192.175.48.0/24", "reserved"),
        ("198.18.0.0/15", "reserved for benchmarks"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
    )
)
_V6 = tuple(
    (IPv6Network(network), what)
    for network, what in (
        ("::/128", "unspecified"),
        ("::1/128", "loopback"),
        ("fd00:ec2::254/128", "a cloud's metadata service"),
        ("fd20:ce::254/128", "a cloud's metadata service"),
        ("fc00::/7", "private"),
        ("fe80::/10", "link-local"),
        ("fec0::/10", "private"),
        ("ff00::/8", "multicast"),
        ("2001::/32", "a Teredo tunnel"),
        ("2001::/23", "reserved"),
        ("2001:db8::/32", "reserved for documentation"),
        ("2620:4f:8000::/48", "reserved"),
        ("3fff::/20", "reserved for documentation"),
    )
)
_GLOBAL = IPv6Network("2000::/3")  # the only part of the space that is given out as global unicast addresses
_MAPPED = IPv6Network("::ffff:0:0/96")
_NAT64 = IPv6Network("64:ff9b::/96")
_SIX_TO_FOUR = IPv6Network("2002::/16")
_ISATAP = (0x00005EFE, 0x02005EFE)


def why_not_public(address: str) -> str | None:
    """What an address is if it is not one of the public internet ("private", "loopback" …); None if it is.

    Args:
        address: IPv4 or IPv6, in any form that `ipaddress` reads; one with a zone (``fe80::1%eth0``) is never public.
    """
    if "%" in address:
        return "link-local"
    try:
        found = ip_address(address)
    except ValueError:
        return "no address"
    return _four(found) if isinstance(found, IPv4Address) else _six(found)


def _four(address: IPv4Address) -> str | None:
    return next((what for network, what in _V4 if address in network), None)


def _six(address: IPv6Address) -> str | None:
    for network, what in _V6:
        if address in network:
            return what
    inside = _carried(address)
    if inside is not None:
        carried = _four(inside)
        return None if carried is None else f"{carried} inside an IPv6 address"
    return None if address in _GLOBAL else "reserved"


def _carried(address: IPv6Address) -> IPv4Address | None:
    number = int(address)
    if address in _MAPPED or address in _NAT64:
        return IPv4Address(number & 0xFFFFFFFF)
    if address in _SIX_TO_FOUR:
        return IPv4Address(number >> 80 & 0xFFFFFFFF)
    if number >> 32 & 0xFFFFFFFF in _ISATAP:
        return IPv4Address(number & 0xFFFFFFFF)
    return None
