"""Whether two attributions may be of one speaker, and of one day."""

import pytest

from onrecord.claims.said import Said
from onrecord.claims.speaking import apart, between, described, kinship
from tests.claims.attributions import attribution


def who(key: str, name: str | None, type: str = "person", source: str | None = None, speaker: str | None = None) -> Said:
    return attribution(key, "it is so", name=name, type=type, source=source or name or "", speaker=speaker or (name and name.lower()))


@pytest.mark.parametrize(
    ("a", "b", "found"),
    [
        (("Ana Ruiz",), ("Ana Ruiz",), "same"),
        (("Ana Ruiz",), ("Bo Ruiz",), "other"),
        (("Ana María Ruiz",), ("Ana Ruiz",), "same"),
        (("Ana Ruiz",), ("Ostrand Water Board", "organisation"), "other"),
        (("National Health Agency", "organisation"), ("the National Health Agency", "organisation"), "same"),
        (("Ostrand Water Board", "organisation"), ("Meridian News Agency", "outlet"), "other"),
        ((None, "unknown"), ("Ana Ruiz",), "unsure"),
        (("an engineer", "person", "an engineer who took part in the inspection"), ("Ana Ruiz",), "unsure"),
        (("engineer", "person", "The dam's own engineer"), ("an engineer", "person", "an engineer who asked not to be named"), "alike"),
        (("governor", "person", "governor"), ("Ana Ruiz", "person", "the governor of the province, Ana Ruiz,"), "alike"),
        (("secret memo", "document", "a secret memo"), ("Ana Ruiz",), "other"),
    ],
)
def test_speakers_of_two_articles(a: tuple[str, ...], b: tuple[str, ...], found: str) -> None:
    x, y = who("one#a1", *a), who("two#a1", *b)
    assert kinship(x, y) == found
    assert kinship(y, x) == found


def test_a_surname_alone_is_nobody_for_certain() -> None:
    a, b = who("one#a1", "Ruiz", speaker="person:ruiz"), who("two#a1", "Ruiz", speaker="person:ruiz")
    assert kinship(a, b) == "kin"
    assert kinship(who("one#a1", "Ruiz"), who("two#a1", "Ana Ruiz")) != "same"


def test_within_an_article_a_surname_is_whom_the_article_means() -> None:
    a, b = who("one#a1", "Ruiz", speaker="person:ruiz"), who("one#a2", "Ruiz", speaker="person:ruiz")
    assert kinship(a, b) == "same"


def test_two_names_in_one_article_are_two_speakers() -> None:
    assert kinship(who("one#a1", "Carl Revner"), who("one#a2", "Sofie Revner")) == "other"


def test_a_spokesman_speaks_for_his_body() -> None:
    a = who("one#a1", "Rolf Kessen", source="Rolf Kessen, a spokesman for the Ministry of Infrastructure,")
    b = who("two#a1", "Ministry of Infrastructure", "government")
    assert kinship(a, b) == kinship(b, a) == "kin"


def test_a_letter_is_what_its_writer_said() -> None:
    assert kinship(who("one#a1", "Ana Ruiz's letter", "document"), who("two#a1", "Ana Ruiz")) == "kin"


@pytest.mark.parametrize(("name", "type", "yes"), [("Ana Ruiz", "person", False), ("officials", "group", True), (None, "unknown", True)])
def test_who_is_only_described(name: str | None, type: str, yes: bool) -> None:
    assert described(who("one#a1", name, type)) is yes


@pytest.mark.parametrize(
    ("a", "b", "days"),
    [
        ({"said_first": "2026-03-02", "said_last": "2026-03-02"}, {"said_first": "2026-03-05", "said_last": "2026-03-05"}, 3),
        ({"said_first": "2026-03-02", "said_last": "2026-03-04"}, {"said_first": "2026-03-03", "said_last": "2026-03-05"}, 0),
        ({"published": "2026-03-02"}, {"published": "2026-03-04T10:00:00Z"}, 0),
        ({"published": "2026-03-02"}, {"published": "2026-03-12"}, 7),
        ({"said_first": "2026-03-02", "published": "2026-03-30"}, {"published": "2026-03-03"}, 0),
        ({"published": None}, {"published": "2026-03-03"}, None),
        ({"published": "soon"}, {"published": "2026-03-03"}, None),
        ({"said_first": "2026-13-45", "published": "2026-03-03"}, {"published": "2026-03-03"}, 0),
    ],
)
def test_days_between_two_sayings(a: dict[str, str], b: dict[str, str], days: int | None) -> None:
    x, y = attribution("one#a1", "it is so", **a), attribution("two#a1", "it is so", **b)
    assert apart(x, y) == apart(y, x) == days


def test_days_between_two_articles() -> None:
    assert between("2026-03-02T23:00:00Z", "2026-03-05") == 3
    assert between(None, "2026-03-05") == 0
