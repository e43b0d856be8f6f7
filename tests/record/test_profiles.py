"""Profiles of speakers and outlets, and the overview."""

from collections import Counter
from typing import Any

import pytest
from msgspec.structs import replace

from onrecord.errors import Cancelled, NotInRecord
from onrecord.model import Date, Excerpt, Reading, Via
from onrecord.record import Record, deadline, open_record
from onrecord.record import keeping as keeping_module
from tests.record.people import article, number, said


def changed(reading: Reading, *facts: dict[str, Any]) -> Reading:
    """A reading with other facts of its attributions, in their order."""
    together = zip(reading.attributions, facts, strict=True)
    return replace(reading, attributions=tuple(replace(a, **f) for a, f in together))


def words(text: str) -> Excerpt:
    return Excerpt(text, ((0, 1),))


def through(*names: str) -> tuple[Via, ...]:
    return tuple(Via(name=n, type="outlet", spans=()) for n in names)


def on(day: str) -> Date:
    return Date(value=day, text=day, spans=((0, 1),))


@pytest.fixture
def full(record: Record) -> Record:
    lind = said("Ana Lind", roles=("mayor", "mayor  of Lund"))
    record.add(
        changed(
            article("one", lind, lind, "Bo Berg", outlet="Post", published="2026-03-05"),
            {"act": "deny", "reporter_stance": "neutral", "content": words("that Bo Berg knew"), "addressee": words("reporters")},
            {"act": "state", "reporter_stance": "distancing", "kind": "direct", "via": through("TASS"), "said_on": on("2026-03-01")},
            {"act": "accuse", "content": words("that Lind lied"), "speaker": replace(said("Bo Berg"), anonymous=False)},
        )
    )
    record.add(
        changed(
            article("two", said("Ana Lind", roles=("mayor",)), said("a nurse", named=False), outlet="Times", published="2026-03-20"),
            {
                "act": "promise",
                "reporter_stance": "neutral",
                "via": through("Reuters", "TASS"),
                "asserted": False,
                "addressee": words("him"),
                "addressee_speaker": said("Bo Berg"),
            },
            {"speaker": replace(said("a nurse", named=False), anonymous=True)},
        )
    )
    record.add(article("three", "Cy Dahl", said("she", type="unknown")))
    return record


def test_the_profile_of_a_speaker(full: Record) -> None:
    id = number(full, "one", "Ana Lind")
    found = full.speaker(id)
    assert found.speaker == full.speakers[id]
    assert (found.speaker.attributions, found.speaker.articles, found.speaker.first, found.speaker.last) == (
        3,
        2,
        "2026-03-01",
        "2026-03-20",
    )
    assert [(n.name, n.articles) for n in found.names] == [("Ana Lind", 2)]
    assert found.roles == (("mayor", 2), ("mayor of Lund", 1))
    assert found.acts == (("deny", 1), ("promise", 1), ("state", 1))
    assert found.stances == (("neutral", 2), ("distancing", 1))
    assert found.kinds == (("indirect", 2), ("direct", 1))
    assert (found.unasserted, found.anonymous, found.secondhand) == (1, 0, 2)
    assert [(p.start, p.count) for p in found.timeline.points] == [("2026-03-01", 1), ("2026-03-05", 1), ("2026-03-20", 1)]
    assert [(t.name, t.count) for t in found.outlets] == [("Post", 2), ("Times", 1)]
    assert [(t.name, t.count) for t in found.carriers] == [("TASS", 2), ("Reuters", 1)]
    assert (found.outlet_count, found.carrier_count) == (2, 2)
    assert [(a.name, a.type, a.count) for a in found.addressees] == [("Bo Berg", "person", 1), ("reporters", None, 1)]
    assert [(t.name, t.count) for t in found.mentions] == [("Bo Berg", 1)]
    assert found.looked_at == 3


