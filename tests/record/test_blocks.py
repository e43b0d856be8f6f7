from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import Cancelled, RecordError
from onrecord.model import Reading
from onrecord.record import Record, deadline, open_record
from onrecord.record.blocks import FEW, Blocks
from onrecord.record.cache import Cache, Joined, Memory
from onrecord.record.layout import Column, Layout

LAYOUT = Layout(("id", "<i8"), ("size", "<u4"), ("pair", "(2,)<u2"))
BLOCKS = Blocks("facts", Layout(("id", "<i8"), ("size", "<u4")), Layout(("id", "<i8"), ("extra", "u1")))


def rows(*ids: int) -> dict[str, Column]:
    return BLOCKS.rows.made([(id, 10 * id) for id in ids])


def more(*ids: int) -> dict[str, Column]:
    return Layout(("id", "<i8"), ("extra", "u1")).made([(id, id % 7) for id in ids])


def add(record: Record, version: int, *ids: int, maker: str = "") -> None:
    with record.database.writing():
        BLOCKS.add(record.database, version, rows(*ids), more(*ids), maker=maker)


def table(record: Record) -> list[tuple[int, int]]:
    return record.database.rows("SELECT is_large, length(members) / 12 FROM facts ORDER BY id")


@given(st.lists(st.tuples(st.integers(0, 2**62), st.integers(0, 2**32 - 1)), max_size=9))
def test_what_is_packed_comes_out_again(given: list[tuple[int, int]]) -> None:
    columns: dict[str, Column] = {
        "id": np.array([a for a, _ in given], np.int64),
        "size": np.array([b for _, b in given], np.uint32),
        "pair": np.arange(2 * len(given), dtype=np.uint16).reshape(-1, 2),
    }
    out = LAYOUT.unpack(LAYOUT.pack(columns))
    for name in LAYOUT.names:
        assert np.array_equal(out[name], columns[name])


def test_small_blocks_become_one_large_one(record: Record) -> None:
    for version in range(1, FEW):
        add(record, version, 2 * version, 2 * version + 1)
    assert table(record) == [(0, 2)] * (FEW - 1)
    add(record, FEW, 2 * FEW)
    assert table(record) == [(1, 2 * FEW - 1)]
    add(record, FEW + 1, 2 * FEW + 2)
    assert table(record) == [(1, 2 * FEW - 1), (0, 1)]
    assert Cache(record.database, BLOCKS).now().ids.tolist() == [*range(2, 2 * FEW + 1), 2 * FEW + 2]


def test_a_version_without_rows_makes_no_block_but_its_turn_is_kept(record: Record) -> None:
    add(record, 1, 5)
    add(record, FEW)
    assert table(record) == [(1, 1)]


def test_makers_are_kept_apart(record: Record) -> None:
    add(record, 1, 1, maker="old")
    add(record, 2, 2, maker="new")
    add(record, FEW, 3, maker="new")
    assert Cache(record.database, BLOCKS).now("old").ids.tolist() == [1]
    assert Cache(record.database, BLOCKS).now("new").ids.tolist() == [2, 3]


def test_what_is_dropped_is_gone_from_small_and_large_blocks(record: Record) -> None:
    add(record, 1, 1, 2, 3)
    add(record, FEW, 4, 5)
    add(record, FEW + 1, 6, 7)
    cache = Cache(record.database, BLOCKS)
    assert cache.now().ids.tolist() == [1, 2, 3, 4, 5, 6, 7]
    with record.database.writing():
        BLOCKS.drop(record.database, [2, 5, 6, 7, 99])
    found = cache.now()
    assert found.ids.tolist() == [1, 3, 4]
    assert found["size"].tolist() == [10, 30, 40]
    assert found.more("id").tolist() == [1, 3, 4]
    assert Cache(record.database, BLOCKS).now().ids.tolist() == [1, 3, 4]


def test_dropping_nothing_changes_nothing(record: Record) -> None:
    add(record, 1, 1)
    cache = Cache(record.database, BLOCKS)
    first = cache.now()
    with record.database.writing():
        BLOCKS.drop(record.database, [])
        BLOCKS.drop(record.database, [2])
    assert cache.now() is first


