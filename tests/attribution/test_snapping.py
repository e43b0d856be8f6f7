import pytest

from onrecord.attribution.snapping import snapped
from onrecord.attribution.words import split


def snap(text: str, *pieces: str) -> list[str]:
    words = split(text)
    runs = []
    for piece in pieces:
        low, high = text.index(piece), text.index(piece) + len(piece)
        covered = [i for i in range(len(words)) if words.starts[i] >= low and words.ends[i] <= high]
        runs.append((covered[0], covered[-1] + 1))
    return [text[words.starts[s] : words.ends[e - 1]] for s, e in snapped(words, runs)]


@pytest.mark.parametrize(
    ("text", "piece", "whole"),
    [
        ("“We stay,” she said.", "“We stay", "“We stay,”"),
        ("“We stay,” she said.", "We stay,”", "“We stay,”"),
        ("“We stay,” she said.", "We stay", "“We stay,”"),
        ('She said that they “will stay," he wrote.', "that they “will stay", 'that they “will stay,"'),
        ("'We stay': union", "We stay", "'We stay'"),
        ("She said they stay, then left.", "they stay", "they stay"),
        ("“We stay, she said, until noon,” he wrote.", "until noon", "until noon"),
    ],
)
def test_marks_at_the_edges_belong_to_the_content(text: str, piece: str, whole: str) -> None:
    assert snap(text, piece) == [whole]


def test_pieces_do_not_grow_into_each_other() -> None:
    assert snap("“One.” “Two.” she said.", "“One.”", "Two.”") == ["“One.”", "“Two.”"]
