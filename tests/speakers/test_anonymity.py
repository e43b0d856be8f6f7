import pytest

from onrecord.speakers.anonymity import anonymity


def hidden(text: str, source: str) -> str | None:
    """The reason for anonymity; empty where none is given, None where the source is not anonymous."""
    at = text.index(source)
    found = anonymity(text, (at, at + len(source)))
    if found is None:
        return None
    return text[slice(*found.reason)] if found.reason else ""


@pytest.mark.parametrize(
    ("text", "source", "reason"),
    [
        (
            "The talks failed, said a senior official who spoke on condition of anonymity because the talks were secret.",
            "a senior official",
            "because the talks were secret",
        ),
        ("The official, who asked not to be named, said no.", "The official", ""),
        ("An anonymous source said no.", "An anonymous source", ""),
        ("A nurse, who declined to be identified for fear of losing her job, said no.", "A nurse", "for fear of losing her job"),
        ("Two diplomats, requesting anonymity to discuss private talks, said no.", "Two diplomats", "to discuss private talks"),
        ("A nurse said no. The official spoke on condition of anonymity.", "A nurse", None),
        ("A nurse said the wards were full.", "A nurse", None),
    ],
)
def test_names_that_are_kept_back_and_why(text: str, source: str, reason: str | None) -> None:
    assert hidden(text, source) == reason
