"""Verb groups, negations and conditions as they are read."""

import pytest

from onrecord.claims.comparing.conditions import conditions_of
from onrecord.claims.comparing.contents import Content, content_of
from onrecord.claims.comparing.groups import group_before
from onrecord.claims.comparing.negating import negations


def _at(content: Content, word: str) -> int:
    return next(i for i, u in enumerate(content.units) if u.word == word)


@pytest.mark.parametrize(
    ("text", "verb", "degree", "duty"),
    [
        ("the dam may be drained", "drained", "may", ""),
        ("the dam may have to be drained", "drained", "may", "must"),
        ("the dam will be drained", "drained", "will", ""),
        ("the dam will have to be drained", "drained", "will", "must"),
        ("the dam would be drained", "drained", "would", ""),
        ("the dam is to be drained", "drained", "will", ""),
        ("the dam is going to be drained", "drained", "will", ""),
        ("the dam is set to be drained", "drained", "will", ""),
        ("the dam is expected to be drained", "drained", "likely", ""),
        ("the dam is likely to be drained", "drained", "likely", ""),
        ("they plan to drain the dam", "drain", "plan", ""),
        ("they are considering draining the dam", "draining", "plan", ""),
        ("the dam must be drained", "drained", "present", "must"),
        ("the dam should be drained", "drained", "present", "should"),
        ("the dam has been drained", "drained", "done", ""),
        ("the dam was drained", "drained", "done", ""),
        ("they drained the dam", "drained", "done", ""),
        ("they did not drain the dam", "drain", "done", ""),
        ("they do not drain the dam", "drain", "present", ""),
        ("the dam is being drained", "drained", "present", ""),
        ("they began to drain the dam", "drain", "present", ""),
        ("they ordered him to drain the dam", "drain", "", ""),
        ("the dam could probably not be drained", "drained", "may", ""),
        ("Lake to be drained", "drained", "will", ""),
    ],
)
def test_groups(text: str, verb: str, degree: str, duty: str) -> None:
    content = content_of(text)
    group = group_before(content, _at(content, verb))
    assert (group.degree, group.duty) == (degree, duty)


def test_a_noun_has_no_group() -> None:
    content = content_of("the closure of the plant")
    assert group_before(content, _at(content, "closure")).noun


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("the dam is not safe", "safe"),
        ("the dam isn't safe", "safe"),
        ("the dam has never been safe", "safe"),
        ("no patient has died", "patient"),
        ("none of the patients has died", "patients"),
        ("he failed to pay his taxes", "pay"),
        ("he refused to pay", "pay"),
        ("they left without a licence", "licence"),
        ("the firm no longer sells it", "sells"),
        ("a recount was refused by the court", "recount"),
        ("they were unable to land", "land"),
        ("the claim was turned down", "claim"),
    ],
)
def test_what_a_negation_denies(text: str, denied: str) -> None:
    content = content_of(text)
    (found,) = negations(content)
    if denied == "claim":
        assert found.start == _at(content, "turned")
    else:
        assert found.reach[0] == _at(content, denied)


@pytest.mark.parametrize(
    "text",
    [
        "not only the dam is old",
        "a mite, not a pesticide, killed the bees",
        "it was not a mite but a pesticide",
        "no flood as severe as this one came",
        "nothing but the truth",
        "this is not his first conviction",
        "never before had it rained so much",
        "a false wall was found",
        "the engine failed",
    ],
)
def test_what_denies_nothing(text: str) -> None:
    assert negations(content_of(text)) == []


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("the levee will hold if the rain stops", "if the rain stops"),
        ("If the rain stops, the levee will hold", "If the rain stops"),
        ("the levee will break unless the rain stops, he said", "unless the rain stops"),
        ("they may stay as long as the war lasts", "as long as the war lasts"),
        ("it can be saved, provided that the state helps", "provided that the state helps"),
        ("it will be signed on condition that they leave", "on condition that they leave"),
    ],
)
def test_conditions(text: str, clause: str) -> None:
    content = content_of(text)
    (found,) = conditions_of(content)
    start, end = content.span(found.start, found.end) or (0, 0)
    assert text[start:end] == clause


@pytest.mark.parametrize(
    "text",
    [
        "they will come even if it rains",
        "he asked if it rained",
        "it is unclear if the levee holds",
        "few, if any, came",
        "it took five times as long as planned",
        "he provided food for the village",
        "if",
    ],
)
def test_what_is_no_condition(text: str) -> None:
    assert conditions_of(content_of(text)) == []
