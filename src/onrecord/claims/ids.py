"""Ids of claims and statements: a letter, then ten letters and digits that are easy to tell apart (as in Crockford's Base32)."""

import re

__all__ = ["claim_id", "numbers_of", "statement_id"]

_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
_LENGTH, _BITS = 10, 63
_FORM = re.compile(rf"[cs][{_LETTERS}]{{4,{_LENGTH}}}\Z")


def claim_id(number: int) -> str:
    """The id of a claim, from its number."""
    return "c" + _written(number)


def statement_id(number: int) -> str:
    """The id of a statement, from its number."""
    return "s" + _written(number)


def _written(number: int) -> str:
    upper = number >> (_BITS - 5 * _LENGTH)
    return "".join(_LETTERS[upper >> (5 * i) & 31] for i in reversed(range(_LENGTH)))


def numbers_of(id: str) -> tuple[int, int] | None:
    """The least and the greatest number with an id, or with one that begins so; None where it is no id.

    Args:
        id: An id, of which the first five characters or more suffice.
    """
    plain = id.strip().lower().replace("o", "0").replace("i", "1").replace("l", "1")
    if not _FORM.match(plain):
        return None
    value = 0
    for letter in plain[1:]:
        value = value << 5 | _LETTERS.index(letter)
    left = _BITS - 5 * (len(plain) - 1)
    return value << left, (value + 1 << left) - 1