def test_a_profile_shows_no_more_than_is_asked_for(full: Record) -> None:
    found = full.speaker(number(full, "one", "Ana Lind"), most=1, unit="month")
    assert [len(x) for x in (found.roles, found.outlets, found.carriers, found.addressees)] == [1, 1, 1, 1]
    assert (found.outlet_count, found.carrier_count) == (2, 2)
    assert [(p.start, p.count) for p in found.timeline.points] == [("2026-03-01", 3)]


def test_names_that_are_one_have_one_profile(full: Record) -> None:
    lind, berg = number(full, "one", "Ana Lind"), number(full, "one", "Bo Berg")
    full.speakers.merge(lind, berg, name="Ana Berg Lind")
    found = full.speaker(berg)
    assert found == full.speaker(lind)
    assert found.speaker.name == "Ana Berg Lind"
    assert found.speaker.attributions == 4
    assert {(n.name, n.articles) for n in found.names} == {("Ana Lind", 2), ("Bo Berg", 1)}
    assert found.mentions == ()  # nobody is told to speak about herself
    full.speakers.undo()
    assert full.speaker(berg).speaker.attributions == 1


def test_what_an_article_no_longer_says_does_not_count(full: Record) -> None:
    id = number(full, "one", "Ana Lind")
    full.add(article("one", "Bo Berg", outlet="Post", published="2026-03-05", text="Another text altogether."))
    assert full.speaker(id).speaker.attributions == 1
    full.add(article("two", "Bo Berg", outlet="Times", published="2026-03-20", text="Another text altogether, too."))
    empty = full.speaker(id)
    assert empty.speaker == full.speakers[id]
    assert (empty.speaker.attributions, empty.acts, empty.timeline.points, empty.looked_at) == (0, (), (), 0)


def test_who_is_not_there_is_told(full: Record) -> None:
    with pytest.raises(NotInRecord, match="has no speaker 999"):
        full.speaker(999)
    with pytest.raises(NotInRecord, match="has no outlet 'Herald'"):
        full.outlet("Herald")
    with pytest.raises(NotInRecord, match="has no outlet 999"):
        full.outlet(999)


