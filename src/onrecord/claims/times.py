"""Which of two articles was first, as far as their times tell."""

from datetime import UTC, date, datetime, timedelta

__all__ = ["Moment", "before", "moment", "order"]

Moment = tuple[datetime, datetime]
"""First and last instant at which an article may have been published."""

_DAY = timedelta(days=1)
_NEVER = datetime.max.replace(tzinfo=UTC)


def moment(published: str | None) -> Moment | None:
    """When an article was published; None where that is unknown.

    A day is all of it; a timestamp without a zone counts as UTC.

    Args:
        published: ISO 8601, a day or a timestamp.
    """
    if not published:
        return None
    try:
        if len(published) == len("2026-03-02"):
            day = datetime.combine(date.fromisoformat(published), datetime.min.time(), UTC)
            return day, day + _DAY
        at = datetime.fromisoformat(published)
        at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return at, at


def before(a: str | None, b: str | None) -> bool | None:
    """Whether `a` was published before `b`; None where their times do not tell."""
    first, second = moment(a), moment(b)
    if first is None or second is None or first == second:
        return None
    if first[1] <= second[0]:
        return True
    return False if second[1] <= first[0] else None


def order(published: str | None, key: str) -> tuple[datetime, datetime, str]:
    """What articles are sorted by: time of publication, those without one last, then key."""
    at = moment(published)
    return (*(at or (_NEVER, _NEVER)), key)
