import pytest

from tests.docs.comparing import difference


@pytest.mark.parametrize(
    ("shown", "real"),
    [
        ("", ""),
        ("a\nb\n", "a\nb\n"),
        ("a  \nb\n\n", "\na\nb  \n"),
        ("…\n", ""),
        ("…\n", "any\nlines\n"),
        ("a\n…\nd\n", "a\nb\nc\nd\n"),
        ("a\n…\nd\n", "a\nd\n"),
        ("…\nc\n…\n", "a\nb\nc\nd\n"),
        ("a\n…\nb\nc\n", "a\nb\nd\nb\nc\n"),
        ("onrecord …\n", "onrecord 1.2.3\n"),
        ('"at": …\n', '"at": "2026-01-01"\n'),
        ("conf. 0.93\n", "conf. 0.95\n"),
        ("conf. 1.0\n", "conf. 0.96\n"),
    ],
)
def test_what_fits(shown: str, real: str) -> None:
    assert difference(shown, real) is None


@pytest.mark.parametrize(
    ("shown", "real"),
    [
        ("", "a\n"),
        ("a\n", ""),
        ("a\n", "b\n"),
        ("a\nb\n", "b\na\n"),
        (" a\n", "a\n"),
        ("a\n\nb\n", "a\nb\n"),
        ("a\n…\nd\n", "a\nb\n"),
        ("…\nc\n", "a\nb\n"),
        ("a\n…\nc\n", "b\nc\n"),
        ("onrecord …\n", "something else\n"),
        ("conf. 0.93\n", "conf. 0.87\n"),
        ("12 found\n", "13 found\n"),
        ("version 0.1.2\n", "version 0.1.3\n"),
        ("0.93 and\n", "0.93 und\n"),
    ],
)
def test_what_does_not(shown: str, real: str) -> None:
    assert difference(shown, real)


def test_both_sides_are_told() -> None:
    told = difference("one\n", "two\nthree\n")
    assert told == "--- shown\none\n--- real\ntwo\nthree"
