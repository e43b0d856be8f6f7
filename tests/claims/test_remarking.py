"""Changes weighed by what the network marks: here by marks that are made up, word by word."""

import re

import pytest

from onrecord.claims.changing import KINDS, Mark, Marks
from onrecord.claims.drift import Drift, drift


def marked(text: str, words: dict[str, str], sure: float = 0.995) -> tuple[Mark, ...]:
    """Every word, some of them marked with a kind."""
    out = []
    for found in re.finditer(r"\w+|[^\w\s]", text):
        kind = words.get(found.group())
        p = sure if kind else 0.01
        out.append(Mark(*found.span(), p, tuple(p if k == kind else 0.0 for k in KINDS)))
    return tuple(out)


def found(before: str, after: str, mine: dict[str, str], theirs: dict[str, str], *, denied: tuple[bool, bool] = (False, False)) -> Drift:
    marks: Marks = marked(before, mine), marked(after, theirs)
    return drift(before, after, denied=denied, marks=marks)


def told(some: Drift) -> list[tuple[str, str, str]]:
    return [(c.kind, c.before, c.after) for c in some.material]


def test_what_no_rule_knows_is_a_change_where_the_network_is_sure() -> None:
    before, after = "the clerk was moved to the harbour office", "the clerk was sent home from the harbour office"
    assert drift(before, after).material == ()
    change = found(before, after, {"moved": "other"}, {"sent": "other", "home": "other"})
    assert told(change) == [("word", "moved", "sent home")]
    assert [(c.before_span, c.after_span) for c in change.material] == [((14, 19), (14, 23))]


def test_what_it_is_less_sure_of_is_none() -> None:
    before, after = "the clerk was moved to the harbour office", "the clerk was sent to the harbour office"
    marks = marked(before, {"moved": "other"}, 0.7), marked(after, {"sent": "other"}, 0.7)
    assert drift(before, after, marks=marks).material == ()


def test_of_words_that_only_one_report_has_it_must_be_surer() -> None:
    before, after = "the clerk was moved to the old harbour office", "the clerk was moved to the harbour office"
    for sure, changes in ((0.95, []), (0.995, [("word", "old", "")])):
        marks = marked(before, {"old": "other"}, sure), marked(after, {})
        assert told(drift(before, after, marks=marks)) == changes


@pytest.mark.parametrize(
    ("rest", "changes"), [("unless it rains", 1), ("for members", 1), ("before the rain comes", 0), ("in the park", 0)]
)
def test_a_detail_of_when_or_where_is_no_condition(rest: str, changes: int) -> None:
    marks = marked(f"Pools open at last {rest}", dict.fromkeys(rest.split(), "condition")), marked("Pools open at last", {})
    assert len(drift(f"Pools open at last {rest}", "Pools open at last", marks=marks).material) == changes


def test_what_a_rule_finds_and_the_network_does_not_see_is_another_wording() -> None:
    before, after = "the road will stay shut as long as it snows", "the road will stay shut"
    assert [c.kind for c in drift(before, after).material] == ["condition"]
    doubted = found(before, after, {}, {})
    assert doubted.material == ()
    assert [(c.kind, c.before) for c in doubted.changes] == [("other", "as long as it snows")]


def test_what_both_find_is_told_once_as_the_rule_has_it() -> None:
    before, after = "the road may be shut", "the road will be shut"
    assert (
        told(found(before, after, {"may": "modality"}, {"will": "modality"}))
        == told(drift(before, after))
        == [("modality", "may be", "will be")]
    )


def test_other_figures_are_a_change_whatever_the_network_sees() -> None:
    assert told(found("40 sheep were lost", "90 sheep were lost", {}, {})) == [("number", "40", "90")]


def test_another_speaker_is_a_change_whatever_the_network_sees() -> None:
    text = "the road is shut"
    marks = marked(text, {}), marked(text, {})
    assert [c.kind for c in drift(text, text, speakers=("Ana Ruiz", "Per Lind"), marks=marks).material] == ["speaker"]


def test_words_of_one_kind_that_stand_close_together_are_one_change() -> None:
    before, after = "the pool opens for members over the age of 60", "the pool opens"
    change = found(before, after, {"members": "condition", "age": "condition", "60": "condition"}, {})
    assert [c.before for c in change.material] == ["members over the age of 60"]


def test_words_that_both_reports_have_are_no_change_by_themselves() -> None:
    before, after = "the pool is closed to swimmers", "the pool is closed"
    assert told(found(before, after, {"closed": "negation"}, {"closed": "negation"})) == []


def test_what_a_reporter_puts_in_brackets_is_no_change() -> None:
    before, after = "they fell ill because of it", "they fell ill because of [the vaccine]"
    assert told(found(before, after, {}, {"vaccine": "other"})) == []


@pytest.mark.parametrize(("denied", "changes"), [((True, False), []), ((True, True), [("negation", "signing", "wrote")])])
def test_where_one_report_is_of_a_denial_the_not_may_stand_outside(denied: tuple[bool, bool], changes: list[tuple[str, str, str]]) -> None:
    assert (
        told(found("signing for the parcel", "I wrote nothing", {"signing": "negation"}, {"wrote": "negation"}, denied=denied)) == changes
    )


def test_reports_in_the_same_words_are_not_looked_at() -> None:
    text = "the road is shut"
    assert drift(text, text, marks=(marked(text, {"shut": "other"}), marked(text, {"shut": "other"}))).changes == ()
