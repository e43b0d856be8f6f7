"""Pages of a list: some items, and where to go on."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from fastapi import Request

from onrecord.web.api.cursors import given_out, key_in
from onrecord.web.problems import Problem

__all__ = ["Paging"]


class Paging:
    """A page that is asked for.

    Args:
        request: What was asked.
        limit: How many items at most.
        cursor: Where it begins.

    Attributes:
        limit: How many items at most.
        key: What the cursor holds; None for the first page.
        after: The number of the item after which it begins; 0 for the first page.

    Raises:
        Problem: The cursor was not given out for this question.
    """

    def __init__(self, request: Request, limit: int, cursor: str | None) -> None:
        self._path = request.url.path
        self._asked = [(k, v) for k, v in request.query_params.multi_items() if k != "cursor"]
        self._question = [("path", self._path), *((k, v) for k, v in self._asked if k != "limit")]
        self.limit = limit
        self.key = key_in(cursor, self._question)
        self.after = self.key if isinstance(self.key, int) else 0

    def refuse_cursor(self, cursor: str | None) -> None:
        """Say that there is no next page of what is ranked."""
        if cursor is not None:
            raise Problem(HTTPStatus.UNPROCESSABLE_ENTITY, "cursor: what is ranked has one page; leave out rank and like to go through all")

    def cut(self, items: Sequence[Any]) -> tuple[Any, ...]:
        """The items of the page, of one more than that."""
        return tuple(items[: self.limit])

    def next(self, items: Sequence[Any], key: int | str | None = None) -> str | None:
        """The address of the page after this one; None where there is none.

        Args:
            items: What was found: one more than fit on the page, if there are more.
            key: The number of the last item on the page, or what else says where to go on; None to ask the item.
        """
        if len(items) <= self.limit:
            return None
        last = int(items[self.limit - 1].number) if key is None else key
        return f"{self._path}?{urlencode([*self._asked, ('cursor', given_out(self._question, last))])}"
