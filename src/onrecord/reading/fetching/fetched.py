"""What fetching a URL gives."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Fetched"]


@dataclass(frozen=True, slots=True)
class Fetched:
    """The answer to a URL, whatever its status.

    Attributes:
        url: The URL that was asked for.
        final_url: Where redirects led.
        status: The HTTP status; 304 where nothing has changed since.
        headers: The headers by their names in lower case.
        body: The body, unpacked; of an error its beginning.
        etag: What to give as `etag` the next time.
        last_modified: What to give as `last_modified` the next time.
        moved_to: Where the URL moved for good, if each redirect was a permanent one (301, 308).
    """

    url: str
    final_url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None

    @property
    def ok(self) -> bool:
        """Whether there is a body to read (2xx)."""
        return 200 <= self.status < 300

    @property
    def content_type(self) -> str:
        """The media type in lower case, without parameters; empty where none is given."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str | None:
        """The encoding that the server declares, which need not be true."""
        found = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,30})", self.headers.get("content-type", ""), re.IGNORECASE)
        return found[1] if found else None
