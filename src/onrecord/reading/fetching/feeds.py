"""Feeds: RSS 0.9x, 1.0 and 2.0, and Atom, by feedparser, to which only well-formed XML with few elements is given.

By itself feedparser takes time that grows with the square of a broken feed, and minutes for megabytes of one that is not.
"""

import html
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from onrecord.errors import InputError
from onrecord.reading.cleaning import line
from onrecord.reading.dates import parse
from onrecord.reading.decoding import beginning, decode
from onrecord.reading.drafts import Fields
from onrecord.reading.fetching.flattening import flattened
from onrecord.reading.fetching.fragments import line_of
from onrecord.reading.fetching.urls import is_url
from onrecord.reading.fetching.xml import tree_of

__all__ = ["MOST_ENTRIES", "Entry", "Feed", "feed_of", "looks_like_feed"]

MOST_ENTRIES = 500
"""Most entries of a feed that are read: its first ones, which are the newest."""

_ROOT = re.compile(r"<(?:rss|feed|(?:\w{1,40}:)?RDF|(?:\w{1,40}:)feed)(?=[\s>])")
_SKIPPED = re.compile(r"[\s\ufeff]*(?:<\?[^>]*>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>\s*)*", re.DOTALL | re.IGNORECASE)
_HOLD_HTML = ("title", "description", "summary", "content", "content:encoded")
_PAGE = re.compile(r"<html[\s>]", re.IGNORECASE)
_HEAD = 8192
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding=[\"']([\w.:-]{2,30})")
_SHORT_YEAR = re.compile(r"\b([0-9]{1,2}[ -][A-Za-z]{3,9}[ -])([0-9]{2})(?= )")
_INLINE = re.compile(r"</?(?:a|b|br|em|font|i|span|strong|sub|sup|u|wbr)\b[^<>]*>", re.IGNORECASE)
_PERIODS = {"hourly": 3600.0, "daily": 86400.0, "weekly": 604800.0, "monthly": 2592000.0, "yearly": 31536000.0}


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a feed.

    Attributes:
        id: What tells it from the other entries of its feed, also the next time.
        link: The page that it is about.
        fields: What the feed says of it.
        updated: When it was last changed; some feeds give nothing else.
        content: What the feed gives as its content, in HTML.
        summary: What the feed gives as its summary or description, in HTML.
    """

    id: str
    link: str | None
    fields: Fields
    updated: str | None
    content: str
    summary: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed.

    Attributes:
        title: Its name.
        entries: Its entries, in its order.
        every: How often it says that it changes, in seconds.
    """

    title: str | None
    entries: tuple[Entry, ...]
    every: float | None


def looks_like_feed(body: bytes, content_type: str = "") -> bool:
    """Whether an answer is a feed, by how it begins; where it begins with something else, also its type must say so."""
    text = beginning(body[:_HEAD])
    skipped = _SKIPPED.match(text)
    if _ROOT.match(text, skipped.end() if skipped else 0):
        return True
    return content_type.endswith(("xml", "rss", "atom", "rdf")) and not _PAGE.search(text) and _ROOT.search(text) is not None


def feed_of(body: bytes, url: str, name: str, charset: str | None = None) -> Feed:
    """Read a feed.

    Args:
        body: The feed.
        url: Where it was found; its links may be relative to that.
        name: What errors call it.
        charset: The encoding that the server declares.

    Raises:
        InputError: It is no feed, too large, or cannot be taken apart.
    """
    declared = _DECLARED.search(body, 0, 1024)
    tree = tree_of(decode(body, name, declared[1].decode("ascii") if declared else charset), _ROOT, name, html_in=_HOLD_HTML)
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": url}
    try:
        import feedparser  # noqa: PLC0415

        data = flattened(tree, MOST_ENTRIES, name)
        parsed: Any = feedparser.parse(io.BytesIO(data), response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    except InputError:
        raise
    except Exception as error:  # whatever a hostile feed does to a parser, others are still to be read
        raise InputError(f"the feed cannot be taken apart ({type(error).__name__})", name) from error
    atom = str(parsed.version).startswith("atom")
    return Feed(_title(parsed.feed, atom), tuple(_entries(parsed.entries, atom)), _every(parsed.feed))


def _entries(found: Iterable[Any], atom: bool) -> Iterable[Entry]:
    seen: set[str] = set()
    for entry in found:
        link = _text(entry, "link")
        link = link if link and is_url(link) else None
        content = max(map(_html, dict.get(entry, "content") or ()), key=len, default="")
        summary = _html(dict.get(entry, "summary_detail") or {})
        fields = Fields(title=_title(entry, atom), published=_date(entry, "published"), url=line(link), byline=tuple(_authors(entry)))
        key = _text(entry, "id") or link or f"{fields.title} {fields.published} {content or summary}"
        key = sha256(key.encode("utf-8", "replace")).hexdigest()[:16]
        if key not in seen and (link or content or summary):
            seen.add(key)
            yield Entry(key, link, fields, _date(entry, "updated"), content, summary)


def _text(found: Any, key: str) -> str | None:
    """A value, but not one of another key that feedparser would put in its place."""
    value = dict.get(found, key)
    return value.strip() or None if isinstance(value, str) else None


def _title(found: Any, atom: bool) -> str | None:
    # Only Atom says whether a title is HTML; of RSS, feedparser guesses it.
    text, kind = _text(found, "title"), (dict.get(found, "title_detail") or {}).get("type")
    literal = kind == "text/plain" and (atom or not _INLINE.search(text or ""))
    return line(text if literal else line_of(text))


def _html(detail: Any) -> str:
    """What an element holds as HTML; empty if it is something else, such as a picture."""
    kind, value = str(detail.get("type") or "text/html").lower(), str(detail.get("value") or "").strip()
    if kind == "text/plain":
        return "".join(f"<p>{html.escape(part)}</p>" for part in value.split("\n\n"))
    return value if kind in {"text/html", "application/xhtml+xml"} else ""


def _date(entry: Any, key: str) -> str | None:
    text = _text(entry, key)
    if text is None:
        return None
    # Years of two digits are those of RFC 822, on which RSS rests; RFC 5322 says which they are.
    return parse(text) or parse(_SHORT_YEAR.sub(lambda m: f"{m[1]}{20 if m[2] < '50' else 19}{m[2]}", text[:100]))


def _authors(entry: Any) -> Iterable[str]:
    seen: set[str] = set()
    for author in (dict.get(entry, "authors") or ())[:100]:
        name = line(line_of(str(author.get("name") or "")))
        if name and name not in seen and not is_url(name):
            seen.add(name)
            yield name


def _every(feed: Any) -> float | None:
    ttl = (_text(feed, "ttl") or "")[:6]
    if ttl.isascii() and ttl.isdecimal():
        return float(ttl) * 60
    period = _PERIODS.get((_text(feed, "sy_updateperiod") or "").lower())
    often = (_text(feed, "sy_updatefrequency") or "1")[:6]
    if period is None or not (often.isascii() and often.isdecimal()) or int(often) == 0:
        return None
    return period / int(often)
