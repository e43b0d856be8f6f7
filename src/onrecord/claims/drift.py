"""How the words of a statement changed from one report of it to another."""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.claims.changes import Change, ChangeKind
from onrecord.claims.changing import Marks
from onrecord.claims.comparing import Difference, compared
from onrecord.claims.comparing.alignment import Alignment
from onrecord.claims.comparing.contents import Content
from onrecord.claims.comparing.names import same_name
from onrecord.claims.comparing.stems import positive
from onrecord.claims.remarking import remarked
from onrecord.claims.reported import differences

__all__ = ["Change", "ChangeKind", "Drift", "drift"]

Span = tuple[int, int]
Edit = tuple[tuple[int, int], tuple[int, int]]

_HARMLESS = frozenset(["that", "the", "a", "an"])


@dataclass(frozen=True, slots=True)
class Drift:
    """The changes from one report of a statement to another.

    Attributes:
        changes: In the order of the earlier report.
        overlap: Share of the words with a meaning of the shorter report that the other has, too.
    """

    changes: tuple[Change, ...]
    overlap: float

    @property
    def material(self) -> tuple[Change, ...]:
        """The changes after which something else is said."""
        return tuple(c for c in self.changes if c.material)

    @property
    def verbatim(self) -> bool:
        """Whether no word was changed, though some may have been left out at the ends or at an ellipsis."""
        return all(c.kind == "trimmed" for c in self.changes)


def drift(
    before: str,
    after: str,
    *,
    speakers: tuple[str | None, str | None] = (None, None),
    denied: tuple[bool, bool] = (False, False),
    marks: Marks | None = None,
) -> Drift:
    """Compare two reports of one statement word by word.

    Args:
        before: The content of the earlier report.
        after: That of the later one.
        speakers: To whom each of them gives the words, one name for one speaker; None where that is not known.
        denied: Whether each of them says that its content was denied, so that a "not" may stand outside of it ("denied having known").
        marks: What the network marks in them (`onrecord.claims.changing`); without it, words and rules alone tell what matters.
    """
    comparison, alignment = compared(before, after)
    found = differences(comparison.differences, alignment, (before, after), denied)
    told = [_of(d, alignment, before, after) for d in found]
    changes = [*told, *(c for e in _edits(alignment) if (c := _edit(alignment, e, before, after, found)))]
    if marks is not None and changes:
        changes = remarked(changes, marks, alignment, (before, after), denied)
    changes.sort(key=lambda c: (c.before_span or (_place(alignment, c), -1), c.after_span or (-1, -1), c.kind))
    first, second = speakers
    if first and second and first != second:
        changes.insert(0, Change("speaker", first, second, None, None, not _one_speaker(first, second)))
    return Drift(tuple(changes), comparison.overlap)


def _one_speaker(before: str, after: str) -> bool:
    """Whether two names may be of one speaker, or the one is what the other wrote: "Lind's letter"."""
    return same_name(before.replace("'s", "").replace("’s", ""), after.replace("'s", "").replace("’s", ""))


def _of(d: Difference, alignment: Alignment, before: str, after: str) -> Change:
    kind: ChangeKind = "opposite" if d.kind == "negation" and _opposite(d, alignment) else d.kind
    a, b = (_whole(span, text) for span, text in ((d.a, before), (d.b, after)))
    return Change(kind, before[slice(*a)] if a else "", after[slice(*b)] if b else "", a, b, d.material)


def _opposite(d: Difference, alignment: Alignment) -> bool:
    """Whether a difference is of two words that say the opposite, neither of them made of the other as "unlawful" is."""
    for i in alignment.opposites:
        j = alignment.to_b[i]
        x, y = alignment.a.units[i], alignment.b.units[j]
        if (d.a, d.b) == ((x.start, x.end), (y.start, y.end)):
            return positive(x.word) != y.stem and positive(y.word) != x.stem
    return False


def _whole(span: Span | None, text: str) -> Span | None:
    """A span with all of the words at its ends: the "K" of "K471"."""
    if span is None:
        return None
    start, end = span
    while start > 0 and text[start].isalnum() and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def _edits(alignment: Alignment) -> Iterator[Edit]:
    """Stretches of units between pairs that stand only in one of the contents, or are others in each."""
    last = (-1, -1)
    for i, j in (*alignment.pairs, (len(alignment.a.units), len(alignment.b.units))):
        if i - last[0] > 1 or j - last[1] > 1:
            yield (last[0] + 1, i), (last[1] + 1, j)
        last = (i, j)


def _edit(alignment: Alignment, edit: Edit, before: str, after: str, known: tuple[Difference, ...]) -> Change | None:
    """An edit as a change; None for one that changes nothing, or that a difference tells already."""
    mine, theirs = edit
    a, b = alignment.a.span(*mine), alignment.b.span(*theirs)
    if _told(a, [d.a for d in known]) and _told(b, [d.b for d in known]):
        return None
    words = {u.word for c, e in ((alignment.a, mine), (alignment.b, theirs)) for u in c.units[e[0] : e[1]]}
    if not (a and b) and words <= _HARMLESS and (mine[0] == 0 or theirs[0] == 0):
        return None
    kind: ChangeKind = "trimmed" if not (a and b) and _trimmed(alignment, mine, theirs) else "other"
    return Change(kind, before[slice(*a)] if a else "", after[slice(*b)] if b else "", a, b, False)


def _told(span: Span | None, spans: list[Span | None]) -> bool:
    return span is None or any(s is not None and s[0] <= span[0] and span[1] <= s[1] for s in spans)


def _trimmed(alignment: Alignment, mine: Span, theirs: Span) -> bool:
    """Whether words are missing at an end of a content, or where it has an ellipsis."""
    if not alignment.pairs:
        return False
    content, at = (alignment.b, theirs[0]) if mine[0] < mine[1] else (alignment.a, mine[0])
    return at in {0, len(content.units)} or content.units[at].trimmed or _only_that(content, at)


def _only_that(content: Content, at: int) -> bool:
    return at == 1 and content.units[0].word in _HARMLESS


def _place(alignment: Alignment, change: Change) -> int:
    """Where in the earlier report a change belongs that only the later one has words for."""
    start = change.after_span[0] if change.after_span else 0
    return max((alignment.a.units[i].end for i, j in alignment.pairs if alignment.b.units[j].start < start), default=-1)
