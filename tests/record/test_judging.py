"""Speakers across articles, and correcting them by hand."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

import onrecord
from onrecord.errors import RecordError
from onrecord.record import Kept, Record, open_record
from tests.record.people import article, groups, number, said, together


def told(error: "pytest.ExceptionInfo[RecordError]") -> str:
    message = str(error.value)
    assert "\n" not in message
    return message


@pytest.fixture
def full(record: Record) -> Record:
    """Two Linds and what may be one of them."""
    record.add(article("one", "Ana Lind", "Bo Berg"))
    record.add(article("two", "Ana Lind"))
    record.add(article("three", "Lind"))
    record.add(article("four", "Ana Lind-Dahl"))
    return record


# By themselves


def test_full_names_join_and_surnames_do_not(full: Record) -> None:
    assert groups(full) == {
        frozenset({"one: Ana Lind", "two: Ana Lind"}),
        frozenset({"one: Bo Berg"}),
        frozenset({"three: Lind"}),
        frozenset({"four: Ana Lind-Dahl"}),
    }


def test_a_surname_of_two_articles_is_two(record: Record) -> None:
    record.add(article("one", "Lind"))
    record.add(article("two", "Lind"))
    assert record.stats()["speakers"] == 2


@pytest.mark.parametrize(
    "speaker",
    [
        said("officials", type="group", named=False),
        said("a nurse", named=False),
        said("police", type="organisation"),
        said("Supreme Court", type="organisation"),
        said("the report", type="document"),
        said("Lind and Berg", type="group"),
    ],
)
def test_groups_descriptions_and_bodies_that_every_place_has_never_join(record: Record, speaker: onrecord.Speaker) -> None:
    record.add(article("one", speaker))
    record.add(article("two", speaker))
    assert len(groups(record)) == 2


def test_who_is_unknown_is_no_speaker(record: Record) -> None:
    record.add(article("one", said("she", type="unknown")))
    assert record.stats()["speakers"] == 0
    assert list(record.speakers) == []
    assert record.count(speaker="she") == 1


def test_known_ids_join_and_separate(record: Record) -> None:
    record.add(article("one", said("Ana Lind", known="Q1")))
    record.add(article("two", said("Ana Lind", known="Q2")))
    record.add(article("three", said("Anna Lind", known="Q1")))
    record.add(article("four", "Ana Lind"))
    assert groups(record) == {frozenset({"one: Ana Lind", "three: Anna Lind"}), frozenset({"two: Ana Lind"}), frozenset({"four: Ana Lind"})}


def test_a_second_known_id_takes_those_without_out_again(record: Record) -> None:
    record.add(article("one", "Ana Lind"))
    record.add(article("two", said("Ana Lind", known="Q1")))
    assert len(groups(record)) == 1
    record.add(article("three", said("Ana Lind", known="Q2")))
    assert len(groups(record)) == 3
    assert record.faults() == []


def test_the_order_of_articles_does_not_matter(tmp_path: Path) -> None:
    given = [
        article("one", "Volodymyr Zelensky", said("WHO", type="organisation")),
        article("two", "VOLODYMYR ZELENSKYY", said("World Health Organization", type="organisation")),
        article("three", said("Volodymyr Zelensky", known="Q1"), "Zelensky"),
    ]
    found = []
    for n, order in enumerate([given, given[::-1]]):
        with open_record(tmp_path / f"{n}.db") as record:
            for reading in order:
                record.add(reading)
            found.append((groups(record), sorted(s.name for s in record.speakers)))
    assert found[0] == found[1]
    assert found[0][1] == ["Volodymyr Zelensky", "World Health Organization", "Zelensky"]


# Merging


def test_a_merge_counts_as_one_with_the_fullest_name(full: Record) -> None:
    merged = full.speakers.merge(number(full, "one", "Ana Lind"), number(full, "four", "Ana Lind-Dahl"))
    assert (merged.name, merged.attributions, merged.articles) == ("Ana Lind-Dahl", 3, 3)
    assert full.stats()["speakers"] == 3
    assert full.facets()["speaker"][0] == ("Ana Lind-Dahl", 3)
    assert full.count(speaker="Dahl") == 3
    assert full.count(speaker=merged.id) == 3


def test_a_name_can_be_chosen_also_for_one_alone(full: Record) -> None:
    ana = number(full, "one", "Ana Lind")
    assert full.speakers.merge(ana, number(full, "four", "Ana Lind-Dahl"), name="A. Lind").name == "A. Lind"
    assert full.speakers.merge(ana, name="Mayor Lind").name == "Mayor Lind"
    full.speakers.undo()
    assert full.speakers[ana].name == "A. Lind"


def test_a_merge_holds_for_articles_to_come(full: Record) -> None:
    full.speakers.merge(number(full, "one", "Ana Lind"), number(full, "four", "Ana Lind-Dahl"))
    full.add(article("five", "ANA LIND-DAHL"))
    full.add(article("six", "Ana Lind"))
    assert together(full, ("one", "Ana Lind"), ("five", "ANA LIND-DAHL"), ("six", "Ana Lind"))
    assert full.faults() == []


def test_a_merged_surname_stays_merged_in_the_next_version_of_its_article_but_not_elsewhere(full: Record) -> None:
    full.speakers.merge(number(full, "one", "Ana Lind"), number(full, "three", "Lind"))
    assert full.add(article("three", "Lind", "Cy Dahl", text="Another text.")) is Kept.CHANGED
    full.add(article("five", "Lind"))
    assert together(full, ("one", "Ana Lind"), ("three", "Lind"))
    assert not together(full, ("one", "Ana Lind"), ("five", "Lind"))


def test_merging_what_is_not_there_or_only_one_changes_nothing(full: Record) -> None:
    before = groups(full)
    for ids, words in [((1, 999), "has no speaker 999"), ((1, 1), "name two speakers"), ((), "no speaker was named")]:
        with pytest.raises(RecordError) as error:
            full.speakers.merge(*ids)
        assert words in told(error)
    assert groups(full) == before
    assert full.speakers.judgements() == []


def test_two_known_ids_are_not_merged_unless_forced(record: Record) -> None:
    record.add(article("one", said("Ana Lind", known="Q1")))
    record.add(article("two", said("Ana Berg", known="Q2")))
    one, two = number(record, "one", "Ana Lind"), number(record, "two", "Ana Berg")
    with pytest.raises(RecordError) as error:
        record.speakers.merge(one, two)
    assert "different ids of known speakers, Q1 and Q2" in told(error)
    record.speakers.merge(one, two, force=True)
    assert len(groups(record)) == 1
    record.speakers.undo()
    assert len(groups(record)) == 2


# Splitting


def test_a_split_takes_the_articles_it_names_and_their_later_versions(full: Record) -> None:
    new = full.speakers.split(number(full, "one", "Ana Lind"), articles=["two"], name="Ana Lind (swimmer)")
    assert (new.name, new.attributions) == ("Ana Lind (swimmer)", 1)
    full.add(article("two", "ANA LIND", text="Another text."))
    full.add(article("five", "Ana Lind"))
    assert not together(full, ("one", "Ana Lind"), ("two", "ANA LIND"))
    assert together(full, ("one", "Ana Lind"), ("five", "Ana Lind"))
    assert number(full, "two", "ANA LIND") == new.id
    assert full.faults() == []


def test_a_split_follows_the_one_name_that_fits_in_a_later_version(full: Record) -> None:
    new = full.speakers.split(number(full, "one", "Ana Lind"), articles=[2])
    full.add(article("two", "Ana M. Lind", "Bo Berg", text="Another text."))
    assert number(full, "two", "Ana M. Lind") == new.id
    assert together(full, ("one", "Bo Berg"), ("two", "Bo Berg"))


def test_single_mentions_are_split_off(full: Record) -> None:
    ana = number(full, "one", "Ana Lind")
    (mention,) = [p.mention for p in full.speakers.places(ana) if p.article == 1]
    full.speakers.split(ana, mentions=[mention])
    assert not together(full, ("one", "Ana Lind"), ("two", "Ana Lind"))


def test_a_split_can_be_split_and_undone_in_any_order(full: Record) -> None:
    for id in ("five", "six"):
        full.add(article(id, "Ana Lind"))
    ana, before = number(full, "one", "Ana Lind"), groups(full)
    new = full.speakers.split(ana, articles=["five", "six"])
    between = groups(full)
    newer = full.speakers.split(new.id, articles=["six"])
    assert len({ana, new.id, newer.id}) == 3
    full.speakers.undo(1)
    assert not together(full, ("one", "Ana Lind"), ("six", "Ana Lind"))
    assert together(full, ("one", "Ana Lind"), ("five", "Ana Lind"))
    full.speakers.undo(3)
    full.speakers.undo(2)
    assert groups(full) == between
    full.speakers.undo(1)
    assert groups(full) == before


def test_what_cannot_be_split_is_told(full: Record) -> None:
    ana, before = number(full, "one", "Ana Lind"), groups(full)
    for articles, mentions, words in [
        ((), (), "no article and no mention"),
        (["three"], (), "is not in article 3"),
        (["nowhere"], (), "has no article nowhere"),
        ((), [999], "has no mention 999"),
        (["one", "two"], (), "nothing would be left"),
    ]:
        with pytest.raises(RecordError) as error:
            full.speakers.split(ana, articles=articles, mentions=mentions)
        assert words in told(error)
    assert groups(full) == before
    assert full.speakers.judgements() == []


# Contradictions


def test_what_was_judged_different_is_not_merged_unless_forced(full: Record) -> None:
    ana, dahl = number(full, "one", "Ana Lind"), number(full, "four", "Ana Lind-Dahl")
    full.speakers.judge(ana, dahl, "different", note="born 1960")
    with pytest.raises(RecordError) as error:
        full.speakers.merge(ana, dahl)
    assert f"{ana} (Ana Lind) = {dahl} (Ana Lind-Dahl) [this]" in told(error)
    assert f"{ana} and {dahl} are different [judgement 1]" in told(error)
    full.speakers.merge(ana, dahl, force=True)
    assert together(full, ("one", "Ana Lind"), ("four", "Ana Lind-Dahl"))
    full.speakers.undo()
    assert not together(full, ("one", "Ana Lind"), ("four", "Ana Lind-Dahl"))
    with pytest.raises(RecordError):
        full.speakers.merge(ana, dahl)


def test_a_contradiction_over_a_chain_names_the_chain(full: Record) -> None:
    a, b, c = number(full, "one", "Ana Lind"), number(full, "three", "Lind"), number(full, "four", "Ana Lind-Dahl")
    full.speakers.judge(a, b, "same")
    full.speakers.judge(b, c, "same")
    before = groups(full)
    with pytest.raises(RecordError) as error:
        full.speakers.judge(a, c, "different")
    assert f"{a} (Ana Lind) = {b} (Lind) [judgement 1] = {c} (Ana Lind-Dahl) [judgement 2], but {a} and {c} are different [this]" in told(
        error
    )
    assert groups(full) == before
    assert len(full.speakers.judgements()) == 2


def test_a_merge_that_would_join_what_is_apart_elsewhere_is_refused(full: Record) -> None:
    a, b, c = number(full, "one", "Ana Lind"), number(full, "three", "Lind"), number(full, "four", "Ana Lind-Dahl")
    full.speakers.judge(a, c, "different")
    full.speakers.merge(a, b)
    with pytest.raises(RecordError) as error:
        full.speakers.merge(b, c)
    assert "[judgement 2]" in told(error)


def test_names_that_joined_by_themselves_come_apart_when_judged_different(record: Record) -> None:
    record.add(article("one", "Volodymyr Zelensky"))
    record.add(article("two", "Volodymyr Zelenskyy"))
    one, two = (n.id for n in record.speakers.names(number(record, "one", "Volodymyr Zelensky")))
    record.speakers.judge(one, two, "different")
    record.add(article("three", "Volodymyr Zelenskyy"))
    assert not together(record, ("one", "Volodymyr Zelensky"), ("two", "Volodymyr Zelenskyy"))
    assert together(record, ("two", "Volodymyr Zelenskyy"), ("three", "Volodymyr Zelenskyy"))


def test_undoing_what_others_rest_on_is_refused_where_it_contradicts(full: Record) -> None:
    a, b, c = number(full, "one", "Ana Lind"), number(full, "three", "Lind"), number(full, "four", "Ana Lind-Dahl")
    full.speakers.judge(a, c, "different")
    full.speakers.merge(a, c, force=True)
    full.speakers.merge(a, b)
    full.speakers.merge(b, c)
    before = groups(full)
    with pytest.raises(RecordError) as error:
        full.speakers.undo(2)
    assert "[judgement 3]" in told(error)
    assert "[judgement 4]" in told(error)
    assert groups(full) == before


def test_an_unsure_judgement_changes_nothing_but_is_kept_and_ends_the_question(full: Record) -> None:
    ana, lind = number(full, "one", "Ana Lind"), number(full, "three", "Lind")
    before = groups(full)
    assert lind in [p.id for p in full.speakers.perhaps(ana)]
    full.speakers.judge(ana, lind, "unsure", note="no first name")
    assert groups(full) == before
    assert lind not in [p.id for p in full.speakers.perhaps(ana)]
    assert full.speakers.judgements(lind)[0].note == "no first name"


def test_a_word_that_is_no_verdict(full: Record) -> None:
    with pytest.raises(RecordError):
        full.speakers.judge(1, 2, "perhaps")  # type: ignore[arg-type]


# Undoing, and the log


def test_undo_restores_exactly_what_was_and_articles_of_meanwhile_keep_to_the_rules(full: Record) -> None:
    before = groups(full)
    full.speakers.merge(number(full, "one", "Ana Lind"), number(full, "four", "Ana Lind-Dahl"))
    full.add(article("five", "Ana Lind-Dahl"))
    full.speakers.undo()
    after = groups(full)
    assert after - before == {frozenset({"four: Ana Lind-Dahl", "five: Ana Lind-Dahl"})}
    assert before - after == {frozenset({"four: Ana Lind-Dahl"})}


def test_an_undoing_can_be_undone(full: Record) -> None:
    full.speakers.merge(number(full, "one", "Ana Lind"), number(full, "four", "Ana Lind-Dahl"))
    merged = groups(full)
    full.speakers.undo()
    assert full.speakers.undo(2).verdict == "undo"
    assert groups(full) == merged
    assert [j.holds for j in full.speakers.judgements()] == [True, False, True]


def test_undoing_nothing_or_twice_is_told(full: Record) -> None:
    with pytest.raises(RecordError) as error:
        full.speakers.undo()
    assert "no judgement to undo" in told(error)
    full.speakers.merge(number(full, "one", "Ana Lind"), number(full, "four", "Ana Lind-Dahl"))
    full.speakers.undo(1)
    with pytest.raises(RecordError) as error:
        full.speakers.undo(1)
    assert "was undone by 2 already" in told(error)
    with pytest.raises(RecordError) as error:
        full.speakers.undo(77)
    assert "has no judgement 77" in told(error)


def test_the_log_says_who_when_what_and_what_it_changed(full: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "ferrywoman")
    ana, dahl = number(full, "one", "Ana Lind"), number(full, "four", "Ana Lind-Dahl")
    full.speakers.merge(ana, dahl, note="married in May")
    full.speakers.split(ana, articles=["two"], by="Bo")
    merge, split = full.speakers.judgements()
    assert (merge.verdict, merge.made_by, merge.note, merge.speakers) == ("merge", "ferrywoman", "married in May", (ana, dahl))
    assert [(s.name, s.attributions) for s in merge.before] == [("Ana Lind", 2), ("Ana Lind-Dahl", 1)]
    assert [(s.name, s.attributions) for s in merge.after] == [("Ana Lind-Dahl", 3)]
    assert (split.made_by, split.articles) == ("Bo", (2,))
    assert [s.attributions for s in split.after] == [2, 1]
    assert merge.made_at.endswith("+00:00")


def test_who_has_no_login_name_is_unknown(full: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError(12345)

    monkeypatch.setattr("getpass.getuser", nobody)
    assert full.speakers.judge(1, 2, "unsure").made_by == "unknown"


# Kills, other processes, damage

_SCRIPT = f"""
import sys
sys.path[:0] = [{str(Path(onrecord.__file__).parents[1])!r}]
from onrecord.record import open_record
with open_record(sys.argv[1]) as record:
    print("on", flush=True)
    while True:
        record.speakers.merge(1, 4)
        record.speakers.split(1, articles=["two"])
        record.speakers.undo()
        record.speakers.undo()
