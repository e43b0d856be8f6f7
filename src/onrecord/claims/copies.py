"""Copies: articles and passages of two outlets that are one text.

An article is a copy where most of the words of the shorter one's body stand in the other in the same order, so that a cut last paragraph,
a new headline, a changed sentence or an own first paragraph do not hide it. A passage is a copy where two sentences, or 25 words in a
row, are nearly the same, or were edited (`onrecord.claims.reworked`). What is quoted from a speaker counts for little in either
(`onrecord.claims.verifying`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from onrecord.claims.aligning import Run, Stretch, clusters, runs, stretch
from onrecord.claims.credits import credited, credits_of, supplies
from onrecord.claims.reworked import reworked
from onrecord.claims.said import Told
from onrecord.claims.times import before
from onrecord.claims.verifying import is_passage, is_standing, whole
from onrecord.claims.wording import Wording, wording
from onrecord.model import Span

__all__ = ["Copy", "Scope", "Text", "compare", "text_of"]

Scope = Literal["article", "passage"]
Reason = Literal["time", "credit", "unknown"]

_REST = 8
"""Words at the end of a sentence, or at its beginning, that are counted to a passage although they differ."""

_NEXT, _BETWEEN, _MOSTLY = 3, 30, 0.6
"""Words that may stand between two parts of one passage in the one text and in the other, and the share of all that must be the same."""

_OPENING, _CLOSING = '"“„‘«([', '.!?…"”’»)],;'


@dataclass(frozen=True, slots=True)
class Copy:
    """Two articles that are one text, wholly or in a passage.

    Attributes:
        of: Key of the article where the text was first.
        copy: Key of the article that has it from there; from elsewhere, where `directed` is false.
        scope: ``article`` or ``passage``.
        of_span: Where the text stands in the first article: from its first to its last word there, whole sentences where few words differ.
        copy_span: Where it stands in the second.
        similarity: Share of the words that are the same between the first and the last word of the text, from 0 to 1; where a passage was
            edited, words with another ending are the same, and so are figures and the words for them.
        share: Share of the shorter article's body that is in both, from 0 to 1.
        edits: Words of the copy that do not stand in the other article, and words left out between others: the fewer, the likelier it was
            made from this one.
        directed: Whether it is known which was first; otherwise `of` has the smaller key.
        reason: What tells: ``time``, ``credit`` or ``unknown``.
    """

    of: str
    copy: str
    scope: Scope
    of_span: Span
    copy_span: Span
    similarity: float
    share: float
    edits: int
    directed: bool
    reason: Reason


@dataclass(frozen=True, slots=True)
class Text:
    """An article ready for comparison.

    Attributes:
        words: The words of its body.
        credits: Whom it credits.
    """

    words: Wording
    credits: tuple[str, ...]

    @property
    def told(self) -> Told:
        """The article."""
        return self.words.told


def text_of(told: Told, quoted: Sequence[Span] = ()) -> Text:
    """Make an article ready for comparison.

    Args:
        told: The article.
        quoted: Contents of its direct quotations, where they are known; quotation marks are found anyway.
    """
    return Text(wording(told, quoted), credits_of(told))


def compare(a: Text, b: Text) -> tuple[Copy, ...]:
    """What two articles have copied of one another: nothing, the article, or passages in the order of the first.

    The answer does not depend on which of the two comes first.

    Args:
        a: One article.
        b: Another.
    """
    if a.told.key == b.told.key:
        return ()
    if b.told.key < a.told.key:
        a, b = b, a
    found = runs(a.words.ids, b.words.ids)
    line = whole(a.words, b.words, found)
    if line:
        return (_copy(a, b, "article", stretch(line)),)
    return tuple(sorted((_copy(a, b, "passage", part) for part in _passages(a.words, b.words, found)), key=lambda c: c.of_span))


def _passages(a: Wording, b: Wording, found: list[Run]) -> list[Stretch]:
    """The passages of which few words differ, and those that were edited; one that was edited holds what of it was not."""
    out = [stretch(c) for c in clusters(found) if is_passage(a, b, c)]
    for passage in (s for s in reworked(a, b, found) if not is_standing(a, b, s)):
        within = [s for s in out if passage.meets(s)]
        if all(s.lies_in(passage) for s in within) and not any(passage.lies_in(s) for s in within):
            out = [s for s in out if s not in within] + [passage]
    return _joined(out)


def _joined(found: list[Stretch]) -> list[Stretch]:
    """Passages as one that follow one another in one text, and after no more than a sentence in the other: it was left out, or put in."""
    out: list[Stretch] = []
    for part in sorted(found, key=lambda s: (s.a, s.b)):
        last = out[-1] if out else None
        if last:
            fewer, more = sorted((part.a - last.end_a, part.b - last.end_b))
            both = Stretch(last.a, part.end_a, last.b, part.end_b, last.same + part.same)
            mostly = both.same >= _MOSTLY * max(both.end_a - both.a, both.end_b - both.b)
            if 0 <= fewer <= _NEXT and more <= _BETWEEN and mostly:
                out[-1] = both
                continue
        out.append(part)
    return out


def _copy(a: Text, b: Text, scope: Scope, part: Stretch) -> Copy:
    shared, length_a, length_b = part.same, part.end_a - part.a, part.end_b - part.b
    first, reason = _direction(a, b, scope)
    spans = _span(a.words, part.a, length_a), _span(b.words, part.b, length_b)
    backwards = first is False
    kept, other = (length_a, length_b) if backwards else (length_b, length_a)
    if scope == "article":
        kept = len(a.words if backwards else b.words)
    return Copy(
        of=(b if backwards else a).told.key,
        copy=(a if backwards else b).told.key,
        scope=scope,
        of_span=spans[backwards],
        copy_span=spans[not backwards],
        similarity=round(shared / max(length_a, length_b), 4),
        share=round(shared / min(len(a.words), len(b.words)), 4),
        edits=kept - shared + other - shared,
        directed=first is not None,
        reason=reason,
    )


def _direction(a: Text, b: Text, scope: Scope) -> tuple[bool | None, Reason]:
    """Whether `a` was first, and what tells.

    Time tells, unless the one that seems to be later is credited by the other with the whole text: agencies put theirs on their own
    pages later than their customers.
    """
    by_a, by_b = credited(a.credits, b.told.outlet), credited(b.credits, a.told.outlet)
    earlier = before(a.told.published, b.told.published)
    if scope == "article" and by_a != by_b and earlier is not by_b:
        return by_b, "credit"
    if earlier is not None:
        return earlier, "time"
    if by_a != by_b:
        return by_b, "credit"
    if supplies(a.told.outlet) != supplies(b.told.outlet):
        return supplies(a.told.outlet), "credit"
    return None, "unknown"


def _span(words: Wording, at: int, length: int) -> Span:
    """Where some words stand, with the marks that belong to them, and the rest of a sentence that is there but for a few words."""
    first, last = at, at + length - 1
    begin, end = _sentence(words, first)
    if 2 * (first - begin) <= end - begin and first - begin <= _REST:
        first = begin
    begin, end = _sentence(words, last)
    if 2 * (end - 1 - last) <= end - begin and end - 1 - last <= _REST:
        last = end - 1
    text, start, stop = words.told.text, int(words.starts[first]), int(words.ends[last])
    while start > 0 and text[start - 1] in _OPENING:
        start -= 1
    while stop < len(text) and text[stop] in _CLOSING:
        stop += 1
    return start, stop


def _sentence(words: Wording, i: int) -> tuple[int, int]:
    """The first word of a word's sentence, and the one after its last."""
    number = words.sentence[i]
    return int(np.searchsorted(words.sentence, number, side="left")), int(np.searchsorted(words.sentence, number, side="right"))
