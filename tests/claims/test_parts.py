import random

import pytest

from onrecord.claims.parts import LARGEST, WHOLE, cut, parts, units

Links = dict[tuple[int, int], float]


def by_chance(seed: int, nodes: int = 300, links: int = 900) -> Links:
    chance = random.Random(seed)
    some = ((chance.randrange(nodes), chance.randrange(nodes)) for _ in range(links))
    return {(a, b): round(chance.random(), 2) for a, b in some if a < b}


def connected(nodes: set[int], links: Links, least: float) -> bool:
    seen, fresh = {min(nodes)}, [min(nodes)]
    while fresh:
        n = fresh.pop()
        there = {b if a == n else a for (a, b), s in links.items() if n in {a, b} and s >= least}
        fresh += sorted((there & nodes) - seen)
        seen |= there & nodes
    return seen == nodes


def test_what_is_linked_hangs_together() -> None:
    assert parts([5, 4, 3, 2, 1], {(1, 2): 0.5, (2, 4): 0.9}) == [[1, 2, 4], [3], [5]]


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("of", [parts, units, cut])
def test_parts_stay_small_and_do_not_depend_on_any_order(seed: int, of: type) -> None:
    chance, nodes = random.Random(seed), list(range(300))
    links = {p: s for p, s in by_chance(seed).items() if s < WHOLE}
    found = of(nodes, links, largest=20)
    assert max(map(len, found)) <= 20
    assert sorted(n for p in found for n in p) == nodes
    chance.shuffle(nodes)
    assert of(nodes, dict(sorted(links.items(), key=lambda x: chance.random())), largest=20) == found


@pytest.mark.parametrize("of", [parts, units, cut])
def test_the_strongest_links_hold_where_not_all_can(of: type) -> None:
    links = {(1, 2): 0.9, (2, 3): 0.4, (3, 4): 0.8}
    assert of([1, 2, 3, 4], links, largest=2) == [[1, 2], [3, 4]]


@pytest.mark.parametrize("seed", range(5))
def test_a_unit_is_all_that_hangs_together_by_stronger_links_than_lead_out_of_it(seed: int) -> None:
    links = {p: s + min(p) / 1e6 + max(p) / 1e9 for p, s in by_chance(seed, 120, 200).items() if s < 0.9}
    for unit in map(set, units(range(120), links, 12)):
        out = max((s for (a, b), s in links.items() if (a in unit) != (b in unit)), default=0.0)
        assert connected(unit, links, out)


def test_what_a_link_far_away_is_like_changes_nothing() -> None:
    """With the bound alone, whether 3 and 4 come together would hang on whether 4 has been joined with others before."""
    links = {(1, 2): 0.9, (2, 3): 0.8, (3, 4): 0.7, (4, 5): 0.6}
    assert units(range(1, 6), links, 3) == [[1, 2, 3], [4], [5]]
    assert cut(range(1, 6), links, 3) == [[1, 2, 3], [4, 5]]


def test_what_hangs_together_most_strongly_is_one_unit_and_several_parts() -> None:
    links = {(n, n + 1): WHOLE for n in range(LARGEST * 3)}
    assert len(units(range(LARGEST * 3 + 1), links)) == 1
    found = parts(range(LARGEST * 3 + 1), links)
    assert max(map(len, found)) <= LARGEST
    assert sorted(n for p in found for n in p) == list(range(LARGEST * 3 + 1))


def test_of_links_that_lead_elsewhere_nothing_is_cut() -> None:
    assert cut([1, 2, 3], {(1, 2): 0.5, (3, 9): 0.9}, 2) == [[1, 2], [3]]
