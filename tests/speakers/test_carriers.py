import time

import pytest

from onrecord.speakers.carriers import found_carriers
from onrecord.speakers.entities import named
from tests.speakers.invented import mentions_of


def carriers(text: str, **kinds: str) -> list[str]:
    mentions = mentions_of(text, {k.replace("_", " "): v for k, v in kinds.items()})
    return [c.name for c in found_carriers(mentions, named(mentions))]


@pytest.mark.parametrize("text", ["Lind told Reuters so.", "Lind wrote on Telegram.", "Reuters, quoting KCNA, reported it."])
def test_where_outlets_carry_words_their_names_stand(text: str) -> None:
    mentions = mentions_of(text, {})
    found = found_carriers(mentions, named(mentions))
    assert found
    assert all(text[slice(*c.span)] == c.form for c in found)


def test_a_person_who_is_told_something_is_no_outlet() -> None:
    assert carriers("Maria Lind told Jonas Berg so.", Maria_Lind="person", Jonas_Berg="person") == []


def test_what_nobody_knows_is_an_outlet_where_it_is_told_something() -> None:
    assert carriers("Maria Lind told Poranek so.", Maria_Lind="person") == ["Poranek"]


def test_time_grows_with_the_length_of_the_article_only() -> None:
    def seconds(times: int) -> float:
        mentions = mentions_of("He told Reuters and spoke on “Panorama”. " * times, {})
        entities = named(mentions)
        begun = time.process_time()
        assert len(found_carriers(mentions, entities)) == 2 * times
        return time.process_time() - begun

    seconds(100)
    assert seconds(4000) < 10 * seconds(1000)
