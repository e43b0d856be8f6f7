"""The head that makes one vector of the words of a content (attention pooling with several heads; Lin et al. 2017)."""

import hashlib
import io
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.attribution.network import Floats
from onrecord.errors import WeightsError
from onrecord.meaning.codes import DIMENSION

__all__ = ["Halves", "Head", "WordsMeant", "shipped"]

Halves = NDArray[np.float16]
_WIDTH = 1152
_NAMES = ("key", "key_bias", "value", "value_bias", "out", "out_bias")


@dataclass(frozen=True, slots=True)
class WordsMeant:
    """What words bring to the vector of a content that they stand in.

    Attributes:
        keys: How much each counts, by head, [words, heads]; log-odds.
        values: What it says, [words, values]; each head has columns of its own, side by side.
    """

    keys: Halves
    values: Halves

    def __getitem__(self, rows: slice) -> "WordsMeant":
        return WordsMeant(self.keys[rows], self.values[rows])


class Head:
    """Three matrices, as `training/` makes them: ``key``, ``value`` and ``out``, and a bias of each.

    Args:
        path: The file, as `numpy.savez` writes it.

    Attributes:
        maker: What is the same for vectors that can be compared: a hash of the weights.

    Raises:
        WeightsError: The file is missing or damaged.
    """

    def __init__(self, path: Path) -> None:
        try:
            raw = path.read_bytes()
            with np.load(io.BytesIO(raw), allow_pickle=False) as file:
                weights = [np.ascontiguousarray(file[name], dtype=np.float32) for name in _NAMES]
        except FileNotFoundError:
            raise WeightsError(f"{path}: the model for the meaning of texts is missing; install onrecord again") from None
        except Exception as error:  # numpy and zipfile raise many kinds for damaged files
            raise WeightsError(f"{path}: the model cannot be loaded ({type(error).__name__}); install onrecord again") from error
        key, key_bias, value, value_bias, self._out, self._out_bias = weights
        heads, values = len(key_bias), len(value_bias)
        shapes = [(_WIDTH, heads), (heads,), (_WIDTH, values), (values,), (values, DIMENSION), (DIMENSION,)]
        if [w.shape for w in weights] != shapes or not heads or values % heads:
            raise WeightsError(f"{path}: the model has matrices of a wrong shape; install onrecord again")
        self._heads = heads
        self._both = np.concatenate([key, value], axis=1)
        self._bias = np.concatenate([key_bias, value_bias])
        self.maker = hashlib.sha256(raw).hexdigest()[:16]

    def words(self, layers: Floats) -> WordsMeant:
        """What words bring, from what the layers make of their first pieces [words, 3 × 384]."""
        both = layers @ self._both + self._bias
        return WordsMeant(both[:, : self._heads].astype(np.float16), _gelu(both[:, self._heads :]).astype(np.float16))

    def pool(self, words: WordsMeant) -> Floats:
        """The unit vector [256] of a content, from its words, of which there is at least one."""
        keys = words.keys.astype(np.float32)
        weights = np.exp(keys - keys.max(axis=0))
        weights /= weights.sum(axis=0)
        values = words.values.astype(np.float32).reshape(len(keys), self._heads, -1)
        vector = np.einsum("wh,whv->hv", weights, values).ravel() @ self._out + self._out_bias
        length = float(np.linalg.norm(vector))
        unit: Floats = vector / length if length > 0 else vector
        return unit


def _gelu(x: Floats) -> Floats:
    """The Gaussian error linear unit, by its formula with tanh (Hendrycks and Gimpel 2016), which is within 0.001 of it."""
    inner = x * x
    inner *= np.float32(0.044715 * 0.7978845608)
    inner += np.float32(0.7978845608)
    inner *= x
    np.tanh(inner, out=inner)
    inner += 1
    inner *= x
    inner *= np.float32(0.5)
    return inner


@cache
def shipped() -> Head:
    """The head that comes with the package."""
    return Head(Path(str(files("onrecord") / "weights" / "meaning.npz")))
