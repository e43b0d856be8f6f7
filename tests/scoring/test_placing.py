import pytest

from onrecord.scoring.placing import shift


@pytest.mark.parametrize(
    ("text", "within", "by"),
    [
        ("It rains.", "It rains.", 0),
        ("It rains.", "It rains.\n\n", 0),
        ("It rains in Sarn.", "Date: x\n\nIt rains in Sarn.\n", 9),
        ("Date: x\n\nIt rains in Sarn.\n", "It rains in Sarn.", -9),
        ("\n\nIt rains.", "It rains.", -2),
        ("It rains.", "It rained.", None),
        ("It", "It rains in Sarn.", None),
        ("", "It rains.", None),
    ],
)
def test_how_far_offsets_must_be_moved(text: str, within: str, by: int | None) -> None:
    assert shift(text, within) == by
    if by is not None:
        word = text.index("rains")
        assert within[word + by :].startswith("rains")
