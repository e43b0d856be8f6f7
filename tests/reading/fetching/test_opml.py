from pathlib import Path

import pytest

from onrecord.errors import InputError, NoInput
from onrecord.reading.fetching import feeds_listed
from onrecord.reading.fetching.opml import Listed, feeds_of


def _feeds(text: str) -> list[Listed]:
    return feeds_of(text.encode(), "the list")


def test_nested_lists_with_their_headings(tmp_path: Path) -> None:
    path = tmp_path / "feeds.opml"
    path.write_text("""<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>
        <outline text="Europe"><outline title="North">
        <outline type="rss" text="Post" xmlUrl="https://post.example/feed" htmlUrl="x"/></outline>
        <outline text="Coast &amp; Valley" xmlurl=" http://coast.example/rss?a=1&b=2 "/></outline>
        <outline text="Again" xmlUrl="https://post.example/feed"/><outline text="Note"/><outline xmlUrl="file:///etc/passwd"/></body></opml>""")
    assert feeds_listed(path) == [
        Listed("https://post.example/feed", "Post", ("Europe", "North")),
        Listed("http://coast.example/rss?a=1&b=2", "Coast & Valley", ("Europe",)),
    ]


def test_entities_are_not_expanded_and_nothing_is_opened() -> None:
    found = _feeds(
        '<!DOCTYPE opml [<!ENTITY a "aaaa"><!ENTITY b SYSTEM "file:///etc/passwd">]><opml><body>'
        '<outline text="&a;&b;" xmlUrl="http://post.example/"/></body></opml>'
    )
    assert found == [Listed("http://post.example/", "&a;&b;")]


def test_lists_of_any_depth_are_read_as_far_as_is_sane() -> None:
    text = "<opml><body>" + '<outline text="x" xmlUrl="http://post.example/">' * 20_000 + "</opml>"
    assert _feeds(text)[0] == Listed("http://post.example/", "x")


@pytest.mark.parametrize("text", ["", "<rss/>", "no list", "<html></html>", "<opml><body><outline text='x'/></body></opml>", "<opml>"])
def test_what_is_no_list_of_feeds_is_told(text: str) -> None:
    with pytest.raises(InputError, match=r"the list"):
        _feeds(text)


def test_a_list_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NoInput, match="check the path"):
        feeds_listed(tmp_path / "none.opml")
