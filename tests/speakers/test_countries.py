from onrecord.speakers.countries import countries, seats


def test_adjectives_and_peoples_lead_to_countries() -> None:
    assert countries()["polish"] == "Poland"
    assert countries()["southkorean"] == "South Korea"
    assert countries()["spaniard"] == "Spain"


def test_seats_stand_for_governments() -> None:
    assert seats()["Kremlin"] == "Russia"
    assert seats()["White House"] == "United States"
    assert "Poland" not in seats()
