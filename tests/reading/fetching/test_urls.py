import pytest

from onrecord.errors import NotAllowed
from onrecord.reading.fetching import Policy
from onrecord.reading.fetching.urls import joined, target


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("ftp://news.example/", "neither http nor https"),
        ("file:///etc/passwd", "neither http nor https"),
        ("gopher://news.example/", "neither http nor https"),
        ("javascript:alert(1)", "neither http nor https"),
        ("//news.example/", "neither http nor https"),
        ("http://user@news.example/", "user name"),
        ("http://user:password@news.example/", "user name"),
        ("http://:@news.example/", "user name"),
        ("http:///path", "names no host"),
        ("http://", "names no host"),
        ("http://news.example:22/", "unusual port 22"),
        ("http://news.example:0/", "unusual port 0"),
        ("http://news.example:99999/", "not a valid URL"),
        ("http://news.example:x/", "not a valid URL"),
        ("http://[::1/", "not a valid URL"),
        ("http://[fe80::1%25eth0]/", "not a valid URL"),
        ("http://news.example\\@evil.example/", "not a valid URL"),
        ("http://news.example/\r\nHost: evil.example", "not a valid URL"),
        ("http://news .example/", "not a valid URL"),
        ("http://news.example/\x00", "not a valid URL"),
        ("http://-news.example/", "not a valid URL"),
        ("http://news..example/", "not a valid URL"),
        ("http://" + "a" * 64 + ".example/", "not a valid URL"),
        ("http://new%73.example/", "not a valid URL"),
        ("http://news.example/" + "a" * 5000, "not a valid URL"),
        ("http://news.example/\ud800", "not a valid URL"),
    ],
)
def test_what_may_not_be_asked_for(url: str, problem: str) -> None:
    with pytest.raises(NotAllowed, match=problem) as caught:
        target(url, Policy(), "the URL")
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    ("url", "authority", "path"),
    [
        ("http://News.EXAMPLE", "news.example", "/"),
        ("HTTPS://news.example:443/a#b", "news.example", "/a"),
        ("http://news.example:443/a", "news.example:443", "/a"),
        ("http://news.example/ä?q=ö&b=%20", "news.example", "/%C3%A4?q=%C3%B6&b=%20"),
        ("http://bücher.example/", "xn--bcher-kva.example", "/"),
        ("http://[2606:4700:0::1111]/", "[2606:4700::1111]", "/"),
        ("http://news.example./", "news.example.", "/"),
    ],
)
def test_what_a_server_is_told(url: str, authority: str, path: str) -> None:
    found = target(url, Policy(), url)
    assert (found.authority, found.path) == (authority, path)


@pytest.mark.parametrize(
    ("allowed", "url", "private"),
    [
        ("localhost", "http://localhost/", True),
        ("LOCALHOST", "http://localhost/", True),
        ("localhost:8000", "http://localhost:8000/", True),
        ("localhost", "http://localhost./", True),
        ("localhost", "http://notlocalhost/", False),
        ("example", "http://news.example/", False),
        ("::1", "http://[::1]/", True),
        ("[::1]:8000", "http://[0:0:0:0:0:0:0:1]:8000/", True),
    ],
)
def test_hosts_are_allowed_by_their_whole_name(allowed: str, url: str, private: bool) -> None:
    assert target(url, Policy(allow_hosts=frozenset({allowed})), url).private is private


def test_a_host_that_is_allowed_may_not_have_any_port() -> None:
    with pytest.raises(NotAllowed, match="allow localhost:6379 if you trust it"):
        target("http://localhost:6379/", Policy(allow_hosts=frozenset({"localhost"})), "the URL")


def test_links_are_joined_as_they_stand_on_pages() -> None:
    assert joined("http://news.example/a/b", " ../c d\n") == "http://news.example/c%20d"
    assert joined("http://news.example/", "http://[") == ""
