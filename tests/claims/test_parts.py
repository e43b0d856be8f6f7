import random

import pytest

from onrecord.claims.parts import parts


def test_what_is_linked_hangs_together() -> None:
    assert parts([5, 4, 3, 2, 1], {(1, 2): 0.5, (2, 4): 0.9}) == [[1, 2, 4], [3], [5]]


@pytest.mark.parametrize("seed", range(5))
def test_parts_stay_small_and_do_not_depend_on_any_order(seed: int) -> None:
    chance = random.Random(seed)
    nodes = list(range(300))
    links = {(a, b): round(chance.random(), 2) for a, b in ((chance.randrange(300), chance.randrange(300)) for _ in range(900)) if a < b}
    found = parts(nodes, links, largest=20)
    assert max(map(len, found)) <= 20
    assert sorted(n for p in found for n in p) == nodes
    chance.shuffle(nodes)
    assert parts(nodes, dict(sorted(links.items(), key=lambda x: chance.random())), largest=20) == found


def test_the_strongest_links_hold_where_not_all_can() -> None:
    links = {(1, 2): 0.9, (2, 3): 0.4, (3, 4): 0.8}
    assert parts([1, 2, 3, 4], links, largest=2) == [[1, 2], [3, 4]]
