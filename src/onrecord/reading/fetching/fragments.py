"""Pieces of HTML, such as the entries of feeds have, as text without any markup."""

import re
from typing import Any

from onrecord.errors import InputError
from onrecord.reading.page import draft_of

__all__ = ["line_of", "text_of"]

_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "br", "caption", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "h1"),
        *("h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul"),
    )
)
_SILENT = frozenset(("script", "style", "noscript", "template", "iframe", "object", "svg", "form", "button", "head", "title"))
_MARKUP = re.compile(r"<[a-zA-Z/!]|&[a-zA-Z#]")
_SHORT = 1000
_LONGEST_LINE = 4000
_END = "\n"


def text_of(html: str, name: str) -> str:
    """The text of a piece of HTML, its paragraphs apart by blank lines.

    The reader of pages does it, except where it takes most of the text for what stands around articles, and where there is so little
    text that it would not look at how that is built.

    Args:
        html: The piece, which may also be plain text.
        name: What errors call it.
    """
    everything = _everything(html)
    if len(everything) < _SHORT:
        return everything
    try:
        found = draft_of(f"<html><body><article>{html}</article></body></html>", name).text
    except InputError:
        return everything
    found = found.strip()
    return found if 2 * len(found.split()) >= len(everything.split()) else everything


def line_of(html: str | None) -> str | None:
    """A piece of HTML, such as a title, on one line; what has no markup stays as it is."""
    if not html or not _MARKUP.search(html[:_LONGEST_LINE]):
        return html or None
    return " ".join(_everything(html[:_LONGEST_LINE]).split()) or None


def _everything(html: str) -> str:
    from lxml import etree  # noqa: PLC0415
    from lxml.html import HTMLParser, document_fromstring  # noqa: PLC0415

    parser = HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        tree: Any = document_fromstring(f"<html><body><div>{html}</div></body></html>".encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    pieces: list[str] = []
    silent = 0
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        hidden = element.tag in _SILENT
        if event == "start":
            silent += hidden
            pieces += [_END] * (element.tag in _BLOCKS)
            text = element.text
        else:
            silent -= hidden
            pieces += [_END] * (element.tag in _BLOCKS)
            text = element.tail
        if text and not silent:
            pieces.append(" ".join(f"|{text}|".split())[1:-1])
    lines = (" ".join(line.split()) for line in "".join(pieces).split(_END))
    return "\n\n".join(filter(None, lines))