"""


def test_a_killed_judgement_is_whole_or_not_there(full: Record, place: str) -> None:
    for n in range(8):
        process = subprocess.Popen([sys.executable, "-c", _SCRIPT, place], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        threading.Event().wait(0.01 + 0.005 * n)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
        with open_record(place) as record:
            assert record.faults() == []
            while any(j.holds and j.verdict != "undo" for j in record.speakers.judgements()):
                record.speakers.undo()
            assert len(groups(record)) == 4


def test_judgements_and_articles_from_several_threads_do_not_get_into_each_others_way(full: Record, place: str) -> None:
    errors: list[BaseException] = []

    def adding() -> None:
        try:
            with open_record(place) as mine:
                for n in range(15):
                    mine.add(article(f"more {n}", "Ana Lind", "Ana Lind-Dahl", "Lind"))
        except BaseException as error:
            errors.append(error)

    thread = threading.Thread(target=adding)
    thread.start()
    for _ in range(5):
        full.speakers.merge(number(full, "one", "Ana Lind"), number(full, "four", "Ana Lind-Dahl"))
        full.speakers.undo()
    full.speakers.merge(number(full, "one", "Ana Lind"), number(full, "four", "Ana Lind-Dahl"))
    thread.join()
    assert errors == []
    assert full.faults() == []
    assert together(full, ("more 14", "Ana Lind"), ("more 14", "Ana Lind-Dahl"))


def test_a_record_that_was_tampered_with_is_found_and_rebuilt(full: Record) -> None:
    full.speakers.merge(number(full, "one", "Ana Lind"), number(full, "four", "Ana Lind-Dahl"))
    before = groups(full)
    full.database.run("UPDATE speakers SET canonical_id = id")
    assert any("not grouped as they were judged" in fault for fault in full.faults())
    full.speakers.rebuild()
    assert full.faults() == []
    assert groups(full) == before
