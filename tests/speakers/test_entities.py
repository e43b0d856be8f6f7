import time

import pytest

from onrecord.speakers.entities import Named, named
from tests.speakers.invented import mentions_of

PERSON, BODY, PLACE = "person", "organisation", "place"


def names(text: str, **kinds: str) -> Named:
    return named(mentions_of(text, {k.replace("_", " "): v for k, v in kinds.items()}))


def who(found: Named) -> list[tuple[str, int]]:
    return [(e.name, len(e.mentions)) for e in found.entities]


def test_a_surname_joins_the_full_name() -> None:
    found = names("Maria Lind spoke. Lind left. MARIA LIND’s car.", Maria_Lind=PERSON, Lind=PERSON, MARIA_LIND=PERSON)
    assert who(found) == [("Maria Lind", 3)]


def test_a_couple_with_one_surname_stays_two() -> None:
    found = names("Maria Lind met Jonas Lind. Lind left.", Maria_Lind=PERSON, Jonas_Lind=PERSON, Lind=PERSON)
    assert who(found) == [("Maria Lind", 1), ("Jonas Lind", 1), ("Lind", 1)]
    assert found.entities[2].ambiguous


def test_father_and_son_stay_two() -> None:
    found = names("Jonas Berg Sr. met Jonas Berg Jr. there.", **{"Jonas Berg Sr": PERSON, "Jonas Berg Jr": PERSON})
    assert len(found.entities) == 2


def test_an_acronym_joins_the_name_that_defines_it() -> None:
    found = names("The Lake Water Board (LWB) met. LWB said so.", Lake_Water_Board=BODY, LWB=BODY)
    assert who(found) == [("Lake Water Board", 3)]


def test_the_short_form_of_a_body_joins_the_long_one() -> None:
    assert who(names("Nordwerk Industries closed. Nordwerk paid.", Nordwerk_Industries=BODY, Nordwerk=BODY)) == [("Nordwerk Industries", 2)]


def test_a_place_is_not_the_body_that_is_named_after_it() -> None:
    assert len(names("Poland Today reported from Poland.", Poland_Today=BODY, Poland=PLACE).entities) == 2


def test_outlets_of_the_list_are_outlets() -> None:
    assert names("Reuters wrote.", Reuters=BODY).entities[0].type == "outlet"


def test_initials_before_what_is_said_are_who_has_them() -> None:
    text = "Wikinews met Maria Lind, told The Washington Post.\n\n((WN)) How is it?\n\nML: Fine.\n\n((WN)) Why?\n\nML: So. The ML was late."
    found = names(text, Wikinews=BODY, Maria_Lind=PERSON, The_Washington_Post=BODY, WN=BODY, ML=PERSON)
    assert who(found)[:2] == [("Wikinews", 3), ("Maria Lind", 4)]


@pytest.mark.parametrize(
    "text",
    [
        "EU: no new sanctions\n\nThe EU spoke, Euronews reported.\n\nEU: more",
        "US: tariffs rise\n\nUlrike Stein left.\n\nUS: more",
        "(AP) - Anna Petrova lost.\n\n(AP) - More.",
    ],
)
def test_a_known_acronym_at_the_beginning_of_a_line_is_nobody_s_initials(text: str) -> None:
    found = names(text, EU=BODY, US=BODY, AP=BODY, Euronews=BODY, Ulrike_Stein=PERSON, Anna_Petrova=PERSON)
    others = [e for e in found.entities if e.name in {"Euronews", "Ulrike Stein", "Anna Petrova"}]
    assert [(len(e.mentions), len(e.forms)) for e in others] == [(1, 1)]


def test_the_agency_in_a_dateline_is_not_the_town() -> None:
    found = names("HALDEN (AP) - Anna Petrova lost, the AP reported.", HALDEN=PLACE, AP=BODY, Anna_Petrova=PERSON)
    assert [(e.name, e.type) for e in found.entities] == [("HALDEN", "place"), ("AP", "outlet"), ("Anna Petrova", "person")]


def test_initials_that_two_people_have_stay_apart() -> None:
    found = names("Maria Lind met Max Lowe.\n\nML: Fine.", Maria_Lind=PERSON, Max_Lowe=PERSON, ML=PERSON)
    assert who(found) == [("Maria Lind", 1), ("Max Lowe", 1), ("ML", 1)]


def test_who_wrote_and_who_photographed_speaks_nowhere() -> None:
    text = "By Maria Lind\n\nThe bridge is closed.\n\nPhoto: Jonas Berg"
    assert names(text, Maria_Lind=PERSON, Jonas_Berg=PERSON).entities == []


def test_titles_and_given_names_tell_women_from_men() -> None:
    assert names("Mrs Lind left.", Lind=PERSON).entities[0].gender == "female"
    assert names("Lind left.", Lind=PERSON).entities[0].gender == ""


def test_five_hundred_names_take_no_time() -> None:
    people = [f"Given{chr(97 + i % 26)}{i} Sur{chr(97 + i // 26)}name{i}" for i in range(500)]
    found = named(mentions_of(". ".join(people), dict.fromkeys(people, PERSON)))
    assert len(found.entities) == 500


def test_a_name_of_ten_thousand_characters_is_one_name() -> None:
    long = "A" + "b" * 10_000
    found = names(f"{long} left.", **{long: PERSON})
    assert who(found) == [(long, 1)]


def test_seats_of_governments_are_places() -> None:
    assert names("The White House said so.", White_House=BODY).entities[0].type == PLACE


def test_five_thousand_acronyms_take_no_time() -> None:
    acronyms = [f"{chr(65 + i % 26)}{chr(65 + i // 26 % 26)}{chr(65 + i // 676 % 26)}X" for i in range(5000)]
    began = time.monotonic()
    assert len(named(mentions_of(". ".join(acronyms), dict.fromkeys(acronyms, BODY))).entities) == len(set(acronyms))
    assert time.monotonic() - began < 20
