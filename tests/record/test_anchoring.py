import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Attribution, Date, Excerpt, Span, Speaker, Via
from onrecord.record.anchoring import Mover, Target, located, matched, moved, moved_fixes
from onrecord.record.fixing import Fixes

OLD = "Lind said the bridge is safe. Berg denied it. Lind said the bridge is safe."


def at(text: str, words: str, nth: int = 0) -> Span:
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return start, start + len(words)


def test_in_the_same_text_all_stays_where_it_is() -> None:
    assert Mover(OLD, OLD)([(0, 4), (10, 28)]) == ((0, 4), (10, 28))


@pytest.mark.parametrize("before", ["", "New. ", "A whole paragraph came first.\n\n"])
@pytest.mark.parametrize("nth", [0, 1])
def test_the_same_words_are_found_at_the_nearest_place(before: str, nth: int) -> None:
    new = f"{before}{OLD} Nothing else."
    assert Mover(OLD, new)([at(OLD, "the bridge is safe", nth)]) == (at(new, "the bridge is safe", nth),)


def test_blanks_do_not_matter_but_words_do() -> None:
    new = "Lind said the\n  bridge is safe."
    (span,) = Mover(OLD, new)([at(OLD, "the bridge is safe")]) or [(0, 0)]
    assert new[slice(*span)] == "the\n  bridge is safe"
    assert Mover(OLD, "Lind said the bridge is not safe.")([at(OLD, "the bridge is safe")]) is None
    assert Mover("It was 500 .", "It was 1500 .")([(7, 10)]) is None
    assert Mover("It was 500 .", "It was 5000 .")([(7, 10)]) is None


def test_pieces_stay_in_their_order() -> None:
    old, new = "yes, said Lind, yes", "Said Lind: yes, said Lind, yes"
    assert Mover(old, new)([(0, 3), (16, 19)]) == ((11, 14), (27, 30))
    assert Mover(old, "yes, said Lind")([(0, 3), (16, 19)]) is None


def test_long_texts_take_no_time() -> None:
    old = "word " * 100_000 + "the end"
    new = "other " + "word " * 100_000 + "the end"
    begun = time.monotonic()
    assert Mover(old, new)([(len(old) - 7, len(old))]) == ((len(new) - 7, len(new)),)
    assert Mover(old, new)([(0, 5_000)]) is not None
    assert time.monotonic() - begun < 5


def test_words_are_located_nearest_to_a_place() -> None:
    assert located(OLD, "Lind", 60) == at(OLD, "Lind", 1)
    assert located(OLD, "Lind") == (0, 4)
    assert located(OLD, "bridge  is", 0) == at(OLD, "bridge is")
    assert located(OLD, "ridge") is None
    assert located(OLD, "  ") is None
    assert located(OLD, "safe.(*[") is None


def test_what_a_person_said_moves_with_the_words() -> None:
    new = "Today: " + OLD
    fixes = Fixes(
        content=(at(OLD, "the bridge is safe", 1),),
        source=(at(OLD, "Lind", 1),),
        cue=(),
        said_on=Date(value="2026", text="it", spans=(at(OLD, "it"),)),
        via=(Via(name="Berg", type="person", spans=(at(OLD, "Berg"),)),),
        act="deny",
    )
    found = moved_fixes(fixes, Mover(OLD, new))
    assert found
    assert found.content == (at(new, "the bridge is safe", 1),)
    assert found.source == (at(new, "Lind", 1),)
    assert found.said_on == Date(value="2026", text="it", spans=(at(new, "it"),))
    assert found.act == "deny"
    assert moved_fixes(Fixes(source=(at(OLD, "Berg"),)), Mover(OLD, "Lind said the bridge is safe.")) is None


def test_what_only_surrounds_it_may_be_gone() -> None:
    a = Attribution(
        id="a",
        kind="indirect",
        source=Excerpt.of(OLD, (at(OLD, "Lind"),)),
        cue=Excerpt.of(OLD, (at(OLD, "said"),)),
        content=Excerpt.of(OLD, (at(OLD, "the bridge is safe"),)),
        occasion=Excerpt.of(OLD, (at(OLD, "Berg denied it"),)),
        said_on=Date(value="2026", text="it", spans=(at(OLD, "it"),)),
        speaker=Speaker(
            id="s", name="Lind", type="person", confidence=1, roles=("mayor", "Berg"), role_spans=((0, 4), at(OLD, "Berg")),
            chain=(Excerpt("Lind", ((0, 4),)), Excerpt("Berg", (at(OLD, "Berg"),))),
        ),
        confidence=1,
    )  # fmt: skip
    new = "Again, Lind said the bridge is safe."
    b = moved(a, Mover(OLD, new))
    assert b
    assert b.speaker
    assert b.content
    assert b.content.spans == (at(new, "the bridge is safe"),)
    assert (b.occasion, b.said_on) == (None, Date(value="2026", text="it", spans=()))
    assert (b.speaker.roles, b.speaker.role_spans, len(b.speaker.chain)) == (("mayor",), ((7, 11),), 1)
    assert moved(a, Mover(OLD, "Lind says the bridge is safe.")) is None


def attribution(cue: Span | None, content: Span | None) -> Attribution:
    text = "x" * 100
    places = [Excerpt.of(text, (span,) if span else ()) for span in (cue, content)]
    return Attribution(id="a", kind="indirect", source=None, cue=places[0], content=places[1], confidence=1)


def test_the_same_cue_and_content_go_before_the_same_content_and_that_before_overlap() -> None:
    there = {1: attribution((0, 2), (5, 19)), 2: attribution((3, 4), (5, 20)), 3: attribution((0, 2), (5, 20))}
    assert matched([Target(9, ((0, 2),), ((5, 20),))], there) == {9: 3}
    assert matched([Target(9, ((0, 2),), ((5, 20),))], {k: v for k, v in there.items() if k < 3}) == {9: 2}
    assert matched([Target(9, ((0, 2),), ((5, 20),))], {1: there[1]}) == {9: 1}


def test_half_must_overlap_and_no_attribution_is_two() -> None:
    there = {1: attribution(None, (0, 20))}
    assert matched([Target(9, (), ((10, 20),))], there) == {9: 1}
    assert matched([Target(9, (), ((11, 20),))], there) == {}
    assert matched([Target(8, (), ((0, 19),)), Target(9, (), ((0, 20),))], there) == {9: 1}
    assert matched([Target(9, ((0, 5),), ())], {2: attribution((0, 5), None)}) == {9: 2}
    assert matched([Target(9, ((0, 5),), ())], there) == {}
    assert matched([], there) == {}


@given(st.lists(st.sampled_from(["yes", "no", "Lind said", "it rains", "500", "1500", "\n\n"]), max_size=12), st.data())
def test_what_is_found_has_the_same_words(words: list[str], data: st.DataObject) -> None:
    old = " ".join(words) + " end"
    kept = [w for w in words if data.draw(st.booleans())]
    new = "  ".join([*kept, "end"])
    start = data.draw(st.integers(0, len(old) - 1))
    span = (start, data.draw(st.integers(start + 1, len(old))))
    found = Mover(old, new)([span])
    if found is not None and old != new:
        assert new[slice(*found[0])].split() == old[slice(*span)].split()
