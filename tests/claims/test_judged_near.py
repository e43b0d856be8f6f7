"""Other processes read and judge what is left of pairs; what is kept is what one process keeps."""

import os
import signal
from collections.abc import Sequence
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import pytest

from onrecord.claims import judged_near, store
from onrecord.claims.judged_near import found_near, judge_near, judge_near_ahead, left_near
from onrecord.claims.judging import Judged
from onrecord.record import Record, open_record
from onrecord.record.database import Database
from tests.claims.corpora import add, by_chance, judging


def compared(place: Path, seed: int = 3, articles: int = 40) -> Record:
    """A record with neighbours of which nothing has been judged."""
    record = open_record(place)
    add(record, by_chance(seed, articles))
    store.take_up_all(record.database)
    store._find_neighbours(record.database, store.quiet)
    return record


def touched(database: Database) -> list[int]:
    return [int(r[0]) for r in database.rows("SELECT id FROM contents WHERE state = 2 ORDER BY id")]


def kept(database: Database) -> list[tuple[Any, ...]]:
    return sorted(database.rows("SELECT first_id, second_id, link, judged_json FROM judged_pairs"))


def nothing(done: int, total: int) -> None:
    pass


def alone(record: Record) -> list[tuple[Any, ...]]:
    judge_near(record.database, touched(record.database), judging, judging, nothing)
    return kept(record.database)


def never(pairs: Sequence[tuple[str, str]]) -> list[Judged]:
    raise AssertionError("judged here")


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches are small, so that most pairs are of two of them."""
    monkeypatch.setattr(judged_near, "_TOUCHED", 5)
    monkeypatch.setattr(judged_near, "_FEWEST", 5)


@pytest.mark.usefixtures("few")
def test_several_processes_keep_what_one_keeps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with compared(tmp_path / "one.db") as one, compared(tmp_path / "two.db") as two:
        whole = alone(one)
        assert len(whole) > 50
        monkeypatch.setattr(judged_near, "_judge_here", never)
        told: list[int] = []
        judge_near_ahead(two.database, touched(two.database), judging, judging, lambda done, total: told.append(done), processes=2)
        assert kept(two.database) == whole
        assert told == sorted(told)
        assert len(told) > 5
    assert not active_children()


@pytest.mark.usefixtures("few")
def test_no_pair_is_judged_by_two_processes(tmp_path: Path) -> None:
    """A pair of two batches is left to the first that sees it."""
    with compared(tmp_path / "one.db") as one:
        ids = touched(one.database)
        batches = [ids[low : low + 5] for low in range(0, len(ids), 5)]
        before: list[int] = []
        found = []
        for batch in batches:
            found += found_near(one.database, batch, before, judging=judging, sifting=judging).rows
            before += batch
        assert sorted(found) == alone(one)
        assert len(found) == len({row[:2] for row in found})


@pytest.mark.usefixtures("few")
def test_killed_processes_cost_nothing_but_time(tmp_path: Path) -> None:
    with compared(tmp_path / "one.db") as one, compared(tmp_path / "two.db") as two:

        def kill(done: int, total: int) -> None:
            if done == 10:
                children = active_children()
                assert children
                for child in children:
                    os.kill(child.pid or 0, signal.SIGKILL)

        judge_near_ahead(two.database, touched(two.database), judging, judging, kill, processes=2)
        assert kept(two.database) == alone(one)


@pytest.mark.usefixtures("few")
def test_what_somebody_else_writes_meanwhile_is_judged_as_it_is_now(tmp_path: Path) -> None:
    changed: list[int] = []
    with compared(tmp_path / "one.db") as one, compared(tmp_path / "two.db") as two, open_record(tmp_path / "two.db") as other:
        pairs = left_near(two.database, touched(two.database)).pairs
        last = max(x for pair in pairs for x in pair)

        def change(database: Database) -> None:
            database.run(
                "UPDATE attributions SET content = 'nothing at all is safe' WHERE id = (SELECT attribution_id FROM contents WHERE id = ?)",
                (last,),
            )

        def write(done: int, total: int) -> None:
            if done >= 5 and not changed:
                changed.append(done)
                change(other.database)

        judge_near_ahead(two.database, touched(two.database), judging, judging, write, processes=2)
        rows = {row[:2]: row for row in kept(two.database)}
        change(one.database)
        whole = {row[:2]: row for row in alone(one)}
        first = set(left_near_of(tmp_path, touched(two.database)[:5]))  # they had been judged when it was written
        assert rows.keys() == whole.keys()
        assert all(rows[p] == whole[p] for p in whole if p not in first)
        assert any(last in p for p in whole if p not in first)
    assert changed


def left_near_of(folder: Path, some: Sequence[int]) -> list[tuple[int, int]]:
    with compared(folder / "plain.db") as plain:
        return left_near(plain.database, some).pairs


def test_a_function_that_others_cannot_be_told_is_asked_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "WORTH_IT", 0)
    seen: list[tuple[str, str]] = []

    def noting(pairs: Sequence[tuple[str, str]]) -> list[Judged]:
        seen.extend(pairs)
        return judging(pairs)

    with compared(tmp_path / "one.db") as one, compared(tmp_path / "two.db") as two:
        store._judge(two.database, store.quiet, noting, 2)
        assert kept(two.database) == alone(one)
    assert seen
