from types import ModuleType
from typing import Any

import pytest


@pytest.fixture
def copy(claiming: ModuleType) -> Any:
    def make(of: str, to: str, of_span: tuple[int, int] | None = None, copy_span: tuple[int, int] | None = None, **more: Any) -> Any:
        return claiming.Copy(of, to, "passage" if of_span else "article", of_span, copy_span, **more)

    return make


def prf(tally: Any) -> tuple[float, float]:
    return tally.precision, tally.recall


def test_copies_of_one_article_are_copies_of_one_another(copying: ModuleType, copy: Any) -> None:
    """a is copied by b and c: three pairs."""
    gold = [copy("a", "b"), copy("a", "c")]
    assert prf(copying.copies(gold, [copy("a", "b"), copy("b", "c")]).articles) == (1, 1)
    assert prf(copying.copies(gold, [copy("a", "b")]).articles) == (1, 1 / 3)
    assert prf(copying.copies(gold, [copy("a", "b"), copy("a", "c"), copy("c", "x")]).articles) == (1 / 2, 1)


def test_direction_is_counted_of_what_was_found(copying: ModuleType, copy: Any) -> None:
    gold = [copy("a", "b"), copy("a", "c"), copy("x", "y")]
    for found, right in (
        ([copy("a", "b"), copy("b", "c")], 2),
        ([copy("b", "a"), copy("a", "c")], 1),
        ([copy("a", "b", directed=False), copy("a", "c")], 1),
        ([copy("a", "b"), copy("b", "a"), copy("a", "c")], 1),
    ):
        score = copying.copies(gold, found)
        assert (score.directions, score.directed) == (2, right), found


def test_a_passage_is_found_where_both_ends_overlap_by_half(copying: ModuleType, copy: Any) -> None:
    gold = [copy("a", "b", (0, 100), (50, 150))]
    for found, right in (
        (copy("a", "b", (0, 100), (50, 150)), 1),
        (copy("b", "a", (50, 150), (0, 100)), 1),  # the wrong way round
        (copy("a", "b", (40, 100), (90, 150)), 1),
        (copy("a", "b", (60, 100), (50, 150)), 0),
        (copy("a", "c", (0, 100), (50, 150)), 0),
    ):
        assert prf(copying.copies(gold, [found]).passages) == (right, right), found


def test_the_direction_of_a_passage(copying: ModuleType, copy: Any) -> None:
    gold = [copy("a", "b", (0, 100), (50, 150))]
    assert copying.copies(gold, [copy("a", "b", (0, 100), (50, 150))]).directed == 1
    assert copying.copies(gold, [copy("a", "b", (0, 100), (50, 150), directed=False)]).directed == 0
    assert copying.copies(gold, [copy("b", "a", (50, 150), (0, 100))]).directed == 0


def test_a_passage_told_in_two_pieces_is_right_once_where_one_is_half(copying: ModuleType, copy: Any) -> None:
    gold = [copy("a", "b", (0, 100), (0, 100))]
    score = copying.copies(gold, [copy("a", "b", (0, 60), (0, 60)), copy("a", "b", (61, 100), (61, 100))])
    assert prf(score.passages) == (1 / 2, 1)


def test_two_copies_of_a_passage_are_copies_of_one_another(copying: ModuleType, copy: Any) -> None:
    """Told with the original or not, it is not wrong; but the two alone do not tell where it is from."""
    gold = [copy("a", "b", (0, 100), (0, 100)), copy("a", "c", (0, 100), (0, 100))]
    beside = copy("b", "c", (0, 100), (0, 100))
    assert prf(copying.copies(gold, [beside]).passages) == (1, 0)
    assert prf(copying.copies(gold, [copy("a", "b", (0, 100), (0, 100)), beside]).passages) == (1, 1)
    assert prf(copying.copies(gold, [*gold, beside]).passages) == (1, 1)


def test_a_passage_may_be_told_of_a_copy_of_the_article(copying: ModuleType, copy: Any) -> None:
    gold = [copy("a", "b"), copy("a", "c", (0, 100), (0, 100))]
    score = copying.copies(gold, [copy("a", "b"), copy("b", "c", (20, 120), (0, 100))])
    assert prf(score.passages) == (1, 1)
    assert (score.directions, score.directed) == (2, 2)
    assert prf(copying.copies(gold, [copy("b", "c", (20, 120), (300, 400))]).passages) == (0, 0)


def test_passages_within_copied_articles_are_not_counted(copying: ModuleType, copy: Any) -> None:
    score = copying.copies([copy("a", "b")], [copy("a", "b"), copy("a", "b", (0, 100), (0, 100))])
    assert score.passages.found == 0


def test_an_article_told_as_a_passage_is_not_found(copying: ModuleType, copy: Any) -> None:
    score = copying.copies([copy("a", "b")], [copy("a", "b", (0, 100), (0, 100))])
    assert prf(score.articles) == (0, 0)


def test_nothing_is_no_error(copying: ModuleType, copy: Any) -> None:
    assert copying.copies([], []).directions == 0
    assert prf(copying.copies([], [copy("a", "b", (0, 9), (0, 9))]).passages) == (0, 0)


def test_overlap(copying: ModuleType) -> None:
    assert copying.overlap((0, 10), (5, 15)) == 5 / 15
    assert copying.overlap((0, 10), (10, 20)) == 0
    assert copying.overlap((0, 0), (0, 0)) == 0
