"""The changes between two reports of one statement, weighed by what the network marks in them.

What a rule finds where the network sees nothing of the kind is another wording; what the network is sure of and no rule knows is a change.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from onrecord.claims.changes import Change
from onrecord.claims.changing import KINDS, Mark, Marks
from onrecord.claims.comparing.alignment import Alignment

__all__ = ["remarked"]

_DOUBTED = 0.2
"""The network's probability below which what a rule finds is only another wording."""

_SURE = 0.8
"""That from which what no rule knows is a change."""

_SURE_ALONE = 0.99
"""The same where only one of the reports has words for it: mostly that is detail which was left out."""

_DETAIL = frozenset(["before", "after", "during", "since", "by", "on", "at", "in", "near", "from"])
"""What begins a detail of when or where; that it was left out changes nothing."""

_NEXT_TO = 2
"""Words that both reports have between words of theirs that one change is made of."""

_APART = 2
"""Words between two marked ones of one kind that are one change all the same."""

Span = tuple[int, int]


@dataclass(slots=True)
class _Words:
    """Words in a row that the network marks, or nearly so.

    Attributes:
        span: Their characters.
        kinds: What speaks for each kind.
        new: Whether one of them has no counterpart in the other report.
        sure: How sure the network is of that of which it is surest.
    """

    span: Span
    kinds: tuple[float, ...]
    new: bool
    sure: float

    @property
    def kind(self) -> str:
        return KINDS[max(range(len(KINDS)), key=lambda k: (self.kinds[k], -k))]

    def joined(self, other: "_Words") -> "_Words":
        kinds = tuple(x + y for x, y in zip(self.kinds, other.kinds, strict=True))
        return _Words((self.span[0], other.span[1]), kinds, self.new or other.new, max(self.sure, other.sure))


def remarked(
    changes: Sequence[Change], marks: Marks, alignment: Alignment, texts: tuple[str, str], denied: tuple[bool, bool] = (False, False)
) -> list[Change]:
    """Changes as the network sees them, in no order.

    Args:
        changes: Those that a comparison of the words finds.
        marks: What the network marks.
        alignment: Which words of the two reports go together.
        texts: The contents of both reports.
        denied: Whether each of them says that its content was denied, so that a "not" may stand outside of it.
    """
    kept = [replace(c, kind="other", material=False) if c.material and _doubted(c, marks) else c for c in changes]
    told = [c for c in kept if c.material]
    mine = _left(_marked(marks[0], texts[0], _same(alignment)), (c.before_span for c in told))
    theirs = _left(_marked(marks[1], texts[1], _same(alignment.mirrored)), (c.after_span for c in told))
    if denied[0] != denied[1]:
        mine, theirs = ([w for w in side if w.kind != "negation"] for side in (mine, theirs))
    new = list(_paired(mine, theirs, texts, alignment))
    return [c for c in kept if c.material or not any(_covers(n, c) for n in new)] + new


def _doubted(change: Change, marks: Marks) -> bool:
    """Whether the network sees no change at the place of one; other figures, and other units of the same, are one, whatever it sees."""
    if change.kind == "speaker" or _other_figures(change) or _other_units(change):
        return False
    sides = zip(marks, (change.before_span, change.after_span), strict=True)
    return max((m.sure for side, span in sides for m in side if _touch((m.start, m.end), span)), default=1.0) < _DOUBTED


def _other_figures(change: Change) -> bool:
    one, other = ("".join(c for c in words if c.isdigit()) for words in (change.before, change.after))
    return bool(one and other) and one != other


def _other_units(change: Change) -> bool:
    one, other = ("".join(c for c in words if c.isdigit()) for words in (change.before, change.after))
    return change.kind == "number" and bool(one) and one == other


def _same(alignment: Alignment) -> list[Span]:
    """Where the words of the first report stand that the second has, too."""
    a, b = alignment.a.units, alignment.b.units
    return [(a[i].start, a[i].end) for i, j in alignment.to_b.items() if a[i].stem == b[j].stem]


