"""Which contents may say the same: what is noted of each, so that those alike stand next to one another.

A content is known by its normalised text, so that a million identical ones are one. Of each a few *places* are noted: numbers in several
orders, such that contents alike in meaning or words come close to one another in one of them. Contents that are close in an order are
compared (`onrecord.claims.neighbours`); all others never are. Places depend on the content alone, never on what else there is.

By meaning, contents are put into the nearest cells of a fixed codebook (Jégou, Douze and Schmid 2011) and, within a cell, in the order of
the signs of fixed random projections (Charikar 2002). By words, they are put in order of MinHash values (Broder 1997) as in an LSH forest
(Bawa, Condie and Ganesan 2005), and under pairs of their most telling words, by day.
"""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from onrecord.claims.comparing.lists import sections
from onrecord.claims.comparing.stems import stem

__all__ = [
    "DIMENSION",
    "NO_VECTOR",
    "ORDERS",
    "Features",
    "Order",
    "Place",
    "bound_to",
    "cells_of",
    "content_id",
    "features",
    "normalised",
    "scheme",
]

DIMENSION = 256
Bytes = NDArray[np.int8]
Bits = NDArray[np.uint8]
Place = tuple[int, int]
"""An order and where in it; both are integers that a database's hold."""

_LONGEST = 2_000
"""Characters of a content whose words are looked at."""

_MOST_WORDS = 24
_TELLING, _TELLING_BY_SPEAKER = 4, 5
_CELLS = 2
_FEW = 2
_FIRST_PERSON = frozenset(["i", "me", "my", "mine", "myself"])
_MINIMA, _MINHASHES = 3, 3
_WORDS_OF = 1 << 64
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NOT_WORDS = re.compile(r"[\W_]+")
_EPOCH = date(1800, 1, 1).toordinal()
_LAST_DAY = (1 << 17) - 1
NO_VECTOR: Bytes = np.zeros(DIMENSION, dtype=np.int8)

_MULTIPLIERS = tuple(
    int.from_bytes(hashlib.blake2b(bytes([i]), digest_size=8, person=b"minhash").digest(), "big") | 1 for i in range(_MINIMA * _MINHASHES)
)
"""Odd numbers that make other hashes of one (multiply-shift: Dietzfelbinger et al. 1997)."""


@dataclass(frozen=True, slots=True)
class Order:
    """One of the orders of contents.

    Attributes:
        number: By which it is known.
        reach: With how many before it in the order a content is compared, and with how many after it.
        shift: Only contents whose places agree but for this many of the lowest bits are compared.
    """

    number: int
    reach: int
    shift: int


ORDERS = (
    Order(0, 256, 48),  # cell, then signs
    Order(1, 10, 32),  # MinHash values
    Order(2, 10, 32),
    Order(3, 10, 32),
    Order(4, 10, 17),  # two telling words, then day
    Order(5, 16, 17),  # the speaker's last name and a telling word, then day
)


@dataclass(frozen=True, slots=True, eq=False)
class Features:
    """What is noted of a content.

    Attributes:
        id: Number of the content, from its normalised text.
        bound: Whose it is, where it says nothing without that.
        vector: What it means: 256 numbers from -127 to 127, all 0 where that is not known.
        words: Its telling words, one bit each of 256: packed into 32 bytes.
        places: Where it stands in each order; none of a content without words.
    """

    id: int
    bound: str
    vector: Bytes
    words: Bits
    places: tuple[Place, ...]


def scheme() -> str:
    """How features are made; those of two schemes cannot be compared, so a store that holds another one must make them anew."""
    return f"4.{hashlib.sha256(_codebook().tobytes()).hexdigest()[:8]}"


def normalised(text: str) -> str:
    """A content without what makes no difference to what it says: case, marks, blanks, forms of characters."""
    return _NOT_WORDS.sub(" ", unicodedata.normalize("NFKC", text).casefold()).strip()


def bound_to(text: str, speaker: str | None) -> str:
    """The last name of the speaker for a content that says nothing without one, "I will resign" or "It is safe"; else nothing.

    Such contents of two speakers are never the same, whatever their words.

    Args:
        text: The content.
        speaker: The name of who said it.
    """
    words = normalised(text[:_LONGEST]).split()
    whose = not _FIRST_PERSON.isdisjoint(words) or len(_telling(text)) < _FEW
    return (_last_name(speaker) or "?") if whose else ""


def content_id(text: str, bound: str = "") -> int:
    """Number of a content, from 0 up to 2⁶³: the same for all contents with the same normalised text, and bound to the same speaker.

    Args:
        text: The content.
        bound: As `bound_to` says.
    """
    return _hash("content", f"{normalised(text)}\0{bound}")


