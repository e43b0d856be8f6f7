"""A table of contents in memory, and corpora of invented contents."""

import random
from bisect import bisect_left, insort
from collections.abc import Iterable

import numpy as np

from onrecord.claims import neighbours
from onrecord.claims.candidates import DIMENSION, Features, Order, features
from onrecord.claims.likeness import Known, Told
from onrecord.claims.neighbours import Near, all_nearest

WORDS = (
    *("bridge", "ferry", "harbour", "Lind", "Ruiz", "closed", "open", "safe", "Monday", "40"),
    *("60", "towns", "budget", "north", "dozens", "workers", "strike", "Halvika", "water", "dam"),
)


class Memory:
    """Contents in sorted lists."""

    def __init__(self) -> None:
        self.contents: dict[int, Features] = {}
        self.kept: dict[int, tuple[Near, ...]] = {}
        self._order: dict[int, list[tuple[int, int]]] = {}

    def beside(self, order: Order, code: int, id: int) -> tuple[list[int], list[int]]:
        line = self._order.get(order.number, [])
        at = bisect_left(line, (code, id))
        end = at + (line[at : at + 1] == [(code, id)])
        before = [i for c, i in reversed(line[max(at - order.reach, 0) : at]) if c >> order.shift == code >> order.shift]
        after = [i for c, i in line[end : end + order.reach] if c >> order.shift == code >> order.shift]
        return before, after

    def between(self, order: Order, one: tuple[int, int], other: tuple[int, int]) -> int:
        line = self._order.get(order.number, [])
        return min(bisect_left(line, other) - bisect_left(line, one) - 1, order.reach)

    def places(self, id: int) -> list[tuple[int, int]]:
        return list(self.contents[id].places)

    def told(self, ids: Iterable[int]) -> dict[int, Told]:
        return {id: (id, (c := self.contents[id]).vector.tobytes(), c.words.tobytes()) for id in ids}

    def near(self, ids: Iterable[int]) -> dict[int, tuple[Near, ...]]:
        return {id: self.kept[id] for id in ids}

    def put(self, content: Features) -> None:
        self.contents[content.id] = content
        self.kept[content.id] = ()
        for order, code in content.places:
            insort(self._order.setdefault(order, []), (code, content.id))

    def drop(self, id: int) -> None:
        for order, code in self.contents.pop(id).places:
            self._order[order].remove((code, id))
        del self.kept[id]

    def set_near(self, id: int, near: tuple[Near, ...]) -> None:
        self.kept[id] = near

    @property
    def near_now(self) -> dict[int, tuple[Near, ...]]:
        """The neighbours of all."""
        return {id: known[: neighbours.MOST] for id, known in self.kept.items()}

    def at_once(self) -> dict[int, tuple[Near, ...]]:
        """The neighbours of all, as they are found for all at once."""
        contents = [self.contents[id] for id in sorted(self.contents, key=lambda i: i * 7919 % 10007)]
        found = all_nearest(Known.of(contents), [c.places for c in contents])
        return {c.id: near for c, near in zip(contents, found, strict=True)}


def corpus(seed: int, size: int) -> list[Features]:
    """Contents of few words, in clusters of meaning."""
    chance = random.Random(seed)
    centres = np.random.default_rng(seed).integers(-100, 100, (6, DIMENSION))
    noise = np.random.default_rng(seed + 1)
    out = {}
    for _ in range(size):
        text = " ".join(chance.choices(WORDS, k=chance.randint(1, 7)))
        vector = np.clip(chance.choice(list(centres)) + noise.integers(-60, 60, DIMENSION), -127, 127).astype(np.int8)
        speaker = chance.choice(["Ana Ruiz", "Per Lind", None])
        content = features(text, None if chance.random() < 0.2 else vector, speaker=speaker, day=f"2026-03-{chance.randint(1, 28):02}")
        out[content.id] = content
    return list(out.values())
