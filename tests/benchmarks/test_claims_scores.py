import random
from types import ModuleType
from typing import Any

import pytest


def groups(*names: str) -> list[frozenset[str]]:
    return [frozenset(name) for name in names]


def prf(tally: Any) -> tuple[float, float, float]:
    return tally.precision, tally.recall, tally.f1


def key(name: str) -> tuple[str, str]:
    """ "a1" is the first attribution of article a."""
    return name[0], name[1:]


def keys(*names: str) -> list[frozenset[tuple[str, str]]]:
    return [frozenset(key(n) for n in name.split()) for name in names]


# B³


def test_b_cubed_of_the_same_groups_is_one(scores: ModuleType) -> None:
    assert prf(scores.b_cubed(groups("abc", "d"), groups("d", "cab"))) == (1.0, 1.0, 1.0)


def test_b_cubed_of_the_example_of_bagga_and_baldwin(scores: ModuleType) -> None:
    """Truth {1–5} {6, 7} {8, 9, A–C}; answer one joins the first two, answer two the first and the last.

    Answer one: of the seven joined, five have precision 5/7 and two 2/7, the others 1: (25/7 + 4/7 + 5) / 12 = 16/21.
    Answer two: ten have 5/10, two have 1: 7/12. Recall is whole in both.
    """
    truth = groups("12345", "67", "89ABC")
    assert prf(scores.b_cubed(truth, groups("1234567", "89ABC")))[:2] == pytest.approx((16 / 21, 1))
    assert prf(scores.b_cubed(truth, groups("1234589ABC", "67")))[:2] == pytest.approx((7 / 12, 1))


def test_b_cubed_of_what_is_parted_and_joined(scores: ModuleType) -> None:
    """Truth {a, b, c} {d, e}, answer {a, b} {c, d} {e}.

    Precision: a 1, b 1, c 1/2, d 1/2, e 1 = 4/5. Recall: a 2/3, b 2/3, c 1/3, d 1/2, e 1/2 = (5/3 + 1)/5 = 8/15.
    """
    found = scores.b_cubed(groups("abc", "de"), groups("ab", "cd", "e"))
    assert prf(found) == pytest.approx((4 / 5, 8 / 15, 2 * (4 / 5) * (8 / 15) / (4 / 5 + 8 / 15)))


def test_what_was_not_read_loses_recall_and_what_was_not_marked_loses_precision(scores: ModuleType) -> None:
    """Truth {a, b}; answer {a, x}: a has recall 1/2, b none; a has precision 1/2, x none."""
    assert prf(scores.b_cubed(groups("ab"), groups("ax")))[:2] == (1 / 4, 1 / 4)


def test_nothing_is_no_error(scores: ModuleType) -> None:
    assert prf(scores.b_cubed([], [])) == (0.0, 0.0, 0.0)
    assert prf(scores.b_cubed(groups("a"), [])) == (0.0, 0.0, 0.0)


def test_an_item_in_two_groups_is_refused(scores: ModuleType) -> None:
    with pytest.raises(ValueError, match="two groups"):
        scores.b_cubed(groups("ab"), groups("a", "ab"))


def test_over_the_same_items(scores: ModuleType) -> None:
    assert set(scores.over_the_same(groups("abc", "d"), groups("abx", "y"))) == set(groups("ab", "c", "d"))


def test_groups_that_stand_alone_are_no_pairs(scores: ModuleType) -> None:
    """Truth has ab, ac, bc; the answer ab, cd."""
    assert prf(scores.pairs(groups("abc", "d"), groups("ab", "cd")))[:2] == (1 / 2, 1 / 3)
    assert prf(scores.pairs(groups("a", "b"), groups("a", "b"))) == (0.0, 0.0, 0.0)


# Denials and relations


