"""Entity tags (RFC 9110, section 8.8.3): whoever has an answer already is told so instead of getting it again.

A tag is a digest of the answer's bytes, so it is strong and holds after a restart. To know it without making the answer, the last tags are
kept with the state of the record in which they were made: as long as nobody has written, none of them can have changed.
"""

import hashlib
import re
import threading
from collections import OrderedDict

__all__ = ["Tags", "is_known", "tag_of"]

_TAG = re.compile(r'(?:W/)?("[\x21\x23-\x7e\x80-\xff]*")')


def tag_of(body: bytes) -> str:
    """The tag of an answer."""
    return f'"{hashlib.sha256(body).hexdigest()[:32]}"'


def is_known(header: str | None, tag: str) -> bool:
    """Whether a header ``If-None-Match`` says that an answer is known; weak tags fit as well (section 13.1.2)."""
    if header is None:
        return False
    return header.strip() == "*" or tag in _TAG.findall(header)


class Tags:
    """The tags of the last answers.

    Args:
        most: How many are kept.
    """

    def __init__(self, most: int = 4_096) -> None:
        self._most = most
        self._kept: OrderedDict[str, tuple[str, str]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, question: str, state: str) -> str | None:
        """The tag that the answer to a question has for certain; None where that is not known.

        Args:
            question: The path and the query.
            state: The state of the record now.
        """
        with self._lock:
            found = self._kept.get(question)
            return found[1] if found is not None and found[0] == state else None

    def put(self, question: str, state: str, tag: str) -> None:
        """Keep the tag of an answer.

        Args:
            question: The path and the query.
            state: The state of the record before the answer was made.
            tag: The tag.
        """
        with self._lock:
            self._kept[question] = state, tag
            self._kept.move_to_end(question)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
