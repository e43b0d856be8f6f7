"""Where boxes stand."""

import itertools
import random

from onrecord.web.claims.layering import layered


def test_arrows_go_from_left_to_right() -> None:
    found = layered(["a", "b", "c", "d"], [("a", "b"), ("b", "c"), ("a", "d")])
    assert [found.places[x][0] for x in "abcd"] == [0, 1, 2, 1]
    assert (found.layers, found.tallest) == (3, 2)


def test_nothing_is_laid_out_as_nothing() -> None:
    assert layered([], []).layers == 0
    assert layered(["a"], []).places == {"a": (0, 0.0)}


def test_a_circle_is_laid_out_too() -> None:
    found = layered(["a", "b", "c"], [("a", "b"), ("b", "c"), ("c", "a")])
    assert sorted(layer for layer, _ in found.places.values()) == [0, 1, 2]
    assert found.bends["c", "a"]  # it leads back over the layer between


def test_an_arrow_over_several_layers_passes_a_point_in_each() -> None:
    found = layered(["a", "b", "c", "d"], [("a", "b"), ("b", "c"), ("c", "d"), ("a", "d")])
    assert [layer for layer, _ in found.bends["a", "d"]] == [1, 2]
    places = [*found.places.values(), *found.bends["a", "d"]]
    assert len(set(places)) == len(places)  # through no box


def test_lines_that_need_not_cross_do_not() -> None:
    found = layered(["a", "b", "c", "x", "y", "z"], [("a", "z"), ("b", "y"), ("c", "x")])
    at = {b: found.places[b][1] for b in "abcxyz"}
    pairs = [("a", "z"), ("b", "y"), ("c", "x")]
    assert all((at[p] - at[q]) * (at[r] - at[s]) > 0 for (p, r), (q, s) in itertools.combinations(pairs, 2))


def test_unknown_boxes_and_arrows_to_oneself_are_left_out() -> None:
    found = layered(["a", "b"], [("a", "a"), ("a", "nobody"), ("a", "b"), ("a", "b")])
    assert found.bends == {("a", "b"): ()}


def test_any_graph_is_laid_out_in_the_same_way_each_time_with_nothing_upon_another() -> None:
    for seed in range(30):
        chance = random.Random(seed)
        boxes = [f"n{i}" for i in range(chance.randint(1, 25))]
        arrows = [(chance.choice(boxes), chance.choice(boxes)) for _ in range(chance.randint(0, 50))]
        found, again = layered(boxes, arrows), layered(boxes, arrows)
        assert found == again
        points = [*found.places.values(), *(p for path in set(found.bends.values()) for p in path)]
        assert len(set(found.places.values())) == len(boxes)
        assert all(0 <= layer < found.layers for layer, _ in points)
        for (a, b), path in found.bends.items():
            steps = [found.places[a][0], *(layer for layer, _ in path), found.places[b][0]]
            assert all(abs(x - y) == 1 for x, y in itertools.pairwise(steps))
