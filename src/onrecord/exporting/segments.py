"""Cut a text where the words of its attributions begin and end, however they nest and overlap."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from onrecord.model import Attribution, Excerpt, Reading

__all__ = ["Mark", "Segment", "numbers", "segments"]

Role = Literal["source", "cue", "content"]


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """One stretch of the words of one attribution.

    Attributes:
        start: Where it begins, in code points.
        end: Where it ends.
        number: Which attribution of the reading, from 1.
        role: What the words are to it.
    """

    start: int
    end: int
    number: int
    role: Role


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the text that the same marks cover throughout.

    Attributes:
        text: Its characters; empty only where marks are closed at the end of the text.
        marks: What covers it, the outermost first.
        opened: Marks that begin with it, the outermost first.
        closed: Marks that end just before it, the innermost first.
    """

    text: str
    marks: tuple[Mark, ...]
    opened: tuple[Mark, ...]
    closed: tuple[Mark, ...]


def numbers(reading: Reading) -> dict[str, int]:
    """The number, from 1, under which each attribution is shown, by id."""
    return {a.id: i for i, a in enumerate(reading.attributions, start=1)}


def segments(reading: Reading) -> Iterator[Segment]:
    """The whole text in pieces, in order; the pieces joined are the text."""
    text = reading.article.text
    opened: dict[int, list[Mark]] = defaultdict(list)
    closed: dict[int, list[Mark]] = defaultdict(list)
    for number, attribution in enumerate(reading.attributions, start=1):
        for mark in _marks(attribution, number, len(text)):
            opened[mark.start].append(mark)
            closed[mark.end].append(mark)
    cuts = sorted({0, len(text), *opened, *closed})
    live: list[Mark] = []
    for i, cut in enumerate(cuts):
        ending = sorted(closed[cut], key=lambda m: (-m.start, -_rank(m), -m.number))
        starting = sorted(opened[cut], key=lambda m: (-m.end, _rank(m), m.number))
        live = [m for m in live if m.end > cut] + starting
        end = cuts[i + 1] if i + 1 < len(cuts) else cut
        if cut < end or ending:
            marks = sorted(live, key=lambda m: (m.start, -m.end, _rank(m), m.number))
            yield Segment(text[cut:end], tuple(marks), tuple(starting), tuple(ending))


def _rank(mark: Mark) -> int:
    return ("content", "source", "cue").index(mark.role)


def _marks(attribution: Attribution, number: int, length: int) -> Iterator[Mark]:
    excerpts: tuple[tuple[Role, Excerpt | None], ...] = (
        ("source", attribution.source),
        ("cue", attribution.cue),
        ("content", attribution.content),
    )
    for role, excerpt in excerpts:
        for start, end in excerpt.spans if excerpt else ():
            if 0 <= start < end <= length:  # a reading made by hand may point outside its text
                yield Mark(start, end, number, role)
