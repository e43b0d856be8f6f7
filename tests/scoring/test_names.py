import pytest

from onrecord.scoring.names import same_name, words_of


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Ana Lind", "Lind", True),
        ("President Ana Lind", "Ana Lind", True),
        ("Ana Lind's", "ana lind", True),
        ("Ana Lind", "Ana Holm", False),
        ("Ana Maria Lind", "Ana Maria Holm", True),
        ("the agency", "a news agency", True),
        (None, None, True),
        (None, "Lind", False),
        ("Lind", "", False),
    ],
)
def test_whether_two_names_are_of_the_same(left: str | None, right: str | None, same: bool) -> None:
    assert same_name(left, right) is same
    assert same_name(right, left) is same


def test_titles_and_marks_tell_nothing() -> None:
    assert words_of("Prime Minister O. Lind, of Sarn") == {"o", "lind", "sarn"}
