"""Which articles are one: duplicates are not read again, and of several versions the last one counts.

What a record would find while it keeps article after article (`onrecord.record.keeping`) is told here for all at once: articles with one
key, or where some have no address with the same words, are brought together, and each such handful is gone through in the order of the
inputs.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Seen", "Standing", "standings"]


@dataclass(frozen=True, slots=True, order=True)
class Seen:
    """An article as it comes from an input.

    Attributes:
        file: Number of the input.
        index: Number within the input.
        key: What makes it the same article.
        hash: Of its words.
        has_url: Whether it has an address.
        outlet: Who published it, or nothing.
    """

    file: int
    index: int
    key: str
    hash: str
    has_url: bool
    outlet: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What an article is.

    Attributes:
        file: Number of its input.
        index: Number within the input.
        version: Which version of its article; 0 for a duplicate.
        current: Whether no later version follows.
    """

    file: int
    index: int
    version: int
    current: bool


@dataclass(slots=True)
class _Kept:
    first: Seen
    last: Seen
    versions: int


def standings(seen: Iterable[Seen]) -> list[Standing]:
    """What each of some articles is, among themselves.

    Args:
        seen: All articles that may have to do with one another, in any order.
    """
    kept: dict[str, _Kept] = {}
    by_hash: defaultdict[str, list[_Kept]] = defaultdict(list)
    order: dict[int, int] = {}
    numbers: dict[tuple[int, int], int] = {}
    everyone = sorted(seen)
    for one in everyone:
        there = kept.get(one.key)
        if there is None:
            same = sorted((k for k in by_hash[one.hash] if k.last.hash == one.hash), key=lambda k: order[id(k)])
            if any(_may_be_one(k.first, one) for k in same):
                numbers[one.file, one.index] = 0
                continue
            kept[one.key] = there = _Kept(one, one, 1)
            order[id(there)] = len(order)
        elif there.last.hash == one.hash:
            numbers[one.file, one.index] = 0
            continue
        else:
            there.last, there.versions = one, there.versions + 1
        by_hash[one.hash].append(there)
        numbers[one.file, one.index] = there.versions
    last = {(k.last.file, k.last.index) for k in kept.values()}
    return [Standing(s.file, s.index, n := numbers[s.file, s.index], n == 0 or (s.file, s.index) in last) for s in everyone]


def _may_be_one(kept: Seen, one: Seen) -> bool:
    """Whether the same words are the same article, which those of another outlet, or at another address, are not."""
    return (not kept.has_url or not one.has_url) and (not kept.outlet or not one.outlet or kept.outlet == one.outlet)
