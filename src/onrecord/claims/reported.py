"""The differences between two reports of one statement: those of any two contents, and those that show because both report one thing."""

from dataclasses import replace

from onrecord.claims.comparing import Difference
from onrecord.claims.comparing.alignment import Alignment
from onrecord.claims.comparing.bounds import bounds
from onrecord.claims.comparing.calendar import Day
from onrecord.claims.comparing.degrees import degrees
from onrecord.claims.comparing.negating import negations
from onrecord.claims.comparing.periods import periods
from onrecord.claims.comparing.turns import turns

__all__ = ["differences"]

Span = tuple[int, int]
_DEICTIC = frozenset(["near", "week", "month", "year", "quarter", "weekend"])


def differences(
    seen: tuple[Difference, ...], alignment: Alignment, texts: tuple[str, str], denied: tuple[bool, bool]
) -> tuple[Difference, ...]:
    """The differences between two reports of one statement.

    Args:
        seen: Those that any two contents have.
        alignment: Which words of the two go together; of the earlier report first.
        texts: The contents.
        denied: Whether each report says that its content was denied.
    """
    if alignment.a.words == alignment.b.words:
        return seen
    more = [*bounds(alignment, *texts), *periods(alignment), *degrees(alignment), *turns(alignment)]
    kept = [d for d in seen if not any(_within(d.a, m.a) and _within(d.b, m.b) for m in more)]
    found = (*kept, *(m for m in more if m not in kept))
    return tuple(replace(d, material=d.material and not _deictic(d, alignment)) for d in found if not _outside(d, alignment, denied))


def _within(inner: Span | None, outer: Span | None) -> bool:
    return inner is None or (outer is not None and outer[0] <= inner[0] and inner[1] <= outer[1])


def _outside(d: Difference, alignment: Alignment, denied: tuple[bool, bool]) -> bool:
    """Whether only one content has a "not" because that of the other one stands outside of it: "denied having known"."""
    if d.kind != "negation" or not any(denied):
        return False
    sides = ((alignment.a, d.a), (alignment.b, d.b))
    first, second = (any(span and span[0] <= c.units[n.start].start < span[1] for n in negations(c)) for c, span in sides)
    return first != second and denied[first]


def _deictic(d: Difference, alignment: Alignment) -> bool:
    """Whether two dates are told from the days of the reports: "next week" is "this week" some days later."""
    if d.kind != "date":
        return False
    sides = ((alignment.a, d.a), (alignment.b, d.b))
    days = [[u.value for u in c.units if s and u.start < s[1] and s[0] < u.end and isinstance(u.value, Day)] for c, s in sides]
    return all(days) and all(part in _DEICTIC and value in {-1, 0, 1} for day in (*days[0], *days[1]) for part, value in day.parts)
