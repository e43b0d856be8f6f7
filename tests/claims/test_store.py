import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest

from onrecord.claims import components as hanging
from onrecord.claims import copying, regrouping, store
from onrecord.claims.candidates import DIMENSION
from onrecord.claims.comparing import Comparison
from onrecord.claims.judging import Judged
from onrecord.claims.loading import maker
from onrecord.claims.parts import LARGEST
from onrecord.claims.sifting import Sieve
from onrecord.claims.store import behind, rebuild, update
from onrecord.claims.taking import newest, reach, reached, waiting
from onrecord.meaning.gathering import Vectors
from onrecord.model import Article, Date, Excerpt, Reading
from onrecord.record import Record, open_record
from tests.claims.corpora import STORIES, add, by_chance, judging, state, story


@pytest.fixture
def record(place: str) -> Iterator[Any]:
    with open_record(place) as made:
        yield made


def fresh(path: Path) -> Record:
    return open_record(path)


def brought(record: Record) -> dict[str, Any]:
    update(record.database, judging=judging)
    return state(record.database)


@pytest.mark.parametrize("seed", range(8))
def test_any_order_of_adding_gives_the_same_as_all_at_once(tmp_path: Path, seed: int) -> None:
    readings = by_chance(seed)
    with fresh(tmp_path / "one.db") as one:
        add(one, readings)
        whole = brought(one)
        assert whole["claims"]
        assert rebuild(one.database, judging=judging) == len(readings)
        assert state(one.database) == whole
    for shuffle in range(2):
        chance = random.Random(shuffle)
        chance.shuffle(readings)
        with fresh(tmp_path / f"{shuffle}.db") as other:
            left = list(readings)
            while left:
                some = chance.randint(1, 3)
                add(other, left[:some])
                left = left[some:]
                update(other.database, judging=judging)
            assert state(other.database) == whole


def test_the_example_stories_in_any_order(tmp_path: Path) -> None:
    readings = [r for name in STORIES for r in story(name)]
    with fresh(tmp_path / "one.db") as one:
        add(one, readings)
        whole = brought(one)
        assert len(whole["claims"]) > 50
        assert whole["relations"]
        assert whole["copies"]
    random.Random(5).shuffle(readings)
    with fresh(tmp_path / "two.db") as two:
        for low in range(0, len(readings), 7):
            add(two, readings[low : low + 7])
            update(two.database, judging=judging)
        assert state(two.database) == whole


@pytest.mark.parametrize("seed", range(4))
def test_what_changed_is_as_if_it_had_always_been_so(tmp_path: Path, seed: int) -> None:
    """New versions retire what the old ones said."""
    old, new = by_chance(seed), by_chance(seed + 100)
    chance = random.Random(seed)
    with fresh(tmp_path / "changed.db") as changed, fresh(tmp_path / "plain.db") as plain:
        add(changed, old)
        update(changed.database, judging=judging)
        kept = [chance.choice([a, b]) for a, b in zip(old, new, strict=True)]
        kept = [
            Reading(x.article.__class__(**{**_facts(x), "outlet": a.article.outlet}), x.attributions)
            for a, x in zip(old, kept, strict=True)
        ]
        for reading in kept:
            changed.add(reading)
            update(changed.database, judging=judging)
        add(plain, kept)
        assert state(changed.database) == brought(plain)


