import random
import time

import numpy as np
import pytest
from numpy.typing import NDArray

from onrecord.claims.aligning import Run, Stretch, chain, clusters, runs, stretch


def ids(text: str) -> NDArray[np.uint64]:
    return np.array([hash(w) % 2**32 for w in text.split()], dtype=np.uint64)


A = "a b c d e f g h i j k l m n o p q r s t"


def test_the_same_text_is_one_run() -> None:
    assert runs(ids(A), ids(A)) == [Run(0, 0, 20)]


@pytest.mark.parametrize(("a", "b"), [("", ""), ("", A), (A, ""), ("a b c", "a b c"), (A, "t s r q p o n m l k")])
def test_texts_with_no_four_words_in_common_have_no_runs(a: str, b: str) -> None:
    assert runs(ids(a), ids(b)) == []
    assert chain([]) == []
    assert clusters([]) == []


def test_a_change_parts_two_runs() -> None:
    assert runs(ids(A), ids(A.replace("j", "X Y"))) == [Run(0, 0, 9), Run(10, 11, 10)]
    assert runs(ids(A), ids(A.replace("j ", ""))) == [Run(0, 0, 9), Run(10, 9, 10)]


def test_repeated_words_are_matched_in_the_order_in_which_they_come() -> None:
    assert runs(ids("x y z w " * 3), ids("x y z w " * 2)) == [Run(0, 0, 8)]
    assert Run(2, 9, 20) in runs(ids("u v " + A), ids("u v d e f g h i j".replace("u v ", "u v ") + " " + A))


def test_runs_reach_over_words_that_also_stand_elsewhere() -> None:
    a, b = ids(A), ids("c d e f g zz " + A)
    assert max(runs(a, b), key=lambda r: r.length) == Run(0, 6, 20)


def test_a_chain_is_in_the_order_of_both_texts() -> None:
    first, second = A[:19], A[20:]
    found = runs(ids(f"{first} {second}"), ids(f"{second} zz {first}"))
    assert len(found) == 2
    assert len(chain(found)) == 1
    assert len(clusters(found)) == 2


def test_a_chain_takes_the_most_words() -> None:
    found = [Run(0, 50, 8), Run(10, 0, 5), Run(20, 10, 5), Run(30, 20, 5)]
    assert chain(found) == found[1:]
    assert chain([Run(0, 50, 30), *found[1:]]) == [Run(0, 50, 30)]


def test_words_in_two_runs_of_a_chain_count_once() -> None:
    assert sum(r.length for r in chain([Run(0, 0, 10), Run(8, 12, 10)])) == 18


def test_runs_with_few_words_between_them_are_one_cluster() -> None:
    near, far = [Run(0, 100, 10), Run(12, 112, 10)], [Run(40, 140, 10)]
    assert clusters(near + far) == [near, far]
    assert len(clusters([Run(0, 0, 10), Run(12, 40, 10)])) == 2


def test_runs_that_differ_more_than_they_agree_are_no_cluster() -> None:
    assert len(clusters([Run(0, 0, 4), Run(9, 9, 4), Run(18, 18, 4)])) == 3


def test_an_alignment_agrees_with_what_was_changed_in_random_texts() -> None:
    rng = random.Random(3)
    for _ in range(50):
        words = [str(rng.randrange(10**6)) for _ in range(300)]
        other = list(words)
        for at in range(15, 300, 30):
            other[at] = "changed"
        line = chain(runs(ids(" ".join(words)), ids(" ".join(other))))
        assert sum(r.length for r in line) == 290
        assert all(words[r.a : r.a + r.length] == other[r.b : r.b + r.length] for r in line)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (["x"] * 180_000, ["x"] * 170_000),
        (["x", "y"] * 90_000, ["y", "x"] * 90_000),
        ([*"the", "cat", "sat", "on"] * 25_000, [*"the", "cat", "sat", "then"] * 25_000),
        ([str(i) for i in range(180_000)], [str(i) if i % 9 else "z" for i in range(180_000)]),
        ([str(i) for i in range(180_000)], [str(i) for i in range(90_000, 180_000)] + [str(i) for i in range(90_000)]),
    ],
    ids=["one word", "two words", "a sentence", "many changes", "halves turned round"],
)
def test_long_texts_take_bounded_time(a: list[str], b: list[str]) -> None:
    x, y = (np.array([hash(w) % 2**32 for w in words], dtype=np.uint64) for words in (a, b))
    start = time.process_time()
    found = runs(x, y)
    assert chain(found)
    assert clusters(found)
    assert time.process_time() - start < 15


def test_stretches_meet_in_either_text_and_lie_in_one_another_in_both() -> None:
    outer, inner, beside = Stretch(10, 60, 20, 70, 40), Stretch(12, 30, 22, 40, 18), Stretch(60, 80, 30, 50, 20)
    assert inner.lies_in(outer)
    assert not outer.lies_in(inner)
    assert beside.meets(outer)
    assert not beside.lies_in(outer)
    assert not Stretch(60, 80, 70, 90, 20).meets(outer)


def test_a_stretch_goes_from_the_first_word_of_its_runs_to_the_last() -> None:
    assert stretch([Run(3, 5, 4), Run(8, 9, 6)]) == Stretch(3, 14, 5, 15, 10)
