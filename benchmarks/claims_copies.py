"""Scores of copies against gold: pairs of articles, passages, and which was first."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import TypeVar

from claiming import Copy, Span

from onrecord.scoring.tallies import Tally

T = TypeVar("T", bound=Hashable)


def joined(links: Iterable[tuple[T, T]]) -> dict[T, T]:
    """One representative for everything that is linked, directly or not."""
    parent: dict[T, T] = {}

    def top(x: T) -> T:
        parent.setdefault(x, x)
        while parent[x] != x:
            parent[x] = parent[parent[x]]
            x = parent[x]
        return x

    for a, b in links:
        parent[top(a)] = top(b)
    return {x: top(x) for x in list(parent)}


@dataclass(frozen=True)
class CopyScore:
    """How well copies were found; `directions` and `directed` are those that were found, and of them those with the right direction."""

    articles: Tally
    passages: Tally
    directions: int
    directed: int


def copies(gold: Sequence[Copy], found: Sequence[Copy]) -> CopyScore:
    """Pairs of articles that are copies, and passages.

    Copies of one article are copies of one another, so pairs are counted after closing both sides. A passage is found where both of its
    ends overlap by half; its ends may also stand in copies of the articles that gold names, and what lies within copied articles
    is not counted.
    """
    families, found_families = (joined((c.of, c.copy) for c in side if c.scope == "article") for side in (gold, found))
    right, told = map(_pairs, (families, found_families))
    hits = len(right & told)
    articles = Tally(hits, len(right), hits, len(told))
    ways = _reached((c.of, c.copy) for c in found if c.scope == "article" and c.directed)
    whole = [c for c in gold if c.scope == "article" and frozenset((c.of, c.copy)) in told]
    directed = sum((c.of, c.copy) in ways and (c.copy, c.of) not in ways for c in whole)

    passages = [c for c in gold if c.scope == "passage"]
    places = _Places(passages, families)
    counted = [c for c in found if c.scope == "passage" and not places.same_article(c.of, c.copy)]
    linked = [c for c in counted if places.linked(c)]
    shown = places.shown(passages, linked)
    straight = sum(any(f.directed and places.at(f.copy, f.copy_span) & {_end(c.copy, c.copy_span)} for f in linked) for c in shown)
    tally = Tally(len(shown), len(passages), len(linked), len(counted))
    return CopyScore(articles, tally, len(whole) + len(shown), directed + straight)


def _pairs(families: Mapping[str, str]) -> set[frozenset[str]]:
    return {frozenset(pair) for pair in combinations(families, 2) if families[pair[0]] == families[pair[1]]}


def _reached(ways: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Which article leads to which, directly or through others."""
    out = set(ways)
    while more := {(a, d) for a, b in out for c, d in out if b == c} - out:
        out |= more
    return out


Place = tuple[str, Span]


def _end(article: str, span: Span | None) -> Place:
    return article, span or (0, 0)


class _Places:
    """Where gold has passages, and which of these are one passage."""

    def __init__(self, gold: Sequence[Copy], families: Mapping[str, str]) -> None:
        self._families = families
        ends = [(_end(c.of, c.of_span), _end(c.copy, c.copy_span)) for c in gold]
        places = sorted({place for pair in ends for place in pair})
        self._same = [(a, b) for a, b in combinations(places, 2) if a[0] == b[0] and overlap(a[1], b[1]) >= 0.5]
        self._passage = joined([*ends, *self._same])

    def same_article(self, a: str, b: str) -> bool:
        return self._families.get(a, a) == self._families.get(b, b)

    def at(self, article: str, span: Span | None) -> set[Place]:
        """Places of gold that an end stands at; in a copy of an article, where gold names none, any place of the article."""
        named = {place for place in self._passage if place[0] == article}
        of_these = {self._passage[place] for place in named}
        kin = {place for place in self._passage if place[0] != article and self.same_article(article, place[0])}
        own = {place for place in named if overlap(span or (0, 0), place[1]) >= 0.5}
        return own | {place for place in kin if self._passage[place] not in of_these}

    def linked(self, copy: Copy) -> bool:
        """Whether both ends are ends of one passage of gold."""
        return bool(self._links(copy))

    def shown(self, gold: Sequence[Copy], linked: Iterable[Copy]) -> list[Copy]:
        """Copies of gold whose ends are joined, directly or through others."""
        told = joined([*self._same, *(link for copy in linked for link in self._links(copy))])
        ends = [(c, told.get(_end(c.of, c.of_span)), told.get(_end(c.copy, c.copy_span))) for c in gold]
        return [c for c, a, b in ends if a is not None and a == b]

    def _links(self, copy: Copy) -> list[tuple[Place, Place]]:
        ends = product(self.at(copy.of, copy.of_span), self.at(copy.copy, copy.copy_span))
        return [(a, b) for a, b in ends if self._passage[a] == self._passage[b]]


def overlap(a: Span, b: Span) -> float:
    """Characters in both of those in either."""
    both = min(a[1], b[1]) - max(a[0], b[0])
    return both / (max(a[1], b[1]) - min(a[0], b[0])) if both > 0 else 0.0
