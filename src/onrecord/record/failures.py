"""The inputs that could not be read."""

from dataclasses import dataclass

from onrecord.record.database import Database

__all__ = ["Failure", "failures", "failures_after"]

_FAILED = "SELECT input, kind, reason, source, tries, first_at, last_at, id FROM failures"


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that could not be read.

    Attributes:
        input: What it is called.
        kind: What sort of error, as in `onrecord.errors`.
        reason: What was wrong and what to do.
        source: The file it is in.
        tries: How often it was tried.
        first_at: When it failed first, ISO 8601 in UTC.
        last_at: When it failed last.
    """

    input: str
    kind: str
    reason: str
    source: str
    tries: int
    first_at: str
    last_at: str


def failures(database: Database) -> list[Failure]:
    """All of them, oldest first."""
    return [Failure(*row[:-1]) for row in database.rows(f"{_FAILED} ORDER BY id")]


def failures_after(database: Database, id: int, most: int) -> list[tuple[int, Failure]]:
    """Some of them with their numbers, oldest first.

    Args:
        database: The record.
        id: The number after which they begin.
        most: How many at most.
    """
    return [(int(row[-1]), Failure(*row[:-1])) for row in database.rows(f"{_FAILED} WHERE id > ? ORDER BY id LIMIT ?", (id, most))]
