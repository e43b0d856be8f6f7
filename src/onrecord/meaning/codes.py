"""Small forms of unit vectors: a byte for each number, and a bit for each sign.

The bytes keep cosines to a thousandth or two; the signs are for looking through very many at once, as in Charikar (2002): the more signs
two vectors share, the smaller the angle between them.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

__all__ = ["DIMENSION", "Bytes", "Floats", "Signs", "differing", "quantised", "signs", "similarities"]

DIMENSION = 256
"""Numbers of a vector."""

Floats = NDArray[np.float32]
Bytes = NDArray[np.int8]
Signs = NDArray[np.uint64]

_CHUNK = 16_384
_BITS = np.array([n.bit_count() for n in range(1 << 16)], dtype=np.uint8)


def quantised(vectors: Floats) -> Bytes:
    """Vectors [n, 256] in whole numbers from -127 to 127, each as long as that allows; only their directions are kept."""
    largest = np.abs(vectors).max(axis=1, keepdims=True, initial=1e-9)
    whole: Bytes = np.rint(vectors * (127 / largest)).astype(np.int8)
    return whole


def similarities(query: Floats, vectors: Bytes) -> Floats:
    """Cosine of a unit vector [256] and each of some quantised ones [n, 256]; 0 for those without any length."""
    out = np.empty(len(vectors), dtype=np.float32)
    for low in range(0, len(vectors), _CHUNK):  # as floats they are four times as large
        chunk = vectors[low : low + _CHUNK].astype(np.float32)
        length = np.sqrt(np.einsum("ij,ij->i", chunk, chunk))
        out[low : low + _CHUNK] = chunk @ query / np.maximum(length, 1)
    return out


def signs(vectors: Floats | Bytes) -> Signs:
    """The signs of vectors [n, 256], a bit each, [n, 4]."""
    return np.packbits(vectors > 0, axis=1, bitorder="little").view("<u8").astype(np.uint64)


def differing(query: Signs, codes: Signs) -> NDArray[np.uint16]:
    """How many signs of one vector [4] are other than those of each of some [n, 4]."""
    out = np.empty(len(codes), dtype=np.uint16)
    for low in range(0, len(codes), _CHUNK):  # so that it stays in the processor's cache
        four = _count(codes[low : low + _CHUNK] ^ query).view(np.uint32)[:, 0]  # of each word a byte, which are added up side by side
        two = (four & 0x00FF00FF) + (four >> 8 & 0x00FF00FF)
        out[low : low + _CHUNK] = (two & 0xFFFF) + (two >> 16)
    return out


def _by_table(words: Signs) -> NDArray[np.uint8]:
    """Bits that are set in each of some words, for versions of numpy that cannot count them."""
    counted: NDArray[np.uint8] = _BITS[words.view(np.uint16)].reshape(*words.shape, 4).sum(axis=-1, dtype=np.uint8)
    return counted


_count: Callable[[Signs], NDArray[np.uint8]] = getattr(np, "bitwise_count", _by_table)
