import pytest

from onrecord.attribution.addressees import without_addressee
from onrecord.attribution.words import split


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Lind warned the crews of ice in the fjord.", "of ice in the fjord"),
        ("Lind reminded them that the port was closed.", "that the port was closed"),
        ("Lind warned of ice in the fjord.", "of ice in the fjord"),
        ("Lind warned the port was closed to members of the crew.", "the port was closed to members of the crew"),
        ("Lind warned members of the council of the cost.", "members of the council of the cost"),
        ("Lind denied the crews of both ships bread.", "the crews of both ships bread"),
        ("Lind warned, and of that nobody doubts, the crews.", ", and of that nobody doubts, the crews"),
    ],
)
def test_whom_somebody_warns_is_not_what_is_said(text: str, said: str) -> None:
    words = split(text)
    start, end = without_addressee(words, [(1, 2)], [(2, len(words) - 1)])[0]
    assert words.text[words.starts[start] : words.ends[end - 1]] == said


def test_nothing_to_cut() -> None:
    words = split("Lind warned")
    assert without_addressee(words, [], []) == []
    assert without_addressee(words, [(1, 2)], [(0, 1)]) == [(0, 1)]
