import pytest

from onrecord.speakers.addressed import addressee_of
from tests.speakers.invented import attribution, mentions_of


def addressee(text: str, source: str, content: str, cue: str, **names: str) -> str | None:
    found = addressee_of(
        attribution(text, source, content, cue=cue),
        mentions_of(text, {k.replace("_", " "): v for k, v in names.items()}, ("reporters", "the crews of the ferries")),
    )
    return text[slice(*found)] if found else None


@pytest.mark.parametrize(
    ("text", "content", "cue", "to"),
    [
        ("Lind told reporters that it rains.", "that it rains", "told", "reporters"),
        ("“It rains,” Lind told reporters.", "“It rains,”", "told", "reporters"),
        ("Lind warned the crews of the ferries that it rains.", "that it rains", "warned", "the crews of the ferries"),
        ("Lind said to the Lake Board that it rains.", "that it rains", "said", "the Lake Board"),
        ("Lind called on the Lake Board to act.", "to act", "called on", "the Lake Board"),
        ("Lind told a jury on Monday that it rains.", "that it rains", "told", "a jury"),
        ("Lind urged residents of the lower town to leave.", "to leave", "urged", "residents of the lower town"),
        ("Lind warned members of the risk.", "of the risk", "warned", "members"),
        ("Lind warned in October that it rains.", "that it rains", "warned", None),
        ("Lind told the inquiry in Norby that it rains.", "that it rains", "told", "the inquiry"),
        ("Lind said reporters were wet.", "reporters were wet", "said", None),
        ("Lind told of reporters in the rain.", "of reporters in the rain", "told", None),
    ],
)
def test_who_is_spoken_to_stands_after_the_cue(text: str, content: str, cue: str, to: str | None) -> None:
    assert addressee(text, "Lind", content, cue, Lake_Board="organisation") == to
