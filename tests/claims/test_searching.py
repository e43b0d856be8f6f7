"""What is found around one content is what is found of the whole graph, and little is looked at for it."""

import random
from collections.abc import Collection, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.claims import parts
from onrecord.claims.parts import units
from onrecord.claims.searching import Search

Links = dict[tuple[int, int], float]

STRENGTHS = (0.45, 0.49, 0.5, 0.5, 0.7, 0.9, 0.95, 0.97, 2.0)
"""Few, so that many links are equally strong."""


def by_chance(seed: int, nodes: int, links: int, strengths: tuple[float, ...] = STRENGTHS) -> Links:
    chance = random.Random(seed)
    pairs = [sorted(chance.sample(range(nodes), 2)) for _ in range(links)]
    return {(a, b): chance.choice(strengths) for a, b in pairs}


class Graph:
    """Gives links as a record does, and counts what is asked for."""

    def __init__(self, links: Links) -> None:
        self.asked: list[int] = []
        self._links: dict[int, dict[int, float]] = {}
        for (a, b), strength in links.items():
            self._links.setdefault(a, {})[b] = strength
            self._links.setdefault(b, {})[a] = strength

    def __call__(self, contents: Collection[int]) -> Mapping[int, Mapping[int, float]]:
        self.asked += contents
        return {c: self._links[c] for c in contents if c in self._links}


@pytest.fixture
def largest(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(parts, "LARGEST", request.param)
    return int(request.param)


@pytest.mark.parametrize("largest", [1, 2, 3, 7, 20, 300], indirect=True)
@pytest.mark.parametrize(("seed", "links"), [(0, 30), (1, 60), (2, 90), (3, 120), (4, 200), (5, 400)])
def test_wherever_one_begins_the_unit_is_that_of_the_whole_graph(largest: int, seed: int, links: int) -> None:
    graph, nodes = by_chance(seed, 100, links), list(range(100))
    whole = {n: frozenset(unit) for unit in units(nodes, graph, largest) for n in unit}
    for again in range(3):
        random.Random(again).shuffle(nodes)
        search = Search(Graph(graph))
        assert {n: search.unit(n) for n in nodes} == whole
    for n in nodes[:20]:
        assert Search(Graph(graph)).unit(n) == whole[n]


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda p: p[0] < p[1]), st.sampled_from([*STRENGTHS, 0.6, 0.8]), max_size=25
    ),
    st.permutations(range(10)),
)
def test_units_of_small_graphs(graph: Links, nodes: list[int]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parts, "LARGEST", 4)
        search = Search(Graph(graph))
        whole = {n: frozenset(unit) for unit in units(nodes, graph, 4) for n in unit}
        assert {n: search.unit(n) for n in nodes} == whole


def test_at_most_a_bounded_number_of_contents_is_looked_at_however_many_hang_together() -> None:
    """A ring of many contents, which hang together by weaker and weaker links."""
    size = 20_000
    chance = random.Random(7)
    graph = {(min(n, (n + 1) % size), max(n, (n + 1) % size)): round(0.4 + 0.5 * chance.random(), 6) for n in range(size)}
    asked = Graph(graph)
    assert 1 < len(Search(asked).unit(5_000)) <= parts.LARGEST
    assert len(asked.asked) == len(set(asked.asked)) <= parts.LARGEST * 2
    asked = Graph(graph)
    search = Search(asked)
    for n in range(9_000, 9_200):
        search.unit(n)
    assert len(asked.asked) <= parts.LARGEST * 4, "what one search has seen the next one need not look at"


def test_what_hangs_together_most_strongly_is_whole_whatever_its_size() -> None:
    links = {(n, n + 1): 0.95 for n in range(999)} | {(999, 1000): 0.94, (1000, 1001): 0.9}
    search = Search(Graph(links))
    assert search.unit(500) == frozenset(range(1000))
    assert search.unit(1000) == {1000}
    assert search.unit(1001) == {1001}
    assert search.unit(1) is search.unit(999)


def test_links_among_contents_are_told_once() -> None:
    search = Search(Graph({(1, 2): 0.5, (2, 3): 0.6, (3, 4): 0.7}))
    assert search.links([1, 2, 3]) == {(1, 2): 0.5, (2, 3): 0.6}
    assert search.unit(9) == {9}
