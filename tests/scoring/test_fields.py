from typing import Any

import pytest

from onrecord.scoring.entries import Entry, entry_of
from onrecord.scoring.fields import Fields, pairs_of


def one(**changes: Any) -> Entry:
    plain = {"id": "a1", "source": [[0, 4]], "cue": [[5, 9]], "content": [[10, 30]], "kind": "indirect", "speaker": "Ana Lind"}
    return entry_of({**plain, "speaker_type": "person", "act": "state", **changes})


def counted(gold: list[Entry], found: list[Entry]) -> Fields:
    fields = Fields(gold)
    fields.add(gold, found)
    return fields


def test_contents_that_overlap_by_half_in_characters_are_a_pair() -> None:
    assert pairs_of([one()], [one(content=[[20, 30]])]) == [(0, 0)]
    assert pairs_of([one()], [one(content=[[21, 30]], cue=[])]) == []
    assert pairs_of([one()], [one(content=[[30, 50]])]) == []


def test_the_cue_tells_which_of_two_is_meant() -> None:
    gold = [one(), one(id="a2", cue=[[40, 44]])]
    assert pairs_of(gold, [one(cue=[[40, 44]]), one()]) == [(0, 1), (1, 0)]


def test_pieces_count_together() -> None:
    assert pairs_of([one(content=[[10, 20], [40, 50]])], [one(content=[[40, 50]])]) == [(0, 0)]


def test_the_wrong_source_does_not_hide_what_else_is_right() -> None:
    fields = counted([one(act="deny")], [one(act="deny", source=[])])
    assert (fields["act", "right"], fields["act", "of"]) == (1, 1)


def test_a_speaker_is_right_wrong_or_unknown() -> None:
    gold = [one(id=f"a{n}", content=[[n * 50, n * 50 + 20]]) for n in range(4)]
    found = [
        one(content=[[0, 20]], speaker="Lind"),
        one(content=[[50, 70]], speaker="Holm"),
        one(content=[[100, 120]], speaker="she", speaker_type="unknown"),
        one(content=[[150, 170]], speaker=None, speaker_type=None),
    ]
    fields = counted(gold, found)
    assert [fields["known speaker", how] for how in ("of", "right", "wrong", "unknown")] == [4, 1, 1, 2]
    assert (fields["speaker", "right"], fields["speaker_type", "right"]) == (1, 2)


def test_a_date_is_right_missed_or_extra() -> None:
    gold = [one(said_on="2026-03-05"), one(id="a2", content=[[50, 70]], said_on=None)]
    found = [one(said_on={"value": "2026-03"}), one(content=[[50, 70]], said_on="2026-03-05")]
    fields = counted(gold, found)
    assert [fields["said_on", what] for what in ("right", "of", "extra", "none")] == [0, 1, 1, 1]


@pytest.mark.parametrize(
    ("gold", "found", "right", "of", "extra"),
    [
        (["RSX"], ["the RSX news agency"], 1, 1, 0),
        (["RSX", "NordPress"], ["RSX"], 0, 1, 0),
        (["RSX"], [], 0, 1, 0),
        ([], ["RSX"], 0, 1, 1),
        ([], [], 0, 0, 0),
    ],
)
def test_all_who_carried_the_words_must_be_found(gold: list[str], found: list[str], right: int, of: int, extra: int) -> None:
    fields = counted([one(via=gold)], [one(via=found)])
    assert [fields["via", what] for what in ("right", "of", "extra")] == [right, of, extra]


def test_words_of_an_addressee_overlap_by_half() -> None:
    fields = counted([one(addressee=[[60, 70]])], [one(addressee=[[65, 70]])])
    assert (fields["addressee", "right"], fields["addressee", "of"]) == (1, 1)


def test_the_attribution_around_must_be_the_same_one() -> None:
    outer = one(id="a1", content=[[10, 90]])
    gold = [outer, one(id="a2", content=[[40, 60]], inside="a1")]
    right = counted(gold, [one(id="x", content=[[10, 90]]), one(id="y", content=[[40, 60]], inside="x")])
    wrong = counted(gold, [one(id="x", content=[[10, 90]]), one(id="y", content=[[40, 60]], inside="z")])
    assert (right["inside", "right"], wrong["inside", "right"], wrong["inside", "of"]) == (1, 0, 1)


def test_what_was_not_said_is_counted_on_both_sides() -> None:
    gold = [one(asserted=False), one(id="a2", content=[[50, 70]], asserted=True)]
    found = [one(asserted=True), one(content=[[50, 70]], asserted=False)]
    fields = counted(gold, found)
    assert [fields["not asserted", what] for what in ("gold", "found", "both")] == [1, 1, 0]


def test_what_nobody_marked_is_not_scored() -> None:
    assert Fields([entry_of({"content": [[0, 3]]})]).scored == frozenset()
    assert Fields([one()]).scored == {"kind", "act", "speaker", "known speaker", "speaker_type"}
    assert {"via", "said_on", "not asserted"} <= Fields([one(via=[], said_on=None, asserted=True)]).scored
