"""An article's text in paragraphs and pieces: each lies under the same attributions throughout, and knows where in the text it begins.

Offsets are code points of the article's text. What stands on the page is not always that text: characters that hide or command are shown
by others, and numbers stand between the words. So each piece carries its offset, and a script can tell what somebody has selected.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from onrecord.exporting.segments import segments
from onrecord.exporting.views import hint_of
from onrecord.exporting.visible import visible
from onrecord.model import Article, Reading

__all__ = ["Paragraph", "Piece", "ends_of", "heading_of", "paragraphs"]

_BREAK = re.compile(r"\n[ \t]*\n\s*")
_MOST_UNSEEN = 2_000
"""Hidden characters that have a piece of their own; a text that is made of them alone would be too large a page."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text.

    Attributes:
        text: Its characters.
        start: Where it begins.
        end: Where it ends.
        exact: Whether as many characters are shown as there are.
        classes: How it is drawn.
        roles: What it is to which attribution, the outermost first: ``3:content 4:source``.
        hint: Who is meant by it.
        closed: Numbers of the attributions that are to be set before it.
    """

    text: str
    start: int
    end: int
    exact: bool = True
    classes: str = ""
    roles: str = ""
    hint: str = ""
    closed: tuple[int, ...] = ()


@dataclass(slots=True)
class Paragraph:
    """Pieces up to an empty line."""

    pieces: list[Piece] = field(default_factory=list)


def heading_of(article: Article) -> str:
    """The headline of an article, or its first words."""
    if article.title:
        return article.title
    words = " ".join(itertools.islice(article.text[:2000].split(), 12))
    return words[:90] + "…" if words else "Untitled"


def ends_of(reading: Reading) -> dict[int, tuple[str, int]]:
    """Where each attribution's number stands in the text: after its content, else its source, else its cue."""
    places = {}
    length = len(reading.article.text)
    for number, a in enumerate(reading.attributions, start=1):
        for role, excerpt in (("content", a.content), ("source", a.source), ("cue", a.cue)):
            ends = [e for s, e in (excerpt.spans if excerpt else ()) if 0 <= s < e <= length]
            if ends:
                places[number] = (role, max(ends))
                break
    return places


def paragraphs(reading: Reading) -> list[Paragraph]:
    """The text of an article with what is marked in it."""
    text = reading.article.text
    breaks = [m.span() for m in _BREAK.finditer(text)]
    ends, hints = ends_of(reading), {n: hint_of(a) for n, a in enumerate(reading.attributions, start=1)}
    out, at, unseen, b = [Paragraph()], 0, 0, 0
    for segment in segments(reading):
        closed = tuple(dict.fromkeys(m.number for m in segment.closed if ends.get(m.number) == (m.role, m.end)))
        if closed:
            out[-1].pieces.append(Piece("", at, at, closed=closed))
        contents = sum(m.role == "content" for m in segment.marks)
        classes = [role for role in ("source", "cue", "content") if any(m.role == role for m in segment.marks)]
        classes += ["d1"] if contents == 1 else ["d2"] if contents == 2 else ["d3"] if contents > 2 else []
        named = "; ".join(dict.fromkeys(hints[m.number] for m in segment.marks if m.role == "source" and hints[m.number]))
        how = (" ".join(classes), " ".join(f"{m.number}:{m.role}" for m in segment.marks), named)
        end = at + len(segment.text)
        while at < end:
            while b < len(breaks) and breaks[b][1] <= at:
                b += 1
            if b < len(breaks) and breaks[b][0] <= at:
                if out[-1].pieces and any(p.text for p in out[-1].pieces):
                    out.append(Paragraph())
                at = min(end, breaks[b][1])
                continue
            stop = min(end, breaks[b][0]) if b < len(breaks) else end
            for piece in _exactly(text[at:stop], at, *how, most=_MOST_UNSEEN - unseen):
                unseen += bool(piece.classes.endswith("unseen"))
                out[-1].pieces.append(piece)
            at = stop
    return [p for p in out if p.pieces]


def _exactly(text: str, start: int, classes: str, roles: str, hint: str, *, most: int) -> Iterator[Piece]:
    """Pieces in which each character stands for itself, but for those of hidden ones alone."""
    if visible(text, page=True) == text:
        yield Piece(text, start, start + len(text), True, classes, roles, hint)
    else:
        at = cut = 0
        while at < len(text):
            if cut >= most:
                yield Piece(text[at:], start + at, start + len(text), False, classes, roles, hint)
                return
            hidden = visible(text[at], page=True) != text[at]
            end = at + 1
            while end < len(text) and (visible(text[end], page=True) != text[end]) == hidden:
                end += 1
            own = f"{classes} unseen".strip() if hidden else classes
            yield Piece(text[at:end], start + at, start + end, not hidden, own, roles, hint)
            at, cut = end, cut + hidden
