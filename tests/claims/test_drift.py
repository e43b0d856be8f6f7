"""How the words of a statement changed between two reports of it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.claims.changes import Change
from onrecord.claims.drift import drift


def _kinds(before: str, after: str) -> list[tuple[str, str, str]]:
    return [(c.kind, c.before, c.after) for c in drift(before, after).material]


def test_equal_words_have_not_drifted() -> None:
    found = drift("“The dam is safe,”", '"The dam is safe."')
    assert found.changes == ()
    assert found.verbatim


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        ("The lake may have to be drained", "the lake will be drained", [("modality", "may have to be", "will be")]),
        ("dozens of people had been wounded", "that 80 people had been wounded", [("number", "dozens", "80")]),
        (
            "“If the wind turns, we lose a third one as well,”",
            "“We lose a third one as well,”",
            [("condition", "If the wind turns", "")],
        ),
        ("the threshold had “not yet been reached”", "the threshold has been reached", [("negation", "not yet been reached", "reached")]),
        ("there was no immediate danger to the city", "there was no danger to the city", [("hedge", "immediate", "")]),
        ("“I believe two children fell ill,”", "“Two children fell ill,”", [("hedge", "I believe", "")]),
        ("the bank is in talks with Handelsunion", "the bank is in talks with Nordhandel", [("name", "Handelsunion", "Nordhandel")]),
        ("up to 2,400 jobs could go", "2,400 jobs will go", [("hedge", "up to 2,400", "2,400"), ("modality", "could", "will")]),
        ("“Deposits are safe, all of them,”", "“Deposits are not safe.”", [("negation", "safe", "not safe")]),
        ("No side effect has yet been reported", "No side effect has been reported", [("hedge", "yet", "")]),
        ("the talks resume on Monday", "the talks resume on Friday", [("date", "Monday", "Friday")]),
        ("most of the wells are dry", "all of the wells are dry", [("quantifier", "most", "all")]),
    ],
)
def test_material_changes(before: str, after: str, changes: list[tuple[str, str, str]]) -> None:
    assert _kinds(before, after) == changes


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("the lake may have to be drained before the spring melt", "the lake may have to be lowered before the snow melts"),
        (
            "We will not empty a lake because of a paper that they gave us",
            "We will not empty a lake because of a paper they gave us",
        ),
        ("the ministry had not received any such memo", "the ministry had never been given the paper"),
        ("“Nobody has told us anything,”", "“Nobody has told [the staff] anything,”"),
        ("a solution within the banking sector", "a solution inside the banking sector"),
        ("The outbreak may be over by midsummer", "the outbreak might be over by midsummer"),
        ("nine people were killed", "that nine people lost their lives"),
    ],
)
def test_another_wording_is_a_change_but_not_material(before: str, after: str) -> None:
    found = drift(before, after)
    assert found.changes
    assert found.material == ()
    assert {c.kind for c in found.changes} <= {"other", "trimmed"}


@pytest.mark.parametrize(
    ("before", "after", "lost"),
    [
        ("“We will not empty a lake because of a piece of paper,”", "“We will not empty a lake,”", "because of a piece of paper"),
        ("“They fired from the other shore, at night,”", "“They fired … at night,”", "from the other shore"),
        ("“It may rise again with the thaw. We will lower the lake,”", "“We will lower the lake,”", "It may rise again with the thaw"),
        ("“We will not empty a lake because of a piece of paper,”", "“We will not empty a lake [...],”", "because of a piece of paper"),
    ],
)
def test_trimming_is_marked_and_changes_nothing(before: str, after: str, lost: str) -> None:
    found = drift(before, after)
    assert [(c.kind, c.before, c.after, c.material) for c in found.changes] == [("trimmed", lost, "", False)]
    assert found.verbatim


def test_trimming_the_other_way_round() -> None:
    (change,) = drift("“We will not empty a lake,”", "“We will not empty a lake because of a piece of paper,”").changes
    assert (change.kind, change.before, change.after) == ("trimmed", "", "because of a piece of paper")


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("“The levee will hold if the rain stops,”", "“The levee will hold,”", "condition"),
        ("“The levee will hold, unless more water comes,”", "“The levee will hold …,”", "condition"),
        ("“The levee, as far as we know, is safe,”", "“The levee … is safe,”", "hedge"),
        ("“The levee has not yet been inspected,”", "“The levee has … been inspected,”", "negation"),
    ],
)
def test_trimming_that_takes_a_condition_or_a_hedge_away_is_material(before: str, after: str, kind: str) -> None:
    assert [c.kind for c in drift(before, after).material] == [kind]


def test_words_given_to_somebody_else() -> None:
    found = drift("“The dam is safe,”", "“The dam is safe,”", speakers=("Rolf Kessen", "Einar Stolberg"))
    assert found.changes == (Change("speaker", "Rolf Kessen", "Einar Stolberg", None, None, material=True),)
    assert not found.verbatim


@pytest.mark.parametrize(
    "speakers",
    [
        ("Rolf Kessen", "Rolf Kessen"),
        ("Rolf Kessen", None),
        (None, "Rolf Kessen"),
        ("Rolf Kessen", "Kessen"),
        ("Rolf Kessen's letter of April 9", "Rolf Kessen"),
    ],
)
def test_speakers_that_may_be_one(speakers: tuple[str | None, str | None]) -> None:
    assert drift("“The dam is safe,”", "“The dam is safe,”", speakers=speakers).material == ()


@pytest.mark.parametrize(
    ("before", "after", "denied", "material"),
    [
        ("having opened the letter", "she had not opened the letter", (True, True), False),
        ("she had not opened the letter", "having opened the letter", (False, True), False),
        ("having opened the letter", "she had opened nothing, neither letter nor parcel", (True, False), False),
        ("she had not opened the letter", "she had opened the letter", (True, False), True),
        ("she had not opened the letter", "she had opened the letter", (False, False), True),
        ("having opened the blue letter", "having opened the red letter", (True, True), False),
    ],
)
def test_a_denial_may_have_its_not_outside_of_the_content(before: str, after: str, denied: tuple[bool, bool], material: bool) -> None:
    assert bool(drift(before, after, denied=denied).material) is material


def test_what_else_changed_in_a_denial_is_seen() -> None:
    found = drift("having sold 40 boats", "he had never sold 60 boats", denied=(True, True)).material
    assert [(c.kind, c.before, c.after) for c in found] == [("number", "40", "60")]


@pytest.mark.parametrize(
    ("before", "after", "material"),
    [
        ("the vote is next week", "the vote is this week", False),
        ("the vote is this month", "the vote was last month", False),
        ("the vote is on Monday", "the vote is on Tuesday", True),
        ("the mill closed in 1996", "the mill closed in 1969", True),
    ],
)
def test_days_told_from_the_day_of_the_report_may_be_one(before: str, after: str, material: bool) -> None:
    assert [c.kind for c in drift(before, after).material] == (["date"] if material else [])


@pytest.mark.parametrize(("before", "after"), [("flight RK70 is late", "flight RK71 is late"), ("the A40 is shut", "the A14 is shut")])
def test_names_with_digits_are_shown_whole(before: str, after: str) -> None:
    (change,) = drift(before, after).material
    assert (change.before, change.after) == tuple(next(w for w in text.split() if w[-1].isdigit()) for text in (before, after))


def test_graver_words_are_looked_for_in_the_later_report_only() -> None:
    assert _kinds("the crew is missing", "the crew is dead") == [("degree", "missing", "dead")]
    assert _kinds("the crew is dead", "the crew is missing") == []


def test_spans_are_of_the_contents() -> None:
    before, after = "dozens of people may have been wounded on Friday", "that 80 people were wounded on Sunday"
    for change in drift(before, after).changes:
        assert not change.before_span or before[slice(*change.before_span)] == change.before
        assert not change.after_span or after[slice(*change.after_span)] == change.after


def test_changes_come_in_order() -> None:
    changes = drift("dozens of people may have been wounded on Friday", "80 people will be wounded on Sunday").material
    assert [c.kind for c in changes] == ["number", "modality", "date"]


def test_nothing_in_common_is_one_change() -> None:
    found = drift("the dam is safe", "nobody came yesterday")
    assert [c.kind for c in found.changes] == ["other"]
    assert found.overlap == 0.0


@pytest.mark.parametrize(("before", "after"), [("", ""), ("", "the dam is safe"), ("the dam is safe", ""), ("…", "“”")])
def test_empty_contents(before: str, after: str) -> None:
    assert drift(before, after).material == ()


WORDS = [
    "the",
    "dam",
    "may",
    "will",
    "not",
    "40",
    "60",
    "people",
    "if",
    "Anna",
    "safe",
    "…",
    ",",
    "reportedly",
    "all",
    "is",
    "was",
    "Friday",
]
contents = st.lists(st.sampled_from(WORDS), max_size=20).map(" ".join)


@settings(max_examples=200, deadline=None)
@given(contents, contents)
def test_every_word_that_changed_is_in_a_change(before: str, after: str) -> None:
    found = drift(before, after)
    for c in found.changes:
        assert c.kind == "speaker" or c.before_span or c.after_span
        assert not c.before_span or before[slice(*c.before_span)] == c.before
        assert not c.after_span or after[slice(*c.after_span)] == c.after
    if not found.changes:
        words = [[w for w in t.lower().split() if w[0].isalnum() and w not in {"the", "that"}] for t in (before, after)]
        assert words[0] == words[1]
