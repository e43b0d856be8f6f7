"""Labels before a colon."""

import pytest

from onrecord.attribution.finding import Found
from onrecord.attribution.labels import without_labels

Read = tuple[str, str, str]


def left(text: str, source: str, cue: str, content: str) -> list[Read]:
    def at(words: str) -> tuple[tuple[int, int], ...]:
        begin = text.index(words)
        return ((begin, begin + len(words)),)

    found = Found(at(source), at(cue), at(content), (0.9,))
    return [
        tuple(" ".join(text[s:e] for s, e in spans) for spans in (f.source, f.cue, f.content))  # type: ignore[misc]
        for f in without_labels(text, [found])
    ]


@pytest.mark.parametrize("label", ["Verdict", "VERDICT", "Fact check", "Our rating", "Analysis", "“Explainer”", "Read more"])
def test_what_a_label_introduces_is_the_article_s_own(label: str) -> None:
    assert left(f"{label}: the dam is safe.", label, ":", "the dam is safe") == []


@pytest.mark.parametrize("label", ["Claim", "The claim", "CLAIM", "Rumour", "Exclusive", "Video"])
def test_what_is_quoted_under_a_label_is_nobody_s_that_is_known(label: str) -> None:
    assert left(f"{label}: “The dam is safe.”", label, ":", "“The dam is safe.”") == [("", ":", "“The dam is safe.”")]


@pytest.mark.parametrize(
    ("text", "source", "cue"),
    [
        ("Lind: the dam is safe", "Lind", ":"),
        ("Analysis says: the dam is safe", "Analysis", "says:"),
        ("Fact check Sarn: the dam is safe", "Fact check Sarn", ":"),
    ],
)
def test_whoever_speaks_stays(text: str, source: str, cue: str) -> None:
    assert left(text, source, cue, "the dam is safe") == [(source, cue, "the dam is safe")]