def test_what_is_changed_is_changed_in_small_and_large_blocks(record: Record) -> None:
    add(record, FEW, 1, 2, 3)
    add(record, FEW + 1, 4, 5)
    cache = Cache(record.database, BLOCKS)
    first = cache.now()
    with record.database.writing():
        BLOCKS.change(record.database, "size", {})
        BLOCKS.change(record.database, "size", {1: 10, 9: 7})
    assert cache.now() is first
    with record.database.writing():
        BLOCKS.change(record.database, "size", {2: 7, 5: 8, 9: 9})
    assert cache.now()["size"].tolist() == [10, 7, 30, 40, 8]
    assert cache.now().more("id").tolist() == [1, 2, 3, 4, 5]


def test_what_another_connection_wrote_is_seen_at_once(place: str) -> None:
    with open_record(place) as one, open_record(place) as other:
        cache = Cache(one.database, BLOCKS)
        assert len(cache.now()) == 0
        for version in range(1, 2 * FEW + 3):
            add(other, version, version)
            if version % 50 == 0 or version % FEW < 2:
                assert len(cache.now()) == version


def test_a_write_that_fails_leaves_no_block(record: Record) -> None:
    add(record, 1, 1)
    with pytest.raises(ZeroDivisionError):
        _fail_after_adding(record)
    assert Cache(record.database, BLOCKS).now().ids.tolist() == [1]


def _fail_after_adding(record: Record) -> None:
    with record.database.writing():
        BLOCKS.add(record.database, 2, rows(2), more(2))
        raise ZeroDivisionError


@given(st.sets(st.integers(1, 400)), st.lists(st.integers(-5, 100_000), max_size=50), st.integers(1, 10_000))
def test_a_mask_is_membership(there: set[int], asked: list[int], apart: int) -> None:
    ids = [apart * i for i in sorted(there)]
    joined = Joined(rows(*ids), more())
    wanted = np.array(asked + ids[::3], dtype=np.int64)
    assert joined.mask(wanted).tolist() == [i in {*wanted.tolist()} for i in ids]


def test_blocks_of_several_writers_are_put_in_order() -> None:
    joined = Joined(rows(5, 6, 2, 9), more(5, 2))
    assert joined.ids.tolist() == [2, 5, 6, 9]
    assert joined["size"].tolist() == [20, 50, 60, 90]


def put(record: Record, version: int, *ids: int) -> None:
    with record.database.writing():
        BLOCKS.put(record.database, version, BLOCKS.rows.made([(id, id) for id in ids]), more(*ids))


def test_rows_are_put_where_their_numbers_belong(record: Record) -> None:
    add(record, 1, 1, 2, 5)
    add(record, 2, 6, 9)
    add(record, 3, 12)
    put(record, 1, 2, 3, 7, 10, 13)
    now = Cache(record.database, BLOCKS).now()
    assert now.ids.tolist() == [1, 2, 3, 5, 6, 7, 9, 10, 12, 13]
    assert dict(zip(now.ids.tolist(), now["size"].tolist(), strict=True)) == {
        1: 10,
        2: 2,
        3: 3,
        5: 50,
        6: 60,
        7: 7,
        9: 90,
        10: 10,
        12: 120,
        13: 13,
    }
    assert [n for _, n in table(record)] == [4, 4, 1, 1]
    assert sorted(now.more("id").tolist()) == now.ids.tolist()
    bounds = record.database.rows("SELECT first_id, last_id FROM facts ORDER BY id")
    assert bounds == [(1, 5), (6, 10), (12, 12), (13, 13)]


def test_what_was_taken_out_and_is_put_back_leaves_the_block_as_it_was(record: Record) -> None:
    add(record, 1, 1, 2, 5)
    add(record, 2, 6)
    before = record.database.rows("SELECT members, more FROM facts ORDER BY id")
    for ids in ((2,), (1, 5), (1, 2, 5), (6,)):
        with record.database.writing():
            BLOCKS.drop(record.database, ids)
            BLOCKS.put(record.database, 1, rows(*ids), more(*ids))
        assert record.database.rows("SELECT members, more FROM facts ORDER BY id") == before


def test_a_reader_sees_what_was_put(record: Record) -> None:
    add(record, 1, 1, 2)
    cache = Cache(record.database, BLOCKS)
    assert cache.now().ids.tolist() == [1, 2]
    put(record, 1, 2, 3)
    assert cache.now()["size"].tolist() == [10, 2, 3]


