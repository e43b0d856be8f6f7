"""Feeds that a page offers: its links with ``rel="alternate"`` and the type of a feed (https://www.rssboard.org/rss-autodiscovery)."""

import html
import re

from onrecord.reading.decoding import beginning
from onrecord.reading.fetching.urls import is_url, joined

__all__ = ["feeds_offered"]

_HEAD = 256 * 1024
_MOST = 5
_LINK = re.compile(r"<link\b[^<>]{0,2000}>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\b(rel|type|href)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"})


def feeds_offered(body: bytes, url: str) -> list[str]:
    """The feeds that a page names in its head, at most five.

    Args:
        body: The page.
        url: Where it was found; its links may be relative to that.
    """
    found: dict[str, None] = {}
    for link in _LINK.findall(beginning(body[:_HEAD])):
        named = {key.lower(): html.unescape(a or b or c) for key, a, b, c in _ATTRIBUTE.findall(link)}
        if "alternate" in named.get("rel", "").lower().split() and named.get("type", "").strip().lower() in _TYPES:
            feed = joined(url, named.get("href", ""))
            if is_url(feed) and len(found) < _MOST:
                found[feed] = None
    return list(found)
