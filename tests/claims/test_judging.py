"""How two contents relate."""

import json
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.claims import judging, store
from onrecord.claims.judging import Judged, judge
from onrecord.claims.network import Opinion
from onrecord.claims.network import shipped as network
from tests.claims.judged import PLACE, seen

BRIDGE = "the Ostrand bridge will be closed for repairs until the end of May"


def of(a: str, b: str) -> Judged:
    return judge([(a, b)])[0]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (BRIDGE, "“The Ostrand bridge will be closed for repairs until the end of May,”"),
        (BRIDGE, "that the Ostrand bridge would be closed for repairs until the end of May"),
        ("that 23 cases of fever had been recorded in the region", "Twenty-three cases of fever have been recorded in the region"),
        (
            "“Nobody has told us anything about the sale of the yard,”",
            "“Nobody has told [the workers] anything about the sale of the yard,”",
        ),
    ],
)
def test_the_same_in_other_dress_is_one_claim(a: str, b: str) -> None:
    judged = of(a, b)
    assert judged.one >= 0.5
    assert judged.relation in {"same", "a_more", "b_more"}
    assert judged.differences == ()


@pytest.mark.parametrize(
    ("b", "kind"),
    [
        ("the Ostrand bridge may be closed for repairs until the end of May", "modality"),
        ("the Ostrand bridge will not be closed for repairs until the end of May", "negation"),
        ("the Halvika bridge will be closed for repairs until the end of May", "name"),
        ("the Ostrand bridge will be closed for repairs until the end of June", "date"),
        ("if the money is found, the Ostrand bridge will be closed for repairs until the end of May", "condition"),
    ],
)
def test_what_matters_parts_claims_however_alike_they_are(b: str, kind: str) -> None:
    judged = of(BRIDGE, b)
    assert judged.one < 0.5
    assert judged.relation != "same"
    assert kind in {d.kind for d in judged.differences}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("nine people were killed in the shelling of the port", "eleven people were killed in the shelling of the port"),
        ("that the batch contains mercury", "that the batch does not contain mercury"),
        ("the ministry received the letter in May", "the ministry never received the letter in May"),
    ],
)
def test_what_cannot_both_be_true_contradicts(a: str, b: str) -> None:
    judged = of(a, b)
    assert judged.relation == "contradicts"
    assert judged.against >= 0.6


def test_may_is_less_than_will() -> None:
    judged = of("the lake will be drained before the spring", "the lake may be drained before the spring")
    assert judged.relation in {"a_more", "b_more"}


def test_names_do_not_part_contents_that_point_at_somebody() -> None:
    judged = of(
        "that talks with Handelsunion had been going on since February", "that her bank had been in talks with Fjordkredit since February"
    )
    assert not any(d.kind == "name" for d in judged.differences)


def test_what_has_nothing_in_common_is_unrelated_and_no_contradiction() -> None:
    judged = of("the school will stay shut until May", "“Not one litre of oil reached the coast,”")
    assert judged.relation in {"unrelated", "related"}
    assert judged.one < 0.2
    assert judged.against < 0.3


def test_equal_words_are_the_same_for_certain() -> None:
    judged = of("“The dam is safe,”", '"The dam is safe."')
    assert (judged.relation, judged.probability, judged.one, judged.against) == ("same", 1.0, 1.0, 0.0)


def test_the_other_order_is_the_mirror_image() -> None:
    pairs = [(BRIDGE, "the Ostrand bridge may be closed"), ("nine people died", "eleven people died"), (BRIDGE, BRIDGE)]
    for (a, b), judged in zip(pairs, judge(pairs), strict=True):
        assert of(b, a) == judged.mirrored
        assert judged.mirrored.mirrored == judged


def test_spans_of_the_other_order_are_those_of_the_other_content() -> None:
    a, b = "nine people died in the fire", "eleven people died in the fire"
    (forth,), (back,) = of(a, b).differences, of(b, a).differences
    assert forth.a == back.b
    assert forth.a is not None
    assert a[slice(*forth.a)] == "nine"


@given(st.lists(st.tuples(st.text(max_size=60), st.text(max_size=60)), max_size=3))
@settings(max_examples=15)
def test_any_texts_are_judged_each_for_itself(pairs: list[tuple[str, str]]) -> None:
    found = judge(pairs)
    assert len(found) == len(pairs)
    for pair, judged in zip(pairs, found, strict=True):
        assert 0 <= judged.probability <= 1
        assert 0 <= judged.one <= 1
        assert 0 <= judged.against <= 1
        assert judge([pair])[0] == judged


def test_nothing_asked_is_nothing_answered() -> None:
    assert judge([]) == []


def test_long_contents_are_judged() -> None:
    judged = of("the dam is safe " * 400, "the dam is not safe " * 400)
    assert 0 <= judged.probability <= 1


def test_whoever_changes_how_contents_are_judged_raises_the_version_so_that_records_follow() -> None:
    """Else pairs that were judged by the older code would stay as they were judged."""
    kept, now = json.loads(PLACE.read_text(encoding="utf-8")), seen()
    changed = [text for text, digest in now["seen"].items() if kept["seen"].get(text) != digest]
    assert not changed or kept["code"] != now["code"], f"raise CODE in claims/judging.py; these are seen otherwise: {changed}"
    assert kept == now, "run python -m tests.claims.judged"


def test_the_version_of_the_code_is_part_of_how_a_record_was_judged(monkeypatch: pytest.MonkeyPatch) -> None:
    store.judging_scheme.cache_clear()
    before = store.judging_scheme()
    monkeypatch.setattr(store, "CODE", judging.CODE + 1)
    store.judging_scheme.cache_clear()
    assert store.judging_scheme() != before
    monkeypatch.undo()
    store.judging_scheme.cache_clear()


def test_of_the_same_words_the_network_is_not_asked() -> None:
    class Asked:
        def __init__(self) -> None:
            self.pairs: list[tuple[str, str]] = []

        def opinions(self, pairs: Sequence[tuple[str, str]]) -> list[Opinion]:
            self.pairs += pairs
            return network().opinions(pairs)

    other = "the Ostrand bridge will not be closed for repairs"
    pairs = [(BRIDGE, BRIDGE), (BRIDGE, other), (other, BRIDGE), (BRIDGE, f"“{BRIDGE},”")]
    asked = Asked()
    found = judge(pairs, asked)  # type: ignore[arg-type]
    assert asked.pairs == [(BRIDGE, other)]
    assert found == judge(pairs)
    assert [found[0].relation, found[0].probability, found[3].relation] == ["same", 1.0, "same"]
    assert judge([], asked) == []  # type: ignore[arg-type]
