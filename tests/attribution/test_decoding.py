import itertools

import numpy as np
import pytest

from onrecord.attribution.decoding import LABELS, decode, runs

ALLOWED = [(a, b) for a, b in itertools.product(range(7), range(7)) if b % 2 or b == 0 or a in (b, b - 1)]


def enumerate_all(emissions: np.ndarray, transitions: np.ndarray) -> dict[tuple[int, ...], float]:
    paths = {}
    for path in itertools.product(range(7), repeat=len(emissions)):
        if path[0] in (2, 4, 6) or any(p not in ALLOWED for p in itertools.pairwise(path)):
            continue
        score = sum(emissions[i, y] for i, y in enumerate(path)) + sum(transitions[p] for p in itertools.pairwise(path))
        paths[path] = float(np.exp(score))
    return paths


@pytest.mark.parametrize("seed", range(3))
def test_best_path_and_probabilities_agree_with_enumeration(seed: int) -> None:
    rng = np.random.default_rng(seed)
    emissions, transitions = rng.normal(size=(4, 7)).astype(np.float32) * 2, rng.normal(size=(7, 7)).astype(np.float32)
    paths = enumerate_all(emissions, transitions)
    total = sum(paths.values())
    best = max(paths, key=paths.__getitem__)
    result = decode(emissions[None], transitions)
    assert tuple(result.labels[0]) == best
    assert result.sequence[0] == pytest.approx(paths[best] / total, rel=1e-3)
    marginals = np.zeros((4, 7))
    for path, p in paths.items():
        marginals[np.arange(4), list(path)] += p / total
    np.testing.assert_allclose(result.marginals[0], marginals, atol=1e-3)


def test_nothing_to_decode() -> None:
    assert decode(np.zeros((0, 5, 7), np.float32), np.zeros((7, 7), np.float32)).labels.shape == (0, 5)


def test_runs_of_a_role() -> None:
    labels = np.array([LABELS.index(x) for x in ("B-content", "I-content", "O", "B-content", "B-content", "B-source")], dtype=np.int8)
    assert runs(labels, 5) == [(0, 2), (3, 4), (4, 5)]
    assert runs(labels, 1) == [(5, 6)]
    assert runs(labels, 3) == []


def test_a_shorter_row_is_read_as_if_it_were_alone() -> None:
    rng = np.random.default_rng(7)
    emissions, transitions = rng.normal(size=(2, 9, 7)).astype(np.float32) * 2, rng.normal(size=(7, 7)).astype(np.float32)
    together, alone = decode(emissions, transitions, np.array([9, 5])), decode(emissions[1:, :5], transitions)
    assert together.labels[1].tolist() == [*alone.labels[0].tolist(), 0, 0, 0, 0]
    np.testing.assert_allclose(together.marginals[1, :5], alone.marginals[0], atol=1e-4)
    assert together.sequence[1] == pytest.approx(alone.sequence[0], rel=1e-3)


def test_the_word_of_the_anchor_begins_a_cue_or_the_content() -> None:
    rng = np.random.default_rng(3)
    emissions, transitions = rng.normal(size=(1, 4, 7)).astype(np.float32), rng.normal(size=(7, 7)).astype(np.float32)
    emissions[0, 2, 0] += 4
    emissions[0, :, 1] -= 9  # no source
    paths = enumerate_all(emissions[0], transitions)
    free, bound = decode(emissions, transitions), decode(emissions, transitions, anchors=np.array([2]))
    assert LABELS[free.labels[0, 2]] == "O"
    allowed = {p: v for p, v in paths.items() if LABELS[p[2]] in ("B-cue", "B-content")}
    assert tuple(bound.labels[0]) == max(allowed, key=allowed.__getitem__)
    assert bound.sequence[0] == pytest.approx(max(allowed.values()) / sum(paths.values()), rel=1e-3)


def test_a_likely_source_is_put_in_though_its_words_are_in_doubt() -> None:
    emissions = np.full((1, 3, 7), -20, np.float32)
    emissions[0, :, 0] = 0
    emissions[0, 2, 0], emissions[0, 2, 3] = -20, 0
    emissions[0, :2, 1] = -0.3  # either word may be the source: likelier together than none, less likely each
    assert LABELS.index("B-source") in decode(emissions, np.zeros((7, 7), np.float32)).labels[0]
    emissions[0, :2, 1] = -5
    assert LABELS.index("B-source") not in decode(emissions, np.zeros((7, 7), np.float32)).labels[0]
