"""HTML pages: the article of a page, without what stands around it.

Which part of a page is the article is trafilatura's business (Barbaresi 2021); a long paragraph that is repeated word for word
may be kept once.
"""

import re
from collections.abc import Iterator
from typing import Any

from onrecord.errors import EmptyInput, InputError
from onrecord.reading.cleaning import clean, line
from onrecord.reading.columns import Columns
from onrecord.reading.dates import parse
from onrecord.reading.decoding import decode
from onrecord.reading.drafts import Draft, Fields, Format
from onrecord.reading.metadata import drop_others, fields_of
from onrecord.reading.quiet import quiet
from onrecord.reading.source import Source

__all__ = ["FORMAT", "LARGEST_PAGE", "declares_charset", "draft", "draft_of"]

LARGEST_PAGE = 20_000_000
"""Most bytes of a page."""

MOST_ELEMENTS = 30_000
"""Most elements of a page; the longest reports and live pages have a few thousand."""

MOST_SIBLINGS = 3_000
"""Most elements inside one other, such as the paragraphs of an article or the links of a paragraph. Taking out the text between
them takes time that grows with the square of their number."""

_TAG = "html|head|body|article|main|section|header|div|p|h1|meta|link|title|script|style|base"
_SKIPPED = re.compile(r"(?:\s++|<\?[^>]*+>|<!--(?:[^-]++|-(?!->))*+-->)*+")
_PAGE = re.compile(rf"<(?:!doctype\s++html|(?:{_TAG})(?=[\s>/]))", re.IGNORECASE)
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]{2,30})|<\?xml[^>]{0,200}?encoding=[\"']([\w-]{2,30})", re.IGNORECASE
)
_ITEM = "- "


def _looks_like(beginning: str) -> bool:
    skipped = _SKIPPED.match(beginning)
    return _PAGE.match(beginning, skipped.end() if skipped else 0) is not None


def _read(source: Source, _: Columns) -> Iterator[Draft | InputError]:
    yield draft(source.whole(LARGEST_PAGE), source.name)


def declares_charset(data: bytes) -> bool:
    """Whether a page says itself in which encoding it is."""
    return _CHARSET.search(data, 0, 4096) is not None


def draft(data: bytes, name: str, charset: str | None = None) -> Draft:
    """The draft of the article of a page.

    Args:
        data: The page.
        name: What errors call it.
        charset: The encoding that it was sent in, where that is known; else the page may say it itself.

    Raises:
        EmptyInput: There is no article in it.
        InputError: It cannot be decoded or taken apart.
    """
    if charset is None and (said := _CHARSET.search(data, 0, 4096)):
        charset = (said[1] or said[2]).decode("ascii", "ignore")
    return draft_of(decode(data, name, charset), name)


def draft_of(html: str, name: str) -> Draft:
    """The draft of the article of a page, or of a piece of one.

    Raises:
        EmptyInput: There is no article in it.
        InputError: It is too vast, or cannot be taken apart.
    """
    # The parser takes a lone fragment for no page at all; control characters and surrogates it does not take either.
    html = clean(html)
    if not re.search(r"<html[\s>]", html[:20_000], re.IGNORECASE):
        html = f"<html><body>{html}</body></html>"
    import trafilatura  # noqa: PLC0415  takes a third of a second

    try:
        with quiet("trafilatura", "htmldate"):
            tree = trafilatura.load_html(html)
            if tree is None:
                raise EmptyInput("there is no article in the page", name)
            _refuse_vast(tree, name)
            drop_others(tree)
            fields = fields_of(tree)
            document: Any = trafilatura.bare_extraction(
                tree,
                include_comments=False,
                with_metadata=True,
                date_extraction_params={"original_date": True, "extensive_search": False},
            )
    except InputError:
        raise
    except Exception as error:  # whatever a hostile page does to a parser, other inputs are still to be read
        raise InputError(f"the page cannot be taken apart ({type(error).__name__}); give its text instead", name) from error
    text = document.text if document is not None else None
    if not text or text.isspace():
        raise EmptyInput("there is no article text in the page; if it is loaded by a script, save the page from a browser", name)
    return Draft(name, _paragraphs(text), fields.over(_guessed(document)))


def _refuse_vast(tree: Any, name: str) -> None:
    for number, element in enumerate(tree.iter(), 1):
        if number > MOST_ELEMENTS or len(element) > MOST_SIBLINGS:
            problem = f"is a page of over {MOST_ELEMENTS:,} elements, or {MOST_SIBLINGS:,} in one place; give the text of the article alone"
            raise InputError(problem, name)


def _paragraphs(text: str) -> str:
    """Lines to paragraphs with a blank line between them; the items of a list stay together."""
    out: list[str] = []
    for paragraph in filter(str.strip, text.split("\n")):
        if out:
            out.append("\n" if paragraph.startswith(_ITEM) and out[-1].startswith(_ITEM) else "\n\n")
        out.append(paragraph)
    return "".join(out)


def _guessed(document: Any) -> Fields:
    """What trafilatura finds by itself, from the looks of the page."""
    return Fields(
        title=line(document.title),
        outlet=line(document.sitename),
        published=parse(document.date or ""),
        url=line(document.url),
        byline=tuple(filter(None, map(line, (document.author or "").split(";")))),
    )


FORMAT = Format(name="html", suffixes=(".html", ".htm", ".xhtml"), looks_like=_looks_like, read=_read)
