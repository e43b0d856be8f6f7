from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.scoring.matching import match
from onrecord.scoring.tallies import Scores, Tally, percent
from onrecord.scoring.tokens import Scored

TEXT = "Ode said that it rains, Holm said."
GOLD = {"source": [[0, 3]], "cue": [[4, 8]], "content": [[9, 22]]}


def score(found: list[Any], gold: list[Any] | None = None) -> tuple[float, float]:
    text, scores = Scored(TEXT), Scores()
    scores.add([text.filled(g) for g in gold or [GOLD]], [text.filled(f) for f in found])
    return scores["relaxed", "all"].f1, scores["strict", "all"].f1


def test_the_same_is_right_by_both_rules() -> None:
    assert score([GOLD]) == (1.0, 1.0)


def test_half_of_the_content_is_right_by_the_relaxed_rule_alone() -> None:
    assert score([{**GOLD, "content": [[14, 22]]}]) == (1.0, 0.0)
    assert score([{**GOLD, "content": [[17, 22]]}]) == (0.0, 0.0)


def test_another_source_or_none_is_wrong() -> None:
    assert score([{**GOLD, "source": [[24, 28]]}]) == (0.0, 0.0)
    assert score([{**GOLD, "source": []}]) == (0.0, 0.0)
    assert score([{**GOLD, "source": None}], [{**GOLD, "source": []}]) == (1.0, 1.0)


def test_one_to_one_as_many_as_possible() -> None:
    assert match([(0.9, 0, 0), (0.8, 0, 1), (0.7, 1, 0)]) == [(0, 1), (1, 0)]


@given(st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=20))
def test_no_matching_is_larger(edges: set[tuple[int, int]]) -> None:
    found = match([(1.0, i, j) for i, j in edges])
    assert {*found} <= edges
    assert len({i for i, _ in found}) == len({j for _, j in found}) == len(found) == _largest(sorted(edges), frozenset(), frozenset())


def _largest(edges: list[tuple[int, int]], golds: frozenset[int], founds: frozenset[int]) -> int:
    """The size of the largest matching, by trying all of them."""
    best = 0
    for n, (i, j) in enumerate(edges):
        if i not in golds and j not in founds:
            best = max(best, 1 + _largest(edges[n + 1 :], golds | {i}, founds | {j}))
    return best


def test_a_long_chain_of_new_partners_is_no_deep_recursion() -> None:
    n = 5000
    edges = [(1.0, i, i) for i in range(n)] + [(0.9, i + 1, i) for i in range(n - 1)] + [(0.5, 0, n)]
    edges = [(w, i, j) for w, i, j in edges if (i, j) != (0, 0)] + [(2.0, i, i - 1) for i in range(1, n)]
    assert len(match(edges)) == n


def test_precision_and_recall_are_those_of_their_sides() -> None:
    text, scores = Scored(TEXT), Scores()
    gold = text.filled(GOLD)
    scores.add([gold], [gold, text.filled({**GOLD, "source": [[24, 28]], "cue": [[29, 33]]})])
    assert (scores["relaxed", "all"].precision, scores["relaxed", "all"].recall) == (0.5, 1.0)


def test_what_is_there_twice_counts_once_and_what_has_no_content_does_not() -> None:
    text, scores = Scored(TEXT), Scores()
    gold = text.filled(GOLD)
    scores.add([gold, gold], [gold, text.filled({**GOLD, "content": []})])
    assert scores["strict", "all"] == Tally(1, 1, 1, 1)


def test_words_of_a_role_count_once_however_many_attributions_have_them() -> None:
    text, scores = Scored(TEXT), Scores()
    other = {**GOLD, "content": [[24, 28]]}
    scores.add([text.filled(GOLD), text.filled(other)], [text.filled(GOLD)])
    assert scores["source", "all"] == Tally(1, 1, 1, 1)
    assert scores["content", "all"] == Tally(1, 2, 1, 1)


def test_what_is_nested_is_counted_apart() -> None:
    text, scores = Scored(TEXT), Scores()
    outer, inner = text.filled(GOLD), text.filled({**GOLD, "content": [[17, 22]]})
    scores.add([outer, inner], [outer], inner=({inner}, set()))
    assert scores["relaxed", "nested"] == Tally(0, 1, 0, 0)
    assert scores["relaxed", "all"] == Tally(1, 2, 1, 1)


def test_a_text_may_count_for_less() -> None:
    text, scores = Scored(TEXT), Scores()
    gold = text.filled(GOLD)
    for _ in range(2):
        scores.add([gold], [gold], weight=0.5)
    assert scores["relaxed", "all"] == Tally(1, 1, 1, 1)


@pytest.mark.parametrize(("content", "kind"), [([[9, 22]], "indirect"), ([[0, 22]], "indirect")])
def test_kind_follows_the_marks(content: list[list[int]], kind: str) -> None:
    assert Scored(TEXT).filled({**GOLD, "content": content}).kind == kind
    quoted = Scored(f"“{TEXT}”")
    assert quoted.filled({**GOLD, "content": [[1, 20]]}).kind == "direct"
    half = Scored("He said it “rains in” Sarn.")
    assert half.filled({"content": [[8, 26]]}).kind == "mixed"


def test_recall_of_a_kind_is_of_gold_and_precision_of_what_was_found() -> None:
    text, scores = Scored("He said it “rains in” Sarn."), Scores()
    mixed, direct = text.filled({"content": [[8, 26]]}), text.filled({"content": [[12, 20]]})
    scores.add([mixed], [direct])
    assert (direct.kind, mixed.kind) == ("direct", "mixed")
    assert scores["relaxed", "mixed"].gold == 1
    assert scores["relaxed", "direct"].found == 1


def test_nothing_of_nothing_is_no_error() -> None:
    assert (Tally().precision, Tally().recall, Tally().f1) == (0.0, 0.0, 0.0)
    assert percent(0.5) == " 50.0"