def features(
    text: str,
    vector: Bytes | None,
    *,
    speaker: str | None = None,
    day: str | None = None,
    cells: Sequence[Place] | None = None,
    bound: str | None = None,
) -> Features:
    """What is noted of a content.

    Args:
        text: The content.
        vector: What it means, as the record keeps it.
        speaker: The name of who said it.
        day: When it was said or published, in ISO 8601.
        cells: What `cells_of` says of the vector, where that was asked for many at once.
        bound: What `bound_to` says, where that was asked before.
    """
    known = vector is not None and bool(np.any(vector))
    telling = _telling(text)
    words = np.zeros(DIMENSION, dtype=np.uint8)
    words[[_word(w) >> 3 & 255 for w in telling]] = 1
    own = np.asarray(vector, dtype=np.int8) if known else NO_VECTOR
    if cells is None:
        (cells,) = cells_of(own[None])
    places = [*cells, *_by_words(telling), *_by_pairs(telling, speaker, _day(day))]
    if bound is None:
        bound = bound_to(text, speaker)
    return Features(content_id(text, bound), bound, own, np.packbits(words, bitorder="little"), tuple(sorted(set(places))))


def _hash(kind: str, text: str, bits: int = 63) -> int:
    raw = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8, person=kind.encode()).digest()
    return int.from_bytes(raw, "big") >> (64 - bits)


@lru_cache(maxsize=100_000)
def _word(stem: str) -> int:
    return _hash("word", stem)


def _telling(text: str) -> tuple[str, ...]:
    return _told(text[:_LONGEST])


@lru_cache(maxsize=256)
def _told(text: str) -> tuple[str, ...]:
    """The stems of the words that tell most of a content: numbers, names and long words first; the most telling first."""
    found: dict[str, int] = {}
    for match in _WORD.finditer(unicodedata.normalize("NFKC", text)):
        word = match[0].replace("’", "'")
        plain = word.casefold().removesuffix("'s")
        if plain in sections("words")["function"] or (len(plain) == 1 and not plain.isdigit()):
            continue
        weight = min(len(plain), 10) + 6 * word[0].isdigit() + 4 * (word[0].isupper() and match.start() > 1)
        root = stem(plain)
        found[root] = max(found.get(root, 0), weight)
    return tuple(sorted(found, key=lambda w: (-found[w], _word(w)))[:_MOST_WORDS])


def _day(day: str | None) -> int:
    try:
        return min(max(date.fromisoformat((day or "")[:10]).toordinal() - _EPOCH, 0), _LAST_DAY)
    except ValueError:
        return _LAST_DAY


@cache
def _projection() -> NDArray[np.float32]:
    """48 directions of -1 and 1, drawn once and for all (from SHAKE-256, so that no library can change them)."""
    raw = hashlib.shake_256(b"onrecord: the order of contents").digest(DIMENSION * 48 // 8)
    bits = np.unpackbits(np.frombuffer(raw, dtype=np.uint8)).reshape(DIMENSION, 48)
    return bits.astype(np.float32) * 2 - 1


@cache
def _codebook() -> NDArray[np.float32]:
    """Centres of cells [cells, 256], each a whole number from -127 to 127."""
    raw = (files("onrecord") / "weights" / "cells.i8").read_bytes()
    return np.frombuffer(raw, dtype=np.int8).reshape(-1, DIMENSION).astype(np.float32)


@cache
def _lengths() -> NDArray[np.float32]:
    """The length of each centre."""
    halves = np.asarray((_codebook() ** 2).sum(axis=1) / 2, dtype=np.float32)
    return np.asarray(np.maximum(np.sqrt(halves * 2), 1), dtype=np.float32)


def cells_of(vectors: Bytes) -> list[list[Place]]:
    """Where contents stand by their meaning: in the nearest cells; nowhere where that is not known.

    All sums are of whole numbers below 2²⁴, which single precision adds exactly in any order, so that it makes no difference how many are
    asked for at once.

    Args:
        vectors: What the contents mean [n, 256].
    """
    own = vectors.astype(np.float32)
    near = (own @ _codebook().T) / _lengths()
    signs = np.packbits((own @ _projection()) > 0, axis=1)
    found: list[list[Place]] = [[] for _ in own]
    there = np.flatnonzero(vectors.any(axis=1))
    for _ in range(_CELLS):
        best = near.argmax(axis=1)  # of equally near ones the first
        near[np.arange(len(near)), best] = -np.inf
        for i in there.tolist():
            found[i].append((0, int(best[i]) << 48 | int.from_bytes(signs[i].tobytes(), "big")))
    return found


def _by_words(telling: Sequence[str]) -> list[Place]:
    """MinHash values: of the first in the upper bits, then of the others."""
    out = []
    hashes = [_word(w) for w in telling]
    if len(telling) > 1:
        for i in range(_MINHASHES):
            least = [min((h * m) % _WORDS_OF >> 43 for h in hashes) for m in _MULTIPLIERS[_MINIMA * i : _MINIMA * (i + 1)]]
            out.append((1 + i, least[0] << 42 | least[1] << 21 | least[2]))
    return out


def _last_name(speaker: str | None) -> str:
    return normalised(speaker or "").rpartition(" ")[2]


def _by_pairs(telling: Sequence[str], speaker: str | None, day: int) -> list[Place]:
    pairs = [(4, f"{a}\0{b}") for a, b in map(sorted, combinations(telling[:_TELLING], 2))]
    if last := _last_name(speaker):
        pairs += [(5, f"{last}\0{w}") for w in telling[:_TELLING_BY_SPEAKER]]
    return [(order, _hash("pair", words, 46) << 17 | day) for order, words in pairs]