def test_only_the_latest_statements_are_read(full: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.record.speaker_profile.LOOKED_AT", 1)
    found = full.speaker(number(full, "one", "Ana Lind"))
    assert found.looked_at == 1
    assert found.roles == (("mayor", 1),)
    assert [a.name for a in found.addressees] == ["Bo Berg"]
    assert found.speaker.attributions == 3


def test_the_profile_of_an_outlet(full: Record) -> None:
    found = full.outlet("times")
    assert (found.name, found.articles, found.attributions) == ("Times", 1, 2)
    assert found == full.outlet(found.id)
    assert [(t.name, t.count) for t in found.speakers] == [("Ana Lind", 1), ("a nurse", 1)]
    assert (found.speaker_count, found.carrier_count, found.unknown) == (2, 2, 0)
    assert [(t.name, t.count) for t in found.carriers] == [("Reuters", 1), ("TASS", 1)]
    assert (found.anonymous, found.secondhand) == (1, 1)
    assert (found.anonymous_share, found.secondhand_share) == (0.5, 0.5)
    assert [(p.start, p.attributions, p.anonymous, p.secondhand) for p in found.points] == [("2026-03-20", 2, 1, 1)]


def test_the_name_of_an_outlet_is_found_whatever_its_case_but_as_it_is_first(record: Record) -> None:
    record.add(article("one", "Ana Lind", outlet="POST"))
    record.add(article("two", "Ana Lind", outlet="Post"))
    assert [record.outlet(name).name for name in ("POST", "Post", "post")] == ["POST", "Post", "POST"]


def test_an_outlet_without_attributions_has_a_profile(record: Record) -> None:
    record.add(article("one", outlet="Post"))
    found = record.outlet("Post")
    assert (found.articles, found.attributions, found.anonymous_share, found.secondhand_share, found.points) == (1, 0, 0.0, 0.0, ())


def test_the_overview_of_a_record(full: Record) -> None:
    found = full.overview()
    assert found.totals == full.stats()
    assert found.totals == {
        **{"articles": 3, "versions": 3, "attributions": 7, "speakers": 4, "outlets": 2},
        **{"failures": 0, "skipped": 0, "feeds": 0},
    }
    assert [(e.id, e.outlet, e.attributions, e.changed) for e in found.latest] == [
        ("three", None, 2, False),
        ("two", "Times", 2, False),
        ("one", "Post", 3, False),
    ]
    assert [(t.name, t.count) for t in found.speakers] == [("Ana Lind", 3), ("Bo Berg", 1), ("Cy Dahl", 1), ("a nurse", 1)]
    assert [(t.name, t.count) for t in found.outlets] == [("Post", 3), ("Times", 2)]
    assert found.lately_speakers == found.speakers
    assert sum(day.attributions for day in found.days) == 7


def test_the_overview_tells_what_entered_on_which_day(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    def add_on(day: str, *readings: Reading) -> None:
        monkeypatch.setattr(keeping_module, "now", lambda: f"{day}T12:00:00+00:00")
        for reading in readings:
            record.add(reading)

    add_on("2026-03-01", article("one", "Ana Lind", "Ana Lind", outlet="Post"))
    add_on("2026-03-05", article("two", "Bo Berg", outlet="Times"), article("three", outlet="Times"))
    add_on("2026-03-06", article("four", "Bo Berg", "Cy Dahl", outlet="Times"), article("one", "Cy Dahl", outlet="Post", text="Changed."))
    found = record.overview()
    assert [(d.day, d.articles, d.attributions) for d in found.days] == [("2026-03-06", 2, 3), ("2026-03-05", 2, 1), ("2026-03-01", 1, 0)]
    assert [(e.id, e.changed, e.attributions, e.added_at[:10]) for e in found.latest] == [
        ("one", True, 1, "2026-03-06"),
        ("four", False, 2, "2026-03-06"),
        ("three", False, 0, "2026-03-05"),
        ("two", False, 1, "2026-03-05"),
    ]
    lately = record.overview(days=1, articles=1, most=1)
    assert [d.day for d in lately.days] == ["2026-03-06"]
    assert [e.id for e in lately.latest] == ["one"]
    assert [(t.name, t.count) for t in lately.lately_speakers] == [("Cy Dahl", 2)]
    assert [(t.name, t.count) for t in lately.lately_outlets] == [("Times", 2)]
    assert record.overview(days=0).days == ()


def test_an_empty_record_has_an_overview(record: Record) -> None:
    found = record.overview()
    assert (found.days, found.latest, found.speakers, found.lately_outlets) == ((), (), (), ())
    assert set(found.totals.values()) == {0}


def test_profiles_stop_at_the_deadline(full: Record) -> None:
    id = number(full, "one", "Ana Lind")

    def ask() -> None:
        with deadline(full.database, 0):
            full.speaker(id)

    with pytest.raises(Cancelled):
        ask()


def test_anonymous_speakers_are_known_after_an_upgrade(full: Record, place: str) -> None:
    from onrecord.record.facts import note_all

    before = full.outlet("Times")
    with full.database.writing():
        note_all(full.database)
    with open_record(place) as again:
        assert again.outlet("Times") == before
        assert again.faults() == []


def test_counts_agree_with_going_through_everything(full: Record) -> None:
    hits = [*full.attributions()]
    for speaker in full.speakers:
        own = [h for h in hits if h.speaker and h.speaker["number"] == speaker.id]
        profile = full.speaker(speaker.id)
        assert profile.speaker == speaker
        assert dict(profile.acts) == Counter(h.attribution.act for h in own if h.attribution.act)
        assert {t.name: t.count for t in profile.outlets} == Counter(h.article["outlet"] for h in own if h.article["outlet"])
