"""Orders that somebody goes through page by page, as they were at the first page.

How well attributions fit a query hangs on all that the record holds, so such an order changes with every article. It is kept here instead
for those who come back for the next page: the latest orders, in memory alone.
"""

import secrets
import threading
from collections import OrderedDict

from onrecord.errors import InvalidCursor
from onrecord.record.layout import Column

__all__ = ["Orders"]

_BYTES = 16 * 2**20
"""How much memory the orders take at most; an order of 5,000 ids takes 40 kB."""


class Orders:
    """Orders by a name; where there are too many, those that nobody has asked for the longest are forgotten.

    Args:
        most: How many bytes they take at most.
    """

    def __init__(self, most: int = _BYTES) -> None:
        self._most, self._bytes = most, 0
        self._kept: OrderedDict[str, Column] = OrderedDict()
        self._lock = threading.Lock()

    def keep(self, order: Column) -> str:
        """Keep an order; its name."""
        name = secrets.token_urlsafe(9)
        with self._lock:
            self._kept[name] = order
            self._bytes += order.nbytes
            while self._bytes > self._most and len(self._kept) > 1:
                self._bytes -= self._kept.popitem(last=False)[1].nbytes
        return name

    def get(self, name: str) -> Column | None:
        """The order with a name; None where it was forgotten."""
        with self._lock:
            if name in self._kept:
                self._kept.move_to_end(name)
            return self._kept.get(name)

    def asked(self, name: str, record: str) -> Column:
        """The order with a name.

        Args:
            name: Its name.
            record: What the record is called in messages.

        Raises:
            InvalidCursor: It was forgotten.
        """
        found = self.get(name)
        if found is None:
            raise InvalidCursor("the order of this search is not kept any longer; begin without a cursor", record)
        return found