def test_a_denial_is_right_whichever_member_names_the_claim(scores: ModuleType, claiming: ModuleType) -> None:
    claims = keys("a1 b1", "c1")
    gold = [claiming.Denial(key("d1"), key("a1")), claiming.Denial(key("d2"), key("c1"))]
    found = [
        claiming.Denial(key("d1"), key("b1")),
        claiming.Denial(key("d1"), key("a1")),  # the same, told twice
        claiming.Denial(key("d2"), key("a1")),  # another claim
        claiming.Denial(key("d3"), key("x9")),  # what gold knows nothing of
    ]
    assert prf(scores.denials(gold, found, claims))[:2] == (1 / 3, 1 / 2)


def test_a_relation_is_right_whichever_reports_name_the_statements(scores: ModuleType, claiming: ModuleType) -> None:
    statements = keys("a1 b1", "c1 d1", "e1")
    relation = claiming.Relation
    gold = [relation("denies", key("c1"), key("a1")), relation("repeats", key("e1"), key("a1"))]
    found = [
        relation("denies", key("d1"), key("b1")),
        relation("denies", key("c1"), key("b1")),  # the same, told twice
        relation("denies", key("e1"), key("a1")),  # another kind than gold's
        relation("repeats", key("a1"), key("e1")),  # the wrong way round
        relation("repeats", key("?a1"), key("a1")),
    ]
    tallies = scores.relations(gold, found, statements)
    assert prf(tallies["denies"])[:2] == (1 / 2, 1)
    assert prf(tallies["repeats"])[:2] == (0, 0)
    assert tallies["repeats"].found == 2
    assert prf(tallies["revises"]) == (0, 0, 0)


def test_what_contradicts_may_be_told_from_either_side(scores: ModuleType, claiming: ModuleType) -> None:
    statements = keys("a1", "b1")
    gold = [claiming.Relation("contradicts", key("b1"), key("a1"))]
    found = [claiming.Relation("contradicts", key("a1"), key("b1"))]
    assert prf(scores.relations(gold, found, statements)["contradicts"]) == (1, 1, 1)


def test_a_relation_within_one_statement_is_wrong(scores: ModuleType, claiming: ModuleType) -> None:
    found = [claiming.Relation("contradicts", key("a1"), key("b1"))]
    assert scores.relations([], found, keys("a1 b1"))["contradicts"].found == 1


def test_kinds_together_are_counted_as_one(scores: ModuleType, claiming: ModuleType) -> None:
    """Three right of five told and of four that there are."""
    both = scores.together([scores.tally(1, 2, 1), scores.tally(2, 2, 4)])
    assert prf(both)[:2] == (3 / 5, 3 / 4)


# Independence


def lines(claiming: ModuleType, members: str, first: str, *articles: str, circular: bool = False) -> Any:
    return claiming.Lines(frozenset(map(key, members.split())), key(first), frozenset(map(frozenset, articles)), circular)


def test_independence_counts_lines_first_reports_and_circles(scores: ModuleType, claiming: ModuleType) -> None:
    gold = [lines(claiming, "a1 b1 c1", "a1", "ab", "c"), lines(claiming, "a2 d1", "a2", "ad", circular=True)]
    found = [
        lines(claiming, "a1 b1 c1", "a1", "ac", "b"),  # two lines, but others
        lines(claiming, "a2", "a2", "a"),
        lines(claiming, "d1 e1", "d1", "d", "e"),  # shares as much with the second, and is larger
    ]
    assert scores.independence(gold, found) == scores.IndependenceScore(claims=2, counts=2, lines=0, first=2, circular=1)


def test_a_claim_that_is_not_told_of_is_wrong_in_everything(scores: ModuleType, claiming: ModuleType) -> None:
    gold = [lines(claiming, "a1 b1", "a1", "ab")]
    found = [lines(claiming, "c1 d1", "c1", "cd")]
    assert scores.independence(gold, found) == scores.IndependenceScore(claims=1, counts=0, lines=0, first=0, circular=0)


def test_another_attribution_of_the_first_article_is_the_first_report_too(scores: ModuleType, claiming: ModuleType) -> None:
    gold = [lines(claiming, "a1 a2 b1", "a2", "a", "b")]
    assert scores.independence(gold, [lines(claiming, "a1 a2 b1", "a1", "a", "b")]).first == 1
    assert scores.independence(gold, [lines(claiming, "a1 a2 b1", "b1", "a", "b")]).first == 0


