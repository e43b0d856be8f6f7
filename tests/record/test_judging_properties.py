"""Whatever is added, judged and undone in whatever order: the grouping is that of the articles and the judgements that hold."""

from contextlib import suppress
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import RecordError
from onrecord.record import Record, open_record
from onrecord.record.regrouping import part_around
from tests.record.people import article
from tests.record.people import said as speaker

SPEAKERS = [
    speaker("Ana Lind"),
    speaker("ANA LIND"),
    speaker("Ana Lind", known="Q1"),
    speaker("Ana Lind", known="Q2"),
    speaker("Anna Lind", known="Q1"),
    speaker("Lind"),
    speaker("A. Lind"),
    speaker("Volodymyr Zelensky"),
    speaker("Volodymyr Zelenskyy"),
    speaker("police", type="organisation"),
    speaker("WHO", type="organisation"),
    speaker("World Health Organization", type="organisation"),
    speaker("a nurse", named=False),
    speaker("she", type="unknown"),
]

ADD = st.tuples(st.just("add"), st.integers(0, 3), st.lists(st.integers(0, len(SPEAKERS) - 1), min_size=1, max_size=4, unique=True))
PAIR = st.tuples(st.sampled_from(["merge", "same", "different", "unsure", "force", "name"]), st.integers(0, 6), st.integers(0, 6))
SPLIT = st.tuples(st.just("split"), st.integers(0, 6), st.integers(0, 6))
UNDO = st.tuples(st.just("undo"), st.none() | st.integers(1, 12), st.none())
STEPS = st.lists(ADD | PAIR | SPLIT | UNDO, min_size=3, max_size=22)


def state(record: Record) -> list[tuple[Any, ...]]:
    """Who every mention is, and what that one is called."""
    return record.database.rows(
        "SELECT s.id, p.id, p.label FROM speakings s JOIN speakers n ON n.id = s.speaker_id JOIN speakers p ON p.id = n.canonical_id "
        "ORDER BY s.id"
    )


def judgement(record: Record, ids: list[int], step: tuple[Any, ...]) -> None:
    what, one, other = step
    if what == "undo":
        record.speakers.undo(one)
        return
    a, b = ids[one % len(ids)], ids[other % len(ids)]
    if what == "split":
        places = record.speakers.places(a)
        record.speakers.split(a, mentions=[places[other % len(places)].mention] if places else [])
    elif what == "name":
        record.speakers.merge(a, name=f"Name {other}")
    elif what in {"merge", "force"}:
        record.speakers.merge(a, b, force=what == "force")
    else:
        record.speakers.judge(a, b, what)


def take(record: Record, step: tuple[Any, ...], count: int) -> None:
    if step[0] == "add":
        record.add(article(f"n{step[1]}", *(SPEAKERS[i] for i in step[2]), text=f"Text {count}."))
        return
    ids = [int(row[0]) for row in record.database.rows("SELECT id FROM speakers ORDER BY id")]
    if ids:
        judgement(record, ids, step)


@settings(max_examples=100, deadline=None)
@given(STEPS)
def test_incremental_use_and_a_rebuild_from_the_log_are_one(steps: list[tuple[Any, ...]]) -> None:
    with open_record(":memory:") as record:
        for count, step in enumerate(steps):
            before, refused = state(record), True
            with suppress(RecordError):
                take(record, step, count)
                refused = False
            assert not refused or state(record) == before, "what is refused changes nothing"
        kept, listed = state(record), list(record.speakers)
        assert record.speakers.ungrouped() == 0
        record.speakers.rebuild()
        assert state(record) == kept
        assert list(record.speakers) == listed
        said = record.database.rows(
            "SELECT count(*) FROM attributions a JOIN speakings s ON s.id = a.speaking_id "
            "WHERE a.is_current = 1 AND s.speaker_id IS NOT NULL"
        )
        assert sum(s.attributions for s in listed) == said[0][0]


@settings(max_examples=100, deadline=None)
@given(STEPS)
def test_what_is_judged_different_is_never_one(steps: list[tuple[Any, ...]]) -> None:
    with open_record(":memory:") as record:
        for count, step in enumerate(steps):
            with suppress(RecordError):
                take(record, step, count)
        one = {int(id): top for id, top in record.database.rows("SELECT id, canonical_id FROM speakers")}
        part = part_around(record.database, one)
        for a, b, _ in part.links.apart:
            assert one[a] != one[b]
        for a, b, _ in part.links.same:
            assert one[a] == one[b]


@settings(max_examples=100, deadline=None)
@given(STEPS, PAIR | SPLIT)
def test_undoing_a_judgement_restores_exactly_what_was(steps: list[tuple[Any, ...]], last: tuple[Any, ...]) -> None:
    with open_record(":memory:") as record:
        for count, step in enumerate(steps):
            with suppress(RecordError):
                take(record, step, count)
        before, known = state(record), len(record.speakers.judgements())
        with suppress(RecordError):
            take(record, last, len(steps))
        if len(record.speakers.judgements()) > known:
            after = state(record)
            number = record.speakers.undo().number
            assert number == known + 1
            assert state(record) == before
            record.speakers.undo(number + 1)
            assert state(record) == after
