"""What is said of attributions that were found: who speaks, when, through whom, by what act, and whether it was said at all.

All of it is counted over pairs of a gold and a predicted attribution whose contents overlap by half, in characters, whatever their
sources; so a wrong source does not hide whether the date is right.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from onrecord.scoring.entries import Entry, Spans
from onrecord.scoring.names import same_name

__all__ = ["Fields", "pairs_of"]

Value = TypeVar("Value")
"""What a field holds."""

_LEAST = 0.5
_TIE = 0.001
"""How much the cue counts beside the content, to tell which of two attributions with one content is meant."""

_VALUES = ("kind", "act", "reporter_stance")
_WORDS = ("addressee", "occasion", "place")
_MARKED = (*_VALUES, *_WORDS, "speaker", "speaker_type", "inside", "degree", "polarity")


def pairs_of(gold: Sequence[Entry], found: Sequence[Entry]) -> list[tuple[int, int]]:
    """Matched (gold, found) indices: the pair that overlaps most first, each attribution once."""
    order = sorted((j for j, f in enumerate(found) if f.content), key=lambda j: found[j].content[0][0])
    edges = []
    for i, g in enumerate(gold):
        if not g.content:
            continue
        low, high = g.content[0][0], g.content[-1][1]
        for j in order:
            f = found[j]
            if f.content[0][0] >= high:
                break
            if f.content[-1][1] > low and (overlap := _jaccard(g.content, f.content)):
                edges.append((overlap + _TIE * _jaccard(g.cue, f.cue), i, j))
    taken_gold, taken_found, out = set(), set(), []
    for weight, i, j in sorted(edges, reverse=True):
        if weight >= _LEAST and i not in taken_gold and j not in taken_found:
            taken_gold.add(i)
            taken_found.add(j)
            out.append((i, j))
    return sorted(out)


def _length(spans: Spans) -> int:
    return sum(end - start for start, end in spans)


def _common(a: Spans, b: Spans) -> int:
    """How many characters are in both; both are in order."""
    total = i = j = 0
    while i < len(a) and j < len(b):
        total += max(0, min(a[i][1], b[j][1]) - max(a[i][0], b[j][0]))
        if a[i][1] < b[j][1]:
            i += 1
        else:
            j += 1
    return total


def _jaccard(a: Spans, b: Spans) -> float:
    """The share of all characters of both that are in both; 1 where neither has any."""
    common = _common(a, b)
    of = _length(a) + _length(b) - common
    return common / of if of else 1.0


class Fields:
    """Counts by (field, what), over any number of texts.

    For a field that always has a value, ``right`` and ``of`` (matched pairs); for one that may be absent, also ``extra``: how many
    predictions give it where gold does not, and ``none``: how many pairs have none in gold. A field that no gold attribution ever
    mentions was not marked, and is not scored.
    """

    def __init__(self, gold: Iterable[Entry] = ()) -> None:
        self.counts: dict[tuple[str, str], float] = defaultdict(float)
        self.scored = _marked(gold)

    def __getitem__(self, key: tuple[str, str]) -> float:
        return self.counts.get(key, 0.0)

    def add(self, gold: Sequence[Entry], found: Sequence[Entry], *, weight: float = 1) -> None:
        """Count one text.

        Args:
            gold: What is right.
            found: What was found.
            weight: How much the text counts.
        """
        pairs = pairs_of(gold, found)
        self._count("all", "gold", len(gold) * weight)
        self._count("all", "found", len(found) * weight)
        self._count("all", "matched", len(pairs) * weight)
        found_as = {gold[i].id: found[j].id for i, j in pairs}
        for i, j in pairs:
            g, f = gold[i], found[j]
            for field in _VALUES:
                self._value(field, getattr(g, field) == getattr(f, field), weight)
            self._speaker(g, f, weight)
            self._absent("said_on", g.said_on, f.said_on, lambda a, b: a == b, weight)
            self._via(g, f, weight)
            for field in _WORDS:
                self._absent(field, getattr(g, field), getattr(f, field), lambda a, b: _jaccard(a, b) >= _LEAST, weight)
            for field in ("degree", "polarity"):
                if getattr(g, field) is not None:
                    self._value(field, getattr(g, field) == getattr(f, field), weight)
            self._absent("inside", g.inside, f.inside, lambda a, b: found_as.get(a) == b, weight)
            self._not_asserted(g, f, weight)

    def _count(self, field: str, what: str, by: float) -> None:
        self.counts[field, what] += by

    def _value(self, field: str, right: bool, weight: float) -> None:
        self._count(field, "of", weight)
        self._count(field, "right", right * weight)

    def _absent(self, field: str, gold: Value, found: Value, same: Callable[[Value, Value], bool], weight: float) -> None:
        if gold:
            self._value(field, bool(found) and same(gold, found), weight)
        else:
            self._count(field, "none", weight)
            self._count(field, "extra", bool(found) * weight)

    def _speaker(self, g: Entry, f: Entry, weight: float) -> None:
        same = same_name(g.speaker, f.speaker)
        self._value("speaker", same, weight)
        if g.is_known:
            how = "unknown" if not f.is_known else "right" if same else "wrong"
            self._count("known speaker", "of", weight)
            self._count("known speaker", how, weight)
        if g.speaker_type is not None:
            self._value("speaker_type", g.speaker_type == f.speaker_type, weight)

    def _via(self, g: Entry, f: Entry, weight: float) -> None:
        if g.via or f.via:
            right = bool(g.via) and bool(f.via) and all(any(same_name(v, w) for w in f.via) for v in g.via)
            self._value("via", right, weight)
        if not g.via:
            self._count("via", "none", weight)
            self._count("via", "extra", bool(f.via) * weight)

    def _not_asserted(self, g: Entry, f: Entry, weight: float) -> None:
        self._count("not asserted", "gold", (not g.asserted) * weight)
        self._count("not asserted", "found", (not f.asserted) * weight)
        self._count("not asserted", "both", (not g.asserted and not f.asserted) * weight)


def _marked(gold: Iterable[Entry]) -> frozenset[str]:
    """The fields that whoever marked the gold has marked."""
    out: set[str] = set()
    for g in gold:
        out |= {name for name in _MARKED if getattr(g, name)}
        out |= {"via", "said_on"} & g.fields
        out |= {"not asserted"} if "asserted" in g.fields else set()
    return frozenset(out | ({"known speaker"} if "speaker" in out else set()))
