"""What hangs together with some contents is found whole, from whichever of them one begins, and what changes is found with it."""

import random
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pytest

import onrecord
from onrecord.claims import components, links, parts, regrouping
from onrecord.claims.components import closed
from onrecord.claims.judging import Judged
from onrecord.claims.parts import units
from onrecord.claims.store import rebuild, update
from onrecord.errors import RecordError
from onrecord.model import Reading
from onrecord.record import Record, open_record
from tests.claims.corpora import MATTERS, SUBJECTS, add, by_chance, judging, judging_matters, state

Links = Mapping[tuple[int, int], float]


@pytest.fixture
def record() -> Iterator[Record]:
    with onrecord.open(":memory:") as made:
        yield made


def put(record: Record, contents: Iterable[int], links: Links) -> None:
    """Write contents, each of which has been alone, and how strongly they hang together."""
    with record.database.writing():
        for content in contents:
            record.database.run(
                "INSERT INTO contents (id, attribution_id, rank, bound, state, vector, words, places, near, component) "
                "VALUES (?, 1, '', '', 0, ?, ?, ?, ?, ?)",
                (content, b"", b"", b"", b"", content),
            )
    link(record, links)


def link(record: Record, links: Links) -> None:
    with record.database.writing():
        record.database.run("DELETE FROM content_links")
        rows = [row for (a, b), s in links.items() for row in ((a, b, s), (b, a, s))]
        record.database.run_all("INSERT INTO content_links (content_id, other_id, strength) VALUES (?, ?, ?)", rows)


def kept(record: Record) -> dict[int, int]:
    return {int(id): int(c) for id, c in record.database.rows("SELECT id, component FROM contents")}


@pytest.mark.parametrize("begun", [1, 2, 3, 4])
def test_what_hangs_together_is_found_from_each_of_it(record: Record, begun: int) -> None:
    graph = {(1, 2): 0.9, (2, 3): 0.8, (3, 4): 0.7}
    put(record, range(1, 6), graph)
    found = closed(record.database, [begun])
    assert found.members == {1: 1, 2: 1, 3: 1, 4: 1}
    assert found.old == {1: 1, 2: 2, 3: 3, 4: 4}
    assert found.links == graph
    assert found.parts() == [[1, 2, 3, 4]]
    assert found.units() == {1: {1, 2, 3, 4}}


def test_what_was_together_is_found_when_it_has_come_apart(record: Record) -> None:
    put(record, range(1, 6), {(4, 5): 0.5})
    record.database.run("UPDATE contents SET component = 1 WHERE id <= 3")
    found = closed(record.database, [2])
    assert found.members == {1: 1, 2: 2, 3: 3}
    assert found.units() == {1: {1, 2, 3}}, "what one of them was in, another is in still"