@pytest.mark.parametrize("seed", range(2))
def test_what_is_claimed_in_an_article_is_not_lost_when_something_else_in_it_is_reviewed(record: Record, seed: int) -> None:
    """Its utterances come again as they were, so nothing seemed to be left to write."""
    add(record, by_chance(seed))
    before = brought(record)
    numbers = [hit.id for hit in record.attributions()]
    record.review(numbers[0], "confirmed", by="ana")
    record.review(numbers[-1], "confirmed", by="ana")
    assert behind(record.database) == 2
    assert brought(record) == before
    record.review(numbers[len(numbers) // 2], "rejected", by="ana")
    after = brought(record)
    assert after != before
    rebuild(record.database, judging=judging)
    assert state(record.database) == after


def _facts(reading: Reading) -> dict[str, Any]:
    return {name: getattr(reading.article, name) for name in reading.article.__struct_fields__}


def test_an_update_does_nothing_where_nothing_is_new(record: Record) -> None:
    add(record, by_chance(1))
    assert behind(record.database) == 12
    first = brought(record)
    assert behind(record.database) == 0

    def never(pairs: Any) -> Any:
        raise AssertionError("judged again")

    assert update(record.database, judging=never) == 0
    assert state(record.database) == first


def test_no_pair_is_judged_twice(record: Record) -> None:
    seen = []

    def counting(pairs: Any) -> Any:
        seen.extend(pairs)
        return judging(pairs)

    for reading in by_chance(3, 20):
        record.add(reading)
        update(record.database, judging=counting)
    assert len({frozenset(p) for p in seen}) == len(seen) > 20


class Killed(BaseException):
    pass


@pytest.mark.parametrize("seed", range(3))
def test_an_update_that_is_killed_at_any_moment_goes_on(tmp_path: Path, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    readings = by_chance(seed)
    monkeypatch.setattr(store, "_IN_TURN", 1)
    with fresh(tmp_path / "plain.db") as plain:
        add(plain, readings)
        whole = brought(plain)
    with fresh(tmp_path / "killed.db") as killed:
        add(killed, readings)
        database = killed.database
        writing, deaths = type(database).writing, 0
        for moment in range(200):
            left = [moment * 3 % 11]

            def dying(self: Any, left: list[int] = left) -> Any:
                if not left[0]:
                    raise Killed
                left[0] -= 1
                return writing(self)

            monkeypatch.setattr(type(database), "writing", dying)
            try:
                update(database, judging=judging)
                break
            except Killed:
                deaths += 1
        monkeypatch.undo()
        assert deaths > 3
        update(database, judging=judging)
        assert state(database) == whole


def test_neighbours_found_all_at_once_are_those_found_one_by_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    readings = by_chance(11, 30)
    with fresh(tmp_path / "one.db") as one:
        add(one, readings)
        whole = brought(one)
    monkeypatch.setattr(store, "_MANY", 0)
    with fresh(tmp_path / "two.db") as two:
        for low in range(0, 30, 10):
            add(two, readings[low : low + 10])
            update(two.database, judging=judging)
        assert state(two.database) == whole


def test_both_databases_find_the_same(record: Record, tmp_path: Path) -> None:
    readings = by_chance(7, 16)
    add(record, readings)
    found = brought(record)
    with fresh(tmp_path / "other.db") as other:
        add(other, readings)
        assert brought(other) == found


def test_progress_is_told_step_by_step(record: Record) -> None:
    told = []
    add(record, by_chance(2))
    update(record.database, lambda *facts: told.append(facts), judging=judging)
    assert [s for s, done, total in told if done == total] == ["articles", "neighbours", "pairs", "links", "groups"]


def test_an_empty_record_has_no_claims(record: Record) -> None:
    assert update(record.database, judging=judging) == 0
    assert state(record.database)["claims"] == []


def test_numbers_of_another_scheme_are_made_anew(record: Record) -> None:
    add(record, by_chance(4))
    whole = brought(record)
    record.database.run("UPDATE claim_facts SET value = 'older'")
    record.database.run("UPDATE contents SET words = ?", (bytes(32),))
    assert update(record.database, judging=judging) == 12
    assert state(record.database) == whole


def test_odd_contents_and_days_harm_nobody(record: Record) -> None:
    long = "dam " * 25_000
    days = ["", "2026-13-45", "9999-12-31", "0001-01-01", "2026-03-05T99:00:00Z", "2026-03-05"]
    for n, day in enumerate(days):
        said = ["", "…", long, long + "lake", "the dam \x1b[31m is safe\x07 again", "40 or 60?", "ünï \U0001f600 dam lake"]
        (sample,) = by_chance(0, 1)
        a = next(r for s in range(9) for r in by_chance(s, 3) if r.attributions).attributions[0]
        assert a.content is not None
        at = a.content.spans
        attributions = tuple(msgspec.structs.replace(a, id=f"a{i}", asserted=True, content=Excerpt(s, at)) for i, s in enumerate(said))
        article = msgspec.structs.replace(sample.article, id=f"odd{n}", text=f"Item odd {n}.", published=day or None)
        record.add(Reading(article, attributions))
    whole = brought(record)
    assert whole["statements"]
    rebuild(record.database, judging=judging)
    assert state(record.database) == whole


def test_days_that_contradict_each_other_harm_nobody(record: Record) -> None:
    (sample,) = by_chance(0, 1)
    a = next(r for n in range(9) for r in by_chance(n, 3) if r.attributions).attributions[0]
    when = ["2027-01-01", "1850-01-01", "2026-03-09/2026-03-01", "2026-02-30", "2026", "0001-01-01/9999-12-31", "9999-12-31", "soon"]
    for n, on in enumerate(when):
        date = Date(value=on, text="then", spans=((0, 1),))
        article = msgspec.structs.replace(sample.article, id=f"day{n}", text=f"Item day {n}.", published=when[-n - 1])
        record.add(Reading(article, (msgspec.structs.replace(a, said_on=date, asserted=True, act="state"),)))
    whole = brought(record)
    assert len(record.claims(limit=None)) <= 1
    rebuild(record.database, judging=judging)
    assert state(record.database) == whole


TEXT = "Ana Ruiz spoke of the dam once more, and of what it has cost the town above which it stands since the war. " * 5


def many(name: str, contents: Iterable[str], per_article: int = 20) -> Iterator[Reading]:
    """Articles with so many contents of one speaker."""
    a = next(r for n in range(9) for r in by_chance(n, 3) if r.attributions).attributions[0]
    for n, some in enumerate(batched(contents, per_article)):
        said = tuple(
            msgspec.structs.replace(a, id=f"a{k}", asserted=True, act="state", content=Excerpt(words, ((0, 4),)))
            for k, words in enumerate(some)
        )
        yield Reading(
            Article(id=f"{name}{n}", outlet="Herald", published="2026-03-05", text=f"Item {name} {n}. {TEXT}", language="en"), said
        )


def batched(some: Iterable[str], size: int) -> Iterator[list[str]]:
    line = list(some)
    yield from (line[i : i + size] for i in range(0, len(line), size))


def test_the_same_statement_any_number_of_times_is_one_content_and_takes_no_more_room_for_each(tmp_path: Path) -> None:
    """A paragraph that thousands of articles share would else be compared with all of them, again and again."""
    with fresh(tmp_path / "same.db") as record:
        add(record, many("same", ["the Grenda dam is safe, the board says"] * 2_000))
        update(record.database, judging=judging)
        (claim,) = record.claims(limit=None)
        assert (claim.reports, claim.articles) == (2_000, 100)
        assert record.database.rows("SELECT count(*) FROM contents") == [(1,)]
        ((shared,),) = record.database.rows("SELECT max(n) FROM (SELECT count(*) AS n FROM claim_numbers GROUP BY number) AS counted")
        assert shared == copying._MOST
        add(record, many("more", ["the Grenda dam is safe, the board says"]))
        assert update(record.database, judging=judging) == 1
        assert record.claims(limit=None)[0].reports == 2_001


def test_what_hangs_together_is_grouped_once_however_much_of_it_is_new(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else grouping a claim of thousands of contents would take time that grows with the square of their number."""
    contents = [f"the Grenda dam above Elmsund will be closed on Monday for repairs, crew {n} {n * 7}" for n in range(400)]
    calls: list[int] = []
    real = hanging.closed

    def closed(*given: Any) -> Any:
        calls.append(1)
        return real(*given)

    monkeypatch.setattr("onrecord.claims.planning.closed", closed)
    monkeypatch.setattr(regrouping, "_TOUCHED", 10)
    with fresh(tmp_path / "large.db") as record:
        add(record, many("large", contents))
        update(record.database, judging=alike)
        ((components,),) = record.database.rows("SELECT count(DISTINCT component) FROM contents")
        assert components == 1
        assert len(calls) <= 4  # not one for each ten that are new
        sizes = record.database.rows("SELECT count(*) FROM contents GROUP BY claim_id")
        assert max(n for (n,) in sizes) <= LARGEST
        whole = state(record.database)
        rebuild(record.database, judging=alike)
        assert state(record.database) == whole


def alike(pairs: Sequence[tuple[str, str]]) -> list[Judged]:
    """All are the same."""
    seen = Comparison((), 0.95, 9, None)
    return [Judged("same", 0.95, 0.95, 0.02, 8, 0.02, 1.0, (), seen) for _ in pairs]


@pytest.mark.parametrize("seed", range(2))
def test_any_order_gives_the_same_with_the_shipped_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """What is left out by words, what stands before a denial, and what is judged later than it was left out."""
    monkeypatch.setattr(
        Sieve, "passes", lambda self, a, b, words: words[0] > WORDS
    )  # sayings by chance are too like each other for its own
    readings = by_chance(seed, 10)
    with fresh(tmp_path / "one.db") as one:
        add(one, readings)
        update(one.database)
        whole = state(one.database)
        assert any(r == ("",) for r in one.database.rows("SELECT judged_json FROM judged_pairs"))
    random.Random(seed).shuffle(readings)
    with fresh(tmp_path / "two.db") as two:
        for reading in readings:
            two.add(reading)
            update(two.database)
        assert state(two.database) == whole
        add(two, [replaced(r) for r in readings[:4]])
        update(two.database)
        add(two, readings[:4])
        update(two.database)
        assert state(two.database) == whole


WORDS = 0.5
"""Share of words in common up to which a pair is left out."""


def replaced(reading: Reading) -> Reading:
    """The article with nothing in it."""
    return Reading(msgspec.structs.replace(reading.article, text=reading.article.text + " Corrected."), ())


def test_several_processes_come_to_what_one_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.claims.store.WORTH_IT", 0)
    with fresh(tmp_path / "one.db") as one, fresh(tmp_path / "two.db") as two:
        for made in (one, two):
            add(made, by_chance(3))
        update(one.database)
        two.update_claims(processes=2)
        assert state(two.database) == state(one.database)


def test_an_article_in_which_nothing_is_said_does_not_wait_for_ever(record: Record) -> None:
    add(record, [Reading(msgspec.structs.replace(story("dam")[0].article, id="silent", url=None, text="Nobody spoke."), ())])
    assert behind(record.database) == 1
    brought(record)
    assert behind(record.database) == 0


def test_what_has_been_taken_up_is_not_looked_for_again(record: Record) -> None:
    """An update asks for versions after the last that it has seen; what is stale or has got vectors is found all the same."""
    add(record, by_chance(1))
    whole = brought(record)
    assert reached(record.database).version == newest(record.database) > 0
    record.database.run("UPDATE claim_articles SET is_stale = 1 WHERE article_id = 3")
    assert [article for article, _ in waiting(record.database)] == [3]
    assert brought(record) == whole
    record.database.run("UPDATE claim_facts SET value = 'older' WHERE name = 'taken up'")  # as in a record of an earlier version
    assert behind(record.database) == 0
    assert brought(record) == whole
    assert reached(record.database).version == newest(record.database)


def test_what_is_written_otherwise_earlier_is_judged_again_with_all_that_have_it_among_their_neighbours(
    record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also with those whose neighbours are the same as before, and that are none of its own."""
    for module in ("neighbours", "components", "part", "store"):
        monkeypatch.setattr(f"onrecord.claims.{module}.MOST", 2)
    readings = by_chance(3, 20)
    add(record, readings)
    brought(record)
    pairs = "SELECT first_id, second_id FROM judged_pairs ORDER BY first_id, second_id"
    for n, reading in enumerate([r for r in readings if r.attributions][:6]):
        loud = tuple(
            msgspec.structs.replace(a, content=Excerpt(a.content.text.upper(), a.content.spans)) for a in reading.attributions if a.content
        )
        article = msgspec.structs.replace(reading.article, id=f"loud{n}", published="2026-02-01", text=f"{reading.article.text} {n}.")
        record.add(Reading(article, loud))
        found = brought(record)
        there = set(record.database.rows(pairs))
        rebuild(record.database, judging=judging)
        assert state(record.database) == found
        assert set(record.database.rows(pairs)) <= there


def test_what_is_made_anew_meanwhile_is_not_taken_for_done(record: Record) -> None:
    add(record, by_chance(1))
    brought(record)
    add(record, [replaced(by_chance(1)[0])])
    before, last = reached(record.database), newest(record.database)
    with record.database.writing():
        store._clear(record.database)  # another process rebuilds, and has just begun
    reach(record.database, before, last)
    assert behind(record.database) == 12


def test_who_is_another_speaker_now_has_what_he_says_looked_at(record: Record) -> None:
    add(record, by_chance(2))
    brought(record)
    one, other = (next(record.speakers.find(name)).id for name in ("Ana Ruiz", "Marit Holvar"))
    record.speakers.merge(one, other)
    store._follow_speakers(record.database)
    touched = {int(r[0]) for r in record.database.rows("SELECT id FROM contents WHERE state = 2")}
    rows = record.database.rows(
        "SELECT DISTINCT u.content_id FROM utterances u JOIN speakers n ON n.id = u.speaker_id WHERE n.canonical_id <> n.id"
    )
    assert touched == {int(r[0]) for r in rows} != set()
    update(record.database, judging=judging)
    assert record.database.rows("SELECT count(*) FROM speakers WHERE has_moved = 1") == [(0,)]
    found = state(record.database)
    rebuild(record.database, judging=judging)
    assert state(record.database) == found


def of_meaning(reading: Reading) -> Vectors:
    """Vectors of what an article says, by chance, some of them alike."""
    noise = np.random.default_rng(len(reading.article.text))
    centre = np.random.default_rng(1).integers(-90, 90, DIMENSION)
    values = np.array([centre + noise.integers(-30, 30, DIMENSION) for _ in reading.attributions], dtype=np.int8).reshape(-1, DIMENSION)
    return Vectors(maker(), tuple(a.id for a in reading.attributions), values)


CELLS = (
    "SELECT code, content_id, vector, words FROM content_cells ORDER BY code, content_id",
    "SELECT p.code, p.content_id, c.vector, c.words FROM content_places p JOIN contents c ON c.id = p.content_id "
    "WHERE p.number = 0 ORDER BY p.code, p.content_id",
)


@pytest.mark.parametrize("at_once", [True, False])
def test_what_stands_in_cells_is_what_contents_are(record: Record, at_once: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is new is compared with what is written there."""
    monkeypatch.setattr(store, "_MANY", 0 if at_once else 10_000)
    readings = by_chance(6, 20)
    for reading in readings:
        record.add(reading, vectors=of_meaning(reading))
    update(record.database, judging=judging)
    for reading in readings[:5]:
        record.add(replaced(reading))
    update(record.database, judging=judging)
    one, other = (record.database.rows(sql) for sql in CELLS)
    assert one == other != []
