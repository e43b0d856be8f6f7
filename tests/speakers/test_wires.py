import pytest

from onrecord.speakers.wires import wire


@pytest.mark.parametrize(
    ("text", "agencies"),
    [
        ("MINSK, June 1 (Reuters) – The lake is clean.", ("Reuters",)),
        ("By Maria Lind, Associated Press\n\nThe lake is clean.", ("Associated Press",)),
        ("The lake is clean.\n\nThe Associated Press contributed to this report.", ("Associated Press",)),
        ("The lake is clean.\n\nWith reporting by AFP and Reuters.", ("Agence France-Presse", "Reuters")),
        ("The lake is clean.\n\n— AFP", ("Agence France-Presse",)),
        ("The lake is clean (really) - they said.", ()),
        ("Maria Lind told Reuters the lake is clean.", ()),
    ],
)
def test_the_wire_of_an_article(text: str, agencies: tuple[str, ...]) -> None:
    assert wire(text) == agencies
