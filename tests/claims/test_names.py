import pytest

from onrecord.claims.names import Outlets, is_agency, is_person, is_platform, may_be_outlet, outlet_key

NAMES = [
    "NordPress",
    "Meridian News Agency",
    "VTK State Media",
    "The Halvika Herald",
    "Daily Lantern",
    "Radio Sarn",
    "Capital Dispatch",
    "FactLine",
]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("the Halvika Herald", "Halvika Herald"),
        ("The Halvika Herald", "HALVIKA  HERALD"),
        ("Kvällsposten", "Kvallsposten"),
        ("Associated Press", "AP"),
        ("www.halvikaherald.com", "https://halvikaherald.com/"),
        ("Halvika-Herald", "Halvika Herald"),
    ],
)
def test_names_of_one_outlet_have_one_key(a: str, b: str) -> None:
    assert outlet_key(a) == outlet_key(b) != ""


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("the Herald", "The Halvika Herald"),
        ("Meridian", "Meridian News Agency"),
        ("the Meridian agency", "Meridian News Agency"),
        ("VTK", "VTK State Media"),
        ("VTK television", "VTK State Media"),
        ("the Lantern", "Daily Lantern"),
        ("Dispatch", "Capital Dispatch"),
        ("halvikaherald.com", "The Halvika Herald"),
        ("nordpress", "NordPress"),
    ],
)
def test_a_short_form_is_the_one_outlet_that_it_fits(short: str, full: str) -> None:
    outlets = Outlets(NAMES)
    assert outlets.key(short) == outlet_key(full)
    assert short in outlets
    assert outlets.name(outlets.key(short)) == full


@pytest.mark.parametrize("name", ["the Herald", "Ostrand Post", "Press", "Radio", "Agency", "", "Sarnia", "State Media"])
def test_what_fits_two_outlets_or_none_stands_for_itself(name: str) -> None:
    outlets = Outlets([*NAMES, "Ostrand Herald"])
    assert name not in outlets
    assert outlets.key(name) == outlet_key(name)


def test_kinds_of_names_are_told() -> None:
    assert is_agency("Reuters")
    assert is_agency("NordPress")
    assert is_agency("Meridian News Agency")
    assert not is_agency("The Halvika Herald")
    assert is_platform("Telegram")
    assert not is_platform("Radio Sarn")
    assert is_person("Anna Lind")
    assert not is_person("Daily Lantern")
    assert not is_person("Anna")
    assert all(may_be_outlet(n) for n in NAMES)
    assert not may_be_outlet("Signe Malt")


def test_a_hostile_name_is_short_work() -> None:
    assert len(outlet_key("x " * 10**6)) < 200
    assert Outlets(["", "  ", "…"]).key("…") == ""
