"""What a page over a record is told when it is opened."""

import secrets
from dataclasses import dataclass, field

__all__ = ["LOOPBACK", "Settings"]

LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""The names of this machine to itself."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How a record is shown.

    Attributes:
        record: The path or URL of the record.
        read_only: Whether nothing may be judged on the page.
        token: What a visitor must know; None where only this machine can ask.
        hosts: The names by which the page may be asked for, without a port; others are refused (DNS rebinding).
        seconds: How long one question may take before it is cancelled.
        patience: How many seconds a visitor waits for one of the connections, or for the turn to have a page made.
        connections: How many questions are asked at once.
        making: How many pages are made at once; who asks for more waits for a turn.
        most_bytes: Size of the largest request.
        most_rows: Rows of the longest page.
        export_seconds: How long one export may take.
        export_rows: Rows of the longest export.
        exports: How many exports may be on their way at once; fewer than `connections`, so that pages are answered beside them.
        fresh: For how many seconds a page is given again although the record has changed meanwhile; 0 for never, even where it has not.
        late: The same where others wait for pages to be made, so that nobody waits for one that is there.
        shelf: A folder in which several processes put the pages that they made, for one another; None for one process.
        secret: What the page signs with, so that it knows what it gave out.
        reviewer: Under which name is judged where nobody gives another one; None for the login name.
    """

    record: str
    read_only: bool = False
    token: str | None = None
    hosts: tuple[str, ...] = LOOPBACK
    seconds: float = 5.0
    patience: float = 10.0
    connections: int = 8
    making: int = 2
    most_bytes: int = 256 * 1024
    most_rows: int = 200
    export_seconds: float = 120.0
    export_rows: int = 100_000
    exports: int = 2
    fresh: float = 5.0
    late: float = 60.0
    shelf: str | None = None
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    reviewer: str | None = None
