import pytest

from onrecord.claims.credits import credited, credits_of, supplies
from tests.claims.stories import OWN, PARAGRAPHS, article, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (article(*PARAGRAPHS), ("NordPress",)),
        (article("KELMAR (Meridian) - Guns were heard.", *OWN), ("Meridian",)),
        (article("KELMAR, March 18 (Meridian) -- Guns were heard.", *OWN), ("Meridian",)),
        (article(*OWN, "(NordPress)"), ("NordPress",)),
        (article(*OWN, "NordPress"), ("NordPress",)),
        (article(*OWN, "— NordPress"), ("NordPress",)),
        (article(*OWN, "Source: NordPress"), ("NordPress",)),
        (article(*OWN, "Source: NordPress / Meridian"), ("NordPress", "Meridian")),
        (article(*OWN, "With material from NordPress and Meridian."), ("NordPress", "Meridian")),
        (article(*OWN, "Additional reporting by Meridian News Agency."), ("Meridian News Agency",)),
        (article(*OWN, "This article first appeared in the Halvika Herald."), ("Halvika Herald",)),
        (article(*OWN, "Republished with the permission of The Ledger."), ("Ledger",)),
        (article(*OWN, "NordPress contributed to this report."), ("NordPress",)),
        (article(*OWN, "© 2026 NordPress"), ("NordPress",)),
        (article("By NordPress", *OWN), ("NordPress",)),
        (article("By Ana Ruiz, NordPress", *OWN), ("NordPress",)),
        (article(*OWN), ()),
        (article(*OWN, "Rikke Storm"), ()),
        (article(*OWN, "The NordPress agency reported it first, said the minister."), ()),
        (article("The bridge (Elm) - it is called so - is closed.", *OWN), ()),
        ("", ()),
        ("\n\n", ()),
    ],
)
def test_credits_are_found_in_datelines_bylines_and_feet(text: str, expected: tuple[str, ...]) -> None:
    assert credits_of(told("a", text)) == expected


def test_credits_of_the_data_come_first_and_persons_are_none() -> None:
    of = told("a", article(*PARAGRAPHS), wire=("Reuters",), byline=("Signe Malt", "Ana Ruiz / Meridian News Agency", "nordpress"))
    assert credits_of(of) == ("Reuters", "Meridian News Agency", "NordPress")


def test_an_outlet_does_not_credit_itself() -> None:
    assert credits_of(told("a", article(*PARAGRAPHS), "NordPress")) == ()
    assert credits_of(told("a", article("KELMAR (Meridian) - Guns.", *OWN), "Meridian News Agency")) == ()
    assert credits_of(told("a", article(*PARAGRAPHS), None)) == ("NordPress",)


def test_a_credit_names_an_outlet_by_its_short_form_too() -> None:
    assert credited(("Meridian",), "Meridian News Agency")
    assert not credited(("Meridian",), "NordPress")
    assert not credited(("Meridian",), None)
    assert supplies("NordPress")
    assert not supplies("Courier")
    assert not supplies(None)


@pytest.mark.parametrize(
    "text", ["(" * 10**6, "H (" * 10**5, "Aa " * 10**5, "by " * 10**5, "\n" * 10**6, "With material from " * 10**4, "(A" + " A" * 10**5]
)
def test_hostile_texts_are_short_work(text: str) -> None:
    assert isinstance(credits_of(told("a", text)), tuple)
