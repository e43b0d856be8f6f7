"""Names in contents, and which may be of one."""

import pytest

from onrecord.claims.comparing import compare
from onrecord.claims.comparing.contents import content_of
from onrecord.claims.comparing.names import names_of, same_name


def _names(text: str) -> list[str]:
    return [n.text for n in names_of(content_of(text), text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("that Anna Lind had met General Brask in Osk", ["Anna Lind", "Brask", "Osk"]),
        ("The minister met the mayor", []),
        ("Anna Lind met the mayor", ["Anna Lind"]),
        ("NATO was informed", ["NATO"]),
        ("on Friday in June", []),
        ("the World Health Organization was told", ["World Health Organization"]),
        ("Minister Says Lake Above Elmsund Will Be Drained", []),
        ("I know", []),
    ],
)
def test_names(text: str, names: list[str]) -> None:
    assert _names(text) == names


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Anna Lind", "Lind"),
        ("Anna Lind", "anna lind"),
        ("World Health Organization", "WHO"),
        ("Russia", "Russian"),
        ("Russia", "Russians"),
        ("Varenia", "Varenian"),
        ("Germany", "Berlin"),
        ("Brandt Shipping", "Brandt"),
        ("Halvika", "Halvika's"),
    ],
)
def test_names_that_may_be_of_one(a: str, b: str) -> None:
    assert same_name(a, b)
    assert same_name(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Anna Lind", "Karl Lind"),
        ("Osk", "Marn"),
        ("Russia", "Poland"),
        ("Handelsunion", "Nordhandel"),
        ("NATO", "OPEC"),
        ("Varenia", "Tolmark"),
    ],
)
def test_names_of_two(a: str, b: str) -> None:
    assert not same_name(a, b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("that Lind had signed the letter", "that he had signed the letter"),
        ("that Lind had signed the letter", "that the minister had signed the letter"),
        ("that Lind, the minister, had signed the letter", "that the minister had signed the letter"),
        ("Lake Above Elmsund Will Be Drained", "the lake above Elmsund will be drained"),
        ("that the bank in Osk was closed", "that the bank was closed"),
    ],
)
def test_a_name_that_only_one_has_is_no_difference(a: str, b: str) -> None:
    assert not compare(a, b).material
