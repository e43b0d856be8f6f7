from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from onrecord.exporting.segments import segments
from onrecord.model import Article, Attribution, Excerpt, Reading


def _drawn(reading: Reading) -> str:
    """The text with ``<1:role`` where a mark opens and ``1>`` where it closes."""
    out = ""
    for s in segments(reading):
        out += "".join(f"{m.number}>" for m in s.closed) + "".join(f"<{m.number}" for m in s.opened) + s.text
    return out


def test_pieces_joined_are_the_text(example: Reading) -> None:
    assert "".join(s.text for s in segments(example)) == example.article.text


def test_nested_marks_close_inside_out(simple: Callable[..., Reading]) -> None:
    assert _drawn(simple("abcdef", (None, "abcdef"), (None, "cdef"))) == "<1ab<2cdef2>1>"
    assert _drawn(simple("abcdef", (None, "abcd"), (None, "abcdef"))) == "<2<1abcd1>ef2>"


def test_overlapping_marks_each_keep_their_words(simple: Callable[..., Reading]) -> None:
    reading = simple("abcdef", (None, "abcd"), (None, "cdef"))
    assert _drawn(reading) == "<1ab<2cd1>ef2>"
    assert [{m.number for m in s.marks} for s in segments(reading)] == [{1}, {1, 2}, {2}, set()]


def test_words_shared_by_two_attributions_are_marked_for_both(example: Reading) -> None:
    she = next(s for s in segments(example) if s.text == "she")
    assert [(m.number, m.role) for m in she.marks] == [(2, "source"), (3, "source")]


def test_each_stretch_of_a_discontinuous_content_is_a_mark(example: Reading) -> None:
    marks = [m for s in segments(example) for m in s.opened if m.number == 9 and m.role == "content"]
    assert [(m.start, m.end) for m in marks] == list(example.attributions[8].content.spans if example.attributions[8].content else ())
    assert len(marks) == 2


def test_spans_outside_the_text_are_left_out_and_lose_nothing() -> None:
    bad = Excerpt("?", ((-3, 2), (2, 2), (4, 3), (3, 99), (0, 2)))
    reading = Reading(
        Article(id="x", text="abcd"), (Attribution(id="a", kind="direct", source=None, cue=None, content=bad, confidence=1.0),)
    )
    assert _drawn(reading) == "<1ab1>cd"


def test_an_empty_text_has_no_pieces() -> None:
    assert list(segments(Reading(Article(id="x", text=""), ()))) == []


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=12))
def test_every_character_has_exactly_the_marks_whose_spans_hold_it(spans: list[tuple[int, int]]) -> None:
    text = "abcdefghijklmnopqrstuvwxyz0123"
    attributions = tuple(
        Attribution(id=str(i), kind="direct", source=None, cue=None, content=Excerpt("", (span,)), confidence=1.0)
        for i, span in enumerate(spans)
    )
    at = 0
    opened, closed = [], []
    for s in segments(Reading(Article(id="x", text=text), attributions)):
        closed += [m.number for m in s.closed]
        opened += [m.number for m in s.opened]
        for i in range(at, at + len(s.text)):
            assert {m.number for m in s.marks} == {n for n, (a, b) in enumerate(spans, start=1) if a <= i < b}
        at += len(s.text)
    assert at == len(text)
    assert sorted(opened) == sorted(closed) == [n for n, (a, b) in enumerate(spans, start=1) if a < b]
