"""What is exported: the attributions or claims that somebody asked a record for, read as they are written."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from onrecord.model import Article, Reading
from onrecord.record import Hit

if TYPE_CHECKING:
    from onrecord.claims.telling import Life
    from onrecord.record import Record

__all__ = ["Asked", "Told"]

_ARTICLES = 64
"""Articles that are kept at hand; attributions of one article often follow one another."""


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with the attributions behind it.

    Attributes:
        life: All that is told of it.
        stating: The attributions that state it.
        denying: Those that deny it.
    """

    life: "Life"
    stating: tuple[Hit, ...]
    denying: tuple[Hit, ...]


@dataclass(slots=True)
class Asked:
    """What a format writes.

    Attributes:
        record: The record.
        find: Finds the attributions, from the first on.
        similar: Whether it was asked by meaning, so that attributions have a similarity.
        tell: Tells the claims, where these are asked for instead of attributions.
        written: How many of them have been handed on so far.
    """

    record: "Record"
    find: Callable[[], Iterator[Hit]]
    similar: bool = False
    tell: Callable[[], Iterator[Told]] | None = None
    written: int = 0
    _article: Callable[[int], Article] = field(init=False)

    def __post_init__(self) -> None:
        self._article = lru_cache(_ARTICLES)(self.record.article)

    def hits(self) -> Iterator[Hit]:
        """The attributions."""
        for hit in self.find():
            self.written += 1
            yield hit

    def claims(self) -> Iterator[Told]:
        """The claims."""
        for told in self.tell() if self.tell else ():
            self.written += 1
            yield told

    def article(self, number: int) -> Article:
        """An article, by its number."""
        return self._article(number)

    def by_article(self) -> Iterator[tuple[int, Reading]]:
        """The articles of the attributions, each once, with its number and those of its attributions that are asked for.

        They come in the order of the first attribution of each. Only their numbers are in memory.
        """
        wanted: dict[int, set[str]] = {}
        for hit in self.hits():
            wanted.setdefault(hit.article["number"], set()).add(sys.intern(hit.attribution.id))
        for number, ids in wanted.items():
            whole = self.record.reading(number, rejected=True)
            yield number, msgspec.structs.replace(whole, attributions=tuple(a for a in whole.attributions if a.id in ids))
