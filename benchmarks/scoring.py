"""Scores of attributions against gold, over tokens.

An attribution is right *strictly* when source, cue and content hold exactly the gold tokens, and *relaxed* when the contents
overlap by half (Jaccard over tokens) and the sources overlap or are both absent. Predicted and gold attributions are matched one
to one, as many as possible, likelier pairs (by overlap of content) first. Tokens are words and single punctuation marks.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any, NamedTuple

ROLES = ("source", "cue", "content")
KINDS = ("direct", "mixed", "indirect")

_TOKEN = re.compile(r"\w+|[^\w\s]")
_PARAGRAPH = re.compile(r"[^\n]+")
_DOUBLE = re.compile(r"''|``|[\"“”]|[‘’']")

Tokens = frozenset[int]


class Filled(NamedTuple):
    """One attribution as token sets, and its kind."""

    source: Tokens
    cue: Tokens
    content: Tokens
    kind: str


@dataclass
class Scored:
    """A text cut into tokens, ready to turn spans into token sets."""

    text: str

    @cached_property
    def tokens(self) -> list[tuple[int, int]]:
        return [m.span() for m in _TOKEN.finditer(self.text)]

    @cached_property
    def starts(self) -> list[int]:
        return [s for s, _ in self.tokens]

    @cached_property
    def ends(self) -> list[int]:
        return [e for _, e in self.tokens]

    @cached_property
    def quoted(self) -> bytearray:
        return quoted_characters(self.text)

    def covered(self, spans: Iterable[Iterable[int]] | None) -> Tokens:
        """Tokens that overlap any of the spans."""
        out: set[int] = set()
        for start, end in spans or ():
            out.update(range(bisect_right(self.ends, start), bisect_left(self.starts, end)))
        return frozenset(out)

    def filled(self, record: Mapping[str, Any]) -> Filled:
        """The token sets of a record whose roles are lists of spans, or objects with "spans", or None."""

        def covered(role: str) -> Tokens:
            value = record.get(role)
            return self.covered(value["spans"] if isinstance(value, Mapping) else value)

        source, cue, content = map(covered, ROLES)
        words = [i for i in content if self.text[self.starts[i]].isalnum() or self.text[self.starts[i]] == "_"] or list(content)
        inside = sum(bool(self.quoted[self.starts[i]]) for i in words)
        return Filled(source, cue, content, "direct" if inside == len(words) else "mixed" if inside else "indirect")


def quoted_characters(text: str) -> bytearray:
    """1 for every character inside quotation marks, by a simple rule of the benchmark's own.

    It goes paragraph by paragraph; a mark that is never closed runs to the paragraph's end.
    """
    mask = bytearray(len(text))
    for paragraph in _PARAGRAPH.finditer(text):
        low, high = paragraph.span()
        double = single = -1
        for m in _DOUBLE.finditer(text, low, high):
            at, mark = m.start(), m.group()
            before = text[at - 1] if at > low else " "
            after = text[m.end()] if m.end() < high else " "
            if mark in "‘’'":
                if double >= 0:
                    continue
                if single < 0:
                    if mark != "’" and (before.isspace() or before in "([—–-") and after.isalpha():
                        single = at + 1
                elif mark != "‘" and not after.isalnum() and not before.isspace():
                    mask[single:at] = b"\1" * (at - single)
                    single = -1
                continue
            straight = mark in ('"', "''", "``")
            opens = mark == "“" or (straight and (before.isspace() or before in "([—–-‘'") and not after.isspace())
            if double < 0:
                if opens or (straight and not after.isspace() and after not in ".,;:!?)"):
                    double = m.end()
            elif not opens or mark == "”":
                mask[double:at] = b"\1" * (at - double)
                double = -1
        if double >= 0:
            mask[double:high] = b"\1" * (high - double)
    return mask


def jaccard(a: Tokens, b: Tokens) -> float:
    both = len(a & b)
    return both / (len(a) + len(b) - both) if both else 0.0


def match(edges: list[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """A largest one-to-one matching of (weight, gold, predicted) edges, heavier edges first."""
    neighbours: dict[int, list[int]] = {}
    partner: dict[int, int] = {}
    matched: set[int] = set()
    for _, i, j in sorted(edges, key=lambda e: (-e[0], e[1], e[2])):
        neighbours.setdefault(i, []).append(j)
        if i not in matched and j not in partner:
            partner[j] = i
            matched.add(i)

    def place(i: int, tried: set[int]) -> bool:
        for j in neighbours[i]:
            if j not in tried:
                tried.add(j)
                if j not in partner or place(partner[j], tried):
                    partner[j] = i
                    return True
        return False

    for i in neighbours:
        if i not in matched and place(i, set()):
            matched.add(i)
    return sorted((i, j) for j, i in partner.items())


def relaxed_pairs(gold: list[Filled], found: list[Filled]) -> list[tuple[int, int]]:
    """Matched (gold, found) indices under the relaxed rule."""

    def weight(g: Filled, f: Filled) -> float:
        w = jaccard(g.content, f.content)
        return w if w >= 0.5 and (g.source & f.source or not (g.source or f.source)) else 0.0

    return match([(w, i, j) for i, g in enumerate(gold) for j, f in enumerate(found) if (w := weight(g, f))])


def strict_pairs(gold: list[Filled], found: list[Filled]) -> list[tuple[int, int]]:
    """Matched (gold, found) indices under the strict rule."""
    return match([(1.0, i, j) for i, g in enumerate(gold) for j, f in enumerate(found) if g[:3] == f[:3]])


@dataclass
class Tally:
    """Hits and totals on both sides."""

    gold_hit: float = 0
    gold: float = 0
    found_hit: float = 0
    found: float = 0

    @property
    def precision(self) -> float:
        return self.found_hit / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.gold_hit / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0

    def add(self, gold_hit: float, gold: float, found_hit: float, found: float) -> None:
        self.gold_hit += gold_hit
        self.gold += gold
        self.found_hit += found_hit
        self.found += found


def _is_of(kind: str, filled: Filled) -> bool:
    return kind in ("all", filled.kind)


class Scores:
    """Tallies over any number of texts.

    Keys are (measure, kind): "strict", "relaxed", or a role ("source" …: distinct fillers that are exactly right), by kind of content
    and "all". Recall of a kind is over gold of the kind whatever it was matched with, precision over found of the kind.
    """

    def __init__(self) -> None:
        self.tallies: dict[tuple[str, str], Tally] = {}

    def __getitem__(self, key: tuple[str, str]) -> Tally:
        return self.tallies.setdefault(key, Tally())

    def add(self, gold: list[Filled], found: list[Filled]) -> None:
        """Count one text."""
        gold, found = ([f for f in dict.fromkeys(fs) if f.content] for fs in (gold, found))
        pairing: dict[str, Callable[[list[Filled], list[Filled]], list[tuple[int, int]]]] = {
            "strict": strict_pairs,
            "relaxed": relaxed_pairs,
        }
        for measure, pair in pairing.items():
            pairs = pair(gold, found)
            for kind in ("all", *KINDS):
                fits = partial(_is_of, kind)
                self[measure, kind].add(
                    sum(fits(gold[i]) for i, _ in pairs), sum(map(fits, gold)), sum(fits(found[j]) for _, j in pairs), sum(map(fits, found))
                )
        for k, role in enumerate(ROLES):
            g, f = ({x[k] for x in side if x[k]} for side in (gold, found))
            both = len(g & f)
            self[role, "all"].add(both, len(g), both, len(f))


def percent(x: float) -> str:
    return f"{100 * x:5.1f}"
