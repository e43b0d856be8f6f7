"""XML from elsewhere: repaired as far as it can be, without entities, without asking for anything, and bounded."""

import html
import re
from typing import Any

from onrecord.errors import InputError
from onrecord.reading.cleaning import clean

__all__ = ["MOST_XML_ELEMENTS", "tree_of"]

MOST_XML_ELEMENTS = 200_000
"""Most elements of a feed or a list of feeds."""

_LARGEST = 10_000_000
_LONGEST_TAG = 50_000
_CDATA = re.compile(r"(<!\[CDATA\[.*?(?:\]\]>|\Z))", re.DOTALL)
_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6});)(?:([a-zA-Z][a-zA-Z0-9]{1,31});)?")
_PREFIX = re.compile(r"(?<=[</\s])([A-Za-z_][\w.-]{0,40}):(?=[A-Za-z_])")
_DECLARED = re.compile(r"xmlns:([\w.-]{1,41})\s*=")
_KNOWN = {
    "content": "http://purl.org/rss/1.0/modules/content/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "atom": "http://www.w3.org/2005/Atom",
    "sy": "http://purl.org/rss/1.0/modules/syndication/",
    "media": "http://search.yahoo.com/mrss/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
}


def tree_of(text: str, root: re.Pattern[str], name: str, *, html_in: tuple[str, ...] = ()) -> Any:
    """Parse XML from its root element on.

    What stands before it (a declaration, a DOCTYPE with its entities, the warnings of a broken server) is passed over. Unknown entities
    and bare ampersands are taken literally, prefixes without a namespace are given one, and of what is cut off or badly nested the
    parser makes the best.

    Args:
        text: The document.
        root: Matches the beginning of its root element: ``<``, the name, and what must follow it.
        name: What errors call it.
        html_in: Elements that may hold HTML; where it is not escaped and not well-formed, they hold it as a text.

    Returns:
        The root as an lxml element.

    Raises:
        InputError: It is too large, has no such root or cannot be parsed.
    """
    from lxml import etree  # noqa: PLC0415

    if len(text) > _LARGEST:
        raise InputError(f"is longer than {_LARGEST:,} characters, the most that is read of a feed or a list of feeds", name)
    begins = root.search(text)
    if begins is None:
        raise InputError("is neither a feed nor a list of feeds; check the URL", name)
    text = clean(text[begins.start() :])
    pieces = _CDATA.split(text)
    if sum(piece.count("<") for piece in pieces[::2]) > 2 * MOST_XML_ELEMENTS:
        raise InputError(f"has more than {MOST_XML_ELEMENTS:,} elements; no feed has", name)
    if any(map(_is_endless, (tag for piece in pieces[::2] for tag in piece.split("<")[1:]))):
        raise InputError(f"has a tag of more than {_LONGEST_TAG:,} characters; no feed has", name)
    pieces[::2] = [_AMPERSAND.sub(_literal, piece) for piece in pieces[::2]]
    text = _with_namespaces("".join(pieces), begins[0])
    options = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False, "remove_comments": True}
    try:
        return etree.fromstring(text.encode("utf-8", "replace"), etree.XMLParser(**options))
    except (etree.XMLSyntaxError, ValueError):
        pass
    for element in html_in:
        text = _wrapped(text, element)
    try:
        tree = etree.fromstring(text.encode("utf-8", "replace"), etree.XMLParser(recover=True, **options))
    except (etree.XMLSyntaxError, ValueError):
        tree = None
    if tree is None:
        raise InputError("is XML that cannot be taken apart", name)
    return tree


def _wrapped(text: str, element: str) -> str:
    """The text with what such elements hold in CDATA sections, where that has markup in it."""
    opening, closing = re.compile(rf"<{element}(?:\s[^<>]*)?(?<!/)>"), f"</{element}>"
    pieces: list[str] = []
    at = 0
    while begins := opening.search(text, at):
        ends = text.find(closing, begins.end())
        if ends < 0:
            break
        inside = text[begins.end() : ends]
        pieces.append(text[at : begins.end()])
        pieces.append(f"<![CDATA[{inside}]]>" if "<" in inside and "]]>" not in inside else inside)
        at = ends
    return "".join(pieces) + text[at:]


def _is_endless(tag: str) -> bool:
    return len(tag) > _LONGEST_TAG and ">" not in tag[:_LONGEST_TAG]


def _literal(match: re.Match[str]) -> str:
    """An entity that XML does not know by itself as the character that it is in HTML; everything else as it stands there."""
    if match[1]:
        character = html.unescape(match[0])
        if character != match[0] and not set(character) & set("<>&"):
            return character
    return "&amp;" + match[0][1:]


def _with_namespaces(text: str, root: str) -> str:
    declared = set(_DECLARED.findall(text))
    missing = sorted(set(_PREFIX.findall(text)) - declared - {"xml", "xmlns"})[:100]
    if not missing:
        return text
    at = root.rstrip(">").rstrip()
    names = "".join(f' xmlns:{prefix}="{_KNOWN.get(prefix, "urn:unknown:" + prefix)}"' for prefix in missing)
    return at + names + text[len(at) :]
