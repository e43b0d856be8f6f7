"""The shipped network, run with onnxruntime."""

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from onrecord.attribution.confidence import Calibration
from onrecord.attribution.network import Floats, Ints
from onrecord.attribution.runtime import onnxruntime
from onrecord.errors import WeightsError

_FURTHEST = 100_000
# On processors, the fused operator takes eight times as long as the two that it is made of.
_SLOW = ["SkipLayerNormFusion"]


def session_options(threads: int) -> dict[str, Any]:
    """How graphs are run: on few threads, quietly, without fusions that do not pay."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return {"sess_options": options, "disabled_optimizers": _SLOW}


class OnnxNetwork:
    """Encoder and tagger as ONNX graphs; safe to share between threads.

    Args:
        folder: Where `encoder.onnx`, `tagger.onnx`, `tokenizer.json` and `settings.json` lie.
        threads: Threads for one window.

    Attributes:
        tokenizer: Cuts words into the pieces that the encoder knows.
        calibration: Turns the network's evidence into a probability.

    Raises:
        WeightsError: A file is missing or damaged.
    """

    def __init__(self, folder: Path, threads: int = 1) -> None:
        try:
            settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
            self._encoder, self._tagger = (
                onnxruntime.InferenceSession(folder / f"{name}.onnx", providers=["CPUExecutionProvider"], **session_options(threads))
                for name in ("encoder", "tagger")
            )
            self._transitions = np.array(settings["transitions"], dtype=np.float32)
            self._buckets = _buckets(settings["reach"])
            self.tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            fitted = settings["calibration"]
            self.calibration = Calibration(tuple(fitted["weights"]), fitted["bias"])
        except Exception as error:  # onnxruntime and tokenizers raise kinds of their own for damaged files, none of them public
            raise WeightsError(f"{folder}: the model cannot be loaded ({type(error).__name__}); install onrecord again") from error

    @property
    def transitions(self) -> Floats:
        """Scores from label to label, [labels, labels]."""
        return self._transitions

    def encode(self, ids: Ints, features: Ints, habit: Ints, first: Ints) -> tuple[Floats, Floats, Floats]:
        """Read one window (see `onrecord.attribution.network.Network`)."""
        given = {"ids": ids, "features": features, "habit": habit, "first": first}
        scores, projected, layers = self._encoder.run(["scores", "projected", "layers"], given)
        return scores, projected, layers

    def tag(self, projected: Floats, anchors: Ints) -> Floats:
        """Emissions for anchors of a window (see `onrecord.attribution.network.Network`)."""
        distance = np.arange(len(projected))[None] - anchors[:, None]
        buckets = self._buckets[np.clip(distance, -_FURTHEST, _FURTHEST) + _FURTHEST]
        emissions: Floats = self._tagger.run(None, {"projected": projected, "anchors": anchors, "buckets": buckets})[0]
        return emissions


def _buckets(reach: int) -> Ints:
    """Distance buckets: exact up to 8 words, then logarithmic up to 256, to each side."""
    n = np.arange(_FURTHEST + 1)
    far = 8 + (np.log(np.maximum(n, 1) / 8) / np.log(256 / 8) * (reach - 8)).astype(np.int64)
    side = np.where(n < 8, n, np.minimum(far, reach))
    return np.concatenate([reach - side[:0:-1], reach + side]).astype(np.int64)


@cache
def shipped(threads: int = 1) -> OnnxNetwork:
    """The network that comes with the package, with its tokenizer and calibration."""
    return OnnxNetwork(Path(str(files("onrecord") / "weights")), threads)
