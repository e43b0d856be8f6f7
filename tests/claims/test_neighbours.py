import random
from collections.abc import Callable

import numpy as np
import pytest

from onrecord.claims import neighbours
from onrecord.claims.candidates import ORDERS, Features, Order, features
from onrecord.claims.likeness import Known
from onrecord.claims.neighbours import MOST, Neighbourhood, all_nearest
from tests.claims.nearby import Memory, corpus


@pytest.fixture(params=[False, True], ids=["as shipped", "short reach"])
def reach(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a short reach, contents push one another out of it all the time."""
    if request.param:
        short = tuple(Order(o.number, 2, o.shift) for o in ORDERS)
        monkeypatch.setattr(neighbours, "ORDERS", short)


@pytest.mark.parametrize("seed", range(6))
def test_one_by_one_in_any_order_gives_what_all_at_once_gives(reach: None, seed: int) -> None:
    contents = corpus(seed, 90)
    found = []
    for shuffle in range(2):
        table = Memory()
        kept = Neighbourhood(table)
        random.Random(shuffle).shuffle(contents)
        for c in contents:
            kept.add(c)
        assert table.near_now == table.at_once()
        found.append(table.near_now)
    assert found[0] == found[1]
    assert any(found[0].values())


@pytest.mark.parametrize("seed", range(6))
def test_what_is_removed_leaves_no_trace(reach: None, seed: int) -> None:
    contents, chance = corpus(seed, 90), random.Random(seed)
    table = Memory()
    kept = Neighbourhood(table)
    for c in contents:
        kept.add(c)
    gone = chance.sample(contents, 40)
    for c in gone:
        kept.remove(c.id)
        assert all(n.id != c.id for near in table.kept.values() for n in near)
    assert table.near_now == table.at_once()
    for c in gone[:20]:
        kept.add(c)
    assert table.near_now == table.at_once()


@pytest.mark.parametrize(("most", "spare"), [(2, 0), (2, 1), (3, 4), (1, 2)])
@pytest.mark.parametrize("seed", range(3))
def test_what_is_known_beyond_the_neighbours_changes_nothing(
    reach: None, seed: int, most: int, spare: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(neighbours, "MOST", most)
    monkeypatch.setattr(neighbours, "SPARE", spare)
    contents, chance = corpus(seed, 90), random.Random(seed)
    table, there = Memory(), list[Features]()
    kept = Neighbourhood(table)
    for n in range(250):
        if contents and (not there or chance.random() < (0.7 if n < 120 else 0.4)):
            there.append(contents.pop(chance.randrange(len(contents))))
            kept.add(there[-1])
        else:
            contents.append(there.pop(chance.randrange(len(there))))
            kept.remove(contents[-1].id)
        if n % 10 == 9:
            assert table.near_now == table.at_once()
            assert max(map(len, table.kept.values()), default=0) <= most + spare
            monkeypatch.setattr(neighbours, "MOST", most + spare)
            whole = table.at_once()
            monkeypatch.setattr(neighbours, "MOST", most)
            assert all(known == whole[id][: len(known)] for id, known in table.kept.items())


def test_with_some_to_spare_all_within_reach_is_rarely_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    short = tuple(Order(o.number, 4, o.shift) for o in ORDERS)
    monkeypatch.setattr(neighbours, "ORDERS", short)
    monkeypatch.setattr(neighbours, "MOST", 4)
    looks: list[int] = []
    monkeypatch.setattr(Neighbourhood, "_look_again", _counting(Neighbourhood._look_again, looks))
    several = []
    for spare in (0, 6):
        monkeypatch.setattr(neighbours, "SPARE", spare)
        kept = Neighbourhood(Memory())
        looks.clear()
        for c in corpus(4, 300):
            kept.add(c)
        several.append(len(looks))
    assert several[1] < several[0] / 3


def _counting(real: Callable[[Neighbourhood, int], None], calls: list[int]) -> Callable[[Neighbourhood, int], None]:
    def counted(self: Neighbourhood, id: int) -> None:
        calls.append(id)
        real(self, id)

    return counted


def test_it_says_whose_neighbours_are_others_now(reach: None) -> None:
    contents, table = corpus(9, 80), Memory()
    kept = Neighbourhood(table)
    for c in contents:
        before = table.near_now
        changed = kept.add(c)
        assert changed >= {i for i, near in table.near_now.items() if near != before.get(i)}
        assert c.id in changed
    for c in contents[:30]:
        before = table.near_now
        changed = kept.remove(c.id)
        assert changed >= {i for i, near in table.near_now.items() if near != before[i]}


def test_a_content_has_few_neighbours_however_many_are_like_it() -> None:
    rng = np.random.default_rng(1)
    base = rng.integers(-100, 100, 256)
    vectors = np.clip(base + rng.integers(-9, 9, (3000, 256)), -127, 127).astype(np.int8)
    contents = [features(f"statement number {i} of the bridge", v) for i, v in enumerate(vectors)]
    near = all_nearest(Known.of(contents), [c.places for c in contents])
    assert {len(n) for n in near} == {MOST}
    assert all(n.id != c.id for c, them in zip(contents, near, strict=True) for n in them)


def test_nobody_is_near_a_content_without_words_or_meaning() -> None:
    contents = [features("", None), features("…", None), *corpus(3, 30)]
    contents = list({c.id: c for c in contents}.values())
    near = all_nearest(Known.of(contents), [c.places for c in contents])
    assert near[0] == ()
    assert all_nearest(Known.of([]), []) == []
