from onrecord.speakers.chains import chains
from tests.speakers.invented import Nearest, mentions_of


def test_mentions_of_the_same_come_in_one_chain() -> None:
    text = "Ana Ruiz left. She came back. Her car is red."
    (chain,) = chains(mentions_of(text, {"Ana Ruiz": "person"}), Nearest())
    assert [text[s:e] for s, e in chain] == ["Ana Ruiz", "She", "Her"]


def test_who_stands_alone_is_in_no_chain() -> None:
    assert chains(mentions_of("Ana Ruiz left.", {"Ana Ruiz": "person"}), Nearest()) == []
