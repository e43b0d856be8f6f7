"""Whether what a page shows is what really comes out."""

import re

__all__ = ["difference"]

ANY = "…"
"""Alone on a line: any lines, or none. At the end of a line, after a space: anything more."""

_TOLERANCE = 0.05
_DECIMAL = re.compile(r"(?<![\w.])[01]\.\d+(?![\w.])")


def difference(shown: str, real: str) -> str | None:
    """What is wrong with `shown`, in words; None where it fits.

    White space at the end of lines, and empty lines at the beginning and the end, do not matter. Probabilities may differ
    by 0.05, as they do between processors (`onrecord/weights/README.md`).
    """
    wanted, there = _lines(shown), _lines(real)
    if _fits(wanted, there):
        return None
    return "\n".join(["--- shown", *wanted, "--- real", *there])


def _lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.strip("\n").splitlines()]


def _fits(wanted: list[str], there: list[str]) -> bool:
    """Like a pattern whose stars are the lines with `ANY`: the last star takes one line more whenever what follows it does not fit."""
    i = j = 0
    star, taken = -1, 0
    while j < len(there):
        if i < len(wanted) and wanted[i] == ANY:
            star, taken = i, j
            i += 1
        elif i < len(wanted) and _same(wanted[i], there[j]):
            i, j = i + 1, j + 1
        elif star >= 0:
            taken += 1
            i, j = star + 1, taken
        else:
            return False
    return all(line == ANY for line in wanted[i:])


def _same(wanted: str, there: str) -> bool:
    if wanted.endswith(f" {ANY}") and there.startswith(wanted[: -len(ANY)]):
        return True
    if _DECIMAL.sub("0.0", wanted) != _DECIMAL.sub("0.0", there):
        return False
    pairs = zip(_DECIMAL.findall(wanted), _DECIMAL.findall(there), strict=True)
    return all(abs(float(a) - float(b)) <= _TOLERANCE for a, b in pairs)
