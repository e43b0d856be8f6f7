import numpy as np
import pytest

from onrecord.attribution.words import split
from onrecord.speakers.sources import Head, head_of


def head(source: str, **names: bool) -> tuple[Head, list[str]]:
    """The head of a source and the names that it names; names are given as keywords with "_" for a blank, True for persons."""
    words = split(source)
    rows = []
    for number, (key, person) in enumerate(names.items()):
        name = key.replace("_", " ")
        at = source.index(name)
        first = int(np.searchsorted(words.starts, at))
        rows.append((number, first, int(np.searchsorted(words.starts, at + len(name))) - 1, person))
    found = head_of(words, 0, len(words), sorted(rows, key=lambda r: r[1]))
    keys = [k.replace("_", " ") for k in names]
    return found, [keys[n] for n in found.names]


@pytest.mark.parametrize(
    ("source", "names", "who"),
    [
        ("Belarus President Alexander Lukashenko", {"Belarus": False, "Alexander_Lukashenko": True}, ["Alexander Lukashenko"]),
        ("Dmitry Peskov, the Kremlin spokesman", {"Dmitry_Peskov": True, "Kremlin": False}, ["Dmitry Peskov"]),
        ("the Kremlin spokesman, Dmitry Peskov", {"Dmitry_Peskov": True, "Kremlin": False}, ["Dmitry Peskov"]),
        ("Maria Lind's lawyer Jonas Berg", {"Maria_Lind": True, "Jonas_Berg": True}, ["Jonas Berg"]),
        ("Ana Ruiz of the University of Sevilla", {"Ana_Ruiz": True, "University_of_Sevilla": False}, ["Ana Ruiz"]),
        ("a statement by the mayor Ana Ruiz", {"Ana_Ruiz": True}, ["Ana Ruiz"]),
        ("Lind's", {"Lind": True}, ["Lind"]),
        ("The operator, Norrsund Lines", {"Norrsund_Lines": False}, ["Norrsund Lines"]),
        ("Minister of Information Jonas Berg", {"Jonas_Berg": True}, ["Jonas Berg"]),
        ("the Foreign Ministry", {"Foreign_Ministry": False}, ["Foreign Ministry"]),
    ],
)
def test_the_head_of_the_noun_phrase_speaks(source: str, names: dict[str, bool], who: list[str]) -> None:
    found, said = head(source, **names)
    assert (found.form, said) == ("name", who)


def test_the_lawyer_of_somebody_is_not_that_person() -> None:
    found, said = head("Lind's lawyer", Lind=True)
    assert (found.form, said) == ("description", [])
    assert head("her lawyer")[0].form == "description"


def test_officials_of_a_place_are_not_the_place() -> None:
    assert head("two officials in Paris", Paris=False)[1] == []
    assert head("a spokesman for President Jonas Berg", Jonas_Berg=True)[0].form == "description"
    assert head("the lawyer of singer Jonas Berg", Jonas_Berg=True)[0].form == "description"


def test_an_unnamed_spokesperson_speaks_for_the_body() -> None:
    for source in ("a spokeswoman for the Red Cross", "a Red Cross spokesman", "Red Cross spokespeople"):
        found, said = head(source, Red_Cross=False)
        assert found.spokes
        assert said == ["Red Cross"]


def test_two_names_with_and_are_a_group() -> None:
    found, said = head("Chancellor Maria Lind and President Jonas Berg", Maria_Lind=True, Jonas_Berg=True)
    assert (found.form, said) == ("group", ["Maria Lind", "Jonas Berg"])


def test_a_name_that_ends_in_a_possessive_ends_with_its_source() -> None:
    assert head("the minister of Water Jonas Berg's", **{"Jonas_Berg's": True})[0].form == "name"


def test_pronouns_are_told_from_acronyms() -> None:
    assert head("He")[0].pronoun == "he"
    assert head("I")[0].pronoun == "i"
    assert head("US", US=False)[0].form == "name"


@pytest.mark.parametrize(
    ("source", "definite"),
    [("the minister", True), ("his father", True), ("a minister", False), ("police", False), ("some of them", False)],
)
def test_what_is_known_is_told_from_what_is_new(source: str, definite: bool) -> None:
    assert head(source)[0].definite is definite
