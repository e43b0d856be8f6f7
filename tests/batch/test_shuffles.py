"""What is found by shuffles is what is found of all at once."""

import random
from typing import Any

import numpy as np
import pytest

from onrecord.batch.across.neighbours import nearest
from onrecord.batch.components import components
from onrecord.batch.engine import Engine
from onrecord.claims.candidates import Features, features
from onrecord.claims.likeness import Known
from onrecord.claims.neighbours import all_nearest

WORDS = (
    *("bridge", "river", "ferry", "mayor", "closed", "crack", "engineer", "inspection", "Sarn", "Dravosa", "Elmsund", "cable", "tower"),
    *("barge", "toll", "winter", "flood", "council", "minister", "budget", "repair", "steel", "rust", "diver", "harbour", "crane"),
)


def invented(several: int) -> list[Features]:
    chance, numbers = random.Random(5), np.random.default_rng(5)
    centres = numbers.normal(size=(12, 256))
    found = {}
    for n in range(several):
        vector = centres[n % 12] + 0.5 * numbers.normal(size=256)
        whole = np.rint(vector / np.abs(vector).max() * 127).astype(np.int8)
        words, speaker = " ".join(chance.sample(WORDS, 6)), chance.choice(["Ana Lind", "Bo Ruiz", None])
        one = features(f"{words} {n % 40}", whole, speaker=speaker, day=f"2026-03-{1 + n % 28:02}")
        found[one.id] = one
    return list(found.values())


@pytest.mark.parametrize("block", [8192, 40])
def test_neighbours_are_those_of_all_at_once_however_blocks_are_cut(native: Engine, block: int) -> None:
    contents = invented(500)
    frame = native.daft.from_pydict(
        {
            "id": [c.id for c in contents],
            "vector": [c.vector.tobytes() for c in contents],
            "words": [c.words.tobytes() for c in contents],
            "places": [[{"order": order, "code": code} for order, code in c.places] for c in contents],
        }
    )
    rows = nearest(native, frame, block=block).to_pydict()
    found = {id: [(n["score"], n["id"]) for n in near] for id, near in zip(rows["id"], rows["near"], strict=True)}
    wanted = all_nearest(Known.of(contents), [c.places for c in contents])
    assert found == {c.id: [tuple(n) for n in near] for c, near in zip(contents, wanted, strict=True) if near}


def joined(pairs: list[tuple[int, int]]) -> dict[int, int]:
    least: dict[int, int] = {}

    def top(x: int) -> int:
        while least.setdefault(x, x) != x:
            x = least[x]
        return x

    for a, b in pairs:
        one, other = sorted((top(a), top(b)))
        least[other] = one
    return {x: top(x) for x in list(least)}


def chances(seed: int) -> list[tuple[int, int]]:
    chance = random.Random(seed)
    pairs = [(chance.randrange(-200, 200), chance.randrange(-200, 200)) for _ in range(150)]
    return [(a, b) for a, b in pairs if a != b]


@pytest.mark.parametrize(
    "pairs", [[(n, n + 1) for n in range(70)], [(2**62, -(2**62)), (5, 2**62)], [(1, 2), (2, 1), (1, 2)], chances(1)], ids=str
)
def test_what_hangs_together_is_called_by_its_least(native: Engine, pairs: Any) -> None:
    frame = native.daft.from_pydict({"a": [a for a, _ in pairs], "b": [b for _, b in pairs]})
    rows = components(native, frame).to_pydict()
    assert dict(zip(rows["node"], rows["component"], strict=True)) == joined(pairs)
