"""Listing and looking up speakers across articles."""

import pytest
from msgspec.structs import replace

from onrecord.errors import RecordError
from onrecord.record import Record
from tests.record.people import article, number, said


@pytest.fixture
def full(record: Record) -> Record:
    record.add(
        article("one", said("Ana Lind", roles=("mayor of Halden",)), "Bo Berg", published="2026-03-05", outlet="Post", title="Bridge")
    )
    record.add(article("two", said("Ana Lind", roles=("mayor of Halden", "engineer")), published="2026-04-01", outlet="Times"))
    record.add(article("three", "Lind", said("Çelik Café", type="organisation", known="Q7"), said("she", type="unknown")))
    return record


def test_speakers_are_listed_with_most_attributions_first(full: Record) -> None:
    first, *rest = full.speakers
    assert (first.name, first.type, first.attributions, first.articles) == ("Ana Lind", "person", 2, 2)
    assert (first.first, first.last) == ("2026-03-05", "2026-04-01")
    assert {s.name for s in rest} == {"Bo Berg", "Lind", "Çelik Café"}
    assert len(full.speakers) == 4


@pytest.mark.parametrize(
    ("named", "found"),
    [
        ("lind", {"Ana Lind", "Lind"}),
        ("LIND ana", {"Ana Lind"}),
        ("lin", set()),
        ("lin*", {"Ana Lind", "Lind"}),
        ("celik", {"Çelik Café"}),
        ("cafe çe*", {"Çelik Café"}),
        ("Q7", {"Çelik Café"}),
        ("nobody", set()),
        ("*", set()),
        ("%", set()),
        ("' OR 1=1 --", set()),
        ("x" * 5000, set()),
    ],
)
def test_speakers_are_found_by_words_of_their_names(full: Record, named: str, found: set[str]) -> None:
    assert {s.name for s in full.speakers.find(named)} == found


def test_lists_can_be_narrowed(full: Record) -> None:
    assert [s.name for s in full.speakers.find(at_least=2)] == ["Ana Lind"]
    assert [s.name for s in full.speakers.find(type="organisation")] == ["Çelik Café"]
    assert len(list(full.speakers.find(limit=2))) == 2


def test_a_speaker_is_looked_up_by_any_of_its_numbers(full: Record) -> None:
    ana, lind = number(full, "one", "Ana Lind"), number(full, "three", "Lind")
    full.speakers.merge(ana, lind)
    assert full.speakers[lind] == full.speakers[ana]
    assert [s.id for s in full.speakers.find(lind)] == [ana]
    assert [(n.name, n.article) for n in full.speakers.names(lind)] == [("Ana Lind", None), ("Lind", 3)]
    with pytest.raises(RecordError):
        full.speakers[10**9]


def test_places_and_roles_let_one_see_who_does_not_belong(full: Record) -> None:
    ana = number(full, "one", "Ana Lind")
    assert [(p.article, p.name, p.outlet, p.published, p.attributions) for p in full.speakers.places(ana)] == [
        (2, "Ana Lind", "Times", "2026-04-01", 1),
        (1, "Ana Lind", "Post", "2026-03-05", 1),
    ]
    assert full.speakers.roles(ana) == [("mayor of Halden", 2), ("engineer", 1)]


def test_a_surname_is_shown_as_perhaps_the_same_and_descriptions_are_not(full: Record) -> None:
    full.add(article("four", said("police", type="organisation"), said("a nurse", named=False), "Ana-Maria Lind"))
    full.add(article("five", said("police", type="organisation"), said("a nurse", named=False)))
    assert {s.name for s in full.speakers.perhaps(number(full, "one", "Ana Lind"))} == {"Lind", "Ana-Maria Lind"}
    assert full.speakers.perhaps(number(full, "five", "police")) == []
    assert full.speakers.perhaps(number(full, "five", "a nurse")) == []


def test_who_is_only_in_an_old_version_is_no_longer_listed(full: Record) -> None:
    berg = number(full, "one", "Bo Berg")
    full.add(article("one", "Ana Lind", outlet="Post", text="Another text."))
    assert "Bo Berg" not in {s.name for s in full.speakers}
    assert full.speakers[berg].attributions == 0
    assert full.stats()["speakers"] == 3


def test_search_by_a_name_finds_what_other_articles_call_otherwise(full: Record) -> None:
    full.speakers.merge(number(full, "one", "Ana Lind"), number(full, "three", "Lind"))
    hits = list(full.search(speaker="ana"))
    assert {h.article["id"] for h in hits} == {"one", "two", "three"}
    assert {h.speaker["name"] for h in hits if h.speaker} == {"Ana Lind"}
    assert full.count(speaker="lind NOT") == full.count(speaker="lind not")


def test_search_finds_who_is_unknown_by_the_words_for_it(full: Record) -> None:
    (hit,) = full.search(speaker="she")
    assert hit.speaker is None


def test_two_speakers_of_one_name_are_counted_apart(full: Record) -> None:
    full.speakers.split(number(full, "one", "Ana Lind"), articles=["two"])
    assert full.facets()["speaker"].count(("Ana Lind", 1)) == 2


def test_search_by_a_known_id_and_by_a_key(full: Record) -> None:
    assert full.count(speaker="Q7") == 1
    assert full.count(speaker="person ana lind") == 2


def test_a_name_that_means_nothing_finds_nothing(full: Record) -> None:
    assert full.count(speaker="") == 0
    assert full.count(speaker="!!!") == 0
    assert full.count(speaker=10**12) == 0


def test_an_article_with_the_same_name_for_two_keeps_them_apart(record: Record) -> None:
    father, son = said("Lind"), replace(said("Lind"), id="s2")
    record.add(article("one", father, son))
    assert record.stats()["speakers"] == 2
