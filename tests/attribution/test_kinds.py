import pytest

from onrecord.attribution.kinds import kind_of
from onrecord.attribution.quotes import states


@pytest.mark.parametrize(
    ("text", "content", "kind"),
    [
        ("“We go,” she said.", "“We go,”", "direct"),
        ("She said that “we go”.", "that “we go”", "mixed"),
        ("She said that they go.", "that they go", "indirect"),
        ("“He told me they had ‘never’ met,” she said.", "they had ‘never’ met", "direct"),
        ("'They go': minister", "'They go'", "direct"),
        ("“They go, she said.", "“They go", "direct"),
    ],
)
def test_kind_of_a_content(text: str, content: str, kind: str) -> None:
    at = text.index(content)
    assert kind_of(text, states(text), ((at, at + len(content)),)) == kind


def test_kind_looks_at_all_pieces() -> None:
    text = "“We go,” she said, adding they stay."
    assert kind_of(text, states(text), ((0, 8), (26, 35))) == "mixed"
    assert kind_of(text, states(text), ()) == "indirect"
