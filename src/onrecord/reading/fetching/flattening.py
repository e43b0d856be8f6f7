"""Flattening: a feed's XML with what its elements hold in HTML as one piece of text each.

feedparser takes long for each element and each reference inside of a text; what it is to tell apart are the parts of an entry.
"""

import html
import re
from hashlib import sha256
from typing import Any

from onrecord.errors import InputError
from onrecord.reading.fetching.urls import is_url

__all__ = ["flattened"]

_MOST_PARTS = 40_000
_HTML = frozenset(("title", "description", "summary", "encoded", "content", "body", "tagline", "subtitle"))
_EMAIL = re.compile(r"\s*<?\b[\w.+-]{1,64}@[\w.-]{1,255}>?(?:\s*\(([^()]*)\)\s*\Z)?\s*")
_XHTML = "{http://www.w3.org/1999/xhtml}"
_MEDIA = "{http://search.yahoo.com/mrss/}"


def flattened(tree: Any, most_entries: int, name: str) -> bytes:
    """A feed as XML in UTF-8, its first entries only; the tree is changed.

    Args:
        tree: The root, as an lxml element.
        most_entries: How many entries are kept.
        name: What errors call the feed.

    Raises:
        InputError: Something else than entries is without end in it.
    """
    from lxml import etree  # noqa: PLC0415

    entries = [element for element in tree.iter(etree.Element) if _local(element) in {"item", "entry"}]
    for element in entries[most_entries:]:
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    for element in list(tree.iter(etree.Element)):
        if _holds_html(element):
            _flatten(element, etree)
    for number, element in enumerate(tree.iter(etree.Element), 1):
        if element.text and "@" in element.text and _local(element) in {"author", "creator", "contributor", "name"}:
            # "desk@post.example (Ada Brook)", as RSS has it, which feedparser splits in the middle of a long top-level domain
            element.text = _EMAIL.sub(lambda match: f" {match[1] or ''} ", element.text[:1000]).strip()
        if element.text and _local(element) in {"guid", "id"} and not is_url(element.text.strip()):
            # feedparser takes any other for an address relative to the feed's own, which may change, or leaves it out.
            element.text = "http://id.invalid/" + sha256(element.text.strip().encode("utf-8", "replace")).hexdigest()
            element.set("isPermaLink", "false")
        if number > _MOST_PARTS:
            raise InputError(f"has more than {_MOST_PARTS:,} parts; no feed has", name)
        if element.text and ("<" in element.text or "&" in element.text) and "]]>" not in element.text:
            element.text = etree.CDATA(element.text)
    return bytes(etree.tostring(tree, encoding="utf-8"))


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2].lower()


def _holds_html(element: Any) -> bool:
    if not len(element) or _local(element) not in _HTML or element.tag.startswith(_MEDIA):
        return False
    # What stands inside of a piece that was flattened is no longer in the tree, and of the feed itself only entries matter.
    above = element.getparent()
    return above is not None and _local(above) in {"item", "entry", "channel", "feed"}


def _flatten(element: Any, etree: Any) -> None:
    pieces = [html.escape(element.text or "", quote=False)]
    for child in element.iterdescendants(etree.Element):
        if child.tag.startswith(_XHTML):
            child.tag = child.tag[len(_XHTML) :]
    for child in element:
        if isinstance(child.tag, str):
            pieces.append(etree.tostring(child, encoding="unicode", method="html", with_tail=False))
        pieces.append(html.escape(child.tail or "", quote=False))
    for child in list(element):
        element.remove(child)
    element.text = "".join(pieces)
    if element.get("type") is not None:
        element.set("type", "html")
