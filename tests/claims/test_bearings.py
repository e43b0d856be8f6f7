"""What the network makes of attributions of a record when it is told what stands ahead of them."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest

from onrecord.claims import bearings as asked
from onrecord.claims.loading import said_of_version
from onrecord.claims.network import Bearing, Side, shipped
from onrecord.claims.said import Said
from onrecord.claims.store import rebuild, update
from onrecord.record import Record, open_record
from tests.claims.corpora import add, state, story


@pytest.fixture
def record(place: str) -> Iterator[Record]:
    with open_record(place) as made:
        add(made, story("dam")[:4])
        yield made


class Counting:
    """The shipped network, which notes what it is asked."""

    def __init__(self) -> None:
        self.pairs: list[tuple[Side, Side]] = []

    def bearings(self, pairs: Sequence[tuple[Side, Side]]) -> list[Bearing]:
        self.pairs += pairs
        return shipped().bearings(pairs)


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> Counting:
    counting = Counting()
    monkeypatch.setattr(asked, "shipped", lambda: counting)
    return counting


def some(record: Record) -> list[Said]:
    versions = record.database.rows("SELECT id FROM versions WHERE is_current = 1 ORDER BY id")
    return [s for (version,) in versions[:2] for s in said_of_version(record.database, int(version)) if s.content][:4]


def told(record: Record, pairs: Sequence[tuple[Said, Said]]) -> list[Bearing]:
    new: dict[str, Bearing] = {}
    found = asked.bearings(record.database, pairs, new=new, known={})
    with record.database.writing():
        asked.keep_bearings(record.database, new)
    return found


def test_it_is_told_who_says_it_and_what_stands_before(record: Record, network: Counting) -> None:
    one, other, *_ = some(record)
    told(record, [(one, other)])
    ((first, second),) = network.pairs
    ahead = dict([first[::-1], second[::-1]])
    assert ahead.keys() == {one.content, other.content}
    assert (one.name or "somebody") in ahead[one.content]
    assert ahead[one.content].endswith(":")


def test_what_was_asked_once_is_kept_whichever_way_round(record: Record, network: Counting) -> None:
    one, other, third, _ = some(record)
    (found,) = told(record, [(one, other)])
    assert told(record, [(other, one), (one, third)])[0] == found
    assert len(network.pairs) == 2


def test_nothing_asked_is_nothing_answered(record: Record, network: Counting) -> None:
    assert told(record, []) == []
    assert network.pairs == []


def test_an_update_keeps_what_it_asked_and_a_rebuild_comes_to_the_same(record: Record, network: Counting) -> None:
    update(record.database)
    before: Any = state(record.database)
    first = len(network.pairs)
    assert first
    assert record.database.rows("SELECT count(*) FROM told_pairs")[0][0] == len(set(network.pairs))
    update(record.database)
    assert len(network.pairs) == first
    rebuild(record.database)
    assert state(record.database) == before
