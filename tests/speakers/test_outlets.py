import pytest

from onrecord.speakers.outlets import listed, looks_like_outlet


def test_aliases_lead_to_the_name() -> None:
    assert listed()["AP"] == ("Associated Press", "agency")
    assert listed()["Polsat"][0] == "Polsat TV"


@pytest.mark.parametrize("name", ["Reuters", "Lavelle Herald", "Radio Levantis", "KDXY-TV", "Nordpost.net"])
def test_outlets_are_known_or_look_like_it(name: str) -> None:
    assert looks_like_outlet(name)


@pytest.mark.parametrize("name", ["Ana Morales", "Gazprom", "Ministry of Defence", "WHO", "WTO"])
def test_others_do_not(name: str) -> None:
    assert not looks_like_outlet(name)
