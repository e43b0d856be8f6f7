"""What a comparison promises, whatever is compared."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.claims.comparing import Comparison, Difference, compare
from onrecord.claims.comparing.contents import LONGEST

WORDS = [
    *["the", "a", "dam", "dams", "was", "is", "will", "may", "not", "no", "if", "unless", "all", "some", "Anna", "Osk", "Friday"],
    *[
        "40",
        "forty",
        "60",
        "dozens",
        "per",
        "cent",
        "safe",
        "unsafe",
        "closed",
        "close",
        "open",
        "reportedly",
        "attacked",
        "by",
        "in",
        "of",
    ],
    *["to", "that", "people", "before", "after", "rise", "fall", "never", "most", "at", "least", "more", "than", "million", "June", "2019"],
    *["…", ",", ".", "“", "”", "[", "]", "—", "-", "'s", "n't", "€", "%", "I", "think", "has", "been", "only", "twice", "half", "third"],
]
contents = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join))


@settings(max_examples=300, deadline=None)
@given(contents, contents)
def test_comparing_is_symmetric(a: str, b: str) -> None:
    assert compare(a, b) == compare(b, a).mirrored


@settings(max_examples=300, deadline=None)
@given(contents, contents)
def test_spans_lie_in_their_contents(a: str, b: str) -> None:
    comparison = compare(a, b)
    assert 0 <= comparison.overlap <= 1
    for d in comparison.differences:
        assert d.a or d.b
        for span, text in ((d.a, a), (d.b, b)):
            assert span is None or 0 <= span[0] < span[1] <= len(text)


@settings(max_examples=100, deadline=None)
@given(contents)
def test_nothing_differs_from_itself(text: str) -> None:
    assert compare(text, text).differences == ()


def test_the_characters_of_a_difference() -> None:
    a, b = "that at least 40 people were killed", "“About 60 people were killed,”"
    (d,) = compare(a, b).differences
    assert (d.kind, a[slice(*d.a or (0, 0))], b[slice(*d.b or (0, 0))]) == ("number", "at least 40", "About 60")


def test_a_negation_is_shown_with_what_it_denies() -> None:
    a, b = "the threshold had “not yet been reached”", "the threshold has been reached"
    (d,) = compare(a, b).material
    assert a[slice(*d.a or (0, 0))] == "not yet been reached"
    assert b[slice(*d.b or (0, 0))] == "reached"


def test_what_only_one_content_has_stands_nowhere_in_the_other() -> None:
    (d,) = compare("the pilot was reportedly asleep", "the pilot was asleep").material
    assert d.b is None


@pytest.mark.parametrize(
    ("a", "b", "conflict"),
    [
        ("40 people died", "60 people died", True),
        ("dozens of people died", "80 people died", False),
        ("more than 30 people died", "36 people died", False),
        ("the bridge is open", "the bridge is not open", True),
        ("the bridge may open", "the bridge will open", False),
        ("the truce was signed in Osk", "the truce was signed in Marn", True),
        ("the truce was signed on Friday", "the truce was signed on Monday", True),
    ],
)
def test_conflicts_are_told_from_saying_more(a: str, b: str, conflict: bool) -> None:
    assert compare(a, b).material
    assert compare(a, b).conflict is conflict


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("about 40 people died", "40 people died"),
        ("nearly 2 million people fled", "1.97 million people fled"),
        ("the dog had bitten five people before", "the dog had bitten people before"),
        ("the talks are likely to resume", "the talks may resume"),
    ],
)
def test_small_differences_are_reported_but_not_material(a: str, b: str) -> None:
    comparison = compare(a, b)
    assert comparison.differences
    assert not comparison.material


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("that the deficit was 60 million", "that the match was watched by 40 million"),
        ("that the mayor will not resign", "that a bear had been seen near the school"),
        ("“We are ready to sit down with them,”", "the price of milk may rise"),
        ("", "that the dam was safe"),
        ("…", "“”"),
    ],
)
def test_nothing_is_said_of_contents_that_have_little_in_common(a: str, b: str) -> None:
    assert compare(a, b).differences == ()


def test_overlap_is_the_share_of_the_shorter_one() -> None:
    assert compare("the dam is safe", "the dam above the old town of Elmsund is safe").overlap == 1.0
    assert compare("the dam is safe", "the dam is old").overlap == 0.5
    assert compare("the dam is safe", "nobody was hurt").overlap == 0.0


def test_the_longest_run_of_equal_words() -> None:
    assert compare("he said the dam would hold", "“The dam would hold, whatever comes,”").longest == 4
    assert compare("the dam", "a bridge").longest == 0


@pytest.mark.parametrize(
    ("a", "b", "contained"),
    [
        ("“We will not empty a lake because of a piece of paper,”", "“We will not empty a lake,”", "b"),
        ("“We will not empty a lake,”", "“We will not empty a lake because of a piece of paper,”", "a"),
        ("“We will not … because of a piece of paper,”", "“We will not empty a lake because of a piece of paper,”", "a"),
        ("“We will not because of a piece of paper,”", "“We will not empty a lake because of a piece of paper,”", None),
        ("that the dam is safe", "“The dam is safe!”", "both"),
        ("the dam is safe", "the bridge is closed", None),
        ("the dam is safe", "that they say the dam is safe", "a"),
    ],
)
def test_what_is_a_trimmed_version_of_the_other(a: str, b: str, contained: str | None) -> None:
    found = compare(a, b).contained
    expected = {"both": {"both", "a", "b"}}.get(contained or "", {contained})
    assert found in expected


def test_mirroring_twice_changes_nothing() -> None:
    comparison = compare("at least 40 people may die if the dam breaks", "60 people will die")
    assert comparison.mirrored.mirrored == comparison


def test_a_comparison_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        compare("a", "b").overlap = 0.5  # type: ignore[misc]
    assert isinstance(compare("a", "b"), Comparison)
    assert Difference("number", (0, 1), None, material=False).mirrored.b == (0, 1)


LONG = [
    ("dam " * 25_000, "dam " * 25_000),
    ("dam " * 12_500, "lake " * 12_500 + "dam"),
    ("reportedly not 4 people " * 4_000, "perhaps 5 people " * 5_000),
    ("40 people " * 10_000, "41 people " * 10_000),
    ("if it may not rise by 40 per cent on Friday, Anna Lind said, " * 1_500, "unless all of 50 people fall in Osk in June, " * 2_000),
    ("“" * 100_000, "." * 100_000),
    ("1" * 100_000, "2" * 100_000),
    ("a." * 50_000, "A" * 100_000),
    ("Anna " * 20_000, "no Bert may " * 8_000),
    ("a'" * 50_000, "n't" * 33_000),
    ("1,1.1:" * 16_000, "-" * 100_000),
]


@pytest.mark.parametrize(("a", "b"), LONG, ids=[f"{a[:12]} / {b[:12]}" for a, b in LONG])
def test_long_contents_take_bounded_time(a: str, b: str) -> None:
    start = time.process_time()
    compare(a, b)
    assert time.process_time() - start < 1.0  # a fifth of it on an idle machine


def test_a_short_content_is_found_inside_a_very_long_one() -> None:
    speech = " ".join(f"sentence number {i} of a long speech about the harbour and its cranes." for i in range(1_500))
    long = f"{speech} We will not close the Kelmar shipyard before the elections. {speech}"
    assert len(long) > 150_000
    comparison = compare("“We will close the Kelmar shipyard before the elections,”", long)
    assert [d.kind for d in comparison.material] == ["negation"]
    (d,) = comparison.material
    assert long[slice(*d.b or (0, 0))].startswith("not close")


def test_beyond_the_bound_nothing_is_compared() -> None:
    a = "word " * (LONGEST + 50)
    assert compare(a + "the dam is safe", a + "the dam is not safe").differences == ()


@pytest.mark.parametrize(
    "text", ["\x00\x1b[31mdam\x1b[0m", "\ud800 dam", "डैम सुरक्षित है", "דָּם 40", "ſ İ ǆ", "１２ ４０", "½ ² ⅓", "١٢٣ people"]
)
def test_odd_characters_break_nothing(text: str) -> None:
    compare(text, "the dam is 40 metres high")
    assert compare(text, text).differences == ()
