"""What is left out before contents are compared or the network is asked."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.claims import sifting
from onrecord.claims.evidence import evidence
from onrecord.claims.judging import judge, sift
from onrecord.claims.network import Opinion, Relating, shipped
from onrecord.errors import WeightsError

BRIDGE = "the Ostrand bridge will be closed for repairs until the end of May"
ALIKE = [
    (BRIDGE, "that the Ostrand bridge would be closed for repairs until the end of May"),
    (BRIDGE, "the bridge at Ostrand is to be shut until late May while it is repaired"),
    (BRIDGE, "the Ostrand bridge will not be closed for repairs until the end of May"),
    ("nine people were killed in the shelling of the port", "eleven people were killed in the shelling of the port"),
    ("23 cases of fever had been recorded in the region", "Twenty-three cases of fever have been recorded in the region"),
]
APART = [
    (BRIDGE, "the new budget is a disgrace for every school in the country"),
    ("he would run again in the autumn", "that is why people here drink tea"),
    ("the harvest was poor", "two ministers have left the coalition"),
]


class Counting:
    """The shipped network; keeps what it was asked."""

    def __init__(self) -> None:
        self.once_of: list[tuple[str, str]] = []
        self.twice_of: list[tuple[str, str]] = []

    def once(self, pairs: list[tuple[str, str]]) -> list[Opinion]:
        self.once_of += pairs
        return shipped().once(pairs)

    def twice(self, pairs: list[tuple[str, str]], firsts: list[Opinion]) -> list[Opinion]:
        self.twice_of += pairs
        return shipped().twice(pairs, firsts)


@pytest.mark.parametrize("pair", ALIKE)
def test_what_is_the_same_or_the_opposite_comes_through_as_it_is(pair: tuple[str, str]) -> None:
    (found,), (whole,) = sift([pair]), judge([pair])
    assert found is not None
    assert {found.relation, whole.relation} <= {"same", "a_more", "b_more"} or found.relation == whole.relation
    assert found.differences == whole.differences
    assert abs(found.one - whole.one) < 0.25


@pytest.mark.parametrize("pair", APART)
def test_what_has_nothing_to_do_with_each_other_is_left_out_and_the_network_is_not_asked(pair: tuple[str, str]) -> None:
    asked = Counting()
    assert sift([pair], asked) == [None]  # type: ignore[arg-type]
    assert asked.once_of == []


def test_the_network_is_not_asked_of_what_words_decide() -> None:
    asked = Counting()
    equal = (BRIDGE, "“The Ostrand bridge will be closed for repairs until the end of May,”")
    (found,) = sift([equal], asked)  # type: ignore[arg-type]
    assert found is not None
    assert found.one == 1.0
    assert asked.once_of == []


def test_each_pair_is_asked_once_whatever_its_order_and_twice_only_where_the_first_answer_leaves_doubt() -> None:
    asked = Counting()
    pairs = [*ALIKE, *((b, a) for a, b in ALIKE), *ALIKE]
    found = sift(pairs, asked)  # type: ignore[arg-type]
    assert len(set(asked.once_of)) == len(asked.once_of) <= len(ALIKE)
    assert set(asked.twice_of) <= set(asked.once_of)
    for i in range(len(ALIKE)):
        one, other = found[i], found[len(ALIKE) + i]
        assert one is not None
        assert other is not None
        assert other == one.mirrored
        assert one == found[2 * len(ALIKE) + i]


def test_no_pairs() -> None:
    assert sift([]) == []


def test_who_takes_something_back_is_compared_with_everything_near() -> None:
    (found,) = sift([("I should not have said that", "the valley will be flooded in spring")])
    assert found is not None


words = st.lists(st.sampled_from(["bridge", "Lind", "40", "not", "closed", "may", "the", "Ostrand", "eleven", "safe"]), max_size=8).map(
    " ".join
)


@settings(max_examples=60, deadline=None)
@given(words, words)
def test_the_order_of_two_contents_makes_no_difference(a: str, b: str) -> None:
    assert sifting.numbers_of_words(a, b) == sifting.numbers_of_words(b, a)
    neutral = sifting.shipped().unasked
    for seen in (evidence(a, b, neutral), evidence(b, a, neutral)):
        assert len(sifting.numbers_of_evidence(sifting.numbers_of_words(a, b), seen)) == len(sifting.ASKING)
    assert len(sifting.numbers_of_words(a, b)) == len(sifting.LOOKING)


def test_words_with_an_opinion_are_what_the_opinion_and_the_words_make_together() -> None:
    (opinion,) = shipped().opinions([ALIKE[1]])
    assert evidence(*ALIKE[1], sifting.shipped().unasked).with_opinion(opinion) == evidence(*ALIKE[1], opinion)


def test_once_and_twice_make_what_opinions_does() -> None:
    network: Relating = shipped()
    pairs = sorted((min(p), max(p)) for p in ALIKE)
    firsts = network.once(pairs)
    both = network.twice(pairs, firsts)
    for opinion, first, second in zip(network.opinions(pairs), firsts, both, strict=True):
        assert opinion in {first, second}


def test_weights_fit_what_is_weighed() -> None:
    found = sifting.shipped()
    assert found.looking.names == sifting.LOOKING
    assert found.one.names == found.against.names == sifting.ASKING
    assert 0 < found.looked < 0.5
    assert 0 < found.asked < 0.5


@pytest.mark.parametrize("text", ["", "{}", json.dumps({"looking": {"weights": {}, "bias": "much"}})])
def test_damaged_weights_are_said_to_be_so(text: str, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path_factory.mktemp("onrecord")
    (folder / "weights").mkdir()
    (folder / "weights" / "sifting.json").write_text(text, encoding="utf-8")
    monkeypatch.setattr(sifting, "files", lambda name: folder)
    sifting.shipped.cache_clear()
    try:
        with pytest.raises(WeightsError, match=r"sifting\.json.*install onrecord again"):
            sifting.shipped()
    finally:
        monkeypatch.undo()
        sifting.shipped.cache_clear()
