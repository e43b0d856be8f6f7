import numpy as np
import pytest

from onrecord.claims.candidates import features
from onrecord.claims.likeness import Known, Told, alike_ones, around, scores
from tests.claims.nearby import corpus


def test_alike_in_meaning_or_in_words() -> None:
    v = np.full(256, 100, dtype=np.int8)
    w = v * np.where(np.arange(256) % 2, 1, -1).astype(np.int8)
    a, b = features("the bridge will be closed on Monday", v), features("officials shut the crossing", v)
    c = features("the bridge will be closed", w)
    found = scores(Known.of([a]), Known.of([a, b, c]))[0].tolist()
    assert found[0] == 1000
    assert found[1] == 500
    assert 0 < scores(Known.of([a]), Known.of([features("closed bridge Monday", w)]))[0, 0] <= 500
    assert scores(Known.of([b]), Known.of([c]))[0, 0] == 0


@pytest.mark.parametrize("seed", range(4))
def test_one_by_one_contents_are_as_alike_as_all_together(seed: int) -> None:
    contents = corpus(seed, 60)
    together = scores(Known.of(contents), Known.of(contents))
    told: list[Told] = [(c.id, c.vector.tobytes(), c.words.tobytes()) for c in contents]
    wanted = {told[n][0]: int(together[0, n]) for n in range(1, len(told)) if together[0, n]}
    assert wanted
    assert alike_ones(told[0], told[1:]) == wanted
    pairs = {(told[a][0], told[b][0]): int(together[a, b]) for a in range(1, len(told)) for b in range(1, a)}
    found, between = around(told[0], {t[0]: t for t in told[1:]}, pairs)
    assert found == wanted
    assert {(a, b): score for a, b, score in between} == {pair: score for pair, score in pairs.items() if score}


def test_nothing_is_alike_where_there_is_nothing_else() -> None:
    (one,) = corpus(1, 1)
    told = (one.id, one.vector.tobytes(), one.words.tobytes())
    assert alike_ones(told, []) == {}
    assert around(told, {}, []) == ({}, [])