# Drift


def change(claiming: ModuleType, earlier: str, later: str, *kind_before_after: str, material: bool = True) -> Any:
    return claiming.Change(key(earlier), key(later), *kind_before_after, material)


def drift(scores: ModuleType, gold: list[Any], *found: Any) -> tuple[float, float, float]:
    return prf(scores.drift(gold, found, keys("a1 b1 c1", "d1")))


@pytest.fixture
def may(claiming: ModuleType) -> list[Any]:
    return [
        change(claiming, "a1", "b1", "modality", "may have to", "will"),
        change(claiming, "a1", "b1", "condition", "if the leak grows", ""),
        change(claiming, "a1", "b1", "other", "lake", "water", material=False),
    ]


def test_a_change_needs_its_kind_and_a_word(scores: ModuleType, claiming: ModuleType, may: list[Any]) -> None:
    assert drift(scores, may, change(claiming, "a1", "b1", "modality", "may", "will")) == pytest.approx((1, 1 / 2, 2 / 3))
    assert drift(scores, may, change(claiming, "a1", "b1", "modality", "must", "can"))[:2] == (0, 0)
    assert drift(scores, may, change(claiming, "a1", "b1", "hedge", "may have to", "will"))[:2] == (0, 0)
    assert drift(scores, may, change(claiming, "a1", "b1", "condition", "If", ""))[:2] == (1, 1 / 2)


def test_changes_that_do_not_matter_count_for_nothing(scores: ModuleType, claiming: ModuleType, may: list[Any]) -> None:
    assert drift(scores, may, change(claiming, "a1", "b1", "other", "lake", "water", material=False)) == (0, 0, 0)
    assert scores.drift(may, [change(claiming, "a1", "b1", "other", "lake", "water")], keys("a1 b1 c1")).found == 1


def test_one_change_answers_one(scores: ModuleType, claiming: ModuleType, may: list[Any]) -> None:
    twice = [change(claiming, "a1", "b1", "modality", "may", "will"), change(claiming, "a1", "b1", "modality", "have to", "")]
    assert drift(scores, may, *twice)[:2] == (1 / 2, 1 / 2)


def test_the_report_that_it_is_compared_with_is_free_within_the_statement(scores: ModuleType, claiming: ModuleType, may: list[Any]) -> None:
    assert drift(scores, may, change(claiming, "c1", "b1", "modality", "may", "will"))[:2] == (1, 1 / 2)
    assert drift(scores, may, change(claiming, "d1", "b1", "modality", "may", "will"))[:2] == (0, 0)
    assert drift(scores, may, change(claiming, "a1", "c1", "modality", "may", "will"))[:2] == (0, 0)


def test_a_change_told_the_other_way_round_is_as_good(scores: ModuleType, claiming: ModuleType, may: list[Any]) -> None:
    assert drift(scores, may, change(claiming, "b1", "a1", "modality", "will", "may"))[:2] == (1, 1 / 2)
    assert drift(scores, may, change(claiming, "b1", "a1", "modality", "may", "will"))[:2] == (0, 0)


# All of it


def test_no_score_depends_on_an_order(scores: ModuleType, gold: ModuleType, simply: ModuleType, claiming: ModuleType) -> None:
    part = gold.load(gold.PARTS["developing"])
    found = claiming.one_after_the_other(simply.Simple(), part.corpus)
    first = scores.scores(part.gold, found, given=True)
    dice = random.Random(5)

    def shuffled(levels: Any) -> Any:
        return type(levels)(
            **{k: dice.sample(list(getattr(levels, k)), len(getattr(levels, k))) for k in type(levels).__dataclass_fields__}
        )

    for _ in range(3):
        assert scores.scores(shuffled(part.gold), shuffled(found), given=True) == first
        assert scores.scores(shuffled(part.gold), shuffled(found), given=False) == scores.scores(part.gold, found, given=False)
