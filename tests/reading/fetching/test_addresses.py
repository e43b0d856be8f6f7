import pytest

from onrecord.reading.fetching.addresses import why_not_public


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("0.0.0.0", "unspecified"),
        ("10.1.2.3", "private"),
        ("172.16.0.1", "private"),
        ("172.31.255.255", "private"),
        ("192.168.1.1", "private"),
        ("127.0.0.1", "loopback"),
        ("127.255.255.254", "loopback"),
        ("169.254.1.1", "link-local"),
        ("169.254.169.254", "a cloud's metadata service"),
        ("100.100.100.200", "a cloud's metadata service"),
        ("168.63.129.16", "a cloud's metadata service"),
        ("100.64.0.1", "a carrier's own (shared address space)"),
        ("100.127.255.255", "a carrier's own (shared address space)"),
        ("192.0.0.8", "reserved"),
        ("198.18.0.1", "reserved for benchmarks"),
        ("203.0.113.9", "reserved for documentation"),
        ("224.0.0.1", "multicast"),
        ("240.0.0.1", "reserved"),
        ("255.255.255.255", "reserved"),
        ("::", "unspecified"),
        ("::1", "loopback"),
        ("fd00:ec2::254", "a cloud's metadata service"),
        ("fc00::1", "private"),
        ("fe80::1", "link-local"),
        ("fe80::1%eth0", "link-local"),
        ("fec0::1", "private"),
        ("ff02::1", "multicast"),
        ("2001:db8::1", "reserved for documentation"),
        ("3fff::1", "reserved for documentation"),
        ("100::1", "reserved"),
        ("5f00::1", "reserved"),
        ("::7f00:1", "reserved"),
        ("2001:0:4136:e378:8000:63bf:3fff:fdd2", "a Teredo tunnel"),
        ("::ffff:127.0.0.1", "loopback inside an IPv6 address"),
        ("::ffff:169.254.169.254", "a cloud's metadata service inside an IPv6 address"),
        ("2002:7f00:1::", "loopback inside an IPv6 address"),
        ("2002:c0a8:101::1", "private inside an IPv6 address"),
        ("64:ff9b::10.0.0.1", "private inside an IPv6 address"),
        ("64:ff9b:1::1", "reserved"),
        ("2607:f8b0::5efe:10.0.0.1", "private inside an IPv6 address"),
        ("localhost", "no address"),
        ("", "no address"),
    ],
)
def test_what_is_not_public_is_told_by_what_it_is(address: str, what: str) -> None:
    assert why_not_public(address) == what


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8",
        "1.1.1.1",
        "172.32.0.1",
        "100.128.0.1",
        "2606:4700::1111",
        "2a00:1450::1",
        "::ffff:8.8.8.8",
        "64:ff9b::8.8.8.8",
        "2002:808:808::1",
    ],
)
def test_public_addresses_are(address: str) -> None:
    assert why_not_public(address) is None
