"""What the network marks in two reports of one statement: the words by which the later one says something else.

A comparison of words (`onrecord.claims.comparing`) knows what it has rules and lists for. The network has learned from invented pairs of
reports which words change what is said, and which only say it otherwise; `onrecord.claims.remarking` weighs both. It goes on from the lower
layers of the network that says how two contents relate, and answers for an order of the two; asked is in both.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from onrecord.attribution.onnx import session_options
from onrecord.attribution.runtime import onnxruntime
from onrecord.claims import network
from onrecord.errors import WeightsError

__all__ = ["KINDS", "LONGEST", "Changing", "Mark", "Marks", "marks", "shipped"]

KINDS = ("negation", "number", "date", "name", "modality", "hedge", "condition", "other")
"""What the network tells apart, in the order of its answers after "none of these"."""

LONGEST = 90
"""Word pieces of either report that it has learned to read; of what follows it says nothing."""

_KEPT = 4_096
"""Pairs of reports whose marks are kept in memory, so that a page that is looked at again is made at once."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Mark:
    """What the network makes of one word piece.

    Attributes:
        start: Offset of its first character in the report.
        end: Offset after its last.
        sure: The probability that it belongs to a change after which something else is said.
        kinds: That of each of `KINDS`.
    """

    start: int
    end: int
    sure: float
    kinds: tuple[float, ...]


Marks = tuple[tuple[Mark, ...], tuple[Mark, ...]]
"""The pieces of the earlier report, and those of the later one."""


class Changing:
    """The network as an ONNX graph; safe to share between threads.

    Args:
        folder: Where `changes.onnx` lies.
        lower: The network from whose lower layers it goes on.
        threads: Threads for one pair.

    Raises:
        WeightsError: The file is missing or damaged.
    """

    def __init__(self, folder: Path, lower: network.Relating, threads: int = 1) -> None:
        try:
            self._session = onnxruntime.InferenceSession(
                folder / "changes.onnx", providers=["CPUExecutionProvider"], **session_options(threads)
            )
        except Exception as error:  # onnxruntime raises kinds of its own for damaged files, none of them public
            raise WeightsError(f"{folder}: the model cannot be loaded ({type(error).__name__}); install onrecord again") from error
        self._lower = lower

    def marks(self, before: str, after: str) -> Marks:
        """What it marks in two reports.

        Args:
            before: The content of the earlier report.
            after: That of the later one.
        """
        forth, back = self._read(before, after), self._read(after, before)[::-1]
        one, other = (tuple(map(_mean, x, y)) for x, y in zip(forth, back, strict=True))
        return one, other

    def _read(self, first: str, second: str) -> tuple[list[Mark], list[Mark]]:
        states, places = self._lower.states(first, second, LONGEST)
        (kinds,) = self._session.run(["kinds"], {"states": states})
        out: tuple[list[Mark], list[Mark]] = ([], [])
        for place, said in zip(places, kinds[0].tolist(), strict=True):
            if place is not None:
                side, start, end = place
                out[side].append(Mark(start, end, 1 - said[0], tuple(said[1:])))
        return out


def _mean(x: Mark, y: Mark) -> Mark:
    return Mark(x.start, x.end, (x.sure + y.sure) / 2, tuple((p + q) / 2 for p, q in zip(x.kinds, y.kinds, strict=True)))


def marks(pairs: Sequence[tuple[str, str]]) -> list[Marks]:
    """What the network that ships with the package marks in pairs of reports.

    Args:
        pairs: The contents of an earlier report and of a later one.

    Raises:
        WeightsError: The network is missing or damaged.
    """
    return [_marks(before, after) for before, after in pairs]


@lru_cache(maxsize=_KEPT)
def _marks(before: str, after: str) -> Marks:
    return shipped().marks(before, after)


@cache
def shipped(threads: int = 1) -> Changing:
    """The network that comes with the package."""
    return Changing(Path(str(files("onrecord") / "weights")), network.shipped(threads), threads)
