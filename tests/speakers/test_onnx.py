import shutil
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from onrecord.errors import WeightsError
from onrecord.speakers.network import KINDS
from onrecord.speakers.onnx import OnnxSpeakers
from onrecord.speakers.pairs import FEATURES

SHIPPED = Path(str(files("onrecord") / "weights"))


def test_a_window_gives_names_edges_and_parts_of_mentions() -> None:
    network = OnnxSpeakers(SHIPPED)
    seen = network.words(np.random.default_rng(1).normal(size=(1, 6, 384)).astype(np.float32), np.array([[1, 2, 4]]))
    assert (seen.names.shape, seen.edges.shape, seen.parts.shape) == ((3, 9), (3, 2), (3, 768))
    made = network.mentions(seen.parts)
    assert made.vectors.shape == (3, 256)
    assert made.kinds.shape == (3, len(KINDS))
    assert made.likely.shape == made.alone.shape == (3,)


def test_the_score_of_a_pair_depends_on_what_the_surface_says() -> None:
    network = OnnxSpeakers(SHIPPED)
    vectors = np.zeros((2, 256), np.float32)
    pairs = np.array([1, 1]), np.array([0, 0]), np.array([0, 0])
    features = np.zeros((2, FEATURES), np.float32)
    features[1, :3] = 1
    plain, same = network.pairs(vectors, *pairs, features)
    assert plain != same


def test_missing_and_damaged_weights_are_told_in_one_line(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="install onrecord again"):
        OnnxSpeakers(tmp_path)
    for name in ("speakers", "mentions", "pairs"):
        shutil.copy(SHIPPED / f"{name}.onnx", tmp_path)
    (tmp_path / "pairs.onnx").write_bytes(b"nothing")
    with pytest.raises(WeightsError, match="cannot be loaded"):
        OnnxSpeakers(tmp_path)
