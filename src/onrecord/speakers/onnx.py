"""The shipped network for speakers, run with onnxruntime."""

from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np

from onrecord.attribution.network import Floats, Ints
from onrecord.attribution.onnx import session_options
from onrecord.attribution.runtime import onnxruntime
from onrecord.errors import WeightsError
from onrecord.speakers.network import MentionsSeen, WordsSeen

_WIDTH = 384
"""Of one layer; the network here goes on from the last of those that are shown."""


class OnnxSpeakers:
    """Three ONNX graphs; safe to share between threads.

    Args:
        folder: Where `speakers.onnx`, `mentions.onnx` and `pairs.onnx` lie.
        threads: Threads for one window.

    Raises:
        WeightsError: A file is missing or damaged.
    """

    def __init__(self, folder: Path, threads: int = 1) -> None:
        try:
            self._words, self._mentions, self._pairs = (
                onnxruntime.InferenceSession(folder / f"{name}.onnx", providers=["CPUExecutionProvider"], **session_options(threads))
                for name in ("speakers", "mentions", "pairs")
            )
        except Exception as error:  # onnxruntime raises kinds of its own for damaged files, none of them public
            raise WeightsError(f"{folder}: the model cannot be loaded ({type(error).__name__}); install onrecord again") from error

    def words(self, layers: Floats, first: Ints) -> WordsSeen:
        """Read one window (see `onrecord.speakers.network.SpeakerNetwork`)."""
        middle = np.ascontiguousarray(layers[..., -_WIDTH:])
        return WordsSeen(*self._words.run(["names", "edges", "parts"], {"middle": middle, "first": first}))

    def mentions(self, parts: Floats) -> MentionsSeen:
        """Make mentions of words (see `onrecord.speakers.network.SpeakerNetwork`)."""
        vectors, kinds, likely, alone = self._mentions.run(["vectors", "kinds", "likely", "alone"], {"parts": parts})
        return MentionsSeen(vectors, kinds, likely[:, 0], alone[:, 0])

    def pairs(self, vectors: Floats, anaphor: Ints, antecedent: Ints, distance: Ints, features: Floats) -> Floats:
        """Score pairs (see `onrecord.speakers.network.SpeakerNetwork`)."""
        given = {"vectors": vectors, "anaphor": anaphor, "antecedent": antecedent, "distance": distance, "features": features}
        scores: Floats = self._pairs.run(None, given)[0]
        return scores


@cache
def shipped(threads: int = 1) -> OnnxSpeakers:
    """The network that comes with the package."""
    return OnnxSpeakers(Path(str(files("onrecord") / "weights")), threads)