def _left(words: Iterable[_Words], told: Iterable[Span | None]) -> list[_Words]:
    """Marked words that stand in no change that is known, and are more than words that both reports have."""
    known = list(told)
    return [w for w in words if w.new and not any(_touch(w.span, span) for span in known)]


def _marked(marks: Iterable[Mark], text: str, same: Sequence[Span]) -> Iterator[_Words]:
    """The words in a row that the network is sure of, each whole: of a word the piece that it is surest of tells.

    Two of one kind with few words between them are one.
    """
    row: _Words | None = None
    apart = 0
    for word in _by_word(marks, text):
        best = max(word, key=lambda m: m.sure)
        if best.sure < _SURE or _in_brackets(word[0].start, text):
            apart += 1
            continue
        span = word[0].start, word[-1].end
        found = _Words(span, best.kinds, not any(_touch(span, s) for s in same), best.sure)
        if row and (not apart or (apart <= _APART and row.kind == found.kind)):
            row = row.joined(found)
        else:
            if row:
                yield row
            row = found
        apart = 0
    if row:
        yield row


def _in_brackets(at: int, text: str) -> bool:
    """Whether a place stands in brackets, by which a reporter explains a quotation."""
    return text.rfind("[", 0, at) > text.rfind("]", 0, at)


def _by_word(marks: Iterable[Mark], text: str) -> Iterator[list[Mark]]:
    """The pieces of each word; what is no word, such as a comma, is passed over."""
    word: list[Mark] = []
    for m in marks:
        if word and word[-1].end != m.start:
            yield word
            word = []
        if any(c.isalnum() for c in text[m.start : m.end]):
            word.append(m)
    if word:
        yield word


def _paired(mine: Iterable[_Words], theirs: Iterable[_Words], texts: tuple[str, str], alignment: Alignment) -> Iterator[Change]:
    """Marked words as changes: of one kind and at one place in both reports, the first with the first."""
    left = list(theirs)
    for words in mine:
        other = next((w for w in left if w.kind == words.kind and _at_one_place(words, w, alignment)), None)
        if other:
            left.remove(other)
        if other or _counts_alone(words, texts[0]):
            yield _change(words.kind, words.span, other.span if other else None, texts)
    for words in left:
        if _counts_alone(words, texts[1]):
            yield _change(words.kind, None, words.span, texts)


def _at_one_place(one: _Words, other: _Words, alignment: Alignment) -> bool:
    """Whether about as many words that both reports have stand before words of the one as before words of the other."""
    before = sum(alignment.a.units[i].start < one.span[0] for i, _ in alignment.pairs)
    return abs(before - sum(alignment.b.units[j].start < other.span[0] for _, j in alignment.pairs)) <= _NEXT_TO


def _counts_alone(words: _Words, text: str) -> bool:
    """Whether words that only one report has change what is said, and are no detail of when or where: "before the snow melts"."""
    first = text[slice(*words.span)].split(maxsplit=1)[0].lower()
    return words.sure >= _SURE_ALONE and not (words.kind in {"condition", "other"} and first in _DETAIL)


def _change(kind: str, a: Span | None, b: Span | None, texts: tuple[str, str]) -> Change:
    before, after = (text[slice(*span)] if span else "" for span, text in zip((a, b), texts, strict=True))
    return Change("word" if kind == "other" else kind, before, after, a, b, material=True)  # type: ignore[arg-type]


def _covers(new: Change, change: Change) -> bool:
    """Whether a change that is only another wording is part of a new one."""
    sides = ((change.before_span, new.before_span), (change.after_span, new.after_span))
    return all(inner is None or (outer is not None and outer[0] <= inner[0] and inner[1] <= outer[1]) for inner, outer in sides)


def _touch(a: Span, b: Span | None) -> bool:
    return b is not None and a[0] < b[1] and b[0] < a[1]
