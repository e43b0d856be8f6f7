from pathlib import Path

import numpy as np
import pytest

from onrecord.errors import WeightsError
from onrecord.meaning.codes import DIMENSION, Floats
from onrecord.meaning.head import Head

RNG = np.random.default_rng(11)


def weights(heads: int = 4, values: int = 24) -> dict[str, Floats]:
    shapes = {"key": (1152, heads), "key_bias": (heads,), "value": (1152, values), "value_bias": (values,)}
    shapes |= {"out": (values, DIMENSION), "out_bias": (DIMENSION,)}
    return {name: (RNG.standard_normal(shape) * 0.1).astype(np.float32) for name, shape in shapes.items()}


def saved(path: Path, given: dict[str, Floats]) -> Path:
    np.savez(path, **given)  # type: ignore[arg-type]
    return path


def by_the_book(w: dict[str, Floats], layers: Floats) -> Floats:
    """The same by its definition, a head at a time."""
    keys = layers @ w["key"] + w["key_bias"]
    values = layers @ w["value"] + w["value_bias"]
    values = values / 2 * (1 + np.tanh(np.sqrt(2 / np.pi) * (values + 0.044715 * values**3)))
    heads, each = keys.shape[1], values.shape[1] // keys.shape[1]
    pooled = []
    for h in range(heads):
        weight = np.exp(keys[:, h]) / np.exp(keys[:, h]).sum()
        pooled.append(weight @ values[:, h * each : (h + 1) * each])
    vector = np.concatenate(pooled) @ w["out"] + w["out_bias"]
    unit: Floats = vector / np.linalg.norm(vector)
    return unit


@pytest.mark.parametrize(("heads", "values"), [(1, 8), (4, 24), (8, 256)])
def test_a_vector_is_what_its_definition_says(tmp_path: Path, heads: int, values: int) -> None:
    given = weights(heads, values)
    head = Head(saved(tmp_path / "w.npz", given))
    layers = RNG.standard_normal((9, 1152)).astype(np.float32)
    vector = head.pool(head.words(layers))
    assert np.abs(vector - by_the_book(given, layers)).max() < 2e-3
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-5)


def test_the_order_of_words_does_not_matter_and_their_number_does_not_make_it_longer(tmp_path: Path) -> None:
    head = Head(saved(tmp_path / "w.npz", weights()))
    layers = RNG.standard_normal((9, 1152)).astype(np.float32)
    once = head.pool(head.words(layers))
    assert head.pool(head.words(np.concatenate([layers[::-1], layers]))) == pytest.approx(once, abs=1e-4)


def test_very_large_keys_do_not_overflow(tmp_path: Path) -> None:
    given = weights()
    given["key"] *= 1000
    head = Head(saved(tmp_path / "w.npz", given))
    assert np.isfinite(head.pool(head.words(RNG.standard_normal((3, 1152)).astype(np.float32)))).all()


def test_other_weights_have_another_maker(tmp_path: Path) -> None:
    given = weights()
    same = {Head(saved(tmp_path / f"{n}.npz", given)).maker for n in range(2)}
    assert len(same) == 1
    assert Head(saved(tmp_path / "other.npz", weights())).maker not in same


def test_missing_damaged_and_ill_shaped_weights_are_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="is missing; install onrecord again"):
        Head(tmp_path / "none.npz")
    (tmp_path / "broken.npz").write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(WeightsError, match="cannot be loaded"):
        Head(tmp_path / "broken.npz")
    few = weights()
    del few["out"]
    with pytest.raises(WeightsError, match="cannot be loaded"):
        Head(saved(tmp_path / "few.npz", few))
    for name, shape in (("value", (1152, 25)), ("out", (24, 128)), ("key_bias", (3,))):
        with pytest.raises(WeightsError, match="wrong shape"):
            Head(saved(tmp_path / "odd.npz", {**weights(), name: np.zeros(shape, np.float32)}))


def test_nothing_is_unpickled(tmp_path: Path) -> None:
    np.savez(tmp_path / "w.npz", **{**weights(), "out_bias": np.array([{"a": 1}], dtype=object)})  # type: ignore[arg-type]
    with pytest.raises(WeightsError, match="cannot be loaded"):
        Head(tmp_path / "w.npz")
