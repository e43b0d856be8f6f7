"""Which claims of a record are repeated most, and which are contested most."""

from collections import Counter
from dataclasses import dataclass
from heapq import nlargest

from onrecord.claims.asking import claims, claims_by_number
from onrecord.claims.loading import in_batches
from onrecord.claims.telling import Claim
from onrecord.record.database import Database

__all__ = ["Contested", "most_contested", "most_repeated"]

_TOGETHER = 500
"""Claims that are looked up at once."""


@dataclass(frozen=True, slots=True)
class Contested:
    """A claim against which something is said.

    Attributes:
        claim: The claim.
        denials: In how many statements it is denied.
        contradictions: In how many pairs of statements that cannot both be true one is of this claim.
        balance: How much stands on either side: the harmonic mean of its statements and of what is against it, so that neither one denial
            of fifty reports nor fifty denials of one make much of it.
    """

    claim: Claim
    denials: int
    contradictions: int
    balance: float


def most_repeated(database: Database, *, limit: int = 10) -> list[Claim]:
    """The claims of most outlets, of those reported more than once; of equally many, the most denied, then those of most articles.

    Args:
        database: The record.
        limit: How many at most.
    """
    return claims(database, repeated=True, limit=limit)


def most_contested(database: Database, *, limit: int = 10) -> list[Contested]:
    """The claims with most on both sides.

    Args:
        database: The record.
        limit: How many at most.
    """
    against = _contradictions(database)
    database.check()
    rows = database.rows("SELECT id, statements, denials FROM claims WHERE denials > 0")
    best = nlargest(limit, (_weighed(int(id), int(n), int(d), against) for id, n, d in rows))
    denied = {int(row[0]) for row in rows}
    others = sorted((id for id in against if id not in denied), key=lambda claim: (-against[claim], claim))
    for low in range(0, len(others), _TOGETHER):
        some = others[low : low + _TOGETHER]
        if len(best) == limit and 2 * against[some[0]] < best[-1][0]:
            break  # however many statements they have, it does not suffice
        found = in_batches(database, "SELECT id, statements FROM claims WHERE id IN ({})", some)
        best = nlargest(limit, [*best, *(_weighed(int(id), int(n), 0, against) for id, n in found)])
    told = claims_by_number(database, [-id for _, id, _ in best])
    return [Contested(told[-id], denials, against[-id], balance) for balance, id, denials in best if -id in told]


def _weighed(id: int, statements: int, denials: int, against: Counter[int]) -> tuple[float, int, int]:
    """What claims are sorted by, the greatest first and of equal ones the lowest number."""
    return _balance(statements, denials + against[id]), -id, denials


def _balance(statements: int, against: int) -> float:
    return 2 * statements * against / (statements + against) if against else 0.0


def _contradictions(database: Database) -> Counter[int]:
    """In how many contradictions statements of each claim take part."""
    pairs = [(int(a), int(b)) for a, b in database.rows("SELECT later_id, earlier_id FROM relations WHERE kind = 'contradicts'")]
    sql = "SELECT DISTINCT statement_id, claim_id FROM utterances WHERE claim_id IS NOT NULL AND statement_id IN ({})"
    claims: dict[int, set[int]] = {}
    for statement, claim in in_batches(database, sql, sorted({statement for pair in pairs for statement in pair})):
        claims.setdefault(int(statement), set()).add(int(claim))
    none = frozenset[int]()
    return Counter(claim for a, b in pairs for claim in claims.get(a, none) | claims.get(b, none))