def test_what_is_too_large_is_cut_and_is_one_unit_all_the_same(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "LARGEST", 3)
    put(record, range(1, 8), {(n, n + 1): 0.95 for n in range(1, 7)})
    found = closed(record.database, [4])
    assert set(found.members.values()) == {1}
    assert [len(part) for part in found.parts()] == [3, 3, 1]
    assert found.without(set(range(1, 8))).parts() == []


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("largest", [1, 3, 8])
def test_whatever_changes_of_links_what_is_found_from_their_ends_is_all_that_changes(
    record: Record, seed: int, largest: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Units are kept from change to change, and are those of the whole graph each time; some are whole although they are large."""
    monkeypatch.setattr(parts, "LARGEST", largest)
    chance, nodes = random.Random(seed), range(1, 61)
    graph: dict[tuple[int, int], float] = {}
    put(record, nodes, graph)
    sizes = set()
    for _ in range(40):
        before = dict(graph)
        for _ in range(chance.randint(1, 6)):
            if graph and chance.random() < (0.6 if len(graph) > 60 else 0.3):
                del graph[chance.choice(sorted(graph))]
            else:
                a, b = sorted(chance.sample(nodes, 2))
                graph[a, b] = chance.choice([0.45, 0.49, 0.49, 0.5, 0.7, 0.9, 0.95, 2.0])
        link(record, graph)
        changed = {p for p in {*before, *graph} if before.get(p) != graph.get(p)}
        left = {x for p in changed for x in p}
        while left:
            some = chance.sample(sorted(left), min(len(left), 2))
            found = closed(record.database, some)
            record.database.run_all("UPDATE contents SET component = ? WHERE id = ?", [(now, id) for id, now in found.members.items()])
            left -= found.members.keys()
        whole = {n: unit[0] for unit in units(nodes, graph, largest) for n in unit}
        assert kept(record) == whole
        sizes |= {len(unit) for unit in units(nodes, graph, len(nodes))}
    assert min(sizes) <= largest < max(sizes)


def test_few_contents_are_looked_at_where_very_many_hang_together(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    size, chance = 3_000, random.Random(3)
    graph = {(n, chance.randint(n + 1, min(n + 40, size))): round(0.4 + 0.5 * chance.random(), 4) for n in range(1, size) for _ in range(2)}
    put(record, range(1, size + 1), graph)
    asked: list[int] = []
    real = links.links_at

    def counting(database: Any, contents: Any) -> Any:
        asked.extend(contents)
        return real(database, contents)

    monkeypatch.setattr(components, "links_at", counting)
    units = []
    for begun in range(1_000, 1_100, 10):
        asked.clear()
        units.append(len(closed(record.database, [begun]).members))
        assert units[-1] <= parts.LARGEST
        assert len(asked) <= 2 * parts.LARGEST
    assert max(units) > 10


def weaker(pairs: Sequence[tuple[str, str]]) -> list[Judged]:
    """As `judging`, but nothing is so sure that it is whole whatever its size."""
    return [replace(j, one=j.one * 0.97, against=j.against * 0.97) for j in judging(pairs)]


def emptied(reading: Reading) -> Reading:
    """The article with nothing in it."""
    return Reading(msgspec.structs.replace(reading.article, text=reading.article.text + " Corrected."), ())


def crowds(database: Any) -> tuple[int, int]:
    """How many contents the largest unit has, and how many the largest that anything would make that hangs together."""
    rows = database.rows("SELECT content_id, other_id, strength FROM content_links WHERE content_id < other_id")
    graph = {(int(a), int(b)): float(s) for a, b, s in rows}
    ids = [int(r[0]) for r in database.rows("SELECT id FROM contents")]
    whole = units(ids, graph, parts.LARGEST)
    assert {id: unit[0] for unit in whole for id in unit} == {
        int(i): int(c) for i, c in database.rows("SELECT id, component FROM contents")
    }
    return max(map(len, whole), default=0), max(map(len, units(ids, graph, len(ids) + 1)), default=0)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """So few neighbours are kept that they displace one another all the time, and links end far from what is new."""
    for module in ("neighbours", "components", "part", "store"):
        monkeypatch.setattr(f"onrecord.claims.{module}.MOST", 2)
    for module in ("neighbours", "store"):
        monkeypatch.setattr(f"onrecord.claims.{module}.SPARE", 1)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize(
    ("largest", "judge", "neighbours"),
    [
        (2, weaker, 12),
        (4, weaker, 12),
        (6, judging, 12),
        (5, judging_matters, 12),
        (2, weaker, 2),
        (3, judging, 2),
        (3, judging_matters, 2),
    ],
)
def test_any_order_gives_the_same_whatever_passes_the_bound_on_the_way(  # noqa: PLR0917
    tmp_path: Path, seed: int, largest: int, judge: Any, neighbours: int, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Articles come, say something else, say nothing, and come back: units pass the bound in both directions."""
    if neighbours == 2:
        request.getfixturevalue("few")
    monkeypatch.setattr(parts, "LARGEST", largest)
    monkeypatch.setattr(regrouping, "_TOUCHED", 3)
    monkeypatch.setattr(links, "_TOUCHED", 4)
    chance, subjects = random.Random(seed), MATTERS[:6] if judge is judging_matters else SUBJECTS
    readings, others = by_chance(seed, 16, subjects), by_chance(seed + 500, 16, subjects)
    larger = False
    with open_record(tmp_path / "one.db") as one:
        for round in range(3):
            for reading in chance.sample(readings, len(readings)):
                if round == 1 and chance.random() < 0.5:
                    add(one, [emptied(reading)])
                elif round == 1 and chance.random() < 0.3:
                    other = others[int(reading.article.id[1:])]
                    add(one, [Reading(msgspec.structs.replace(other.article, outlet=reading.article.outlet), other.attributions)])
                else:
                    add(one, [reading])
                if chance.random() < 0.5:
                    update(one.database, judging=judge)
            update(one.database, judging=judge)
            larger |= crowds(one.database)[1] > largest
        found = state(one.database)
        rebuild(one.database, judging=judge)
        assert state(one.database) == found
        with open_record(tmp_path / "two.db") as two:
            add(two, readings)
            update(two.database, judging=judge)
            whole = state(two.database)
            assert whole["sums"] == found["sums"]
            assert whole == found
    assert larger


@pytest.mark.parametrize("seed", range(4))
def test_what_is_joined_and_taken_apart_by_hand_is_followed_past_the_bound(
    tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "LARGEST", 3)
    chance, readings = random.Random(seed), by_chance(seed, 20)
    with open_record(tmp_path / "one.db") as one:
        add(one, readings[:10])
        for n in range(30):
            update(one.database, judging=weaker)
            some = [c.id for c in one.claims(limit=None, update=False)]
            try:
                if n % 3 == 0 and len(some) > 3:
                    one.merge_claims(*chance.sample(some, 3))
                elif n % 7 == 5:
                    one.undo_claim_judgement()
            except RecordError:
                pass
            reading = chance.choice(readings)
            add(one, [emptied(reading) if chance.random() < 0.4 else reading])
        update(one.database, judging=weaker)
        crowds(one.database)
        found = state(one.database)
        rebuild(one.database, judging=weaker)
        assert state(one.database) == found
        assert one.database.rows("SELECT 1 FROM contents WHERE state <> 0") == []
