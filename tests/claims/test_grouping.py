"""Groups from pairs."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.claims.grouping import LARGEST, group

KEYS = "abcdefgh"


def test_what_is_joined_by_nothing_stands_alone() -> None:
    assert group("cab", {}) == [("a",), ("b",), ("c",)]


def test_nothing_makes_nothing() -> None:
    assert group([], {}) == []


def test_a_pair_over_the_bound_is_one_group() -> None:
    assert group("abc", {("b", "a"): 0.5, ("b", "c"): 0.49}) == [("a", "b"), ("c",)]


def test_a_chain_is_no_group() -> None:
    """Average link: a and c are not one because b is like both."""
    assert group("abc", {("a", "b"): 0.9, ("b", "c"): 0.8}) == [("a", "b"), ("c",)]


def test_most_of_the_pairs_are_enough() -> None:
    assert group("abc", {("a", "b"): 0.9, ("b", "c"): 0.8, ("a", "c"): 0.3}) == [("a", "b", "c")]


def test_a_contradiction_keeps_apart_what_others_join() -> None:
    edges = {("a", "b"): 0.9, ("b", "c"): 0.9}
    assert group("abc", {**edges, ("a", "c"): 0.2}) == [("a", "b", "c")]
    assert len(group("abc", {**edges, ("a", "c"): -0.5})) == 2


def test_of_equal_pairs_the_smallest_keys_come_first() -> None:
    assert group("abc", {("a", "b"): 0.8, ("b", "c"): 0.8}) == [("a", "b"), ("c",)]
    assert group("abc", {("b", "c"): 0.8, ("a", "b"): 0.8, ("a", "c"): -1}) == [("a", "b"), ("c",)]


def test_the_bound_can_be_chosen() -> None:
    assert group("ab", {("a", "b"): 0.4}, bound=0.3) == [("a", "b")]


def test_an_edge_to_a_node_that_is_not_there_is_left_out() -> None:
    assert group("ab", {("a", "z"): 0.9, ("z", "b"): 0.9}) == [("a",), ("b",)]


def test_an_edge_from_a_node_to_itself_says_nothing() -> None:
    assert group("ab", {("a", "a"): 0.9}) == [("a",), ("b",)]


WEIGHTS = st.dictionaries(
    st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS)).filter(lambda p: p[0] < p[1]),
    st.sampled_from([-0.5, 0.1, 0.3, 0.5, 0.6, 0.6, 0.7, 0.9, 1.0]),
)


@given(WEIGHTS, st.randoms())
def test_no_order_changes_the_groups(edges: dict[tuple[str, str], float], random: object) -> None:
    nodes, pairs = list(KEYS), list(edges.items())
    random.shuffle(nodes)  # type: ignore[attr-defined]
    random.shuffle(pairs)  # type: ignore[attr-defined]
    turned = {(b, a) if i % 2 else (a, b): w for i, ((a, b), w) in enumerate(pairs)}
    assert group(nodes, turned) == group(KEYS, edges)


@given(WEIGHTS)
def test_every_node_is_in_one_group(edges: dict[tuple[str, str], float]) -> None:
    found = group(KEYS, edges)
    assert sorted(k for g in found for k in g) == list(KEYS)
    assert found == sorted(found)


@given(WEIGHTS)
def test_more_nodes_without_edges_change_nothing(edges: dict[tuple[str, str], float]) -> None:
    assert group([*KEYS, "y", "z"], edges) == [*group(KEYS, edges), ("y",), ("z",)]


@given(WEIGHTS)
def test_within_a_group_pairs_reach_the_bound_on_average(edges: dict[tuple[str, str], float]) -> None:
    for members in group(KEYS, edges):
        if len(members) == 2:
            assert edges[members] >= 0.5


@pytest.mark.parametrize("weak", [0.6, 0.75])
def test_what_hangs_together_loosely_is_cut_where_it_is_weakest(weak: float) -> None:
    n = LARGEST * 2
    keys = [f"{i:05}" for i in range(n)]
    edges = {(keys[i], keys[i + 1]): 0.9 if i % 2 == 0 else weak for i in range(n - 1)}
    found = group(keys, edges)
    assert found == [(keys[i], keys[i + 1]) for i in range(0, n, 2)]


def test_many_that_are_equally_alike_are_cut_all_the_same() -> None:
    keys = [f"{i:05}" for i in range(LARGEST * 2 + 10)]
    edges = dict.fromkeys(itertools.pairwise(keys), 0.9)
    found = group(keys, edges)
    assert sorted(k for g in found for k in g) == keys
    assert max(map(len, found)) <= LARGEST
