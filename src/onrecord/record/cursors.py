"""Where somebody is in a list, as a text to come back with: opaque, of a version, and refused where it was altered.

A cursor holds the list, what was asked of it, and the place: the key of the last thing that was given. It is no secret, and nothing can be
gained by making one up; it is checked so that a mistake is an error and not a wrong answer.
"""

import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

import msgspec

from onrecord.errors import InvalidCursor

__all__ = ["Place", "place_in", "written"]

Place = list[int | str]

_VERSION = 1
_LONGEST = 400
_CHECK = 6
_BIGGEST = 2**63


class _Cursor(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    version: int
    list: str
    asked: str
    place: Place


def _check(raw: bytes) -> bytes:
    return hashlib.blake2b(raw, digest_size=_CHECK, person=b"onrecord").digest()


def _digest(asked: Any) -> str:
    return hashlib.blake2b(msgspec.json.encode(asked), digest_size=_CHECK).hexdigest()


def written(list: str, asked: Any, *place: int | str) -> str:
    """A cursor.

    Args:
        list: Which list.
        asked: What is asked of it, which must be the same for the next page.
        *place: The key of the last thing that was given.
    """
    raw = msgspec.json.encode(_Cursor(_VERSION, list, _digest(asked), [*place]))
    return urlsafe_b64encode(raw + _check(raw)).decode().rstrip("=")


def place_in(cursor: str, list: str, asked: Any, *types: type, name: str) -> Place:
    """The place that a cursor holds.

    Args:
        cursor: The cursor.
        list: Which list it must be of.
        asked: What is asked of that.
        *types: What the parts of the place must be.
        name: What the record is called in messages.

    Raises:
        InvalidCursor: It is none, was altered, or is of another list or question.
    """
    try:
        if len(cursor) > _LONGEST:
            raise ValueError(cursor)
        bytes_ = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        if urlsafe_b64encode(bytes_).decode().rstrip("=") != cursor or _check(bytes_[:-_CHECK]) != bytes_[-_CHECK:]:
            raise ValueError(cursor)
        read = msgspec.json.decode(bytes_[:-_CHECK], type=_Cursor)
    except (ValueError, msgspec.MsgspecError) as error:  # binascii.Error and UnicodeError are among the first
        raise InvalidCursor("the cursor is none, or was altered; take it as the page before gave it, or begin without one", name) from error
    if read.version != _VERSION:
        raise InvalidCursor("the cursor is of another version of onrecord; begin without one", name)
    if read.list != list or read.asked != _digest(asked):
        raise InvalidCursor("the cursor belongs to another list or question; ask as for the page before, or begin without one", name)
    fits = len(read.place) == len(types) and all(type(part) is t for part, t in zip(read.place, types, strict=True))
    if not fits or any(isinstance(part, int) and not -_BIGGEST <= part < _BIGGEST for part in read.place):
        raise InvalidCursor("the cursor is none, or was altered; take it as the page before gave it, or begin without one", name)
    return read.place
