"""Cursors: where a listing goes on, in a form that says nothing to whoever holds it.

They hold the key of the last item (keyset paging), not how many there were before: what is added or taken away meanwhile neither shifts a
page nor shows an item twice. They need no memory here, so they fit after a restart too.
"""

import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from http import HTTPStatus

import msgspec

from onrecord.web.problems import Problem

__all__ = ["given_out", "key_in"]


def _of_question(question: Iterable[tuple[str, str]]) -> str:
    """What stands for a question, so that a cursor is not taken to another one."""
    return hashlib.sha256(msgspec.json.encode(sorted(question))).hexdigest()[:12]


def given_out(question: Iterable[tuple[str, str]], key: int | str) -> str:
    """The cursor after an item.

    Args:
        question: What is listed: the path, and what was asked besides the page.
        key: The number of the item, or what the record says of where to go on.
    """
    return urlsafe_b64encode(msgspec.json.encode((_of_question(question), key))).decode().rstrip("=")


def key_in(cursor: str | None, question: Iterable[tuple[str, str]]) -> int | str | None:
    """What was put into a cursor; None for the first page.

    Args:
        cursor: What the visitor sent.
        question: What is listed.

    Raises:
        Problem: It was not given out here, or for another question.
    """
    if cursor is None:
        return None
    try:
        mark, key = msgspec.json.decode(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)), type=tuple[str, int | str])
    except (ValueError, msgspec.DecodeError):
        told = "cursor: is none that was given out here; begin without one"
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, told) from None
    if mark != _of_question(question) or (isinstance(key, int) and not 0 <= key < 2**63):
        told = "cursor: was given out for another question; ask the same as before, or begin without one"
        raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, told)
    return key
