"""URLs as inputs: a page is an article, a feed has one for each entry."""

import io
import re
from collections.abc import Callable, Iterator
from http import HTTPStatus
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from onrecord.errors import InputError, NotFetched
from onrecord.reading.columns import Columns
from onrecord.reading.decoding import beginning, decode
from onrecord.reading.drafts import Draft, Fields
from onrecord.reading.fetching.feeds import Entry, Feed, feed_of, looks_like_feed
from onrecord.reading.fetching.fetched import Fetched
from onrecord.reading.fetching.fetcher import retry_after
from onrecord.reading.fetching.fragments import text_of
from onrecord.reading.formats import choose
from onrecord.reading.page import declares_charset
from onrecord.reading.source import Source

__all__ = ["Fetch", "body_of", "draft_in_feed", "draft_of_entry", "draft_of_page", "drafts_of"]

Fetch = Callable[[str], Fetched]
"""What a `Fetcher` does."""

_WHOLE_CONTENT = 600
_WHOLE_SUMMARY = 1500
_CUT = re.compile(
    r"(?:…|\.\.\.|\[\s*(?:…|\.\.\.)\s*\]|\bcontinue reading"
    r"|\b(?:read|see|learn) (?:the )?(?:more|rest|full (?:story|article|report)))[\s.:»›→>\])]*\Z",
    re.IGNORECASE,
)
_HTML = frozenset({"text/html", "application/xhtml+xml"})
_XML = re.compile(r"[\s\ufeff]*<\?xml\b", re.IGNORECASE)
_PAGE = re.compile(r"<html[\s>]", re.IGNORECASE)
_ADVICE = {
    401: "it is not open to everybody; save the page from a browser",
    402: "it is not open to everybody; save the page from a browser",
    403: "the server does not give it to programs; save the page from a browser",
    404: "check the URL",
    410: "it is gone for good",
    429: "the server has had too many requests; try again later",
    451: "it is withheld for legal reasons",
}


def drafts_of(url: str, fetch: Fetch, format: str | None = None) -> Iterator[Draft | InputError]:
    """Fetch a URL and read what is there: a feed entry by entry, anything else as a file with this content would be.

    Args:
        url: The URL.
        fetch: Fetches it, and the pages of entries that have no full text.
        format: The name of a format; by default told from what is there.

    Raises:
        InputError: It cannot be fetched, or what is there cannot be read.
    """
    fetched = fetch(url)
    body = body_of(fetched)
    if format is None and looks_like_feed(body, fetched.content_type):
        feed = feed_of(body, fetched.final_url, url, fetched.charset)
        for number, entry in enumerate(feed.entries, 1):
            yield draft_of_entry(entry, feed, fetch, f"{url}, entry {number}")
        return
    yield from _of_file(fetched, format)


def body_of(fetched: Fetched) -> bytes:
    """The body of an answer that is not an error.

    Raises:
        NotFetched: It is one.
    """
    if fetched.ok:
        return fetched.body
    try:
        phrase = f" ({HTTPStatus(fetched.status).phrase})"
    except ValueError:
        phrase = ""
    problem = f"the answer is {fetched.status}{phrase}: {_ADVICE.get(fetched.status, 'try again later')}"
    raise NotFetched(problem, fetched.url, retry_after(fetched.headers))


def draft_of_entry(entry: Entry, feed: Feed, fetch: Fetch, name: str) -> Draft | InputError:
    """The draft of an entry of a feed.

    Its text is what the feed gives, if that is the whole of it; else that of the page that it links to.

    Args:
        entry: The entry.
        feed: Its feed.
        fetch: Fetches the page.
        name: What errors call it if it has no link.
    """
    return draft_in_feed(entry, feed, name) or draft_of_page(entry, feed, fetch)


def draft_in_feed(entry: Entry, feed: Feed, name: str) -> Draft | InputError | None:
    """The draft of an entry as its feed gives it; None where that is not the whole of it, and it links to a page."""
    name = entry.link or name
    try:
        content = text_of(entry.content, name)
        if _is_whole(content, _WHOLE_CONTENT):
            return Draft(name, content, _fields(entry, feed))
        summary = text_of(entry.summary, name)
        if _is_whole(summary, _WHOLE_SUMMARY):
            return Draft(name, summary, _fields(entry, feed))
    except InputError as error:
        return error
    return Draft(name, max(content, summary, key=len), _fields(entry, feed)) if entry.link is None else None


def draft_of_page(entry: Entry, feed: Feed, fetch: Fetch) -> Draft | InputError:
    """The draft of the page that an entry of a feed links to."""
    link = entry.link or ""
    try:
        fetched = fetch(link)
        if looks_like_feed(body_of(fetched), fetched.content_type):
            return InputError("the feed's entry links to another feed, not to an article", link)
        # A saved collection behind a link would be several articles under one title.
        found = next(_of_file(fetched, "html" if fetched.content_type in _HTML else None))
    except InputError as error:
        return error
    if isinstance(found, InputError):
        return found
    # The page knows its own address and outlet best; a link may be one of a counting service, and a feed's title is not the outlet's.
    page = found.fields
    byline = page.byline or entry.fields.byline
    mine = Fields(title=entry.fields.title, published=entry.fields.published, url=page.url or fetched.final_url, byline=byline)
    return Draft(link, found.text, mine.over(page).over(_fields(entry, feed)))


def _fields(entry: Entry, feed: Feed) -> Fields:
    return entry.fields.over(Fields(outlet=feed.title, published=entry.updated))


def _is_whole(text: str, least: int) -> bool:
    return len(text) >= least and not _CUT.search(text[-60:])


def _of_file(fetched: Fetched, format: str | None) -> Iterator[Draft | InputError]:
    head = beginning(fetched.body[:8192])
    if format is None and _XML.match(head) and not _PAGE.search(head):
        raise InputError("is XML that is neither a page nor a feed; give the URL of an article or of a feed", fetched.url)
    if format is None and fetched.content_type in _HTML:
        format = "html"
    suffix = PurePosixPath(urlsplit(fetched.final_url).path).suffix.lower()
    source = Source(io.BytesIO(_in_utf8(fetched)), fetched.url, suffix if suffix in {".json", ".jsonl", ".ndjson"} else "")
    for found in choose(source, format).read(source, Columns()):
        if isinstance(found, Draft):
            source.found_one()
            yield Draft(found.name, found.text, found.fields.over(Fields(url=fetched.final_url)))
        else:
            yield found


def _in_utf8(fetched: Fetched) -> bytes:
    """The body, decoded as the server says where neither it is UTF-8 nor says itself what it is in."""
    if fetched.charset is None or declares_charset(fetched.body):
        return fetched.body
    try:
        fetched.body.decode("utf-8")
    except UnicodeDecodeError:
        return decode(fetched.body, fetched.url, fetched.charset).encode("utf-8", "replace")
    return fetched.body
