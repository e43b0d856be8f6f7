"""Links are found anew of what was touched and of what hangs on it, and kept; what has changed is looked at."""

from collections.abc import Iterator, Mapping, Sequence

import pytest

import onrecord
from onrecord.claims.contents import State
from onrecord.claims.links import BY_HAND, Changes, changes, links_at, relink, unlink
from onrecord.claims.neighbours import Near, packed_near
from onrecord.claims.rulings import rule, undo
from onrecord.record import Record
from tests.claims.bare import add_bare


@pytest.fixture
def record() -> Iterator[Record]:
    """A record with a denial (content 1) and five more contents, months apart, nothing of which hangs together yet."""
    with onrecord.open(":memory:") as made:
        add_bare(made, 6)
        yield made


def near(record: Record, near: Mapping[int, Sequence[int]]) -> None:
    """Give contents neighbours, as the step before does."""
    with record.database.writing():
        record.database.run_all(
            f"UPDATE contents SET near = ?, state = {State.TOUCHED:d} WHERE id = ?",
            [(packed_near([Near(700, n) for n in them]), id) for id, them in near.items()],
        )


def judged(record: Record, links: Mapping[tuple[int, int], float]) -> None:
    with record.database.writing():
        rows = [(a, b, link) for (a, b), link in links.items()]
        record.database.run_all("INSERT INTO judged_pairs (first_id, second_id, link, judged_json) VALUES (?, ?, ?, 'x')", rows)


def quiet(done: int, total: int) -> None:
    pass


def linked(record: Record) -> set[int]:
    """Find the links of what is touched; what is to be looked at for it."""
    rows = record.database.rows(f"SELECT id FROM contents WHERE state = {State.TOUCHED:d} ORDER BY id")
    relink(record.database, [int(r[0]) for r in rows], quiet)
    found = {int(r[0]) for r in record.database.rows(f"SELECT id FROM contents WHERE state = {State.LINKED:d}")}
    record.database.run("UPDATE contents SET state = 0")
    return found


def kept(record: Record) -> dict[tuple[int, int], float]:
    at = links_at(record.database, range(1, 7))
    assert all(at[b][a] == s for a, them in at.items() for b, s in them.items())
    return {(a, b): s for a, them in at.items() for b, s in them.items() if a < b}


def test_a_link_is_found_although_only_one_of_two_has_the_other_among_its_neighbours(record: Record) -> None:
    judged(record, {(2, 3): 0.9, (3, 4): 0.8, (4, 5): 0.0})
    near(record, {3: [2, 4], 5: [4]})
    assert linked(record) == {2, 3, 4, 5}
    assert kept(record) == {(2, 3): 0.9, (3, 4): 0.8}


def test_what_was_judged_and_is_no_neighbour_any_more_is_no_link_and_both_are_looked_at(record: Record) -> None:
    judged(record, {(2, 3): 0.9, (3, 4): 0.8})
    near(record, {3: [2, 4]})
    linked(record)
    near(record, {3: [4]})
    assert linked(record) == {2, 3}
    assert kept(record) == {(3, 4): 0.8}


def test_a_link_that_is_as_strong_as_before_is_not_written(record: Record) -> None:
    judged(record, {(2, 3): 0.9})
    near(record, {3: [2]})
    linked(record)
    assert changes(record.database, [2, 3]) == Changes()
    record.database.run("UPDATE judged_pairs SET link = 0.7")
    assert changes(record.database, [3]).there == [(2, 3, 0.7)]
    near(record, {3: [2]})
    assert linked(record) == {2, 3}
    assert kept(record) == {(2, 3): 0.7}


def test_a_pair_left_out_but_for_a_denial_is_a_link_only_beside_that(record: Record) -> None:
    judged(record, {(1, 2): -0.9})
    near(record, {1: [2]})
    assert linked(record) == {1}
    assert kept(record) == {}
    record.database.run("INSERT INTO beside_denials (article_id, first_id, second_id) VALUES (1, 1, 2)")
    near(record, {1: [2]})
    linked(record)
    assert kept(record) == {(1, 2): 0.9}


def test_a_weak_link_of_a_denial_gives_way_to_a_stronger_one_of_somebody_else(record: Record) -> None:
    """The denial has none of them among its neighbours, so that nothing of its own has changed."""
    judged(record, {(1, 2): 0.41, (1, 3): 0.42, (1, 4): 0.43, (1, 5): 0.44})
    near(record, {2: [1], 3: [1], 4: [1]})
    linked(record)
    assert set(kept(record)) == {(1, 2), (1, 3), (1, 4)}
    near(record, {5: [1]})
    assert linked(record) == {1, 2, 5}
    assert set(kept(record)) == {(1, 3), (1, 4), (1, 5)}
    near(record, {5: []})
    assert linked(record) == {1, 2, 5}
    assert set(kept(record)) == {(1, 2), (1, 3), (1, 4)}


def test_where_a_content_is_taken_out_others_take_its_place(record: Record) -> None:
    judged(record, {(1, 2): 0.41, (1, 3): 0.42, (1, 4): 0.43, (1, 5): 0.44, (5, 6): 0.9})
    near(record, {2: [1], 3: [1], 4: [1], 5: [1, 6]})
    linked(record)
    assert set(kept(record)) == {(1, 3), (1, 4), (1, 5), (5, 6)}
    database = record.database
    with database.writing():
        unlink(database, 5)
        database.run("DELETE FROM contents WHERE id = 5")
        database.run("DELETE FROM judged_pairs WHERE first_id = 5 OR second_id = 5")
    assert {int(r[0]) for r in database.rows(f"SELECT id FROM contents WHERE state = {State.TOUCHED:d}")} == {1, 6}
    assert linked(record) == {1, 2, 6}
    assert set(kept(record)) == {(1, 2), (1, 3), (1, 4)}


def test_what_is_judged_by_hand_is_linked_in_a_line_that_closes_and_opens(record: Record) -> None:
    number = rule(record.database, "claim", "same", ([2, 4, 6], []), "ana", "2026-01-01T00:00:00Z")
    assert linked(record) == {2, 4, 6}
    assert kept(record) == {(2, 4): BY_HAND, (4, 6): BY_HAND}
    database = record.database
    ((row),) = database.rows("SELECT attribution_id, rank, bound, state, vector, words, places, near, component FROM contents WHERE id = 4")
    with database.writing():
        unlink(database, 4)
        database.run("DELETE FROM contents WHERE id = 4")
    assert linked(record) == {2, 6}
    assert kept(record) == {(2, 6): BY_HAND}
    with database.writing():
        database.run(
            "INSERT INTO contents (attribution_id, rank, bound, state, vector, words, places, near, component, id) "
            f"VALUES (?, ?, ?, {State.TOUCHED:d}, ?, ?, ?, ?, ?, 4)",
            (*row[:3], *row[4:]),
        )
    assert linked(record) == {2, 4, 6}
    assert kept(record) == {(2, 4): BY_HAND, (4, 6): BY_HAND}
    undo(database, number)
    assert linked(record) == {2, 4, 6}
    assert kept(record) == {}


def test_what_is_touched_meanwhile_stays_to_be_done(record: Record) -> None:
    """Another process may have changed it since its links were found."""
    judged(record, {(2, 3): 0.9})
    near(record, {3: [2]})
    record.database.run(f"UPDATE contents SET state = {State.GONE:d} WHERE id = 2")
    relink(record.database, [2, 3], quiet)
    assert record.database.rows("SELECT id, state FROM contents WHERE id IN (2, 3) ORDER BY id") == [(2, State.GONE), (3, State.LINKED)]
