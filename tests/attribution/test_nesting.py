import time

from hypothesis import given
from hypothesis import strategies as st

from onrecord.attribution.nesting import enclosing


def test_the_closest_enclosing_content_wins() -> None:
    heads = [((0, 2),), ((12, 14),), ((22, 24),), ((60, 62),)]
    contents = [((10, 50),), ((20, 50),), ((25, 50),), ((63, 70),)]
    assert enclosing(heads, contents) == [None, 0, 1, None]


def test_a_head_must_lie_wholly_inside() -> None:
    assert enclosing([((0, 2),), ((8, 12),)], [((10, 50),), ((20, 30),)]) == [None, None]


def test_a_head_in_two_pieces_of_one_content() -> None:
    assert enclosing([((0, 2),), ((10, 12), (30, 32))], [((5, 20), (25, 40)), ((50, 60),)]) == [None, 0]


def test_attributions_in_each_other_are_in_neither() -> None:
    assert enclosing([((20, 22),), ((0, 2),)], [((0, 10),), ((15, 30),)]) == [None, None]


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 5), st.integers(0, 60), st.integers(1, 40)), max_size=12))
def test_inside_is_never_circular(raw: list[tuple[int, int, int, int]]) -> None:
    heads = [((a, a + n),) for a, n, _, _ in raw]
    contents = [((b, b + m),) for _, _, b, m in raw]
    inside = enclosing(heads, contents)
    for i in range(len(inside)):
        seen = {i}
        j = inside[i]
        while j is not None:
            assert j not in seen
            seen.add(j)
            j = inside[j]


def test_many_attributions_take_little_time() -> None:
    heads = [((10 * i, 10 * i + 1),) for i in range(20_000)]
    contents = [((10 * i + 2, 10 * i + 8),) for i in range(20_000)]
    began = time.process_time()
    assert set(enclosing(heads, contents)) == {None}
    assert time.process_time() - began < 5
