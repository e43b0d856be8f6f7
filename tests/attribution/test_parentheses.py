import pytest

from onrecord.attribution.parentheses import Run, righted
from onrecord.attribution.words import Words, split


def run(words: Words, piece: str) -> Run:
    """Words of the only place where `piece` stands."""
    start = words.text.index(piece)
    inside = [i for i in range(len(words)) if start <= words.starts[i] < start + len(piece)]
    return inside[0], inside[-1] + 1


def shown(words: Words, runs: list[Run]) -> list[str]:
    return [words.text[words.starts[s] : words.ends[e - 1]] for s, e in runs]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("It rained. The old bridge, Lind said, is closed for good.", "The old bridge", "said", "Lind said, is closed for good"),
        ("It rained. The old bridge, said Lind, is closed for good.", "The old bridge", "said", "is closed for good"),
        ("It rained. But the old bridge, Lind said, is closed for good.", "the old bridge", "said", "is closed for good"),
        ("It rained. The old bridge, Lind said, is closed for good.", "Lind", "said", "is closed for good"),
        ("It rained. The old bridge, said Lind, is closed for good.", "Lind", "said", "is closed for good"),
    ],
)
def test_the_subject_before_a_parenthesis_is_said_not_speaking(text: str, source: str, cue: str, content: str) -> None:
    words = split(text)
    sources, contents = righted(words, [run(words, source)], [run(words, cue)], [run(words, content)])
    assert shown(words, sources) == ["Lind"]
    assert [c.lower() for c in shown(words, contents)] == ["the old bridge", "is closed for good"]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The director, who left in May, said, was it so, that he knew.", "The director, who left in May", "said", "that he knew"),
        ("On Friday, Lind said, “Are we to close it?”", "Lind", "said", "“Are we to close it?”"),
        ("The union, Lind's friend said that it is closed.", "Lind's friend", "said", "that it is closed"),
        ("Nobody came, and Lind said it was late.", "Lind", "said", "it was late"),
        ("It is known: Lind said, is it not, that they left.", "Lind", "said", "that they left"),
    ],
)
def test_other_sentences_stay_as_they_are(text: str, source: str, cue: str, content: str) -> None:
    words = split(text)
    found = [run(words, source)], [run(words, content)]
    assert righted(words, found[0], [run(words, cue)], found[1]) == found


def test_at_the_edges_of_a_text() -> None:
    words = split(", said,")
    assert righted(words, [], [(1, 2)], [(2, 3)]) == ([], [(2, 3)])
    assert righted(words, [], [], [(0, 1)]) == ([], [(0, 1)])


def test_a_sentence_without_end_is_left_alone() -> None:
    words = split("word " * 100_000 + ", Lind said, is closed")
    found = [run(words, "Lind")], [run(words, "is closed")]
    assert righted(words, found[0], [run(words, "said")], found[1]) == found
