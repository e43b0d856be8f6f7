"""Which attributions report one utterance."""

from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest

from onrecord.claims.judging import judge
from onrecord.claims.said import Said
from onrecord.claims.statements import NAMES, may_be_one, numbers, statement_edge, statements
from tests.claims.attributions import attribution

LONG = "“We will not empty a lake because of a piece of paper that somebody gave to a newspaper,”"


def edge(a: Said, b: Said, *, copied: bool = False) -> float:
    (judged,) = judge([(a.content, b.content)])
    return statement_edge(a, b, judged, copied=copied)


def one(content: str, **more: object) -> Said:
    return attribution("one#a1", content, **more)


def two(content: str, **more: object) -> Said:
    return attribution("two#a1", content, **{"outlet": "Kystradio", "published": "2026-03-02T18:00:00Z", **more})


@pytest.mark.parametrize(
    "content",
    [
        LONG,
        "“We will not empty a lake because of a piece of paper [...],”",
        "that the ministry would not empty a lake because of a piece of paper somebody gave to a newspaper",
    ],
)
def test_a_quotation_however_trimmed_is_one_utterance(content: str) -> None:
    assert edge(one(LONG, kind="direct"), two(content)) >= 0.5


def test_words_that_changed_on_the_way_are_still_one_utterance() -> None:
    assert edge(one("that dozens of people had been wounded in the port"), two("that 80 people had been wounded in the port")) >= 0.5


def test_another_matter_is_another_utterance() -> None:
    assert edge(one(LONG), two("that the evacuation of the valley would begin on Sunday")) < 0.5


def test_another_speaker_is_another_utterance() -> None:
    other = two("that the dam was safe and would stay so", speaker="person:bo lind", name="Bo Lind", source="Bo Lind")
    assert edge(one("that the dam was safe and would stay so"), other) == 0


def test_a_quotation_given_to_the_minister_is_that_of_his_spokesman() -> None:
    a = one("“The dam is safe,”", kind="direct")
    b = two('"The dam is safe,"', kind="direct", speaker="person:bo lind", name="Bo Lind", source="Minister Bo Lind")
    assert edge(a, b) > 0
    assert edge(a, two('"The dam is safe,"', kind="indirect", name="Bo Lind", speaker="person:bo lind")) == 0


def test_the_opposite_days_later_is_another_utterance() -> None:
    later = two("that the ministry had received the memo in February", published="2026-03-06T18:00:00Z")
    assert edge(one("that the ministry had not received the memo in February"), later) < 0.5


def test_somebody_without_a_name_needs_the_same_words() -> None:
    nobody = {"speaker": None, "name": None, "type": "unknown", "source": "she"}
    assert edge(one(LONG), two(LONG, **nobody)) >= 0.5
    assert edge(one("that the dam was safe"), two("that the dam is safe", **nobody)) == 0


def test_the_same_place_of_two_copies_is_one_utterance_always() -> None:
    assert edge(one("that the dam was safe"), two("the river is high", name="Bo Lind", speaker="person:bo lind"), copied=True) == 1


def test_it_does_not_matter_which_comes_first() -> None:
    for x, y in combinations([one(LONG), two("We will not empty a lake"), two("that the lake stays", kind="direct")], 2):
        assert edge(x, y) == pytest.approx(edge(y, x))


@pytest.mark.parametrize(
    "more",
    [
        {"content": ""},
        {"asserted": False},
        {"speaker": "person:bo lind", "name": "Bo Lind"},
        {"published": "2026-09-02"},
    ],
)
def test_what_cannot_be_one_is_not_compared(more: dict[str, Any]) -> None:
    assert may_be_one(one(LONG), two(LONG))
    assert not may_be_one(one(LONG), replace(two(LONG), **more))


def test_each_number_has_a_name() -> None:
    (judged,) = judge([(LONG, LONG)])
    assert len(numbers(one(LONG), two(LONG), judged)) == len(NAMES)


def test_what_was_not_said_is_no_statement() -> None:
    said = [one(LONG), two(LONG), attribution("three#a1", LONG, asserted=False), attribution("four#a1", "")]
    assert statements(said, {("one#a1", "two#a1"): 0.9, ("one#a1", "three#a1"): 0.9}) == [("one#a1", "two#a1")]


def test_the_same_question_in_another_interview_is_another_question() -> None:
    question = "What should be done to combat global climate change?"
    again = two(question, act="ask", published="2026-03-09")
    assert edge(one(question, act="ask"), again) == 0
    assert edge(one(question, act="ask"), two(question, act="ask")) >= 0.5
    assert edge(one(question, act="ask"), attribution("one#a2", "What should be done in Ostrand?", act="ask")) == 0
