import pytest

from onrecord.speakers.entities import named
from onrecord.speakers.roles import roles_of
from tests.speakers.invented import mentions_of


def known(text: str, described: tuple[str, ...] = (), **names: str) -> tuple[list[str], list[str]]:
    """Roles and affiliations of the first person of a text."""
    mentions = mentions_of(text, {k.replace("_", " "): v for k, v in names.items()}, described)
    found = named(mentions)
    person = next(e for e in found.entities if e.type == "person")
    out = roles_of(mentions, person)
    assert all(" ".join(text[s:e].split()) == t for t, (s, e) in (out.roles | out.affiliations).items())
    return list(out.roles), list(out.affiliations)


@pytest.mark.parametrize(
    ("text", "described", "roles", "affiliations"),
    [
        ("The Lake Board chair Ana Ruiz left.", ("The Lake Board chair Ana Ruiz",), ["Lake Board chair"], ["Lake Board"]),
        ("Ana Ruiz, a retired judge, left.", ("a retired judge",), ["retired judge"], []),
        ("The mayor, Ana Ruiz, left.", ("The mayor",), ["mayor"], []),
        ("Ana Ruiz of the Lake Board left.", (), [], ["Lake Board"]),
        ("Ms Ana Ruiz left.", ("Ms Ana Ruiz",), [], []),
        ("Ana Ruiz left, the mayor stayed.", ("the mayor",), [], []),
    ],
)
def test_what_an_article_says_somebody_is(text: str, described: tuple[str, ...], roles: list[str], affiliations: list[str]) -> None:
    assert known(text, described, Ana_Ruiz="person", Lake_Board="organisation") == (roles, affiliations)


def test_roles_of_later_mentions_count_too() -> None:
    text = "Ana Ruiz left. Ruiz, a retired judge, came back."
    assert known(text, ("a retired judge",), Ana_Ruiz="person", Ruiz="person")[0] == ["retired judge"]
