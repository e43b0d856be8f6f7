import pytest

from onrecord.model import Article
from onrecord.record.identity import address, content_hash, key_of


@pytest.mark.parametrize(
    "same",
    [
        "https://post.example/a",
        "http://post.example/a",
        "HTTPS://Post.Example:443/a/",
        "https://post.example/a#top",
        "https://post.example/a?utm_source=x&fbclid=1",
        "  https://post.example/a ",
    ],
)
def test_an_address_has_one_plain_form(same: str) -> None:
    assert address(same) == "https://post.example/a"


@pytest.mark.parametrize(
    "other", ["https://post.example/b", "https://post.example/a?id=2", "https://post.example:8443/a", "https://x.example/a"]
)
def test_other_addresses_are_others(other: str) -> None:
    assert address(other) != address("https://post.example/a")


@pytest.mark.parametrize("odd", ["", "not an address", "https://[", "ftp://post.example/a", "https://post.example:99999/a"])
def test_what_is_no_address_stays_as_it_is(odd: str) -> None:
    assert address(odd) == odd


def test_an_article_is_known_by_its_address_else_by_its_id_within_its_outlet() -> None:
    assert key_of(Article(id="1", text="x", url="https://post.example/a")) == key_of(Article(id="2", text="y", url="http://post.example/a"))
    assert key_of(Article(id="1", text="x", outlet="Post")) == key_of(Article(id="1", text="y", outlet="Post"))
    assert key_of(Article(id="1", text="x", outlet="Post")) != key_of(Article(id="1", text="x", outlet="Times"))


def test_blanks_do_not_change_a_content() -> None:
    assert content_hash(Article(id="1", text="It  rains.\n\nNow.")) == content_hash(Article(id="2", text="It rains. Now. "))
    assert content_hash(Article(id="1", text="It rains.")) != content_hash(Article(id="1", text="It snows."))
