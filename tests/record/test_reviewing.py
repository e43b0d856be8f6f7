"""Judging attributions by hand, in each kind of database."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from onrecord.errors import Conflict, InvalidField, NotInRecord, RecordError
from onrecord.model import Reading, Review
from onrecord.record import Kept, Record, open_record, settling, state_of
from onrecord.record.records import upgraded
from onrecord.record.schema import VERSION
from tests.record.conftest import of_version, reading, stand_in

URL = "https://post.example/a"
SAID = (("Ana Lind", "it rains on the bridge"), ("Bo Berg", "it snows"), ("Ana Lind", "no"))


@pytest.fixture
def full(record: Record) -> Record:
    """Article 1 has three attributions, article 2 one by Bo Berg, who is speaker 2."""
    record.add(reading("one", *SAID, url=URL, outlet="Post", published="2026-03-05"))
    record.add(reading("two", ("Bo Berg", "it thaws"), outlet="Times", published="2026-03-06"))
    return record


def rows(record: Record) -> dict[str, list[tuple[Any, ...]]]:
    tables = ("attributions", "carriers", "speakings", "meanings", "originals")
    found = {t: [tuple(r) for r in record.database.rows(f"SELECT * FROM {t} ORDER BY 1, 2")] for t in tables}
    facts = record.database.rows("SELECT members, more FROM facts ORDER BY id")
    found["facts"] = [(bytes(a), bytes(b)) for a, b in facts if len(a)]  # a block that is empty stays
    return found


def verdicts(record: Record, number: int = 1) -> list[str | None]:
    return [a.review.verdict if a.review else None for a in record.reading(number, rejected=True).attributions]


def test_what_is_confirmed_is_marked_and_sure(full: Record) -> None:
    made = full.review(1, "confirmed", by="ed", note="heard it")
    a = full.reading(1).attributions[0]
    assert a.review == Review(verdict="confirmed", by="ed", at=made.made_at)
    assert a.confidence == 1.0
    assert a.speaker
    assert a.speaker.confidence == 1.0
    assert made.before["confidence"] == 0.8
    assert (made.number, made.made_by, made.note, made.article, made.attribution, made.label) == (1, "ed", "heard it", 1, 1, "a1")
    assert made.words == {"source": "Ana Lind", "cue": "said", "content": "it rains on the bridge"}
    assert full.count(min_confidence=0.9) == 1
    assert full.faults() == []


def test_what_is_rejected_is_found_no_more_unless_it_is_asked_for(full: Record) -> None:
    full.review("1#a2", "rejected", by="ed")
    assert full.count() == 3
    assert full.count("snows") == 0
    assert [h.id for h in full.search("snow*")] == []
    assert full.stats()["attributions"] == 3
    assert [(s.name, s.attributions) for s in full.speakers.find("berg")] == [("Bo Berg", 1)]
    assert [a.id for a in full.reading(1).attributions] == ["a1", "a3"]
    assert [a.id for a in full.reading(1, rejected=True).attributions] == ["a1", "a2", "a3"]
    assert [h.attribution.id for h in full.search("snow*", reviewed="rejected")] == ["a2"]
    assert full.attribution("1#a2").attribution.review
    assert full.faults() == []


def test_rejected_ones_can_be_searched_as_others_can(full: Record) -> None:
    for id in (1, 2, 3):
        full.review(id, "rejected", by="ed")
    asked: dict[str, Any] = {"reviewed": "rejected"}
    assert full.count(**asked) == 3
    assert full.count('"rains on"', **asked) == 1
    assert full.count("rains OR snows", **asked) == 2
    assert full.count("-rains", **asked) == 2
    assert full.count("speaker:lind", **asked) == 2
    assert full.count(speaker="Ana Lind", **asked) == 2
    assert full.count(outlet="Times", **asked) == 0
    assert [h.id for h in full.search(limit=2, offset=1, **asked)] == [2, 1]
    assert dict(full.facets(**asked)["speaker"]) == {"Ana Lind": 2, "Bo Berg": 1}


@pytest.mark.parametrize(
    ("asked", "found"),
    [("any", {1, 3}), ("confirmed", {1}), ("corrected", {3}), ("added", set()), ("rejected", {2}), ("none", {4}), ("x", set())],
)
def test_what_people_said_is_a_facet(full: Record, asked: str, found: set[int]) -> None:
    full.review(1, "confirmed", by="ed")
    full.review(2, "rejected", by="ed")
    full.review(3, "corrected", changes={"act": "deny"}, by="ed")
    assert {h.id for h in full.search(reviewed=asked)} == found
    assert full.count(reviewed=asked) == len(found)


def test_a_corrected_content_is_what_all_see(full: Record) -> None:
    made = full.review(1, "corrected", changes={"content": {"spans": [[14, 22]], "text": "it rains"}}, by="ed")
    a = full.reading(1).attributions[0]
    assert a.content
    assert (a.content.text, a.content.spans, a.confidence) == ("it rains", ((14, 22),), 1.0)
    assert full.count("rains") == 1
    assert full.count("bridge") == 0
    assert made.before["content"]["text"] == "it rains on the bridge"
    assert made.after["content"] == {"text": "it rains", "spans": [[14, 22]]}
    assert full.faults() == []


def test_the_kind_follows_the_content(record: Record) -> None:
    given = reading("one", ("Ana Lind", 'it "rains hard" today'))
    record.add(given)
    at = given.article.text.index("rains")
    record.review(1, "corrected", changes={"content": [[at, at + 10]]}, by="ed")
    assert record.reading(1).attributions[0].kind == "direct"
    assert record.count(kind="direct") == 1


@pytest.mark.parametrize(
    ("changes", "asked", "n"),
    [
        ({"said_on": "2026-01"}, {"until": "2026-02"}, 1),
        ({"said_on": "2026-02-01/2026-02-03"}, {"since": "2026-02-03", "until": "2026-02-03"}, 1),
        ({"act": "deny"}, {"act": "deny"}, 1),
        ({"reporter_stance": "endorsing"}, {"stance": "endorsing"}, 1),
        ({"asserted": False}, {"asserted": False}, 1),
        ({"via": ["RT", {"name": "Ada Holm", "type": "person"}]}, {"via": "rt"}, 1),
        ({"speaker": {"name": "Cy Dahl", "type": "person"}}, {"speaker": "Cy Dahl"}, 1),
        ({"speaker": {"number": 2}}, {"speaker": "Bo Berg"}, 3),
        ({"speaker": {"id": "s-bo berg"}}, {"speaker": "Bo Berg"}, 3),
        ({"speaker": None}, {"speaker": "Ana Lind"}, 2),
        ({"source": None}, {"reviewed": "corrected"}, 1),
    ],
)
def test_every_field_that_is_corrected_is_what_searches_see(full: Record, changes: dict[str, Any], asked: dict[str, Any], n: int) -> None:
    before = rows(full)
    full.review(1, "corrected", changes=changes, by="ed")
    assert full.count(**asked) == n
    assert full.faults() == []
    full.undo_review(by="ed")
    assert rows(full) == before


def test_a_speaker_of_the_record_is_who_it_is_whatever_the_name(full: Record) -> None:
    berg = next(s for s in full.speakers if s.name == "Bo Berg").id
    full.speakers.merge(berg, name="Governor Berg")
    full.review(1, "corrected", changes={"speaker": {"number": berg}}, by="ed")
    hit = full.attribution(1)
    assert hit.speaker == {"number": berg, "name": "Governor Berg"}
    assert full.speakers[berg].attributions == 3
    full.speakers.rebuild()
    assert full.attribution(1).speaker == hit.speaker
    assert full.faults() == []


def test_a_speaker_of_the_record_stays_so_when_it_is_confirmed_and_the_article_comes_again(full: Record) -> None:
    berg = next(s for s in full.speakers if s.name == "Bo Berg").id
    full.speakers.merge(berg, name="The Governor")
    full.review(1, "corrected", changes={"speaker": {"number": berg}}, by="ed")
    full.review(1, "confirmed", by="al")
    again(full, ("Cy Dahl", "this is new"), *SAID)
    (hit,) = full.search(reviewed="any")
    assert hit.speaker == {"number": berg, "name": "The Governor"}
    full.undo_review()
    assert full.attribution(hit.id).speaker == hit.speaker
    assert full.faults() == []


def test_what_a_person_named_can_be_split_off_again(full: Record) -> None:
    berg = next(s for s in full.speakers if s.name == "Bo Berg").id
    full.review(1, "corrected", changes={"speaker": {"number": berg}}, by="ed")
    mention = next(p.mention for p in full.speakers.places(berg) if p.article == 1 and p.name == "Bo Berg" and p.attributions)
    other = full.speakers.split(berg, mentions=[mention, max(p.mention for p in full.speakers.places(berg) if p.article == 1)])
    assert full.attribution(1).speaker == {"number": other.id, "name": other.name}
    assert full.faults() == []
    full.speakers.rebuild()
    assert full.attribution(1).speaker == {"number": other.id, "name": other.name}
    full.speakers.undo()
    assert full.attribution(1).speaker == {"number": berg, "name": "Bo Berg"}
    assert full.faults() == []


def test_a_new_speaker_is_the_one_of_that_name_elsewhere(full: Record) -> None:
    full.review(1, "corrected", changes={"speaker": {"name": "Bo  Berg", "type": "person"}}, by="ed")
    assert full.attribution(1).speaker == full.attribution(4).speaker


def test_a_speaker_who_says_nothing_any_more_is_gone_and_comes_back(full: Record) -> None:
    full.add(reading("three", ("Ada Holm", "it is late")))
    full.review("3#a1", "corrected", changes={"speaker": None}, by="ed")
    assert [s.name for s in full.speakers] == ["Ana Lind", "Bo Berg"]
    assert full.attribution("3#a1").speaker is None
    full.undo_review()
    assert {s.name for s in full.speakers} == {"Ana Lind", "Bo Berg", "Ada Holm"}


def test_undoing_brings_back_every_row_as_it_was(full: Record) -> None:
    before = rows(full)
    full.review(1, "corrected", changes={"content": [[14, 22]], "speaker": {"name": "Cy Dahl"}, "via": ["RT"], "said_on": "2026"}, by="ed")
    full.review(2, "rejected", by="ed")
    full.review(3, "confirmed", by="ed")
    assert rows(full) != before
    assert [full.undo_review().number for _ in range(3)] == [3, 2, 1]
    assert rows(full) == before
    assert full.count("bridge") == 1
    assert full.faults() == []


def test_undoing_an_undoing_lets_it_hold_again(full: Record) -> None:
    full.review(1, "corrected", changes={"act": "deny"}, by="ed")
    after = rows(full)
    full.undo_review(1, by="al", note="hasty")
    assert [(r.number, r.verdict, r.holds, r.undone_by) for r in full.reviews()] == [(1, "corrected", False, 2), (2, "undo", True, None)]
    with pytest.raises(Conflict, match="undone by 2 already; undo 2"):
        full.undo_review(1)
    assert full.undo_review(2).number == 2
    assert rows(full) == after
    assert full.faults() == []


def test_the_last_review_that_holds_wins(full: Record) -> None:
    full.review(1, "rejected", by="ed")
    full.review(1, "corrected", changes={"act": "deny"}, by="al")
    full.review(1, "corrected", changes={"act": "warn", "asserted": False}, by="ed")
    assert [(a.act, a.asserted) for a in full.reading(1).attributions[:1]] == [("warn", False)]
    full.review(1, "confirmed", by="bo")
    a = full.reading(1).attributions[0]
    assert (a.act, a.review and a.review.by) == ("warn", "bo")
    with pytest.raises(Conflict, match="review 4 was made after 2"):
        full.undo_review(2)
    full.undo_review()
    full.undo_review()
    assert full.reading(1).attributions[0].act == "deny"
    full.undo_review()
    assert verdicts(full) == ["rejected", None, None]


def test_who_saw_something_else_is_told_and_changes_nothing(full: Record) -> None:
    seen = state_of(full.attribution(1).attribution)
    assert full.state(1) == seen
    full.review(1, "confirmed", by="al", expected=seen)
    before = rows(full)
    with pytest.raises(Conflict, match=r"al confirmed it at 2.*look at it again"):
        full.review(1, "rejected", by="ed", expected=seen)
    with pytest.raises(Conflict, match="not as you saw it"):
        full.undo_review(1, expected=seen)
    assert rows(full) == before
    full.undo_review(1, expected=full.state(1))
    assert full.state(1) == seen


def test_a_review_of_another_attribution_does_not_change_the_state(full: Record) -> None:
    seen = full.state(1)
    full.review(2, "rejected", by="ed")
    full.review(1, "confirmed", by="ed", expected=seen)


def test_of_two_that_judge_at_once_one_is_told(place: str) -> None:
    with open_record(place) as record:
        record.add(reading("one", *SAID))
        seen = record.state(1)
    told: list[str] = []

    def judge(by: str) -> None:
        with open_record(place) as record:
            try:
                record.review(1, "corrected", changes={"act": "deny"}, by=by, expected=seen)
                told.append("done")
            except Conflict:
                told.append("conflict")

    threads = [threading.Thread(target=judge, args=(f"p{n}",)) for n in range(3)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(told) == ["conflict", "conflict", "done"]
    with open_record(place) as record:
        assert len(list(record.reviews())) == 1
        assert record.faults() == []


def test_somebody_who_only_searches_sees_it_at_once(place: str) -> None:
    with open_record(place) as one, open_record(place) as other:
        one.add(reading("one", *SAID))
        assert other.count(act="state") == 3
        one.review(1, "corrected", changes={"act": "deny"}, by="ed")
        one.review(2, "rejected", by="ed")
        assert (other.count(), other.count(act="state"), other.count(act="deny")) == (2, 1, 1)
        one.undo_review()
        assert (other.count(), other.count("snows")) == (3, 1)


def test_an_attribution_can_be_added(full: Record) -> None:
    before = rows(full)
    made = full.add_attribution(
        1, {"content": [[0, 3]], "cue": [[9, 13]], "source": [[4, 8]], "speaker": {"number": 2}}, by="ed", note="missed"
    )
    assert (made.verdict, made.label, made.before) == ("added", "review-1", {})
    assert [a.id for a in full.reading(1).attributions] == ["review-1", "a1", "a2", "a3"]
    hit = full.attribution(made.attribution or 0)
    assert hit.attribution.content
    assert (hit.attribution.content.text, hit.attribution.act, hit.attribution.confidence) == ("Ana", "state", 1.0)
    assert hit.speaker == {"number": 2, "name": "Bo Berg"}
    assert full.count("content:ana") == 1
    assert full.faults() == []
    full.review(hit.id, "corrected", changes={"act": "deny"}, by="al")
    full.undo_review()
    full.undo_review()
    assert full.count() == 4
    with pytest.raises(NotInRecord):
        full.attribution(hit.id)
    after = rows(full)
    assert after["facts"] == before["facts"]
    assert after["attributions"][: len(before["attributions"])] == before["attributions"]
    assert full.undo_review(4).undoes == 1
    assert full.count() == 5
    assert full.faults() == []


def test_who_declines_to_speak_has_no_content(full: Record) -> None:
    full.add_attribution(1, {"cue": [[9, 13]], "act": "decline"}, by="ed")
    with pytest.raises(InvalidField, match="content: there must be one"):
        full.add_attribution(1, {"cue": [[9, 13]]}, by="ed")
    with pytest.raises(InvalidField, match="content: there must be one"):
        full.review(1, "corrected", changes={"content": None}, by="ed")
    assert full.faults() == []


def test_what_is_there_is_not_added_twice(full: Record) -> None:
    with pytest.raises(InvalidField, match=r"has that already; correct 1#a1"):
        full.add_attribution(1, {"content": [[14, 36]], "cue": [[9, 13]]}, by="ed")
    with pytest.raises(NotInRecord, match="no article 9"):
        full.add_attribution(9, {"content": [[0, 1]]}, by="ed")


def test_what_stood_inside_a_rejected_one_stands_inside_what_is_around(record: Record, nested: Reading) -> None:
    record.add(nested)
    assert [a.inside for a in record.reading(1).attributions] == [None, "a1", "a2"]
    before = rows(record)
    record.review("1#a2", "rejected", by="ed")
    assert [a.inside for a in record.reading(1).attributions] == [None, "a1"]
    assert record.faults() == []
    record.undo_review()
    assert rows(record) == before
    record.review("1#a1", "corrected", changes={"content": [[9, 17]]}, by="ed")
    assert [a.inside for a in record.reading(1).attributions] == [None, None, "a2"]
    record.undo_review()
    assert rows(record) == before


@pytest.fixture
def nested() -> Reading:
    """Lind said Berg said Holm said it rains."""
    from onrecord.model import Article, Attribution, Excerpt

    text = "Lind said Berg said Holm said it rains."

    def make(id: str, at: int, inside: str | None) -> Attribution:
        source, cue, content = (Excerpt.of(text, (span,)) for span in ((at, at + 4), (at + 5, at + 9), (at + 10, len(text) - 1)))
        return Attribution(id=id, kind="indirect", source=source, cue=cue, content=content, confidence=0.8, inside=inside, act="state")

    return Reading(Article(id="n", text=text), (make("a1", 0, None), make("a2", 10, "a1"), make("a3", 20, "a2")))


@pytest.mark.parametrize("id", [99, "99", "1#a9", "9#a1", "x", "", "#", "1#", "1" * 30, "-1", "a#b#c"])
def test_what_is_not_there_cannot_be_judged(full: Record, id: int | str) -> None:
    with pytest.raises(NotInRecord, match="has no attribution"):
        full.review(id, "confirmed", by="ed")


def test_what_cannot_be_is_refused_and_changes_nothing(full: Record) -> None:
    before = rows(full)
    with pytest.raises(InvalidField, match="nothing is changed"):
        full.review(1, "corrected", by="ed")
    with pytest.raises(InvalidField, match="only what is corrected"):
        full.review(1, "rejected", changes={"act": "deny"}, by="ed")
    with pytest.raises(InvalidField, match="no verdict"):
        full.review(1, "liked", by="ed")  # type: ignore[arg-type]
    with pytest.raises(InvalidField, match="that is how it stands"):
        full.review(1, "corrected", changes={"act": "state"}, by="ed")
    with pytest.raises(InvalidField, match="there is no speaker 77"):
        full.review(1, "corrected", changes={"speaker": {"number": 77}}, by="ed")
    with pytest.raises(NotInRecord, match="no review to undo"):
        full.undo_review()
    with pytest.raises(NotInRecord, match="no review 7"):
        full.undo_review(7)
    assert rows(full) == before
    assert list(full.reviews()) == []


def test_a_judgement_that_cannot_be_finished_changes_nothing(full: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    before = rows(full)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(settling, "note_again", killed)
    with pytest.raises(KeyboardInterrupt):
        full.review(1, "corrected", changes={"content": [[14, 22]], "speaker": {"name": "Cy Dahl"}}, by="ed")
    monkeypatch.undo()
    assert rows(full) == before
    assert full.count("bridge") == 1
    assert list(full.reviews()) == []
    assert full.faults() == []


def test_a_record_that_may_not_be_written_says_so(tmp_path: Path) -> None:
    file = tmp_path / "news.db"
    with open_record(file) as record:
        record.add(reading("one", *SAID))
    file.chmod(0o444)
    tmp_path.chmod(0o555)
    try:
        with open_record(file, create_new=False) as record:
            record.database.run("PRAGMA query_only = ON")  # for those who may write everything
            with pytest.raises(RecordError, match="may not be written"):
                record.review(1, "confirmed", by="ed")
    finally:
        tmp_path.chmod(0o755)


def test_names_and_notes_are_kept_as_they_are(full: Record) -> None:
    evil = "ed'; DROP TABLE reviews; -- \x1b[2J \u202e <b>"
    full.review(1, "corrected", changes={"speaker": {"name": "=Robert'); DROP", "type": "person"}}, by=evil, note=evil)
    (entry,) = full.reviews(by=evil)
    assert (entry.note, entry.after["speaker"]["name"]) == (evil, "=Robert'); DROP")
    assert full.faults() == []


def test_the_log_can_be_narrowed(full: Record) -> None:
    full.review(1, "confirmed", by="ed")
    full.review(4, "rejected", by="al")
    full.review(2, "rejected", by="ed")
    full.undo_review(by="al")

    def numbers(**asked: Any) -> list[int]:
        return [r.number for r in full.reviews(**asked)]

    assert numbers() == [1, 2, 3, 4]
    assert numbers(by="ed") == [1, 3]
    assert numbers(article=1) == [1, 3, 4]
    assert numbers(attribution=2) == [3, 4]
    assert numbers(verdict="rejected") == [2, 3]
    assert numbers(holds=False) == [3]
    assert numbers(number=2) == [2]
    assert numbers(stands=False) == []


def test_one_log_lists_what_was_judged_of_attributions_speakers_and_claims(full: Record) -> None:
    from onrecord.claims.rulings import rule

    full.review(1, "corrected", changes={"act": "deny"}, by="ed")
    full.speakers.judge(1, 2, "different", by="al", note="saw both")
    rule(full.database, "claim", "same", ([1, 2], []), "ed", "2026-03-05T00:00:00+00:00")
    found = full.log()
    assert [(e.sort, e.verdict, e.made_by) for e in found] == [
        ("claim", "same", "ed"),
        ("attribution", "corrected", "ed"),
        ("speaker", "different", "al"),
    ]
    assert found[1].before["act"] == "state"
    assert found[1].after["act"] == "deny"
    assert found[2].what["speakers"] == [1, 2]
    assert [e.sort for e in full.log(newest_first=True, limit=1)] == ["speaker"]
    assert [e.sort for e in full.log(by="ed", since="2026-03-06")] == ["attribution"]
    assert all(e.holds for e in found)


# Articles that come again


def again(record: Record, *said: tuple[str, str], **how: Any) -> Kept:
    made = reading("one", *said, url=URL, outlet="Post", published="2026-03-05")
    return record.add(made, **how)


def test_reviews_hold_in_a_new_version_where_the_words_have_moved(full: Record) -> None:
    full.review(1, "corrected", changes={"content": [[14, 22]], "speaker": {"number": 2}, "said_on": "2026-03-01"}, by="ed")
    full.review(2, "rejected", by="ed")
    full.review(3, "confirmed", by="ed")
    full.add_attribution(1, {"content": [[0, 3]], "cue": [[9, 13]]}, by="ed")
    assert again(full, ("Cy Dahl", "this is new"), *SAID) is Kept.CHANGED
    found = full.reading(1, rejected=True).attributions
    assert [(a.content and a.content.text, a.review and a.review.verdict) for a in found] == [
        ("this is new", None),
        ("Ana", "added"),
        ("it rains", "corrected"),
        ("it snows", "rejected"),
        ("no", "confirmed"),
    ]
    text = full.reading(1).article.text
    for a in found:
        assert a.content
        assert " … ".join(text[s:e] for s, e in a.content.spans) == a.content.text
    assert found[2].speaker
    assert found[2].speaker.name == "Bo Berg"
    assert found[2].said_on
    assert found[2].said_on.value == "2026-03-01"
    assert full.count("snows") == 0
    assert full.faults() == []


def test_what_stands_no_more_is_kept_and_comes_back_with_the_words(full: Record) -> None:
    full.review(1, "confirmed", by="ed")
    full.review(3, "rejected", by="ed")
    again(full, ("Ana Lind", "it rains on the fridge"), ("Bo Berg", "it snows"))
    assert verdicts(full) == [None, None]
    assert [(r.number, r.stands, r.holds) for r in full.reviews(stands=False)] == [(1, False, True), (3 - 1, False, True)]
    assert full.count(reviewed="any") == 0
    assert full.faults() == []
    again(full, *SAID)
    assert verdicts(full) == ["confirmed", None, "rejected"]
    assert list(full.reviews(stands=False)) == []
    assert full.faults() == []


def test_a_number_that_has_become_another_is_not_confirmed(record: Record) -> None:
    record.add(reading("one", ("Ana Lind", "there were 500 of them"), url=URL))
    record.review(1, "confirmed", by="ed")
    record.add(reading("one", ("Ana Lind", "there were 1500 of them"), url=URL))
    assert verdicts(record) == [None]


def test_what_a_new_reading_has_otherwise_is_as_the_person_said(full: Record) -> None:
    """Read again by another version of onrecord, which has other bounds, other speakers and misses one."""
    full.review(1, "confirmed", by="ed")
    full.review(2, "corrected", changes={"act": "warn"}, by="ed")
    full.review(3, "rejected", by="ed")
    old = full.reading(1).article
    other = reading("one", ("Ana Lind", "it rains on the bridge. Bo Berg said it snows. Ana Lind said no"), url=URL)
    assert other.article.text == old.text
    a = other.attributions[0]
    assert a.speaker
    wrong = replace(reading("one", *SAID).attributions[0], act="deny", speaker=replace(a.speaker, id="x", name="Zoe Zimm", key="z"))
    shifted = replace(reading("one", *SAID).attributions[2], id="a7")
    full.add(Reading(old, (wrong, shifted)), anew=True)
    found = full.reading(1, rejected=True).attributions
    assert [(x.content and x.content.text, x.review and x.review.verdict) for x in found] == [
        ("it rains on the bridge", "confirmed"),
        ("it snows", "corrected"),  # missed by the new reading, and a person vouches for it
        ("no", "rejected"),
    ]
    assert found[0].speaker
    assert (found[0].act, found[0].speaker.name, found[1].act) == ("state", "Ana Lind", "warn")
    assert full.count(speaker="Zoe Zimm") == 0
    assert full.faults() == []
    full.undo_review(1)
    assert full.reading(1).attributions[0].act == "deny"
    full.undo_review(2)
    assert [x.content and x.content.text for x in full.reading(1).attributions] == ["it rains on the bridge"]
    assert full.faults() == []


def test_of_the_same_words_twice_the_nearest_is_meant(record: Record) -> None:
    record.add(reading("one", ("Ana Lind", "yes"), ("Bo Berg", "never"), ("Ana Lind", "yes"), url=URL))
    record.review(3, "rejected", by="ed")
    record.add(reading("one", ("Cy Dahl", "new"), ("Ana Lind", "yes"), ("Bo Berg", "never"), ("Ana Lind", "yes"), url=URL))
    assert verdicts(record) == [None, None, None, "rejected"]


def test_an_article_that_comes_again_unchanged_is_left_alone(full: Record) -> None:
    full.review(1, "confirmed", by="ed")
    before = rows(full)
    assert again(full, *SAID) is Kept.DUPLICATE
    assert rows(full) == before


def test_the_old_version_says_again_what_was_read(full: Record) -> None:
    read = rows(full)["attributions"][:3]
    full.review(1, "corrected", changes={"act": "deny", "via": ["RT"]}, by="ed")
    full.review(2, "rejected", by="ed")
    again(full, ("Cy Dahl", "this is new"), *SAID)
    assert [(*r[:3], *r[4:]) for r in rows(full)["attributions"][:3]] == [
        (*r[:3], *(0 if i == 4 else x for i, x in enumerate(r[4:], 4))) for r in read
    ]
    with pytest.raises(Conflict, match="earlier version of article 1"):
        full.review(1, "confirmed", by="ed")


def test_a_new_version_that_cannot_be_kept_leaves_reviews_as_they_were(full: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    full.review(1, "corrected", changes={"act": "deny"}, by="ed")
    before = rows(full)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("onrecord.record.keeping.reanchor", killed)
    with pytest.raises(KeyboardInterrupt):
        again(full, ("Cy Dahl", "this is new"), *SAID)
    monkeypatch.undo()
    assert rows(full) == before
    again(full, ("Cy Dahl", "this is new"), *SAID)
    assert verdicts(full) == [None, "corrected", None, None]
    assert full.faults() == []


# Meaning


@pytest.mark.usefixtures("embedder")
def test_what_is_rejected_is_not_found_by_meaning_either_and_comes_back(record: Record) -> None:
    made = reading("one", *SAID)
    record.add(made, stand_in(made))
    read = rows(record)
    found = [h.id for h in record.search(like="it snows", least=0.9)]
    record.review(2, "rejected", by="ed")
    assert [h.id for h in record.search(like="it snows", least=0.9)] == []
    assert record.count(like="it snows", least=0.9, reviewed="rejected") == 0
    assert record.unembedded() == 0
    assert record.faults() == []
    record.undo_review()
    assert [h.id for h in record.search(like="it snows", least=0.9)] == found == [2]
    assert rows(record) == read


@pytest.mark.usefixtures("embedder")
def test_a_corrected_content_is_found_by_its_own_meaning(record: Record) -> None:
    made = reading("one", *SAID)
    record.add(made, stand_in(made))
    record.review(1, "corrected", changes={"content": [[14, 22]]}, by="ed")
    assert [h.id for h in record.search(like="it rains", least=0.99)] == [1]
    assert record.unembedded() == 0
    record.add_attribution(1, {"content": [[0, 8]], "cue": [[9, 13]]}, by="ed")
    assert record.count(like="Ana Lind", least=0.99) == 1
    assert record.faults() == []
    record.add(made, stand_in(made), anew=True)
    assert record.count(like="it rains", least=0.99) == 1
    assert record.faults() == []


def test_without_the_model_the_article_waits_to_be_embedded(
    record: Record, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    made = reading("one", *SAID)
    record.add(made, stand_in(made))
    monkeypatch.setattr("onrecord.record.embedding.embedded", lambda *_: None)
    record.review(1, "corrected", changes={"content": [[14, 22]]}, by="ed")
    request.getfixturevalue("embedder")
    assert record.unembedded() == 1
    assert record.faults() == []
    assert list(record.embed()) == [0]
    assert record.count(like="it rains", least=0.99) == 1
    assert record.faults() == []


# Older records, copies, checks


def test_an_older_record_is_brought_up_to_date(place: str) -> None:
    of_version(place, VERSION - 1)
    assert upgraded(place) == 1
    with open_record(place) as record:
        record.add(reading("one", *SAID))
        record.review(1, "rejected", by="ed")
        assert record.faults() == []


def test_a_copy_has_the_reviews(full: Record, tmp_path: Path) -> None:
    full.review(1, "corrected", changes={"speaker": {"number": 2}, "act": "deny"}, by="ed")
    full.review(2, "rejected", by="ed")
    full.back_up(tmp_path / "copy.db")
    with open_record(tmp_path / "copy.db") as copy:
        assert list(copy.reviews()) == list(full.reviews())
        assert copy.faults() == []
        assert verdicts(copy) == ["corrected", "rejected", None]
        assert copy.undo_review().number == 2
        assert copy.count("snows") == 1
        assert copy.faults() == []


@pytest.mark.postgres
def test_a_copy_goes_into_a_database_of_the_other_kind(tmp_path: Path, new_database: Callable[..., str]) -> None:
    with open_record(tmp_path / "news.db") as record:
        record.add(reading("one", *SAID))
        record.review(1, "corrected", changes={"speaker": {"number": 2}, "content": [[14, 22]]}, by="ed")
        record.review(2, "rejected", by="ed")
        place = new_database()
        record.back_up(place)
        with open_record(place) as copy:
            assert copy.faults() == []
            assert list(copy.reviews()) == list(record.reviews())
            copy.undo_review()
            assert copy.count() == 3
            assert copy.review(3, "confirmed", by="al").number == 4
            assert copy.faults() == []


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE attributions SET attribution_json = replace(attribution_json, 'deny', 'warn') WHERE id = 1",
        "UPDATE attributions SET is_current = 1 WHERE id = 2",
        "UPDATE reviews SET is_active = 0 WHERE id = 1",
        "UPDATE attributions SET verdict = 'confirmed' WHERE id = 4",
        "DELETE FROM originals WHERE attribution_id = 1",
    ],
)
def test_the_check_sees_what_does_not_fit_the_reviews(full: Record, damage: str) -> None:
    full.review(1, "corrected", changes={"act": "deny"}, by="ed")
    full.review(2, "rejected", by="ed")
    assert full.faults() == []
    full.database.run(damage)
    assert full.faults() != []


Make = Callable[..., Reading]


def test_claims_follow(full: Record) -> None:
    from onrecord.claims.store import behind
    from onrecord.claims.taking import take_up, waiting

    take_up(full.database, [article for article, _ in waiting(full.database)])
    assert behind(full.database) == 0
    full.review(2, "rejected", by="ed")
    assert [article for article, _ in waiting(full.database)] == [1]
    take_up(full.database, [waiting(full.database)[0][0]])
    assert full.database.rows("SELECT attribution_id FROM reports ORDER BY 1") == [(1,), (3,), (4,)]
    full.undo_review()
    take_up(full.database, [waiting(full.database)[0][0]])
    assert len(full.database.rows("SELECT attribution_id FROM reports")) == 4
    assert behind(full.database) == 0
