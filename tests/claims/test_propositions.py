"""Which attributions state one claim, and what it is called."""

import pytest

from onrecord.claims.judging import judge
from onrecord.claims.propositions import claim_edge, claims, name_of, states
from tests.claims.attributions import attribution


def edge(a: str, b: str, *, one_statement: bool = False, later: str = "2026-03-03") -> float:
    (judged,) = judge([(a, b)])
    return claim_edge(attribution("one#a1", a), attribution("two#a1", b, published=later), judged, one_statement=one_statement)


def test_reports_of_one_utterance_are_one_claim() -> None:
    a, b = "that the ministry had not received any such memo", "the ministry had not received the memo"
    assert edge(a, b, one_statement=True) >= 0.9


def test_a_report_that_drifted_is_a_claim_of_its_own() -> None:
    assert edge("the lake may have to be drained", "the lake will be drained", one_statement=True) < 0


def test_what_cannot_both_be_true_counts_against() -> None:
    assert edge("nine people were killed in the port", "eleven people were killed in the port") < 0


@pytest.mark.parametrize(("a", "b"), [("the move", "against the move"), ("Yes.", "“Yes.”"), ("his condolences", "her condolences")])
def test_few_words_are_no_claim_that_could_be_told_from_others(a: str, b: str) -> None:
    assert edge(a, b) < 0.5
    assert edge(a, b, one_statement=True) >= 0.9


def test_articles_far_apart_need_more_words_in_common() -> None:
    assert edge("that there was widespread fraud", "widespread fraud") >= 0.5
    assert edge("that there was widespread fraud", "widespread fraud", later="2026-11-03") < 0.5
    long = "that the Ostrand bridge would be closed for repairs"
    assert edge(long, "the Ostrand bridge will be closed for repairs", later="2026-11-03") >= 0.5


def test_whoever_says_it() -> None:
    said = [
        attribution("one#a1", "the batch contains mercury"),
        attribution("two#a1", "The batch contains mercury", speaker="person:bo lind", name="Bo Lind"),
        attribution("three#a1", "the batch contains mercury", act="deny"),
        attribution("four#a1", "whether the batch contains mercury", act="ask"),
    ]
    assert claims(said, {("one#a1", "two#a1"): 1.0, ("one#a1", "three#a1"): 1.0}) == [("one#a1", "two#a1")]


@pytest.mark.parametrize("act", ["deny", "ask", "request", "decline"])
def test_who_denies_or_asks_claims_nothing(act: str) -> None:
    assert states(attribution("one#a1", "it rains"))
    assert not states(attribution("one#a1", "it rains", act=act))


def test_a_claim_is_called_by_its_most_central_content() -> None:
    members = [
        attribution(f"{k}#a1", c)
        for k, c in (("a", "mercury in it"), ("b", "that batch K417 contains mercury"), ("c", "K417 contains mercury"))
    ]
    edges = {("a#a1", "b#a1"): 0.6, ("b#a1", "c#a1"): 0.9, ("a#a1", "c#a1"): 0.5}
    assert name_of(members, edges).key == "b#a1"
    assert name_of(members[::-1], {(b, a): w for (a, b), w in edges.items()}).key == "b#a1"


def test_of_equally_central_contents_the_fuller_one_is_taken() -> None:
    members = [attribution("a#a1", "seven dead"), attribution("b#a1", "that seven bodies had been brought in")]
    assert name_of(members, {}).key == "b#a1"


def test_a_claim_without_members_has_no_name() -> None:
    with pytest.raises(ValueError, match="no name"):
        name_of([], {})


@pytest.mark.parametrize(
    "content",
    [
        "why the bridge was closed",
        "about his age",
        "whether it rains",
        "how they came across",
        "Yes.",
        "that",
        "it is",
        "Thank you for coming.",
    ],
)
def test_contents_that_only_name_a_matter_state_nothing(content: str) -> None:
    assert not states(attribution("a#a1", content))


@pytest.mark.parametrize(
    "content", ["About forty people came", "“What we saw was a fox,”", "“How they came across! Nobody knows.”", "that it rains"]
)
def test_contents_that_may_be_so_state_something(content: str) -> None:
    assert states(attribution("a#a1", content))


@pytest.mark.parametrize(
    "text", ["something", "anything to add", "“Nothing more,”", "such a thing", "a lot", "much more to say", "that it is the case"]
)
def test_what_could_be_said_of_anything_claims_nothing(text: str) -> None:
    assert not states(attribution("one#a1", text))


@pytest.mark.parametrize(
    "text",
    [
        "something has to change",
        "nothing was stolen",
        "a lot of money",
        "40",
        "on Monday",
        "it’s raining",
        "U.S. troops",
        "I’m innocent",
        "Nobody has paid.",
    ],
)
def test_a_word_with_a_meaning_is_enough(text: str) -> None:
    assert states(attribution("one#a1", text))
