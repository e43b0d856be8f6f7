import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.meaning import codes
from onrecord.meaning.codes import DIMENSION, Floats, differing, quantised, signs, similarities


def units(n: int, seed: int = 3) -> Floats:
    made = np.random.default_rng(seed).standard_normal((n, DIMENSION)).astype(np.float32)
    unit: Floats = made / np.linalg.norm(made, axis=1, keepdims=True)
    return unit


def test_bytes_keep_cosines_to_two_thousandths() -> None:
    vectors = units(500)
    exact = vectors @ vectors[0]
    assert np.abs(similarities(vectors[0], quantised(vectors)) - exact).max() < 2e-3
    assert similarities(vectors[0], quantised(vectors[:1]))[0] == pytest.approx(1, abs=1e-3)


def test_a_vector_along_one_axis_is_not_cut_off() -> None:
    one = np.zeros((1, DIMENSION), np.float32)
    one[0, 7] = 1
    assert quantised(one)[0, 7] == 127
    assert similarities(one[0], quantised(one))[0] == pytest.approx(1)


def test_a_vector_of_nothing_is_near_to_nothing() -> None:
    nothing = quantised(np.zeros((1, DIMENSION), np.float32))
    assert similarities(units(1)[0], nothing).tolist() == [0]


def test_no_vectors_at_all() -> None:
    none = np.zeros((0, DIMENSION), np.float32)
    assert quantised(none).shape == (0, DIMENSION)
    assert signs(none).shape == (0, 4)
    assert similarities(units(1)[0], quantised(none)).shape == (0,)
    assert differing(signs(units(1))[0], signs(none)).shape == (0,)


def test_signs_are_those_of_the_bytes() -> None:
    vectors = units(50)
    vectors[np.abs(vectors) < 0.01] = 0
    assert (signs(quantised(vectors)) == signs(vectors)).all()


@given(st.integers(0, 1000))
def test_as_many_signs_differ_as_can_be_counted(seed: int) -> None:
    a, b = units(2, seed)
    told = differing(signs(a[None])[0], signs(b[None]))
    assert told.tolist() == [int(((a > 0) != (b > 0)).sum())]


def test_an_older_numpy_counts_the_same_bits(monkeypatch: pytest.MonkeyPatch) -> None:
    vectors = signs(units(40_000))
    here = differing(vectors[0], vectors)
    monkeypatch.setattr(codes, "_count", codes._by_table)
    assert (differing(vectors[0], vectors) == here).all()
