from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.claims import asking, correcting, rulings
from onrecord.claims.ids import claim_id
from onrecord.claims.store import rebuild, update
from onrecord.errors import RecordError
from onrecord.model import Reading
from onrecord.record import Record, open_record
from onrecord.record.database import Database
from tests.claims.corpora import judging, state, story


@pytest.fixture
def record(place: str) -> Iterator[Any]:
    with open_record(place) as made:
        for reading in story("dam"):
            made.add(reading)
        update(made.database, judging=judging)
        yield made


def ids(record: Record, least: int = 2) -> list[str]:
    return [c.id for c in asking.claims(record.database, least=least)]


def test_a_merge_holds_through_updates_and_rebuilds_and_can_be_undone(record: Record) -> None:
    database = record.database
    before = state(database)
    one, other = ids(record)[:2]
    number = correcting.merge(database, [one, other], by="ana", note="the same dam")
    update(database, judging=judging)
    assert asking.claim_number(database, one) == asking.claim_number(database, other)
    merged = state(database)
    rebuild(database, judging=judging)
    assert state(database) == merged
    (ruled,) = rulings.ruled(database)
    assert (ruled.number, ruled.made_by, ruled.verdict, ruled.holds, ruled.note) == (number, "ana", "same", True, "the same dam")
    assert rulings.undo(database) == number
    update(database, judging=judging)
    assert state(database) == before
    assert not rulings.ruled(database)[0].holds


def test_a_split_takes_statements_out_for_good(record: Record) -> None:
    database = record.database
    lives = [asking.life(database, id) for id in ids(record, 1)]
    life = next(x for x in lives if len(x.statements) > 1 and len({s.text for s in x.statements}) > 1)
    gone = life.statements[-1].id
    correcting.split(database, life.claim.id, [gone])
    update(database, judging=judging)
    after = asking.life(database, life.statements[0].id)
    assert gone not in {s.id for s in after.statements}
    split = state(database)
    rebuild(database, judging=judging)
    assert state(database) == split


def test_a_judgement_holds_for_articles_that_come_later(record: Record, tmp_path: Path) -> None:
    one, other = ids(record)[:2]
    with open_record(tmp_path / "later.db") as later:
        first, *rest = story("dam")
        for reading in [first, *rest[:6]]:
            later.add(reading)
        update(later.database, judging=judging)
        numbers = [asking.claim_number(record.database, id) for id in (one, other)]
        rulings.rule(later.database, "claim", "same", (numbers, ()), "ana", "2026-03-05T10:00:00+00:00")
        for reading in rest[6:]:
            later.add(reading)
        update(later.database, judging=judging)
        correcting.merge(record.database, [one, other], by="ana")
        update(record.database, judging=judging)
        assert state(later.database) == state(record.database)


@pytest.mark.parametrize(
    ("do", "told"),
    [
        (lambda d, a: correcting.merge(d, [a, a]), "one claim already"),
        (lambda d, a: correcting.merge(d, [a, "c0000000000"]), "has no claim"),
        (lambda d, a: correcting.merge(d, [a, "dam"]), "no id of a claim"),
        (lambda d, a: correcting.split(d, a, ["s0000000000"]), "no statement of claim"),
        (lambda d, a: correcting.split(d, a, [s.id for s in asking.life(d, a).statements]), "nothing would be left"),
        (lambda d, a: rulings.undo(d), "no judgement"),
        (lambda d, a: rulings.undo(d, 7), "is not there"),
    ],
)
def test_what_cannot_be_judged_changes_nothing(record: Record, do: Callable[[Database, str], Any], told: str) -> None:
    database, before = record.database, state(record.database)
    with pytest.raises(RecordError, match=told):
        do(database, ids(record)[0])
    assert state(database) == before
    assert rulings.ruled(database) == []


def test_what_was_undone_is_not_undone_again(record: Record) -> None:
    one, other = ids(record)[:2]
    number = correcting.merge(record.database, [one, other])
    rulings.undo(record.database, number)
    with pytest.raises(RecordError, match="undone already"):
        rulings.undo(record.database, number)


def test_a_backup_has_the_claims_and_the_judgements(record: Record, tmp_path: Path) -> None:
    one, other = ids(record)[:2]
    correcting.merge(record.database, [one, other])
    update(record.database, judging=judging)
    record.back_up(tmp_path / "copy.db")
    with open_record(tmp_path / "copy.db") as copy:
        assert state(copy.database) == state(record.database)
        assert update(copy.database, judging=judging) == 0
        assert rulings.ruled(copy.database) == rulings.ruled(record.database)


def test_an_id_of_what_became_part_of_a_claim_still_finds_it(record: Record) -> None:
    database = record.database
    rows = database.rows("SELECT id, claim_id FROM contents WHERE claim_id IS NOT NULL AND id <> claim_id LIMIT 5")
    assert rows
    for content, claim in rows:
        assert asking.claim_number(database, claim_id(content)) == claim


_ = Reading
