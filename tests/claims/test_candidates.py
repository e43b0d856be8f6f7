import numpy as np
import pytest

from onrecord.claims.candidates import ORDERS, bound_to, content_id, features, normalised

V = np.arange(256).astype(np.int8)


@pytest.mark.parametrize(
    "same",
    ["The bridge is closed", "“the bridge is closed,”", " The  BRIDGE\nis closed. ", "The bridge is\u00a0closed!"],
)
def test_case_marks_and_blanks_make_no_other_content(same: str) -> None:
    assert normalised(same) == "the bridge is closed"
    assert content_id(same) == content_id("The bridge is closed")


@pytest.mark.parametrize("other", ["The bridge is not closed", "The bridges are closed", "The bridge is closed 1"])
def test_another_word_makes_another_content(other: str) -> None:
    assert content_id(other) != content_id("The bridge is closed")


def test_numbers_fit_the_integers_of_a_database() -> None:
    texts = ["", "x", "Forty people were hurt in the north of Halvika", "40 60 80", "ü" * 3000, "\ud800 broken"]
    for f in [features(t, V, speaker="Ana Ruiz", day="2026-03-05") for t in texts]:
        assert 0 <= f.id < 2**63
        assert all(0 <= code < 2**63 and ORDERS[order].number == order for order, code in f.places)
        assert len(f.words) == 32
        assert len(f.vector) == 256


def test_places_depend_on_nothing_but_the_content() -> None:
    text = "Minister Ana Ruiz will open 40 bridges"
    assert features(text, V, day="2026-03-05").places == features(text, V.copy(), day="2026-03-05").places


def test_a_huge_content_has_few_places() -> None:
    f = features("word and other words " * 5000, V, speaker="Ana Ruiz", day="2026-03-05")
    assert len(f.places) <= 15


@pytest.mark.parametrize("day", [None, "", "soon", "0001-01-01", "9999-12-31", "2026-03-05T10:00:00Z"])
def test_any_day_has_a_place(day: str | None) -> None:
    assert all(0 <= code < 2**63 for _, code in features("Lind closed the bridge", V, day=day).places)


def test_what_the_same_speaker_said_with_the_same_word_stands_together() -> None:
    a = features("the Grenda dam is safe", None, speaker="Einar Stolberg", day="2026-03-05")
    b = features("nobody needs to fear for the Grenda valley", None, speaker="Stolberg", day="2026-03-06")
    shared = {(o, c >> 17) for o, c in a.places if o == 5} & {(o, c >> 17) for o, c in b.places if o == 5}
    assert shared


def test_a_vector_without_any_length_is_none() -> None:
    assert not [p for p in features("Lind closed the bridge", np.zeros(256, np.int8)).places if p[0] == 0]
    assert [p for p in features("Lind closed the bridge", V).places if p[0] == 0]


@pytest.mark.parametrize("text", ["I will not resign over the Grenda dam affair", "It is safe", "“My hands are clean,”", "no comment"])
def test_what_says_nothing_without_its_speaker_is_another_content_for_another_speaker(text: str) -> None:
    assert bound_to(text, "Einar Stolberg") == "stolberg"
    a, b, c = (features(text, V, speaker=s).id for s in ("Einar Stolberg", "Marit Holvar", "Stolberg"))
    assert a != b
    assert a == c


def test_what_says_it_all_is_one_content_whoever_says_it() -> None:
    a, b = (features("The Grenda dam will be closed on Monday", V, speaker=s) for s in ("Einar Stolberg", None))
    assert a.id == b.id
    assert a.bound == b.bound == ""
