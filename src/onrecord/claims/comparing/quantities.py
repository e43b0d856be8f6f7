"""Numbers as they are written in news: what they are worth, how exactly, and of what unit."""

import math
from dataclasses import dataclass
from typing import Literal

__all__ = ["Dimension", "Number", "agree"]

Dimension = Literal["count", "share", "points", "money", "time", "order", "times", "measure"]
Bound = Literal["exact", "about", "least", "more", "most", "under", "vague"]

_ABOUT = 0.12
_SAME = 1e-9
_ROUGHLY = 0.035
"""How far "12 months" may be from "a year", and 365 days from both."""

_FEW = 13
_LARGE = 10_000
"""From here on a number with zeros at its end is a rounded one."""


@dataclass(frozen=True, slots=True)
class Number:
    """One number of a content.

    Attributes:
        low: The least that it may be.
        high: The most.
        base: The number that is written; of a range its middle.
        bound: How it is meant.
        step: Half the unit of its last digit that is no zero; what rounding may have taken.
        dimension: What is counted in it.
        unit: Currency or unit of measurement, in one form; nothing where none is named.
    """

    low: float
    high: float
    base: float
    bound: Bound
    step: float
    dimension: Dimension
    unit: str = ""

    @property
    def key(self) -> str:
        """Equal for numbers that are written differently but are the same."""
        return f"#{self.dimension}:{self.unit}:{self.low:.6g}:{self.high:.6g}"

    @property
    def stem(self) -> str:
        """Equal for numbers of one size, however exactly they are meant: "up to three billion crowns" and "three billion"."""
        if self.bound == "vague":
            return self.key
        return f"#{self.base:.6g}" if self.dimension in {"count", "money"} else f"#{self.dimension}:{self.unit}:{self.base:.6g}"


def comparable(a: Number, b: Number) -> bool:
    """Whether two numbers are of one sort."""
    alike = a.dimension == b.dimension or {a.dimension, b.dimension} == {"count", "money"}
    return alike and (a.unit == b.unit or not (a.unit and b.unit))


def agree(a: Number, b: Number) -> Literal["same", "nearly", "possibly", "no"]:
    """How two comparable numbers go together.

    Returns:
        "same" where they are one number; "nearly" where rounding, "about" or "at least" is all that differs; "possibly" where both
        may hold, but one says more; "no" where they cannot both hold.
    """
    if a.key == b.key:
        return "same"
    if a.bound == "vague" or b.bound == "vague":
        few = max(a.high, b.high) <= _FEW  # "several", "a few"
        return "no" if not _meet(a, b) else "nearly" if few and a.bound == b.bound else "possibly"
    if _close(a, b):
        ends = {a.bound, b.bound}
        opposite = bool(ends & {"most", "under"}) and not ends <= {"most", "under", "about"}
        return "possibly" if opposite else "nearly"
    return "possibly" if _meet(a, b) else "no"


def _close(a: Number, b: Number) -> bool:
    gap = abs(a.base - b.base)
    if a.low != a.high and b.low != b.high and not math.isinf(a.high) and not math.isinf(b.high) and "exact" in (a.bound, b.bound):
        return _meet(a, b)
    about = max(_ABOUT * max(a.base, b.base) if "about" in (a.bound, b.bound) else 0.0, _SAME * max(a.base, b.base))
    rounded = max(a.step if a.base >= _LARGE or a.step < 0.5 else 0.0, b.step if b.base >= _LARGE or b.step < 0.5 else 0.0)
    same_time = _ROUGHLY * max(a.base, b.base) if a.dimension == "time" else 0.0
    return gap <= max(about, min(rounded, 0.1 * max(a.base, b.base)), same_time) * (1 + _SAME)


def _meet(a: Number, b: Number) -> bool:
    return a.low <= b.high * (1 + _SAME) and b.low <= a.high * (1 + _SAME)