def test_connections_that_share_a_memory_keep_one_copy(place: str) -> None:
    memory = Memory()
    with open_record(place) as one, open_record(place) as other:
        add(one, 1, 1, 2)
        first = Cache(one.database, BLOCKS, memory).now()
        assert Cache(other.database, BLOCKS, memory).now() is first
        add(other, 2, 3)
        second = Cache(one.database, BLOCKS, memory).now()
        assert second.ids.tolist() == [1, 2, 3]
        assert np.shares_memory(first["size"], second["size"])
        assert first.ids.tolist() == [1, 2]
        with pytest.raises(ValueError, match="read-only"):
            first["size"][0] = 9


def test_whoever_looks_at_an_older_state_goes_on_seeing_it(place: str) -> None:
    memory = Memory()
    with open_record(place) as one, open_record(place) as other:
        add(one, 1, 1, 2)
        add(one, 2, 3)
        cache, late = Cache(one.database, BLOCKS, memory), Cache(other.database, BLOCKS, memory)
        with other.database.reading():
            assert late.now().ids.tolist() == [1, 2, 3]
            add(one, 3, 4)
            assert cache.now().ids.tolist() == [1, 2, 3, 4]
            assert late.now().ids.tolist() == [1, 2, 3]
            with one.database.writing():
                BLOCKS.drop(one.database, [2])
                BLOCKS.change(one.database, "size", {4: 7})
            now = cache.now()
            assert now.ids.tolist() == [1, 3, 4]
            assert late.now().ids.tolist() == [1, 2, 3]
            assert late.now()["size"].tolist() == [10, 20, 30]
            assert now["size"].tolist() == [10, 30, 7]
        assert late.now().ids.tolist() == [1, 3, 4]
        assert late.now().more("id").tolist() == [1, 3, 4]


def test_what_is_not_committed_is_seen_by_no_other_connection(place: str) -> None:
    memory = Memory()
    with open_record(place) as one, open_record(place) as other:
        add(one, 1, 1)
        cache, theirs = Cache(one.database, BLOCKS, memory), Cache(other.database, BLOCKS, memory)
        assert theirs.now().ids.tolist() == [1]

        def fail() -> None:
            with one.database.writing():
                BLOCKS.add(one.database, 2, rows(2), more(2))
                assert cache.now().ids.tolist() == [1, 2]
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            fail()
        add(one, 2, 3)
        assert theirs.now().ids.tolist() == [1, 3]
        assert cache.now().ids.tolist() == [1, 3]


def test_threads_that_ask_at_once_while_somebody_writes_see_whole_states(place: str) -> None:
    memory = Memory()
    with open_record(place):
        pass

    def look(_: int) -> int:
        seen = 0
        with open_record(place, read_only=True) as reader:
            cache = Cache(reader.database, BLOCKS, memory)
            while seen < 300:
                found = cache.now()
                assert found.ids.tolist() == [*range(1, len(found) + 1)]
                assert found["size"].tolist() == [10 * i for i in range(1, len(found) + 1)]
                assert len(found) >= seen
                seen = len(found)
        return seen

    with ThreadPoolExecutor(3) as pool, open_record(place) as writer:
        looking = pool.map(look, range(3))
        for version in range(1, 301):
            add(writer, version, version)
        assert [*looking] == [300] * 3


def test_only_connections_to_one_record_share_memory(tmp_path: Path, make: Callable[..., Reading]) -> None:
    with open_record(tmp_path / "one.db") as one, open_record(tmp_path / "one.db", read_only=True, shares=one) as again:
        one.add(make("one", ("Lind", "it rains")))
        assert again.count(speaker="Lind") == 1
        assert again.shared is one.shared
        with pytest.raises(RecordError, match="only of one record can memory be shared"):
            open_record(tmp_path / "two.db", shares=one)


def test_who_waits_for_another_reader_is_stopped_at_the_deadline(record: Record) -> None:
    memory = Memory()
    cache = Cache(record.database, BLOCKS, memory)

    def wait() -> None:
        with memory.held(record.database), deadline(record.database, 0.2):
            cache.now()

    with pytest.raises(Cancelled):
        wait()
    assert len(cache.now()) == 0
