"""What is found ahead of being written is written only where it still holds; however many processes find it, all tables are the same."""

import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from multiprocessing import active_children
from pathlib import Path
from typing import Any

import pytest

from onrecord.claims import judged_near, links, regrouping, store
from onrecord.claims.meanwhile import Asked, ahead
from onrecord.claims.neighbours import MOST
from onrecord.claims.planning import Unit, planned
from onrecord.claims.store import rebuild, update
from onrecord.record import Record, open_record
from onrecord.record.database import Database
from tests.claims.corpora import MATTERS, add, by_chance, judging_matters, state

TABLES = [t for t in store._TABLES if t != "claim_facts"]
"""All that an update fills, but for a mark that is made by chance."""


def tables(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    return {t: sorted(database.rows(f"SELECT * FROM {t}"), key=repr) for t in TABLES}


def grown(place: Path, seed: int, articles: int = 60) -> Record:
    """A record in which much hangs together, and as much is new, or has changed."""
    record = open_record(place)
    add(record, by_chance(seed, articles // 2, MATTERS))
    update(record.database, judging=judging_matters)
    add(record, by_chance(seed + 100, articles, MATTERS)[articles // 3 :])
    store.take_up_all(record.database)
    store._find_neighbours(record.database, store.quiet)
    store._judge(record.database, store.quiet, judging_matters, 1)
    store._link(record.database, store.quiet)
    return record


def touched(database: Database) -> list[int]:
    return [int(r[0]) for r in database.rows("SELECT id FROM contents WHERE state = 5 ORDER BY id")]


def nothing(done: int, total: int) -> None:
    pass


def alone(record: Record) -> dict[str, list[tuple[Any, ...]]]:
    regrouping.regroup_all(record.database, touched(record.database), nothing, asking=False)
    return tables(record.database)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches are so small that nearly all that hangs together is of several."""
    monkeypatch.setattr(store, "_VERY_MANY", 5)
    monkeypatch.setattr(store, "MANY_TOGETHER", 7)
    monkeypatch.setattr(store, "WORTH_IT", 0)
    monkeypatch.setattr(store, "_VERY_MANY_TOUCHED", 0)
    monkeypatch.setattr(regrouping, "_TOUCHED", 3)
    monkeypatch.setattr(links, "_TOUCHED", 4)
    monkeypatch.setattr(judged_near, "_TOUCHED", 5)
    monkeypatch.setattr(judged_near, "_FEWEST", 5)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("seed", range(2))
def test_two_processes_write_what_one_writes(tmp_path: Path, seed: int) -> None:
    with open_record(tmp_path / "one.db") as one, open_record(tmp_path / "two.db") as two:
        for made, processes in ((one, 1), (two, 2)):
            add(made, by_chance(seed, 30, MATTERS))
            update(made.database, judging=judging_matters, processes=processes)
            add(made, by_chance(seed + 100, 40, MATTERS)[20:])
            update(made.database, judging=judging_matters, processes=processes)
        found = tables(one.database)
        assert all(found[t] for t in ("claims", "denials", "relations", "claim_parts", "judged_pairs"))
        assert tables(two.database) == found
    assert not active_children()


@pytest.mark.usefixtures("small")
def test_two_processes_write_what_one_writes_with_the_shipped_network(tmp_path: Path) -> None:
    with open_record(tmp_path / "one.db") as one, open_record(tmp_path / "two.db") as two:
        for made, processes in ((one, 1), (two, 2)):
            add(made, by_chance(4, 10))
            update(made.database, processes=processes)
        found = tables(one.database)
        assert found["told_pairs"]
        assert tables(two.database) == found


def in_turn(window: int, at_once: bool) -> Callable[..., Generator[Asked[list[Unit]], None, None]]:
    """In place of other processes: looks into batches as soon as it is asked, or not before what was asked earlier has been written."""

    def ahead(
        database: Database, batches: Iterable[Sequence[int]], work: Any, processes: int, wanted: Callable[[int], bool]
    ) -> Generator[Asked[list[Unit]], None, None]:
        todo, waiting = iter(batches), deque[tuple[Asked[list[Unit]], list[int]]]()
        while True:
            while len(waiting) < window and (batch := next(todo, None)) is not None:
                if some := [id for id in batch if wanted(id)]:
                    before = [id for asked, _ in waiting for id in asked.batch if wanted(id)]
                    asked = Asked[list[Unit]](some, database.state())
                    asked.answer = work(database, some, before) if at_once else None
                    waiting.append((asked, before))
            if not waiting:
                return
            asked, before = waiting.popleft()
            asked.answer = asked.answer or work(database, asked.batch, before)
            yield asked
            for other, _ in waiting:
                other.since |= asked.writes

    return ahead


@pytest.mark.parametrize(("seed", "most"), [(0, MOST), (1, MOST), (2, MOST), (0, 3), (1, 3), (2, 3)])
def test_what_was_written_since_is_dropped_or_found_again(tmp_path: Path, seed: int, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where few neighbours are kept, one is another's and the other not the one's: what hangs together hangs on where it is begun with."""
    for module in ("neighbours", "components", "part"):
        monkeypatch.setattr(f"onrecord.claims.{module}.MOST", most)
    held: list[tuple[int, int]] = []
    real = regrouping._holding

    def holding(database: Database, units: list[Unit], *more: Any) -> list[Unit]:
        found = real(database, units, *more)
        held.append((len(units), len(found)))
        return found

    monkeypatch.setattr(regrouping, "_holding", holding)
    with grown(tmp_path / "one.db", seed) as one:
        whole = alone(one)
    for n, (window, size, at_once) in enumerate([(3, 3, True), (9, 2, True), (3, 2, False)]):
        monkeypatch.setattr(regrouping, "ahead", in_turn(window, at_once))
        monkeypatch.setattr(regrouping, "_TOUCHED", size)
        with grown(tmp_path / f"{n}.db", seed) as other:
            regrouping.regroup_ahead(other.database, touched(other.database), nothing, asking=False, processes=2)
            assert tables(other.database) == whole
    assert any(there < found for found, there in held)
    assert any(there == found for found, there in held)


def test_what_will_have_been_grouped_before_is_not_looked_into(tmp_path: Path) -> None:
    with grown(tmp_path / "one.db", 1) as one:
        some = touched(one.database)
        units = planned(one.database, some, asking=False)
        largest = max(units, key=lambda unit: len(unit.members))
        again = planned(one.database, some, [min(largest.members)], asking=False)
        assert {frozenset(u.members) for u in again} == {frozenset(u.members) for u in units}
        assert [u.members for u in again if u.writes is None] == [largest.members]
        assert {frozenset(u.members): u.writes for u in again if u.writes} == {
            frozenset(u.members): u.writes for u in units if u is not largest
        }


def test_finding_writes_nothing(tmp_path: Path) -> None:
    with grown(tmp_path / "one.db", 1) as one, open_record(tmp_path / "one.db", read_only=True) as other:
        before = tables(one.database)
        assert planned(other.database, touched(other.database), asking=False)
        assert tables(one.database) == before


def test_what_somebody_else_writes_before_it_is_written_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process rejects an article and takes that up between finding and writing."""
    asked: list[bool] = []
    with grown(tmp_path / "one.db", 2) as one, open_record(tmp_path / "one.db") as other:

        def planning(database: Database, *given: Any, **named: Any) -> list[Unit]:
            found = planned(database, *given, **named)
            asked.append(database.is_writing)
            if len(asked) == 1:
                other.review(next(h.id for h in other.attributions()), "rejected", by="ana")
                store.take_up_all(other.database)
            return found

        monkeypatch.setattr(regrouping, "planned", planning)
        ids = touched(one.database)
        regrouping.regroup(one.database, ids, set(ids), asking=False)
        assert asked == [False, True]
        update(one.database, judging=judging_matters)
        found = state(one.database)
        rebuild(one.database, judging=judging_matters)
        assert state(one.database) == found


def test_what_nobody_else_writes_is_found_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []

    def planning(database: Database, *given: Any, **named: Any) -> list[Unit]:
        asked.append(database.is_writing)
        return planned(database, *given, **named)

    with grown(tmp_path / "one.db", 2) as one:
        monkeypatch.setattr(regrouping, "planned", planning)
        ids = touched(one.database)
        done = regrouping.regroup(one.database, ids, set(ids), asking=False)
        assert done >= set(ids)
        assert asked == [False]
        assert not touched(one.database)


@pytest.mark.usefixtures("small")
def test_what_somebody_else_writes_while_others_find_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What had been asked before is found again by the process that writes, what is asked later is not."""
    here: list[int] = []

    def planning(*given: Any, **named: Any) -> list[Unit]:
        here.append(1)
        return planned(*given, **named)

    with grown(tmp_path / "two.db", 5) as two, open_record(tmp_path / "two.db") as other:
        batches = len(touched(two.database)) // 3
        wrote: list[int] = []

        def write(done: int, total: int) -> None:
            if done > 5 and not wrote:
                wrote.append(done)
                other.review(next(h.id for h in other.attributions()), "rejected", by="ana")
                store.take_up_all(other.database)

        monkeypatch.setattr(regrouping, "planned", planning)
        regrouping.regroup_ahead(two.database, touched(two.database), write, asking=False, processes=2)
        assert wrote
        assert 1 <= len(here) < batches
        update(two.database, judging=judging_matters)
        found = state(two.database)
        rebuild(two.database, judging=judging_matters)
        assert state(two.database) == found


@pytest.mark.usefixtures("small")
def test_killed_processes_cost_nothing_but_time(tmp_path: Path) -> None:
    killed: list[int] = []
    with grown(tmp_path / "one.db", 3) as one, grown(tmp_path / "two.db", 3) as two:

        def kill(done: int, total: int) -> None:
            if done > 5 and not killed:
                killed.extend(child.pid or 0 for child in active_children())
                for pid in killed:
                    os.kill(pid, signal.SIGKILL)

        regrouping.regroup_ahead(two.database, touched(two.database), kill, asking=False, processes=2)
        assert killed
        assert tables(two.database) == alone(one)


def test_others_who_cannot_open_the_record_are_done_without(tmp_path: Path) -> None:
    with grown(tmp_path / "one.db", 3) as one, grown(tmp_path / "two.db", 3) as two:
        two.database.name = str(tmp_path / "none.db")  # type: ignore[misc]
        regrouping.regroup_ahead(two.database, touched(two.database), nothing, asking=False, processes=1)
        assert tables(two.database) == alone(one)


def numbers(database: Database, batch: Sequence[int], before: Sequence[int]) -> tuple[int, list[int], list[int]]:
    """What another process is asked."""
    ((articles,),) = database.rows("SELECT count(*) FROM articles")
    return int(articles), list(batch), list(before)


def test_never_more_than_a_few_are_asked_ahead(tmp_path: Path) -> None:
    with open_record(tmp_path / "one.db") as one:
        add(one, by_chance(1, 3))
        begun: list[int] = []

        def batches() -> Generator[list[int], None, None]:
            for n in range(1, 12):
                begun.append(n)
                yield [n, 100 + n]

        done: set[int] = {104, 7, 107}
        found = []
        for n, asked in enumerate(ahead(one.database, batches(), numbers, 2, lambda n: n not in done)):
            assert asked.answer is not None
            assert len(begun) <= n + 3 + 1
            found.append(asked.answer)
            asked.writes = {n}
            assert asked.since <= {n - 1, n - 2, n - 3}
            assert n < 3 or n - 1 in asked.since
        assert [batch for _, batch, _ in found] == [[n, 100 + n] if n != 4 else [4] for n in range(1, 12) if n != 7]
        assert [before for *_, before in found][:3] == [[], [1, 101], [1, 101, 2, 102]]
        assert {articles for articles, *_ in found} == {3}


def test_where_the_log_is_long_nothing_is_asked_until_all_is_answered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is begun anew only when nobody reads."""
    monkeypatch.setattr("onrecord.claims.meanwhile._LOOK", 3)
    monkeypatch.setattr("onrecord.claims.meanwhile._LOGGED", -1)
    with open_record(tmp_path / "one.db") as one:
        add(one, by_chance(1, 3))
        asked = list(ahead(one.database, [[n] for n in range(1, 12)], numbers, 2))
    assert [a.batch for a in asked] == [[n] for n in range(1, 12)]
    befores = [a.answer[2] for a in asked if a.answer]
    assert [n for n, before in enumerate(befores) if not before][1:]  # some were asked when nothing else was
