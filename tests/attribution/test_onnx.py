import json
import shutil
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from onrecord import WeightsError
from onrecord.attribution.onnx import OnnxNetwork

SHIPPED = Path(str(files("onrecord") / "weights"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "weights"))


@pytest.mark.parametrize("name", ["encoder.onnx", "tagger.onnx", "tokenizer.json", "settings.json"])
@pytest.mark.parametrize("damage", ["missing", "cut off"])
def test_a_damaged_installation_is_named(folder: Path, name: str, damage: str) -> None:
    path = folder / name
    data = path.read_bytes()
    path.unlink()
    if damage == "cut off":
        path.write_bytes(data[: len(data) // 2])
    with pytest.raises(WeightsError, match="install onrecord again"):
        OnnxNetwork(folder)


@pytest.mark.parametrize("key", ["reach", "transitions", "calibration"])
def test_settings_that_lack_something_are_named(folder: Path, key: str) -> None:
    settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
    del settings[key]
    (folder / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
    with pytest.raises(WeightsError):
        OnnxNetwork(folder)


def test_scores_of_an_anchor_depend_on_the_anchor() -> None:
    network = OnnxNetwork(SHIPPED)
    ids = np.array([[101, 2002, 2056, 2027, 2681, 102]])
    scores, projected, layers = network.encode(ids, np.zeros((1, 6, 3), np.int64), np.array([1]), np.array([[1, 2, 3, 4]]))
    emissions = network.tag(projected, np.array([1, 3]))
    assert scores.shape == (4,)
    assert layers.shape == (1, 6, 3 * 384)
    assert emissions.shape == (2, 4, 7)
    assert not np.allclose(emissions[0], emissions[1])


def test_the_weights_keep_to_their_budget() -> None:
    assert sum(p.stat().st_size for p in SHIPPED.iterdir()) < 60_000_000
