import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.attribution.quotes import CLOSING, INSIDE, INSIDE_SINGLE, OPENING, OUTSIDE, quotations, states


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We go," she said.', ['"We go,"']),
        ("“We go,” she said, “now.”", ["“We go,”", "“now.”"]),
        ('He called it “a new dawn," she said.', ['“a new dawn,"']),
        ("'They will come back': minister", ["'They will come back'"]),
        ("‘We stay,’ said Ode.", ["‘We stay,’"]),
        ("„Wir bleiben“, said Brandt.", ["„Wir bleiben“"]),
        ("« Nous restons », said Duroc.", ["« Nous restons »"]),
        ("»Vi bliver«, said Holm.", ["»Vi bliver«"]),
        ("``We stay,'' said Ode.", ["``We stay,''"]),
        ("''We stay,'' said Ode.", ["''We stay,''"]),
        ("“He told me ‘never’ twice,” she said.", ["“He told me ‘never’ twice,”"]),
        ('The ("secret") plan', ['"secret"']),
    ],
)
def test_marks_of_every_convention_are_paired(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It's the workers' right, don't you think?",
        "The '90s were good to the Joneses' shop.",
        "He is 6'2\" tall.",
        "Rock 'n' roll isn't dead.",
        "A ” stray mark",
    ],
)
def test_apostrophes_and_measures_are_no_quotations(text: str) -> None:
    assert quoted(text) == []


def test_possessive_inside_single_marks_does_not_end_the_quotation() -> None:
    assert quoted("He said 'it is the workers' rights we want' on Monday.") == ["'it is the workers' rights we want'"]


def test_mark_never_closed_runs_to_the_end_of_its_paragraph() -> None:
    text = "“We will stay.\n\nThey left. “So it is,” he said."
    assert [(text[q.start : q.end], q.closed) for q in quotations(text)] == [("“We will stay.", False), ("“So it is,”", True)]


def test_opening_mark_repeated_at_each_paragraph() -> None:
    text = "“One.\n\n“Two.\n\n“Three,” she said."
    assert quoted(text) == ["“One.", "“Two.", "“Three,”"]


def test_states_tell_marks_from_what_they_enclose() -> None:
    text = "a “b” ‘c d’"
    assert states(text).tolist() == [
        OUTSIDE,
        OUTSIDE,
        OPENING,
        INSIDE,
        CLOSING,
        OUTSIDE,
        OPENING,
        INSIDE_SINGLE,
        INSIDE_SINGLE,
        INSIDE_SINGLE,
        CLOSING,
    ]


@given(st.text(alphabet="ab .,\n\"“”„«»‘’'`", max_size=200))
def test_quotations_are_ordered_disjoint_and_within_paragraphs(text: str) -> None:
    last = 0
    for q in quotations(text):
        assert last <= q.start < q.end <= len(text)
        assert "\n" not in text[q.start : q.end]
        last = q.end
    assert len(states(text)) == len(text)


@pytest.mark.parametrize("pattern", ['"', "' ", "'a ", "'as' a' ", "“", "''", "«»"])
def test_hundreds_of_thousands_of_marks_take_linear_time(pattern: str) -> None:
    small, large = pattern * 10_000, pattern * 100_000
    began = time.process_time()
    quotations(small)
    middle = time.process_time()
    quotations(large)
    assert time.process_time() - middle < 40 * (middle - began) + 0.5
