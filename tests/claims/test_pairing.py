"""Which weak links count, and what is taken over that was judged elsewhere."""

from collections.abc import Iterator
from datetime import date

import pytest

import onrecord
from onrecord.claims.neighbours import Near
from onrecord.claims.pairing import Facts, holds, offer_judged, targets, those_that_hold
from onrecord.record import Record
from tests.claims.bare import DENIAL, TEXT, add_bare


@pytest.fixture
def record() -> Iterator[Record]:
    """A record with a denial (content 1) that four contents have among their neighbours, each a little less alike than the one before."""
    with onrecord.open(":memory:") as made:
        add_bare(made, 5, {content: (Near(700, DENIAL),) for content in range(2, 6)})
        with made.database.writing():
            links = [(content, 0.48 - content / 100) for content in range(2, 6)]
            made.database.run_all("INSERT INTO judged_pairs (first_id, second_id, link, judged_json) VALUES (1, ?, ?, 'x')", links)
        yield made


def test_the_strongest_links_of_a_denial_count_whatever_is_looked_at_together(record: Record) -> None:
    links = {(DENIAL, content): 0.48 - content / 100 for content in range(2, 6)}
    assert those_that_hold(record.database, links) == {(1, 2), (1, 3), (1, 4)}
    assert those_that_hold(record.database, {(1, 5): links[1, 5]}) == set()
    assert those_that_hold(record.database, {(1, 4): links[1, 4]}) == {(1, 4)}


def test_what_was_judged_of_contents_that_are_no_longer_neighbours_does_not_count(record: Record) -> None:
    with record.database.writing():
        record.database.run("UPDATE contents SET near = ? WHERE id = 2", (b"",))
    assert those_that_hold(record.database, {(1, 5): 0.43}) == {(1, 5)}


def test_a_weak_link_holds_within_a_speakers_week_or_of_nearly_the_same_words_on_the_same_days() -> None:
    def facts(speaker: str | None, day: str, type: str | None) -> Facts:
        out = Facts()
        out.note(speaker, date.fromisoformat(day).toordinal(), type)
        return out

    lind = facts("lind", "2026-03-02", "person")
    assert holds(0.41, lind, facts("lind", "2026-03-09", "person"))
    assert not holds(0.41, lind, facts("lind", "2026-05-09", "person"))
    assert not holds(0.49, lind, facts("ruiz", "2026-03-02", "person"))
    assert holds(0.49, lind, facts(None, "2026-03-03", None))
    assert not holds(0.48, lind, facts(None, "2026-03-03", None))


def test_of_equally_strong_links_the_smaller_pairs_come_first() -> None:
    assert targets([(-0.4, (1, 9)), (-0.4, (1, 2)), (-0.45, (1, 7)), (-0.4, (1, 5))]) == [(1, 7), (1, 2), (1, 5)]


def test_what_was_judged_elsewhere_is_taken_over_where_the_words_are_the_same(record: Record) -> None:
    database = record.database
    first, second = TEXT[17:21], TEXT[23:41]
    offered = [
        ((2, 3), 0.7, "new", (second, second)),
        ((3, 4), 0.7, "other words", (second, "elsewhere")),
        ((1, 2), 0.9, "known", (first, second)),
        ((7, 8), 0.7, "unknown contents", ("", "")),
    ]
    assert offer_judged(database, offered, str) == 2
    kept = {(a, b): raw for a, b, raw in database.rows("SELECT first_id, second_id, judged_json FROM judged_pairs")}
    assert kept[2, 3] == "new"
    assert kept[1, 2] == "x", "what the record has judged itself stays"
    assert kept.keys().isdisjoint({(3, 4), (7, 8)})
