"""What hangs together with some contents is found whole, from whichever of them one begins."""

from collections.abc import Iterable, Iterator, Mapping

import pytest

import onrecord
from onrecord.claims.components import closed
from onrecord.claims.neighbours import Near, packed_near
from onrecord.model import Article, Attribution, Excerpt, Reading
from onrecord.record import Record

TEXT = "The bridge is safe."


@pytest.fixture
def record() -> Iterator[Record]:
    with onrecord.open(":memory:") as made:
        content = Excerpt(text=TEXT[:18], spans=((0, 18),))
        said = Attribution(id="a1", kind="indirect", source=None, cue=None, content=content, act="state", confidence=1.0)
        made.add(Reading(Article(id="a", text=TEXT), (said,)))
        yield made


def put(record: Record, near: Mapping[int, Iterable[int]], links: Mapping[tuple[int, int], float]) -> None:
    """Write contents with their neighbours, and how strongly pairs of them hang together."""
    database = record.database
    ((said,),) = database.rows("SELECT id FROM attributions")
    with database.writing():
        for content, them in near.items():
            database.run(
                "INSERT INTO contents (id, attribution_id, rank, bound, state, vector, words, places, near, component) "
                "VALUES (?, ?, '', '', 0, ?, ?, ?, ?, ?)",
                (content, said, b"", b"", b"", packed_near([Near(700, n) for n in them]), content),
            )
        for (a, b), link in links.items():
            database.run("INSERT INTO judged_pairs (first_id, second_id, link, judged_json) VALUES (?, ?, ?, 'x')", (a, b, link))


@pytest.mark.parametrize("begun", [1, 2, 3, 4])
def test_what_hangs_together_is_found_although_only_one_of_two_has_the_other_among_its_neighbours(record: Record, begun: int) -> None:
    put(record, {1: [], 2: [1], 3: [2], 4: [3], 5: []}, {(1, 2): 0.9, (2, 3): 0.8, (3, 4): 0.7})
    found = closed(record.database, [begun])
    assert set(found.members) == {1, 2, 3, 4}
    assert found.links == {(1, 2): 0.9, (2, 3): 0.8, (3, 4): 0.7}
    assert found.pairs == {(1, 2), (2, 3), (3, 4)}


def test_what_was_judged_and_is_no_neighbour_any_more_hangs_together_with_nothing(record: Record) -> None:
    put(record, {1: [], 2: [], 3: [2]}, {(1, 2): 0.9, (2, 3): 0.8})
    assert set(closed(record.database, [2]).members) == {2, 3}
    assert set(closed(record.database, [1]).members) == {1}


def test_a_content_left_out_but_for_a_denial_hangs_together_only_with_that(record: Record) -> None:
    put(record, {1: [], 2: [1]}, {(1, 2): -0.9})
    assert set(closed(record.database, [1]).members) == {1}
