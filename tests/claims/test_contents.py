"""Which contents are grouped again where neighbours come and go."""

from collections.abc import Iterator

import pytest

import onrecord
from onrecord.claims.contents import Contents, State
from onrecord.claims.judged_near import judge_near
from onrecord.claims.links import relink
from onrecord.claims.neighbours import MOST, Near, packed_near
from onrecord.record import Record
from tests.claims.bare import add_bare
from tests.claims.corpora import judging

ONE, OF_THE_SAME, ELSEWHERE = 1, 2, 3
MANY = range(1, MOST + 4)


@pytest.fixture
def record() -> Iterator[Record]:
    """A record with settled contents of which the first two hang together, without neighbours."""
    with onrecord.open(":memory:") as made:
        add_bare(made, len(MANY))
        made.database.run("UPDATE contents SET component = ? WHERE id = ?", (ONE, OF_THE_SAME))
        yield made


def given(record: Record, id: int, *near: int) -> State:
    """What is to be done with a content that has other neighbours."""
    with record.database.writing():
        contents = Contents(record.database)
        contents.set_near(id, tuple(Near(900, n) for n in near))
        contents.keep()
    return state(record, id)


def state(record: Record, id: int) -> State:
    return State(record.database.rows("SELECT state FROM contents WHERE id = ?", (id,))[0][0])


def test_who_gets_or_loses_a_neighbour_of_elsewhere_stays_where_it_is(record: Record) -> None:
    assert given(record, ONE, ELSEWHERE) == State.NEARBY
    assert given(record, ONE) == State.NEARBY


def test_who_gets_or_loses_a_neighbour_with_which_it_hangs_together_is_grouped_again(record: Record) -> None:
    assert given(record, ONE, OF_THE_SAME) == State.TOUCHED
    record.database.run("UPDATE contents SET state = 0 WHERE id = ?", (ONE,))
    assert given(record, ONE, ELSEWHERE) == State.TOUCHED


def test_who_has_as_many_neighbours_as_are_kept_now_is_grouped_again(record: Record) -> None:
    others = [id for id in MANY if id not in {ONE, OF_THE_SAME}]
    assert given(record, ONE, *others[: MOST - 1]) == State.NEARBY
    assert given(record, ONE, *others[:MOST]) == State.TOUCHED


def test_who_was_to_be_grouped_again_still_is(record: Record) -> None:
    record.database.run("UPDATE contents SET state = ? WHERE id = ?", (State.LINKED, ONE))
    assert given(record, ONE, ELSEWHERE) == State.TOUCHED


def test_what_a_pair_is_found_to_be_counts_at_once_where_both_hang_together(record: Record) -> None:
    near = packed_near([Near(900, OF_THE_SAME)])
    record.database.run("UPDATE contents SET state = ?, near = ? WHERE id = ?", (State.NEARBY, near, ONE))
    record.database.run("UPDATE contents SET state = ? WHERE id = ?", (State.NEARBY, ELSEWHERE))
    judge_near(record.database, [ONE, ELSEWHERE], judging, judging, lambda done, total: None)
    assert (state(record, ONE), state(record, ELSEWHERE)) == (State.TOUCHED, State.NEARBY)


def test_who_stays_where_it_is_need_not_be_looked_at_again_unless_it_is_linked(record: Record) -> None:
    record.database.run("UPDATE contents SET state = ? WHERE id IN (?, ?)", (State.NEARBY, ONE, ELSEWHERE))
    record.database.run("INSERT INTO content_links (content_id, other_id, strength) VALUES (3, 4, 0.9), (4, 3, 0.9)")
    relink(record.database, [ONE, ELSEWHERE], lambda done, total: None)  # the link of the other one is no more
    assert (state(record, ONE), state(record, ELSEWHERE)) == (State.SETTLED, State.LINKED)
